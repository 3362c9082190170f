// Labels: a place in a source together with the line it stands in, copied so that the source may
// go.
#pragma once

#include <string>

#include "entitle/diagnostic.hpp"
#include "text/source.hpp"

namespace entitle::text {

/// A label for a place. Of a line of more than 120 code points only the part around the place is
/// quoted; what would disturb a terminal is replaced.
[[nodiscard]] Label make_label(const Source& source, Span span, bool primary, std::string text);

}  // namespace entitle::text
