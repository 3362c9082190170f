// Ages and days of birth that belong together: an age that was given says within which days its
// owner was born, and so does the range that ages are declared to have.
#pragma once

#include <span>
#include <vector>

#include "entitle/date.hpp"
#include "model/model.hpp"
#include "run/frame.hpp"
#include "run/machine.hpp"

namespace entitle::run {

/// Whether a model counts ages from days of birth at all.
bool has_births(const model::Model& model);

/// Narrows the days of birth of households decided on `day` by the ages given, which are of the day
/// that `facts_as_of` has for each household of the frame. What leaves no day is added to `found`.
void narrow_births(Date day, std::span<const Date> facts_as_of, Frame& frame,
                   std::vector<Clash>& found);

}  // namespace entitle::run
