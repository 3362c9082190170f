// Whether everything that is measured gives the right answers: with all facts known the oracle's,
// hit by hit and in sum; with facts missing or standards as ranges nothing that the full facts
// would not give. Any difference throws, before any speed is told.
#pragma once

#include <cstdint>
#include <string>

#include "engine.hpp"
#include "population.hpp"

namespace bench {

/// Of how many households what is tried; together they are all that is measured.
struct Extent {
  std::uint64_t seed = 1;
  std::uint64_t households = 0;
  std::uint64_t settled = 0;  ///< with 10 % of facts missing, cut until decided
  std::uint64_t singly = 0;
  std::uint64_t copies = 0;  ///< by the rules with copies of the programs
};

/// A tenth of the facts of the households from `first` on.
Missing tenth_missing(std::uint64_t seed, std::uint64_t first);

/// One fact of one row in each 1,024 households, the facts in turn; of fewer households than have
/// room for all facts in turn, in each so many that they do.
Missing one_missing(std::uint64_t first, std::uint64_t households);

/// `rules` is the folder of the rules, `folder` that of the households' files. What agrees is told
/// on standard output as it goes.
/// errors: std::runtime_error that says what differs.
void check_all(const std::string& rules, const std::string& folder, const Extent& extent);

}  // namespace bench
