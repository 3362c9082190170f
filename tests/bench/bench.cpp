// Measures what the README promises and prints it with its sizes: loading, one household, the worst
// of the test profiles, JSON a second, and households in chunks beside the same rules written by
// hand, in the same run. Called as: bench SOURCE_DIR.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "entitle/entitle.hpp"
#include "hand_written.hpp"
#include "ruleset_impl.hpp"
#include "run/frame.hpp"
#include "run/machine.hpp"
#include "staff/examples.hpp"
#include "syntax/parse.hpp"
#include "text/report.hpp"
#include "text/source.hpp"

namespace {

using namespace entitle;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t chunk = 1'024;

std::string read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

double nanoseconds(Clock::time_point since) {
  return std::chrono::duration<double, std::nano>(Clock::now() - since).count();
}

/// The best of some rounds, each of `times` calls: nanoseconds a call.
template <class Work>
double best(int rounds, int times, const Work& work) {
  double least = 1e300;
  for (int round = 0; round < rounds; ++round) {
    const auto begin = Clock::now();
    for (int i = 0; i < times; ++i) work();
    least = std::min(least, nanoseconds(begin) / times);
  }
  return least;
}

std::size_t count(const Reason& reason) {
  std::size_t all = 1;
  for (const Reason& part : reason.parts) all += count(part);
  return all;
}

void line(const char* what, double figure, const char* unit, const std::string& sizes) {
  std::printf("%-52s %10.2f %-8s %s\n", what, figure, unit, sizes.c_str());
}

/// Random known households as profiles and as the columns of the hand-written loop.
struct Population {
  std::vector<run::Household> households;
  bench::Columns columns;
};

std::size_t position(const model::Model& model, std::uint32_t entity, const char* key) {
  const auto& facts = model.entities[entity].facts;
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (model[facts[i]].key() == key) return i;
  std::abort();
}

Population populate(const Ruleset::Impl& rules, std::uint32_t size) {
  const model::Model& model = rules.model;
  Population out;
  std::mt19937 random(7);
  const auto upto = [&](std::uint32_t most) {
    return static_cast<std::uint32_t>(random() % (most + 1));
  };
  out.columns.first_member.push_back(0);
  const auto set = [&](run::Row& row, std::uint32_t entity, const char* key) -> run::Cell& {
    run::Cell& cell = row.cells[position(model, entity, key)];
    cell.given = true;
    return cell;
  };
  for (std::uint32_t i = 0; i < size; ++i) {
    run::Household household(model);
    run::Row& root = household.entities[0][0];
    const std::uint32_t members = 1 + upto(5);
    const std::uint8_t rural = static_cast<std::uint8_t>(upto(1));
    const std::int64_t income = std::int64_t{upto(200'000)} * members * 100;
    set(root, 0, "county").choices = {0};
    set(root, 0, "area").choices = {rural};
    set(root, 0, "monthly_income").number = value::Interval::point(income);
    const bool property = upto(9) != 0;
    set(root, 0, "property_in_limits").truth = value::truth(property);
    set(root, 0, "edge_property_in_limits").truth = value::truth(true);
    out.columns.income.push_back(income);
    out.columns.rural.push_back(rural);
    out.columns.property.push_back(property ? 1 : 0);
    out.columns.edge_property.push_back(1);
    for (std::uint32_t m = 0; m < members; ++m) {
      run::Row& person =
          household.entities[1][household.add(model, model.entities[0].collections[0], 0)];
      const std::uint32_t age = upto(100);
      const std::uint32_t grade = upto(19) == 0 ? 1 + upto(3) : 0;
      const std::uint32_t care = upto(12);
      const bool tekun = upto(99) == 0;
      set(person, 1, "age").number = value::Interval::point(age * value::scale);
      set(person, 1, "disability").choices = {grade == 0 ? 0U : 1U};
      if (grade != 0) {
        set(person, 1, "grade").number = value::Interval::point(grade * value::scale);
        set(person, 1, "care_months").number = value::Interval::point(care * value::scale);
      }
      set(person, 1, "in_tekun").truth = value::truth(tekun);
      set(person, 1, "work_injury_nursing").truth = value::truth(false);
      out.columns.age.push_back(static_cast<std::uint8_t>(age));
      out.columns.grade.push_back(static_cast<std::uint8_t>(grade));
      out.columns.care_months.push_back(static_cast<std::uint16_t>(grade == 0 ? 0 : care));
      out.columns.in_tekun.push_back(tekun ? 1 : 0);
      out.columns.work_injury.push_back(0);
    }
    household.entities[0][0].listings[0] = run::Listing::complete;
    out.columns.first_member.push_back(static_cast<std::uint32_t>(out.columns.age.size()));
    out.households.push_back(std::move(household));
  }
  return out;
}

void in_chunks(const Ruleset& ruleset, Date day) {
  const Ruleset::Impl& rules = *ruleset.impl();
  const Population people = populate(rules, chunk);
  const auto tables = rules.tables(day);
  run::Frame frame(rules.model);
  run::Machine machine(rules.model, rules.plan, run::Policy::recycle);
  for (const run::Household& household : people.households) frame.append(household);
  const double filled = best(20, 5, [&] {
    frame.clear();
    for (const run::Household& household : people.households) frame.append(household);
  });
  const double run = best(50, 20, [&] { machine.run(frame, *tables); });
  bench::Results results;
  const bench::Standards standards{9'100'000, 50'600'000, 2'000'000,
                                   3'000'000, 5'000'000,  8'000'000};
  const double by_hand = best(50, 20, [&] { bench::decide(people.columns, standards, results); });

  // The same answers, or the ratio means nothing.
  std::size_t different = 0;
  const auto dibao = machine.truth_column(rules.plan.programs[0].eligible);
  for (std::uint32_t i = 0; i < chunk; ++i)
    different += (dibao[i] == 2) != (results.dibao[i] != 0) ? 1 : 0;
  const std::string sizes =
      std::to_string(chunk) + " households, " + std::to_string(people.columns.age.size()) +
      " members, " + std::to_string(rules.plan.nodes.size()) + " nodes" +
      (different == 0 ? "" : ", BUT " + std::to_string(different) + " ANSWERS DIFFER");
  line("in chunks, all known: a household", run / chunk, "ns", sizes);
  line("  filling the columns", filled / chunk, "ns", "");
  line("  the same rules by hand", by_hand / chunk, "ns", "");
  line("  by hand : engine", by_hand / run, "x", "");
}

/// Reads every rule file of a folder into a tree, as loading does first.
void parsing(const std::string& folder) {
  text::SourceSet sources;
  std::size_t bytes = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder))
    if (file.path().extension() == ".rules")
      bytes +=
          sources[sources.add(file.path().filename().string(), read(file.path()))].text().size();
  std::size_t rules = 0;
  const double took = best(20, 5, [&] {
    text::Report report(sources);
    for (text::FileId file = 0; file < sources.size(); ++file)
      rules += syntax::parse(sources[file], file, report).rules.size();
  });
  line("  of that, parsing the rule files", static_cast<double>(bytes) / took * 1e3, "MB/s",
       std::to_string(sources.size()) + " files, " + std::to_string(bytes) + " bytes");
  if (rules == 0) std::abort();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: bench SOURCE_DIR\n");
    return 2;
  }
  const std::string source = argv[1];
  const std::string folder = source + "/rulesets/xizang";
  const Ruleset rules = Ruleset::load(folder);
  const Date day(2021, 9, 1);
  const Description about = rules.describe();
  std::size_t facts = 0;
  for (const EntityInfo& entity : about.entities) facts += entity.facts.size();

