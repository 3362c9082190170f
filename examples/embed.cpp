// The shortest program that decides something: reads a ruleset and one household's profile, and
// prints in Chinese what the household is entitled to. Called as: embed RULESET PROFILE.json. What
// it leaves out is a program's own error handling: here whatever is wrong with the input ends the
// program with all of it said.
#include <entitle/entitle.hpp>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int main(int argc, char** argv) try {
  if (argc != 3) {
    std::cerr << "usage: embed RULESET PROFILE.json\n";
    return 2;
  }
  std::ifstream file(argv[2]);
  const std::string json{std::istreambuf_iterator<char>(file), {}};

  const auto rules = entitle::Ruleset::load(argv[1]);
  const auto family = rules.profile(json);
  const auto determination = rules.evaluate(family, entitle::Date(2021, 9, 1));
  std::cout << determination.text(entitle::Language::zh);
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
