// Every factor is whole, or the node runs row by row.
#include "run/recipe.hpp"

#include <algorithm>
#include <numeric>

namespace entitle::run {

using kernels::Math;
using plan::Node;
using plan::NodeId;
using plan::Shape;
using value::Int128;
using value::Interval;
using value::Op;
using value::Width;

namespace {

constexpr Int128 most_word = INT32_MAX;
constexpr Int128 most_exact = Int128{1} << 52;  ///< whole numbers that doubles hold, twice

Int128 magnitude(Int128 a) { return a < 0 ? -a : a; }

/// The largest magnitude of what is stored of a node.
Int128 most_stored(const Node& node) {
  const Interval stored = node.packing.stored(node.range);
  return std::max(magnitude(stored.lo), magnitude(stored.hi));
}

bool word_fits(const Node& node, std::int64_t times) {
  return node.packing.width != Width::wide && most_stored(node) * magnitude(times) <= most_word;
}

struct Maker {
  const plan::Plan& plan;

  const Node& arg(const Node& node, std::uint32_t i) const {
    return plan.nodes[plan.args[node.first + i]];
  }
  static bool constant(const Node& node) { return node.op == Op::constant; }

  /// The unit of an operand in units of the node's; 0 where that is not whole.
  static std::int64_t times(const Node& of, const Node& node) {
    if (constant(of) && of.range.lo == 0) return 1;
    return of.packing.unit % node.packing.unit == 0 ? of.packing.unit / node.packing.unit : 0;
  }

  Recipe compared(const Node& node) const {
    const Node& a = arg(node, 0);
    const Node& b = arg(node, 1);
    Recipe recipe;
    recipe.packed = true;
    if (node.op == Op::less && (constant(a) || constant(b))) {
      recipe.against = Recipe::Against::number;
      recipe.column = constant(b) ? 0 : 1;
      // a × unit < c is a < c / unit rounded up; c < b × unit is b > c / unit rounded down.
      recipe.number =
          static_cast<std::int64_t>(constant(b) ? value::ceil_div(b.range.lo, a.packing.unit)
                                                : value::floor_div(a.range.lo, b.packing.unit));
      return recipe;
    }
    if (a.packing.width == Width::wide || b.packing.width == Width::wide) {
      recipe.math = Math::wide;
      recipe.a = a.packing.unit;
      recipe.b = b.packing.unit;
      return recipe;
    }
    const std::int64_t common = std::gcd(a.packing.unit, b.packing.unit);
    recipe.a = a.packing.unit / common;
    recipe.b = b.packing.unit / common;
    recipe.math = word_fits(a, recipe.a) && word_fits(b, recipe.b) ? Math::word : Math::wide;
    return recipe;
  }

  Recipe linear(const Node& node) const {
    const Node& a = arg(node, 0);
    const Node& b = arg(node, 1);
    Recipe recipe;
    recipe.a = times(a, node);
    recipe.b = times(b, node);
    recipe.packed = !node.may_fail && recipe.a != 0 && recipe.b != 0;
    recipe.math =
        node.packing.width != Width::wide && word_fits(a, recipe.a) && word_fits(b, recipe.b)
            ? Math::word
            : Math::wide;
    return recipe;
  }

  Recipe larger(const Node& node) const {
    const bool left = constant(arg(node, 0));
    const Node& number = arg(node, left ? 0 : 1);
    const Node& of = arg(node, left ? 1 : 0);
    Recipe recipe = linear(node);
    // Where the column fits into what is filled, as it does where only its low end is cut off.
    if (!recipe.packed || !constant(number) || recipe.math != Math::word ||
        node.packing.width != Width::word)
      return recipe;
    recipe.against = Recipe::Against::number;
    recipe.column = left ? 1 : 0;
    recipe.a = times(of, node);
    recipe.number = number.range.lo / node.packing.unit;
    return recipe;
  }

