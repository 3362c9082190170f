// Anniversaries in the calendar, and the intervals of days and years that they bound.
#include "value/age.hpp"

#include <algorithm>

#include "value/numbers.hpp"

namespace entitle::value {

namespace {

/// No one is older, and no calendar needs to go further back.
constexpr int oldest = 1000;

/// The anniversary of a day in another year.
Date anniversary(Date birth, int year) noexcept {
  const unsigned month = birth.month();
  const unsigned day = birth.day();
  if (month == 2 && day == 29 && !is_valid_date(year, 2, 29)) return Date(year, 2, 28);
  return Date(year, month, day);
}

Date clamped(std::int64_t days, Date day) noexcept {
  const std::int64_t far = std::int64_t{oldest} * 366;
  return Date::from_days(
      static_cast<std::int32_t>(std::clamp(days, day.days() - far, day.days() + far)));
}

}  // namespace

int age_on(Date birth, Date day) noexcept {
  const int years = day.year() - birth.year();
  return day < anniversary(birth, day.year()) ? years - 1 : years;
}

Date youngest_birth(int years, Date day) noexcept {
  const int year = std::max(1, day.year() - std::clamp(years, -oldest, oldest));
  const bool last_of_february =
      day.month() == 2 && day.day() >= 28 && (day.day() == 29 || !is_valid_date(day.year(), 2, 29));
  if (last_of_february) return Date(year, 2, is_valid_date(year, 2, 29) ? 29 : 28);
  return Date(year, day.month(), day.day());
}

Interval ages_of(Interval births, Date day, Interval range) noexcept {
  const auto age = [&](std::int64_t birth) {
    return std::int64_t{age_on(clamped(birth, day), day)} * scale;
  };
  Interval ages = range;
  if (is_finite(births.hi)) ages.lo = std::clamp(age(births.hi), range.lo, range.hi);
  if (is_finite(births.lo)) ages.hi = std::clamp(age(births.lo), range.lo, range.hi);
  return ages;
}

Interval births_of(Interval ages, Date day) noexcept {
  Interval births = Interval::everything();
  if (is_finite(ages.hi)) {
    const auto years =
        static_cast<int>(std::clamp<std::int64_t>(floor_div(ages.hi, scale) + 1, -oldest, oldest));
    births.lo = std::int64_t{youngest_birth(years, day).days()} + 1;
  }
  if (is_finite(ages.lo)) {
    const auto years =
        static_cast<int>(std::clamp<std::int64_t>(ceil_div(ages.lo, scale), -oldest, oldest));
    births.hi = youngest_birth(years, day).days();
  }
  return births;
}

}  // namespace entitle::value
