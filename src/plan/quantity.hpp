// Exact quotients while a plan is made: a numerator node over factors that are positive nodes.
// Factors cancel where the same node multiplies, so that (s - i / n) * n becomes s * n - i. What is
// left is compared by cross-multiplication or rounded; nothing is ever divided on the way. Where a
// condition chooses between quotients over different factors (a monthly standard, or a yearly one
// per month), both are kept apart to the end: joined, each numerator could meet the other's
// denominator while the condition is open.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "plan/builder.hpp"

namespace entitle::plan {

struct Alternatives;

/// numerator / (factor × factor × …); no factors: a number on the grid. `present`: whether there is
/// a value; no_node: always. With `alternatives`, two quantities instead, and numerator and factors
/// are not used.
struct Quantity {
  Quantity() = default;
  Quantity(NodeId over, std::vector<NodeId> under, NodeId there)
      : numerator(over), factors(std::move(under)), present(there) {}

  NodeId numerator = no_node;
  std::vector<NodeId> factors;  ///< ascending
  NodeId present = no_node;
  std::shared_ptr<const Alternatives> alternatives = nullptr;
};

/// One of two quantities, by a condition; or, `same`, two that stand for one value (a definition as
/// computed and as supplied): what they give is met, and `condition` only tells one pair from
/// another.
struct Alternatives {
  NodeId condition = no_node;
  Quantity then;
  Quantity otherwise;
  bool same = false;
};

class Quantities {
 public:
  explicit Quantities(Builder& builder) : b_(builder) {}

  Quantity add(const Quantity& x, const Quantity& y, bool subtract);
  Quantity mul(const Quantity& x, const Quantity& y);
  Quantity div(const Quantity& x, const Quantity& y);
  Quantity cases(NodeId condition, const Quantity& then, const Quantity& otherwise);
  /// `x`, met with what the profile may say that it is.
  Quantity supplied(const Quantity& x, model::FactId fact);
  NodeId rounded(const Quantity& x, model::RoundingRule rule);
  /// x < y, false where either is none.
  NodeId less(const Quantity& x, const Quantity& y);
  NodeId equal(const Quantity& x, const Quantity& y);
  /// x <= y, false where either is none.
  NodeId less_equal(const Quantity& x, const Quantity& y);
  /// The two sides multiplied by each other's factors, where these products stand on the grid; else
  /// no nodes.
  ComparedSides sides(const Quantity& x, const Quantity& y);

  /// One numerator over one denominator; the denominator is 1 where there are no factors.
  struct Pair {
    NodeId numerator;
    NodeId denominator;
  };
  Pair pair(const Quantity& x);
  /// The closest bounds on the grid, for showing; of a number on the grid itself.
  NodeId shown(const Quantity& x);
  NodeId both(NodeId x, NodeId y);
  NodeId present_or_true(NodeId present);

 private:
  Quantity product(NodeId x, NodeId y);
  Quantity multiplied(NodeId x, const std::vector<NodeId>& factors);
  /// `operation` on both sides of each alternatives; nothing where neither is a choice.
  template <class Operation>
  std::optional<Quantity> distributed(const Quantity& x, const Quantity& y, Operation operation);
  Quantity choose(NodeId condition, bool same, Quantity then, Quantity otherwise);
  /// What the two alternatives of `of` gave, as one node.
  NodeId one(const Alternatives& of, NodeId then, NodeId otherwise);
  /// less or equal of products, without asking whether the sides are there.
  NodeId compared(const Quantity& x, const Quantity& y, bool equality);

  Builder& b_;
};

}  // namespace entitle::plan
