// Works through the households in pieces, so that the answers of all need not be held at once.
#include "agreement.hpp"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <optional>
#include <stdexcept>

#include "by_hand.hpp"
#include "export.hpp"
#include "files.hpp"
#include "generate.hpp"
#include "single.hpp"
#include "variants.hpp"

namespace bench {
namespace {

using entitle::Level;
using entitle::Ruleset;
using entitle::Status;
using entitle::StatusSet;
using workload::Hit;
using workload::Population;
using workload::Tally;

constexpr std::uint64_t facts_of_household = 12;
constexpr std::uint64_t facts = 28;
constexpr std::uint64_t chunk = 1'024;
constexpr std::uint64_t piece = 100 * chunk;

[[noreturn]] void differ(const std::string& what) { throw std::runtime_error(what); }

void check_tally(const char* what, const Tally& expected, const Tally& got) {
  for (std::size_t p = 0; p < workload::program_count; ++p)
    if (expected.count[p] != got.count[p] || expected.sum[p] != got.sum[p])
      differ(std::string(what) + ": " + std::string(workload::program_names[p]) + " is " +
             std::to_string(got.count[p]) + " for " + workload::text(got.sum[p]) +
             " yuan instead of " + std::to_string(expected.count[p]) + " for " +
             workload::text(expected.sum[p]));
}

void check_hits(const std::string& what, const Population& population, std::vector<Hit> hits) {
  const std::string found = difference(population, std::move(hits));
  if (!found.empty()) differ(what + ": " + found);
}

void told(const std::string& what, std::uint64_t households) {
  std::printf("agrees: %s, %llu households\n", what.c_str(),
              static_cast<unsigned long long>(households));
  std::fflush(stdout);
}

std::vector<Hit> hits_of(Engine& engine, const Table& table, const How& how) {
  std::vector<Hits> lists;
  engine.hits(table, how, lists);
  std::vector<Hit> all;
  for (const Hits& list : lists) std::ranges::copy(list.all(), std::back_inserter(all));
  return all;
}

/// What the answers of everybody come to, of those who certainly qualify.
Tally tally_of(const Answers& answers) {
  Tally tally;
  for (std::size_t p = 0; p < workload::program_count; ++p)
    for (std::size_t r = 0; r < answers.programs[p].status.size(); ++r)
      if (answers.programs[p].status[r].is(Status::qualifies))
        tally.add(static_cast<workload::Program>(p), answers.programs[p].least[r]);
  return tally;
}

/// Every answer of the full facts must be among those that are still possible.
void check_sound(const char* what, std::uint64_t first, const Answers& full,
                 const Answers& partial) {
  for (std::size_t p = 0; p < full.programs.size(); ++p) {
    const Answers::Column& a = full.programs[p];
    const Answers::Column& b = partial.programs[p];
    for (std::size_t r = 0; r < a.status.size(); ++r) {
      StatusSet both = b.status[r];
      both.add(a.status[r]);
      const bool amount = !a.status[r].is(Status::qualifies) ||
                          (b.least[r] <= a.least[r] && a.least[r] <= b.most[r]);
      if (both == b.status[r] && amount) continue;
      differ(std::string(what) + ": " + std::string(workload::program_names[p]) + ", row " +
             std::to_string(r) + " from household " + std::to_string(first) +
             " on: what is said rules out the answer of the full facts");
    }
  }
}

/// What is decided by cutting must be within what bounds say.
void check_within(const Answers& bounds, const Answers& settled) {
  for (std::size_t p = 0; p < bounds.programs.size(); ++p)
    for (std::size_t r = 0; r < bounds.programs[p].status.size(); ++r) {
      StatusSet both = bounds.programs[p].status[r];
      both.add(settled.programs[p].status[r]);
      if (both != bounds.programs[p].status[r])
        differ("settled: " + std::string(workload::program_names[p]) + ", row " +
               std::to_string(r) + " is outside of its bounds");
    }
}

void check_known(Engine& engine, const Population& population) {
  workload::by_hand::Loop loop;
  check_tally("by hand, tally", population.tally, loop.tally(population.columns));
  workload::HitList list;
  loop.hits(population.columns, list);
  check_hits("by hand", population, {list.view().begin(), list.view().end()});

  Table table;
  engine.fill(population.columns, {}, table);
  const std::vector<Hit> hits = hits_of(engine, table, {Level::bounds, 1});
  check_hits("all known", population, hits);
  for (const unsigned threads : {2U, 7U})
    if (hits_of(engine, table, {Level::bounds, threads}) != hits)
      differ("the hits of " + std::to_string(threads) + " threads are not those of one");
  if (hits_of(engine, table, {Level::settled, 1}) != hits)
    differ("settled: the hits are not those of bounds although all is known");
}

void check_partial(Engine& engine, Engine& with_ranges, const Population& population,
                   const Extent& extent) {
  Table table;
  Answers full;
  engine.fill(population.columns, {}, table);
  engine.answers(table, {}, false, full);
  check_tally("statuses and amounts of all", population.tally, tally_of(full));

  Answers partial;
  with_ranges.fill(population.columns, {}, table);
  with_ranges.answers(table, {}, false, partial);
  check_sound("standards as ranges", population.first, full, partial);

  Answers settled;
  engine.fill(population.columns, one_missing(population.first, extent.households), table);
  engine.answers(table, {}, false, partial);
  check_sound("one fact missing, bounds", population.first, full, partial);
  engine.answers(table, {Level::settled, 1}, false, settled);
  check_sound("one fact missing, settled", population.first, full, settled);
  check_within(partial, settled);

  engine.fill(population.columns, tenth_missing(extent.seed, population.first), table);
  engine.answers(table, {}, false, partial);
  check_sound("10 % missing, bounds", population.first, full, partial);
}

void check_settled(Engine& engine, const Extent& extent) {
  const Population population = workload::draw(extent.seed, 0, extent.settled);
  Table table;
  Answers full;
  Answers bounds;
  Answers settled;
  engine.fill(population.columns, {}, table);
  engine.answers(table, {}, false, full);
  engine.fill(population.columns, tenth_missing(extent.seed, 0), table);
  engine.answers(table, {}, false, bounds);
  engine.answers(table, {Level::settled, 1}, false, settled);
  check_sound("10 % missing, settled", 0, full, settled);
  check_within(bounds, settled);
  told("10 % of facts missing, settled", extent.settled);
}

void check_copies(const std::string& rules, const Extent& extent) {
  const Population population = workload::draw(extent.seed, 0, extent.copies);
  for (const unsigned times : {1U, 4U, 16U}) {
    Engine engine(rules_times(rules, times));
    Table table;
    engine.fill(population.columns, {}, table);
    std::vector<Hit> hits = hits_of(engine, table, {});
    std::erase_if(hits, [](const Hit& hit) {
      return static_cast<std::size_t>(hit.program) >= workload::program_count;
    });
    check_hits(std::to_string(times) + " times the programs", population, std::move(hits));
  }
  told("4 and 16 times the programs", extent.copies);
}

void check_singly(const Ruleset& ruleset, const Extent& extent) {
  const Population population = workload::draw(extent.seed, 0, extent.singly);
  const std::vector<entitle::Profile> made = profiles(ruleset, extent.seed, extent.singly);
  check_hits("one at a time", population, decide_singly(ruleset, made));
  told("one at a time", extent.singly);
}

void check_files(const std::string& rules, const std::string& folder, const Extent& extent,
                 const Tally& all) {
  const std::string output = folder + "/answers.csv";
  check_tally("from CSV", all, batch_of_csv(rules, folder, output));
  told("from CSV to CSV", extent.households);
  if (const std::optional<Tally> tally = batch_of_ndjson(rules, folder, output)) {
    check_tally("from NDJSON", all, *tally);
    told("from NDJSON to CSV", extent.households);
  }
}

}  // namespace

Missing tenth_missing(std::uint64_t seed, std::uint64_t first) {
  return [=](std::size_t household, std::size_t slot, std::size_t fact) {
    return workload::left_out(seed, first + household, slot, fact, 10);
  };
}

Missing one_missing(std::uint64_t first, std::uint64_t households) {
  const std::uint64_t every = std::clamp<std::uint64_t>(households / facts, 1, chunk);
  return [=](std::size_t household, std::size_t slot, std::size_t fact) {
    const std::uint64_t number = (first + household) / every;
    const std::uint64_t which = number % facts;
    const bool own = which < facts_of_household;
    return (first + household) % every == number * 389 % every && slot == (own ? 0 : 1) &&
           fact == (own ? which : which - facts_of_household);
  };
}

void check_all(const std::string& rules, const std::string& folder, const Extent& extent) {
  for (const std::uint64_t count : {10'000U, 1'000'000U})
    if (count == 10'000 || count <= extent.households) {
      check_tally("the oracle", *workload::published(count), workload::draw(1, 0, count).tally);
      told("the oracle with what is published", count);
    }

  const Ruleset ruleset = Ruleset::load(rules);
  Engine engine(ruleset);
  Engine with_ranges(rules_with_ranges(rules));
  Tally all;
  for (std::uint64_t first = 0; first < extent.households; first += piece) {
    const Population population =
        workload::draw(extent.seed, first, std::min(piece, extent.households - first));
    check_known(engine, population);
    check_partial(engine, with_ranges, population, extent);
    for (std::size_t p = 0; p < workload::program_count; ++p) {
      all.count[p] += population.tally.count[p];
      all.sum[p] += population.tally.sum[p];
    }
  }
  told("by hand and all known, on 1, 2 and 7 threads", extent.households);
  told("standards as ranges, one fact missing, 10 % of facts missing", extent.households);
  check_settled(engine, extent);
  check_copies(rules, extent);
  check_singly(ruleset, extent);
  check_files(rules, folder, extent, all);
}

}  // namespace bench
