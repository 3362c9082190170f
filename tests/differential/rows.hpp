// Which row of the columns stands for which row of a completion: its own where it is listed, the
// ghost of its parent where not.
#pragma once

#include <cstdint>
#include <vector>

#include "differential/completions.hpp"
#include "model/model.hpp"
#include "run/frame.hpp"

namespace entitle::differential {

class Rows {
 public:
  /// `number`: the household of the chunk.
  Rows(const run::Frame& frame, std::uint32_t number, const Completion& completion);

  /// Whether there is a row for each.
  bool complete() const { return complete_; }
  std::uint32_t at(model::EntityId entity, std::uint32_t row) const {
    return rows_[entity.index][row];
  }
  /// The column row of what stands above (or at) a row.
  std::uint32_t lifted(model::EntityId entity, std::uint32_t row, model::EntityId above) const;

 private:
  const model::Model& model_;
  const Completion& completion_;
  std::vector<std::vector<std::uint32_t>> rows_;
  bool complete_ = true;
};

}  // namespace entitle::differential
