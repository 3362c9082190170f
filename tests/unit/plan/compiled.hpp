// Rule text to a plan, for tests of plan/ and run/: a ruleset of one file, its tables in memory.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/check.hpp"
#include "plan/plan.hpp"
#include "syntax/parse.hpp"
#include "text/report.hpp"
#include "text/source.hpp"

namespace compiled {

struct Compiled {
  entitle::model::Model model;
  entitle::plan::Plan plan;
};

inline const std::string head = R"(# language: en
ruleset test version 0.1
document law
  number "1"
)";

/// Compiles `head` and `body`; the test fails where they are wrong.
inline std::unique_ptr<Compiled> compile(const std::string& body,
                                         const std::map<std::string, std::string>& tables = {}) {
  using namespace entitle;
  auto sources = std::make_shared<text::SourceSet>();
  text::Report report(*sources);
  const text::FileId file = sources->add("test.rules", head + body);
  std::vector<syntax::File> files;
  files.push_back(syntax::parse((*sources)[file], file, report));
  const auto loader = [&](std::string_view name) -> std::optional<std::string> {
    const auto found = tables.find(std::string(name));
    return found == tables.end() ? std::nullopt : std::optional(found->second);
  };
  std::optional<model::Model> model = check::check(files, sources, loader, report);
  REQUIRE_MESSAGE(model.has_value(), to_text(report.diagnostics()));
  auto made = std::make_unique<Compiled>(Compiled{std::move(*model), {}});
  made->plan = plan::lower(made->model);
  return made;
}

}  // namespace compiled
