// How exact an expression is: the step that its values are multiples of, and the divisors that have
// not been multiplied back. An expression x stands here as "x × (product of the divisors) is a
// multiple of the step, in ten-thousandths": a whole step and no divisors is a number that can be
// stored, anything else is a ratio. Knows nothing of types.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace entitle::check {

/// A positive fraction in lowest terms, or 0. `lost` where it could not be held; then nothing is
/// known of it.
struct Fraction {
  std::int64_t over = 0;
  std::int64_t under = 1;
  bool lost = false;
  [[nodiscard]] bool whole() const { return under == 1 && !lost; }
};
[[nodiscard]] Fraction fraction(std::int64_t over, std::int64_t under = 1);
[[nodiscard]] Fraction product(Fraction a, Fraction b);
[[nodiscard]] Fraction quotient(Fraction a, Fraction b);  ///< b is not 0
/// The largest fraction that both are multiples of.
[[nodiscard]] Fraction common(Fraction a, Fraction b);

/// A factor or divisor: the number of an expression (see ValueNumbers) with the step of its values.
struct Factor {
  std::uint32_t number = 0;
  std::int64_t step = 1;
  friend bool operator==(const Factor& a, const Factor& b) { return a.number == b.number; }
  friend bool operator<(const Factor& a, const Factor& b) { return a.number < b.number; }
};

struct Exact {
  Fraction step = {1, 1, false};  ///< in ten-thousandths; 0 for the constant 0
  std::vector<Factor> divisors;   ///< sorted, each as often as it divides
  std::vector<Factor>
      factors;  ///< what a product is made of, sorted, constants apart; itself for anything else
  Fraction coefficient = {1, 1, false};  ///< the constants of the product, as they are: 1.5 is 3/2

  [[nodiscard]] bool ratio() const { return !divisors.empty() || !step.whole(); }
  /// The step as the model holds it.
  [[nodiscard]] std::int64_t model_step() const {
    return ratio() || step.over == 0 ? 1 : step.over;
  }
};

/// Of a leaf or anything that is no product: itself its only factor.
[[nodiscard]] Exact exact_value(std::uint32_t number, std::int64_t step);
[[nodiscard]] Exact exact_constant(std::int64_t units);
/// Of a + b, a − b, or one of both.
[[nodiscard]] Exact exact_either(const Exact& a, const Exact& b, std::uint32_t number);
[[nodiscard]] Exact exact_product(const Exact& a, const Exact& b, std::uint32_t number);
/// `b` is no ratio.
[[nodiscard]] Exact exact_quotient(const Exact& a, const Exact& b, std::uint32_t number);

/// Numbers for structures: the same number for the same words.
class ValueNumbers {
 public:
  std::uint32_t of(const std::vector<std::int64_t>& words);

 private:
  struct Hash {
    std::size_t operator()(const std::vector<std::int64_t>& words) const noexcept;
  };
  std::unordered_map<std::vector<std::int64_t>, std::uint32_t, Hash> numbers_;
};

}  // namespace entitle::check
