// Ages against a count of birthdays, day by day over the years around leap days.
#include "value/age.hpp"

#include <doctest/doctest.h>

#include "value/numbers.hpp"

using entitle::Date;
using namespace entitle::value;

namespace {

/// Birthdays from the birth to a day, counted one by one.
int birthdays(Date birth, Date day) {
  int count = 0;
  for (int year = birth.year() + 1; year <= day.year(); ++year) {
    const bool leap_day = birth.month() == 2 && birth.day() == 29;
    const bool moved = leap_day && !entitle::is_valid_date(year, 2, 29);
    const Date at = moved ? Date(year, 2, 28) : Date(year, birth.month(), birth.day());
    if (at <= day) ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("a year older on the birthday") {
  CHECK(age_on(Date(1961, 6, 1), Date(2021, 5, 31)) == 59);
  CHECK(age_on(Date(1961, 6, 1), Date(2021, 6, 1)) == 60);
  CHECK(age_on(Date(1940, 2, 29), Date(2021, 2, 27)) == 80);
  CHECK(age_on(Date(1940, 2, 29), Date(2021, 2, 28)) == 81);
  CHECK(age_on(Date(1940, 2, 29), Date(2020, 2, 28)) == 79);
  CHECK(age_on(Date(2021, 3, 1), Date(2021, 2, 28)) == -1);
}

TEST_CASE("ages and births are each other's inverse") {
  for (const Date day : {Date(2020, 2, 28), Date(2020, 2, 29), Date(2020, 3, 1), Date(2021, 2, 27),
                         Date(2021, 2, 28), Date(2021, 3, 1), Date(2021, 12, 31)})
    for (std::int32_t born = Date(1935, 1, 1).days(); born <= Date(1945, 1, 1).days(); ++born) {
      const int age = age_on(Date::from_days(born), day);
      REQUIRE(age == birthdays(Date::from_days(born), day));
      const Interval births = births_of(Interval::point(std::int64_t{age} * scale), day);
      REQUIRE((births.lo <= born && born <= births.hi));
      REQUIRE(age_on(Date::from_days(static_cast<std::int32_t>(births.lo)), day) == age);
      REQUIRE(age_on(Date::from_days(static_cast<std::int32_t>(births.hi)), day) == age);
      REQUIRE(age_on(Date::from_days(static_cast<std::int32_t>(births.lo - 1)), day) == age + 1);
      REQUIRE(age_on(Date::from_days(static_cast<std::int32_t>(births.hi + 1)), day) == age - 1);
    }
}

TEST_CASE("an interval of births is an interval of ages, within what ages may be") {
  const Interval range{0, 120 * scale};
  const Date day(2021, 9, 1);
  const Interval year{Date(1941, 1, 1).days(), Date(1941, 12, 31).days()};
  CHECK(ages_of(year, day, range) == Interval{79 * scale, 80 * scale});
  CHECK(ages_of(Interval::everything(), day, range) == range);
  CHECK(births_of(range, day).hi == day.days());
}
