// The units that may stand behind a number in a profile ("2400 元/月"), in either language, and
// which of them a type has.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "text/words.hpp"
#include "value/type.hpp"

namespace entitle::io {

/// The unit of that spelling.
[[nodiscard]] std::optional<text::Word> unit_named(std::string_view name);
[[nodiscard]] bool is_unit_of(const value::Type& type, text::Word unit);
/// Every spelling of the units of a type, each once; none where it has no unit.
[[nodiscard]] std::vector<std::string_view> units_of(const value::Type& type);

}  // namespace entitle::io
