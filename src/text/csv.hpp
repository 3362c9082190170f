// A CSV text as rows of cells, each with its place in the source: as spreadsheets save it, with
// quotes, quoted line breaks, a byte-order mark and CR LF. What the cells mean is the caller's
// business; what the text is written in is the Source's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/report.hpp"
#include "text/source.hpp"

namespace entitle::text {

/// Whether a cell says a word, in whichever language.
[[nodiscard]] bool is_word(std::string_view text, Word word);

/// One cell: its text without quotes and, if it was not quoted, without spaces (U+3000 too) around
/// it. The span has the quotes.
struct CsvCell {
  std::string text;
  Span span;
  bool quoted = false;
};

struct CsvRow {
  std::vector<CsvCell> cells;
  Span span;
  std::uint32_t line = 1;  ///< where it begins, from 1
};

struct CsvTable {
  /// No more cells than this are read of one text.
  static constexpr std::size_t max_cells = 1'000'000;

  FileId file = no_file;
  CsvRow header;
  std::vector<CsvRow>
      rows;  ///< each with as many cells as the header; rows of nothing are left out

  /// The column of that name.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
  /// The name of the column that a cell of one of the rows is in; empty for any other cell.
  [[nodiscard]] std::string_view column_of(const CsvCell& cell) const;
  [[nodiscard]] Place place(const CsvCell& cell) const { return {file, cell.span}; }
  [[nodiscard]] Place place(const CsvRow& row) const { return {file, row.span}; }
};

/// Reads a table whose first row names its columns. Whatever is wrong is reported; the rows that
/// are right are returned all the same.
[[nodiscard]] CsvTable read_csv(const SourceSet& sources, FileId file, Report& report);

}  // namespace entitle::text
