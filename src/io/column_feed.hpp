// Where batches of borrowed columns come from, and what the columns of each table mean. A feed
// gives the rows of one table, with the tables that belong to it by lists, a batch after the other;
// every batch stays as it is for as long as somebody holds it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "entitle/diagnostic.hpp"
#include "entitle/language.hpp"
#include "entitle/table.hpp"
#include "io/column_cells.hpp"
#include "io/csv_header.hpp"
#include "io/intake.hpp"
#include "io/table_source.hpp"
#include "text/report.hpp"

namespace entitle::io {

/// Rows of the tables of one feed.
struct ColumnBatch {
  std::vector<Table> tables;  ///< beside ColumnFeed::tables()
  std::uint64_t first = 0;    ///< the number of the first row of the first table
  std::shared_ptr<void> owner;
};

/// A table as its feed gives it.
struct FeedTable {
  static constexpr std::uint32_t none = 0xFFFF'FFFF;
  model::EntityId entity;
  std::string name;                      ///< what rejections call it
  std::vector<Column> columns;           ///< names and types, without values
  std::vector<std::uint32_t> positions;  ///< by column: its number from 1
  std::vector<std::string> unread;       ///< by column: what it holds, where that is not read
  std::uint32_t above = none;            ///< of the feed's tables the one whose lists these are
  std::uint32_t list = 0;                ///< the number of the column that the lists stand in
  bool nested = false;                   ///< rows are told of by the row that they hang on
};

class ColumnFeed {
 public:
  virtual ~ColumnFeed() = default;
  /// The first is the feed's own; the others stand behind the ones above them.
  virtual const std::vector<FeedTable>& tables() const = 0;
  /// The next rows; null at the end, or where there is a failure.
  /// threads: one at a time.
  virtual std::shared_ptr<const ColumnBatch> next() = 0;
  virtual const std::optional<Diagnostic>& failure() const = 0;
};

/// What a table's columns mean.
struct ColumnTable {
  model::EntityId entity;
  std::uint32_t feed = 0;
  std::uint32_t place = 0;  ///< in the feed
  const FeedTable* shape = nullptr;
  CsvHeader header;  ///< beside the table's columns
  std::uint32_t key(model::EntityId of) const { return header.key_of[of.index]; }
};

/// Decimals that a column may have.
inline constexpr std::int32_t least_scale = -18;
inline constexpr std::int32_t most_scale = 36;

/// Sees that a column has the values it needs of so many rows; one without any value that is known
/// becomes one of nothing. False: it has not.
bool seal(Column& column, std::uint64_t rows);

/// Reads what the columns of all feeds mean; what is wrong with them is reported. The households'
/// table comes first, parents before what is below them.
std::vector<ColumnTable> read_layout(const Intake& intake,
                                     const std::vector<std::unique_ptr<ColumnFeed>>& feeds,
                                     const TableOptions& options, text::Report& report);

/// A feed over tables that hang together by lists, the first joined by keys or the households'.
std::unique_ptr<ColumnFeed> feed_of_tables(std::vector<FeedTable> shapes,
                                           std::vector<Table> tables);

/// A source over feeds, one of which has the households.
std::unique_ptr<TableSource> open_columns(const Intake& intake,
                                          std::vector<std::unique_ptr<ColumnFeed>> feeds,
                                          const TableOptions& options, text::Report& report);

}  // namespace entitle::io
