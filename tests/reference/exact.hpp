// Exact fractions for the reference evaluator: arithmetic of its own over 128-bit integers, so that
// no mistake of the library's arithmetic is repeated here. A number is counted in ten-thousandths,
// as the model's are. What does not fit into 128 bits is lost, and nobody is judged by it.
#pragma once

#include <cstdint>

namespace entitle::reference {

__extension__ using Wide = __int128;

/// numerator / denominator ten-thousandths in lowest terms, denominator > 0.
struct Exact {
  Wide numerator = 0;
  Wide denominator = 1;
  bool lost = false;

  static Exact of(std::int64_t units) { return {units, 1, false}; }
  static Exact gone() { return {0, 1, true}; }
  bool whole() const { return denominator == 1; }  ///< on the grid of ten-thousandths
};

/// Named as the rules name them; all four treat -x as the mirror of x.
enum class Mode : std::uint8_t { half_up, up, down, half_even };

Exact add(const Exact& a, const Exact& b);
Exact negated(const Exact& a);
Exact times(const Exact& a, const Exact& b);
/// `b` is not zero.
Exact over(const Exact& a, const Exact& b);
/// To a multiple of `unit` ten-thousandths.
Exact rounded(const Exact& a, std::int64_t unit, Mode mode);
/// -1, 0 or 1; neither is lost.
int compare(const Exact& a, const Exact& b);
/// The largest whole number of ten-thousandths that is not above it.
Wide floor_of(const Exact& a);
/// Whether an int64 of ten-thousandths could hold it (the outermost two stand for ∞).
bool fits(const Exact& a);

}  // namespace entitle::reference
