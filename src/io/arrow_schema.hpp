// What the fields of an Arrow schema are: the tables of a feed, and where in an array the values of
// each of their columns stand. Fields of types that are not read are named, for the layout to
// refuse where they mean something.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entitle/arrow.hpp"
#include "io/column_feed.hpp"

namespace entitle::io {

/// The type of a field's values.
struct ArrowType {
  ColumnType type = ColumnType::none;
  std::int32_t scale = 0;
  std::optional<ColumnType> names;  ///< of a dictionary: of its names
};

/// Where the values of a column stand: in a child of the struct, or in two of a child's.
struct ArrowColumn {
  static constexpr std::int64_t none = -1;
  std::int64_t child = 0;
  bool range = false;
  ArrowType values;  ///< or of the least
  std::int64_t least = none;
  ArrowType upper;
  std::int64_t most = none;
};

/// Where a table's rows stand: in the struct itself, or in one that a list of the table above is
/// of.
struct ArrowLevel {
  std::int64_t children = 0;
  std::vector<ArrowColumn> columns;  ///< beside FeedTable::columns
  std::int64_t child = 0;            ///< of the table above: the list
  bool large = false;
};

struct ArrowLayout {
  std::vector<FeedTable> tables;
  std::vector<ArrowLevel> levels;  ///< beside `tables`
};

/// Reads the schema of a struct. Nothing where what is wrong was reported.
std::optional<ArrowLayout> read_arrow_schema(const Intake& intake, model::EntityId entity,
                                             const std::string& name, const ArrowSchema& schema,
                                             text::Report& report);

}  // namespace entitle::io
