// What a determination tells, on a small ruleset: reasons with both sides, gaps, elements, rows,
// open facts, conditions and cases.
#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "entitle/entitle.hpp"

using namespace entitle;

namespace {

constexpr std::string_view rules = R"(# language: en
ruleset small / 小规则 version 1
document law / 法 number "No. 1"
entity household / 家庭 {
  fact county / 县 : one of "counties.csv"
  fact income / 收入 : money per month >= 0 元/月
    asked of en "the village" zh "村"
  finding property_ok / 财产合规
    decided by en "the bureau of {county}" zh "{县}民政局"
    cites law article 2
  members / 成员 : person, 1 to 5
}
entity person / 人 named by name {
  fact name / 姓名 : text
  fact age / 年龄 : years 0..120
  fact disability / 残疾 : none / 无 | mental / 精神
  fact grade / 等级 : whole number 1..4 only if disability is not none
  fact pension / 养老金 : money per month 0..10,000 元/月
}
parameter line / 标准 by county : money per month >= 0 元/月 from "line.csv"
  cites law article 3
define per_head / 人均 of household = income / count of members
define pensions / 养老金合计 of household = sum of pension over members where (age >= 60 years)
criterion elder / 老人 of person
  cites law article 4
  any of {
    old / 年老 : age >= 60 years
    graded / 有等级 : grade in 1..2
  }
program poor / 困难 of household
  cites law article 1
  decided by en "the bureau of {county}" zh "{县}民政局"
  all of {
    income / 收入 : per_head < line
    property / 财产 : property_ok
  }
  amount (line - per_head) * count of members rounded half up to 0.01 元
program near / 边缘 of household
  cites law article 1
  all of {
    not_poor / 非困难 : not eligible for poor
    below / 以下 : per_head < line * 2
  }
program either / 其一 of household
  cites law article 1
  any of {
    poor / 困难 : eligible for poor
    near / 边缘 : eligible for near
  }
program with_elder / 有老人 of household
  cites law article 1
  all of {
    someone / 有人 : any of members has (elder)
    again / 再说 : any of members has (age >= 60 years)
    pension / 养老金 : pensions < 100 元/月
  }
program old / 老 of person
  cites law article 1
  all of {
    elder / 老人 : elder
  }
)";

constexpr std::string_view counties =
    "code,name,name_en,aliases\n1,甲县,A County,\n2,乙县,B County,\n3,丙县,C County,\n";
constexpr std::string_view line =
    "county,from,through,value,status,default,source,known_on,note\n"
    "甲县,2020-01-01,2020-12-31,900,published,,gazette,,\n"
    "乙县,2020-01-01,2020-12-31,700,published,,gazette,,\n"
    "*,2020-01-01,2020-12-31,800,carried forward,assumed,,,\n";

const Ruleset& ruleset() {
  static const Ruleset made = [] {
    const Ruleset::Loader loader = [](std::string_view name) -> std::optional<std::string> {
      if (name == "counties.csv") return std::string(counties);
      if (name == "line.csv") return std::string(line);
      return std::nullopt;
    };
    Result<Ruleset> result = Ruleset::try_compile({{"small.rules", std::string(rules)}}, loader);
    if (!result) FAIL(to_text(result.diagnostics));
    return std::move(*result.value);
  }();
  return made;
}

Determination decided(std::string_view json) {
  return ruleset().evaluate(ruleset().profile(json), Date(2020, 6, 1));
}

const Outcome& outcome(const Determination& d, std::string_view program, std::size_t index = 0) {
  for (const ProgramInfo& info : d.programs)
    if (info.key == program) {
      REQUIRE(index < info.outcomes);
      return d.outcomes[info.first_outcome + index];
    }
  FAIL("no such program");
  return d.outcomes[0];
}

Decimal number(const char* text) { return Decimal::parse(text).value(); }

}  // namespace

TEST_CASE("a comparison has both sides, and the gap on the multiplied side") {
  const Determination d = decided(R"({"county":"甲县","income":"2820","property_ok":true,
    "members":[{"name":"a","age":30},{"name":"b","age":31},{"name":"c","age":32}]})");
  const Outcome& poor = outcome(d, "poor");
  CHECK(poor.status.is(Status::does_not_qualify));
  CHECK_FALSE(poor.amount.has_value());
  REQUIRE(poor.reason.parts.size() == 2);
  const Reason& income = poor.reason.parts[0];
  CHECK(income.label.zh == "收入");
  CHECK(income.truth == Truth3::no);
  CHECK(income.comparison == Reason::Comparison::less);
  REQUIRE(income.left() != nullptr);
  CHECK(income.left()->kind == Term::Kind::definition);
  CHECK(income.left()->label.en == "per head");
  CHECK(income.left()->value.least == number("940"));
  CHECK_FALSE(income.left()->value.approximate);
  CHECK(income.right()->value.least == number("900"));
  REQUIRE(income.gap.has_value());
  CHECK(income.gap->least == number("-120"));
  CHECK(income.gap_multiplied);
  CHECK(income.gap->period == Period::month);
  // 2,820 ÷ 3
  REQUIRE(income.left()->parts.size() == 1);
  const Term& quotient = income.left()->parts[0];
  CHECK(quotient.kind == Term::Kind::divide);
  CHECK(quotient.parts[0].path == "/income");
  CHECK(quotient.parts[1].value.least == number("3"));
  CHECK(income.place.file == "small.rules");
  CHECK(income.place.line > 0);
}