  line("load rulesets/xizang", best(10, 1, [&] { (void)Ruleset::load(folder); }) / 1e6, "ms",
       std::to_string(about.programs.size()) + " programs, " + std::to_string(facts) + " facts, " +
           std::to_string(about.parameters.size()) + " tables, " + std::to_string(about.examples) +
           " examples");

  parsing(folder);

  const std::string json = read(source + "/examples/all_known.json");
  const Profile known = rules.profile(json);
  Evaluator evaluator(rules, {Level::settled, 1024, false});
  line("one household, all known: statuses and amounts",
       best(20, 500, [&] { (void)evaluator.decide(known, day); }) / 1e3, "us",
       "3 members, " + std::to_string(evaluator.decide(known, day).size()) + " answers");
  line("  reading its profile from JSON", best(20, 200, [&] { (void)rules.profile(json); }) / 1e3,
       "us", std::to_string(json.size()) + " bytes");

  double worst = 0;
  std::string of;
  const auto settle = [&](const Profile& profile, Date date, const std::string& name) {
    const double took = best(2, 1, [&] { (void)evaluator.evaluate(profile, date); });
    if (took > worst) {
      worst = took;
      of = name;
    }
  };
  std::size_t profiles = 0;
  for (const char* name : {"all_known.json", "elder.json", "family.json", "refused.json"}) {
    settle(rules.profile(read(source + "/examples/" + name)), day, name);
    ++profiles;
  }
  settle(rules.new_profile(), day, "nothing known");
  for (const model::Example& example : rules.impl()->model.examples) {
    Profile profile = rules.new_profile();
    profile.impl().household = staff::household_of(rules.impl()->model, example);
    settle(profile, example.as_of, example.name);
    ++profiles;
  }
  line("one household, settled: the worst", worst / 1e6, "ms",
       "of " + std::to_string(profiles + 1) + " profiles: " + of);

  const Determination determination = evaluator.evaluate(known, day);
  std::size_t reasons = 0;
  for (const Outcome& outcome : determination.outcomes) reasons += count(outcome.reason);
  const std::string sizes = std::to_string(determination.outcomes.size()) + " outcomes, " +
                            std::to_string(reasons) + " reasons, " +
                            std::to_string(determination.json().size()) + " bytes";
  line("decide, explain and write JSON, all known: a second",
       1e9 / best(20, 50, [&] { (void)evaluator.evaluate(known, day).json(); }), "", sizes);
  line("  writing alone: a second", 1e9 / best(20, 50, [&] { (void)determination.json(); }), "",
       "");

  // The hand-written loop decides these few programs, as they were when it was written.
  in_chunks(Ruleset::load(source + "/tests/bench/spine"), day);
  return 0;
}
