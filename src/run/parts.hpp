// Parts of one household: copies held to boxes at some nodes, cells and sizes, run together as the
// rows of one chunk. What cutting, enumeration, what-if and asking have in common.
#pragma once

#include <cstdint>
#include <vector>

#include "run/decision.hpp"
#include "run/view.hpp"

namespace entitle::run {

/// One box that a part is held to.
struct Hold {
  enum class Kind : std::uint8_t { node, cell, size };
  Kind kind = Kind::node;
  NodeRow at;              ///< node
  std::uint32_t cell = 0;  ///< cell
  model::CollectionId
      collection;  ///< size: of the elements not listed, below row `at.row` of the parent
  Box box;
  bool same_place(const Hold& other) const {
    return kind == other.kind && at == other.at && cell == other.cell &&
           collection == other.collection;
  }
};

using Holds = std::vector<Hold>;

/// The hold that keeps a leaf to a box.
Hold hold_leaf(const model::Model& model, const plan::Plan& plan, const Leaf& leaf, Box box);

/// Puts a hold in place of an earlier one at the same place.
void put(Holds& holds, Hold hold);

class Parts {
 public:
  Parts(const model::Model& model, const plan::Plan& plan);

  /// Runs one copy of the base household for each of `parts`.
  void run(const View& base, const std::vector<Holds>& parts);
  std::uint32_t count() const { return count_; }
  View view(std::uint32_t number) const {
    return {model_, plan_, machine_, frame_, *tables_, number};
  }
  /// Whether a part has no completion that is seen to contradict nothing.
  bool contradicted(std::uint32_t number) const { return contradicted_[number] != 0; }

 private:
  void hold_size(const View& base, std::uint32_t number, const Hold& hold);

  const model::Model& model_;
  const plan::Plan& plan_;
  Frame frame_;
  Machine machine_;
  Cuts cuts_;
  const Tables* tables_ = nullptr;
  std::uint32_t count_ = 0;
  std::vector<std::uint8_t> contradicted_;
};

}  // namespace entitle::run
