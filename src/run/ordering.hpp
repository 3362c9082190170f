// In which order the nodes of a plan are run, and which truths go to the elements of their entity
// together: those of households as soon as they can be, all others as late, so that as many truths
// as possible are there before the first of them is asked for by an element.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "plan/plan.hpp"

namespace entitle::run {

/// One thing to run: a node, or `together` with it further spreads of truths from the same entity
/// to the same.
struct Step {
  plan::NodeId node = plan::no_node;
  std::vector<plan::NodeId> together{};  ///< `node` the first of them; empty: it alone
};

/// Calls a function with each node that running one may read or write, but for itself.
using Touched = std::function<void(plan::NodeId, const std::function<void(plan::NodeId)>&)>;

/// Steps that run each of the nodes that are needed once, but for constants. What a node touches
/// has a smaller number.
std::vector<Step> ordered(const plan::Plan& plan, std::span<const std::uint8_t> needed,
                          const Touched& touched);

}  // namespace entitle::run
