// An exact decimal number, read from text and written as text. It does no arithmetic and is never
// binary floating point; how numbers are calculated is private to the engine.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "entitle/export.hpp"

namespace entitle {
inline namespace v0 {

/// Why a text is not a Decimal.
enum class DecimalFault : std::uint8_t {
  none,               ///< it is one
  not_a_number,       ///< empty, letters, an exponent, a misplaced sign, point or comma
  too_many_decimals,  ///< more than four decimals that are not zero
  too_large,          ///< outside Decimal::lowest()..Decimal::highest()
};

/// Whether "1,234.50" may stand for 1234.50.
enum class Grouping : std::uint8_t { refused, allowed };

/// An exact number with four decimals.
/// units: int64 in 10^-4; about ±922 trillion.
class ENTITLE_API Decimal {
 public:
  /// How many units make 1.
  static constexpr std::int64_t scale = 10'000;

  constexpr Decimal() = default;

  /// A whole number.
  constexpr explicit Decimal(std::int32_t whole) noexcept : units_(scale * whole) {}

  /// The number of `units` ten-thousandths.
  static constexpr Decimal from_units(std::int64_t units) noexcept {
    Decimal decimal;
    decimal.units_ = units;
    return decimal;
  }

  /// The outermost numbers that a text may give.
  static constexpr Decimal lowest() noexcept { return from_units(-(INT64_MAX - 1)); }
  static constexpr Decimal highest() noexcept { return from_units(INT64_MAX - 1); }

  /// Reads `text` exactly: an optional sign, digits, optionally a point and digits. With grouping
  /// allowed, commas may part the whole digits by threes. Nothing if it is not such a number; then
  /// `fault`, where given, says why.
  /// complexity: linear in the length of the text.
  static std::optional<Decimal> parse(std::string_view text, DecimalFault* fault = nullptr,
                                      Grouping grouping = Grouping::refused);

  /// Ten-thousandths.
  [[nodiscard]] constexpr std::int64_t units() const noexcept { return units_; }
  /// How many digits stand after the point: 0 to 4.
  [[nodiscard]] constexpr int places() const noexcept {
    int digits = 4;
    for (std::int64_t rest = units_; digits > 0 && rest % 10 == 0; rest /= 10) --digits;
    return digits;
  }

  /// The shortest text: "2730", "0.01", "-1.5".
  [[nodiscard]] std::string to_string() const;

  /// At least `min_decimals` (0..4) decimals, more where the number has more: "1234.50"; with
  /// `grouped`, "1,234.50".
  [[nodiscard]] std::string to_string(int min_decimals, bool grouped = false) const;

  friend constexpr auto operator<=>(Decimal, Decimal) noexcept = default;

 private:
  std::int64_t units_ = 0;
};

}  // namespace v0
}  // namespace entitle
