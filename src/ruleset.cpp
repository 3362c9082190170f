// Loads rules: reads files, parses, checks and plans them; and answers what a ruleset is called.
#include "entitle/ruleset.hpp"

#include <algorithm>
#include <utility>

#include "check/check.hpp"
#include "entitle/version.hpp"
#include "io/files.hpp"
#include "ruleset_impl.hpp"
#include "syntax/parse.hpp"

namespace entitle {
inline namespace v0 {
namespace {

using text::Code;

// What a file that says nothing is spoken of in: a Word document names no language, but those
// beside it do.
Language usual_language(const text::SourceSet& sources) {
  for (text::FileId file = 0; file < sources.size(); ++file)
    if (const auto said = syntax::declared_language(sources[file])) return *said;
  return Language::en;
}

Result<Ruleset> compile(const std::shared_ptr<text::SourceSet>& sources, text::Report& report,
                        const check::Loader& loader, const std::vector<SourceFile>& standards) {
  std::vector<syntax::File> files;
  const auto count = static_cast<text::FileId>(sources->size());
  const Language usual = usual_language(*sources);
  for (text::FileId file = 0; file < count; ++file) {
    text::Source& source = (*sources)[file];
    source.set_language(syntax::declared_language(source).value_or(usual));
    if (!text::check_readable(*sources, file, report)) continue;
    if (source.text().find_first_not_of(" \t\r\n") == std::string_view::npos)
      report.report(Code::file_empty, text::Place{file, {}}, {source.name()});
    else
      files.push_back(syntax::parse(source, file, report));
  }
  std::optional<model::Model> model;
  std::vector<check::Overlay> overlays;
  overlays.reserve(standards.size());
  for (const SourceFile& table : standards) overlays.push_back({table.name, table.bytes});
  if (!files.empty()) model = check::check(files, sources, loader, report, std::move(overlays));
  Result<Ruleset> result;
  result.diagnostics = report.diagnostics();
  if (!model || report.has_errors()) return result;
  auto impl = std::make_shared<Ruleset::Impl>(std::move(*model));
  impl->standards = standards;
  result.value.emplace(std::move(impl));
  return result;
}

[[noreturn]] void fail(std::vector<Diagnostic> diagnostics) { throw Error(std::move(diagnostics)); }

}  // namespace

Ruleset::Impl::Impl(model::Model&& checked)
    : model(std::move(checked)),
      plan(plan::lower(model)),
      vocabulary(model),
      intake(model, vocabulary),
      catalogue(model) {
  for (const model::RuleId program : model.programs)
    program_keys.emplace_back(model[program].key());
  for (std::uint32_t e = 0; e < model.entities.size(); ++e) {
    const std::vector<model::FactId>& facts = model.entities[e].facts;
    for (std::uint32_t cell = 0; cell < facts.size(); ++cell)
      if (model[facts[cell]].supplies.valid())
        supplied_at.push_back({model[facts[cell]].supplies, {e}, cell});
  }
}

std::shared_ptr<const run::Tables> Ruleset::Impl::tables(Date as_of,
                                                         std::optional<Date> known_on) const {
  {
    const std::lock_guard lock(mutex_);
    for (const auto& day : days_)
      if (day && day->as_of() == as_of && day->known_on() == known_on) return day;
  }
  auto made =
      std::make_shared<const run::Tables>(model, as_of, std::vector<model::Setting>(), known_on);
  const std::lock_guard lock(mutex_);
  days_[next_day_] = made;
  next_day_ = (next_day_ + 1) % kept_days;
  return made;
}

std::shared_ptr<const Ruleset::Impl::Supplying> Ruleset::Impl::supplying(
    const run::Household& household) const {
  std::vector<model::DefinitionId> definitions;
  for (const SuppliedAt& at : supplied_at) {
    const auto given = [&](const run::Row& row) { return row.cells[at.cell].given; };
    if (std::ranges::any_of(household.entities[at.entity.index], given))
      definitions.push_back(at.definition);
  }
  return supplying(definitions);
}

std::shared_ptr<const Ruleset::Impl::Supplying> Ruleset::Impl::supplying(
    const std::vector<model::DefinitionId>& definitions) const {
  if (definitions.empty()) return nullptr;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& kept : supplying_)
      if (kept && kept->definitions == definitions) return kept;
  }
  auto made = std::make_shared<Supplying>(Supplying{definitions, model, {}});
  for (const model::DefinitionId id : definitions)
    made->model.facts[model[id].supplied.index].read = true;
  made->plan = plan::lower(made->model);
  const std::lock_guard lock(mutex_);
  supplying_[next_supplying_] = made;
  next_supplying_ = (next_supplying_ + 1) % kept_supplying;
  return made;
}

std::unique_ptr<run::Decider> Ruleset::Impl::take_decider() const {
  {
    const std::lock_guard lock(mutex_);
    if (!deciders_.empty()) {
      std::unique_ptr<run::Decider> decider = std::move(deciders_.back());
      deciders_.pop_back();
      return decider;
    }
  }
  return std::make_unique<run::Decider>(model, plan);
}

