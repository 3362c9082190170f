// The CSV tables of a ruleset: each is loaded and read once, whoever names it. What their columns
// mean stands in domains.cpp and parameters.cpp.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "text/csv.hpp"
#include "text/report.hpp"
#include "text/source.hpp"

namespace entitle::check {

class Tables {
 public:
  Tables(text::SourceSet& sources,
         const std::function<std::optional<std::string>(std::string_view)>& loader,
         text::Report& report)
      : sources_(sources), loader_(loader), report_(report) {}

  /// The table of that name, or null where it cannot be had or read; that is reported once, at
  /// `place` (which names it).
  const text::CsvTable* find(const std::string& name, text::Place place);
  /// A table whose bytes are had already; null where it cannot be read, which is reported.
  const text::CsvTable* add(const std::string& name, std::string bytes, Language language);

 private:
  text::SourceSet& sources_;
  const std::function<std::optional<std::string>(std::string_view)>& loader_;
  text::Report& report_;
  std::unordered_map<std::string, std::optional<text::CsvTable>> tables_;
};

}  // namespace entitle::check
