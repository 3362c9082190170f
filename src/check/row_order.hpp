// Whether the rows of a parameter leave no day unsaid between them and never say two things of one
// day. The most specific row wins (fewest `*`), so only rows of equal specificity can contradict
// each other.
#pragma once

#include <cstdint>
#include <vector>

#include "check/context.hpp"

namespace entitle::check {

/// A row of the parameter, and where it is written.
struct PlacedRow {
  std::uint32_t row = 0;
  text::Place place;
};

/// Reports overlaps and, if `gaps`, days between two rows of the same keys of which neither says
/// anything. complexity: n log n in the rows, times the square of the number of patterns of `*` in
/// use.
void check_rows(Context& context, const model::Parameter& parameter,
                const std::vector<PlacedRow>& placed, bool gaps);

}  // namespace entitle::check
