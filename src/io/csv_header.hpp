// What the columns of one CSV table mean: read from its header, against what the entity declares.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/cell_text.hpp"
#include "io/intake.hpp"
#include "io/table_source.hpp"
#include "text/report.hpp"

namespace entitle::io {

struct CsvColumn {
  enum class Use : std::uint8_t {
    ignored,
    key,       ///< of the row itself, or of the row of an entity above that it belongs to
    fact,      ///< `cell` reads it
    record,    ///< of a program: yes, no or how much; `cell` reads yes or no, `amount` how much
    complete,  ///< whether the elements of `collection` are all listed
  };
  Use use = Use::ignored;
  std::string name;
  model::EntityId entity;  ///< key: whose
  model::CollectionId collection;
  std::uint32_t cell = 0;
  std::uint32_t amount = no_cell;
  static constexpr std::uint32_t no_cell = 0xFFFF'FFFF;
};

struct CsvHeader {
  static constexpr std::uint32_t no_column = 0xFFFF'FFFF;
  std::vector<CsvColumn> columns;
  std::vector<CellText> cells;
  std::vector<std::uint32_t> key_of;  ///< by entity: its key's column; no_column
};

/// Reads a header row. `joined`: whether other tables are joined to this one, or this one to
/// another, so that it needs keys.
CsvHeader read_header(const Intake& intake, model::EntityId entity,
                      const std::vector<std::string_view>& names, const std::string& file,
                      bool ignore_extra, text::Report& report);

}  // namespace entitle::io
