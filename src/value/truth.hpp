// The three truths and their logic. As bytes 0, 1, 2, so that `and` is the smaller and `or` the
// larger.
#pragma once

#include <cstdint>

namespace entitle::value {

/// What is known of a yes/no: false, unknown (either), true.
// NOLINTNEXTLINE(readability-identifier-naming): as the design writes them
enum class Truth : std::uint8_t { F = 0, U = 1, T = 2 };

[[nodiscard]] constexpr Truth truth(bool known) noexcept { return known ? Truth::T : Truth::F; }

[[nodiscard]] constexpr Truth and_(Truth a, Truth b) noexcept { return a < b ? a : b; }
[[nodiscard]] constexpr Truth or_(Truth a, Truth b) noexcept { return a < b ? b : a; }
[[nodiscard]] constexpr Truth not_(Truth a) noexcept {
  return static_cast<Truth>(2 - static_cast<std::uint8_t>(a));
}

/// What is known if it is `a` in some cases and `b` in the others.
[[nodiscard]] constexpr Truth hull(Truth a, Truth b) noexcept { return a == b ? a : Truth::U; }

[[nodiscard]] constexpr bool is_known(Truth a) noexcept { return a != Truth::U; }

}  // namespace entitle::value
