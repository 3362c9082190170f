// Runs the examples of a ruleset: builds the household that an example describes, and compares what
// was decided with what it expects. Decides nothing itself; how differences are shown is
// examples_text's.
#pragma once

#include <vector>

#include "entitle/examples.hpp"
#include "explain/catalogue.hpp"
#include "model/model.hpp"
#include "run/household.hpp"

namespace entitle::staff {

/// Where something was written; the file's name lives as long as the model's sources.
RulePlace place_of(const model::Model& model, const model::Place& place);

/// The household of an example, whose values check() has checked.
run::Household household_of(const model::Model& model, const model::Example& example);

/// The expectations that a determination does not meet. The texts point into the catalogue and its
/// model.
std::vector<Difference> differences(const explain::Catalogue& catalogue,
                                    const model::Example& example,
                                    const Determination& determination);

/// The lines of a reason that make it what it is, outermost first: of a refusal those that are not
/// met, of an open condition those that are open.
std::vector<const Reason*> decisive(const Reason& reason);

}  // namespace entitle::staff
