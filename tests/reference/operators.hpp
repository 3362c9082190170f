// What each operator of the model makes of the values of its operands, in the reference evaluator.
// Says for every value whether it still depends on something outside the numbers. Walking and
// reading is evaluate.cpp's.
#pragma once

#include <span>
#include <vector>

#include "reference/evaluate.hpp"

namespace entitle::reference {

/// A row that an aggregate sees: what it is asked of, and whether it passes `where`.
struct Element {
  Value body;
  Value counted;
};

Value constant_value(const model::Expr& expr);
/// Of every operator that takes its operands at one row.
Value operator_value(const model::Expr& expr, std::span<const Value> parts);
Value aggregate_value(value::Op op, std::span<const Element> elements);

Value and_of(std::span<const Value> parts);
Value or_of(std::span<const Value> parts);
Value not_of(const Value& part);
Value at_least_of(std::span<const Value> parts, std::uint32_t least);

}  // namespace entitle::reference
