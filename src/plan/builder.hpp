// Makes nodes of a plan, each distinct one once, with the range, step and level that follow from
// its operands. Truths that are constant fold away. Knows operations, not model expressions:
// lower.cpp walks those.
#pragma once

#include <initializer_list>
#include <span>
#include <unordered_map>
#include <vector>

#include "entitle/determination.hpp"
#include "model/model.hpp"
#include "plan/plan.hpp"

namespace entitle::plan {

class Builder {
 public:
  Builder(const model::Model& model, Plan& plan) : model_(model), plan_(plan) {}

  NodeId number(std::int64_t units);
  NodeId truth(value::Truth truth);
  NodeId fact(model::FactId fact);
  NodeId applies(model::FactId fact, NodeId condition);
  /// What the profile says that a definition is. Leaf that nobody is asked for.
  NodeId supplied(model::FactId fact);
  /// What two nodes that stand for one value have in common; with `fact`, a row that supplies it
  /// contradicts itself where that is nothing.
  NodeId met(NodeId a, NodeId b, model::FactId fact = {});
  NodeId stated(model::FactId fact);
  /// One of the statuses, by its number.
  NodeId status(Status status);
  NodeId higher(NodeId a, NodeId b);
  NodeId age(model::FactId age);
  NodeId parameter(model::ParameterId parameter, std::span<const NodeId> keys);
  NodeId choice(model::DomainId domain, std::span<const std::uint32_t> set);
  NodeId in_set(NodeId choice, std::span<const std::uint32_t> set);
  NodeId same_choice(NodeId a, NodeId b);

  NodeId add(NodeId a, NodeId b);
  NodeId sub(NodeId a, NodeId b);
  /// Only where on_grid(a, b).
  NodeId mul(NodeId a, NodeId b);
  /// Whether every product is a multiple of 10^-4.
  bool on_grid(NodeId a, NodeId b) const;
  NodeId rounded(NodeId x, model::RoundingRule rule);
  NodeId rounded(NodeId numerator, NodeId denominator, model::RoundingRule rule);
  NodeId quotient(NodeId numerator, NodeId denominator);

  NodeId less(NodeId a, NodeId b);
  NodeId less(NodeId a, NodeId d, NodeId c, NodeId b);
  NodeId equal(NodeId a, NodeId b);
  NodeId equal(NodeId a, NodeId d, NodeId c, NodeId b);

  NodeId all_of(std::vector<NodeId> parts);
  NodeId any_of(std::vector<NodeId> parts);
  NodeId negated(NodeId x);
  NodeId at_least(std::vector<NodeId> parts, std::uint32_t least);
  NodeId cases(NodeId condition, NodeId then, NodeId otherwise);

  /// `body` and `where` may be no_node; they are spread to the elements.
  NodeId aggregate(value::Op op, model::CollectionId collection, NodeId body, NodeId where);

  /// The same value, seen from the rows of an entity below.
  NodeId spread_to(NodeId node, model::EntityId entity);

  const Node& operator[](NodeId id) const { return plan_.nodes[id]; }
  void rank(NodeId id, CutRank rank);

 private:
  Node leaf(value::Op op, model::FactId fact) const;
  bool constant_branches(NodeId id) const;
  NodeId ranked_by_shape(NodeId id);
  NodeId push(Node node, std::span<const NodeId> args);
  NodeId push(const Node& node, std::initializer_list<NodeId> args) {
    return push(node, std::span(args.begin(), args.size()));
  }
  NodeId arithmetic(value::Op op, NodeId a, NodeId b, value::CheckedInterval range,
                    std::int64_t step);
  NodeId compare(value::Op op, std::span<const NodeId> args);
  NodeId logic(value::Op op, std::vector<NodeId> parts, std::uint32_t least);
  model::EntityId deepest(std::span<const NodeId> args) const;
  std::uint32_t depth(model::EntityId entity) const;
  bool is_truth(NodeId id, value::Truth truth) const;
  std::uint32_t add_set(model::DomainId domain, std::span<const std::uint32_t> set, Node& node);

  const model::Model& model_;
  Plan& plan_;
  std::unordered_multimap<std::uint64_t, NodeId> known_;
};

}  // namespace entitle::plan
