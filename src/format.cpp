// Formats rule files, and translates them where all their names are known: parses, asks the checker
// what the names stand for, writes, and reads what was written again before it gives it away.
#include "entitle/format.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "check/check.hpp"
#include "io/files.hpp"
#include "model/print.hpp"
#include "syntax/format.hpp"
#include "syntax/parse.hpp"
#include "syntax/translate.hpp"
#include "text/report.hpp"

namespace entitle {
inline namespace v0 {
namespace {

using text::Code;
using text::Word;

std::optional<syntax::File> parse(text::SourceSet& sources, text::FileId file,
                                  text::Report& report) {
  const std::size_t errors = report.error_count();
  if (!text::check_readable(sources, file, report)) return std::nullopt;
  syntax::File tree = syntax::parse(sources[file], file, report);
  if (report.error_count() != errors) return std::nullopt;
  return tree;
}

/// The files of one ruleset, with what their names stand for.
class Rules {
 public:
  explicit Rules(const Ruleset::Loader& loader) : loader_(loader) {}

  text::FileId add(const SourceFile& file) { return sources_->add(file.name, file.bytes); }

  /// Parses and checks all. What is wrong is said elsewhere: by the formatter of syntax, by
  /// `entitle check` of the rest.
  void understand() {
    text::Report ignored(*sources_);
    std::vector<syntax::File> trees;
    const auto count = static_cast<text::FileId>(sources_->size());
    for (text::FileId file = 0; file < count; ++file)
      if (auto tree = parse(*sources_, file, ignored)) trees.push_back(std::move(*tree));
    const auto load = [&](std::string_view name) { return loader_ ? loader_(name) : std::nullopt; };
    if (const auto model = check::check(trees, sources_, load, ignored, {}, &twins_))
      meaning_ = model::print(*model);
  }

  [[nodiscard]] text::SourceSet& sources() { return *sources_; }
  [[nodiscard]] const syntax::TwinTable& twins() const { return twins_; }
  /// The printed model; empty where the rules do not check.
  [[nodiscard]] const std::string& meaning() const { return meaning_; }

 private:
  const Ruleset::Loader& loader_;
  std::shared_ptr<text::SourceSet> sources_ = std::make_shared<text::SourceSet>();
  syntax::TwinTable twins_;
  std::string meaning_;
};

class Formatting {
 public:
  Formatting(const std::vector<SourceFile>& files, std::optional<Language> into,
             const std::vector<SourceFile>& also, const Ruleset::Loader& loader)
      : files_(files), into_(into), also_(also), loader_(loader), rules_(loader) {
    for (const SourceFile& file : files) rules_.add(file);
    for (const SourceFile& file : also) rules_.add(file);
    if (into) rules_.understand();
  }

  FormatResult run() {
    for (text::FileId file = 0; file < files_.size(); ++file) one(file);
    keep_meaning();
    result_.diagnostics = report_.diagnostics();
    return std::move(result_);
  }

  /// How many names are used that nothing is known of.
  [[nodiscard]] std::size_t unresolved() const { return unresolved_; }

 private:
  void one(text::FileId file) {
    auto tree = parse(rules_.sources(), file, report_);
    if (!tree) {
      result_.complete = false;
      return;
    }
    FormattedFile formatted{files_[file].name, {}, tree->language, false};
    const std::optional<syntax::File> translated = translate(*tree, file);
    if (!write(translated ? *translated : *tree, file, formatted)) return;
    if (translated) originals_.emplace_back(result_.files.size(), std::move(*tree));
    result_.files.push_back(std::move(formatted));
    numbers_.push_back(file);
  }

  std::optional<syntax::File> translate(const syntax::File& tree, text::FileId file) {
    if (!into_) return std::nullopt;
    std::vector<syntax::Reference> open;
    syntax::File translated = syntax::translate(tree, *into_, rules_.twins(), open);
    if (open.empty()) return translated;
    unresolved_ += open.size();
    result_.complete = false;
    constexpr std::size_t most = 5;
    auto draft = report_.report(Code::not_translated, {file, open[0].span},
                                {files_[file].name, open[0].text});
    for (std::size_t i = 1; i < std::min(most, open.size()); ++i) draft.also({file, open[i].span});
    return std::nullopt;
  }

  bool write(const syntax::File& tree, text::FileId file, FormattedFile& formatted) {
    const text::Source& source = rules_.sources()[file];
    formatted.text = syntax::format(tree, source);
    formatted.language = tree.language;
    formatted.changed = formatted.text != files_[file].bytes;
    if (syntax::holds_the_same(formatted.text, tree, source)) return true;
    result_.complete = false;
    report_.report(Code::not_formatted, {file, {}}, {files_[file].name});
    return false;
  }

  /// Translated names may be taken for other things: then all stays in its own language.
  void keep_meaning() {
    if (rules_.meaning().empty() || originals_.empty()) return;
    Rules again(loader_);
    std::vector<SourceFile> all = files_;
    for (std::size_t i = 0; i < numbers_.size(); ++i)
      all[numbers_[i]].bytes = result_.files[i].text;
    for (const SourceFile& file : all) again.add(file);
    for (const SourceFile& file : also_) again.add(file);
    again.understand();
    if (again.meaning() == rules_.meaning()) return;
    result_.complete = false;
    for (const auto& [number, tree] : originals_) {
      const Word language = *into_ == Language::zh ? Word::language_zh : Word::language_en;
      report_.report(Code::translation_differs, {tree.source, {}},
                     {files_[tree.source].name, language});
      write(tree, tree.source, result_.files[number]);
    }
  }

  const std::vector<SourceFile>& files_;
  std::optional<Language> into_;
  const std::vector<SourceFile>& also_;
  const Ruleset::Loader& loader_;
  Rules rules_;
  text::Report report_{rules_.sources()};
  FormatResult result_;
  std::vector<text::FileId> numbers_;                            // of result_.files, in files_
  std::vector<std::pair<std::size_t, syntax::File>> originals_;  // of those translated
  std::size_t unresolved_ = 0;
};

/// The rule files beside these that are none of them.
std::vector<SourceFile> neighbours(const std::vector<SourceFile>& files) {
  text::SourceSet none;
  text::Report ignored(none);
  std::vector<std::string> folders;
  std::vector<SourceFile> found;
  for (const SourceFile& file : files) {
    const std::string folder = io::folder_of(file.name);
    if (std::find(folders.begin(), folders.end(), folder) != folders.end()) continue;
    folders.push_back(folder);
    for (const std::string& path : io::rule_files(folder.empty() ? "." : folder, ignored)) {
      const std::string name = folder.empty() ? path.substr(path.find('/') + 1) : path;
      const bool given = std::any_of(files.begin(), files.end(),
                                     [&](const SourceFile& one) { return one.name == name; });
      if (given) continue;
      if (auto bytes = io::read_file(path, path, ignored)) found.push_back({name, *bytes});
    }
  }
  return found;
}

}  // namespace

FormatResult format_rules(const std::vector<SourceFile>& files, std::optional<Language> into,
                          const std::vector<SourceFile>& also, const Ruleset::Loader& loader) {
  return Formatting(files, into, also, loader).run();
}

FormatResult format_paths(const std::vector<std::string>& paths, std::optional<Language> into) {
  text::SourceSet none;
  text::Report report(none, into);
  std::vector<std::string> names;
  for (const std::string& path : paths) {
    const std::vector<std::string> found =
        io::is_folder(path) ? io::rule_files(path, report) : std::vector<std::string>{path};
    for (const std::string& name : found)
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  std::vector<SourceFile> files;
  for (const std::string& name : names)
    if (auto bytes = io::read_file(name, name, report)) files.push_back({name, std::move(*bytes)});

  const std::string folder = files.empty() ? std::string() : io::folder_of(files.front().name);
  const Ruleset::Loader loader = [&](std::string_view name) -> std::optional<std::string> {
    if (!io::stays_below(name)) return std::nullopt;
    text::SourceSet no_sources;
    text::Report ignored(no_sources);
    return io::read_file(folder + std::string(name), name, ignored);
  };
  const std::vector<SourceFile> nothing;
  Formatting alone(files, into, nothing, loader);
  FormatResult result = alone.run();
  if (alone.unresolved() != 0) {
    const std::vector<SourceFile> also = neighbours(files);
    Formatting together(files, into, also, loader);
    FormatResult other = together.run();
    if (together.unresolved() < alone.unresolved()) result = std::move(other);
  }
  std::vector<Diagnostic> diagnostics = report.diagnostics();
  result.complete = result.complete && diagnostics.empty();
  diagnostics.insert(diagnostics.end(), result.diagnostics.begin(), result.diagnostics.end());
  result.diagnostics = std::move(diagnostics);
  return result;
}

Result<std::string> try_format_text(std::string_view rules, std::string_view name) {
  FormatResult formatted = format_rules({{std::string(name), std::string(rules)}});
  Result<std::string> result;
  if (!formatted.files.empty()) result.value = std::move(formatted.files.front().text);
  result.diagnostics = std::move(formatted.diagnostics);
  return result;
}

std::string format_text(std::string_view rules) {
  Result<std::string> result = try_format_text(rules);
  if (!result) throw Error(std::move(result.diagnostics));
  return std::move(*result.value);
}

}  // namespace v0
}  // namespace entitle
