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

namespace {

/// In every third ruleset, some definitions may be supplied.
void take_supplied(model::Model& model) {
  std::uint32_t chosen = 0;
  for (const char digit : model.content_hash.substr(0, 4))
    chosen = chosen * 7 + static_cast<std::uint32_t>(digit);
  if (chosen % 3 != 0) return;
  for (const model::Definition& definition : model.definitions)
    if (definition.supplied.valid() && (chosen = chosen * 5 + 3) % 2 == 0)
      model.facts[definition.supplied.index].read = true;
}

}  // namespace

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
  take_supplied(*model);
  const std::optional<Date> as_of = Date::parse(ruleset.as_of);
  auto compiled =
      std::make_unique<Compiled>(Compiled{std::move(*model), {}, as_of.value_or(Date{})});
  compiled->plan = plan::lower(compiled->model);
  return compiled;
}

}  // namespace entitle::differential
