// Parsing, checking and lowering of generated rulesets.
#include "differential/compile.hpp"

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "check/check.hpp"
#include "syntax/parse.hpp"
#include "text/report.hpp"
#include "text/source.hpp"

namespace entitle::differential {

std::unique_ptr<Compiled> compile(const Ruleset& ruleset, std::string* why) {
  auto sources = std::make_shared<text::SourceSet>();
  text::Report report(*sources);
  const text::FileId file = sources->add("generated.rules", ruleset.text());
  std::vector<syntax::File> files;
  files.push_back(syntax::parse((*sources)[file], file, report));
  const std::map<std::string, std::string> tables = ruleset.tables();
  const auto loader = [&](std::string_view name) -> std::optional<std::string> {
    const auto found = tables.find(std::string(name));
    return found == tables.end() ? std::nullopt : std::optional(found->second);
  };
  std::optional<model::Model> model = check::check(files, sources, loader, report);
  if (why != nullptr)
    for (const Diagnostic& diagnostic : report.diagnostics())
      if (diagnostic.severity == Severity::error) *why += to_text(diagnostic);
  if (!model || report.has_errors()) return nullptr;
  model->sources = std::move(sources);
  const std::optional<Date> as_of = Date::parse(ruleset.as_of);
  auto compiled =
      std::make_unique<Compiled>(Compiled{std::move(*model), {}, as_of.value_or(Date{})});
  compiled->plan = plan::lower(compiled->model);
  return compiled;
}

}  // namespace entitle::differential
