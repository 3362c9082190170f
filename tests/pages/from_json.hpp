// A determination read back from its JSON, so that pages can be drawn, and the writer tried, from
// the files written by hand in tests/golden/determination. Throws where a key is not one that it
// knows: a contract that is only half read is none.
#pragma once

#include <string>
#include <string_view>

#include "entitle/determination.hpp"

namespace pages {

/// errors: std::exception of any kind for what is no determination.
entitle::Determination from_json(std::string_view json);

}  // namespace pages
