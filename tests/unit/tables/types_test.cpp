// What a column may hold, width by width, and what is said of one that holds something else: at
// the start of a column's type, row by row of a value.
#include <limits>

#include "arrow_families.hpp"

using namespace entitle;
using namespace tables;

namespace {

/// Opens one household's column, or what is told.
std::vector<Diagnostic> told(const made::Node& column, const BatchOptions& options = {}) {
  return open({made::structs("", {column}, column.length)}, options).diagnostics;
}
std::vector<Diagnostic> told_of_member(const made::Node& column) {
  return told(made::lists("members", {std::optional<std::size_t>(1)},
                          made::structs("", {column}, column.length)));
}

/// The answers where only the income is known.
std::vector<Said> of_income(const std::vector<std::string>& incomes) {
  Families all;
  for (const std::string& income : incomes) all.push_back({{"", income, "", "", ""}, false, {}});
  return one_by_one(all);
}

template <class Number>
void check_width() {
  constexpr Number most = std::numeric_limits<Number>::max();
  const std::vector<std::optional<Number>> values{Number(0), Number(100), std::nullopt, most};
  made::Node column = made::column<Number>("income", values);
  const Ran whole = run(open({made::structs("", {column}, 4)}));
  const std::vector<Said> expected = of_income({"0", "100", ""});
  const bool fits = most <= Number(127) || std::uint64_t(most) <= 100'000;
  CHECK(whole.rejections.size() == (fits ? 0 : 1));
  const std::vector<Said> first(whole.said.begin(),
                                whole.said.begin() + static_cast<std::ptrdiff_t>(expected.size()));
  CHECK(first == expected);
  if (!fits) {
    CHECK(whole.rejections[0].line == 4);
    CHECK(whole.rejections[0].column == 1);
    CHECK(
        (whole.rejections[0].reason.code == "R0726" || whole.rejections[0].reason.code == "R0731"));
    CHECK(whole.said == expected);
  }
  column.metadata = made::scaled(2);
  const Ran fen = run(open({made::structs("", {column}, 4)}));
  REQUIRE(fen.said.size() >= expected.size());
  const std::vector<Said> hundredths(
      fen.said.begin(), fen.said.begin() + static_cast<std::ptrdiff_t>(expected.size()));
  CHECK(hundredths == of_income({"0", "1", ""}));
}

}  // namespace

TEST_CASE("every width of integers is read as it is") {
  check_width<std::int8_t>();
  check_width<std::int16_t>();
  check_width<std::int32_t>();
  check_width<std::int64_t>();
  check_width<std::uint8_t>();
  check_width<std::uint16_t>();
  check_width<std::uint32_t>();
  check_width<std::uint64_t>();
}

