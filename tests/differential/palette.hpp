// The types and constants that one generated ruleset draws from. There are few constants of each
// type, so that comparisons meet each other at their boundaries.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "differential/random.hpp"
#include "differential/ruleset.hpp"

namespace entitle::differential {

bool same_type(const Type& a, const Type& b);
/// "12.5", of ten-thousandths.
std::string decimal_text(std::int64_t units);
/// As it is written in an expression, with its unit.
std::string literal_text(const Type& type, std::int64_t units);

class Palette {
 public:
  explicit Palette(Random random);

  /// Numbers and dates, all types that this ruleset uses.
  const std::vector<Type>& numbers() const { return numbers_; }
  /// A constant of that type, in ten-thousandths (days of dates).
  std::int64_t constant(const Type& type, Random& random) const;
  /// A declared type with a range, or without one.
  std::string declaration(const Type& type, Random& random) const;
  /// A declared whole number or money that is never zero.
  std::string positive_declaration(const Type& type, Random& random) const;
  std::int64_t step(const Type& type) const;
  /// Whether all ranges are to be narrow, so that households can be enumerated.
  bool narrow() const { return narrow_; }
  /// Whether ranges end, and constants stand, where a narrower integer no longer holds them.
  bool edges() const { return edges_; }

 private:
  struct Constants {
    Type type;
    std::vector<std::int64_t> units;
  };
  std::vector<Type> numbers_;
  std::vector<Constants> constants_;
  bool narrow_ = false;
  bool edges_ = false;
};

}  // namespace entitle::differential
