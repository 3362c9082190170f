// Says everything that is wrong with a profile as JSON, as a service would answer it, and throws
// nothing: every step has a try_ form that returns a value or the diagnostics. Called as:
// errors_as_json RULESET PROFILE.json; prints the determination, or the list of what is wrong.
#include <entitle/entitle.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

int wrong(const std::vector<entitle::Diagnostic>& diagnostics) {
  std::cout << "{\"errors\": " << to_json(diagnostics, 2) << "}\n";
  return 1;
}

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::ifstream file(argv[2]);
  const std::string json{std::istreambuf_iterator<char>(file), {}};

  const auto rules = entitle::Ruleset::try_load(argv[1]);
  if (!rules) return wrong(rules.diagnostics);
  const auto family = rules.value->try_profile(json, entitle::Language::en, "request");
  if (!family) return wrong(family.diagnostics);
  const auto determination = rules.value->try_evaluate(*family.value, entitle::Date(2021, 9, 1));
  if (!determination) return wrong(determination.diagnostics);
  std::cout << determination.value->json(2) << '\n';
}
