// Loads the tables that rules name, once each, through the caller's loader, and splits them into
// cells.
#include "check/tables.hpp"

#include <utility>

#include "text/utf8.hpp"

namespace entitle::check {
namespace {

// Some programs quote every cell, spaces and all; around a name, a day or a number they mean
// nothing.
void trim(text::CsvRow& row) {
  for (text::CsvCell& cell : row.cells) cell.text = std::string(text::trimmed(cell.text));
}

}  // namespace

const text::CsvTable* Tables::find(const std::string& name, text::Place place) {
  const auto [entry, added] = tables_.try_emplace(name);
  if (added) {
    std::optional<std::string> bytes = loader_ ? loader_(name) : std::nullopt;
    if (!bytes) {
      report_.report(text::Code::table_not_found, place, {name});
    } else {
      const text::FileId file =
          sources_.add(name, std::move(*bytes), sources_[place.file].language(), text::Form::table);
      text::CsvTable table = text::read_csv(sources_, file, report_);
      trim(table.header);
      for (text::CsvRow& row : table.rows) trim(row);
      if (!table.header.cells.empty()) entry->second = std::move(table);
    }
  }
  return entry->second ? &*entry->second : nullptr;
}

}  // namespace entitle::check
