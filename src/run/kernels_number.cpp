// Arithmetic over columns. A node that ranges prove safe runs a plain loop where both sides are
// known; all else goes row by row through the checked intervals of value/, so that boxes and
// overflow have one meaning.
#include <algorithm>

#include "run/clones.hpp"
#include "run/kernels.hpp"

namespace entitle::run::kernels {

using value::CheckedInterval;
using value::Int128;
using value::Interval;

namespace {

constexpr Byte certain = 1;
constexpr Byte possible = 2;

/// What a result inherits: an error for certain if an operand is one for certain.
Byte inherited(Byte a, Byte b) {
  if (a == certain || b == certain) return certain;
  return a | b;
}

void put(NumbersOut out, std::uint32_t row, CheckedInterval made, Byte inherits) {
  const Byte fault = made.error ? certain : inherits;
  const Interval result = fault == certain ? Interval::everything() : made.interval;
  out.lo[row] = result.lo;
  out.hi[row] = result.hi;
  if (out.fault != nullptr) out.fault[row] = fault;
}

template <class Operation>
bool row_by_row(Numbers a, Numbers b, NumbersOut out, std::uint32_t rows, Operation operation) {
  for (std::uint32_t r = 0; r < rows; ++r)
    put(out, r, operation(a.at(r), b.at(r)), inherited(a.fault_at(r), b.fault_at(r)));
  return false;
}

ENTITLE_CLONES void add_known(const std::int64_t* __restrict a, const std::int64_t* __restrict b,
                              std::int64_t* __restrict out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) out[r] = a[r] + b[r];
}
ENTITLE_CLONES void sub_known(const std::int64_t* __restrict a, const std::int64_t* __restrict b,
                              std::int64_t* __restrict out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) out[r] = a[r] - b[r];
}
ENTITLE_CLONES void mul_whole_known(const std::int64_t* __restrict a,
                                    const std::int64_t* __restrict b, std::int64_t* __restrict out,
                                    std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) out[r] = a[r] * (b[r] / value::scale);
}
ENTITLE_CLONES void select_known(const Byte* __restrict condition,
                                 const std::int64_t* __restrict then,
                                 const std::int64_t* __restrict otherwise,
                                 std::int64_t* __restrict out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) out[r] = condition[r] == 2 ? then[r] : otherwise[r];
}

bool any_unknown(const Byte* truth, std::uint32_t rows) {
  Byte found = 0;
  for (std::uint32_t r = 0; r < rows; ++r) found |= static_cast<Byte>(truth[r] & 1);
  return found != 0;
}

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

bool add(Numbers a, Numbers b, NumbersOut out, std::uint32_t rows) {
  if (a.known && b.known && out.fault == nullptr) {
    add_known(a.lo, b.lo, out.lo, rows);
    return true;
  }
  return row_by_row(a, b, out, rows, [](Interval x, Interval y) { return value::add(x, y); });
}

bool sub(Numbers a, Numbers b, NumbersOut out, std::uint32_t rows) {
  if (a.known && b.known && out.fault == nullptr) {
    sub_known(a.lo, b.lo, out.lo, rows);
    return true;
  }
  return row_by_row(a, b, out, rows, [](Interval x, Interval y) { return value::sub(x, y); });
}

bool mul(Numbers a, Numbers b, std::int64_t divide_a, std::int64_t divide_b, NumbersOut out,
         std::uint32_t rows) {
  if (a.known && b.known && out.fault == nullptr) {
    if (divide_a == 1) {
      mul_whole_known(a.lo, b.lo, out.lo, rows);
    } else if (divide_b == 1) {
      mul_whole_known(b.lo, a.lo, out.lo, rows);
    } else {
      for (std::uint32_t r = 0; r < rows; ++r)
        out.lo[r] = (a.lo[r] / divide_a) * (b.lo[r] / divide_b);
    }
    return true;
  }
  return row_by_row(a, b, out, rows,
                    [](Interval x, Interval y) { return value::mul_scaled(x, y); });
}

bool rounded(Numbers a, model::RoundingRule rule, NumbersOut out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r)
    put(out, r, value::round_to(a.at(r), rule.unit, rule.mode), a.fault_at(r));
  return a.known && out.fault == nullptr;
}

bool rounded(Numbers numerator, Numbers denominator, model::RoundingRule rule, NumbersOut out,
             std::uint32_t rows) {
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

bool cases(Truths condition, Numbers then, Numbers otherwise, NumbersOut out, std::uint32_t rows) {
  if (then.known && otherwise.known && out.fault == nullptr &&
      !any_unknown(condition.truth, rows)) {
    select_known(condition.truth, then.lo, otherwise.lo, out.lo, rows);
    return true;
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

bool higher(Numbers a, Numbers b, NumbersOut out, std::uint32_t rows) {
  const bool known = a.known && b.known && out.fault == nullptr;
  for (std::uint32_t r = 0; r < rows; ++r) {
    const Interval x = a.at(r);
    const Interval y = b.at(r);
    const Byte fault = std::max(a.fault_at(r), b.fault_at(r));
    put(out, r, {{std::max(x.lo, y.lo), std::max(x.hi, y.hi)}, false}, fault);
  }
  return known;
}

bool met(Numbers a, Numbers b, NumbersOut out, std::uint32_t rows) {
  bool known = true;
  for (std::uint32_t r = 0; r < rows; ++r) {
    Interval both = value::meet(a.at(r), b.at(r));
    if (both.empty()) both = value::Interval::point(a.lo[r] > b.hi[r] ? b.hi[r] : b.lo[r]);
    out.lo[r] = both.lo;
    out.hi[r] = both.hi;
    if (out.fault != nullptr) out.fault[r] = both.known() ? Byte{0} : a.fault_at(r);
    known = known && both.known();
  }
  return known;
}

}  // namespace entitle::run::kernels
