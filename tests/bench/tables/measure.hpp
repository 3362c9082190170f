// Fills in the figures. What is timed here has been checked before (agreement.hpp).
#pragma once

#include <string>

#include "figures.hpp"
#include "options.hpp"

namespace bench {

/// The columns in memory: by hand, and by the engine in every way. Gives the part of a processor
/// that was had meanwhile by what needs one.
double time_in_memory(const Options& options, Figures& figures);
/// Time against rows, and against rules.
void time_rows(const Options& options, Figures& figures);
void time_programs(const Options& options, Figures& figures);
/// One household at a time, and loading the rules.
void time_single(const Options& options, Figures& figures);
/// From the files of a folder, and the memory that a process of its own needs for them.
void time_ndjson(const Options& options, const std::string& folder, Figures& figures);
void time_csv(const Options& options, const std::string& folder, Figures& figures);

}  // namespace bench
