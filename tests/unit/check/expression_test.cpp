// Expressions: what each becomes, with its type, range and step; what is a ratio and what is none.
#include <doctest/doctest.h>

#include <string>

#include "entitle/decimal.hpp"
#include "model/print.hpp"
#include "ruleset.hpp"

using namespace entitle;
using namespace entitle::check::test;

namespace {

std::string number(std::int64_t units) {
  if (!value::is_finite(units)) return units > 0 ? "∞" : "-∞";
  return Decimal::from_units(units).to_string();
}

/// "form | type | range | step", or the codes of what was reported.
std::string checked(const std::string& entity, const std::string& expression) {
  const auto result = check_household("define x of " + entity + " = " + expression + "\n");
  if (!result->model) return result->codes();
  const model::Model& model = *result->model;
  const model::ExprId id = model.definitions.back().value;
  const model::Expr& expr = model[id];
  std::string text = model::print(model, id) + " | " + expr.type.to_words(Language::en);
  if (expr.type.is_number())
    text +=
        " | " + number(expr.range.lo) + ".." + number(expr.range.hi) + " | " + number(expr.step);
  return text;
}

struct Row {
  const char* entity;
  const char* expression;
  const char* expected;
};

}  // namespace

TEST_CASE("types, ranges and steps") {
  const Row rows[] = {
      {"household", "income + 100 元/月",
       "(add household.income 100:money per month) | money per month | 100..∞ | 0.01"},
      {"household", "1 + 2 * 3", "7:whole number | whole number | 7..7 | 7"},
      {"household", "-rooms", "(negate household.rooms) | whole number | -20..0 | 1"},
      {"household", "rooms * 2", "(mul household.rooms 2:whole number) | whole number | 0..40 | 2"},
      {"household", "60 %", "0.6:percent | percent | 0.6..0.6 | 0.6"},
      {"household", "count of members", "(count members) | whole number | 1..30 | 1"},
      {"household", "count of members where (age >= 60 years)",
       "(count members where (greater_equal person.age 60:duration in years)) | whole number | "
       "0..30 | 1"},
      {"household", "sum of wage over members",
       "(sum members person.wage) | money per month | 0..3000000 | 0.01"},
      {"household", "sum of pension over members",
       "(sum members person.pension) | money per month | 0..∞ | 0.01"},
      {"household", "largest of wage over members",
       "(largest members person.wage) | money per month | 0..100000 | 0.01"},
      {"person", "largest of age over supporters",
       "(largest supporters supporter.age) | duration in years that may not apply | 0..150 | 1"},
      {"supporter", "age", "supporter.age | duration in years | 0..150 | 1"},
      {"person", "count of members", "(count members) | whole number | 1..30 | 1"},
      {"person", "pension or 0 元",
       "(or_else person.pension 0:money per month) | money per month | 0..∞ | 0.01"},
      {"person", "monthly", "$monthly | money per month | 0..∞ | 0.01"},
      {"household", "income * 0.5",
       "(mul household.income 0.5:decimal number) | money per month | 0..∞ | 0.005"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    CHECK(checked(row.entity, row.expression) == std::string(row.expected));
  }
}

TEST_CASE("what is a ratio") {
  const auto type = [](const std::string& expression) {
    const std::string text = checked("household", expression);
    const std::size_t begin = text.find(" | ");
    if (begin == std::string::npos) return text;
    const std::size_t end = text.find(" | ", begin + 3);
    return text.substr(begin + 3, end - begin - 3);
  };
  const Row rows[] = {
      {"", "income / count of members", "money per month not yet rounded"},
      {"", "(monthly - income / count of members) * count of members", "money per month"},
      {"", "count of members * (monthly - income / count of members)", "money per month"},
      {"", "(monthly - income / count of members) * (count of members * 2)", "money per month"},
      {"", "(monthly - income / count of members) * rooms", "money per month not yet rounded"},
      {"", "income / count of members + income / count of members",
       "money per month not yet rounded"},
      {"", "(income / count of members + monthly / count of members) * count of members",
       "money per month"},
      {"", "income / count of members / count of members * count of members",
       "money per month not yet rounded"},
      {"", "yearly per month", "money per month not yet rounded"},
      {"", "(yearly per month) per year", "money per year"},
      {"", "(yearly per month) * 12", "money per month"},
      {"", "(yearly per month) * 6", "money per month"},
      {"", "(yearly per month) * 5", "money per month not yet rounded"},
      {"", "income per year", "money per year"},
      {"", "income per month", "money per month"},
      {"", "income / 3", "money per month not yet rounded"},
      {"", "income / 3 * 3", "money per month"},
      {"", "income / 1.5 * 1.5", "money per month"},
      {"", "income / 4", "money per month"},
      {"", "rooms / 2", "decimal number"},
      {"", "income * share", "money per month not yet rounded"},
      {"", "income * 30 %", "money per month"},
      {"", "income / savings", "R0401"},
      {"", "yearly / (income per year)", "R0410"},
      {"", "income / 3 rounded half up to 0.01 元", "money per month"},
      {"", "rooms / 3 rounded down to 1", "whole number"},
      {"", "1 / 3 * 3", "decimal number"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    CHECK(type(row.expression) == std::string(row.expected));
  }
  // A divisor is the same by whatever name.
  const auto named = check_household(
      "define heads of household = count of members\n"
      "define per_head of household = income / heads\n"
      "define standard of household =\n"
      "  when area is urban : monthly\n"
      "  otherwise : yearly per month\n"
      "define gap of household = (monthly - per_head) * count of members\n"
      "define rural_gap of household = (standard - per_head) * heads\n"
      "define twelvefold of household = (standard - per_head) * heads * 12\n"
      "program p of household cites law : gap > 0 元/月 and rural_gap > 0 元/月 amount "
      "twelvefold\n");
  INFO(named->said());
  REQUIRE(named->model);
  const auto ratio = [&](std::string_view name) {
    for (const model::Definition& definition : named->model->definitions)
      if (definition.key() == name) return (*named->model)[definition.value].type.ratio;
    return false;
  };
  CHECK(ratio("per_head"));
  CHECK(ratio("standard"));
  CHECK(!ratio("gap"));
  CHECK(ratio("rural_gap"));
  CHECK(!ratio("twelvefold"));
}

TEST_CASE("conditions") {
  const Row rows[] = {
      {"household", "income < 910 元/月", "(less household.income 910:money per month) | yes/no"},
      {"household", "income > 0 元", "(greater household.income 0:money per month) | yes/no"},
      {"household", "area is 城镇", "(is household.area {0}) | yes/no"},
      {"household", "area is not rural", "(is_not household.area {1}) | yes/no"},
      {"person", "disability in {physical, visual}", "(in person.disability {1 2}) | yes/no"},
      {"person", "disability not in {none}", "(not_in person.disability {0}) | yes/no"},
      {"person", "grade in 1..2", "(in person.grade [1..2]) | yes/no"},
      {"person", "grade in {1, 3}",
       "(or (is person.grade 1:whole number) (is person.grade 3:whole number)) | yes/no"},
      {"person", "grade not in {1}", "(not (is person.grade 1:whole number)) | yes/no"},
      {"household", "income / 3 in 1..2 元/月",
       "(and (greater_equal (div household.income 3:whole number) 1:money per month) "
       "(less_equal (div household.income 3:whole number) 2:money per month)) | yes/no"},
      {"household", "bought < 2020-01-01", "(less household.bought 2020-01-01:date) | yes/no"},
      {"household", "not house", "(not household.house) | yes/no"},
      {"household", "any of members has (grade is 1)",
       "(any members (is person.grade 1:whole number)) | yes/no"},
      {"household", "every one of members where (age < 16 years) has (wage is 0 元)",
       "(every members (is person.wage 0:money per month) where (less person.age 16:duration in "
       "years)) "
       "| yes/no"},
      {"household", "any of members has (any of supporters has (able))",
       "(any members (any supporters supporter.able)) | yes/no"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.expression);
    CHECK(checked(row.entity, row.expression) == std::string(row.expected));
  }
}

TEST_CASE("tables of cases") {
  const auto result = check_household(
      "define x of household =\n"
      "  when house : 0 元\n"
      "  when area is urban : monthly\n"
      "  otherwise : 300 元/月\n");
  REQUIRE(result->model);
  const model::Expr& expr = (*result->model)[result->model->definitions[0].value];
  CHECK(expr.type == value::Type::money(Period::month));
  CHECK(expr.range == value::Interval::at_least(0));
  CHECK(expr.step == 100);
  CHECK(expr.args.size() == 5);
}
