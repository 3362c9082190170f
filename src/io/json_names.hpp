// How kinds of values and periods of money are called in every JSON that is written.
#pragma once

#include <cstddef>
#include <string_view>

#include "entitle/determination.hpp"

namespace entitle::io {

inline std::string_view json_name(Value::Kind kind) {
  constexpr std::string_view names[] = {"nothing", "yes_no", "number", "percent", "money", "date",
                                        "years",   "months", "days",   "choice",  "text"};
  return names[static_cast<std::size_t>(kind)];
}

/// Empty for an amount as such.
inline std::string_view json_name(Period period) {
  constexpr std::string_view names[] = {"", "once", "month", "year"};
  return names[static_cast<std::size_t>(period)];
}

}  // namespace entitle::io
