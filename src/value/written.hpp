// Numbers as people write and read them, where that is not how they are held: a share of 0.6 is so
// many per cent, 60. Both ways, for profiles, pages, JSON and the schema; rule text and tables have
// their literals.
#pragma once

#include <cstdint>
#include <optional>

#include "value/interval.hpp"
#include "value/type.hpp"

namespace entitle::value {

/// As it is written; where that cannot be held, an end without bound.
constexpr std::int64_t as_written(const Type& type, std::int64_t held) noexcept {
  if (type.kind != Kind::percent) return held;
  if (held > highest / 100) return infinity;
  if (held < lowest / 100) return minus_infinity;
  return held * 100;
}
constexpr Interval as_written(const Type& type, Interval held) noexcept {
  return {as_written(type, held.lo), as_written(type, held.hi)};
}

/// As it is held; nothing where it has more places than can be.
constexpr std::optional<std::int64_t> from_written(const Type& type,
                                                   std::int64_t written) noexcept {
  if (type.kind != Kind::percent) return written;
  if (written % 100 != 0) return std::nullopt;
  return written / 100;
}

}  // namespace entitle::value
