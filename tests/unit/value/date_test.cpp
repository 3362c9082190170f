// Dates: which texts are days, and the way from days to year, month, day and back.
#include "entitle/date.hpp"

#include <doctest/doctest.h>

#include <climits>
#include <stdexcept>
#include <string>

using entitle::Date;

TEST_CASE("a date is read from the two spellings of a spreadsheet") {
  const struct {
    const char* text;
    const char* iso;  // null where it is no date
  } rows[] = {
      {"2021-03-01", "2021-03-01"},
      {"2021/3/1", "2021-03-01"},
      {"2021-3-1", "2021-03-01"},
      {"2021/03/01", "2021-03-01"},
      {"2024-02-29", "2024-02-29"},
      {"2000-02-29", "2000-02-29"},
      {"0001-01-01", "0001-01-01"},
      {"9999-12-31", "9999-12-31"},
      {"2021-12-31", "2021-12-31"},
      {"2023-02-29", nullptr},
      {"1900-02-29", nullptr},
      {"2023-02-30", nullptr},
      {"2021-04-31", nullptr},
      {"2021-13-01", nullptr},
      {"2021-00-01", nullptr},
      {"2021-01-00", nullptr},
      {"2021-01-32", nullptr},
      {"0000-01-01", nullptr},
      {"", nullptr},
      {"2021", nullptr},
      {"2021-03", nullptr},
      {"21-03-01", nullptr},
      {"2021-03/01", nullptr},
      {"2021-03-01 ", nullptr},
      {" 2021-03-01", nullptr},
      {"2021-03-011", nullptr},
      {"2021-003-01", nullptr},
      {"12021-03-01", nullptr},
      {"-2021-03-01", nullptr},
      {"2021年3月1日", nullptr},
      {"2021--01", nullptr},
      {"２０２１-03-01", nullptr},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    const auto date = Date::parse(row.text);
    REQUIRE(date.has_value() == (row.iso != nullptr));
    if (date) CHECK(date->iso() == row.iso);
  }
}

TEST_CASE("days count from 1970") {
  const struct {
    int year;
    unsigned month;
    unsigned day;
    int days;
  } rows[] = {
      {1970, 1, 1, 0},      {1969, 12, 31, -1},    {1970, 12, 31, 364}, {2000, 2, 29, 11016},
      {2000, 3, 1, 11017},  {2021, 3, 1, 18687},   {1, 1, 1, -719162},  {9999, 12, 31, 2932896},
      {1900, 3, 1, -25508}, {1900, 2, 28, -25509},
  };
  for (const auto& row : rows) {
    const Date date(row.year, row.month, row.day);
    CHECK(date.days() == row.days);
    CHECK(date.year() == row.year);
    CHECK(date.month() == row.month);
    CHECK(date.day() == row.day);
    CHECK(Date::from_days(row.days) == date);
  }
}

TEST_CASE("every day from 1599 to 2401 follows the one before") {
  Date before(1599, 12, 31);
  for (int days = before.days() + 1; days <= Date(2401, 1, 1).days(); ++days) {
    const Date date = Date::from_days(days);
    const bool same_month = date.month() == before.month() && date.year() == before.year();
    const bool follows =
        same_month ? date.day() == before.day() + 1
                   : date.day() == 1 &&
                         !entitle::is_valid_date(before.year(), before.month(), before.day() + 1);
    REQUIRE(follows);
    REQUIRE(Date(date.year(), date.month(), date.day()) == date);
    before = date;
  }
}

TEST_CASE("an impossible date is refused") {
  CHECK_THROWS_AS(Date(2023, 2, 30), std::out_of_range);
  CHECK_THROWS_AS(Date(2023, 0, 1), std::out_of_range);
  CHECK_THROWS_AS(Date(0, 1, 1), std::out_of_range);
  CHECK_THROWS_AS(Date(10000, 1, 1), std::out_of_range);
  CHECK_THROWS_WITH(Date(2023, 2, 30),
                    "entitle::Date: 2023-2-30 is not a day of the years 1 to 9999");
}

TEST_CASE("the outermost days can be written") {
  CHECK(Date::from_days(INT_MAX).iso() == "5881580-07-11");
  CHECK(Date::from_days(INT_MIN).iso() == "-5877641-06-23");
  CHECK(Date(2021, 3, 1) < Date(2021, 3, 2));
  CHECK(Date() == Date(1970, 1, 1));
}