TEST_CASE("a quotient that has no end is marked as approximate") {
  const Determination d = decided(R"({"county":"甲县","income":"1000","property_ok":true,
    "members":[{"age":30},{"age":31},{"age":32}]})");
  CHECK(outcome(d, "poor").reason.parts[0].left()->value.approximate);
  CHECK(outcome(d, "poor").amount->least == number("1700"));
}

TEST_CASE("a finding is decided by the body of the household's county") {
  const Determination known = decided(R"({"county":"甲县","income":"0","members":[{"age":30}]})");
  const Reason& property = outcome(known, "poor").reason.parts[1];
  CHECK(property.kind == Reason::Kind::finding);
  CHECK(property.label.en == "property");
  CHECK(property.reads.en == "property ok");
  CHECK(property.decided_by.zh == "甲县民政局");
  CHECK(property.decided_by.en == "the bureau of A County");
  CHECK(property.citations.size() == 1);
  CHECK(known.programs[0].decided_by.zh == "甲县民政局");
  const Determination open = decided(R"({"income":"0","members":[{"age":30}]})");
  CHECK(outcome(open, "poor").reason.parts[1].decided_by.zh == "县民政局");
}

TEST_CASE("rows of a parameter: the one that rules, or those at both ends, each once") {
  const Determination known =
      decided(R"({"county":"乙县","income":"0","property_ok":true,"members":[{"age":30}]})");
  const Term& line = *outcome(known, "poor").reason.parts[0].right();
  CHECK(line.least_row == line.most_row);
  REQUIRE(line.least_row < known.parameters.size());
  CHECK(known.parameters[line.least_row].value.least == number("700"));
  CHECK(known.parameters[line.least_row].keys[0].en == "B County");
  CHECK(known.parameters[line.least_row].line == 3);
  CHECK_FALSE(known.parameters[line.least_row].default_row);
  CHECK(known.parameters.size() == 1);

  const Determination open = decided(R"({"income":"0","property_ok":true,"members":[{"age":30}]})");
  const Term& between = *outcome(open, "poor").reason.parts[0].right();
  CHECK(open.parameters[between.least_row].value.least == number("700"));
  CHECK(open.parameters[between.most_row].value.least == number("900"));

  const Determination carried =
      decided(R"({"county":"丙县","income":"0","property_ok":true,"members":[{"age":30}]})");
  const Outcome& poor = outcome(carried, "poor");
  CHECK(poor.provisional);
  REQUIRE(poor.provisional_rows.size() == 1);
  const ParameterUse& row = carried.parameters[poor.provisional_rows[0]];
  CHECK(row.status == ParameterUse::Status::carried_forward);
  CHECK(row.default_row);
  CHECK(row.default_assumed);
  // After the last row nothing is published.
  const Determination later = ruleset().evaluate(
      ruleset().profile(R"({"county":"甲县","income":"0","members":[{"age":30}]})"),
      Date(2022, 1, 1));
  CHECK(later.parameters[0].status == ParameterUse::Status::not_published);
  CHECK(outcome(later, "poor").reason.parts[0].right()->value.unknown);
}

TEST_CASE("elements by their names, and the elements not listed last") {
  const Determination d = decided(R"({"county":"甲县","income":"0","property_ok":true,
    "members":{"known":[{"name":"卓玛","age":82,"pension":"50"},{"age":30,"disability":"none"}],"complete":false}})");
  const Reason& someone = outcome(d, "with_elder").reason.parts[0];
  CHECK(someone.kind == Reason::Kind::any_element);
  REQUIRE(someone.parts.size() == 3);
  CHECK(someone.parts[0].element == "卓玛");
  CHECK(someone.parts[0].path == "/members/0");
  CHECK(someone.parts[0].truth == Truth3::yes);
  CHECK(someone.parts[1].element.empty());
  CHECK(someone.parts[1].number == 2);
  CHECK(someone.parts[1].truth == Truth3::no);
  CHECK(someone.parts[2].not_listed);
  CHECK(someone.parts[2].truth == Truth3::unknown);
  CHECK(someone.parts[2].path.empty());
  CHECK_FALSE(d.members_complete);
  CHECK(d.members == 2);
  // The program of a person: the two listed and once those who are not.
  CHECK(outcome(d, "old", 0).recipient == "卓玛");
  CHECK(outcome(d, "old", 1).recipient_path == "/members/1");
  CHECK(outcome(d, "old", 2).not_listed);
  CHECK(outcome(d, "old", 2).status.depends());
}

