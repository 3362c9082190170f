// What a number may still be: an interval with closed or infinite ends, and arithmetic that never
// leaves out a possible result. An end beyond the finite numbers becomes infinite; only two known
// operands can overflow, and that is an error. Which scale the numbers have is the caller's
// knowledge.
#pragma once

#include <algorithm>
#include <cstdint>

#include "value/numbers.hpp"
#include "value/truth.hpp"

namespace entitle::value {

/// The numbers from `lo` to `hi`, both included. `lo` may be -∞ and is never +∞; `hi` the other way
/// round.
struct Interval {
  std::int64_t lo = 0;
  std::int64_t hi = 0;

  [[nodiscard]] static constexpr Interval point(std::int64_t a) noexcept { return {a, a}; }
  [[nodiscard]] static constexpr Interval everything() noexcept {
    return {minus_infinity, infinity};
  }
  [[nodiscard]] static constexpr Interval nothing() noexcept { return {highest, lowest}; }
  [[nodiscard]] static constexpr Interval at_least(std::int64_t a) noexcept {
    return {a, infinity};
  }
  [[nodiscard]] static constexpr Interval at_most(std::int64_t a) noexcept {
    return {minus_infinity, a};
  }

  /// Whether exactly one number is possible.
  [[nodiscard]] constexpr bool known() const noexcept { return lo == hi; }
  /// Whether no number is possible: the parts contradict each other.
  [[nodiscard]] constexpr bool empty() const noexcept { return lo > hi; }
  [[nodiscard]] constexpr bool contains(std::int64_t a) const noexcept {
    return lo <= a && a <= hi;
  }
  [[nodiscard]] constexpr bool contains(Interval a) const noexcept {
    return a.empty() || (lo <= a.lo && a.hi <= hi);
  }

  friend constexpr bool operator==(Interval, Interval) noexcept = default;
};

/// An interval, or an error with everything possible.
struct CheckedInterval {
  Interval interval;
  bool error = false;
  friend constexpr bool operator==(CheckedInterval, CheckedInterval) noexcept = default;
};

namespace detail {

// Stands for ∞ where ends are calculated: above every product of ends, and twice it still fits.
inline constexpr Int128 beyond = (Int128{1} << 126) - 1;

constexpr Int128 widened(std::int64_t a) noexcept {
  if (a >= infinity) return beyond;
  return a <= minus_infinity ? -beyond : Int128{a};
}

constexpr std::int64_t low_end(Int128 a) noexcept {
  if (a < lowest) return minus_infinity;
  return a > highest ? highest : static_cast<std::int64_t>(a);
}
constexpr std::int64_t high_end(Int128 a) noexcept {
  if (a > highest) return infinity;
  return a < lowest ? lowest : static_cast<std::int64_t>(a);
}

constexpr Int128 end_product(std::int64_t a, std::int64_t b) noexcept {
  if (a == 0 || b == 0) return 0;
  if (is_finite(a) && is_finite(b)) return Int128{a} * b;
  return (a < 0) == (b < 0) ? beyond : -beyond;
}

/// a / b for an end of a dividend and an end of a divisor > 0, in units of 1 / `factor`.
struct EndQuotient {
  Int128 floor;
  Int128 ceiling;
};
constexpr EndQuotient end_quotient(std::int64_t a, std::int64_t b, std::int64_t factor) noexcept {
  if (!is_finite(a)) return a > 0 ? EndQuotient{beyond, beyond} : EndQuotient{-beyond, -beyond};
  if (!is_finite(b)) return {0, 0};
  return {floor_div(Int128{a} * factor, b), ceil_div(Int128{a} * factor, b)};
}

constexpr CheckedInterval bounded(bool operands_known, Int128 lo, Int128 hi) noexcept {
  if (operands_known && (lo < lowest || hi > highest)) return {Interval::everything(), true};
  return {{low_end(lo), high_end(hi)}, false};
}

}  // namespace detail

/// The numbers in both; may be empty.
[[nodiscard]] constexpr Interval meet(Interval a, Interval b) noexcept {
  return {std::max(a.lo, b.lo), std::min(a.hi, b.hi)};
}

/// The smallest interval around both; an empty one adds nothing.
[[nodiscard]] constexpr Interval hull(Interval a, Interval b) noexcept {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.lo, b.lo), std::max(a.hi, b.hi)};
}

// Operands of what follows are not empty.

[[nodiscard]] constexpr CheckedInterval add(Interval a, Interval b) noexcept {
  return detail::bounded(a.known() && b.known(), detail::widened(a.lo) + detail::widened(b.lo),
                         detail::widened(a.hi) + detail::widened(b.hi));
}

[[nodiscard]] constexpr Interval negate(Interval a) noexcept { return {-a.hi, -a.lo}; }

[[nodiscard]] constexpr CheckedInterval sub(Interval a, Interval b) noexcept {
  return add(a, negate(b));
}

