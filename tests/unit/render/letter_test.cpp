// The letter's clauses: what refuses in blocks, among members and in rules that are not in force;
// what would change an answer, and where nothing is said of that; whom a letter can be about.
#include "render/letter.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entitle;
using render::change;
using render::why;

namespace {

Reason fact(const char* name, Truth3 truth) {
  Reason reason;
  reason.reads = {name, name};
  reason.truth = truth;
  return reason;
}

Reason block(Reason::Kind kind, Truth3 truth, std::vector<Reason> parts) {
  Reason reason;
  reason.kind = kind;
  reason.truth = truth;
  reason.parts = std::move(parts);
  return reason;
}

Value number(Value::Kind kind, std::int32_t is, Period period = Period::none) {
  Value value;
  value.kind = kind;
  value.period = period;
  value.least = value.most = Decimal(is);
  return value;
}

Reason compared(const char* name, Value left, Reason::Comparison comparison, Value right) {
  Reason reason;
  reason.kind = Reason::Kind::comparison;
  reason.truth = Truth3::no;
  reason.comparison = comparison;
  reason.gap = left;
  reason.gap->least = reason.gap->most =
      Decimal::from_units(right.least->units() - left.least->units());
  reason.sides.resize(2);
  reason.sides[0].kind = Term::Kind::fact;
  reason.sides[0].label = {name, name};
  reason.sides[0].value = std::move(left);
  reason.sides[1].kind = Term::Kind::constant;
  reason.sides[1].value = std::move(right);
  return reason;
}

Outcome refused(Reason reason) {
  Outcome outcome;
  outcome.status.add(Status::does_not_qualify);
  outcome.reason = std::move(reason);
  return outcome;
}

const Determination nothing;
const render::Phrases zh(nothing, Language::zh);
using K = Reason::Kind;
using C = Reason::Comparison;

}  // namespace

TEST_CASE("why a block refuses") {
  const Reason none =
      block(K::any_of, Truth3::no, {fact("甲", Truth3::no), fact("乙", Truth3::no)});
  CHECK(why(zh, none, false) == "以下各项须满足一项，都不满足：“甲”为否；“乙”为否");
  const Reason held =
      block(K::none_of, Truth3::no, {fact("甲", Truth3::yes), fact("乙", Truth3::no)});
  CHECK(why(zh, held, false) == "“甲”为是");
  CHECK(why(zh, refused(held)) == "“甲”为是");
  const Reason open = block(K::all_of, Truth3::no, {fact("甲", Truth3::unknown)});
  CHECK(why(zh, open, false) == "不论还没有弄清的情况怎样，条件都不能同时满足");
  CHECK(why(zh, block(K::not_, Truth3::no, {fact("甲", Truth3::yes)}), false) == "“甲”为是");
}

TEST_CASE("why members refuse") {
  Reason one;
  one.kind = K::element;
  one.element = "扎西";
  one.truth = Truth3::no;
  Reason every = block(K::every_element, Truth3::no, {one});
  every.reads = {"members", "成员"};
  CHECK(why(zh, every, false) == "成员中扎西不满足要求");
  every.label = {"able", "有能力"};
  CHECK(why(zh, every, false) == "成员中扎西不满足“有能力”");
  every.kind = K::any_element;
  CHECK(why(zh, every, false) == "成员中没有人满足“有能力”");
}

TEST_CASE("what a comparison says, and what would change it") {
  using V = Value::Kind;
  const Value income = number(V::money, 1000, Period::month);
  const Value line = number(V::money, 910, Period::month);
  Reason less = compared("收入", income, C::less, line);
  CHECK(why(zh, less, false) ==
        "收入为每月 1,000.00\u00A0元，不低于每月 910.00\u00A0元，高出 90.00\u00A0元");
  CHECK(change(zh, refused(less)) ==
        "如果收入低于每月 910.00\u00A0元，即比现在的每月 1,000.00\u00A0元减少超过 "
        "90.00\u00A0元，可以再次申请。");
  less.comparison = C::less_equal;
  CHECK(change(zh, refused(less)).find("至少减少 90.00") != std::string::npos);
  const Reason young =
      compared("年龄", number(V::years, 76), C::greater_equal, number(V::years, 80));
  CHECK(why(zh, young, false) == "年龄为 76\u00A0周岁，未满 80\u00A0周岁，相差 4 岁");
  CHECK(change(zh, refused(young)) == "年龄满 80\u00A0周岁后，可以再次申请。");
  const Reason old = compared("年龄", number(V::years, 46), C::less, number(V::years, 18));
  CHECK(change(zh, refused(old)).empty());
  CHECK(change(zh, refused(block(K::all_of, Truth3::no, {less, old}))).empty());
  const Reason equal = compared("收入", line, C::less, line);
  CHECK(why(zh, equal, false).ends_with("，正好相等"));
  CHECK(change(zh, refused(equal)) == "如果收入低于每月 910.00\u00A0元，可以再次申请。");
  const Reason either = block(K::any_of, Truth3::no, {fact("甲", Truth3::no), old});
  CHECK(change(zh, refused(either)) == "如果“甲”变为是，可以再次申请。");
}

TEST_CASE("nobody gives up what is better to apply again") {
  Reason better = fact("低保", Truth3::yes);
  better.kind = K::program;
  const Outcome margin = refused(
      block(K::all_of, Truth3::no, {block(K::not_, Truth3::no, {better}), fact("甲", Truth3::no)}));
  CHECK(why(zh, margin) == "低保的认定结果是“符合”；“甲”为否");
  CHECK(change(zh, margin).empty());
}

TEST_CASE("whom a letter is about") {
  Determination d;
  ProgramInfo& info = d.programs.emplace_back();
  info.key = "care";
  info.label = {"care", "照护"};
  info.outcomes = 3;
  d.outcomes = {refused(fact("甲", Truth3::no)), refused(fact("甲", Truth3::no)), {}};
  d.outcomes[0].recipient = "卓玛";
  d.outcomes[0].recipient_number = 1;
  d.outcomes[1].recipient_number = 2;
  d.outcomes[2].not_listed = true;
  CHECK(render::outcome_of(d, "care", "卓玛") == &d.outcomes[0]);
  CHECK(render::outcome_of(d, "照护", "2") == &d.outcomes[1]);
  CHECK(render::outcome_of(d, "care", "") == nullptr);
  CHECK(render::outcome_of(d, "care", "扎西") == nullptr);
  CHECK(render::outcome_of(d, "other", "卓玛") == nullptr);
  CHECK(d.letter(Language::zh, "care", "3") == std::nullopt);
  const std::string letter = d.letter(Language::zh, "care", "卓玛", 0).value();
  CHECK(letter.starts_with("卓玛：您申请的照护，经核算，不符合条件。"));
  CHECK(letter.ends_with("可以再次申请。\n"));
}
