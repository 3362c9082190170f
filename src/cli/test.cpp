// `entitle test`: runs the examples that stand in the rules, of one ruleset or of several, and
// shows those that do not hold.
#include <algorithm>

#include "cli/commands.hpp"
#include "io/files.hpp"
#include "render/layout.hpp"
#include "syntax/parse.hpp"
#include "text/words.hpp"

namespace entitle::cli {
namespace {

using text::Word;
using Paths = std::vector<std::string>;

bool names_a_ruleset(const std::string& path) {
  text::SourceSet sources;
  text::Report ignored(sources);
  std::optional<std::string> bytes = io::read_file(path, path, ignored);
  if (!bytes) return false;
  const text::FileId file = sources.add(path, std::move(*bytes));
  return syntax::parse(sources[file], file, ignored).ruleset.has_value();
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

/// Files make one ruleset together unless each of them names one; where only some do, those of each
/// folder belong together.
std::vector<Paths> rulesets_of_files(const Paths& files) {
  const auto named = std::count_if(files.begin(), files.end(), names_a_ruleset);
  std::vector<Paths> out;
  if (named <= 1) {
    out.push_back(files);
  } else if (static_cast<std::size_t>(named) == files.size()) {
    for (const std::string& file : files) out.push_back({file});
  } else {
    for (const std::string& file : files) {
      const auto beside = std::find_if(out.begin(), out.end(), [&](const Paths& other) {
        return folder_of(other.front()) == folder_of(file);
      });
      if (beside != out.end())
        beside->push_back(file);
      else
        out.push_back({file});
    }
  }
  return out;
}

/// What was named, as rulesets; each folder is one.
std::vector<Paths> rulesets_of(const Paths& paths) {
  std::vector<Paths> out;
  Paths files;
  for (const std::string& path : paths)
    if (io::is_folder(path))
      out.push_back({path});
    else
      files.push_back(path);
  if (!files.empty()) {
    const std::vector<Paths> more = rulesets_of_files(files);
    out.insert(out.end(), more.begin(), more.end());
  }
  return out;
}

struct Tally {
  std::vector<std::vector<std::string>> lines;
  std::size_t examples = 0;
  std::size_t failed = 0;
  std::size_t broken = 0;
};

std::string total(const Tally& tally, text::Words words) {
  const std::string rulesets = std::to_string(tally.lines.size());
  const std::string all = std::to_string(tally.examples);
  std::string said = tally.failed == 0 ? words.fill(Word::test_total_passed, {rulesets, all})
                                       : words.fill(Word::test_total_failed,
                                                    {rulesets, all, std::to_string(tally.failed)});
  return tally.broken == 0
             ? said
             : words.fill(Word::test_total_broken, {std::move(said), std::to_string(tally.broken)});
}

Exit test_one(const Request& request, Output& output) {
  const Result<Ruleset> rules = Ruleset::try_load(request.rules, request.language);
  if (!rules) {
    output.diagnostics(rules.diagnostics, request.diagnostics);
    return Exit::wrong_input;
  }
  if (request.diagnostics == Format::json) output.diagnostics({}, Format::json);
  const Language language = request.say(*rules.value, output);
  const TestReport report = rules.value->test(language);
  output.out = report.text(language, request.width);
  return report.all_passed() ? Exit::fine : Exit::wrong_input;
}

}  // namespace

Exit test(const Request& request, Output& output) {
  const std::vector<Paths> rulesets = rulesets_of(request.rules);
  if (rulesets.size() == 1) return test_one(request, output);
  std::vector<Result<Ruleset>> loaded;
  loaded.reserve(rulesets.size());
  for (const Paths& paths : rulesets) loaded.push_back(Ruleset::try_load(paths, request.language));
  const auto first = std::find_if(loaded.begin(), loaded.end(),
                                  [](const Result<Ruleset>& rules) { return bool(rules); });
  if (first != loaded.end()) request.say(*first->value, output);
  const Language language = output.language;
  const text::Words words = text::words(language);

  Tally tally;
  std::vector<Diagnostic> told;
  for (std::size_t i = 0; i < loaded.size(); ++i) {
    const std::string name = words.list(rulesets[i]);
    if (!loaded[i]) {
      const std::vector<Diagnostic>& diagnostics = loaded[i].diagnostics;
      ++tally.broken;
      tally.lines.push_back({name, std::string(words.of(Word::test_broken))});
      told.insert(told.end(), diagnostics.begin(), diagnostics.end());
      // The same file names stand in several folders.
      if (request.diagnostics == Format::text) output.err += name + "\n" + to_text(diagnostics);
      continue;
    }
    const TestReport report = loaded[i].value->test(language);
    tally.examples += report.examples.size();
    tally.failed += report.examples.size() - report.passed();
    if (!report.all_passed()) output.out += name + "\n" + report.failures(language, request.width);
    tally.lines.push_back({name, report.summary(language)});
  }
  if (request.diagnostics == Format::json) output.diagnostics(told, Format::json);
  render::Sheet sheet(request.width);
  std::vector<std::vector<std::string>> lines = tally.lines;
  lines.push_back({std::string(words.of(Word::test_total)), total(tally, words)});
  sheet.table(0, lines);
  output.out += sheet.take();
  return tally.failed == 0 && tally.broken == 0 ? Exit::fine : Exit::wrong_input;
}

}  // namespace entitle::cli
