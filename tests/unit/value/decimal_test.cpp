// Decimals: what is read exactly, what is refused and why, and how they are written.
#include "entitle/decimal.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

using entitle::Decimal;
using entitle::DecimalFault;
using entitle::Grouping;

TEST_CASE("numbers are read exactly or refused with a reason") {
  const std::string zeros(400, '0');
  const struct {
    std::string text;
    DecimalFault fault;
    std::int64_t units;
  } rows[] = {
      {"0", DecimalFault::none, 0},
      {"-0", DecimalFault::none, 0},
      {"2730", DecimalFault::none, 27'300'000},
      {"+5", DecimalFault::none, 50'000},
      {"-1.5", DecimalFault::none, -15'000},
      {"0.0001", DecimalFault::none, 1},
      {"-0.0001", DecimalFault::none, -1},
      {"007", DecimalFault::none, 70'000},
      {"1.50000000", DecimalFault::none, 15'000},
      {zeros + "1." + zeros, DecimalFault::none, 10'000},
      {"922337203685477.5806", DecimalFault::none, INT64_MAX - 1},
      {"-922337203685477.5806", DecimalFault::none, -(INT64_MAX - 1)},
      {"922337203685477.5807", DecimalFault::too_large, 0},
      {"-922337203685477.5807", DecimalFault::too_large, 0},
      {"922337203685478", DecimalFault::too_large, 0},
      {"9223372036854775808", DecimalFault::too_large, 0},
      {"1" + zeros, DecimalFault::too_large, 0},
      {"-9" + zeros + ".5", DecimalFault::too_large, 0},
      {"0.00001", DecimalFault::too_many_decimals, 0},
      {"1.23456", DecimalFault::too_many_decimals, 0},
      {"0." + zeros + "1", DecimalFault::too_many_decimals, 0},
      {"", DecimalFault::not_a_number, 0},
      {"-", DecimalFault::not_a_number, 0},
      {".", DecimalFault::not_a_number, 0},
      {".5", DecimalFault::not_a_number, 0},
      {"5.", DecimalFault::not_a_number, 0},
      {"--5", DecimalFault::not_a_number, 0},
      {"1e3", DecimalFault::not_a_number, 0},
      {"1E3", DecimalFault::not_a_number, 0},
      {"nan", DecimalFault::not_a_number, 0},
      {"inf", DecimalFault::not_a_number, 0},
      {"12a", DecimalFault::not_a_number, 0},
      {"1.2.3", DecimalFault::not_a_number, 0},
      {" 1", DecimalFault::not_a_number, 0},
      {"1 ", DecimalFault::not_a_number, 0},
      {"0x10", DecimalFault::not_a_number, 0},
      {"1,000", DecimalFault::not_a_number, 0},
      {"１２", DecimalFault::not_a_number, 0},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    DecimalFault fault = DecimalFault::too_large;
    const auto decimal = Decimal::parse(row.text, &fault);
    CHECK(fault == row.fault);
    REQUIRE(decimal.has_value() == (row.fault == DecimalFault::none));
    if (decimal) CHECK(decimal->units() == row.units);
    CHECK(Decimal::parse(row.text) == decimal);
  }
}

TEST_CASE("commas group by threes where they may") {
  const struct {
    const char* text;
    bool fine;
    std::int64_t whole;
  } rows[] = {
      {"1,000", true, 1000},     {"1,234,567", true, 1234567}, {"12,345.00", true, 12345},
      {"123,456", true, 123456}, {"1000", true, 1000},         {"-5,060", true, -5060},
      {"1,00", false, 0},        {"1,0000", false, 0},         {",100", false, 0},
      {"1,", false, 0},          {"1234,567", false, 0},       {"1,,000", false, 0},
      {"1,234,56", false, 0},    {"1.234,567", false, 0},      {",", false, 0},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    const auto decimal = Decimal::parse(row.text, nullptr, Grouping::allowed);
    REQUIRE(decimal.has_value() == row.fine);
    if (decimal) CHECK(decimal->units() == row.whole * Decimal::scale);
  }
}

TEST_CASE("numbers are written shortest, with decimals, with groups") {
  const struct {
    std::int64_t units;
    const char* shortest;
    const char* two;
    const char* grouped;
  } rows[] = {
      {0, "0", "0.00", "0.00"},
      {1, "0.0001", "0.0001", "0.0001"},
      {-1, "-0.0001", "-0.0001", "-0.0001"},
      {15'000, "1.5", "1.50", "1.50"},
      {-100, "-0.01", "-0.01", "-0.01"},
      {27'300'000, "2730", "2730.00", "2,730.00"},
      {9'990'000, "999", "999.00", "999.00"},
      {12'345'675'000, "1234567.5", "1234567.50", "1,234,567.50"},
      {-10'000'000, "-1000", "-1000.00", "-1,000.00"},
      {INT64_MAX, "922337203685477.5807", "922337203685477.5807", "922,337,203,685,477.5807"},
      {INT64_MIN, "-922337203685477.5808", "-922337203685477.5808", "-922,337,203,685,477.5808"},
  };
  for (const auto& row : rows) {
    const Decimal decimal = Decimal::from_units(row.units);
    CHECK(decimal.to_string() == row.shortest);
    CHECK(decimal.to_string(2) == row.two);
    CHECK(decimal.to_string(2, true) == row.grouped);
  }
  CHECK(Decimal(3).to_string(4) == "3.0000");
  CHECK(Decimal(3).to_string(99) == "3.0000");
  CHECK(Decimal(3).to_string(-1) == "3");
}

TEST_CASE("what is written is read back") {
  for (const std::int64_t units :
       {std::int64_t{0}, std::int64_t{1}, std::int64_t{-10'001}, INT64_MAX - 1, -(INT64_MAX - 1)}) {
    const Decimal decimal = Decimal::from_units(units);
    CHECK(Decimal::parse(decimal.to_string()) == decimal);
    CHECK(Decimal::parse(decimal.to_string(2, true), nullptr, Grouping::allowed) == decimal);
  }
  CHECK(Decimal(2) < Decimal(3));
  CHECK(Decimal(INT32_MAX).units() == std::int64_t{INT32_MAX} * 10'000);
}
