// A household's facts are set by their names, choices by their words, as JSON would have them.
#include "single.hpp"

#include <algorithm>
#include <string>
#include <type_traits>

#include "engine.hpp"
#include "export.hpp"
#include "generate.hpp"

namespace bench {
namespace {

/// Sets one fact per call.
struct Setter {
  entitle::Record record;

  template <class T>
  void operator()(std::string_view name, const T& value) {
    if constexpr (std::is_same_v<T, workload::Money>)
      record.set(name, entitle::Decimal::from_units(value));
    else if constexpr (std::is_same_v<T, workload::Flag>)
      record.set(name, value == workload::Flag::yes);
    else if constexpr (std::is_enum_v<T>)
      record.set(name, std::string_view(workload::text(value)));
    else
      record.set(name, std::int32_t{value});
  }
};

}  // namespace

std::vector<entitle::Profile> profiles(const entitle::Ruleset& ruleset, std::uint64_t seed,
                                       std::uint64_t households) {
  std::vector<entitle::Profile> made;
  for (std::uint64_t i = 0; i < households; ++i) {
    const workload::Family family = workload::generate(seed, i);
    entitle::Profile& profile = made.emplace_back(ruleset.new_profile());
    workload::each_household_fact(Setter{profile.root()}, family.household);
    for (const workload::Member& member : family.members())
      workload::each_member_fact(Setter{profile.root().add("members")}, member);
  }
  return made;
}

std::vector<workload::Hit> decide_singly(const entitle::Ruleset& ruleset,
                                         const std::vector<entitle::Profile>& profiles) {
  entitle::Evaluator evaluator(ruleset);
  std::vector<workload::Hit> hits;
  std::uint32_t members = 0;
  for (std::uint32_t h = 0; h < profiles.size(); ++h) {
    std::uint32_t last = 0;
    for (const entitle::Answer& answer : evaluator.decide(profiles[h], workload_day())) {
      const auto program = static_cast<workload::Program>(answer.program);
      const bool of_household = workload::of_household(program);
      if (!of_household) last = std::max(last, answer.recipient + 1);
      if (answer.status.is(entitle::Status::qualifies))
        hits.push_back({answer.least ? answer.least->units() : 0,
                        of_household ? h : members + answer.recipient, program});
    }
    members += last;
  }
  return hits;
}

}  // namespace bench
