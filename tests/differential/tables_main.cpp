// The differential test over tables: random rulesets × random partial tables. One row at a time, a
// chunk of any size, a batch of files on any number of threads and the reference evaluator must say
// the same. Households are drawn from what a CSV can say, which leaves out a number that is given
// and may be any, and how much is drawn on a record that does not say that anything is. Prints what
// was seen; of a failure the seed, a minimised ruleset and table. The same arguments always try the
// same cases.
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "differential/accepted.hpp"
#include "differential/boxes.hpp"
#include "differential/compile.hpp"
#include "differential/judge.hpp"
#include "differential/shrink.hpp"
#include "differential/table.hpp"
#include "differential/table_judge.hpp"

namespace entitle::differential {
namespace {

struct Arguments {
  std::uint64_t seed = 2024;
  std::uint32_t first = 0;
  std::uint32_t rulesets = 200;
  std::uint32_t threads = 2;
  std::uint32_t failures = 1;
  bool shrink = true;
};

struct Found {
  std::uint32_t ruleset = 0;
  TableFailure failure;
};

/// A folder of one's own, gone when it is no longer needed.
class Folder {
 public:
  Folder() {
    static std::atomic<unsigned> made{0};
    path_ = std::filesystem::temp_directory_path() /
            ("entitle_tables_" + std::to_string(getpid()) + "_" + std::to_string(made++));
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

Random stream(const Arguments& arguments, std::uint32_t ruleset) {
  return Random(arguments.seed).fork(ruleset + 1);
}

/// Most tables are as short as they are drawn; now and then one is repeated until it makes several
/// pieces. A low limit leaves some answers undecided.
TableEffort effort_of(std::uint32_t number) {
  TableEffort effort;
  if (number % 3 == 1) effort.limit = 16;
  if (number % 25 == 7) effort.copies = 60;
  effort.settled_files = effort.copies == 1 || number % 100 == 7;
  return effort;
}

Table table_of(const Judge& judge, const Compiled& compiled, Random random) {
  Random drawing = random.fork(3);
  return draw_table(compiled.model, judge.corners(), judge.cells(), drawing);
}

/// A few households of a table before the reference.
std::optional<TableFailure> sample(Judge& judge, const Table& table, Random random) {
  constexpr std::uint32_t sampled = 4;
  Tally unused;
  for (std::uint32_t i = 0; i < std::min<std::size_t>(sampled, table.size()); ++i) {
    const std::uint32_t h = random.below(table.size());
    if (const auto failure = judge.box(table[h], {8, false}, random.fork(i), unused))
      return TableFailure{"by the reference: " + failure->what + "\n" + failure->completion, h};
  }
  if (const auto failure = judge.chunk(table, unused))
    return TableFailure{failure->what, TableFailure::no_household};
  return std::nullopt;
}

std::optional<TableFailure> judge_table(const Ruleset& ruleset, const Compiled& compiled,
                                        const Table& table, const TableEffort& effort,
                                        Random random, TableTally& tally) {
  try {
    if (auto failure = TableJudge(compiled).chunks(table, effort, tally)) return failure;
    const std::map<std::string, std::string> tables = ruleset.tables();
    const auto rules = entitle::Ruleset::try_compile(
        {{"generated.rules", ruleset.text()}},
        [&](std::string_view name) -> std::optional<std::string> {
          const auto found = tables.find(std::string(name));
          return found == tables.end() ? std::nullopt : std::optional(found->second);
        });
    if (!rules)
      return TableFailure{"the public interface refuses the rules", TableFailure::no_household};
    const Folder folder;
    if (auto failure = judge_files(table, *rules.value, compiled.as_of, effort, folder.path(),
                                   random.fork(4), tally))
      return failure;
    Judge judge(compiled);
    return sample(judge, table, random.fork(5));
  } catch (const std::logic_error& error) {
    return TableFailure{std::string("an exception: ") + error.what(), TableFailure::no_household};
  }
}

/// Which law a failure breaks: what it says before names and numbers.
std::string law_of(const TableFailure& failure) {
  return failure.what.substr(0, failure.what.find_first_of("_0123456789"));
}

/// Makes a failing table and its ruleset small.
void minimise(Ruleset& ruleset, std::unique_ptr<Compiled>& compiled, Table& table,
              const TableEffort& effort, Random random, TableFailure& failure) {
  const std::string law = law_of(failure);
  TableTally unused;
  const auto fails = [&](const Ruleset& rules, const Compiled& by, const Table& some) {
    const auto found = judge_table(rules, by, some, effort, random, unused);
    if (!found || law_of(*found) != law) return false;
    failure = *found;
    return true;
  };
  if (failure.household < table.size()) {
    Table one = {table[failure.household]};
    if (fails(ruleset, *compiled, one)) table = std::move(one);
  }
  for (std::size_t h = table.size(); h-- > 0 && table.size() > 1;) {
    Table fewer = table;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(h));
    if (fails(ruleset, *compiled, fewer)) table = std::move(fewer);
  }
  const auto carried = [&](const Compiled& to) {
    Table made;
    for (const run::Household& household : table)
      made.push_back(carried_over(compiled->model, household, to.model));
    return made;
  };
  ruleset = shrink(
      ruleset,
      [&](const Ruleset& candidate) {
        const std::unique_ptr<Compiled> smaller = compile(candidate);
        return smaller && !smaller->model.programs.empty() &&
               fails(candidate, *smaller, carried(*smaller));
      },
      1500);
  std::unique_ptr<Compiled> small = compile(ruleset);
  table = carried(*small);
  compiled = std::move(small);
  for (run::Household& household : table) {
    const run::Household kept = household;
    household = shrink(
        compiled->model, kept,
        [&](const run::Household& candidate) {
          household = candidate;
          return fails(ruleset, *compiled, table);
        },
        300);
  }
  fails(ruleset, *compiled, table);
}

void print_failure(const Arguments& arguments, Found found) {
  std::printf("\nFAILED  %s\n", found.failure.what.c_str());
  std::printf("replay  --seed %llu --first %u --rulesets 1\n",
              static_cast<unsigned long long>(arguments.seed), found.ruleset);
  std::uint64_t refused = 0;
  std::unique_ptr<Compiled> compiled;
  Random random = stream(arguments, found.ruleset);
  Ruleset ruleset = accepted(random, compiled, refused);
  Table table = table_of(Judge(*compiled), *compiled, random);
  if (arguments.shrink)
    minimise(ruleset, compiled, table, effort_of(found.ruleset), random, found.failure);
  std::printf("which   %s\n\nas of %s\n%s\n", found.failure.what.c_str(), ruleset.as_of.c_str(),
              ruleset.text().c_str());
  for (const auto& [name, csv] : ruleset.tables())
    std::printf("%s:\n%s\n", name.c_str(), csv.c_str());
  for (std::uint32_t h = 0; h < table.size(); ++h)
    if (table.size() <= 8 || h == found.failure.household)
      std::printf("household %u:\n%s\n", h, describe(compiled->model, table[h]).c_str());
}

bool parse(int count, char** words, Arguments& arguments) {
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const auto number = [&]() -> std::uint64_t {
      return i + 1 < count ? std::strtoull(words[++i], nullptr, 10) : 0;
    };
    if (word == "--seed")
      arguments.seed = number();
    else if (word == "--first")
      arguments.first = static_cast<std::uint32_t>(number());
    else if (word == "--rulesets")
      arguments.rulesets = static_cast<std::uint32_t>(number());
    else if (word == "--threads")
      arguments.threads = static_cast<std::uint32_t>(number());
    else if (word == "--failures")
      arguments.failures = static_cast<std::uint32_t>(number());
    else if (word == "--no-shrink")
      arguments.shrink = false;
    else
      return false;
  }
  return true;
}

int run(const Arguments& arguments) {
  std::atomic<std::uint32_t> next{0};
  std::mutex mutex;
  std::vector<Found> found;
  TableTally total;
  const auto begin = std::chrono::steady_clock::now();
  const auto work = [&] {
    TableTally tally;
    for (;;) {
      const std::uint32_t at = next++;
      if (at >= arguments.rulesets) break;
      {
        const std::lock_guard lock(mutex);
        if (found.size() >= arguments.failures) break;
      }
      const std::uint32_t number = arguments.first + at;
      std::uint64_t refused = 0;
      std::unique_ptr<Compiled> compiled;
      Random random = stream(arguments, number);
      const Ruleset ruleset = accepted(random, compiled, refused);
      const Table table = table_of(Judge(*compiled), *compiled, random);
      const auto failure = judge_table(ruleset, *compiled, table, effort_of(number), random, tally);
      if (failure) {
        const std::lock_guard lock(mutex);
        found.push_back({number, *failure});
      }
    }
    const std::lock_guard lock(mutex);
    total.add(tally);
  };
  std::vector<std::thread> threads;
  for (std::uint32_t t = 1; t < arguments.threads; ++t) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  const auto count = [](std::uint64_t number) { return static_cast<unsigned long long>(number); };
  std::printf(
      "%u rulesets, %llu households in tables (%llu contradict themselves), %llu chunks, %llu "
      "run apart in theirs, %llu read from files\n%llu answers, %llu of them open, %llu left "
      "undecided by the "
      "limit\n%.1f s\n",
      arguments.rulesets, count(total.households), count(total.contradictions), count(total.chunks),
      count(total.apart), count(total.read), count(total.answers), count(total.open),
      count(total.unsettled),
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  for (const Found& one : found) print_failure(arguments, one);
  return found.empty() ? 0 : 1;
}

}  // namespace
}  // namespace entitle::differential

int main(int count, char** words) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  entitle::differential::Arguments arguments;
  if (!entitle::differential::parse(count, words, arguments)) {
    std::fprintf(stderr,
                 "usage: differential_tables_test [--seed N] [--first N] [--rulesets N] "
                 "[--threads N] [--failures N] [--no-shrink]\n");
    return 2;
  }
  return entitle::differential::run(arguments);
}
