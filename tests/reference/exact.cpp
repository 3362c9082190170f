// The arithmetic of Exact. Every product and sum is checked; lowest terms keep the numbers small.
#include "reference/exact.hpp"

#include <numeric>

namespace entitle::reference {

namespace {

constexpr std::int64_t ten_thousand = 10'000;

Wide common_divisor(Wide a, Wide b) {
  if (a < 0) a = -a;
  if (b < 0) b = -b;
  while (b > INT64_MAX || a > INT64_MAX) {
    if (b == 0) return a;
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return std::gcd(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b));
}

Exact made(Wide numerator, Wide denominator) {
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  if (denominator != 1) {
    const Wide divisor = common_divisor(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
  }
  return {numerator, denominator, false};
}

bool multiply(Wide a, Wide b, Wide& product) { return !__builtin_mul_overflow(a, b, &product); }

Wide floor_quotient(Wide a, Wide b) {
  Wide quotient = a / b;
  if (a % b != 0 && a < 0) --quotient;
  return quotient;
}

}  // namespace

Exact add(const Exact& a, const Exact& b) {
  if (a.lost || b.lost) return Exact::gone();
  Wide left = 0;
  Wide right = 0;
  Wide bottom = 0;
  Wide top = 0;
  if (!multiply(a.numerator, b.denominator, left) || !multiply(b.numerator, a.denominator, right) ||
      !multiply(a.denominator, b.denominator, bottom) || __builtin_add_overflow(left, right, &top))
    return Exact::gone();
  return made(top, bottom);
}

Exact negated(const Exact& a) { return {-a.numerator, a.denominator, a.lost}; }

Exact times(const Exact& a, const Exact& b) {
  if (a.lost || b.lost) return Exact::gone();
  Wide top = 0;
  Wide bottom = 0;
  if (!multiply(a.numerator, b.numerator, top) || !multiply(a.denominator, b.denominator, bottom) ||
      !multiply(bottom, ten_thousand, bottom))
    return Exact::gone();
  return made(top, bottom);
}

Exact over(const Exact& a, const Exact& b) {
  if (a.lost || b.lost || b.numerator == 0) return Exact::gone();
  Wide top = 0;
  Wide bottom = 0;
  if (!multiply(a.numerator, b.denominator, top) || !multiply(top, ten_thousand, top) ||
      !multiply(a.denominator, b.numerator, bottom))
    return Exact::gone();
  return made(top, bottom);
}

Exact rounded(const Exact& a, std::int64_t unit, Mode mode) {
  if (a.lost) return a;
  const bool below_zero = a.numerator < 0;
  const Wide size = below_zero ? -a.numerator : a.numerator;
  Wide step = 0;
  if (!multiply(a.denominator, unit, step)) return Exact::gone();
  const Wide multiples = size / step;
  const Wide rest = size % step;
  const Wide to_next = step - rest;
  bool next = false;
  if (rest != 0) {
    if (mode == Mode::up) next = true;
    if (mode == Mode::half_up) next = to_next <= rest;
    if (mode == Mode::half_even) next = to_next < rest || (to_next == rest && multiples % 2 == 1);
  }
  const Wide chosen = next ? multiples + 1 : multiples;
  Wide result = 0;
  if (!multiply(below_zero ? -chosen : chosen, unit, result)) return Exact::gone();
  return {result, 1, false};
}

int compare(const Exact& a, const Exact& b) {
  if (a.numerator < 0 && b.numerator >= 0) return -1;
  if (a.numerator >= 0 && b.numerator < 0) return 1;
  // By whole parts first, then by what is over: the reciprocals of the rests, as in a continued
  // fraction.
  Wide an = a.numerator;
  Wide ad = a.denominator;
  Wide bn = b.numerator;
  Wide bd = b.denominator;
  int sense = 1;
  for (;;) {
    const Wide aq = floor_quotient(an, ad);
    const Wide bq = floor_quotient(bn, bd);
    if (aq != bq) return aq < bq ? -sense : sense;
    const Wide ar = an - aq * ad;
    const Wide br = bn - bq * bd;
    if (ar == 0 || br == 0) {
      if (ar == br) return 0;
      return ar == 0 ? -sense : sense;
    }
    an = ad;
    ad = ar;
    bn = bd;
    bd = br;
    sense = -sense;
  }
}

Wide floor_of(const Exact& a) { return floor_quotient(a.numerator, a.denominator); }

bool fits(const Exact& a) {
  if (a.lost) return false;
  const Wide low = -(Wide{INT64_MAX} - 1);
  const Wide high = Wide{INT64_MAX} - 1;
  return floor_of(a) >= low && floor_of(a) <= high;
}

}  // namespace entitle::reference
