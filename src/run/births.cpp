// Intervals of ages turned into intervals of days.
#include "run/births.hpp"

#include <algorithm>

#include "value/age.hpp"

namespace entitle::run {

using value::Interval;

bool has_births(const model::Model& model) {
  return std::ranges::any_of(model.facts, [](const model::Fact& f) { return f.born.valid(); });
}

void narrow_births(const model::Model& model, Date day, Household& household,
                   std::vector<Contradiction>& found) {
  for (std::uint32_t e = 0; e < model.entities.size(); ++e) {
    const std::vector<model::FactId>& facts = model.entities[e].facts;
    for (std::size_t f = 0; f < facts.size(); ++f) {
      const model::Fact& age = model[facts[f]];
      if (!age.born.valid()) continue;
      const auto birth =
          static_cast<std::size_t>(std::ranges::find(facts, age.born) - facts.begin());
      for (std::uint32_t r = 0; r < household.entities[e].size(); ++r) {
        std::vector<Cell>& cells = household.entities[e][r].cells;
        Cell& born = cells[birth];
        Interval days = value::births_of(age.range, day);
        if (cells[f].given)
          days = value::meet(
              days, value::births_of(cells[f].number, household.facts_as_of.value_or(day)));
        if (born.given) days = value::meet(days, born.number);
        if (days.empty()) {
          found.push_back({facts[f], r});
          continue;
        }
        born.given = true;
        born.number = days;
      }
    }
  }
}

}  // namespace entitle::run
