// `entitle describe`: lists the facts that the rules ask for, and what they give; or the schema of
// a profile.
#include "cli/commands.hpp"

namespace entitle::cli {

Exit describe(const Request& request, Output& output) {
  const Result<Ruleset> rules = Ruleset::try_load(request.rules, request.language);
  if (!rules) {
    output.diagnostics(rules.diagnostics, request.diagnostics);
    return Exit::wrong_input;
  }
  if (request.diagnostics == Format::json) output.diagnostics({}, Format::json);
  const Description description = rules.value->describe();
  const Language language = request.say(*rules.value, output);
  if (request.json_schema)
    output.out = rules.value->profile_schema() + "\n";
  else
    output.out = request.format == Format::json ? description.json(2) + "\n"
                                                : description.text(language, request.width);
  return Exit::fine;
}

}  // namespace entitle::cli
