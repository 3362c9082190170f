// The oracle decides each household as it is drawn, so that rows need not be kept beside columns.
#include "population.hpp"

#include <algorithm>

#include "export.hpp"
#include "generate.hpp"
#include "oracle.hpp"

namespace workload {
namespace {

/// Counts and sums in fen.
constexpr Tally in_fen(std::array<std::int64_t, program_count> count,
                       std::array<std::int64_t, program_count> sum) {
  for (std::int64_t& one : sum) one *= fen;
  return {count, sum};
}

constexpr Tally of_10_000 = in_fen({960, 414, 99, 559, 283, 1'224, 1'433, 174, 80, 89, 3'197, 764},
                                   {92'577'579, 0, 0, 59'829'650, 2'548'000, 21'340'000, 22'930'000,
                                    3'562'000, 7'360'083, 65'332'500, 1'885'402'599, 126'540'000});
constexpr Tally of_1_000_000 =
    in_fen({101'816, 39'828, 9'669, 59'083, 31'187, 124'169, 140'387, 17'622, 7'307, 9'458, 329'986,
            77'542},
           {9'447'332'547, 0, 0, 6'241'713'750, 282'686'000, 2'172'655'000, 2'190'430'000,
            361'312'000, 606'395'279, 7'069'927'500, 205'973'121'498, 12'879'105'000});

}  // namespace

Population draw(std::uint64_t seed, std::uint64_t first, std::uint64_t households) {
  Population made;
  made.seed = seed;
  made.first = first;
  for (std::uint64_t i = 0; i < households; ++i) {
    const Family family = generate(seed, first + i);
    const std::uint32_t members = made.columns.offsets.back();
    oracle::decide(family.household, family.members(), [&](Program p, int member, Money amount) {
      const auto row =
          member < 0 ? static_cast<std::uint32_t>(i) : members + static_cast<std::uint32_t>(member);
      made.tally.add(p, amount);
      made.hits.push_back({amount, row, p});
    });
    made.columns.append(family);
  }
  std::sort(made.hits.begin(), made.hits.end());
  return made;
}

std::string difference(const Population& population, std::vector<Hit> hits) {
  std::sort(hits.begin(), hits.end());
  const auto [expected, got] =
      std::mismatch(population.hits.begin(), population.hits.end(), hits.begin(), hits.end());
  if (expected == population.hits.end() && got == hits.end()) return {};
  const bool lacking = got == hits.end() || (expected != population.hits.end() && *expected < *got);
  const Hit& hit = lacking ? *expected : *got;
  return std::string(program_names.at(static_cast<std::size_t>(hit.program))) + " of row " +
         std::to_string(hit.row) + " from household " + std::to_string(population.first) + " on, " +
         text(hit.amount) + " yuan, is " + (lacking ? "missing" : "not the oracle's");
}

const Tally* published(std::uint64_t households) {
  if (households == 10'000) return &of_10_000;
  if (households == 1'000'000) return &of_1_000_000;
  return nullptr;
}

}  // namespace workload