TEST_CASE("what does not apply is shown so") {
  const Determination d = decided(R"({"county":"甲县","income":"0","property_ok":true,
    "members":[{"name":"a","age":30,"disability":"none"}]})");
  const Reason& elder = outcome(d, "old").reason.parts[0];
  CHECK(elder.kind == Reason::Kind::criterion);
  CHECK(elder.label.en == "elder");
  REQUIRE(elder.parts.size() == 1);
  REQUIRE(elder.parts[0].parts.size() == 2);
  const Reason& graded = elder.parts[0].parts[1];
  CHECK(graded.truth == Truth3::inapplicable);
  CHECK(graded.left()->value.truth == Truth3::inapplicable);
}

TEST_CASE("a criterion is told once for each row in an outcome") {
  const Determination d = decided(
      R"({"county":"甲县","income":"0","property_ok":true,"members":[{"name":"a","age":70,"pension":"5"}]})");
  const Outcome& with = outcome(d, "with_elder");
  CHECK(with.reason.parts[0].parts[0].parts[0].parts.size() == 1);
  const Outcome& poor = outcome(d, "poor");
  REQUIRE(poor.amount_term.has_value());
  // rounded → × → − → per_head, told above
  const Term& difference = poor.amount_term->parts[0].parts[0];
  CHECK(difference.kind == Term::Kind::subtract);
  CHECK(difference.parts[1].key == "per_head");
  CHECK(difference.parts[1].parts.empty());
  CHECK(poor.amount_term->rounding == RoundingMode::half_up);
  CHECK(poor.amount_term->unit == number("0.01"));
}

TEST_CASE("an aggregate shows whom it counts") {
  const Determination d = decided(R"({"county":"甲县","income":"0","property_ok":true,
    "members":[{"name":"a","age":70,"pension":"40"},{"name":"b","age":20,"pension":"500"}]})");
  const Term& pensions = *outcome(d, "with_elder").reason.parts[2].left();
  REQUIRE(pensions.parts.size() == 1);
  const Term& sum = pensions.parts[0];
  CHECK(sum.kind == Term::Kind::sum);
  CHECK(sum.value.least == number("40"));
  REQUIRE(sum.parts.size() == 2);
  CHECK(sum.parts[0].label.zh == "a");
  CHECK(sum.parts[0].when[0].truth == Truth3::yes);
  CHECK(sum.parts[0].parts.size() == 1);
  CHECK(sum.parts[1].when[0].truth == Truth3::no);
  CHECK(sum.parts[1].parts.empty());
}

TEST_CASE("an open answer names what it rests on, and where it turns") {
  const Determination d =
      decided(R"({"county":"甲县","income":{"min":"1500","max":"2000"},"property_ok":true,
    "members":[{"name":"a","age":70},{"name":"b","age":20}]})");
  const Outcome& poor = outcome(d, "poor");
  CHECK(poor.status.depends());
  REQUIRE(poor.open_facts.size() == 1);
  const OpenFact& income = d.open_facts[poor.open_facts[0]];
  CHECK(income.path == "/income");
  CHECK(income.asked_of.zh == "村");
  CHECK(income.known.least == number("1500"));
  CHECK_FALSE(income.known.unknown);
  bool below = false;
  for (const Condition& condition : poor.conditions)
    if (condition.then.is(Status::qualifies)) {
      below = true;
      CHECK(condition.comparison == Reason::Comparison::less);
      CHECK(condition.value.least == number("1800"));
    }
  CHECK(below);
  REQUIRE(poor.cases.size() == 2);
  CHECK(poor.cases[0].then != poor.cases[1].then);
  CHECK_FALSE(d.questions.empty());
}

TEST_CASE("certain by cases: which line makes it so in each") {
  const Determination d =
      decided(R"({"county":"甲县","income":{"min":"1500","max":"2000"},"property_ok":true,
    "members":[{"name":"a","age":70},{"name":"b","age":20}]})");
  const Outcome& either = outcome(d, "either");
  CHECK(either.status.is(Status::qualifies));
  CHECK(either.by_cases);
  CHECK(either.reason.truth == Truth3::yes);
  CHECK(either.reason.parts[0].truth == Truth3::unknown);
  REQUIRE(either.cases.size() == 2);
  std::map<std::string_view, std::string_view> because;
  for (const Case& one : either.cases) because[one.because] = one.because_label.zh;
  CHECK(because["poor"] == "困难");
  CHECK(because["near"] == "边缘");
}

