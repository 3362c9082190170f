// Reads the cells of rows that have been found: into columns, or, where something is not taken,
// into rejections with file, line and column. A household of which anything is not taken is
// rejected whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "io/csv_header.hpp"
#include "io/intake.hpp"
#include "io/table_source.hpp"

namespace entitle::io {

/// Bytes behind a piece that may be read.
inline constexpr std::size_t csv_padding = Separators::padding;

/// One table of a province.
struct CsvTable {
  TableFile file;
  CsvHeader header;
  std::uint32_t own_key = CsvHeader::no_column;   ///< column of the rows' own keys
  std::uint32_t root_key = CsvHeader::no_column;  ///< column of the households' keys
  bool gb18030 = false;
};

/// One diagnostic by itself.
Diagnostic said(Language language, text::Code code, const text::Arguments& arguments,
                std::string_view suggestion = {}, std::optional<text::Word> help = std::nullopt);

/// Fills `out` with the rows of a piece, table by table from the households down.
void read_csv_rows(const Intake& intake, const TableOptions& options,
                   std::span<const CsvTable> tables, const RawTables& raw, TableBlock& out);

}  // namespace entitle::io
