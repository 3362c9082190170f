// The arithmetic of the reference against results worked out by hand.
#include <doctest/doctest.h>

#include <initializer_list>

#include "reference/exact.hpp"

using namespace entitle::reference;

namespace {
Exact yuan(std::int64_t whole) { return Exact::of(whole * 10'000); }
bool same(const Exact& a, const Exact& b) { return !a.lost && !b.lost && compare(a, b) == 0; }
}  // namespace

TEST_CASE("products and quotients are exact") {
  CHECK(same(times(Exact::of(15'000), Exact::of(25'000)), Exact::of(37'500)));  // 1.5 × 2.5 = 3.75
  const Exact third = over(yuan(1), yuan(3));
  CHECK_FALSE(third.whole());
  CHECK(same(times(third, yuan(3)), yuan(1)));
  CHECK(same(over(yuan(5'060), Exact::of(120'000)),
             over(yuan(1'265), yuan(3))));  // 5,060 / 12 = 1,265 / 3
  CHECK(compare(over(yuan(-1), yuan(3)), over(yuan(-1), yuan(4))) == -1);
  CHECK(compare(over(yuan(22), yuan(7)), over(yuan(355), yuan(113))) == 1);
  CHECK(floor_of(over(yuan(-1), yuan(3))) == -3334);
}

TEST_CASE("numbers leave the grid of int64, then 128 bits") {
  const Exact large = Exact::of(INT64_MAX - 1);
  CHECK(fits(large));
  CHECK_FALSE(fits(add(large, Exact::of(1))));
  CHECK(fits(add(add(large, Exact::of(1)), Exact::of(-1))));
  const Exact square = times(large, large);
  CHECK_FALSE(square.lost);
  CHECK_FALSE(fits(square));
  CHECK(times(times(square, large), large).lost);
}

TEST_CASE("rounding in four modes, mirrored below zero") {
  struct Row {
    std::int64_t value;
    std::int64_t half_up;
    std::int64_t up;
    std::int64_t down;
    std::int64_t half_even;
  };
  for (const Row& row : {Row{24'999, 2, 3, 2, 2}, Row{25'000, 3, 3, 2, 2}, Row{25'001, 3, 3, 2, 3},
                         Row{35'000, 4, 4, 3, 4}, Row{20'000, 2, 2, 2, 2}, Row{0, 0, 0, 0, 0}}) {
    for (const std::int64_t sign : {1, -1}) {
      const Exact value = Exact::of(sign * row.value);
      CHECK(same(rounded(value, 10'000, Mode::half_up), yuan(sign * row.half_up)));
      CHECK(same(rounded(value, 10'000, Mode::up), yuan(sign * row.up)));
      CHECK(same(rounded(value, 10'000, Mode::down), yuan(sign * row.down)));
      CHECK(same(rounded(value, 10'000, Mode::half_even), yuan(sign * row.half_even)));
    }
  }
  // (700 - 1,000.50 / 7) × 7 is 3,899.50: half up to 1 元 it is 3,900.
  const Exact gap = add(yuan(700), negated(over(Exact::of(10'005'000), yuan(7))));
  CHECK(same(rounded(times(gap, yuan(7)), 10'000, Mode::half_up), yuan(3'900)));
}
