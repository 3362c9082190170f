// The reference evaluator on small models built by hand: none, errors, aggregates, look-ups, each
// result worked out on paper.
#include <doctest/doctest.h>

#include <initializer_list>
#include <stdexcept>

#include "reference/evaluate.hpp"
#include "reference/operators.hpp"

namespace model = entitle::model;
namespace value = entitle::value;
using entitle::Date;
using entitle::Period;
using namespace entitle::reference;
using value::Kind;
using value::Op;
using value::Type;

namespace {

constexpr model::EntityId household{0};
constexpr model::EntityId person{1};
constexpr model::CollectionId members{0};

/// A household of persons, to which facts and expressions are added.
struct Building {
  model::Model model;

  Building() {
    model.entities.resize(2);
    model.entities[1].parent = household;
    model.entities[1].collection = members;
    model.entities[0].collections = {members};
    model.collections.push_back({});
    model.collections[0].parent = household;
    model.collections[0].element = person;
    model.collections[0].most = 30;
  }
  model::FactId fact(model::EntityId entity, Type type) {
    const model::FactId id{static_cast<std::uint32_t>(model.facts.size())};
    model::Fact fact;
    fact.entity = entity;
    fact.type = type;
    model.facts.push_back(fact);
    model.entities[entity.index].facts.push_back(id);
    return id;
  }
  model::ExprId add(model::Expr expr) {
    model.exprs.push_back(std::move(expr));
    return {static_cast<std::uint32_t>(model.exprs.size() - 1)};
  }
  model::ExprId constant(std::int64_t units) {
    model::Expr expr;
    expr.op = Op::constant;
    expr.type = Type::of(Kind::decimal);
    expr.entity = household;
    expr.constant = {units, units};
    return add(expr);
  }
  model::ExprId read(model::FactId fact) {
    model::Expr expr;
    expr.op = Op::fact;
    expr.type = model[fact].type;
    expr.entity = model[fact].entity;
    expr.fact = fact;
    return add(expr);
  }
  model::ExprId op(Op op, Type type, model::EntityId entity, std::vector<model::ExprId> args) {
    model::Expr expr;
    expr.op = op;
    expr.type = type;
    expr.entity = entity;
    expr.args = std::move(args);
    return add(expr);
  }
  model::ExprId over_members(Op op, Type type, std::vector<model::ExprId> args, bool body,
                             bool where) {
    model::Expr expr;
    expr.op = op;
    expr.type = type;
    expr.entity = household;
    expr.collection = members;
    expr.args = std::move(args);
    expr.has_body = body;
    expr.has_where = where;
    return add(expr);
  }
};

const Type yes_no = Type::of(Kind::yes_no);
const Type decimal = Type::of(Kind::decimal);
const Type whole = Type::of(Kind::whole);

bool is(const Value& value, bool yes) { return value.sure == Sure::exact && value.yes == yes; }
bool equals(const Value& value, std::int64_t units) {
  return value.sure == Sure::exact && !value.none && compare(value.number, Exact::of(units)) == 0;
}

}  // namespace

TEST_CASE("an error settles nothing, and what is settled without it is none") {
  const Value yes = truth_value(true);
  const Value no = truth_value(false);
  for (const Value& error :
       {truth_value(true, Sure::overflowed), truth_value(false, Sure::overflowed),
        truth_value(false, Sure::lost)}) {
    const Value error_first[] = {error, no};
    const Value error_last[] = {no, error};
    CHECK(is(and_of(error_first), false));
    CHECK(is(and_of(error_last), false));
    const Value with_yes[] = {yes, error};
    CHECK(and_of(with_yes).sure == error.sure);
    CHECK(is(or_of(with_yes), true));
    CHECK(or_of(error_first).sure == error.sure);
    CHECK(not_of(error).sure == error.sure);
    const Value three[] = {yes, error, no};
    CHECK(is(at_least_of(three, 1), true));
    CHECK(at_least_of(three, 2).sure == error.sure);
    CHECK(is(at_least_of(three, 3), false));
  }
}

