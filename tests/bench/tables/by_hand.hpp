// The twelve programs written by hand over columns, for known households: the limit that the engine
// is measured against, as a tally and as a list of hits. The same rules as oracle.hpp, which judges
// it.
#pragma once

#include <memory>

#include "programs.hpp"

namespace workload::by_hand {

struct Scratch;

/// Decides whole populations, reusing its memory.
/// threads: one at a time.
class Loop {
 public:
  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  Tally tally(const Columns& data);
  /// Chunk by chunk, program by program, rows ascending.
  void hits(const Columns& data, HitList& out);

 private:
  std::unique_ptr<Scratch> scratch_;
};

}  // namespace workload::by_hand
