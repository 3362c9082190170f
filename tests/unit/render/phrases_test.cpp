// Values, conditions, arithmetic and citations as they are said in both languages.
#include "render/phrases.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "render/layout.hpp"

using namespace entitle;
using namespace entitle::render;

namespace {

/// With ties as spaces.
std::string plain(std::string text) {
  for (std::size_t at = text.find(tie); at != std::string::npos; at = text.find(tie, at))
    text.replace(at, tie.size(), 1, ' ');
  return text;
}

Value money(const char* least, const char* most, Period period = Period::month) {
  Value value;
  value.kind = Value::Kind::money;
  value.period = period;
  if (least != nullptr) value.least = Decimal::parse(least);
  if (most != nullptr) value.most = Decimal::parse(most);
  return value;
}

Value years(int least, int most) {
  Value value;
  value.kind = Value::Kind::years;
  value.least = Decimal(least);
  value.most = Decimal(most);
  return value;
}

const Determination none;
const Phrases zh(none, Language::zh);
const Phrases en(none, Language::en);

}  // namespace

TEST_CASE("money: exact, grouped, with its period") {
  CHECK(plain(zh.value(money("2730", "2730"))) == "2,730.00 元/月");
  CHECK(plain(en.value(money("2730", "2730"))) == "2,730.00 yuan a month");
  CHECK(plain(zh.value(money("0.0001", "0.0001", Period::none))) == "0.0001 元");
  CHECK(plain(zh.value(money("5060", "5060", Period::year))) == "5,060.00 元/年");
  CHECK(plain(zh.value(money("-90", "-90"))) == "-90.00 元/月");
}

TEST_CASE("ranges: between, at least, at most, below") {
  CHECK(plain(zh.value(money("2400", "3000"))) == "2,400.00 至 3,000.00 元/月");
  CHECK(plain(zh.value(money("300", nullptr))) == "至少 300.00 元/月");
  CHECK(plain(zh.value(money(nullptr, "300"))) == "至多 300.00 元/月");
  CHECK(plain(zh.value(money("0", nullptr))) == "未知");
  CHECK(plain(zh.value(money("2400", "2729.9999"))) == "2,400.00 至不到 2,730.00 元/月");
  CHECK(plain(zh.value(money("0", "2729.9999"))) == "不到 2,730.00 元/月");
  Value unknown = years(0, 120);
  CHECK(plain(zh.value(unknown)) == "0 至 120 周岁");
  unknown.unknown = true;
  CHECK(plain(zh.value(unknown)) == "未知");
}

TEST_CASE("what a program pays is never said to be negative") {
  CHECK(plain(zh.amount(money("-270", "330"), false)) == "至多 330.00 元/月");
  CHECK(plain(zh.amount(money("0", "330"), false)) == "至多 330.00 元/月");
  CHECK(plain(zh.amount(money("630", "630"), false)) == "630.00 元/月");
  CHECK(plain(zh.amount(money("0", nullptr), false)) == "金额未定");
  CHECK(plain(zh.amount(money("0.01", "330"), true)) == "至多 330.00 元/月");
  CHECK(plain(zh.amount(money("100", "100"), true)) == "100.00 元/月");
  CHECK(plain(zh.amount(money("300", nullptr), true)) == "至少 300.00 元/月");
  CHECK(plain(en.amount(money("100", "200"), false)) == "100.00 to 200.00 yuan a month");
}

TEST_CASE("quotients that have no end") {
  Value third = money("421.6666", "421.6666");
  third.approximate = true;
  CHECK(plain(zh.value(third)) == "≈ 421.67 元/月");
  third.least = third.most = Decimal::parse("-0.005");
  CHECK(plain(zh.value(third)) == "≈ -0.01 元/月");
}

TEST_CASE("dates, choices, truths, what does not apply") {
  Value date;
  date.kind = Value::Kind::date;
  date.least = date.most = Decimal::from_units(Date(2021, 9, 1).days());
  CHECK(zh.value(date) == "2021-09-01");
  Value choice;
  choice.kind = Value::Kind::choice;
  choice.choices = {{"urban", "城镇"}, {"rural", "农村"}};
  CHECK(zh.value(choice) == "城镇或农村");
  CHECK(en.value(choice) == "urban or rural");
  for (int i = 0; i < 8; ++i) choice.choices.push_back({"x", "某"});
  CHECK(en.value(choice) == "urban, rural, x, x, x, x and 4 more");
  Value truth;
  truth.kind = Value::Kind::yes_no;
  CHECK(zh.value(truth) == "未知");
  truth.truth = Truth3::no;
  CHECK(zh.value(truth) == "否");
  truth.truth = Truth3::inapplicable;
  CHECK(zh.value(truth) == "不适用");
}

TEST_CASE("comparisons and their contraries") {
  using C = Reason::Comparison;
  CHECK(zh.compared(C::less, money("910", "910"), "低保标准", false) == "低于低保标准");
  CHECK(zh.compared(C::less, money("910", "910"), "低保标准", true) == "不低于低保标准");
  CHECK(zh.compared(C::greater_equal, years(80, 80), "80 周岁", false) == "满 80 周岁");
  CHECK(zh.compared(C::greater_equal, years(80, 80), "80 周岁", true) == "未满 80 周岁");
  CHECK(en.compared(C::greater, years(80, 80), "80 years", true) == "at most 80 years");
  CHECK(en.compared(C::in, years(1, 2), "1 to 2", true) == "not within 1 to 2");
}