void Ruleset::Impl::give_back(std::unique_ptr<run::Decider> decider) const {
  const std::lock_guard lock(mutex_);
  if (deciders_.size() < kept_deciders) deciders_.push_back(std::move(decider));
}

Ruleset::Ruleset(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

Result<Ruleset> Ruleset::try_load(const std::vector<std::string>& paths,
                                  std::optional<Language> language) {
  return try_load(paths, LoadOptions{language, {}});
}

Result<Ruleset> Ruleset::try_load(const std::vector<std::string>& paths,
                                  const LoadOptions& options) {
  const std::optional<Language> language = options.language;
  const auto sources = std::make_shared<text::SourceSet>();
  text::Report report(*sources, language);
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    if (!io::is_folder(path)) {
      files.push_back(path);
      continue;
    }
    const std::vector<std::string> found = io::rule_files(path, report);
    files.insert(files.end(), found.begin(), found.end());
  }
  if (paths.empty()) report.report(Code::no_rule_files, {"."});
  const std::string folder = files.empty() ? std::string() : io::folder_of(files.front());
  for (const std::string& file : files) {
    // Names do not depend on where the folder is: they are part of the content hash and of every
    // determination.
    const std::string name = io::folder_of(file) == folder ? file.substr(folder.size()) : file;
    if (std::optional<std::string> bytes = io::read_file(file, file, report))
      sources->add(name, std::move(*bytes));
  }
  if (report.has_errors()) return {std::nullopt, report.diagnostics()};
  const auto loader = [&](std::string_view name) -> std::optional<std::string> {
    if (!io::stays_below(name)) return std::nullopt;
    text::SourceSet none;
    text::Report ignored(none);
    return io::read_file(folder + std::string(name), name, ignored);
  };
  return compile(sources, report, loader, options.standards);
}

Result<std::vector<SourceFile>> Ruleset::try_read_standards(const std::string& folder,
                                                            std::optional<Language> language) {
  text::SourceSet none;
  text::Report report(none, language);
  Result<std::vector<SourceFile>> result;
  std::vector<SourceFile> tables;
  for (const std::string& file : io::table_files(folder, report))
    if (std::optional<std::string> bytes = io::read_file(file, file, report))
      tables.push_back({file, std::move(*bytes)});
  result.diagnostics = report.diagnostics();
  if (!report.has_errors()) result.value = std::move(tables);
  return result;
}

Result<Ruleset> Ruleset::try_load(const std::string& path, std::optional<Language> language) {
  return try_load(std::vector<std::string>{path}, language);
}

Ruleset Ruleset::load(const std::string& path) {
  Result<Ruleset> result = try_load(path);
  if (!result) fail(std::move(result.diagnostics));
  return std::move(*result.value);
}

Result<Ruleset> Ruleset::try_compile(std::vector<SourceFile> files, const Loader& loader,
                                     std::optional<Language> language) {
  return try_compile(std::move(files), loader, LoadOptions{language, {}});
}

Result<Ruleset> Ruleset::try_compile(std::vector<SourceFile> files, const Loader& loader,
                                     const LoadOptions& options) {
  const auto sources = std::make_shared<text::SourceSet>();
  text::Report report(*sources, options.language);
  if (files.empty()) report.report(Code::no_rule_files, {"."});
  for (SourceFile& file : files) sources->add(std::move(file.name), std::move(file.bytes));
  const auto load = [&](std::string_view name) { return loader ? loader(name) : std::nullopt; };
  return compile(sources, report, load, options.standards);
}

Result<Ruleset> Ruleset::try_compile(const RulesetSources& sources) {
  const auto loader = [&](std::string_view name) -> std::optional<std::string> {
    const auto found = std::ranges::find(sources.tables, name, &SourceFile::name);
    if (found == sources.tables.end()) return std::nullopt;
    return found->bytes;
  };
  return try_compile(sources.files, loader, LoadOptions{std::nullopt, sources.standards});
}

RulesetSources Ruleset::sources() const {
  RulesetSources all;
  const text::SourceSet& read = *impl_->model.sources;
  // A table stands before those laid over it, also where both are called the same.
  for (text::FileId file = 0; file < read.size(); ++file)
    (read[file].form() == text::Form::table ? all.tables : all.files)
        .push_back({read[file].name(), std::string(read[file].original())});
  all.standards = impl_->standards;
  return all;
}

std::string_view Ruleset::name() const { return impl_->model.ruleset.key(); }
std::string_view Ruleset::version() const { return impl_->model.version; }
std::string_view Ruleset::content_hash() const { return impl_->model.content_hash; }
Text Ruleset::title() const { return impl_->catalogue.title(); }
Language Ruleset::language() const {
  const model::Place place = impl_->model.ruleset.place;
  return place.somewhere() ? (*impl_->model.sources)[place.file].language() : Language::en;
}
const std::vector<std::string_view>& Ruleset::programs() const { return impl_->program_keys; }

}  // namespace v0
}  // namespace entitle
