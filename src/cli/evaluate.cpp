// `entitle evaluate`: decides one household and shows the determination as a page or as JSON.
#include <cstdio>

#include "cli/commands.hpp"
#include "io/files.hpp"
#include "text/report.hpp"
#include "text/words.hpp"

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

/// Why there is no letter: no such program, nobody of that name, or several.
std::string no_letter(const Request& request, const Determination& d, Language language) {
  using text::Word;
  const text::Words words = text::words(language);
  std::vector<std::string> names;
  for (const ProgramInfo& program : d.programs) {
    if (program.key != request.program && program.label.zh != request.program &&
        program.label.en != request.program) {
      names.push_back(std::string(program.key));
      continue;
    }
    names.clear();
    for (std::uint32_t o = 0; o < program.outcomes; ++o) {
      const Outcome& outcome = d.outcomes[program.first_outcome + o];
      if (outcome.not_listed) continue;
      names.push_back(outcome.recipient.empty() ? std::to_string(outcome.recipient_number)
                                                : std::string(outcome.recipient));
    }
    const std::string label(program.label.in(language));
    if (names.empty()) return words.fill(Word::command_nobody, {label});
    return request.recipient.empty()
               ? words.fill(Word::command_which_recipient, {words.list(names)})
               : words.fill(Word::command_no_recipient, {label, words.list(names)});
  }
  return words.fill(Word::command_no_program,
                    {text::Argument(request.program).in(language), words.list(names)});
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
    case Format::html:
      output.out = determination.value->html(language);
      break;
    case Format::markdown:
      output.out = determination.value->markdown(language);
      break;
    case Format::letter: {
      const std::optional<std::string> letter =
          determination.value->letter(language, request.program, request.recipient, request.width);
      if (!letter) {
        output.err +=
            text::words(language).fill(text::Word::command_fault,
                                       {no_letter(request, *determination.value, language)}) +
            "\n";
        return Exit::wrong_usage;
      }
      output.out = *letter;
      break;
    }
    case Format::missing:
      output.out = determination.value->missing(language, request.width);
      break;
  }
  // As a page of its own it has nothing above it to stand apart from.
  if (output.out.starts_with('\n')) output.out.erase(0, 1);
  return Exit::fine;
}

}  // namespace entitle::cli
