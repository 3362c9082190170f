// A calendar day. Counts days from 1970-01-01 in the proleptic Gregorian calendar; knows nothing of
// time zones, clocks or working days.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "entitle/export.hpp"

namespace entitle {
inline namespace v0 {

/// One day of the proleptic Gregorian calendar.
/// shape: four bytes, trivially copyable; a default Date is 1970-01-01.
class ENTITLE_API Date {
 public:
  constexpr Date() = default;

  /// Makes the day `year`-`month`-`day`.
  /// errors: std::out_of_range for a day that does not exist or a year outside 1..9999.
  Date(int year, unsigned month, unsigned day);

  /// The day written as "2021-03-01" or "2021/3/1": a year of four digits, month and day of one or
  /// two. Nothing for any other text, or for a day that does not exist.
  static std::optional<Date> parse(std::string_view text);

  /// The day `days` after 1970-01-01; any number is a day, also outside the years 1..9999.
  static constexpr Date from_days(std::int32_t days) noexcept {
    Date date;
    date.days_ = days;
    return date;
  }

  /// Days since 1970-01-01.
  [[nodiscard]] constexpr std::int32_t days() const noexcept { return days_; }

  [[nodiscard]] int year() const noexcept;
  [[nodiscard]] unsigned month() const noexcept;
  [[nodiscard]] unsigned day() const noexcept;

  /// "2021-03-01".
  [[nodiscard]] std::string iso() const;

  friend constexpr auto operator<=>(Date, Date) noexcept = default;

 private:
  std::int32_t days_ = 0;
};

/// Whether `year`-`month`-`day` is a day of the calendar, within the years 1..9999.
[[nodiscard]] ENTITLE_API bool is_valid_date(int year, unsigned month, unsigned day) noexcept;

}  // namespace v0
}  // namespace entitle
