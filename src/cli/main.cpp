// The `entitle` command: reads its arguments, runs one subcommand, writes what it says.
#include <new>

#include "cli/commands.hpp"
#include "text/words.hpp"

namespace {

using namespace entitle::cli;

Exit run(const Request& request, Output& output) {
  switch (request.subcommand) {
    case Subcommand::check:
      return check(request, output);
    case Subcommand::evaluate:
      return evaluate(request, output);
    case Subcommand::test:
      return test(request, output);
    case Subcommand::describe:
      return describe(request, output);
    case Subcommand::explain:
      return explain(request, output);
    case Subcommand::format:
      return format(request, output);
    case Subcommand::batch:
      return batch(request, output);
    case Subcommand::none:
      break;
  }
  return Exit::wrong_usage;
}

}  // namespace

int main(int argc, char** argv) {
  Output output;
  Exit exit = Exit::fine;
  try {
    if (const std::optional<Request> request = parse(argc, argv, output, exit))
      exit = run(*request, output);
  } catch (const std::bad_alloc&) {
    const entitle::text::Words words = entitle::text::words(output.language);
    output.out.clear();
    output.err = words.fill(entitle::text::Word::command_fault,
                            {std::string(words.of(entitle::text::Word::command_out_of_memory))}) +
                 "\n";
    exit = Exit::wrong_input;
  }
  return static_cast<int>(write(output, exit));
}
