// Which buffer each node of a plan writes to. Under keep every node has its own; under recycle a
// buffer is handed on as soon as the last reader of its node has run, so that a batch's columns
// stay in cache.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "plan/plan.hpp"
#include "run/fusing.hpp"
#include "run/ordering.hpp"
#include "run/recipe.hpp"

namespace entitle::run {

struct Layout {
  static constexpr std::uint32_t no_slot = 0xFFFF'FFFF;
  std::uint32_t slots = 0;
  std::vector<std::uint32_t> slot_of;   ///< by NodeId; no_slot where the node is not run
  std::vector<Step> order;              ///< the nodes that are run, but for
  std::vector<plan::NodeId> constants;  ///< these: filled once for all chunks
  std::vector<Fusion> fusions;
  static constexpr std::uint32_t no_fusion = 0xFFFF'FFFF;
  std::vector<std::uint32_t> fusion_of;  ///< by NodeId, into `fusions`; empty: none at all
};

/// Every node, each with a buffer of its own.
Layout keep_all(const plan::Plan& plan);

/// Only the nodes that statuses, amounts and `kept` rest on, with buffers handed on; those of
/// statuses, amounts, constants and `kept` stay. What can be fused is, and truths go to elements
/// together; the nodes between have buffers for the rows that are not known.
Layout recycle(const plan::Plan& plan, const std::vector<Recipe>& recipes,
               std::span<const plan::NodeId> kept = {});

}  // namespace entitle::run
