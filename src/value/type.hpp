// The type of a value: its kind, with the period of money, the unit of a duration and the domain of
// a one-of. Which operator takes which types is check's knowledge, not this file's.
#pragma once

#include <cstdint>
#include <string>

#include "entitle/language.hpp"
#include "entitle/money.hpp"

namespace entitle::value {

using entitle::Period;

enum class Kind : std::uint8_t {
  yes_no,
  whole,
  decimal,
  percent,
  money,
  date,
  duration,
  choice,
  text,
};

enum class DurationUnit : std::uint8_t { years, months, days };

/// The type of a fact, parameter or expression.
struct Type {
  Kind kind = Kind::yes_no;
  Period period = Period::none;             ///< of money
  DurationUnit unit = DurationUnit::years;  ///< of durations
  std::int32_t choice_domain = -1;          ///< of one-ofs: which list of choices
  bool ratio = false;                       ///< an exact quotient, not yet rounded
  bool may_be_none = false;                 ///< the value may not apply

  [[nodiscard]] constexpr bool is_number() const noexcept {
    return kind == Kind::whole || kind == Kind::decimal || kind == Kind::percent ||
           kind == Kind::money || kind == Kind::duration;
  }
  /// Whether values have an order: numbers and dates.
  [[nodiscard]] constexpr bool is_ordered() const noexcept {
    return is_number() || kind == Kind::date;
  }

  [[nodiscard]] static constexpr Type of(Kind kind) noexcept {
    Type type;
    type.kind = kind;
    return type;
  }
  [[nodiscard]] static constexpr Type money(Period period) noexcept {
    Type type = of(Kind::money);
    type.period = period;
    return type;
  }
  [[nodiscard]] static constexpr Type duration(DurationUnit unit) noexcept {
    Type type = of(Kind::duration);
    type.unit = unit;
    return type;
  }
  [[nodiscard]] static constexpr Type choice(std::int32_t domain) noexcept {
    Type type = of(Kind::choice);
    type.choice_domain = domain;
    return type;
  }

  /// What people read: "money per month", "元/月".
  [[nodiscard]] std::string to_words(Language language) const;

  friend constexpr bool operator==(const Type&, const Type&) noexcept = default;
};

}  // namespace entitle::value
