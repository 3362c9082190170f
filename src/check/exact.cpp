// Steps and divisors of expressions: see exact.hpp.
#include "check/exact.hpp"

#include <algorithm>
#include <numeric>

#include "value/numbers.hpp"

namespace entitle::check {
namespace {

using value::Int128;

Int128 gcd(Int128 a, Int128 b) {
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

Fraction reduced(Int128 over, Int128 under) {
  if (over == 0) return {0, 1, false};
  const Int128 divisor = gcd(over, under);
  over /= divisor;
  under /= divisor;
  if (over > value::highest || under > value::highest) return {1, 1, true};
  return {static_cast<std::int64_t>(over), static_cast<std::int64_t>(under), false};
}

std::vector<Factor> merged(const std::vector<Factor>& a, const std::vector<Factor>& b) {
  std::vector<Factor> all;
  all.reserve(a.size() + b.size());
  std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
  return all;
}

/// `step` once everything is also divided by what `all` has beyond `own`.
Fraction spread_over(Fraction step, const std::vector<Factor>& all,
                     const std::vector<Factor>& own) {
  std::vector<Factor> further;
  std::set_difference(all.begin(), all.end(), own.begin(), own.end(), std::back_inserter(further));
  for (const Factor& factor : further) step = product(step, fraction(factor.step, value::scale));
  return step;
}

}  // namespace

Fraction fraction(std::int64_t over, std::int64_t under) { return reduced(over, under); }

Fraction product(Fraction a, Fraction b) {
  if (a.lost || b.lost) return {1, 1, true};
  // Crosswise first, so that 128 bits hold the rest.
  const Fraction left = reduced(a.over, b.under);
  const Fraction right = reduced(b.over, a.under);
  return reduced(Int128{left.over} * right.over, Int128{left.under} * right.under);
}

Fraction quotient(Fraction a, Fraction b) {
  if (b.lost) return {1, 1, true};
  return product(a, {b.under, b.over, false});
}

Fraction common(Fraction a, Fraction b) {
  if (a.lost || b.lost) return {1, 1, true};
  if (a.over == 0) return b;
  if (b.over == 0) return a;
  const Int128 under = Int128{a.under} / gcd(a.under, b.under) * b.under;
  if (under > value::highest) return {1, 1, true};
  const Int128 left = under / a.under;
  const Int128 right = under / b.under;
  if (left > value::highest / a.over || right > value::highest / b.over) {
    // Both share at least this step.
    return reduced(1, under);
  }
  return reduced(gcd(left * a.over, right * b.over), under);
}

Exact exact_value(std::uint32_t number, std::int64_t step) {
  return {fraction(step), {}, {{number, step}}, {1, 1, false}};
}

Exact exact_constant(std::int64_t units) {
  const std::int64_t size = units < 0 ? -units : units;
  return {fraction(size), {}, {}, fraction(size, value::scale)};
}

Exact exact_either(const Exact& a, const Exact& b, std::uint32_t number) {
  Exact result;
  std::set_union(a.divisors.begin(), a.divisors.end(), b.divisors.begin(), b.divisors.end(),
                 std::back_inserter(result.divisors));
  result.step = common(spread_over(a.step, result.divisors, a.divisors),
                       spread_over(b.step, result.divisors, b.divisors));
  result.factors = {{number, result.model_step()}};
  return result;
}

Exact exact_product(const Exact& a, const Exact& b, std::uint32_t number) {
  Exact result;
  std::vector<Factor> divisors = merged(a.divisors, b.divisors);
  result.step = product(product(a.step, b.step), fraction(1, value::scale));
  // Only what is whole is multiplied back: a factor that is a ratio itself is none of the divisors.
  const auto multiply_back = [&](const Exact& by, const Exact& other) {
    if (by.ratio()) return;
    std::vector<Factor> back;
    std::set_intersection(other.divisors.begin(), other.divisors.end(), by.factors.begin(),
                          by.factors.end(), std::back_inserter(back));
    for (const Factor& factor : back) {
      const auto found = std::lower_bound(divisors.begin(), divisors.end(), factor);
      if (found == divisors.end() || !(*found == factor)) continue;
      divisors.erase(found);
      // The factor's own step went into the product; what it multiplied back takes it out again.
      result.step = quotient(result.step, fraction(factor.step, value::scale));
    }
  };
  multiply_back(b, a);
  multiply_back(a, b);
  result.divisors = std::move(divisors);
  if (a.ratio() || b.ratio()) {
    result.factors = {{number, result.model_step()}};
    return result;
  }
  result.factors = merged(a.factors, b.factors);
  result.coefficient = product(a.coefficient, b.coefficient);
  return result;
}

Exact exact_quotient(const Exact& a, const Exact& b, std::uint32_t number) {
  Exact result;
  result.divisors = merged(a.divisors, b.factors);
  result.step = b.coefficient.over == 0 ? a.step : quotient(a.step, b.coefficient);
  result.factors = {{number, result.model_step()}};
  return result;
}

std::uint32_t ValueNumbers::of(const std::vector<std::int64_t>& words) {
  return numbers_.emplace(words, static_cast<std::uint32_t>(numbers_.size())).first->second;
}

std::size_t ValueNumbers::Hash::operator()(const std::vector<std::int64_t>& words) const noexcept {
  std::uint64_t hash = 0x9E37'79B9'7F4A'7C15U;
  for (const std::int64_t word : words) {
    hash ^= static_cast<std::uint64_t>(word) + 0x9E37'79B9'7F4A'7C15U + (hash << 6) + (hash >> 2);
    hash *= 0xFF51'AFD7'ED55'8CCDU;
    hash ^= hash >> 32;
  }
  return static_cast<std::size_t>(hash);
}

}  // namespace entitle::check
