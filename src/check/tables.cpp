// Loads the tables that rules name, once each, through the caller's loader, and splits them into
// cells.
#include "check/tables.hpp"

#include <utility>

namespace entitle::check {

const text::CsvTable* Tables::find(const std::string& name, text::Place place) {
  const auto [entry, added] = tables_.try_emplace(name);
  if (added) {
    std::optional<std::string> bytes = loader_ ? loader_(name) : std::nullopt;
    if (!bytes) {
      report_.report(text::Code::table_not_found, place, {name});
    } else {
      const text::FileId file =
          sources_.add(name, std::move(*bytes), sources_[place.file].language());
      text::CsvTable table = text::read_csv(sources_, file, report_);
      if (!table.header.cells.empty()) entry->second = std::move(table);
    }
  }
  return entry->second ? &*entry->second : nullptr;
}

}  // namespace entitle::check
