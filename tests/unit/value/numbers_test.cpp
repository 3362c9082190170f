// Exact arithmetic on known numbers: overflow is noticed at the last unit, rounding ties go where
// they say.
#include "value/numbers.hpp"

#include <doctest/doctest.h>

#include <cstdint>

using namespace entitle::value;

namespace {
constexpr Checked fails{0, true};
constexpr Checked is(std::int64_t a) { return {a, false}; }
}  // namespace

TEST_CASE("sums, differences and products overflow exactly at the end") {
  CHECK(add(highest - 1, 1) == is(highest));
  CHECK(add(highest, 1) == fails);
  CHECK(add(highest, highest) == fails);
  CHECK(add(lowest, -1) == fails);
  CHECK(add(lowest, highest) == is(0));
  CHECK(sub(lowest + 1, 1) == is(lowest));
  CHECK(sub(lowest, 1) == fails);
  CHECK(sub(0, lowest) == is(highest));
  CHECK(mul(highest, 1) == is(highest));
  CHECK(mul(highest, -1) == is(lowest));
  CHECK(mul(highest, 2) == fails);
  CHECK(mul(highest, highest) == fails);
  CHECK(mul(highest, lowest) == fails);
  CHECK(mul(3'000'000'000, 3'000'000'000) == is(9'000'000'000'000'000'000));
  CHECK(mul(highest, 0) == is(0));
}

TEST_CASE("products of ten-thousandths are exact or fail") {
  CHECK(mul_scaled(15'000, 20'000) == is(30'000));  // 1.5 × 2
  CHECK(mul_scaled(1, 10'000) == is(1));            // 0.0001 × 1
  CHECK(mul_scaled(1, 5'000) == fails);             // 0.00005
  CHECK(mul_scaled(-100, 100) == is(-1));           // −0.01 × 0.01
  CHECK(mul_scaled(highest, 10'000) == is(highest));
  CHECK(mul_scaled(highest, 20'000) == fails);
  CHECK(mul_scaled(highest - 1, 5'000) == fails);  // odd number of halves
  CHECK(mul_scaled(4'000'000'000'000'000'000, 20'000) == is(8'000'000'000'000'000'000));
}

TEST_CASE("quotients are rounded down and up") {
  const struct {
    std::int64_t a, b, floor, ceiling;
  } rows[] = {{7, 2, 3, 4}, {-7, 2, -4, -3}, {6, 2, 3, 3},   {-6, 2, -3, -3},
              {0, 5, 0, 0}, {1, 5, 0, 1},    {-1, 5, -1, 0}, {highest, highest, 1, 1}};
  for (const auto& row : rows) {
    CHECK(floor_div(row.a, row.b) == row.floor);
    CHECK(ceil_div(row.a, row.b) == row.ceiling);
  }
}

TEST_CASE("rounding, with ties and negatives") {
  const struct {
    std::int64_t a, unit, half_up, up, down, half_even;
  } rows[] = {
      {0, 100, 0, 0, 0, 0},
      {100, 100, 100, 100, 100, 100},
      {149, 100, 100, 200, 100, 100},
      {150, 100, 200, 200, 100, 200},
      {250, 100, 300, 300, 200, 200},
      {151, 100, 200, 200, 100, 200},
      {1, 100, 0, 100, 0, 0},
      {50, 100, 100, 100, 0, 0},
      {-50, 100, -100, -100, 0, 0},
      {-149, 100, -100, -200, -100, -100},
      {-150, 100, -200, -200, -100, -200},
      {-250, 100, -300, -300, -200, -200},
      {-1, 100, 0, -100, 0, 0},
      {7, 1, 7, 7, 7, 7},
      {8, 3, 9, 9, 6, 9},
      {7, 3, 6, 9, 6, 6},
  };
  for (const auto& row : rows) {
    CAPTURE(row.a);
    CAPTURE(row.unit);
    CHECK(round_to(row.a, row.unit, Rounding::half_up) == is(row.half_up));
    CHECK(round_to(row.a, row.unit, Rounding::up) == is(row.up));
    CHECK(round_to(row.a, row.unit, Rounding::down) == is(row.down));
    CHECK(round_to(row.a, row.unit, Rounding::half_even) == is(row.half_even));
  }
}

TEST_CASE("a quotient is rounded once, from the exact ratio") {
  // 1,000 / 3 = 333.3333…; 2,000 / 3 = 666.6666…
  CHECK(round_quotient(10'000'000, 3, 100, Rounding::half_up) == is(3'333'300));
  CHECK(round_quotient(20'000'000, 3, 100, Rounding::half_up) == is(6'666'700));
  CHECK(round_quotient(20'000'000, 3, 100, Rounding::down) == is(6'666'600));
  CHECK(round_quotient(-20'000'000, 3, 100, Rounding::half_up) == is(-6'666'700));
  // 5.00499999 is below the tie although four decimals would say 5.0050.
  CHECK(round_quotient(500'499'999, 10'000, 100, Rounding::half_up) == is(50'000));
  // 700 − 1,000.50 / 7, times 7, to 1 元: 700 × 7 − 1,000.50 = 3,899.50.
  CHECK(round_quotient(38'995'000, 1, 10'000, Rounding::half_up) == is(39'000'000));
  CHECK(round_quotient(highest, 1, 100, Rounding::up) == fails);
  CHECK(round_quotient(highest, 1, 100, Rounding::down) == is(highest / 100 * 100));
  CHECK(round_quotient(Int128{highest} * highest, 1, 1, Rounding::down) == fails);
  CHECK(round_quotient(Int128{highest} * highest, highest, 1, Rounding::half_even) == is(highest));
  CHECK(round_quotient(1, highest, highest, Rounding::up) == is(highest));
  CHECK(round_quotient(1, highest, highest, Rounding::half_up) == is(0));
}

TEST_CASE("quotients are compared exactly") {
  // 1,265.00 for three a month against 5,060 each a year: at the line.
  CHECK(compare_quotients(12'650'000 * 12, 3, 50'600'000, 1) == std::strong_ordering::equal);
  CHECK(compare_quotients(12'649'900 * 12, 3, 50'600'000, 1) == std::strong_ordering::less);
  CHECK(compare_quotients(1, 3, 333'333'333, 1'000'000'000) == std::strong_ordering::greater);
  CHECK(compare_quotients(-1, 3, -1, 4) == std::strong_ordering::less);
  CHECK(compare_quotients(highest, 1, highest, highest) == std::strong_ordering::greater);
  CHECK(compare_quotients(highest, highest, lowest, highest) == std::strong_ordering::greater);
  CHECK(compare_quotients(highest, highest - 1, highest - 1, highest) ==
        std::strong_ordering::greater);
  CHECK(compare_quotients(infinity, 5, highest, 1) == std::strong_ordering::greater);
  CHECK(compare_quotients(minus_infinity, 5, lowest, 1) == std::strong_ordering::less);
  CHECK(compare_quotients(infinity, 5, infinity, 1) == std::strong_ordering::equal);
  CHECK(compare_quotients(minus_infinity, 1, infinity, 1) == std::strong_ordering::less);
}