TEST_CASE("conditions name whose fact it is") {
  Determination d;
  OpenFact& income = d.open_facts.emplace_back();
  income.label = {"monthly income", "家庭月收入"};
  OpenFact& grade = d.open_facts.emplace_back();
  grade.label = {"grade", "残疾等级"};
  grade.element = "扎西";
  grade.number = 2;
  OpenFact& members = d.open_facts.emplace_back();
  members.kind = OpenFact::Kind::collection;
  members.label = {"members", "成员"};
  const Phrases say(d, Language::zh);
  Condition condition;
  condition.comparison = Reason::Comparison::less;
  condition.value = money("2730", "2730");
  CHECK(plain(say.condition(condition)) == "家庭月收入低于 2,730.00 元/月");
  CHECK(plain(Phrases(d, Language::en).condition(condition)) ==
        "monthly income is below 2,730.00 yuan a month");
  CHECK(say.open_fact(1) == "扎西的残疾等级");
  Outcome own;
  own.recipient = "扎西";
  own.recipient_number = 2;
  CHECK(say.rests_on(d.open_facts[1], own) == "残疾等级");
  CHECK(say.rests_on(d.open_facts[2], Outcome()) == "成员是否列全");
  condition.value = {};
  condition.value.kind = Value::Kind::yes_no;
  condition.value.truth = Truth3::no;
  CHECK(say.condition(condition) == "“家庭月收入”为否");
}

TEST_CASE("citations: by number in Chinese, by title in English") {
  const std::vector<CitationRef> refs = {
      {"order_649", {"Interim Measures", "暂行办法"}, "国务院令第649号", 9, 2, 3, {}},
      {"policy", {"The policy", "补贴政策"}, {}, 0, 0, 0, "二"}};
  CHECK(zh.citations(refs) == "国务院令第649号 第9条第2款第3项；《补贴政策》 二");
  CHECK(en.citations(refs) ==
        "Interim Measures article 9 paragraph 2 item 3; The policy section 二");
}

TEST_CASE("arithmetic has the parentheses it needs and no others") {
  const auto leaf = [](const char* label, const char* value) {
    Term term;
    term.kind = Term::Kind::fact;
    term.label = {label, label};
    term.value = money(value, value, Period::none);
    return term;
  };
  const auto join = [](Term::Kind kind, Term a, Term b) {
    Term term;
    term.kind = kind;
    term.parts = {std::move(a), std::move(b)};
    return term;
  };
  const Determination d;
  const Footnotes notes(d);
  const Term difference = join(Term::Kind::subtract, leaf("a", "3"), leaf("b", "1"));
  CHECK(plain(arithmetic(zh, notes, join(Term::Kind::multiply, difference, leaf("c", "2")))) ==
        "（a 3.00 元 − b 1.00 元）× c 2.00 元");
  CHECK(plain(arithmetic(zh, notes, join(Term::Kind::subtract, leaf("c", "2"), difference))) ==
        "c 2.00 元 − （a 3.00 元 − b 1.00 元）");
  CHECK(plain(arithmetic(zh, notes, join(Term::Kind::subtract, difference, leaf("c", "2")))) ==
        "a 3.00 元 − b 1.00 元 − c 2.00 元");
  CHECK(plain(arithmetic(zh, notes,
                         join(Term::Kind::divide, leaf("c", "2"),
                              join(Term::Kind::multiply, leaf("a", "3"), leaf("b", "1"))))) ==
        "c 2.00 元 ÷ （a 3.00 元 × b 1.00 元）");
  Term rounded;
  rounded.kind = Term::Kind::rounded;
  rounded.value = money("2", "2");
  rounded.unit = Decimal::parse("0.01").value();
  rounded.parts = {difference};
  CHECK(plain(arithmetic(zh, notes, rounded)) == "a 3.00 元 − b 1.00 元，四舍五入到 0.01 元");
}

TEST_CASE("footnotes are numbered as they are met, each row once") {
  Determination d;
  d.parameters.resize(3);
  d.parameters[1].parameter = "b";
  d.parameters[2].parameter = "c";
  Footnotes notes(d);
  CHECK(plain(notes.marks({2})) == " ①");
  CHECK(plain(notes.marks({0, 2})) == " ②①");
  CHECK(notes.mark_of(1).empty());
  CHECK(notes.rows() == std::vector<std::uint32_t>{2, 0});
  CHECK(Footnotes::mark(20) == "⑳");
  CHECK(Footnotes::mark(21) == "[21]");
}

TEST_CASE("rows that say the same of several keys share a footnote") {
  Determination d;
  d.parameters.resize(3);
  const Text keys[] = {{"A", "甲县"}, {"B", "乙县"}, {"C", "丙县"}};
  for (std::uint32_t row = 0; row < 3; ++row) {
    d.parameters[row].parameter = "standard";
    d.parameters[row].label = {"standard", "标准"};
    d.parameters[row].keys = {keys[row]};
    d.parameters[row].value.kind = Value::Kind::number;
    d.parameters[row].value.least = d.parameters[row].value.most =
        Decimal::from_units(row == 1 ? 20'000 : 10'000);
  }
  Footnotes notes(d);
  CHECK(plain(notes.marks({0, 1, 2})) == " ①②");
  CHECK(notes.first_of(2) == 0);
  CHECK(notes.alike(0) == std::vector<std::uint32_t>{0, 2});
  const Phrases say(d, Language::zh);
  CHECK(say.keys(notes.alike(0)) == "甲县和丙县");
  CHECK(say.note(notes.alike(0)).find("甲县和丙县") != std::string::npos);
}
