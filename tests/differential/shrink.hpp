// Makes a failure small enough to read: takes pieces away from a ruleset and a household as long as
// something still fails.
#pragma once

#include <functional>

#include "differential/ruleset.hpp"
#include "model/model.hpp"
#include "run/household.hpp"

namespace entitle::differential {

/// `fails` says whether a candidate still fails; one that does not compile does not. Gives up after
/// `tries` candidates.
Ruleset shrink(Ruleset ruleset, const std::function<bool(const Ruleset&)>& fails, int tries);
run::Household shrink(const model::Model& model, run::Household household,
                      const std::function<bool(const run::Household&)>& fails, int tries);

}  // namespace entitle::differential
