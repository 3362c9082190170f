// A caller that compiles with -fno-exceptions: rules, profile and decision through try_… alone,
// what is wrong as JSON, every page drawn. Called as: try_only RULESET PROFILE.json; prints the
// page.
#include <cstdio>
#include <entitle/entitle.hpp>
#include <fstream>
#include <iterator>
#include <string>

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::ifstream file(argv[2]);
  const std::string json{std::istreambuf_iterator<char>(file), {}};

  if (entitle::Ruleset::try_load("no/such/folder")) return 3;
  const entitle::Result<entitle::Ruleset> rules = entitle::Ruleset::try_load(std::string(argv[1]));
  if (!rules) return std::puts(to_text(rules.diagnostics).c_str()), 1;
  if (rules.value->try_profile("{\"nobody\": 1}")) return 4;
  const entitle::Result<entitle::Profile> family = rules.value->try_profile(json);
  if (!family) return std::puts(to_json(family.diagnostics).c_str()), 1;
  const entitle::Result<entitle::Determination> d =
      rules.value->try_evaluate(*family.value, entitle::Date(2021, 9, 1));
  if (!d) return std::puts(to_json(d.diagnostics).c_str()), 1;
  // What a caller's containers and ours share: vectors, optionals, strings, spans.
  std::size_t reasons = 0;
  for (const entitle::Outcome& outcome : d.value->outcomes) reasons += outcome.reason.parts.size();
  const bool letter = d.value->letter(entitle::Language::zh, d.value->programs[0].key).has_value();
  if (reasons == 0 || !letter || d.value->json().empty()) return 5;
  if (d.value->markdown(entitle::Language::en).empty()) return 6;
  std::fputs(d.value->text(entitle::Language::zh).c_str(), stdout);
  return 0;
}
