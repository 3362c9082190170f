// How the benchmark of whole tables is called.
#pragma once

#include <cstdint>
#include <string>

#include "timing.hpp"

namespace bench {

/// The seed of all households.
inline constexpr std::uint64_t seed = 1;

struct Options {
  std::string rules;
  std::string json;
  std::string files;
  std::string stream;  ///< of the process that is started to see its memory: the tables' folder
  std::string only;  ///< the key of the one work in memory, or of single households, that is timed;
                     ///< empty: all
  std::uint64_t households = 0;
  bool quick = false;
  bool full = false;
  bool processor_time = false;
  bool check_only = false;
  /// What one-thread work in memory is timed by.
  Clock clock() const { return processor_time ? Clock::processor : Clock::wall; }
  int rounds() const { return quick ? 2 : 5; }
};

/// errors: std::invalid_argument.
Options parse(int argc, char** argv);
extern const char* const usage;

}  // namespace bench
