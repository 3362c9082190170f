// `entitle evaluate`: decides one household and shows the determination as a page or as JSON.
#include <cstdio>

#include "cli/commands.hpp"
#include "io/files.hpp"

namespace entitle::cli {
namespace {

std::optional<std::string> read_profile(const Request& request, Language language,
                                        std::vector<Diagnostic>& diagnostics) {
  text::SourceSet none;
  text::Report report(none, language);
  std::optional<std::string> bytes = request.profile == "-"
                                         ? io::read_stream(stdin, "-", report)
                                         : io::read_file(request.profile, request.profile, report);
  diagnostics = report.diagnostics();
  return bytes;
}

}  // namespace

Exit evaluate(const Request& request, Output& output) {
  std::vector<Diagnostic> diagnostics;
  const auto fail = [&](const std::vector<Diagnostic>& told) {
    output.diagnostics(told, request.diagnostics);
    return Exit::wrong_input;
  };
  const Result<Ruleset> rules = request.load();
  if (!rules) return fail(rules.diagnostics);
  const Ruleset& ruleset = *rules.value;
  const Language language = request.say(ruleset, output);

  const std::optional<std::string> json = read_profile(request, language, diagnostics);
  if (!json) return fail(diagnostics);
  const Result<Profile> profile = ruleset.try_profile(*json, language, request.profile);
  if (!profile) return fail(profile.diagnostics);
  const Result<Determination> determination =
      ruleset.try_evaluate(*profile.value, request.as_of, request.options, language);
  if (!determination) return fail(determination.diagnostics);

  if (request.diagnostics == Format::json) output.diagnostics({}, Format::json);
  switch (request.format) {
    case Format::json:
      output.out = determination.value->json(2) + "\n";
      break;
    case Format::text:
      output.out = determination.value->text(language, request.width);
      break;
    case Format::missing:
      output.out = determination.value->missing(language, request.width);
      break;
  }
  // As a page of its own it has nothing above it to stand apart from.
  if (output.out.starts_with('\n')) output.out.erase(0, 1);
  return Exit::fine;
}

}  // namespace entitle::cli
