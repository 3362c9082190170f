// Intervals of ages turned into intervals of days.
#include "run/births.hpp"

#include <algorithm>

#include "value/age.hpp"

namespace entitle::run {

using value::Interval;

bool has_births(const model::Model& model) {
  return std::ranges::any_of(model.facts, [](const model::Fact& f) { return f.born.valid(); });
}

void narrow_births(Date day, std::span<const Date> facts_as_of, Frame& frame,
                   std::vector<Clash>& found) {
  for (std::uint32_t f = 0; f < frame.model().facts.size(); ++f) {
    const model::Fact& age = frame.model().facts[f];
    if (!age.born.valid()) continue;
    const FrameLevel& level = frame.level(age.entity);
    const FactColumn& ages = frame.fact(model::FactId{f});
    FactColumn& born = frame.fact(age.born);
    const Interval allowed = value::births_of(age.range, day);
    for (std::uint32_t r = 0; r < level.rows; ++r) {
      if (level.ghost[r] == 0) {
        Interval days = allowed;
        if (ages.given(r))
          days =
              value::meet(days, value::births_of(ages.number(r), facts_as_of[level.household[r]]));
        days = value::meet(days, born.number(r));
        if (days.empty()) {
          found.push_back({level.household[r], model::FactId{f}, r, Interval::nothing()});
          continue;
        }
        born.set_given(r);
        born.set_number(r, days);
      }
    }
    born.look_again();
  }
}

}  // namespace entitle::run
