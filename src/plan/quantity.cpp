// The arithmetic of quotients over plan nodes.
#include "plan/quantity.hpp"

#include <algorithm>
#include <iterator>

namespace entitle::plan {

namespace {

using Factors = std::vector<NodeId>;

Factors common(const Factors& a, const Factors& b) {
  Factors out;
  std::ranges::set_intersection(a, b, std::back_inserter(out));
  return out;
}
Factors without(const Factors& a, const Factors& b) {
  Factors out;
  std::ranges::set_difference(a, b, std::back_inserter(out));
  return out;
}
Factors joined(const Factors& a, const Factors& b) {
  Factors out;
  std::ranges::merge(a, b, std::back_inserter(out));
  return out;
}

}  // namespace

NodeId Quantities::both(NodeId x, NodeId y) {
  if (x == no_node) return y;
  if (y == no_node) return x;
  return b_.all_of({x, y});
}

NodeId Quantities::present_or_true(NodeId present) {
  return present == no_node ? b_.truth(value::Truth::T) : present;
}

namespace {

/// Beyond this many alternatives quotients are joined after all: sound, less tight.
constexpr int most_alternatives = 8;

int alternatives_of(const Quantity& x) {
  return x.alternatives
             ? alternatives_of(x.alternatives->then) + alternatives_of(x.alternatives->otherwise)
             : 1;
}

}  // namespace

NodeId Quantities::one(const Alternatives& of, NodeId then, NodeId otherwise) {
  return of.same ? b_.met(then, otherwise) : b_.cases(of.condition, then, otherwise);
}

Quantity Quantities::choose(NodeId condition, bool same, Quantity then, Quantity otherwise) {
  NodeId present = no_node;
  if (same) {
    present = both(then.present, otherwise.present);
  } else if (then.present != no_node || otherwise.present != no_node) {
    present =
        b_.cases(condition, present_or_true(then.present), present_or_true(otherwise.present));
  }
  Quantity result;
  if (!then.alternatives && !otherwise.alternatives && then.factors == otherwise.factors) {
    result.numerator = same ? b_.met(then.numerator, otherwise.numerator)
                            : b_.cases(condition, then.numerator, otherwise.numerator);
    result.factors = then.factors;
  } else if (alternatives_of(then) + alternatives_of(otherwise) <= most_alternatives) {
    result.alternatives = std::make_shared<const Alternatives>(
        Alternatives{condition, std::move(then), std::move(otherwise), same});
  } else if (same) {
    return then;
  } else {
    const Pair a = pair(then);
    const Pair b = pair(otherwise);
    result.numerator = b_.cases(condition, a.numerator, b.numerator);
    result.factors = {b_.cases(condition, a.denominator, b.denominator)};
  }
  result.present = present;
  return result;
}

template <class Operation>
std::optional<Quantity> Quantities::distributed(const Quantity& x, const Quantity& y,
                                                Operation operation) {
  if (!x.alternatives && !y.alternatives) return std::nullopt;
  const Alternatives& of = x.alternatives ? *x.alternatives : *y.alternatives;
  const bool in_x = x.alternatives && x.alternatives->condition == of.condition;
  const bool in_y = y.alternatives && y.alternatives->condition == of.condition;
  Quantity then = operation(in_x ? x.alternatives->then : x, in_y ? y.alternatives->then : y);
  Quantity otherwise =
      operation(in_x ? x.alternatives->otherwise : x, in_y ? y.alternatives->otherwise : y);
  return choose(of.condition, of.same, std::move(then), std::move(otherwise));
}

Quantity Quantities::product(NodeId x, NodeId y) {
  const NodeId one = b_.number(value::scale);
  if (x == one) return {y, {}, no_node};
  if (y == one) return {x, {}, no_node};
  for (const NodeId factor : {x, y})
    if (b_[factor].op == value::Op::constant && b_[factor].range.lo == 0)
      return {factor, {}, no_node};
  if (b_.on_grid(x, y)) return {b_.mul(x, y), {}, no_node};
  // Ten thousand times the product is always on the grid.
  const NodeId ten_thousand = b_.number(value::scale * value::scale);
  return {b_.mul(x, b_.mul(y, ten_thousand)), {ten_thousand}, no_node};
}

Quantity Quantities::multiplied(NodeId x, const Factors& factors) {
  Quantity result{x, {}, no_node};
  for (const NodeId factor : factors) {
    Quantity next = product(result.numerator, factor);
    next.factors = joined(next.factors, result.factors);
    result = std::move(next);
  }
  return result;
}

Quantity Quantities::add(const Quantity& x, const Quantity& y, bool subtract) {
  if (auto both_sides = distributed(
          x, y, [&](const Quantity& a, const Quantity& b) { return add(a, b, subtract); }))
    return *both_sides;
  const Factors shared = common(x.factors, y.factors);
  const Factors of_x = without(x.factors, shared);
  const Factors of_y = without(y.factors, shared);
  Quantity result;
  if (of_x.empty() && of_y.empty()) {
    result.numerator =
        subtract ? b_.sub(x.numerator, y.numerator) : b_.add(x.numerator, y.numerator);
  } else {
    result = add(multiplied(x.numerator, of_y), multiplied(y.numerator, of_x), subtract);
  }
  result.factors = joined(joined(result.factors, shared), joined(of_x, of_y));
  result.present = both(x.present, y.present);
  return result;
}

Quantity Quantities::mul(const Quantity& x, const Quantity& y) {
  if (auto both_sides =
          distributed(x, y, [&](const Quantity& a, const Quantity& b) { return mul(a, b); }))
    return *both_sides;
  Factors of_x = x.factors;
  Factors of_y = y.factors;
  NodeId a = x.numerator;
  NodeId c = y.numerator;
  const NodeId one = b_.number(value::scale);
  const auto cancel = [&](Factors& factors, NodeId& with) {
    const auto found = std::ranges::find(factors, with);
    if (found == factors.end()) return;
    factors.erase(found);
    with = one;
  };
  cancel(of_x, c);
  cancel(of_y, a);
  Quantity result = product(a, c);
  result.factors = joined(result.factors, joined(of_x, of_y));
  result.present = both(x.present, y.present);
  return result;
}

Quantity Quantities::div(const Quantity& x, const Quantity& y) {
  if (auto both_sides =
          distributed(x, y, [&](const Quantity& a, const Quantity& b) { return div(a, b); }))
    return *both_sides;
  // (a / F) / (c / G) = (a × G) / (c × F)
  Factors up = without(y.factors, x.factors);
  Factors down = without(x.factors, y.factors);
  Quantity result = multiplied(x.numerator, up);
  if (result.numerator == y.numerator) {
    result.numerator = b_.number(value::scale);
  } else {
    down.insert(std::ranges::upper_bound(down, y.numerator), y.numerator);
  }
  result.factors = joined(result.factors, down);
  result.present = both(x.present, y.present);
  return result;
}

Quantities::Pair Quantities::pair(const Quantity& x) {
  const NodeId one = b_.number(value::scale);
  if (x.alternatives) {
    const Pair a = pair(x.alternatives->then);
    const Pair b = pair(x.alternatives->otherwise);
    if (x.alternatives->same) return a;
    return {b_.cases(x.alternatives->condition, a.numerator, b.numerator),
            b_.cases(x.alternatives->condition, a.denominator, b.denominator)};
  }
  if (x.factors.empty()) return {x.numerator, one};
  Quantity down = multiplied(x.factors[0], Factors(x.factors.begin() + 1, x.factors.end()));
  if (down.factors.empty()) return {x.numerator, down.numerator};
  return pair(Quantity{multiplied(x.numerator, down.factors).numerator, {down.numerator}, no_node});
}

NodeId Quantities::shown(const Quantity& x) {
  if (x.alternatives)
    return one(*x.alternatives, shown(x.alternatives->then), shown(x.alternatives->otherwise));
  if (x.factors.empty()) return x.numerator;
  const Pair quotient = pair(x);
  return b_.quotient(quotient.numerator, quotient.denominator);
}

Quantity Quantities::cases(NodeId condition, const Quantity& then, const Quantity& otherwise) {
  return choose(condition, false, then, otherwise);
}

Quantity Quantities::supplied(const Quantity& x, model::FactId fact) {
  Quantity result;
  const NodeId given = b_.met(shown(x), b_.supplied(fact), fact);
  if (!x.alternatives && x.factors.empty()) {
    result.numerator = given;
  } else {
    Quantity as_computed = x;
    as_computed.present = no_node;
    // The bounds of a quotient on the grid may allow what the quotient itself does not.
    b_.applies(fact, compared(as_computed, {b_.supplied(fact), {}, no_node}, true));
    result = choose(given, true, std::move(as_computed), {given, {}, no_node});
  }
  // Who supplies a value says that there is one.
  if (x.present != no_node) result.present = b_.applies(fact, x.present);
  return result;
}

NodeId Quantities::rounded(const Quantity& x, model::RoundingRule rule) {
  if (x.alternatives)
    return one(*x.alternatives, rounded(x.alternatives->then, rule),
               rounded(x.alternatives->otherwise, rule));
  if (x.factors.empty()) return b_.rounded(x.numerator, rule);
  const Pair quotient = pair(x);
  return b_.rounded(quotient.numerator, quotient.denominator, rule);
}

NodeId Quantities::compared(const Quantity& x, const Quantity& y, bool equality) {
  if (x.alternatives || y.alternatives) {
    const Alternatives& of = x.alternatives ? *x.alternatives : *y.alternatives;
    const bool in_x = x.alternatives && x.alternatives->condition == of.condition;
    const bool in_y = y.alternatives && y.alternatives->condition == of.condition;
    return one(of,
               compared(in_x ? x.alternatives->then : x, in_y ? y.alternatives->then : y, equality),
               compared(in_x ? x.alternatives->otherwise : x, in_y ? y.alternatives->otherwise : y,
                        equality));
  }
  const Factors shared = common(x.factors, y.factors);
  const Factors of_x = without(x.factors, shared);
  const Factors of_y = without(y.factors, shared);
  if (of_x.empty() && of_y.empty())
    return equality ? b_.equal(x.numerator, y.numerator) : b_.less(x.numerator, y.numerator);
  const Pair a = pair({x.numerator, of_x, no_node});
  const Pair c = pair({y.numerator, of_y, no_node});
  return equality ? b_.equal(a.numerator, c.denominator, c.numerator, a.denominator)
                  : b_.less(a.numerator, c.denominator, c.numerator, a.denominator);
}

NodeId Quantities::less(const Quantity& x, const Quantity& y) {
  const NodeId there = both(x.present, y.present);
  const NodeId result = compared(x, y, false);
  return there == no_node ? result : b_.all_of({there, result});
}

NodeId Quantities::less_equal(const Quantity& x, const Quantity& y) {
  const NodeId there = both(x.present, y.present);
  const NodeId result = b_.negated(compared(y, x, false));
  return there == no_node ? result : b_.all_of({there, result});
}

NodeId Quantities::equal(const Quantity& x, const Quantity& y) {
  const NodeId there = both(x.present, y.present);
  const NodeId result = compared(x, y, true);
  return there == no_node ? result : b_.all_of({there, result});
}

ComparedSides Quantities::sides(const Quantity& x, const Quantity& y) {
  if (x.alternatives || y.alternatives) {
    const Alternatives& of = x.alternatives ? *x.alternatives : *y.alternatives;
    const bool in_x = x.alternatives && x.alternatives->condition == of.condition;
    const bool in_y = y.alternatives && y.alternatives->condition == of.condition;
    const ComparedSides a = sides(in_x ? x.alternatives->then : x, in_y ? y.alternatives->then : y);
    const ComparedSides b =
        sides(in_x ? x.alternatives->otherwise : x, in_y ? y.alternatives->otherwise : y);
    // What was supplied stands on the grid as it is.
    if (of.same) return b;
    if (a.left == no_node || b.left == no_node) return {};
    return {b_.cases(of.condition, a.left, b.left), b_.cases(of.condition, a.right, b.right)};
  }
  const Factors shared = common(x.factors, y.factors);
  const Quantity left = multiplied(x.numerator, without(y.factors, shared));
  const Quantity right = multiplied(y.numerator, without(x.factors, shared));
  if (!left.factors.empty() || !right.factors.empty()) return {};
  return {left.numerator, right.numerator};
}

}  // namespace entitle::plan