TEST_CASE("a value outside int64 is an error, unless its branch is not taken") {
  Building b;
  const model::FactId rich = b.fact(household, yes_no);
  const model::FactId income = b.fact(household, decimal);
  const model::ExprId huge =
      b.op(Op::add, decimal, household, {b.read(income), b.constant(INT64_MAX - 1)});
  const model::ExprId either =
      b.op(Op::cases, decimal, household, {b.read(rich), huge, b.constant(50'000)});
  const model::ExprId back = b.op(Op::sub, decimal, household, {huge, b.constant(INT64_MAX - 1)});
  Point point(b.model);
  point.fact(b.model, income, 0) = Known::units(10'000);
  for (const bool yes : {false, true}) {
    point.fact(b.model, rich, 0) = Known::truth(yes);
    Evaluator evaluator(b.model, point);
    const Value& value = evaluator.value(either, household, 0);
    if (yes)
      CHECK(value.sure == Sure::overflowed);
    else
      CHECK(equals(value, 50'000));
    CHECK(evaluator.value(back, household, 0).sure == Sure::overflowed);
    CHECK(compare(evaluator.value(back, household, 0).number, Exact::of(10'000)) == 0);
  }
}

TEST_CASE("none: comparisons are false, their negations true, sums skip it") {
  Building b;
  const model::FactId disabled = b.fact(person, yes_no);
  const model::FactId grade = b.fact(person, whole);
  b.model.facts[grade.index].only_if = b.read(disabled);
  const model::ExprId read = b.read(grade);
  std::vector<std::pair<model::ExprId, bool>> expected;
  for (const Op op : {Op::less, Op::less_equal, Op::greater, Op::greater_equal, Op::is})
    expected.emplace_back(b.op(op, yes_no, person, {read, b.constant(30'000)}), false);
  expected.emplace_back(b.op(Op::is_not, yes_no, person, {read, b.constant(30'000)}), true);
  for (const Op op : {Op::in, Op::not_in}) {
    const model::ExprId in = b.op(op, yes_no, person, {read});
    b.model.exprs[in.index].constant = {10'000, INT64_MAX};
    expected.emplace_back(in, op == Op::not_in);
  }
  const model::ExprId less = b.op(Op::less, yes_no, person, {read, b.constant(30'000)});
  expected.emplace_back(b.op(Op::not_, yes_no, person, {less}), true);
  const model::ExprId instead = b.op(Op::or_else, whole, person, {read, b.constant(70'000)});
  const model::ExprId sum = b.over_members(Op::sum, whole, {read}, true, false);
  const model::ExprId smallest = b.over_members(Op::smallest, whole, {read}, true, false);

  Point point(b.model);
  for (const bool yes : {false, true}) {
    const std::uint32_t row = point.add(b.model, members, 0);
    point.fact(b.model, disabled, row) = Known::truth(yes);
    if (yes) point.fact(b.model, grade, row) = Known::units(20'000);
    Evaluator evaluator(b.model, point);
    CHECK(is(evaluator.applies(grade, row), yes));
    CHECK(equals(evaluator.value(instead, person, row), yes ? 20'000 : 70'000));
    CHECK(equals(evaluator.value(sum, household, 0), yes ? 20'000 : 0));
    CHECK(evaluator.value(smallest, household, 0).none == !yes);
    if (!yes)
      for (const auto& [expr, truth] : expected)
        CHECK(is(evaluator.value(expr, person, row), truth));
  }
}

TEST_CASE("aggregates over three members, of whom two pass") {
  Building b;
  const model::FactId counted = b.fact(person, yes_no);
  const model::FactId age = b.fact(person, whole);
  const model::ExprId where = b.read(counted);
  const model::ExprId body = b.read(age);
  const model::ExprId old = b.op(Op::greater_equal, yes_no, person, {body, b.constant(600'000)});
  const model::ExprId count = b.over_members(Op::count, whole, {where}, false, true);
  const model::ExprId any = b.over_members(Op::any, yes_no, {old, where}, true, true);
  const model::ExprId every = b.over_members(Op::every, yes_no, {old, where}, true, true);
  const model::ExprId sum = b.over_members(Op::sum, whole, {body, where}, true, true);
  const model::ExprId smallest = b.over_members(Op::smallest, whole, {body, where}, true, true);
  const model::ExprId largest = b.over_members(Op::largest, whole, {body, where}, true, true);
  const model::ExprId average = b.op(Op::div, decimal, household, {sum, count});
  b.model.exprs[average.index].type.ratio = true;
  const model::ExprId none_any =
      b.over_members(Op::any, yes_no, {old, b.op(Op::not_, yes_no, person, {where})}, true, true);

  Point point(b.model);
  {
    Evaluator empty(b.model, point);
    CHECK(equals(empty.value(count, household, 0), 0));
    CHECK(is(empty.value(any, household, 0), false));
    CHECK(is(empty.value(every, household, 0), true));
    CHECK(equals(empty.value(sum, household, 0), 0));
    CHECK(empty.value(largest, household, 0).none);
  }
  for (const std::int64_t years : {82, 46, 30}) {
    const std::uint32_t row = point.add(b.model, members, 0);
    point.fact(b.model, age, row) = Known::units(years * 10'000);
    point.fact(b.model, counted, row) = Known::truth(years != 30);
  }
  Evaluator evaluator(b.model, point);
  CHECK(equals(evaluator.value(count, household, 0), 20'000));
  CHECK(equals(evaluator.value(count, person, 2), 20'000));
  CHECK(is(evaluator.value(any, household, 0), true));
  CHECK(is(evaluator.value(every, household, 0), false));
  CHECK(equals(evaluator.value(sum, household, 0), 1'280'000));
  CHECK(equals(evaluator.value(smallest, household, 0), 460'000));
  CHECK(equals(evaluator.value(largest, household, 0), 820'000));
  CHECK(equals(evaluator.value(average, household, 0), 640'000));
  CHECK(is(evaluator.value(none_any, household, 0), false));
  CHECK_THROWS_AS(evaluator.value(old, household, 0), std::logic_error);
}

TEST_CASE("the most specific row of the day rules; without one, the declared range") {
  Building b;
  model::Domain counties;
  counties.choices.resize(3);
  b.model.domains.push_back(counties);
  const model::FactId county = b.fact(household, Type::choice(0));
  b.model.facts[county.index].domain = model::DomainId{0};
  model::Parameter standard;
  standard.type = decimal;
  standard.range = {0, 9'990'000};
  standard.keys = {county};
  const auto row = [](std::uint32_t key, Date from, Date through, std::int64_t lo,
                      std::int64_t hi) {
    model::ParameterRow made;
    made.keys = {key};
    made.from = from;
    made.through = through;
    made.published_value = true;
    made.value = {lo, hi};
    return made;
  };
  const Date first(2021, 1, 1);
  const Date last(2021, 12, 31);
  standard.rows = {row(model::ParameterRow::any, first, last, 6'400'000, 6'400'000),
                   row(1, first, last, 6'900'000, 6'900'000), row(2, first, last, 0, 0),
                   row(2, Date(2022, 1, 1), Date(2022, 6, 30), 9'100'000, INT64_MAX)};
  standard.rows[0].default_assumed = true;
  standard.rows[2].published_value = false;
  b.model.parameters.push_back(standard);

  const CellRanges in_2021 = cell_ranges(b.model, last);
  REQUIRE(in_2021[0].size() == 3);
  CHECK(in_2021[0][0].lo == 6'400'000);
  CHECK(in_2021[0][0].provisional());
  CHECK(in_2021[0][0].widest_hi == 9'990'000);
  CHECK(in_2021[0][1].hi == 6'900'000);
  CHECK_FALSE(in_2021[0][1].provisional());
  CHECK(in_2021[0][2].lo == 0);
  CHECK(in_2021[0][2].hi == 9'990'000);
  const CellRanges in_2022 = cell_ranges(b.model, Date(2022, 6, 30));
  CHECK(in_2022[0][0].hi == 9'990'000);
  CHECK(in_2022[0][2].lo == 9'100'000);
  CHECK(in_2022[0][2].hi == INT64_MAX);
  CHECK(cell_ranges(b.model, Date(2022, 7, 1))[0][2].lo == 0);

  model::Expr read;
  read.op = Op::parameter;
  read.type = decimal;
  read.entity = household;
  read.parameter = model::ParameterId{0};
  const model::ExprId expr = b.add(read);
  Point point(b.model);
  point.cells[0] = {1, 2, 3};
  point.fact(b.model, county, 0) = Known::one_of(2);
  CHECK(equals(Evaluator(b.model, point).value(expr, household, 0), 3));
}