TEST_CASE("scales, exactly") {
  const auto income = [](std::int64_t value, int scale) {
    return run(open({made::structs("", {made::decimals("income", {{value}}, scale)}, 1)}));
  };
  CHECK(income(12'345, 2).said == of_income({"123.45"}));
  CHECK(income(123'450'000, 6).said == of_income({"123.45"}));
  CHECK(income(9, -2).said == of_income({"900"}));
  const Ran more = income(1'234'567, 6);
  REQUIRE(more.rejections.size() == 1);
  CHECK(more.rejections[0].reason.code == "R0730");
  CHECK(more.rejections[0].reason.message.find("1.234567") != std::string::npos);
  CHECK(income(std::numeric_limits<std::int64_t>::max(), -10).rejections[0].reason.code == "R0731");
  const auto scale = told(made::decimals("income", {{1}}, 77));
  REQUIRE(scale.size() == 1);
  CHECK(scale[0].code == "R0715");
}

TEST_CASE("a value that is not taken rejects its household and nobody else") {
  const made::Node ages = made::column<std::int16_t>("age", {{30}, {130}, {-1}, {82}});
  const made::Node pensions = made::texts("pension", {{"100"}, {"x"}, {"1,000.50"}, {""}});
  const made::Node node = made::structs(
      "",
      {made::texts("household", {{"a"}, {"b"}, {"c"}}),
       made::lists("members", {{1}, {2}, {1}}, made::structs("", {ages, pensions}, 4))},
      3);
  const Ran ran = run(open({node}));
  CHECK(ran.summary.households == 2);
  REQUIRE(ran.rejections.size() == 3);
  for (const BatchRejection& rejection : ran.rejections) {
    CHECK(rejection.file == "household");
    CHECK(rejection.line == 2);
    CHECK(rejection.column == 2);
    CHECK(rejection.household == "b");
  }
  CHECK(ran.rejections[0].reason.code == "R0726");
  CHECK(ran.rejections[0].reason.path == "/members/0/age");
  CHECK(ran.rejections[1].reason.path == "/members/1/age");
  CHECK(ran.rejections[2].reason.code == "R0725");
  CHECK(ran.rejections[2].reason.path == "/members/0/pension");
  CHECK_FALSE(ran.rejections[2].reason.help.empty());
}

TEST_CASE("a choice that there is not is told with what was perhaps meant") {
  const made::Node node =
      made::structs("", {made::coded("area", {{"urban"}, {"ruarl"}, {}, {"农村"}})}, 4);
  const Ran ran = run(open({node}));
  REQUIRE(ran.rejections.size() == 1);
  CHECK(ran.rejections[0].line == 2);
  CHECK(ran.rejections[0].reason.code == "R0727");
  CHECK(ran.rejections[0].reason.help.find("rural") != std::string::npos);
  CHECK(ran.summary.households == 3);
}

TEST_CASE("texts as views, within and in blocks") {
  const std::vector<std::optional<std::string>> areas{{"urban"}, {}, {"rural"}, {"urban"}};
  const std::vector<std::optional<std::string>> incomes{
      {"1,234.50"}, {"        850.25       "}, {}, {"800.00..000000900.00"}};
  const auto rows = [&](auto make) {
    return run(open({made::sliced(
                   made::structs("", {make("area", areas), make("income", incomes)}, 4), 1, 3)}))
        .rows;
  };
  CHECK(rows(made::views) == rows(made::texts<std::int32_t>));
  made::Node broken = made::views("income", incomes);
  broken.buffers.back() = made::numbers<std::int64_t>({3, 3});
  const Ran ran = run(open({made::structs("", {broken}, 4)}));
  CHECK(ran.rejections.size() == 2);
  CHECK(ran.summary.households == 2);
}

TEST_CASE("yes and no are a bit, or 0 and 1") {
  const made::Node node = made::structs(
      "",
      {made::lists(
          "members", {{1}, {1}, {1}},
          made::structs("", {made::column<std::uint8_t>("disabled", {{1}, {0}, {2}})}, 3))},
      3);
  const Ran ran = run(open({node}));
  REQUIRE(ran.rejections.size() == 1);
  CHECK(ran.rejections[0].line == 3);
  CHECK(ran.rejections[0].reason.code == "R0725");
}

TEST_CASE("a column of a type that does not hold the fact is told with the cure") {
  struct Case {
    made::Node column;
    const char* holds;
    const char* cure;
    bool member = false;
  };
  const std::vector<Case> cases = {
      {made::column<double>("income", {{1.5}}), "float64", "floating point"},
      {made::column<float>("income", {{1.5F}}), "float32", "decimal128"},
      {made::column<std::int32_t>("income", {{1}}, "tdD"), "date32", "scale"},
      {made::flags("income", {{true}}), "bool", "scale"},
      {made::column<std::int64_t>("registered", {{1}}), "int64", "date32"},
      {made::column<std::int64_t>("registered", {{1}}, "tdm"), "date64", "date32"},
      {made::column<std::int64_t>("registered", {{1}}, "tsu:"), "timestamp", "date32"},
      {made::column<std::int8_t>("area", {{1}}), "int8", "dictionary"},
      {made::column<std::int64_t>("area", {{1}}, "vz"), "binary_view", "utf8"},
      {made::column<double>("household", {{1.0}}), "float64", "whole numbers"},
      {made::column<double>("registered", {{1.0}}), "float64", "date32"},
      {made::column<double>("disabled", {{1.0}}), "float64", "bool", true},
      {made::column<std::int64_t>("members", {{1}}), "int64", "list<struct>"},
      {made::lists("members", {{1}}, made::column<std::int64_t>("x", {{1}})), "list<int64>",
       "list<struct>"},
      {made::structs("income", {made::column<double>("min", {{1.0}})}, 1), "struct<float64>",
       "decimal128"}};
  for (const Case& one : cases) {
    const auto diagnostics = one.member ? told_of_member(one.column) : told(one.column);
    CAPTURE(one.column.name);
    CAPTURE(to_text(diagnostics));
    REQUIRE(diagnostics.size() == 1);
    CHECK(diagnostics[0].code == "R0714");
    CHECK(diagnostics[0].message.find(one.holds) != std::string::npos);
    CHECK(diagnostics[0].help.find(one.cure) != std::string::npos);
  }
  CHECK(made::alive.none());
}

TEST_CASE("columns that are no fact are told, or passed over") {
  const made::Node typo = made::column<std::int64_t>("incom", {{1}});
  const auto diagnostics = told(typo);
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics[0].code == "R0707");
  CHECK(diagnostics[0].help.find("income") != std::string::npos);
  CHECK(told(typo, {.ignore_extra = true}).empty());
  CHECK(told(made::column<double>("gps", {{1.0}}), {.ignore_extra = true}).empty());
  const auto twice = open({made::structs(
      "", {made::column<std::int64_t>("income", {{1}}), made::column<std::int64_t>("收入", {{1}})},
      1)});
  REQUIRE(twice.diagnostics.size() == 1);
  CHECK(twice.diagnostics[0].code == "R0705");
}

TEST_CASE("records are yes or no, or how much") {
  const auto answers = [](const made::Node& column) {
    ArrowArrayStream stream = made::stream({made::structs("", {column}, column.length)});
    auto batch = try_open_arrow(ruleset(), day, {{.stream = &stream}});
    REQUIRE_MESSAGE(batch, to_text(batch.diagnostics));
    return run(*batch.value).rows;
  };
  const std::string yes = answers(made::flags("receives help", {{true}, {false}, {}}));
  CHECK(answers(made::texts("领取 补助", {{"yes"}, {"no"}, {"unknown"}})) == yes);
  CHECK(answers(made::column<std::int8_t>("receives help", {{1}, {0}, {}})) == yes);
  const std::string much = answers(made::decimals("receives help", {{45'000}, {}}, 2));
  CHECK(answers(made::texts("receives help", {{"450"}, {}})) == much);
  CHECK(much.find("450.00") != std::string::npos);
}
