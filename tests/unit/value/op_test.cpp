// The table of operators and types in words: complete in both languages.
#include "value/op.hpp"
#include "text/words.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "value/type.hpp"

using namespace entitle;
using namespace entitle::value;

TEST_CASE("every operator has a row and a name of its own") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < op_count; ++i) {
    const auto op = static_cast<Op>(i);
    CHECK(row(op).op == op);
    CHECK(names.insert(to_string(op)).second);
    CHECK(text::key(word(op)).starts_with("op_"));
  }
  CHECK(std::string(to_string(Op::less_equal)) == "less_equal");
  CHECK(std::string(to_string(Op::and_)) == "and");
}

TEST_CASE("precedence is that of arithmetic, then comparison, then logic") {
  const Op loosest_first[] = {Op::or_, Op::and_, Op::not_,      Op::less,    Op::rounded,
                              Op::add, Op::mul,  Op::per_month, Op::or_else, Op::negate};
  for (std::size_t i = 1; i < std::size(loosest_first); ++i)
    CHECK(row(loosest_first[i - 1]).precedence < row(loosest_first[i]).precedence);
  for (const Op op : {Op::less, Op::less_equal, Op::greater, Op::greater_equal, Op::is, Op::is_not,
                      Op::in, Op::not_in}) {
    CHECK(is_comparison(op));
    CHECK(row(op).precedence == row(Op::less).precedence);
  }
  CHECK_FALSE(is_comparison(Op::add));
  CHECK(is_aggregate(Op::smallest));
  CHECK_FALSE(is_aggregate(Op::any_of));
  CHECK(is_block(Op::any_of));
  CHECK_FALSE(is_block(Op::any));
}

TEST_CASE("types in words") {
  Type none = Type::of(Kind::whole);
  none.may_be_none = true;
  Type ratio = Type::money(Period::month);
  ratio.ratio = true;
  const struct {
    Type type;
    const char* en;
    const char* zh;
  } rows[] = {
      {Type::of(Kind::yes_no), "yes/no", "是/否"},
      {Type::of(Kind::whole), "whole number", "整数"},
      {Type::of(Kind::decimal), "decimal number", "小数"},
      {Type::of(Kind::percent), "percent", "百分比"},
      {Type::money(Period::none), "money", "元"},
      {Type::money(Period::month), "money per month", "元/月"},
      {Type::money(Period::year), "money per year", "元/年"},
      {Type::of(Kind::date), "date", "日期"},
      {Type::duration(DurationUnit::years), "duration in years", "年数"},
      {Type::duration(DurationUnit::months), "duration in months", "月数"},
      {Type::duration(DurationUnit::days), "duration in days", "天数"},
      {Type::choice(3), "one of several", "选项"},
      {Type::of(Kind::text), "text", "文字"},
      {none, "whole number that may not apply", "可能不适用的 整数"},
      {ratio, "money per month not yet rounded", "未取整的 元/月"},
  };
  for (const auto& row : rows) {
    CHECK(row.type.to_words(Language::en) == row.en);
    CHECK(row.type.to_words(Language::zh) == row.zh);
  }
  CHECK(Type::money(Period::month) != Type::money(Period::year));
  CHECK(Type::choice(1) != Type::choice(2));
  CHECK(Type::of(Kind::date).is_ordered());
  CHECK_FALSE(Type::of(Kind::date).is_number());
  CHECK_FALSE(Type::choice(1).is_ordered());
}
