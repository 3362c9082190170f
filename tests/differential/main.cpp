// The differential test: random rulesets × random boxes × random completions, each judged by the
// reference evaluator. Prints what was seen; of a failure the seed, a minimised ruleset, household
// and completion. The same arguments always try the same cases.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
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
#include "differential/tally.hpp"

namespace entitle::differential {
namespace {

struct Arguments {
  std::uint64_t seed = 2021;
  std::uint32_t first = 0;
  std::uint32_t rulesets = 200;
  std::uint32_t boxes = 50;
  std::uint32_t completions = 16;
  std::uint32_t threads = 2;
  std::uint32_t failures = 1;
  int box = -1;  ///< only this one of each ruleset
  bool shrink = true;
  bool show = false;  ///< print the rulesets
};

constexpr std::uint32_t chunk_box = 0xFFFF'FFFF;

/// A failure with all that is needed to see it again.
struct Found {
  std::uint32_t ruleset = 0;
  std::uint32_t box = 0;
  Failure failure;
};

Random stream(const Arguments& arguments, std::uint32_t ruleset) {
  return Random(arguments.seed).fork(ruleset + 1);
}

struct Tried {
  std::optional<Failure> failure;
  std::uint32_t box = 0;
};

Effort effort_of(const Arguments& arguments, std::uint32_t box) {
  return {arguments.completions, box % 3 == 0};
}

run::Household box_of(const Judge& judge, const Compiled& compiled, Random stream,
                      std::uint32_t box, bool small) {
  Random random = stream.fork(box + 7);
  return draw_box(compiled.model, judge.corners(), judge.cells(), small, random);
}

Tried try_ruleset(const Arguments& arguments, std::uint32_t number, const Compiled& compiled,
                  Tally& tally) {
  Tried tried;
  const Random random = stream(arguments, number);
  try {
    Judge judge(compiled);
    std::vector<run::Household> households;
    for (std::uint32_t b = 0; b < arguments.boxes; ++b) {
      if (arguments.box >= 0 && static_cast<std::uint32_t>(arguments.box) != b) continue;
      tried.box = b;
      const Effort effort = effort_of(arguments, b);
      households.push_back(box_of(judge, compiled, random, b, effort.small));
      tried.failure = judge.box(households.back(), effort, Random(random).fork(b + 100'000), tally);
      if (tried.failure) return tried;
    }
    tried.box = chunk_box;
    tried.failure = judge.chunk(households, tally);
  } catch (const std::logic_error& error) {
    tried.failure =
        Failure{std::string("the reference cannot evaluate the model: ") + error.what(), {}};
  }
  return tried;
}

/// Whether a household fails under a ruleset, with some more completions than found it.
std::optional<Failure> fails(const Compiled& compiled, const run::Household& household,
                             const Effort& effort, std::uint64_t seed) {
  try {
    Judge judge(compiled);
    Tally unused;
    for (std::uint64_t again = 0; again < 4; ++again) {
      Effort more = effort;
      more.completions = again == 0 ? effort.completions : 64;
      if (auto failure = judge.box(household, more, Random(seed).fork(again), unused))
        return failure;
    }
  } catch (const std::logic_error& error) {
    return Failure{error.what(), {}};
  }
  return std::nullopt;
}

/// Which law a failure breaks: what it says before names and numbers.
std::string law_of(const Failure& failure) {
  return failure.what.substr(0, failure.what.find_first_of("_0123456789"));
}

void print_failure(const Arguments& arguments, const Found& found, Ruleset ruleset) {
  std::printf("\nFAILED  %s\n", found.failure.what.c_str());
  std::printf("replay  --seed %llu --first %u --rulesets 1 --boxes %u --completions %u%s\n",
              static_cast<unsigned long long>(arguments.seed), found.ruleset, arguments.boxes,
              arguments.completions,
              found.box == chunk_box ? "" : (" --box " + std::to_string(found.box)).c_str());
  std::unique_ptr<Compiled> compiled = compile(ruleset);
  if (!compiled) return;
  if (found.box == chunk_box) {
    std::printf("%s", ruleset.text().c_str());
    return;
  }
  Judge judge(*compiled);
  const Effort effort = effort_of(arguments, found.box);
  run::Household household =
      box_of(judge, *compiled, stream(arguments, found.ruleset), found.box, effort.small);
  Failure failure = found.failure;
  if (arguments.shrink) {
    // A smaller household may contradict itself and fail in another way: that is not the failure.
    const auto same = [&](const std::optional<Failure>& other) {
      return other && law_of(*other) == law_of(found.failure);
    };
    const auto still = [&](const Ruleset& candidate) {
      const std::unique_ptr<Compiled> smaller = compile(candidate);
      if (!smaller || smaller->model.programs.empty()) return false;
      return same(fails(*smaller, carried_over(compiled->model, household, smaller->model), effort,
                        arguments.seed));
    };
    if (still(ruleset)) {
      ruleset = shrink(ruleset, still, 3000);
      std::unique_ptr<Compiled> small = compile(ruleset);
      household = carried_over(compiled->model, household, small->model);
      compiled = std::move(small);
      household = shrink(
          compiled->model, household,
          [&](const run::Household& candidate) {
            return same(fails(*compiled, candidate, effort, arguments.seed));
          },
          500);
      if (auto last = fails(*compiled, household, effort, arguments.seed)) failure = *last;
    } else {
      std::printf("        (not seen again with other completions: not minimised)\n");
    }
  }
  std::printf("which   %s\n\nas of %s\n%s\n", failure.what.c_str(), ruleset.as_of.c_str(),
              ruleset.text().c_str());
  for (const auto& [name, csv] : ruleset.tables())
    std::printf("%s:\n%s\n", name.c_str(), csv.c_str());
  std::printf("household:\n%s\n", describe(compiled->model, household).c_str());
  if (!failure.completion.empty()) std::printf("completion:\n%s\n", failure.completion.c_str());
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
    else if (word == "--boxes")
      arguments.boxes = static_cast<std::uint32_t>(number());
    else if (word == "--completions")
      arguments.completions = static_cast<std::uint32_t>(number());
    else if (word == "--threads")
      arguments.threads = static_cast<std::uint32_t>(number());
    else if (word == "--failures")
      arguments.failures = static_cast<std::uint32_t>(number());
    else if (word == "--box")
      arguments.box = static_cast<int>(number());
    else if (word == "--no-shrink")
      arguments.shrink = false;
    else if (word == "--show")
      arguments.show = true;
    else
      return false;
  }
  return true;
}

int run(const Arguments& arguments) {
  std::atomic<std::uint32_t> next{0};
  std::mutex mutex;
  std::vector<Found> found;
  Tally total;
  const auto begin = std::chrono::steady_clock::now();
  const auto work = [&] {
    Tally tally;
    for (;;) {
      const std::uint32_t at = next++;
      if (at >= arguments.rulesets) break;
      {
        const std::lock_guard lock(mutex);
        if (found.size() >= arguments.failures) break;
      }
      const std::uint32_t number = arguments.first + at;
      std::unique_ptr<Compiled> compiled;
      const Ruleset ruleset = accepted(stream(arguments, number), compiled, tally.refused);
      ++tally.rulesets;
      if (arguments.show) {
        const std::lock_guard lock(mutex);
        std::printf("%s\n", ruleset.text().c_str());
      }
      const Tried tried = try_ruleset(arguments, number, *compiled, tally);
      if (tried.failure) {
        const std::lock_guard lock(mutex);
        found.push_back({number, tried.box, *tried.failure});
      }
    }
    const std::lock_guard lock(mutex);
    total.add(tally);
  };
  std::vector<std::thread> threads;
  for (std::uint32_t t = 1; t < arguments.threads; ++t) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  print(total);
  std::printf("%.1f s\n",
              std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  for (const Found& one : found) {
    Tally unused;
    std::unique_ptr<Compiled> compiled;
    print_failure(arguments, one,
                  accepted(stream(arguments, one.ruleset), compiled, unused.refused));
  }
  return found.empty() ? 0 : 1;
}

}  // namespace
}  // namespace entitle::differential

int main(int count, char** words) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  entitle::differential::Arguments arguments;
  if (!entitle::differential::parse(count, words, arguments)) {
    std::fprintf(stderr,
                 "usage: differential_test [--seed N] [--first N] [--rulesets N] [--boxes N] "
                 "[--completions N] [--box N]\n"
                 "       [--threads N] [--failures N] [--no-shrink] [--show]\n");
    return 2;
  }
  return entitle::differential::run(arguments);
}
