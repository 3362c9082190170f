// Reads rows of borrowed columns that have been found: into a block, or, where something is not
// taken, into rejections with table, row and column. A household of which anything is not taken is
// rejected whole.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "io/column_feed.hpp"

namespace entitle::io {

/// Rows of a feed's own table that follow each other in one batch.
struct FeedRows {
  std::shared_ptr<const ColumnBatch> batch;
  std::uint64_t row = 0;
  std::uint32_t count = 0;
};

/// The rows of some households.
struct ColumnPiece {
  std::vector<std::vector<FeedRows>> feeds;  ///< by feed
};

void read_column_rows(const Intake& intake, const TableOptions& options,
                      std::span<const ColumnTable> tables, const ColumnPiece& piece,
                      TableBlock& out);

}  // namespace entitle::io
