// Intervals: named cases at the ends, and small intervals compared with every pair of their points.
#include "value/interval.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

using namespace entitle::value;

namespace {

constexpr std::int64_t inf = infinity;
constexpr Interval all = Interval::everything();
constexpr CheckedInterval failed{all, true};

constexpr CheckedInterval is(std::int64_t lo, std::int64_t hi) { return {{lo, hi}, false}; }

std::vector<Interval> small_intervals(std::int64_t least, std::int64_t most) {
  std::vector<Interval> out;
  for (std::int64_t lo = least; lo <= most; ++lo)
    for (std::int64_t hi = lo; hi <= most; ++hi) out.push_back({lo, hi});
  return out;
}

/// The hull of `f` over all points of both.
template <class Function>
Interval over_points(Interval a, Interval b, Function f) {
  Interval out = Interval::nothing();
  for (std::int64_t x = a.lo; x <= a.hi; ++x)
    for (std::int64_t y = b.lo; y <= b.hi; ++y) out = hull(out, Interval::point(f(x, y)));
  return out;
}

template <class Function>
Truth truth_over_points(Interval a, Interval b, Function f) {
  bool any = false;
  bool every = true;
  for (std::int64_t x = a.lo; x <= a.hi; ++x)
    for (std::int64_t y = b.lo; y <= b.hi; ++y) {
      any = any || f(x, y);
      every = every && f(x, y);
    }
  return every ? Truth::T : any ? Truth::U : Truth::F;
}

}  // namespace

TEST_CASE("on small intervals every operation is the hull of its points") {
  const auto intervals = small_intervals(-3, 3);
  for (const Interval a : intervals) {
    for (const Interval b : intervals) {
      CAPTURE(a.lo);
      CAPTURE(a.hi);
      CAPTURE(b.lo);
      CAPTURE(b.hi);
      using I = std::int64_t;
      CHECK(add(a, b).interval == over_points(a, b, [](I x, I y) { return x + y; }));
      CHECK(sub(a, b).interval == over_points(a, b, [](I x, I y) { return x - y; }));
      CHECK(mul(a, b).interval == over_points(a, b, [](I x, I y) { return x * y; }));
      CHECK(smaller(a, b) == over_points(a, b, [](I x, I y) { return x < y ? x : y; }));
      CHECK(larger(a, b) == over_points(a, b, [](I x, I y) { return x > y ? x : y; }));
      CHECK(less(a, b) == truth_over_points(a, b, [](I x, I y) { return x < y; }));
      CHECK(less_equal(a, b) == truth_over_points(a, b, [](I x, I y) { return x <= y; }));
      CHECK(greater(a, b) == truth_over_points(a, b, [](I x, I y) { return x > y; }));
      CHECK(greater_equal(a, b) == truth_over_points(a, b, [](I x, I y) { return x >= y; }));
      CHECK(is(a, b) == truth_over_points(a, b, [](I x, I y) { return x == y; }));
      const Truth inside =
          truth_over_points(a, Interval::point(0), [&](I x, I) { return b.contains(x); });
      CHECK(in(a, b) == inside);
      CHECK_FALSE(add(a, b).error);
    }
  }
}

TEST_CASE("rounding and quotients are the hull of their points") {
  for (const Interval a : small_intervals(-6, 6)) {
    for (const Interval b : small_intervals(1, 4)) {
      using I = std::int64_t;
      CHECK(quotient_range(a, b, 5) ==
            Interval{over_points(a, b, [](I x, I y) { return I(floor_div(5 * x, y)); }).lo,
                     over_points(a, b, [](I x, I y) { return I(ceil_div(5 * x, y)); }).hi});
      for (const Rounding mode :
           {Rounding::half_up, Rounding::up, Rounding::down, Rounding::half_even}) {
        CHECK(round_quotient(a, b, 3, mode).interval ==
              over_points(a, b, [&](I x, I y) { return round_quotient(x, y, 3, mode).value; }));
      }
    }
  }
}

