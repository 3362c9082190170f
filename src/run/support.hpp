// What an open answer rests on: the open nodes below it that can still change it, how many readers
// each has among them, and the leaves: facts, sizes of collections, cells of tables. Read off the
// columns; decides nothing.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "run/decision.hpp"
#include "run/view.hpp"

namespace entitle::run {

struct Support {
  struct Open {
    NodeRow at;
    std::uint32_t readers = 0;  ///< among the open nodes
  };
  std::vector<Open> nodes;   ///< the answer's own first
  std::vector<Leaf> leaves;  ///< in the order found
  std::vector<std::uint32_t>
      leaf_readers;  ///< beside `leaves`: of cells and sizes; facts have theirs among the nodes
};

/// Finds supports, reusing its memory.
class SupportFinder {
 public:
  explicit SupportFinder(const plan::Plan& plan) : first_(plan.nodes.size()) {}
  /// The result stays valid until the next call.
  const Support& find(const View& view, NodeRow answer);

 private:
  void fit(const View& view);
  void visit(const View& view, plan::NodeId node, std::uint32_t row);
  void expand(const View& view, NodeRow at);
  void expand_elements(const View& view, const plan::Node& node, std::uint32_t row);
  void expand_parameter(const View& view, const plan::Node& node, std::uint32_t row);
  void leaf(const Leaf& leaf);

  std::vector<std::uint32_t> rows_;   ///< of each entity, when first_ was made
  std::vector<std::uint32_t> first_;  ///< by node: where its rows begin in seen_
  std::vector<std::uint32_t> seen_;   ///< 0, or 1 + position in nodes
  std::vector<NodeRow> stack_;
  Support support_;
  std::unordered_map<Leaf, std::size_t, Leaf::Hash> places_;  ///< of its leaves
};

/// The size that a row of an element stands for: of the outermost collection that is not complete.
Leaf size_leaf(const View& view, model::EntityId element, std::uint32_t row);

/// What a leaf is in a household whose facts are known.
Box box_of(const View& household, const Leaf& leaf);

/// Calls `visit(cell)` for each cell that a look-up may still give at a row.
template <class Visit>
void for_each_cell(const View& view, const plan::Node& node, std::uint32_t row, Visit&& visit) {
  const auto keys = view.plan().args_of(node);
  const auto descend = [&](const auto& self, std::size_t key, std::uint32_t offset) -> void {
    if (key == keys.size()) {
      visit(view.tables().first(node.parameter) + offset);
      return;
    }
    const std::uint32_t choices = view.plan().nodes[keys[key]].choices;
    const auto set = view.choices(keys[key], row);
    for (std::uint32_t c = 0; c < choices; ++c)
      if (value::choices::contains(set, c)) self(self, key + 1, offset * choices + c);
  };
  descend(descend, 0, 0);
}

}  // namespace entitle::run
