// Decides many households in a loop and prints how many qualify for each program and for how much.
// Called as: decide_many RULESET, with a ruleset of the names used here. The profiles are built
// typed, without JSON; one Evaluator reuses its memory from household to household. For several
// threads, give each an Evaluator of its own: the Ruleset is shared.
#include <entitle/entitle.hpp>
#include <iostream>
#include <vector>

int main(int argc, char** argv) try {
  if (argc != 2) return 2;
  const auto rules = entitle::Ruleset::load(argv[1]);
  entitle::Evaluator evaluator(rules, {.questions = false});

  struct Sum {
    int qualifies = 0;
    int depends = 0;
    std::int64_t least = 0;  // in ten-thousandths of a yuan, as Decimal::units
  };
  std::vector<Sum> sums(rules.programs().size());
  for (int number = 0; number < 10'000; ++number) {
    entitle::Profile family = rules.new_profile();
    family.root().set("area", number % 3 == 0 ? "urban" : "rural");
    if (number % 10 != 0) family.root().set("income", entitle::Decimal(number % 3000));
    for (int member = 0; member <= number % 4; ++member)
      family.root().add("members").set("age", 20 * member + number % 40);
    for (const entitle::Answer& answer : evaluator.decide(family, entitle::Date(2021, 9, 1))) {
      Sum& sum = sums[answer.program];
      if (answer.status.depends()) ++sum.depends;
      if (!answer.status.is(entitle::Status::qualifies)) continue;
      ++sum.qualifies;
      if (answer.least) sum.least += answer.least->units();
    }
  }
  for (std::size_t p = 0; p < sums.size(); ++p)
    std::cout << rules.programs()[p] << ": " << sums[p].qualifies << " qualify, " << sums[p].depends
              << " depend, at least "
              << entitle::Decimal::from_units(sums[p].least).to_string(2, true) << '\n';
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
