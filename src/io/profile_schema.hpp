// What a profile of a ruleset may hold, as a JSON Schema (draft 2020-12): for forms, and for checks
// where the library is not at hand. Left out, since a schema cannot say it: `only if`, ranges of
// numbers and days that are written as strings, and what only the facts together rule out.
#pragma once

#include <string>

#include "model/model.hpp"

namespace entitle::io {

/// `indent` spaces a level; 0: all in one line.
[[nodiscard]] std::string profile_schema(const model::Model& model, unsigned indent);

}  // namespace entitle::io
