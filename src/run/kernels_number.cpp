// Arithmetic over columns: which end of the operands makes which end of the result.
#include <algorithm>

#include "run/kernels.hpp"

namespace entitle::run::kernels {

using value::CheckedInterval;
using value::Int128;
using value::Interval;

namespace {

void put(NumbersOut out, std::uint32_t row, CheckedInterval made, Byte inherits) {
  const Byte fault = made.error ? certain : inherits;
  const Interval result = fault == certain ? Interval::everything() : made.interval;
  out.put(row, result);
  if (out.fault != nullptr) out.fault[row] = fault;
}

template <class Operation>
bool row_by_row(Numbers a, Numbers b, NumbersOut out, std::uint32_t rows, Operation operation) {
  for (std::uint32_t r = 0; r < rows; ++r)
    put(out, r, operation(a.at(r), b.at(r)), inherited(a.fault_at(r), b.fault_at(r)));
  return false;
}

Side low(Numbers a, std::int64_t times) { return {a.lo, a.packing.width, times}; }
Side high(Numbers a, std::int64_t times) { return {a.hi, a.packing.width, times}; }
SideOut low(NumbersOut out) { return {out.lo, out.packing.width}; }
SideOut high(NumbersOut out) { return {out.hi, out.packing.width}; }

Int128 rounded_end(std::int64_t numerator, std::int64_t denominator, model::RoundingRule rule) {
  if (!value::is_finite(numerator))
    return numerator > 0 ? value::detail::beyond : -value::detail::beyond;
  if (!value::is_finite(denominator)) {
    if (rule.mode != value::Rounding::up || numerator == 0) return 0;
    return numerator > 0 ? rule.unit : -rule.unit;
  }
  return value::detail::rounded_quotient(Int128{numerator} * value::scale,
                                         Int128{denominator} * rule.unit, rule.mode) *
         rule.unit;
}

CheckedInterval rounded_quotient(Interval numerator, Interval denominator,
                                 model::RoundingRule rule) {
  const Interval down{std::max<std::int64_t>(denominator.lo, 1),
                      std::max<std::int64_t>(denominator.hi, 1)};
  const std::int64_t below = numerator.lo < 0 ? down.lo : down.hi;
  const std::int64_t above = numerator.hi > 0 ? down.lo : down.hi;
  return value::detail::bounded(numerator.known() && denominator.known(),
                                rounded_end(numerator.lo, below, rule),
                                rounded_end(numerator.hi, above, rule));
}

}  // namespace

bool add(Numbers a, Numbers b, const Recipe& recipe, NumbersOut out, std::uint32_t rows,
         Scratch& scratch) {
  if (!recipe.packed)
    return row_by_row(a, b, out, rows, [](Interval x, Interval y) { return value::add(x, y); });
  add(low(a, recipe.a), low(b, recipe.b), low(out), recipe.math, rows, scratch);
  if (a.known && b.known) return true;
  add(high(a, recipe.a), high(b, recipe.b), high(out), recipe.math, rows, scratch);
  return false;
}

bool sub(Numbers a, Numbers b, const Recipe& recipe, NumbersOut out, std::uint32_t rows,
         Scratch& scratch) {
  if (!recipe.packed)
    return row_by_row(a, b, out, rows, [](Interval x, Interval y) { return value::sub(x, y); });
  sub(low(a, recipe.a), high(b, recipe.b), low(out), recipe.math, rows, scratch);
  if (a.known && b.known) return true;
  sub(high(a, recipe.a), low(b, recipe.b), high(out), recipe.math, rows, scratch);
  return false;
}

bool higher(Numbers a, Numbers b, const Recipe& recipe, NumbersOut out, std::uint32_t rows,
            Scratch& scratch) {
  if (!recipe.packed) {
    for (std::uint32_t r = 0; r < rows; ++r)
      put(out, r, {value::larger(a.at(r), b.at(r)), false}, std::max(a.fault_at(r), b.fault_at(r)));
    return a.known && b.known && out.fault == nullptr;
  }
  if (recipe.against == Recipe::Against::number) {
    const Numbers& of = recipe.column == 0 ? a : b;
    larger(low(of, recipe.a), recipe.number, low(out), rows, scratch);
    if (of.known) return true;
    larger(high(of, recipe.a), recipe.number, high(out), rows, scratch);
    return false;
  }
  larger(low(a, recipe.a), low(b, recipe.b), low(out), recipe.math, rows, scratch);
  if (a.known && b.known) return true;
  larger(high(a, recipe.a), high(b, recipe.b), high(out), recipe.math, rows, scratch);
  return false;
}

bool mul(Numbers a, Numbers b, const Recipe& recipe, NumbersOut out, std::uint32_t rows,
         Scratch& scratch) {
  if (recipe.packed && recipe.against == Recipe::Against::number) {
    const Numbers& of = recipe.column == 0 ? a : b;
    const bool turned = recipe.a < 0;
    scale(turned ? high(of, recipe.a) : low(of, recipe.a), low(out), rows, scratch);
    if (of.known) return true;
    scale(turned ? low(of, recipe.a) : high(of, recipe.a), high(out), rows, scratch);
    return false;
  }
  const bool known = a.known && b.known;
  if (recipe.packed && (known || recipe.rising)) {
    mul(low(a, recipe.a), low(b, 1), low(out), recipe.math, rows, scratch);
    if (known) return true;
    mul(high(a, recipe.a), high(b, 1), high(out), recipe.math, rows, scratch);
    return false;
  }
  return row_by_row(a, b, out, rows,
                    [](Interval x, Interval y) { return value::mul_scaled(x, y); });
}

bool rounded(Numbers a, const Recipe& recipe, model::RoundingRule rule, NumbersOut out,
             std::uint32_t rows, Scratch& scratch) {
  if (!recipe.packed) {
    for (std::uint32_t r = 0; r < rows; ++r)
      put(out, r, value::round_to(a.at(r), rule.unit, rule.mode), a.fault_at(r));
    return a.known && out.fault == nullptr;
  }
  const Side by{nullptr, value::Width::word, recipe.b};
  quotient(low(a, recipe.a), by, rule.mode, low(out), recipe.math, rows, scratch);
  if (a.known) return true;
  quotient(high(a, recipe.a), by, rule.mode, high(out), recipe.math, rows, scratch);
  return false;
}

bool rounded(Numbers numerator, Numbers denominator, const Recipe& recipe, model::RoundingRule rule,
             NumbersOut out, std::uint32_t rows, Scratch& scratch) {
  if (recipe.packed && denominator.known) {
    const Side by = low(denominator, recipe.b);
    quotient(low(numerator, recipe.a), by, rule.mode, low(out), recipe.math, rows, scratch);
    if (numerator.known) return true;
    quotient(high(numerator, recipe.a), by, rule.mode, high(out), recipe.math, rows, scratch);
    return false;
  }
  for (std::uint32_t r = 0; r < rows; ++r)
    put(out, r, rounded_quotient(numerator.at(r), denominator.at(r), rule),
        inherited(numerator.fault_at(r), denominator.fault_at(r)));
  return numerator.known && denominator.known && out.fault == nullptr;
}

void quotient(Numbers numerator, Numbers denominator, NumbersOut out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) {
    const Interval by = denominator.at(r);
    const Interval down{std::max<std::int64_t>(by.lo, 1), std::max<std::int64_t>(by.hi, 1)};
    put(out, r, {value::quotient_range(numerator.at(r), down, value::scale), false},
        inherited(numerator.fault_at(r), denominator.fault_at(r)));
  }
}

