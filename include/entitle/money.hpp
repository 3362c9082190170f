// An amount of yuan with its period. Amounts of different periods are different things and are
// never added; converting between them is the engine's business.
#pragma once

#include <cstdint>

#include "entitle/decimal.hpp"

namespace entitle {
inline namespace v0 {

/// What an amount of money is paid or counted for.
enum class Period : std::uint8_t {
  none,   ///< an amount as such: savings, a price
  once,   ///< paid once
  month,  ///< each month
  year,   ///< each year
};

/// An amount of money.
/// units: yuan, in 10^-4, for each `period`.
struct Money {
  Decimal amount;
  Period period = Period::none;

  friend constexpr bool operator==(const Money&, const Money&) noexcept = default;
};

}  // namespace v0
}  // namespace entitle
