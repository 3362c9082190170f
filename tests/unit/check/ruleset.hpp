// Checks rules written in a test: what the tests of the checker share. Texts and tables are given
// by name; nothing is read from disk but by golden().
#pragma once

#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "check/check.hpp"
#include "syntax/parse.hpp"
#include "text/report.hpp"

namespace entitle::check::test {

using Texts = std::map<std::string, std::string, std::less<>>;

struct Checked {
  std::shared_ptr<text::SourceSet> sources = std::make_shared<text::SourceSet>();
  text::Report report{*sources, Language::en};
  std::optional<model::Model> model;

  /// The numbers of what was reported, in order: "R0401 R0301".
  std::string codes() const {
    std::string all;
    for (const Diagnostic& diagnostic : report.diagnostics())
      all += (all.empty() ? "" : " ") + diagnostic.code;
    return all;
  }
  std::string said() const { return to_text(report.diagnostics()); }
};

inline std::unique_ptr<Checked> check_texts(const Texts& rules, const Texts& tables = {}) {
  auto result = std::make_unique<Checked>();
  std::vector<syntax::File> files;
  for (const auto& [name, bytes] : rules) {
    const text::FileId file = result->sources->add(name, bytes);
    files.push_back(syntax::parse((*result->sources)[file], file, result->report));
  }
  const Loader loader = [&](std::string_view name) -> std::optional<std::string> {
    const auto found = tables.find(name);
    if (found == tables.end()) return std::nullopt;
    return found->second;
  };
  result->model = check(files, result->sources, loader, result->report);
  return result;
}

inline std::string read_file(const std::string& path) {
  std::ifstream file(std::string(ENTITLE_SOURCE_DIR) + "/" + path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

/// Files of the repository, with the tables beside the first.
inline std::unique_ptr<Checked> check_files(const std::string& folder,
                                            const std::vector<std::string>& names) {
  auto result = std::make_unique<Checked>();
  std::vector<syntax::File> files;
  for (const std::string& name : names) {
    const text::FileId file = result->sources->add(name, read_file(folder + "/" + name));
    files.push_back(syntax::parse((*result->sources)[file], file, result->report));
  }
  const Loader loader = [&](std::string_view name) -> std::optional<std::string> {
    return read_file(folder + "/" + std::string(name));
  };
  result->model = check(files, result->sources, loader, result->report);
  return result;
}

/// A household with members and supporters, and a standard by area; what a test adds stands behind
/// it.
inline const std::string household = R"(# language: en
ruleset test version 1
document law number "1"
entity household {
  fact area : urban / 城镇 | rural / 农村
  fact income : money per month >= 0 元/月
  fact yearly : money per year >= 0 元/年
  fact savings : money >= 0 元
  fact share : percent 0..100
  fact factor : decimal 0..10
  fact rooms : whole number 0..20
  fact house : yes/no
  fact bought : date
  members : person, 1 to 30
}
entity person {
  fact age : years 0..120
  fact care : months 0..1200
  fact disability : none | visual | physical
  fact grade : whole number 1..4 only if disability is not none
  fact wage : money per month 0..100000 元/月
  fact pension : money per month >= 0 元/月 only if age >= 60 years
  supporters : supporter, 0 to 20
}
entity supporter {
  fact age : years 0..150
  fact able : yes/no
}
parameter monthly by area : money per month >= 0 元/月 from "monthly.csv"
)";
inline const Texts tables{{"monthly.csv",
                           "area,from,through,value,status,default,source\n"
                           "urban,2021-01-01,open,910,published,,a\n"
                           "*,2021-01-01,open,500..600,carried forward,assumed,\n"}};

inline std::unique_ptr<Checked> check_household(const std::string& more) {
  return check_texts({{"test.rules", household + more}}, tables);
}

}  // namespace entitle::check::test
