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
  if (const auto entry = tables_.find(name); entry != tables_.end())
    return entry->second ? &*entry->second : nullptr;
  std::optional<std::string> bytes = loader_ ? loader_(name) : std::nullopt;
  if (bytes) return add(name, std::move(*bytes), sources_[place.file].language());
  tables_.try_emplace(name);
  report_.report(text::Code::table_not_found, place, {name});
  return nullptr;
}

const text::CsvTable* Tables::add(const std::string& name, std::string bytes, Language language) {
  std::optional<text::CsvTable>& entry = tables_[name];
  const text::FileId file = sources_.add(name, std::move(bytes), language, text::Form::table);
  text::CsvTable table = text::read_csv(sources_, file, report_);
  trim(table.header);
  for (text::CsvRow& row : table.rows) trim(row);
  if (table.header.cells.empty()) return nullptr;
  entry = std::move(table);
  return &*entry;
}

}  // namespace entitle::check
