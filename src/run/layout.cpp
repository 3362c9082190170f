// Buffers by a walk over the plan: a node's buffer becomes free behind its last reader.
#include "run/layout.hpp"

#include <algorithm>
#include <limits>

namespace entitle::run {

namespace {

bool constant(const plan::Plan& plan, plan::NodeId id) {
  return plan.nodes[id].op == value::Op::constant;
}

/// Nodes of one entity, shape and width share buffers.
bool alike(const plan::Node& a, const plan::Node& b) {
  return a.shape == b.shape && a.entity == b.entity && a.words == b.words &&
         a.may_fail == b.may_fail && a.packing.width == b.packing.width;
}

/// What the nodes of a plan read where what can be fused is.
class Readers {
 public:
  Readers(const plan::Plan& plan, const Layout& layout) : plan_(plan), layout_(layout) {}

  const Fusion* fusion(plan::NodeId id) const {
    const std::uint32_t of = layout_.fusion_of[id];
    return of == Layout::no_fusion ? nullptr : &layout_.fusions[of];
  }
  /// Calls use(node) for each column that must stand before a node is run.
  template <class Use>
  void each(plan::NodeId id, const Use& use) const {
    const Fusion* const fused = fusion(id);
    if (fused == nullptr) {
      for (const plan::NodeId arg : plan_.args_of(id)) use(arg);
      return;
    }
    for (const plan::NodeId source : fused->sources) use(source);
    // Constants are read where the nodes between are run after all.
    const auto constants = [&](plan::NodeId of) {
      for (const plan::NodeId arg : plan_.args_of(of))
        if (constant(plan_, arg)) use(arg);
    };
    constants(id);
    for (const plan::NodeId between : fused->absorbed) constants(between);
  }

 private:
  const plan::Plan& plan_;
  const Layout& layout_;
};

std::vector<std::uint8_t> needed_for_answers(const plan::Plan& plan, const Readers& readers,
                                             std::span<const plan::NodeId> kept) {
  std::vector<std::uint8_t> needed(plan.nodes.size(), 0);
  for (const plan::NodeId id : kept) needed[id] = 1;
  for (const plan::ProgramNodes& program : plan.programs) {
    needed[program.eligible] = 1;
    needed[program.status] = 1;
    if (program.amount != plan::no_node) needed[program.amount] = 1;
  }
  const auto spread = [&] {
    for (plan::NodeId n = static_cast<plan::NodeId>(plan.nodes.size()); n-- > 0;)
      if (needed[n] != 0) readers.each(n, [&](plan::NodeId read) { needed[read] = 1; });
  };
  spread();
  // A fact that was supplied must apply, and a definition must be what was supplied, whoever reads
  // it.
  for (std::size_t n = 0; n < plan.nodes.size(); ++n)
    if (plan.nodes[n].op == value::Op::applies ||
        (plan.nodes[n].op == value::Op::met && plan.nodes[n].fact.valid()))
      needed[n] = 1;
  spread();
  return needed;
}

}  // namespace

Layout keep_all(const plan::Plan& plan) {
  Layout layout;
  for (plan::NodeId n = 0; n < plan.nodes.size(); ++n) {
    layout.slot_of.push_back(n);
    if (constant(plan, n)) {
      layout.constants.push_back(n);
    } else {
      layout.order.push_back({n});
    }
  }
  layout.slots = static_cast<std::uint32_t>(plan.nodes.size());
  return layout;
}

Layout recycle(const plan::Plan& plan, const std::vector<Recipe>& recipes,
               std::span<const plan::NodeId> kept) {
  Layout layout;
  layout.fusions = fusions_of(plan, recipes);
  layout.fusion_of.assign(plan.nodes.size(), Layout::no_fusion);
  for (std::uint32_t f = 0; f < layout.fusions.size(); ++f)
    layout.fusion_of[layout.fusions[f].node] = f;
  const Readers readers(plan, layout);
  const std::vector<std::uint8_t> needed = needed_for_answers(plan, readers, kept);
  for (Fusion& fusion : layout.fusions)
    std::erase_if(fusion.absorbed, [&](plan::NodeId id) { return needed[id] != 0; });

  // All that running a node may read or write.
  const auto each_touched = [&](plan::NodeId id, const auto& use) {
    readers.each(id, use);
    if (const Fusion* const fused = readers.fusion(id)) {
      for (const plan::NodeId arg : plan.args_of(id)) use(arg);
      for (const plan::NodeId between : fused->absorbed) {
        for (const plan::NodeId arg : plan.args_of(between)) use(arg);
        use(between);
      }
    }
  };
  layout.order = ordered(plan, needed, each_touched);
  for (plan::NodeId n = 0; n < plan.nodes.size(); ++n)
    if (needed[n] != 0 && constant(plan, n)) layout.constants.push_back(n);
  const auto each_node = [](const Step& step, const auto& use) {
    if (step.together.empty()) return use(step.node);
    for (const plan::NodeId n : step.together) use(n);
  };

  // By node: the last step that touches it.
  constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> last(plan.nodes.size(), 0);
  const auto stays = [&](plan::NodeId id) { last[alias_of(plan, recipes, id)] = none; };
  for (std::size_t at = 0; at < layout.order.size(); ++at)
    each_node(layout.order[at], [&](plan::NodeId n) {
      last[n] = at;
      each_touched(n, [&](plan::NodeId id) { last[alias_of(plan, recipes, id)] = at; });
    });
  for (const plan::ProgramNodes& program : plan.programs) {
    stays(program.eligible);
    stays(program.status);
    if (program.amount != plan::no_node) stays(program.amount);
  }
  for (const plan::NodeId id : kept) stays(id);
  for (plan::NodeId n = 0; n < plan.nodes.size(); ++n)
    if (constant(plan, n)) stays(n);

  layout.slot_of.assign(plan.nodes.size(), Layout::no_slot);
  std::vector<plan::NodeId> owner;  // by slot: the node that it was made for
  std::vector<std::uint32_t> free;
  std::vector<std::uint8_t> freed(plan.nodes.size(), 0);
  const auto place = [&](plan::NodeId id) {
    if (layout.slot_of[id] != Layout::no_slot) return;
    if (const plan::NodeId root = alias_of(plan, recipes, id); root != id) {
      layout.slot_of[id] = layout.slot_of[root];
      return;
    }
    // A constant's buffer is filled once for all chunks.
    const auto found = constant(plan, id)
                           ? free.rend()
                           : std::find_if(free.rbegin(), free.rend(), [&](std::uint32_t s) {
                               return alike(plan.nodes[owner[s]], plan.nodes[id]);
                             });
    if (found != free.rend()) {
      layout.slot_of[id] = *found;
      free.erase(std::next(found).base());
    } else {
      layout.slot_of[id] = layout.slots++;
      owner.push_back(id);
    }
  };
  for (const plan::NodeId id : layout.constants) place(id);
  for (std::size_t at = 0; at < layout.order.size(); ++at) {
    each_node(layout.order[at], [&](plan::NodeId n) {
      if (const Fusion* const fused = readers.fusion(n))
        for (const plan::NodeId between : fused->absorbed) place(between);
      place(n);
    });
    const auto release = [&](plan::NodeId id) {
      id = alias_of(plan, recipes, id);
      if (freed[id] != 0 || last[id] != at) return;
      freed[id] = 1;
      free.push_back(layout.slot_of[id]);
    };
    each_node(layout.order[at], [&](plan::NodeId n) {
      each_touched(n, release);
      release(n);
    });
  }
  return layout;
}

}  // namespace entitle::run
