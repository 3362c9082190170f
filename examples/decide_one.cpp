// Decides one household and prints a line for each answer: program, whom it is for, status, amount.
// Called as: decide_one RULESET PROFILE.json 2021-09-01. Whatever is wrong with the input is thrown
// as one entitle::Error whose what() says all of it; errors_as_json.cpp does without exceptions.
#include <entitle/entitle.hpp>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main(int argc, char** argv) try {
  const auto day = argc == 4 ? entitle::Date::parse(argv[3]) : std::nullopt;
  if (!day) {
    std::cerr << "usage: decide_one RULESET PROFILE.json DATE\n";
    return 2;
  }
  std::ifstream file(argv[2]);
  const std::string json{std::istreambuf_iterator<char>(file), {}};

  const auto rules = entitle::Ruleset::load(argv[1]);
  const auto family = rules.profile(json);
  const auto determination = rules.evaluate(family, *day);
  for (const entitle::Outcome& outcome : determination.outcomes) {
    std::cout << outcome.label.en << '\t'
              << (outcome.recipient.empty() ? "household" : outcome.recipient) << '\t'
              << to_string(outcome.status);
    if (outcome.amount) std::cout << '\t' << to_text(*outcome.amount, entitle::Language::en);
    std::cout << '\n';
  }
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
