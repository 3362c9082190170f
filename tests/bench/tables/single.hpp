// The workload's households one at a time, as an embedder decides them: profiles built typed, an
// Evaluator that is reused.
#pragma once

#include <cstdint>
#include <vector>

#include "entitle/ruleset.hpp"
#include "programs.hpp"

namespace bench {

/// The profiles of the first households of a seed, all facts known, members listed in full.
std::vector<entitle::Profile> profiles(const entitle::Ruleset& ruleset, std::uint64_t seed,
                                       std::uint64_t households);

/// Who qualifies for what, by Evaluator::decide household by household.
std::vector<workload::Hit> decide_singly(const entitle::Ruleset& ruleset,
                                         const std::vector<entitle::Profile>& profiles);

}  // namespace bench