TEST_CASE("a refusal to answer is reported with its reason") {
  const Determination d = decided(
      R"({"county":"甲县","income":{"unknown":"would not say"},"property_ok":true,"members":[{"age":70}]})");
  const Outcome& poor = outcome(d, "poor");
  REQUIRE(poor.open_facts.size() == 1);
  const OpenFact& income = d.open_facts[poor.open_facts[0]];
  CHECK(income.refused);
  CHECK(income.reason == "would not say");
  CHECK(income.known.unknown);
}

TEST_CASE("a program with nobody to get it still stands in the list") {
  const Determination d = decided(
      R"({"county":"甲县","income":"0","property_ok":true,"members":[{"name":"a","age":30,"disability":"none"}]})");
  CHECK(d.programs.size() == 5);
  CHECK(d.programs[4].key == "old");
  CHECK_FALSE(d.programs[4].of_household);
  CHECK(d.programs[4].outcomes == 1);
}

TEST_CASE("a copy outlives the ruleset and the first determination") {
  std::optional<Determination> copy;
  {
    const Ruleset::Loader loader = [](std::string_view name) -> std::optional<std::string> {
      return std::string(name == "counties.csv" ? counties : line);
    };
    const Ruleset own = *Ruleset::try_compile({{"small.rules", std::string(rules)}}, loader).value;
    const Determination first = own.evaluate(
        own.profile(R"({"county":"甲县","members":[{"name":"卓玛","age":82}]})"), Date(2020, 6, 1));
    copy = first;
  }
  CHECK(outcome(*copy, "old").recipient == "卓玛");
  CHECK(copy->json().find("卓玛") != std::string::npos);
}

TEST_CASE("what may apply to elements not listed, below whomever, is one outcome and the last") {
  constexpr std::string_view nested = R"(# language: en
ruleset nested version 1
document law number "No. 1"
entity household { members : person, 1 to 3 }
entity person named by name {
  fact name : text
  children : child, 0 to 3
}
entity child {
  fact age : years 0..30
  fact need : money per month 0..100 元/月
}
program small of child
  cites law article 1
  all of { young : age < 6 years }
  amount need
)";
  const Result<Ruleset> made =
      Ruleset::try_compile({{"nested.rules", std::string(nested)}},
                           [](std::string_view) -> std::optional<std::string> { return {}; });
  REQUIRE_MESSAGE(made, to_text(made.diagnostics));
  const Determination d = made.value->evaluate(
      made.value->profile(
          R"({"members":[{"name":"a","children":{"known":[{"age":3,"need":"10"}],"complete":false}},
        {"name":"b","children":[{"age":9,"need":"20"}]},{"name":"c"}]})"),
      Date(2020, 6, 1));
  REQUIRE(d.outcomes.size() == 3);
  CHECK(d.outcomes[0].recipient_path == "/members/0/children/0");
  CHECK(d.outcomes[0].amount->least == number("10"));
  CHECK(d.outcomes[1].recipient_path == "/members/1/children/0");
  CHECK(d.outcomes[2].not_listed);
  CHECK(d.outcomes[2].status.depends());
  CHECK(d.outcomes[2].amount->least == number("0"));
  CHECK(d.outcomes[2].amount->most == number("100"));
  CHECK(d.outcomes[2].open_facts.size() == 2);
}

TEST_CASE("a long chain of definitions is told as far as a person would follow it") {
  std::string chain =
      "# language: en\nruleset chain version 1\ndocument law number \"No. 1\"\n"
      "entity household { fact x : whole number 0..9\n members : person, 1 to 3 }\nentity person { "
      "fact y : "
      "yes/no }\ndefine d0 of household = x\n";
  constexpr int links = 1500;
  for (int i = 1; i < links; ++i)
    chain +=
        "define d" + std::to_string(i) + " of household = d" + std::to_string(i - 1) + " + 1\n";
  chain += "program p of household cites law article 1 all of { last : d" +
           std::to_string(links - 1) + " < 2000\n any : any of members has (y) }\n";
  const Result<Ruleset> made = Ruleset::try_compile(
      {{"chain.rules", chain}}, [](std::string_view) -> std::optional<std::string> { return {}; });
  REQUIRE_MESSAGE(made, to_text(made.diagnostics));
  const Determination d = made.value->evaluate(
      made.value->profile(R"({"x":1,"members":[{"y":true}]})"), Date(2020, 6, 1));
  CHECK(d.outcomes[0].status.is(Status::qualifies));
  int depth = 0;
  for (const Term* term = &*d.outcomes[0].reason.parts[0].left(); !term->parts.empty();
       term = &term->parts[0])
    ++depth;
  CHECK(depth > 50);
  CHECK(depth < 200);
  CHECK_FALSE(d.json().empty());
  CHECK_FALSE(d.text(Language::zh).empty());
}
