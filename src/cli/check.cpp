// `entitle check`: reads rules and tables and says everything that is wrong with them.
#include "cli/commands.hpp"
#include "text/words.hpp"

namespace entitle::cli {

Exit check(const Request& request, Output& output) {
  const Result<Ruleset> rules = request.load();
  output.diagnostics(rules.diagnostics, request.diagnostics);
  if (!rules) return Exit::wrong_input;
  const Ruleset& ruleset = *rules.value;
  const Description description = ruleset.describe();
  std::size_t facts = 0;
  for (const EntityInfo& entity : description.entities) facts += entity.facts.size();
  const auto number = [](std::size_t count) { return std::to_string(count); };
  const Language language = request.say(ruleset, output);
  output.out = text::words(language).fill(
      text::Word::command_checked,
      {description.title.in(language), description.version, number(description.programs.size()),
       number(facts), number(description.parameters.size()), number(description.examples)});
  output.out += '\n';
  return Exit::fine;
}

}  // namespace entitle::cli
