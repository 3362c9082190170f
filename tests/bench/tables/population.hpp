// Some households of the workload as columns, with what the oracle says of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "programs.hpp"

namespace workload {

struct Population {
  std::uint64_t seed = 1;
  std::uint64_t first = 0;  ///< number of the first household
  Columns columns;
  Tally tally;
  std::vector<Hit> hits;  ///< ascending
};

/// Draws households `first` .. `first + households - 1` and lets the oracle decide them.
Population draw(std::uint64_t seed, std::uint64_t first, std::uint64_t households);

/// In what some hits, in whatever order, are not the oracle's: the first that differs; empty where
/// they are.
std::string difference(const Population& population, std::vector<Hit> hits);

/// What the oracle must say of the first 10,000 and 1,000,000 households of seed 1, as
/// ../WORKLOAD.md prints it; nothing of other numbers.
const Tally* published(std::uint64_t households);

}  // namespace workload