/// The product where one operand counts things (scale 1) and the other has any scale, which is the
/// result's. 0 × ∞ is 0.
[[nodiscard]] constexpr CheckedInterval mul(Interval a, Interval b) noexcept {
  const Int128 ends[] = {detail::end_product(a.lo, b.lo), detail::end_product(a.lo, b.hi),
                         detail::end_product(a.hi, b.lo), detail::end_product(a.hi, b.hi)};
  return detail::bounded(a.known() && b.known(), *std::min_element(ends, ends + 4),
                         *std::max_element(ends, ends + 4));
}

/// The product of two numbers in ten-thousandths, in ten-thousandths. Of two known ones it is an
/// error if it has further decimals (the checker makes ratios of such products); otherwise ends
/// move outward.
[[nodiscard]] constexpr CheckedInterval mul_scaled(Interval a, Interval b) noexcept {
  if (a.known() && b.known()) {
    const Checked product = mul_scaled(a.lo, b.lo);
    if (product.error) return {Interval::everything(), true};
    return {Interval::point(product.value), false};
  }
  const Int128 ends[] = {detail::end_product(a.lo, b.lo), detail::end_product(a.lo, b.hi),
                         detail::end_product(a.hi, b.lo), detail::end_product(a.hi, b.hi)};
  return detail::bounded(false, floor_div(*std::min_element(ends, ends + 4), scale),
                         ceil_div(*std::max_element(ends, ends + 4), scale));
}

/// The range of `factor` × a / b, ends moved outward to whole numbers; b.lo > 0 and factor > 0. It
/// only bounds a quotient: the quotient itself is kept as a ratio.
[[nodiscard]] constexpr Interval quotient_range(Interval a, Interval b,
                                                std::int64_t factor) noexcept {
  const Int128 lo = detail::end_quotient(a.lo, a.lo < 0 ? b.lo : b.hi, factor).floor;
  const Int128 hi = detail::end_quotient(a.hi, a.hi > 0 ? b.lo : b.hi, factor).ceiling;
  return {detail::low_end(lo), detail::high_end(hi)};
}

namespace detail {
constexpr Int128 rounded_end(std::int64_t numerator, std::int64_t denominator, std::int64_t unit,
                             Rounding mode) noexcept {
  if (!is_finite(numerator)) return numerator > 0 ? beyond : -beyond;
  // A quotient that comes as near to zero as one likes, from the side of the numerator.
  if (!is_finite(denominator)) {
    if (mode != Rounding::up || numerator == 0) return 0;
    return numerator > 0 ? Int128{unit} : -Int128{unit};
  }
  return rounded_quotient(numerator, Int128{denominator} * unit, mode) * unit;
}
}  // namespace detail

/// numerator / denominator rounded to a multiple of `unit`, which is finite and > 0; denominator.lo
/// > 0.
[[nodiscard]] constexpr CheckedInterval round_quotient(Interval numerator, Interval denominator,
                                                       std::int64_t unit, Rounding mode) noexcept {
  const std::int64_t below = numerator.lo < 0 ? denominator.lo : denominator.hi;
  const std::int64_t above = numerator.hi > 0 ? denominator.lo : denominator.hi;
  return detail::bounded(numerator.known() && denominator.known(),
                         detail::rounded_end(numerator.lo, below, unit, mode),
                         detail::rounded_end(numerator.hi, above, unit, mode));
}

/// `a` rounded to a multiple of `unit` > 0.
[[nodiscard]] constexpr CheckedInterval round_to(Interval a, std::int64_t unit,
                                                 Rounding mode) noexcept {
  return round_quotient(a, Interval::point(1), unit, mode);
}

/// The smaller and the larger of two numbers.
[[nodiscard]] constexpr Interval smaller(Interval a, Interval b) noexcept {
  return {std::min(a.lo, b.lo), std::min(a.hi, b.hi)};
}
[[nodiscard]] constexpr Interval larger(Interval a, Interval b) noexcept {
  return {std::max(a.lo, b.lo), std::max(a.hi, b.hi)};
}

// Comparisons: true or false only if every pair of possible numbers says so.

[[nodiscard]] constexpr Truth less(Interval a, Interval b) noexcept {
  if (a.hi < b.lo) return Truth::T;
  return a.lo >= b.hi ? Truth::F : Truth::U;
}
[[nodiscard]] constexpr Truth less_equal(Interval a, Interval b) noexcept {
  return not_(less(b, a));
}
[[nodiscard]] constexpr Truth greater(Interval a, Interval b) noexcept { return less(b, a); }
[[nodiscard]] constexpr Truth greater_equal(Interval a, Interval b) noexcept {
  return not_(less(a, b));
}
[[nodiscard]] constexpr Truth is(Interval a, Interval b) noexcept {
  if (a.known() && a == b) return Truth::T;
  return meet(a, b).empty() ? Truth::F : Truth::U;
}
/// Whether `a` lies in the known range `range`.
[[nodiscard]] constexpr Truth in(Interval a, Interval range) noexcept {
  if (range.contains(a)) return Truth::T;
  return meet(a, range).empty() ? Truth::F : Truth::U;
}

}  // namespace entitle::value
