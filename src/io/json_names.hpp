// How kinds of values and periods of money are called in every JSON that is written.
#pragma once

#include <cstddef>

#include "entitle/determination.hpp"
#include "io/json_writer.hpp"

namespace entitle::io {

inline const JsonWord& json_name(Value::Kind kind) {
  static constexpr JsonWord names[] = {"nothing", "yes_no", "number", "percent", "money", "date",
                                       "years",   "months", "days",   "choice",  "text"};
  return names[static_cast<std::size_t>(kind)];
}

/// Empty for an amount as such.
inline const JsonWord& json_name(Period period) {
  static constexpr JsonWord names[] = {"", "once", "month", "year"};
  return names[static_cast<std::size_t>(period)];
}

}  // namespace entitle::io
