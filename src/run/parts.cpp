// Laying holds over copies: sizes into the frame, nodes and cells into the cuts of the machine.
#include "run/parts.hpp"

#include <algorithm>

namespace entitle::run {

Hold hold_leaf(const model::Model& model, const plan::Plan& plan, const Leaf& leaf, Box box) {
  (void)model;
  Hold hold;
  hold.box = std::move(box);
  switch (leaf.kind) {
    case Leaf::Kind::fact:
      hold.at = {plan.fact_nodes[leaf.fact.index], leaf.row};
      break;
    case Leaf::Kind::cell:
      hold.kind = Hold::Kind::cell;
      hold.cell = leaf.row;
      break;
    case Leaf::Kind::size:
      hold.kind = Hold::Kind::size;
      hold.collection = leaf.collection;
      hold.at.row = leaf.row;
      break;
  }
  return hold;
}

void put(Holds& holds, Hold hold) {
  const auto found =
      std::ranges::find_if(holds, [&](const Hold& other) { return other.same_place(hold); });
  if (found != holds.end()) {
    *found = std::move(hold);
  } else {
    holds.push_back(std::move(hold));
  }
}

Parts::Parts(const model::Model& model, const plan::Plan& plan)
    : model_(model), plan_(plan), frame_(model), machine_(model, plan, Policy::keep) {}

void Parts::hold_size(const View& base, std::uint32_t number, const Hold& hold) {
  const model::EntityId element = model_[hold.collection].element;
  FrameLevel& level = frame_.level(element);
  const View::Elements range = base.elements(hold.collection, hold.at.row);
  for (std::uint32_t r = range.first; r < range.last; ++r) {
    if (!base.ghost(element, r)) continue;
    const std::size_t at = std::size_t{number} * base.rows(element) + r;
    level.least[at] = static_cast<std::uint32_t>(hold.box.number.lo);
    level.most[at] = static_cast<std::uint32_t>(hold.box.number.hi);
    level.plain = false;
    if (hold.box.number != value::Interval::point(1)) continue;
    // Exactly one further element is an element like any other, and so is what it holds, save its
    // own ghosts.
    level.ghost[at] = 0;
    for (std::uint32_t e = element.index; e < model_.entities.size(); ++e) {
      FrameLevel& below = frame_.level({e});
      const std::uint32_t rows = base.rows({e});
      for (std::uint32_t row = 0; row < rows; ++row) {
        const std::size_t here = std::size_t{number} * rows + row;
        const model::EntityId above = model_.entities[e].parent;
        const bool parent_below =
            above.valid() && frame_.level(above).below_ghost[below.parent[here]] != 0;
        below.below_ghost[here] = below.ghost[here] != 0 || parent_below ? 1 : 0;
      }
    }
  }
}

void Parts::run(const View& base, const std::vector<Holds>& parts) {
  count_ = static_cast<std::uint32_t>(parts.size());
  tables_ = &base.tables();
  frame_.clear();
  frame_.append_copies(base.frame(), base.number(), count_);
  cuts_.clear();
  for (std::uint32_t p = 0; p < count_; ++p) {
    for (const Hold& hold : parts[p]) {
      if (hold.kind == Hold::Kind::size) {
        hold_size(base, p, hold);
      } else if (hold.kind == Hold::Kind::cell) {
        cuts_.cells.push_back({hold.cell, p, hold.box.number});
      } else {
        Cut cut;
        cut.node = hold.at.node;
        cut.row = p * base.rows(plan_.nodes[hold.at.node].entity) + hold.at.row;
        cut.number = hold.box.number;
        cut.truth = hold.box.truth;
        cut.set = static_cast<std::uint32_t>(cuts_.sets.size());
        cuts_.sets.insert(cuts_.sets.end(), hold.box.set.begin(), hold.box.set.end());
        cuts_.nodes.push_back(cut);
      }
    }
  }
  std::ranges::sort(cuts_.nodes, {}, [](const Cut& cut) { return std::pair{cut.node, cut.row}; });
  std::ranges::sort(cuts_.cells, {}, [](const CellCut& cut) {
    return std::pair{cut.cell, cut.household};
  });
  machine_.run(frame_, *tables_, &cuts_);
  contradicted_.assign(count_, 0);
  for (const Clash& clash : machine_.clashes()) contradicted_[clash.household] = 1;
}

}  // namespace entitle::run
