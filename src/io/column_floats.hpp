// Floating point in a column: what number somebody meant who wrote it down, the shortest decimal
// that reads back as it, and that rounded where the caller says how. What is not said to be rounded
// is read as that text by CellText.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "entitle/determination.hpp"
#include "entitle/table.hpp"

namespace entitle::io {

constexpr bool is_float(ColumnType type) noexcept {
  return type == ColumnType::float32 || type == ColumnType::float64;
}

/// "0.1", "72", "nan"; never an exponent.
std::string shortest_decimal(const ColumnData& data, std::uint64_t row);

/// A decimal in `digits` after the point, rounded to a multiple of `step` of these; nothing where
/// it is no number or too large. `text` is what shortest_decimal() gives.
std::optional<std::int64_t> rounded_units(std::string_view text, int digits, std::int64_t step,
                                          RoundingMode mode);

}  // namespace entitle::io
