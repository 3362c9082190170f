// Each figure's work, timed in rounds. The population is drawn anew where rows are counted, so that
// ten million need no more memory than a piece of them and their hits.
#include "measure.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "agreement.hpp"
#include "by_hand.hpp"
#include "engine.hpp"
#include "export.hpp"
#include "files.hpp"
#include "population.hpp"
#include "single.hpp"
#include "timing.hpp"
#include "variants.hpp"

namespace bench {

using entitle::Level;
using entitle::Ruleset;
using workload::HitList;
using workload::Population;
namespace fs = std::filesystem;

namespace {

void clear(std::vector<Hits>& lists) {
  for (Hits& list : lists) list.clear();
}

/// The most memory, in MB, of a process that streams the tables of a folder.
std::optional<double> streaming_memory(const Options& options, const std::string& folder) {
  const auto quoted = [](const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
  };
  std::error_code unknown;
  const fs::path program = fs::read_symlink("/proc/self/exe", unknown);
  if (unknown) return std::nullopt;
  const std::string command =
      quoted(program.string()) + " " + quoted(options.rules) + " --stream " + quoted(folder);
  std::FILE* const child = popen(command.c_str(), "r");
  if (child == nullptr) return std::nullopt;
  double megabytes = 0;
  const int read = std::fscanf(child, "%lf", &megabytes);
  if (pclose(child) != 0 || read != 1) throw std::runtime_error("the streaming process failed");
  return megabytes;
}

void keep_only(const std::string& key, std::vector<Timed>& all) {
  if (!key.empty()) std::erase_if(all, [&](const Timed& timed) { return timed.key != key; });
}

}  // namespace

double time_in_memory(const Options& options, Figures& figures) {
  const std::uint64_t n = options.households;
  const std::uint64_t few = std::min<std::uint64_t>(n, options.quick ? 10'240 : 51'200);
  const Population people = workload::draw(seed, 0, n);
  const Population some = workload::draw(seed, 0, few);
  const Ruleset ruleset = Ruleset::load(options.rules);
  Engine engine(ruleset);
  Engine with_ranges(rules_with_ranges(options.rules));
  workload::by_hand::Loop loop;
  Table known;
  Table ranges;
  Table tenth;
  Table settled;
  Table one;
  engine.fill(people.columns, {}, known);
  with_ranges.fill(people.columns, {}, ranges);
  engine.fill(people.columns, tenth_missing(seed, 0), tenth);
  engine.fill(some.columns, tenth_missing(seed, 0), settled);
  engine.fill(people.columns, one_missing(0, n), one);
  Table filled;
  HitList by_hand;
  std::vector<Hits> lists;
  Answers answers;
  const auto hits = [&](Engine& by, const Table& table, How how) {
    return [&, how] {
      clear(lists);
      by.hits(table, how, lists);
    };
  };
  std::vector<Timed> all{
      {"handwritten_soa", n,
       [&] {
         if (loop.tally(people.columns) != people.tally) std::abort();
       }},
      {"handwritten_hits", n, [&] { loop.hits(people.columns, by_hand); }},
      {"entitle_1t", n, hits(engine, known, {})},
      {"entitle_2t", n, hits(engine, known, {Level::bounds, 2})},
      {"entitle_statuses_1t", n, [&] { engine.answers(known, {}, true, answers); }},
      {"entitle_unknown10_1t", n, hits(engine, tenth, {})},
      {"entitle_settled10_1t", few, hits(engine, settled, {Level::settled, 1})},
      {"entitle_one_missing_1t", n, hits(engine, one, {})},
      {"entitle_one_missing_settled_1t", n, hits(engine, one, {Level::settled, 1})},
      {"entitle_ranges_1t", n, hits(with_ranges, ranges, {})},
      {"entitle_fill_ns", n, [&] { engine.fill(people.columns, {}, filled); }},
  };
  constexpr std::string_view on_two = "entitle_2t";
  for (Timed& timed : all)
    if (timed.key != on_two) timed.clock = options.clock();
  keep_only(options.only, all);
  if (all.empty()) return 1;
  in_rounds(all, options.rounds());
  Seconds one_thread{0, 0};
  for (const Timed& timed : all) {
    if (timed.key == "entitle_fill_ns")
      figures.set(timed.key, timed.seconds / static_cast<double>(n) * 1e9);
    else
      figures.rate(timed.key, timed.households, timed.seconds);
    if (timed.key == on_two) continue;
    one_thread.wall += timed.sum.wall;
    one_thread.processor += timed.sum.processor;
  }
  return one_thread.processor / one_thread.wall;
}

void time_rows(const Options& options, Figures& figures) {
  constexpr std::uint64_t piece = 100'000;
  const std::uint64_t last = options.full ? 10'000'000 : options.quick ? piece : 1'000'000;
  Engine engine(Ruleset::load(options.rules));
  std::vector<Hits> lists(1);
  double seconds = 0;
  double first = 0;
  for (std::uint64_t rows = 0; rows < last; rows += piece) {
    Table table;
    engine.fill(workload::draw(seed, rows, piece).columns, {}, table);
    const std::size_t before = lists[0].size();
    double best = 1e300;
    for (int round = 0; round < 3; ++round) {
      lists[0].shrink(before);
      best = std::min(best, seconds_of([&] { engine.hits(table, {}, lists); }).by(options.clock()));
    }
    seconds += best;
    const std::uint64_t done = rows + piece;
    const double each = seconds / static_cast<double>(done);
    if (done == 100'000) first = each;
    if (done == 100'000) figures.rate("rows_1e5", done, seconds);
    if (done == 1'000'000) figures.rate("rows_1e6", done, seconds);
    if (done == 1'000'000) figures.set("linear_1e5_1e6", each / first);
    if (done == 10'000'000) figures.rate("rows_1e7", done, seconds);
    if (done == 10'000'000) figures.set("linear_1e5_1e7", each / first);
  }
}

void time_programs(const Options& options, Figures& figures) {
  const std::uint64_t n =
      std::min<std::uint64_t>(options.households, options.quick ? 20'480 : 102'400);
  const Population people = workload::draw(seed, 0, n);
  struct Case {
    std::unique_ptr<Engine> engine;
    Table table;
    std::vector<Hits> lists;
  };
  std::vector<Case> cases;
  for (const unsigned times : {1U, 4U, 16U}) {
    Case& one = cases.emplace_back();
    one.engine = std::make_unique<Engine>(rules_times(options.rules, times));
    one.engine->fill(people.columns, {}, one.table);
  }
  std::vector<Timed> all;
  const char* const keys[] = {"programs_x1", "programs_x4", "programs_x16"};
  for (std::size_t i = 0; i < cases.size(); ++i)
    all.push_back({keys[i], n, [&one = cases[i]] {
                     clear(one.lists);
                     one.engine->hits(one.table, {}, one.lists);
                   }});
  for (Timed& timed : all) timed.clock = options.clock();
  in_rounds(all, options.rounds());
  for (const Timed& timed : all) figures.rate(timed.key, n, timed.seconds);
  figures.set("programs_x4_relative", all[1].seconds / all[0].seconds / 4);
  figures.set("programs_x16_relative", all[2].seconds / all[0].seconds / 16);
}

void time_single(const Options& options, Figures& figures) {
  const Ruleset ruleset = Ruleset::load(options.rules);
  const std::vector<entitle::Profile> made = profiles(ruleset, seed, 1'000);
  entitle::Evaluator evaluator(ruleset, {Level::settled, 1024, false});
  std::size_t bytes = 0;
  std::vector<Timed> all{
      {"single_us", made.size(),
       [&] {
         for (const entitle::Profile& one : made) (void)evaluator.decide(one, workload_day());
       }},
      {"single_json_per_s", made.size(),
       [&] {
         for (const entitle::Profile& one : made)
           bytes += evaluator.evaluate(one, workload_day()).json().size();
       }},
      {"load_ms", 1, [&] { (void)Ruleset::load(options.rules); }},
  };
  keep_only(options.only, all);
  for (Timed& timed : all) timed.clock = options.clock();
  in_rounds(all, 2 * options.rounds());
  for (const Timed& timed : all) {
    if (timed.key == "single_us")
      figures.set(timed.key, timed.seconds / static_cast<double>(made.size()) * 1e6);
    else if (timed.key == "single_json_per_s")
      figures.rate(timed.key, timed.households, timed.seconds);
    else
      figures.set(timed.key, timed.seconds * 1e3);
  }
  if (bytes == 0 && options.only.empty()) std::abort();
}

void time_csv(const Options& options, const std::string& folder, Figures& figures) {
  std::vector<Timed> all{{"csv_end_to_end", options.households, [&] {
                            (void)batch_of_csv(options.rules, folder, folder + "/answers.csv");
                          }}};
  all.front().clock = options.clock();
  in_rounds(all, 2);
  figures.rate("csv_end_to_end", options.households, all[0].seconds);
  fs::remove(folder + "/answers.csv");
  std::uint64_t streamed = options.households;
  if (options.full) workload::write_csv(seed, streamed = 10'000'000, folder);
  if (const std::optional<double> memory = streaming_memory(options, folder)) {
    figures.set("rss_households", static_cast<double>(streamed));
    figures.set("rss_mb_streaming", *memory);
  }
}

void time_ndjson(const Options& options, const std::string& folder, Figures& figures) {
  const std::string answers = folder + "/answers.csv";
  std::vector<Timed> all;
  if (batch_of_ndjson(options.rules, folder, answers))
    all.push_back({"ndjson_end_to_end", options.households,
                   [&] { (void)batch_of_ndjson(options.rules, folder, answers); }});
  if (read_by_simdjson(folder + "/households.ndjson"))
    all.push_back({"ndjson_simdjson_only", options.households,
                   [&] { (void)read_by_simdjson(folder + "/households.ndjson"); }});
  for (Timed& timed : all) timed.clock = options.clock();
  in_rounds(all, 3);
  for (const Timed& timed : all) figures.rate(timed.key, timed.households, timed.seconds);
}

}  // namespace bench
