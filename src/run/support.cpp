// A walk down the open nodes. An operand that is settled, or that cannot change the result, is not
// followed.
#include "run/support.hpp"

#include <algorithm>

namespace entitle::run {

using plan::Node;
using plan::NodeId;
using value::Op;
using value::Truth;

Leaf size_leaf(const View& view, model::EntityId element, std::uint32_t row) {
  Leaf leaf;
  leaf.kind = Leaf::Kind::size;
  for (;;) {
    const model::Entity& entity = view.model().entities[element.index];
    const std::uint32_t parent = view.parent(element, row);
    if (view.ghost(element, row)) {
      leaf.collection = entity.collection;
      leaf.row = parent;
    }
    if (!view.model().entities[entity.parent.index].parent.valid() ||
        !view.below_ghost(entity.parent, parent))
      return leaf;
    element = entity.parent;
    row = parent;
  }
}

Box box_of(const View& household, const Leaf& leaf) {
  Box box;
  if (leaf.kind == Leaf::Kind::cell) {
    box.number = household.cell(leaf.row);
    return box;
  }
  if (leaf.kind == Leaf::Kind::size) {
    const model::EntityId element = household.model()[leaf.collection].element;
    const View::Elements range = household.elements(leaf.collection, leaf.row);
    box.number = {0, 0};
    for (std::uint32_t r = range.first; r < range.last; ++r) {
      box.number.lo += household.least(element, r);
      box.number.hi += household.most(element, r);
    }
    return box;
  }
  const FactColumn& column = household.frame().fact(leaf.fact);
  const std::uint32_t row = household.global(household.model()[leaf.fact].entity, leaf.row);
  if (column.form() == FactColumn::Form::number) box.number = column.number(row);
  if (column.form() == FactColumn::Form::truth) box.truth = column.truth(row);
  if (column.form() == FactColumn::Form::choice) box.set = column.set_of(row);
  return box;
}

void SupportFinder::leaf(const Leaf& leaf) {
  const auto [place, is_new] = places_.try_emplace(leaf, support_.leaves.size());
  if (!is_new) {
    ++support_.leaf_readers[place->second];
    return;
  }
  support_.leaves.push_back(leaf);
  support_.leaf_readers.push_back(1);
}

void SupportFinder::visit(const View& view, NodeId node, std::uint32_t row) {
  if (!view.open(node, row)) return;
  std::uint32_t& seen = seen_[first_[node] + row];
  if (seen != 0) {
    ++support_.nodes[seen - 1].readers;
    return;
  }
  support_.nodes.push_back({{node, row}, 1});
  seen = static_cast<std::uint32_t>(support_.nodes.size());
  stack_.push_back({node, row});
}

void SupportFinder::expand_elements(const View& view, const Node& node, std::uint32_t row) {
  const auto args = view.plan().args_of(node);
  const NodeId where = node.has_where ? args.back() : plan::no_node;
  const bool has_body = args.size() > (node.has_where ? 1U : 0U);
  const NodeId body = has_body ? args[0] : plan::no_node;
  const model::EntityId element = view.model()[node.collection].element;
  const View::Elements elements = view.elements(node.collection, row);
  for (std::uint32_t r = elements.first; r < elements.last; ++r) {
    if (view.most(element, r) == 0) continue;
    if (where != plan::no_node && view.truth(where, r) == Truth::F) continue;
    if (node.op == Op::any && view.truth(body, r) == Truth::F) continue;
    if (node.op == Op::every && view.truth(body, r) == Truth::T) continue;
    if (view.least(element, r) < view.most(element, r)) leaf(size_leaf(view, element, r));
    if (where != plan::no_node) visit(view, where, r);
    if (has_body) visit(view, body, r);
  }
}

void SupportFinder::expand_parameter(const View& view, const Node& node, std::uint32_t row) {
  for (const NodeId key : view.plan().args_of(node)) visit(view, key, row);
  for_each_cell(view, node, row, [&](std::uint32_t cell) {
    if (view.cell(cell).known()) return;
    Leaf found;
    found.kind = Leaf::Kind::cell;
    found.parameter = node.parameter;
    found.row = cell;
    leaf(found);
  });
}

void SupportFinder::expand(const View& view, NodeRow at) {
  const Node& node = view.plan().nodes[at.node];
  const auto args = view.plan().args_of(node);
  switch (node.op) {
    case Op::constant:
      return;
    case Op::fact: {
      if (view.below_ghost(node.entity, at.row)) {
        leaf(size_leaf(view, node.entity, at.row));
        return;
      }
      Leaf found;
      found.fact = node.fact;
      found.row = at.row;
      leaf(found);
      return;
    }
    case Op::spread:
      visit(view, args[0], view.parent(node.entity, at.row));
      return;
    case Op::parameter:
      expand_parameter(view, node, at.row);
      return;
    case Op::cases: {
      const Truth condition = view.truth(args[0], at.row);
      visit(view, args[0], at.row);
      if (condition != Truth::F) visit(view, args[1], at.row);
      if (condition != Truth::T) visit(view, args[2], at.row);
      return;
    }
    case Op::count:
    case Op::sum:
    case Op::any:
    case Op::every:
    case Op::smallest:
    case Op::largest:
      expand_elements(view, node, at.row);
      return;
    default:
      for (const NodeId arg : args) visit(view, arg, at.row);
  }
}

/// Forgets what the last call saw; where entities have other numbers of rows, lays them out anew.
void SupportFinder::fit(const View& view) {
  bool same = true;
  for (std::uint32_t e = 0; e < rows_.size(); ++e) {
    same = same && rows_[e] == view.rows({e});
    rows_[e] = view.rows({e});
  }
  if (same) {
    for (const Support::Open& open : support_.nodes) seen_[first_[open.at.node] + open.at.row] = 0;
    return;
  }
  std::uint32_t total = 0;
  for (NodeId n = 0; n < first_.size(); ++n) {
    first_[n] = total;
    total += view.rows(view.plan().nodes[n].entity);
  }
  seen_.assign(total, 0);
}

const Support& SupportFinder::find(const View& view, NodeRow answer) {
  if (rows_.empty()) rows_.resize(view.model().entities.size(), UINT32_MAX);
  fit(view);
  stack_.clear();
  support_.nodes.clear();
  support_.leaves.clear();
  support_.leaf_readers.clear();
  places_.clear();
  visit(view, answer.node, answer.row);
  while (!stack_.empty()) {
    const NodeRow next = stack_.back();
    stack_.pop_back();
    expand(view, next);
  }
  return support_;
}

}  // namespace entitle::run
