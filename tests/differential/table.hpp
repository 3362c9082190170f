// Random tables: households one below the other as an analyst has them, runs of which much is known
// beside runs of which little is, so that a column is known in some chunks and open in others; and
// the block that the library decides them from.
#pragma once

#include <cstdint>
#include <vector>

#include "differential/completions.hpp"
#include "differential/random.hpp"
#include "model/model.hpp"
#include "run/block.hpp"
#include "run/household.hpp"

namespace entitle::differential {

using Table = std::vector<run::Household>;

/// From 0 to 40 households, all of which a CSV can say. A few may contradict themselves.
Table draw_table(const model::Model& model, const Corners& corners,
                 const reference::CellRanges& cells, Random& random);

/// By entity the rows of a household in the order of columns: the elements of each parent together.
std::vector<std::vector<std::uint32_t>> order_of(const model::Model& model,
                                                 const run::Household& household);

/// The table as columns.
void fill(const model::Model& model, const Table& table, run::Block& block);

}  // namespace entitle::differential
