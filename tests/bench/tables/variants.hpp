// The workload's rules as they stand, and made into what else is measured: with every standard a
// range, and with copies of the programs that have other constants.
#pragma once

#include <string>

#include "entitle/ruleset.hpp"

namespace bench {

/// Compiles the rules of a folder with every standard from 1 % below to 1 % above.
/// errors: entitle::Error; std::runtime_error where the folder is not the workload's.
entitle::Ruleset rules_with_ranges(const std::string& folder);

/// Compiles them with `times` times the programs, the first twelve as they stand.
/// errors: likewise.
entitle::Ruleset rules_times(const std::string& folder, unsigned times);

}  // namespace bench
