// Ages in full years: how old whoever was born on a day is on another, and who is as old as that.
// On the birthday itself a person is a year older; whoever was born on 29 February is so on 28
// February of a common year (民法典 第202条: the month's last day where there is no such day).
#pragma once

#include <cstdint>

#include "entitle/date.hpp"
#include "value/interval.hpp"

namespace entitle::value {

/// Full years from `birth` to `day`; negative before the birth.
[[nodiscard]] int age_on(Date birth, Date day) noexcept;

/// The last day of birth of those who are at least `years` old on `day`.
[[nodiscard]] Date youngest_birth(int years, Date day) noexcept;

/// The ages on `day` of those born within `births` (days since 1970-01-01), in ten-thousandths; no
/// further than `range`.
[[nodiscard]] Interval ages_of(Interval births, Date day, Interval range) noexcept;

/// The days of birth of those whose age on `day` is within `ages` (ten-thousandths of years).
[[nodiscard]] Interval births_of(Interval ages, Date day) noexcept;

}  // namespace entitle::value