  Recipe product(const Node& node) const {
    const Node& a = arg(node, 0);
    const Node& b = arg(node, 1);
    Recipe recipe;
    if (node.may_fail) return recipe;
    const Int128 grid = Int128{value::scale} * node.packing.unit;
    if (constant(a) || constant(b)) {
      const Node& of = constant(a) ? b : a;
      const Int128 by = Int128{(constant(a) ? a : b).range.lo} * of.packing.unit;
      if (by % grid != 0 || magnitude(by / grid) > most_word) return recipe;
      recipe.packed = true;
      recipe.against = Recipe::Against::number;
      recipe.column = constant(a) ? 1 : 0;
      recipe.a = static_cast<std::int64_t>(by / grid);
      recipe.alias = recipe.a == 1 && of.packing.width == node.packing.width;
      return recipe;
    }
    const Int128 units = Int128{a.packing.unit} * b.packing.unit;
    if (units % grid != 0 || a.packing.width == Width::wide || b.packing.width == Width::wide)
      return recipe;
    const Int128 by = units / grid;
    if (by > most_word || most_stored(a) * by > most_word) return recipe;
    recipe.packed = true;
    recipe.rising = a.range.lo >= 0 && b.range.lo >= 0;
    recipe.a = static_cast<std::int64_t>(by);
    recipe.math = most_stored(a) * most_stored(b) * by <= most_word ? Math::word : Math::wide;
    return recipe;
  }

  Recipe chosen(const Node& node) const {
    const Node& a = arg(node, node.op == Op::cases ? 1 : 0);
    const Node& b = arg(node, node.op == Op::cases ? 2 : 1);
    Recipe recipe;
    recipe.a = times(a, node);
    recipe.b = times(b, node);
    // A constant is stored in the node's own unit.
    if (constant(a) && a.range.lo % node.packing.unit == 0) recipe.a = 1;
    if (constant(b) && b.range.lo % node.packing.unit == 0) recipe.b = 1;
    recipe.packed = !node.may_fail && recipe.a != 0 && recipe.b != 0;
    return recipe;
  }

  Recipe rounded(const Node& node) const {
    const Node& a = arg(node, 0);
    Recipe recipe;
    if (node.may_fail || node.packing.unit != node.rounding.unit || a.packing.width == Width::wide)
      return recipe;
    Int128 over = node.rounding.unit;
    Int128 times = a.packing.unit;
    Int128 most_down = 1;
    if (node.count == 2) {
      const Node& b = arg(node, 1);
      if (b.packing.width == Width::wide || b.packing.stored(b.range).lo < 1) return recipe;
      times *= value::scale;
      over *= b.packing.unit;
      most_down = most_stored(b);
    }
    while (times % 2 == 0 && over % 2 == 0) times /= 2, over /= 2;
    while (times % 5 == 0 && over % 5 == 0) times /= 5, over /= 5;
    if (most_stored(a) * times >= most_exact || most_down * over >= most_exact) return recipe;
    recipe.packed = true;
    recipe.a = static_cast<std::int64_t>(times);
    recipe.b = static_cast<std::int64_t>(over);
    const bool small = node.count == 1 && most_stored(a) * times <= UINT32_MAX && over >= 2 &&
                       over <= Int128{1} << 30;
    recipe.math = small ? Math::word : Math::wide;
    return recipe;
  }

  Recipe folded(const Node& node) const {
    Recipe recipe;
    if (node.op == Op::count) {
      recipe.packed = !node.may_fail && node.packing.unit == value::scale;
    } else if (node.op == Op::sum) {
      recipe.a = times(arg(node, 0), node);
      recipe.packed = !node.may_fail && recipe.a != 0;
    }
    return recipe;
  }

  Recipe of(const Node& node) const {
    if (node.shape == Shape::truth) {
      const bool numbers = node.count == 2 && (node.op == Op::less || node.op == Op::is) &&
                           arg(node, 0).shape == Shape::number;
      return numbers ? compared(node) : Recipe();
    }
    if (node.shape != Shape::number) return {};
    switch (node.op) {
      case Op::add:
      case Op::sub:
        return linear(node);
      case Op::higher:
        return larger(node);
      case Op::mul:
        return product(node);
      case Op::cases:
        return chosen(node);
      case Op::rounded:
        return rounded(node);
      case Op::count:
      case Op::sum:
        return folded(node);
      default:
        return {};
    }
  }
};

}  // namespace

std::vector<Recipe> recipes_of(const plan::Plan& plan) {
  std::vector<Recipe> recipes;
  const Maker maker{plan};
  for (const Node& node : plan.nodes) recipes.push_back(maker.of(node));
  return recipes;
}

NodeId alias_of(const plan::Plan& plan, const std::vector<Recipe>& recipes, NodeId id) {
  while (recipes[id].alias) id = plan.args[plan.nodes[id].first + recipes[id].column];
  return id;
}

}  // namespace entitle::run
