// How numbers stand in a column: as multiples of a unit, in the narrowest integers that hold them.
// What range and step a column's numbers have decides it, so columns of one node are packed alike
// everywhere.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "value/interval.hpp"
#include "value/numbers.hpp"

namespace entitle::value {

enum class Width : std::uint8_t {
  byte,  ///< uint8
  word,  ///< int32
  wide,  ///< int64; the unit is 1
};

[[nodiscard]] constexpr std::size_t bytes_of(Width width) noexcept {
  return width == Width::byte ? 1 : width == Width::word ? 4 : 8;
}

/// A number is `unit` times what is stored.
struct Packing {
  Width width = Width::wide;
  std::int64_t unit = 1;

  /// For multiples of `step` within `range`.
  [[nodiscard]] static constexpr Packing of(Interval range, std::int64_t step) noexcept {
    if (!is_finite(range.lo) || !is_finite(range.hi) || range.empty()) return {};
    const std::int64_t unit = std::max<std::int64_t>(1, step);
    const Int128 lo = ceil_div(range.lo, unit);
    const Int128 hi = floor_div(range.hi, unit);
    if (lo >= 0 && hi <= UINT8_MAX) return {Width::byte, unit};
    if (lo >= INT32_MIN && hi <= INT32_MAX) return {Width::word, unit};
    return {};
  }

  /// What is stored for a number, or for the ends of a box: the multiples within it. What lies
  /// outside the width stands at its end.
  [[nodiscard]] constexpr Interval stored(Interval box) const noexcept {
    if (width == Width::wide) return box;
    const std::int64_t least = width == Width::byte ? 0 : INT32_MIN;
    const std::int64_t most = width == Width::byte ? UINT8_MAX : INT32_MAX;
    // In 64 bits: each fact of a single household passes here.
    const std::int64_t lo = box.lo / unit + (box.lo % unit > 0 ? 1 : 0);
    const std::int64_t hi = box.hi / unit - (box.hi % unit < 0 ? 1 : 0);
    return {std::clamp(lo, least, most), std::clamp(hi, least, most)};
  }

  [[nodiscard]] std::int64_t raw(const void* column, std::size_t row) const noexcept {
    switch (width) {
      case Width::byte:
        return static_cast<const std::uint8_t*>(column)[row];
      case Width::word:
        return static_cast<const std::int32_t*>(column)[row];
      case Width::wide:
        break;
    }
    return static_cast<const std::int64_t*>(column)[row];
  }
  /// The number in a row of a column.
  [[nodiscard]] std::int64_t at(const void* column, std::size_t row) const noexcept {
    return raw(column, row) * unit;
  }
  /// Stores what stored() made.
  void put(void* column, std::size_t row, std::int64_t raw) const noexcept {
    switch (width) {
      case Width::byte:
        static_cast<std::uint8_t*>(column)[row] = static_cast<std::uint8_t>(raw);
        return;
      case Width::word:
        static_cast<std::int32_t*>(column)[row] = static_cast<std::int32_t>(raw);
        return;
      case Width::wide:
        break;
    }
    static_cast<std::int64_t*>(column)[row] = raw;
  }

  friend constexpr bool operator==(Packing, Packing) noexcept = default;
};

}  // namespace entitle::value
