// Deciding a chunk of households at once: one run of the plan for all of them, and the answers of
// each program as columns. What is open is settled household by household, as for one case, so that
// a row of a million has the answer of the single case. Tells no reasons but which line of a
// program refuses.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "entitle/determination.hpp"
#include "model/model.hpp"
#include "plan/plan.hpp"
#include "run/block.hpp"
#include "run/decision.hpp"
#include "run/tables.hpp"

namespace entitle::run {

/// The answers of one program: a row for each row of its entity in the chunk's frame.
struct ProgramColumn {
  static constexpr std::uint16_t no_line = 0xFFFF;
  std::vector<StatusSet> status;  ///< empty: of somebody not listed, and nothing to be told
  /// Amounts given it qualifies, where it may and the program has one; else 0.
  std::vector<std::int64_t> least;
  std::vector<std::int64_t> most;
  std::vector<std::uint8_t> unsettled;  ///< 1: undecided when the limit of parts was reached
  /// Which line of the program's condition refuses for certain, the first of them, by its place in
  /// the block; no_line where none does alone.
  std::vector<std::uint16_t> refused_by;
};

class ChunkDecider {
 public:
  struct Wanted {
    bool refused_by = false;
  };
  ChunkDecider(const model::Model& model, const plan::Plan& plan, Wanted wanted);
  ~ChunkDecider();
  ChunkDecider(const ChunkDecider&) = delete;
  ChunkDecider& operator=(const ChunkDecider&) = delete;

  /// Decides the households of a block from one to another, that one left out. What it gave before
  /// is then gone.
  void decide(const Block& block, std::uint32_t from, std::uint32_t to, const Tables& tables,
              const DecideOptions& options);

  /// The rows that the answers are of.
  const Frame& frame() const;
  const std::vector<ProgramColumn>& programs() const;  ///< in the plan's order
  /// By household of the chunk: 1 where it contradicts itself; its answers say nothing.
  const std::vector<std::uint8_t>& contradicted() const;
  /// How many households had an answer to settle.
  std::uint32_t settled() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entitle::run
