// Between days since 1970-01-01 and year, month, day: the calendar's 400-year cycle begins on a 1
// March.
#include "entitle/date.hpp"

#include <cstdlib>
#include <stdexcept>

namespace entitle {
inline namespace v0 {

namespace {

constexpr int first_year = 1;
constexpr int last_year = 9999;
constexpr std::int64_t days_in_cycle = 146'097;    // 400 years
constexpr std::int64_t epoch_in_cycles = 719'468;  // days from 0000-03-01 to 1970-01-01

constexpr bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

constexpr unsigned days_in_month(int year, unsigned month) {
  constexpr unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

constexpr std::int32_t to_days(int year, unsigned month, unsigned day) {
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t cycle = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t year_of_cycle = y - cycle * 400;
  const std::int64_t months_since_march = month > 2 ? month - 3 : month + 9;
  const std::int64_t day_of_year = (153 * months_since_march + 2) / 5 + day - 1;
  const std::int64_t day_of_cycle =
      year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
  return static_cast<std::int32_t>(cycle * days_in_cycle + day_of_cycle - epoch_in_cycles);
}

struct Civil {
  int year;
  unsigned month;
  unsigned day;
};

constexpr Civil to_civil(std::int32_t days) {
  const std::int64_t z = std::int64_t{days} + epoch_in_cycles;
  const std::int64_t cycle = (z >= 0 ? z : z - days_in_cycle + 1) / days_in_cycle;
  const std::int64_t day_of_cycle = z - cycle * days_in_cycle;
  const std::int64_t year_of_cycle = (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36'524 -
                                      day_of_cycle / (days_in_cycle - 1)) /
                                     365;
  const std::int64_t day_of_year =
      day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
  const std::int64_t months_since_march = (5 * day_of_year + 2) / 153;
  const auto day = static_cast<unsigned>(day_of_year - (153 * months_since_march + 2) / 5 + 1);
  const auto month = static_cast<unsigned>(months_since_march < 10 ? months_since_march + 3
                                                                   : months_since_march - 9);
  const std::int64_t year = year_of_cycle + cycle * 400 + (month <= 2 ? 1 : 0);
  return {static_cast<int>(year), month, day};
}

/// Takes between `least` and `most` digits off the front of `text`.
std::optional<unsigned> take_digits(std::string_view& text, std::size_t least, std::size_t most) {
  unsigned value = 0;
  std::size_t n = 0;
  for (; n < most && n < text.size() && text[n] >= '0' && text[n] <= '9'; ++n)
    value = value * 10 + static_cast<unsigned>(text[n] - '0');
  if (n < least) return std::nullopt;
  text.remove_prefix(n);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

bool is_valid_date(int year, unsigned month, unsigned day) noexcept {
  return year >= first_year && year <= last_year && month >= 1 && month <= 12 && day >= 1 &&
         day <= days_in_month(year, month);
}

Date::Date(int year, unsigned month, unsigned day) {
  if (!is_valid_date(year, month, day))
    throw std::out_of_range("entitle::Date: " + std::to_string(year) + "-" + std::to_string(month) +
                            "-" + std::to_string(day) + " is not a day of the years 1 to 9999");
  days_ = to_days(year, month, day);
}

std::optional<Date> Date::parse(std::string_view text) {
  const auto year = take_digits(text, 4, 4);
  if (!year || text.empty() || (text.front() != '-' && text.front() != '/')) return std::nullopt;
  const char separator = text.front();
  text.remove_prefix(1);
  const auto month = take_digits(text, 1, 2);
  if (!month || !take(text, separator)) return std::nullopt;
  const auto day = take_digits(text, 1, 2);
  if (!day || !text.empty()) return std::nullopt;
  if (!is_valid_date(static_cast<int>(*year), *month, *day)) return std::nullopt;
  return from_days(to_days(static_cast<int>(*year), *month, *day));
}

int Date::year() const noexcept { return to_civil(days_).year; }
unsigned Date::month() const noexcept { return to_civil(days_).month; }
unsigned Date::day() const noexcept { return to_civil(days_).day; }

std::string Date::iso() const {
  const Civil civil = to_civil(days_);
  std::string out = std::to_string(std::abs(civil.year));
  if (out.size() < 4) out.insert(0, 4 - out.size(), '0');
  if (civil.year < 0) out.insert(0, 1, '-');
  for (const unsigned part : {civil.month, civil.day}) {
    out += '-';
    out += static_cast<char>('0' + part / 10);
    out += static_cast<char>('0' + part % 10);
  }
  return out;
}

}  // namespace v0
}  // namespace entitle
