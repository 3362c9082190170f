// Nodes of a plan run together: conjunctions and choices whose conditions are tests of bytes (an
// age from 60 on, a severe disability, a truth) become one loop that reads the bytes themselves,
// and the nodes in between are not made at all. That holds where every row tested is known; where
// one is not, those nodes are run each by itself. Only for machines that keep no columns.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "plan/plan.hpp"
#include "run/recipe.hpp"

namespace entitle::run {

/// Whether a byte of a column, less `base` modulo 256, is at most `span`: from one value to
/// another, or outside of that.
struct ByteTest {
  plan::NodeId column = plan::no_node;  ///< number bytes, codes, or a truth
  std::uint8_t base = 0;
  std::uint8_t span = 0;
};

/// One branch of a choice: its value where both tests hold.
struct ByteBranch {
  ByteTest first;
  ByteTest second;
  std::uint8_t value = 0;
};

struct Fusion {
  plan::NodeId node = plan::no_node;
  std::vector<ByteTest> tests;             ///< of a truth: T where all hold
  bool turned = false;                     ///< F where all hold
  std::vector<ByteBranch> branches;        ///< of a number: the first whose tests hold
  plan::NodeId otherwise = plan::no_node;  ///< else this column; no_node: this value
  std::uint8_t otherwise_value = 0;
  std::vector<plan::NodeId> sources;   ///< the columns read
  std::vector<plan::NodeId> absorbed;  ///< the nodes between, in the plan's order
};

/// What of a plan can be run together, by node.
std::vector<Fusion> fusions_of(const plan::Plan& plan, const std::vector<Recipe>& recipes);

}  // namespace entitle::run
