// Random boxes: what a caseworker may know of a household. Each is made by forgetting parts of a
// household drawn first, so that it has a completion and never contradicts itself.
#pragma once

#include <string>

#include "differential/completions.hpp"
#include "differential/random.hpp"
#include "model/model.hpp"
#include "run/household.hpp"

namespace entitle::differential {

/// A box: everything known, most of it, or next to nothing; values unknown, refused, ranges and
/// sets; collections complete, listed in part or unknown. A few (`small`) have little open and all
/// collections complete, so that they may be enumerated.
run::Household draw_box(const model::Model& model, const Corners& corners,
                        const reference::CellRanges& cells, bool small, Random& random);

/// The household of which everything is known at a point.
run::Household known_household(const model::Model& model, const reference::Point& point);

/// The same household under another model: facts, choices and collections are found by their names;
/// what has none is dropped.
run::Household carried_over(const model::Model& from, const run::Household& household,
                            const model::Model& to);

/// As a person would read it, for failures.
std::string describe(const model::Model& model, const run::Household& household);
std::string describe(const model::Model& model, const Completion& completion);

}  // namespace entitle::differential
