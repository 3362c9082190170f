// The workload end to end, from files to a file, as `entitle batch` reads and writes them; what
// reading alone costs; and how much memory a process of its own needs for it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "programs.hpp"

namespace bench {

/// Loads the rules of a folder and decides households.csv and members.csv of another on one thread
/// into a file of answers. Gives the counts and sums of whoever certainly qualifies.
/// errors: std::runtime_error where the tables cannot be read or a row is not taken.
workload::Tally batch_of_csv(const std::string& rules, const std::string& folder,
                             const std::string& output);
/// The same from households.ndjson; nothing where the library does not take such a table.
std::optional<workload::Tally> batch_of_ndjson(const std::string& rules, const std::string& folder,
                                               const std::string& output);

/// How many bytes of values simdjson reads in an NDJSON file, deciding nothing; nothing where it is
/// not built in. errors: std::runtime_error where it is no NDJSON.
std::optional<std::uint64_t> read_by_simdjson(const std::string& path);

/// The most memory that this process has had resident, in MB; nothing where the system does not
/// say.
std::optional<double> peak_memory();

}  // namespace bench
