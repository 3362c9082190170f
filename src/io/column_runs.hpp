// Rows of a column that are all there and all plain, copied at once into a fact's column as it
// stores them: numbers in range, yes and no, codes of names that are known choices. Each returns
// how many rows it took; the next is for whoever reads row by row.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <utility>

#include "io/column_values.hpp"

namespace entitle::io {

/// How many rows from one on have their bit, at most so many.
inline std::uint32_t rows_present(const RowMask& mask, std::uint64_t row, std::uint32_t most) {
  if (mask.bits == nullptr) return most;
  std::uint64_t at = mask.first + row;
  std::uint32_t found = 0;
  while (found < most) {
    const auto here = static_cast<unsigned>(at % 8);
    const unsigned left = 8 - here;
    const auto byte = static_cast<std::uint8_t>(mask.bits[at / 8] >> here);
    const unsigned ones = std::min(static_cast<unsigned>(std::countr_one(byte)), left);
    found += ones;
    at += ones;
    if (ones < left) break;
  }
  return std::min(found, most);
}

/// Numbers within a range, each `factor` times itself as it is stored.
struct PlainRange {
  std::int64_t least = 0;
  std::int64_t most = 0;
  std::int64_t factor = 1;
};

template <class Number, class Stored>
std::uint32_t copy_numbers(const void* values, std::uint64_t place, std::uint32_t rows,
                           const PlainRange& range, void* into) {
  auto* const out = static_cast<Stored*>(into);
  const auto plain = [&](Number number) {
    return std::in_range<std::int64_t>(number) &&
           static_cast<std::int64_t>(number) >= range.least &&
           static_cast<std::int64_t>(number) <= range.most;
  };
  bool all = true;
  for (std::uint32_t i = 0; i < rows; ++i) {
    const auto number = value_at<Number>(values, place + i);
    all &= plain(number);
    out[i] = static_cast<Stored>(static_cast<std::uint64_t>(number) *
                                 static_cast<std::uint64_t>(range.factor));
  }
  if (all) return rows;
  std::uint32_t taken = 0;
  while (plain(value_at<Number>(values, place + taken))) ++taken;
  return taken;
}

/// As a fact's column stores no and yes: by a flag, or by 0 and 1.
inline constexpr std::uint32_t stored_truths[] = {0, 2};

inline std::uint32_t copy_flags(const RowMask& flags, std::uint64_t row, std::uint32_t rows,
                                void* into) {
  auto* const out = static_cast<std::uint8_t*>(into);
  for (std::uint32_t i = 0; i < rows; ++i) out[i] = flags.at(row + i) ? 2 : 0;
  return rows;
}

/// Codes by what each stands for; `none` of them that stand for nothing known.
template <class Code, class Stored>
std::uint32_t copy_codes(const void* values, std::uint64_t place, std::uint32_t rows,
                         std::span<const std::uint32_t> stands_for, std::uint32_t none,
                         void* into) {
  auto* const out = static_cast<Stored*>(into);
  for (std::uint32_t i = 0; i < rows; ++i) {
    const auto code = value_at<Code>(values, place + i);
    if (std::cmp_less(code, 0) || std::cmp_greater_equal(code, stands_for.size())) return i;
    const std::uint32_t choice = stands_for[static_cast<std::size_t>(code)];
    if (choice == none) return i;
    out[i] = static_cast<Stored>(choice);
  }
  return rows;
}

template <class Stored>
std::uint32_t copy_codes(ColumnType type, const void* values, std::uint64_t place,
                         std::uint32_t rows, std::span<const std::uint32_t> stands_for,
                         std::uint32_t none, void* into) {
  std::uint32_t taken = 0;
  with_number_type(type, [&]<class Code>(Code) {
    taken = copy_codes<Code, Stored>(values, place, rows, stands_for, none, into);
  });
  return taken;
}

}  // namespace entitle::io
