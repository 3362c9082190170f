// What a batch over tables in memory has beside the answers of programs: lines of the settlement,
// columns, explanations, and definitions that only some of the households supply.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/entitle.hpp"

using namespace entitle;

namespace {

const std::string rules = R"(# language: en
ruleset beside / 一旁 version 0.1
  title en "Beside" zh "一旁"
document law / 办法
  number "1"
  title en "The law" zh "办法"
entity household / 家庭 {
  fact income / 收入 : money per month 0..100,000 元/月
}
define each / 人均 of household = income / 3
program low / 低保 of household
  cites law article 1
  : each < 500 元/月
  amount 3 * each
program rest / 补差 of household
  cites law article 2
  : income < 2,000 元/月
  amount 200 元/月
settlement {
  higher of low, rest
    cites law article 3
}
)";

const Date day{2024, 1, 1};

const Ruleset& ruleset() {
  static const Ruleset made = [] {
    auto result = Ruleset::try_compile(
        {{"beside.rules", rules}}, [](std::string_view) { return std::optional<std::string>(); });
    REQUIRE_MESSAGE(result, to_text(result.diagnostics));
    return *result.value;
  }();
  return made;
}

/// The second and the fourth household say what the others leave to be computed; the second
/// contradicts itself, the last knows its income only within bounds.
const std::vector<std::int64_t> incomes = {80000, 80000, 150000, 0, 50000};
const std::vector<std::int64_t> at_most = {80000, 80000, 150000, 0, 100000};
const std::vector<std::int64_t> supplied = {0, 60000, 0, 10000, 0};
const std::uint8_t says_income = 0b10111;
const std::uint8_t says_each = 0b01010;

Batch opened(const BatchOptions& options) {
  Table households;
  households.rows = incomes.size();
  households.columns.push_back({.name = "income",
                                .values = borrow(incomes, 2, &says_income),
                                .upper = borrow(at_most, 2, &says_income)});
  households.columns.push_back({.name = "each", .values = borrow(supplied, 2, &says_each)});
  auto batch = try_open_tables(ruleset(), day, {households}, options);
  REQUIRE_MESSAGE(batch, to_text(batch.diagnostics));
  return std::move(*batch.value);
}

std::string amounts(const std::optional<Decimal>& least, const std::optional<Decimal>& most) {
  return (least ? least->to_string() : "-") + ".." + (most ? most->to_string() : "-");
}

std::string text(const ArrowArray& array, std::int64_t row) {
  const auto* offsets = static_cast<const std::int32_t*>(array.buffers[1]);
  return {static_cast<const char*>(array.buffers[2]) + offsets[row],
          static_cast<std::size_t>(offsets[row + 1] - offsets[row])};
}

/// The programs of a stream's rows, by name.
std::vector<std::string> programs(const ArrowAnswers& answers, std::size_t child) {
  Batch batch = opened({.settlement = true});
  REQUIRE_FALSE(batch.add_column("each"));
  ArrowArrayStream stream{};
  answers_to_arrow(std::move(batch), &stream, answers);
  std::vector<std::string> found;
  for (;;) {
    ArrowArray array{};
    REQUIRE(stream.get_next(&stream, &array) == 0);
    if (array.release == nullptr) break;
    const ArrowArray& codes = *array.children[child];
    for (std::int64_t r = 0; r < array.length; ++r) {
      const std::int32_t code = static_cast<const std::int32_t*>(codes.buffers[1])[r];
      REQUIRE((code >= 0 && code < codes.dictionary->length));
      found.push_back(text(*codes.dictionary, code));
    }
    array.release(&array);
  }
  stream.release(&stream);
  return found;
}

}  // namespace

TEST_CASE("columns in memory: households that supply a definition beside others that do not") {
  const std::vector<std::string> profiles = {
      R"({"income":"800"})", R"({"income":"800","each":"600"})", R"({"income":"1500"})",
      R"({"each":"100"})", R"({"income":{"min":"500","max":"1000"}})"};
  Evaluator evaluator(ruleset());
  std::vector<std::string> alone;
  std::size_t refused = 0;
  for (std::size_t h = 0; h < profiles.size(); ++h) {
    const auto profile = ruleset().try_profile(profiles[h]);
    REQUIRE_MESSAGE(profile, to_text(profile.diagnostics));
    try {
      for (const Answer& answer : evaluator.decide(*profile.value, day))
        alone.push_back(std::to_string(h) + amounts(answer.least, answer.most));
    } catch (const Error&) {
      ++refused;
    }
  }
  Batch batch = opened({.explain = 2});
  REQUIRE_FALSE(batch.add_column("each"));
  std::vector<std::string> together;
  std::vector<std::string> explained;
  std::size_t rejected = 0;
  BatchSink sink;
  sink.write = [&](const BatchPiece& piece, std::string_view) {
    for (const BatchAnswer& answer : piece.answers())
      together.push_back(std::to_string(answer.household_row) + amounts(answer.least, answer.most));
    CHECK(piece.values().size() == piece.answers().size());
    rejected += piece.rejections.size();
    return true;
  };
  sink.explain = [&](std::string_view key, const Determination&) {
    explained.emplace_back(key);
    return true;
  };
  REQUIRE(batch.run(sink));
  CHECK(together == alone);
  CHECK(together.size() >= 4);
  CHECK((rejected > 0) == (refused > 0));
  CHECK(explained.size() == 2);
  CHECK(explained.front() == "1");
}

TEST_CASE("Arrow: lines of the settlement are named behind the programs, and are no hits") {
  const std::vector<std::string> all = programs({}, 2);
  CHECK(std::ranges::count(all, "higher of low, rest") > 0);
  CHECK(std::ranges::count(all, "low") > 0);
  CHECK(std::ranges::count(all, "rest") > 0);
  const std::vector<std::string> hits = programs({.hits = true}, 0);
  CHECK(std::ranges::count(hits, "higher of low, rest") == 0);
  CHECK_FALSE(hits.empty());
}
