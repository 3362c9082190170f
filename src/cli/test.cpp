// `entitle test`: runs the examples that stand in the rules and shows those that do not hold.
#include "cli/commands.hpp"

namespace entitle::cli {

Exit test(const Request& request, Output& output) {
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

}  // namespace entitle::cli
