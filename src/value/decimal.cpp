// Decimals from text and to text, digit by digit.
#include "entitle/decimal.hpp"

#include <algorithm>

namespace entitle {
inline namespace v0 {

namespace {

constexpr std::size_t decimals = 4;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits before and after the point, commas still within.
struct Parts {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
};

std::size_t leading_digits(std::string_view text, bool with_commas) {
  const auto other = std::find_if(
      text.begin(), text.end(), [&](char c) { return !is_digit(c) && !(with_commas && c == ','); });
  return static_cast<std::size_t>(other - text.begin());
}

// "1,234,567": one to three digits, then threes.
bool is_grouped_well(std::string_view whole) {
  std::size_t run = 0;
  bool first = true;
  for (const char c : whole) {
    if (c != ',') {
      ++run;
      continue;
    }
    if (run == 0 || run > 3 || (!first && run != 3)) return false;
    first = false;
    run = 0;
  }
  return run > 0 && (first || run == 3);
}

std::optional<Parts> split(std::string_view text, Grouping grouping) {
  Parts parts;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    parts.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  const std::size_t whole = leading_digits(text, grouping == Grouping::allowed);
  parts.whole = text.substr(0, whole);
  if (!is_grouped_well(parts.whole)) return std::nullopt;
  text.remove_prefix(whole);
  if (text.empty()) return parts;
  if (text.front() != '.') return std::nullopt;
  text.remove_prefix(1);
  parts.fraction = text;
  if (text.empty() || leading_digits(text, false) != text.size()) return std::nullopt;
  return parts;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text, DecimalFault* fault,
                                      Grouping grouping) {
  const auto refused = [&](DecimalFault why) -> std::optional<Decimal> {
    if (fault != nullptr) *fault = why;
    return std::nullopt;
  };
  const auto parts = split(text, grouping);
  if (!parts) return refused(DecimalFault::not_a_number);
  const std::size_t last = parts->fraction.find_last_not_of('0');
  const std::string_view fraction =
      last == std::string_view::npos ? std::string_view() : parts->fraction.substr(0, last + 1);
  if (fraction.size() > decimals) return refused(DecimalFault::too_many_decimals);

  std::int64_t units = 0;
  bool fits = true;
  const auto append = [&](char digit) {
    const std::int64_t value = digit - '0';
    if (units > (highest().units() - value) / 10) fits = false;
    if (fits) units = units * 10 + value;
  };
  for (const char c : parts->whole)
    if (c != ',') append(c);
  for (std::size_t i = 0; i < decimals; ++i) append(i < fraction.size() ? fraction[i] : '0');
  if (!fits) return refused(DecimalFault::too_large);
  if (fault != nullptr) *fault = DecimalFault::none;
  return from_units(parts->negative ? -units : units);
}

std::string Decimal::to_string() const { return to_string(0); }

std::string Decimal::to_string(int min_decimals, bool grouped) const {
  const auto least = static_cast<std::size_t>(std::clamp(min_decimals, 0, 4));
  // As unsigned, so that the lowest int64 has a magnitude too.
  const std::uint64_t magnitude =
      units_ < 0 ? ~static_cast<std::uint64_t>(units_) + 1 : static_cast<std::uint64_t>(units_);
  std::string fraction = std::to_string(magnitude % scale + scale).substr(1);
  while (fraction.size() > least && fraction.back() == '0') fraction.pop_back();
  std::string whole = std::to_string(magnitude / scale);
  if (grouped)
    for (std::size_t i = whole.size(); i > 3; i -= 3) whole.insert(i - 3, 1, ',');
  std::string out = units_ < 0 ? "-" : "";
  out += whole;
  if (!fraction.empty()) out += '.' + fraction;
  return out;
}

}  // namespace v0
}  // namespace entitle