bool cases(Truths condition, Numbers then, const Branch& then_low, Numbers otherwise,
           const Branch& otherwise_low, const Recipe& recipe, NumbersOut out, std::uint32_t rows,
           Scratch& scratch) {
  if (recipe.packed) {
    if (condition.known && then.known && otherwise.known) {
      select(condition.truth, then_low, otherwise_low, low(out), rows, scratch);
      return true;
    }
    Branch then_high = then_low;
    then_high.side.data = then.hi;
    Branch otherwise_high = otherwise_low;
    otherwise_high.side.data = otherwise.hi;
    if (condition.known) {
      select(condition.truth, then_low, otherwise_low, low(out), rows, scratch);
      select(condition.truth, then_high, otherwise_high, high(out), rows, scratch);
    } else {
      select_open(condition.truth, then_low, otherwise_low, false, low(out), rows, scratch);
      select_open(condition.truth, then_high, otherwise_high, true, high(out), rows, scratch);
    }
    return false;
  }
  for (std::uint32_t r = 0; r < rows; ++r) {
    const Byte c = condition.truth[r];
    Interval made = c == 2 ? then.at(r) : otherwise.at(r);
    Byte fault = c == 2 ? then.fault_at(r) : otherwise.fault_at(r);
    if (c == 1) {
      made = value::hull(then.at(r), otherwise.at(r));
      const Byte x = then.fault_at(r);
      const Byte asked = condition.fault_at(r);
      if (x != fault || x == possible) fault = (x | fault) != 0 ? possible : Byte{0};
      if (asked == certain) fault = certain;
      if (asked == possible && fault == 0) fault = possible;
    }
    put(out, r, {made, false}, fault);
  }
  return false;
}

bool met(Numbers a, Numbers b, NumbersOut out, std::uint32_t rows) {
  bool known = true;
  for (std::uint32_t r = 0; r < rows; ++r) {
    Interval both = value::meet(a.at(r), b.at(r));
    if (both.empty()) {
      const Interval nearest = b.at(r);
      both = Interval::point(a.at(r).lo > nearest.hi ? nearest.hi : nearest.lo);
    }
    out.put(r, both);
    if (out.fault != nullptr) out.fault[r] = both.known() ? Byte{0} : a.fault_at(r);
    known = known && both.known();
  }
  return known;
}

}  // namespace entitle::run::kernels
