// How the operation of a node runs on packed columns: in which integers, with which factors between
// the units of its operands and its own. Worked out once from the ranges and steps of the plan;
// what they do not prove safe runs row by row.
#pragma once

#include <cstdint>
#include <vector>

#include "plan/plan.hpp"
#include "run/kernels_packed.hpp"

namespace entitle::run {

struct Recipe {
  bool packed = false;  ///< by the loops of kernels_packed.hpp; else row by row
  bool alias = false;   ///< its column is that of its first operand that is no constant
  kernels::Math math = kernels::Math::word;
  bool rising = false;  ///< a product of operands that are never negative: ends make ends
  std::int64_t a = 1;   ///< factor of the first operand
  std::int64_t b = 1;   ///< and of the second
  /// What is compared or multiplied with one number, instead of with a column.
  enum class Against : std::uint8_t { column, number } against = Against::column;
  std::uint8_t column = 0;  ///< against a number: which operand is the column
  std::int64_t number = 0;  ///< as stored in the column compared
};

/// By node.
std::vector<Recipe> recipes_of(const plan::Plan& plan);

/// The operand whose column a node's is, where it is one's.
plan::NodeId alias_of(const plan::Plan& plan, const std::vector<Recipe>& recipes,
                      plan::NodeId node);

}  // namespace entitle::run