TEST_CASE("infinite ends absorb silently") {
  const Interval from_5 = Interval::at_least(5);
  const Interval to_5 = Interval::at_most(5);
  CHECK(add(from_5, from_5) == is(10, inf));
  CHECK(add(from_5, to_5) == is(-inf, inf));
  CHECK(sub(from_5, from_5) == is(-inf, inf));
  CHECK(sub(to_5, from_5) == is(-inf, 0));
  CHECK(add(all, all) == is(-inf, inf));
  CHECK(sub(all, all) == is(-inf, inf));
  CHECK(mul(all, Interval::point(0)) == is(0, 0));
  CHECK(mul(from_5, {0, 3}) == is(0, inf));
  CHECK(mul(from_5, from_5) == is(25, inf));
  CHECK(mul(from_5, Interval::at_most(-3)) == is(-inf, -15));
  CHECK(mul(Interval::at_most(-5), Interval::at_most(-3)) == is(15, inf));
  CHECK(mul(all, all) == is(-inf, inf));
  CHECK(mul_scaled(all, Interval::point(0)) == is(0, 0));
  CHECK(mul_scaled(from_5, Interval::point(20'000)) == is(10, inf));
  CHECK(negate(from_5) == Interval{-inf, -5});
  CHECK(round_to(from_5, 100, Rounding::half_up) == is(0, inf));
  CHECK(round_to(all, 100, Rounding::up) == is(-inf, inf));
  CHECK(quotient_range(all, {1, inf}, 10'000) == all);
  CHECK(quotient_range({30, 60}, {1, inf}, 1) == Interval{0, 60});
  CHECK(quotient_range({-60, -30}, {2, inf}, 1) == Interval{-30, 0});
  CHECK(round_quotient({30, 60}, {1, inf}, 1, Rounding::up) == is(1, 60));
  CHECK(round_quotient({30, 60}, {1, inf}, 1, Rounding::down) == is(0, 60));
  CHECK(round_quotient({-60, -30}, {1, inf}, 7, Rounding::up) == is(-63, -7));
  CHECK(less(from_5, Interval::point(5)) == Truth::F);
  CHECK(less(from_5, Interval::point(6)) == Truth::U);
  CHECK(less(Interval::point(4), from_5) == Truth::T);
  CHECK(less(all, all) == Truth::U);
  CHECK(is(all, all) == Truth::U);
  CHECK(less(from_5, Interval::point(highest)) == Truth::U);
}

TEST_CASE("only known operands overflow; other ends become infinite") {
  const Interval top = Interval::point(highest);
  const Interval one = Interval::point(1);
  CHECK(add(top, one) == failed);
  CHECK(sub(Interval::point(lowest), one) == failed);
  CHECK(mul(top, Interval::point(2)) == failed);
  CHECK(mul_scaled(Interval::point(1), Interval::point(5'000)) == failed);
  CHECK(mul_scaled(top, Interval::point(20'000)) == failed);
  CHECK(round_to(top, 100, Rounding::up) == failed);
  CHECK(add(top, {0, 1}) == is(highest, inf));
  CHECK(add({0, highest}, one) == is(1, inf));
  CHECK(sub({lowest, 0}, one) == is(-inf, -1));
  CHECK(mul({1, highest}, {2, 3}) == is(2, inf));
  CHECK(mul({lowest, highest}, {2, 3}) == is(-inf, inf));
  // Both ends past the top: what is left is the highest number and beyond.
  CHECK(add({highest - 1, highest}, {5, 6}) == is(highest, inf));
  CHECK(mul_scaled({1, 3}, Interval::point(5'000)) == is(0, 2));
  CHECK(mul_scaled({-3, -1}, Interval::point(5'000)) == is(-2, 0));
}

TEST_CASE("meet, hull, contains") {
  CHECK(meet({1, 5}, {3, 9}) == Interval{3, 5});
  CHECK(meet({1, 2}, {3, 9}).empty());
  CHECK(meet(all, {3, 9}) == Interval{3, 9});
  CHECK(hull({1, 2}, {8, 9}) == Interval{1, 9});
  CHECK(hull(Interval::nothing(), {8, 9}) == Interval{8, 9});
  CHECK(hull({8, 9}, Interval::nothing()) == Interval{8, 9});
  CHECK(Interval::nothing().empty());
  CHECK(Interval{1, 5}.contains(5));
  CHECK_FALSE(Interval{1, 5}.contains(6));
  CHECK(Interval{1, 5}.contains(Interval{2, 5}));
  CHECK_FALSE(Interval{1, 5}.contains(Interval{2, 6}));
  CHECK(Interval::point(3).known());
  CHECK_FALSE(all.known());
}

TEST_CASE("three truths") {
  const Truth truths[] = {Truth::F, Truth::U, Truth::T};
  for (const Truth a : truths) {
    CHECK(not_(not_(a)) == a);
    for (const Truth b : truths) {
      CHECK(and_(a, b) == (a == Truth::F || b == Truth::F   ? Truth::F
                           : a == Truth::T && b == Truth::T ? Truth::T
                                                            : Truth::U));
      CHECK(or_(a, b) == not_(and_(not_(a), not_(b))));
      CHECK(hull(a, b) == (a == b ? a : Truth::U));
    }
  }
  CHECK(not_(Truth::U) == Truth::U);
  CHECK(truth(true) == Truth::T);
  CHECK(truth(false) == Truth::F);
  CHECK_FALSE(is_known(Truth::U));
}
