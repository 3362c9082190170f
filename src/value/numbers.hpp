// Exact arithmetic on known numbers: 64-bit with every overflow noticed, 128-bit where a product
// needs it, and the named ways of rounding a quotient. A number is an int64, mostly in
// ten-thousandths; which scale it has is the caller's knowledge. Sets of possible numbers are
// interval.hpp.
#pragma once

#include <compare>
#include <cstdint>

namespace entitle::value {

__extension__ using Int128 = __int128;

/// Ten-thousandths in 1.
inline constexpr std::int64_t scale = 10'000;

/// What lies outside every number. INT64_MIN is never used.
inline constexpr std::int64_t infinity = INT64_MAX;
inline constexpr std::int64_t minus_infinity = -INT64_MAX;
inline constexpr std::int64_t highest = INT64_MAX - 1;
inline constexpr std::int64_t lowest = -highest;

[[nodiscard]] constexpr bool is_finite(std::int64_t a) noexcept {
  return a >= lowest && a <= highest;
}

/// A number, or an error: it has none that could be held exactly. Then `value` is 0.
struct Checked {
  std::int64_t value = 0;
  bool error = false;
  friend constexpr bool operator==(Checked, Checked) noexcept = default;
};

[[nodiscard]] constexpr Checked checked(Int128 a) noexcept {
  if (a < lowest || a > highest) return {0, true};
  return {static_cast<std::int64_t>(a), false};
}

// Operands of the checked operations are finite.
[[nodiscard]] constexpr Checked add(std::int64_t a, std::int64_t b) noexcept {
  return checked(Int128{a} + b);
}
[[nodiscard]] constexpr Checked sub(std::int64_t a, std::int64_t b) noexcept {
  return checked(Int128{a} - b);
}
[[nodiscard]] constexpr Checked mul(std::int64_t a, std::int64_t b) noexcept {
  return checked(Int128{a} * b);
}

/// The product of two numbers in ten-thousandths, in ten-thousandths: an error too if it has
/// further decimals.
[[nodiscard]] constexpr Checked mul_scaled(std::int64_t a, std::int64_t b) noexcept {
  const Int128 product = Int128{a} * b;
  if (product % scale != 0) return {0, true};
  return checked(product / scale);
}

/// Quotients rounded towards -∞ and towards +∞; `b` > 0.
[[nodiscard]] constexpr Int128 floor_div(Int128 a, Int128 b) noexcept {
  const Int128 quotient = a / b;
  return a % b < 0 ? quotient - 1 : quotient;
}
[[nodiscard]] constexpr Int128 ceil_div(Int128 a, Int128 b) noexcept {
  const Int128 quotient = a / b;
  return a % b > 0 ? quotient + 1 : quotient;
}

/// How what lies between two multiples is rounded. All four treat -x as the mirror of x.
enum class Rounding : std::uint8_t {
  half_up,    ///< to the nearer; a tie away from zero: 四舍五入
  up,         ///< away from zero: 进一
  down,       ///< towards zero: 舍去
  half_even,  ///< to the nearer; a tie to the even multiple: 四舍六入五成双
};

namespace detail {
/// a / b rounded to a whole number; `b` > 0 and below 2^126.
constexpr Int128 rounded_quotient(Int128 a, Int128 b, Rounding mode) noexcept {
  const bool negative = a < 0;
  Int128 quotient = a / b;
  Int128 rest = a % b;
  if (negative) {
    quotient = -quotient;
    rest = -rest;
  }
  const Int128 other = b - rest;
  bool away = false;
  switch (mode) {
    case Rounding::half_up:
      away = rest >= other;
      break;
    case Rounding::up:
      away = rest > 0;
      break;
    case Rounding::down:
      break;
    case Rounding::half_even:
      away = rest > other || (rest == other && quotient % 2 != 0);
      break;
  }
  if (away) ++quotient;
  return negative ? -quotient : quotient;
}
}  // namespace detail

/// numerator / denominator rounded to a multiple of `unit`; denominator > 0 and unit > 0, all
/// finite. Unit and result have the scale of numerator / denominator.
[[nodiscard]] constexpr Checked round_quotient(Int128 numerator, std::int64_t denominator,
                                               std::int64_t unit, Rounding mode) noexcept {
  const Int128 multiples = detail::rounded_quotient(numerator, Int128{denominator} * unit, mode);
  if (multiples < lowest || multiples > highest) return {0, true};
  return checked(multiples * unit);
}

/// `a` rounded to a multiple of `unit` > 0.
[[nodiscard]] constexpr Checked round_to(std::int64_t a, std::int64_t unit,
                                         Rounding mode) noexcept {
  return round_quotient(a, 1, unit, mode);
}

/// Compares a / a_denominator with b / b_denominator exactly; both denominators > 0 and finite. An
/// infinite numerator stands for an infinite quotient.
[[nodiscard]] constexpr std::strong_ordering compare_quotients(
    std::int64_t a, std::int64_t a_denominator, std::int64_t b,
    std::int64_t b_denominator) noexcept {
  if (!is_finite(a) || !is_finite(b)) {
    const int a_side = is_finite(a) ? 0 : (a > 0 ? 1 : -1);
    const int b_side = is_finite(b) ? 0 : (b > 0 ? 1 : -1);
    return a_side <=> b_side;
  }
  const Int128 left = Int128{a} * b_denominator;
  const Int128 right = Int128{b} * a_denominator;
  if (left < right) return std::strong_ordering::less;
  return left > right ? std::strong_ordering::greater : std::strong_ordering::equal;
}

}  // namespace entitle::value
