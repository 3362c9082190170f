// The decimal's own digits are rounded: one more than are kept, and whether anything stands behind.
#include "io/column_floats.hpp"

#include <charconv>

#include "io/column_values.hpp"
#include "text/utf8.hpp"
#include "value/numbers.hpp"

namespace entitle::io {

namespace {

/// Longer than the longest double without an exponent.
constexpr std::size_t longest = 2'048;
/// More whole digits than any number held exactly has.
constexpr std::size_t most_digits = 16;

static_assert(static_cast<int>(RoundingMode::half_up) ==
              static_cast<int>(value::Rounding::half_up));
static_assert(static_cast<int>(RoundingMode::up) == static_cast<int>(value::Rounding::up));
static_assert(static_cast<int>(RoundingMode::down) == static_cast<int>(value::Rounding::down));
static_assert(static_cast<int>(RoundingMode::half_even) ==
              static_cast<int>(value::Rounding::half_even));

template <class Number>
std::string shortest(Number number) {
  char bytes[longest];
  const auto [end, fault] =
      std::to_chars(bytes, bytes + sizeof bytes, number, std::chars_format::fixed);
  return {bytes, fault == std::errc() ? end : bytes};
}

}  // namespace

std::string shortest_decimal(const ColumnData& data, std::uint64_t row) {
  const std::uint64_t at = data.first + row;
  if (data.type == ColumnType::float32) return shortest(value_at<float>(data.values, at));
  return shortest(value_at<double>(data.values, at));
}

std::optional<std::int64_t> rounded_units(std::string_view text, int digits, std::int64_t step,
                                          RoundingMode mode) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view part =
      point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() || whole.size() > most_digits) return std::nullopt;
  Wide units = 0;
  for (const char c : whole) {
    if (!text::is_digit(c)) return std::nullopt;
    units = units * 10 + (c - '0');
  }
  const auto kept = static_cast<std::size_t>(digits) + 1;
  for (std::size_t i = 0; i < kept; ++i) units = units * 10 + (i < part.size() ? part[i] - '0' : 0);
  const bool more = part.find_first_not_of('0', kept) != std::string_view::npos;
  units = units * 10 + (more ? 1 : 0);
  const value::Checked rounded = value::round_quotient(negative ? -units : units, 100, step,
                                                       static_cast<value::Rounding>(mode));
  if (rounded.error) return std::nullopt;
  return rounded.value;
}

}  // namespace entitle::io
