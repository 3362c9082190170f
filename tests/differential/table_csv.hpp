// Tables as files, in the ways that people write them: columns in any order, a mark before the
// first byte or none, either line end, cells in quotation marks, numbers in groups of three, a
// column left out where nothing of it is known.
#pragma once

#include <string>
#include <vector>

#include "differential/random.hpp"
#include "differential/table.hpp"
#include "entitle/batch.hpp"

namespace entitle::differential {

/// The key of a household in a table, and of a row of run::Household::entities below it.
std::string household_key(std::size_t number);
std::string row_key(std::uint32_t row);

/// Writes a file for each entity into a folder; what batch is to be given. `copies`: how often the
/// households follow each other, each time under other keys.
std::vector<BatchTable> write_csv(const model::Model& model, const Table& table,
                                  std::uint32_t copies, const std::string& folder, Random& random);

}  // namespace entitle::differential
