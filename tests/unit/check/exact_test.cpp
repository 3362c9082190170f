// Exact fractions, steps and divisors as the checker calculates with them.
#include <doctest/doctest.h>

#include "check/exact.hpp"
#include "value/numbers.hpp"

using namespace entitle;
using namespace entitle::check;

TEST_CASE("fractions") {
  CHECK(fraction(6, 4).over == 3);
  CHECK(fraction(6, 4).under == 2);
  CHECK(product(fraction(2, 3), fraction(3, 2)).whole());
  CHECK(quotient(fraction(1), fraction(3)).under == 3);
  const Fraction both = common(fraction(1, 2), fraction(1, 3));
  CHECK(both.over == 1);
  CHECK(both.under == 6);
  CHECK(common(fraction(0), fraction(7)).over == 7);
  const Fraction huge = product(fraction(value::highest), fraction(value::highest));
  CHECK(huge.lost);
  CHECK(!huge.whole());
  CHECK(!product(huge, fraction(1)).whole());
}

TEST_CASE("divisors are multiplied back") {
  const Exact income = exact_value(1, 100);
  const Exact heads = exact_value(2, 10'000);
  const Exact other = exact_value(3, 10'000);
  const Exact share = exact_quotient(income, heads, 4);
  CHECK(share.ratio());
  CHECK(!exact_product(share, heads, 5).ratio());
  CHECK(exact_product(share, heads, 5).model_step() == 100);
  CHECK(exact_product(share, other, 5).ratio());
  // A sum has the divisors of both.
  const Exact sum = exact_either(share, exact_quotient(income, other, 6), 7);
  CHECK(sum.divisors.size() == 2);
  CHECK(!exact_product(exact_product(sum, heads, 8), other, 9).ratio());
  // Twice divided is once too often.
  const Exact twice = exact_quotient(share, heads, 10);
  CHECK(exact_product(twice, heads, 11).ratio());
  // By a product, and back by its factors.
  const Exact both = exact_product(heads, exact_constant(3 * 10'000), 12);
  const Exact third = exact_quotient(income, both, 13);
  CHECK(third.ratio());
  CHECK(exact_product(third, heads, 14).ratio());
  CHECK(!exact_product(exact_product(third, heads, 14), exact_constant(3 * 10'000), 15).ratio());
  CHECK(!exact_product(third, both, 16).ratio());
}

TEST_CASE("what the divisor's own step adds is taken out again") {
  // A decimal fact with four places: a / x × x is a.
  const Exact income = exact_value(1, 100);
  const Exact decimal = exact_value(2, 1);
  CHECK(exact_product(income, decimal, 3).ratio());
  CHECK(!exact_product(exact_quotient(income, decimal, 4), decimal, 5).ratio());
  CHECK(exact_product(exact_quotient(income, decimal, 4), decimal, 5).model_step() == 100);
}

TEST_CASE("equal words have one number") {
  ValueNumbers numbers;
  const std::uint32_t first = numbers.of({1, 2, 3});
  CHECK(numbers.of({1, 2}) != first);
  CHECK(numbers.of({1, 2, 3}) == first);
}
