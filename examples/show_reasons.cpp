// Walks the tree of reasons of each answer and prints it indented, with articles; then what to ask
// next, and the letter that a refusal would be. Called as: show_reasons RULESET PROFILE.json.
// Whoever needs no layout of his own takes Determination::text, markdown or json instead.
#include <entitle/entitle.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

constexpr auto zh = entitle::Language::zh;

void show(const entitle::Reason& reason, int depth) {
  constexpr const char* marks[] = {"no", "?", "yes", "does not apply"};
  std::cout << std::string(2 * depth, ' ') << marks[static_cast<int>(reason.truth)] << ' '
            << reason.label.zh;
  if (reason.left() && reason.right())
    std::cout << ": " << to_text(reason.left()->value, zh) << " | "
              << to_text(reason.right()->value, zh);
  for (const entitle::CitationRef& cited : reason.citations)
    std::cout << " [" << to_text(cited, zh) << ']';
  std::cout << '\n';
  for (const entitle::Reason& part : reason.parts) show(part, depth + 1);
}

int main(int argc, char** argv) try {
  if (argc != 3) return 2;
  std::ifstream file(argv[2]);
  const std::string json{std::istreambuf_iterator<char>(file), {}};
  const auto rules = entitle::Ruleset::load(argv[1]);
  const auto d = rules.evaluate(rules.profile(json), entitle::Date(2021, 9, 1));
  for (const entitle::Outcome& outcome : d.outcomes) {
    std::cout << outcome.label.zh << ' ' << outcome.recipient << ": " << to_string(outcome.status)
              << '\n';
    show(outcome.reason, 1);
  }
  std::cout << d.missing(zh) << d.letter(zh, d.programs[0].key, "卓玛女士").value_or("");
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
