// Exact quotients while a plan is made: a numerator node over factors that are positive nodes. Factors cancel where the same node
// multiplies, so that (s - i / n) * n becomes s * n - i. What is left is compared by cross-multiplication or rounded; nothing is
// ever divided on the way.
#pragma once

#include <vector>

#include "plan/builder.hpp"

namespace entitle::plan {

/// numerator / (factor × factor × …); no factors: a number on the grid. `present`: whether there is a value; no_node: always.
struct Quantity {
  NodeId numerator = no_node;
  std::vector<NodeId> factors;  ///< ascending
  NodeId present = no_node;
};

class Quantities {
 public:
  explicit Quantities(Builder& builder) : b_(builder) {}

  Quantity add(const Quantity& x, const Quantity& y, bool subtract);
  Quantity mul(const Quantity& x, const Quantity& y);
  Quantity div(const Quantity& x, const Quantity& y);
  Quantity cases(NodeId condition, const Quantity& then, const Quantity& otherwise);
  NodeId rounded(const Quantity& x, model::RoundingRule rule);
  /// x < y, false where either is none.
  NodeId less(const Quantity& x, const Quantity& y);
  NodeId equal(const Quantity& x, const Quantity& y);
  /// x <= y, false where either is none.
  NodeId less_equal(const Quantity& x, const Quantity& y);
  /// The two sides multiplied by each other's factors, where these products stand on the grid; else no nodes.
  ComparedSides sides(const Quantity& x, const Quantity& y);

  /// One numerator over one denominator; the denominator is 1 where there are no factors.
  struct Pair {
    NodeId numerator;
    NodeId denominator;
  };
  Pair pair(const Quantity& x);
  NodeId both(NodeId x, NodeId y);
  NodeId present_or_true(NodeId present);

 private:
  Quantity product(NodeId x, NodeId y);
  Quantity multiplied(NodeId x, const std::vector<NodeId>& factors);
  /// less or equal of products, without asking whether the sides are there.
  NodeId compared(const Quantity& x, const Quantity& y, bool equality);

  Builder& b_;
};

}  // namespace entitle::plan
