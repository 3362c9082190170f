// Buffers by a walk over the plan: a node's buffer becomes free behind its last reader.
#include "run/layout.hpp"

#include <algorithm>

namespace entitle::run {

namespace {

/// Nodes of one entity, shape and width share buffers.
bool alike(const plan::Node& a, const plan::Node& b) {
  return a.shape == b.shape && a.entity == b.entity && a.words == b.words &&
         a.may_fail == b.may_fail && a.packing.width == b.packing.width;
}

std::vector<std::uint8_t> needed_for_answers(const plan::Plan& plan,
                                             std::span<const plan::NodeId> kept) {
  std::vector<std::uint8_t> needed(plan.nodes.size(), 0);
  for (const plan::NodeId id : kept) needed[id] = 1;
  for (const plan::ProgramNodes& program : plan.programs) {
    needed[program.eligible] = 1;
    needed[program.status] = 1;
    if (program.amount != plan::no_node) needed[program.amount] = 1;
  }
  for (std::size_t n = plan.nodes.size(); n-- > 0;)
    if (needed[n] != 0)
      for (const plan::NodeId arg : plan.args_of(plan.nodes[n])) needed[arg] = 1;
  // A fact that was supplied must apply, and a definition must be what was supplied, whoever reads
  // it.
  for (std::size_t n = 0; n < plan.nodes.size(); ++n)
    if (plan.nodes[n].op == value::Op::applies ||
        (plan.nodes[n].op == value::Op::met && plan.nodes[n].fact.valid()))
      needed[n] = 2;
  for (std::size_t n = plan.nodes.size(); n-- > 0;)
    if (needed[n] != 0)
      for (const plan::NodeId arg : plan.args_of(plan.nodes[n]))
        needed[arg] = std::max<std::uint8_t>(needed[arg], 1);
  return needed;
}

}  // namespace

Layout keep_all(const plan::Plan& plan) {
  Layout layout;
  for (plan::NodeId n = 0; n < plan.nodes.size(); ++n) {
    layout.slot_of.push_back(n);
    layout.order.push_back(n);
  }
  layout.slots = static_cast<std::uint32_t>(plan.nodes.size());
  return layout;
}

Layout recycle(const plan::Plan& plan, const std::vector<Recipe>& recipes,
               std::span<const plan::NodeId> kept) {
  const std::vector<std::uint8_t> needed = needed_for_answers(plan, kept);
  std::vector<plan::NodeId> last_reader(plan.nodes.size(), 0);
  const auto stays = [&](plan::NodeId id) {
    last_reader[alias_of(plan, recipes, id)] = plan::no_node;
  };
  for (plan::NodeId n = 0; n < plan.nodes.size(); ++n) {
    if (needed[n] == 0) continue;
    last_reader[n] = std::max(last_reader[n], n);
    for (const plan::NodeId arg : plan.args_of(plan.nodes[n]))
      last_reader[alias_of(plan, recipes, arg)] = n;
  }
  for (const plan::ProgramNodes& program : plan.programs) {
    stays(program.eligible);
    stays(program.status);
    if (program.amount != plan::no_node) stays(program.amount);
  }
  for (const plan::NodeId id : kept) stays(id);
  for (plan::NodeId n = 0; n < plan.nodes.size(); ++n)
    if (plan.nodes[n].op == value::Op::constant) stays(n);
  Layout layout;
  layout.slot_of.assign(plan.nodes.size(), Layout::no_slot);
  std::vector<plan::NodeId> owner;  // by slot: the node that it was made for
  std::vector<std::uint32_t> free;
  std::vector<std::uint8_t> freed(plan.nodes.size(), 0);
  for (plan::NodeId n = 0; n < plan.nodes.size(); ++n) {
    if (needed[n] == 0) continue;
    layout.order.push_back(n);
    const plan::NodeId root = alias_of(plan, recipes, n);
    if (root != n) {
      layout.slot_of[n] = layout.slot_of[root];
      for (const plan::NodeId arg : plan.args_of(plan.nodes[n]))
        if (last_reader[alias_of(plan, recipes, arg)] == n && freed[root] == 0) {
          freed[root] = 1;
          free.push_back(layout.slot_of[root]);
        }
      continue;
    }
    // A constant's buffer is filled once for all chunks.
    const auto found = plan.nodes[n].op == value::Op::constant
                           ? free.rend()
                           : std::find_if(free.rbegin(), free.rend(), [&](std::uint32_t s) {
                               return alike(plan.nodes[owner[s]], plan.nodes[n]);
                             });
    if (found != free.rend()) {
      layout.slot_of[n] = *found;
      free.erase(std::next(found).base());
    } else {
      layout.slot_of[n] = layout.slots++;
      owner.push_back(n);
    }
    const auto release = [&](plan::NodeId id) {
      id = alias_of(plan, recipes, id);
      if (freed[id] != 0 || last_reader[id] != n) return;
      freed[id] = 1;
      free.push_back(layout.slot_of[id]);
    };
    for (const plan::NodeId arg : plan.args_of(plan.nodes[n])) release(arg);
    release(n);
  }
  return layout;
}

}  // namespace entitle::run
