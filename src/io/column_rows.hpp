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

/// The rows of one feed that belong to some households.
struct PieceRows {
  std::vector<FeedRows> runs;
  /// Of rows joined by keys: by household, and behind the last, the first that is its.
  std::vector<std::uint32_t> first;
  std::uint32_t count() const {
    std::uint32_t rows = 0;
    for (const FeedRows& run : runs) rows += run.count;
    return rows;
  }
};

/// The rows of some households.
struct ColumnPiece {
  std::vector<PieceRows> feeds;  ///< by feed
};

void read_column_rows(const Intake& intake, const TableOptions& options,
                      std::span<const ColumnTable> tables, const ColumnPiece& piece,
                      TableBlock& out);

}  // namespace entitle::io
