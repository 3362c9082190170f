// Expressions in both languages and how they print.
#include <doctest/doctest.h>

#include "parsed.hpp"

using namespace entitle::syntax;

namespace {

struct Row {
  std::string english;
  std::string chinese;
  std::string printed;
};

void check(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.english);
    CHECK(expression_of(row.english) == row.printed);
    CAPTURE(row.chinese);
    CHECK(expression_of(row.chinese, true) == row.printed);
  }
}

}  // namespace

TEST_CASE("operators by their precedence") {
  check({
      {"a < b", "a 低于 b", "(a less b)"},
      {"a <= b", "a 不高于 b", "(a less_equal b)"},
      {"a <= b", "a 不超过 b", "(a less_equal b)"},
      {"a > b", "a 超过 b", "(a greater b)"},
      {"a >= b", "a 满 b", "(a greater_equal b)"},
      {"a < b", "a 未满 b", "(a less b)"},
      {"a >= b", "a ＞＝ b", "(a greater_equal b)"},
      {"a >= b", "a ≥ b", "(a greater_equal b)"},
      {"a is b", "a 是 b", "(a is b)"},
      {"a is not b", "a 不是 b", "(a is_not b)"},
      {"a is 3", "a 是 3", "(a is 3)"},
      {"a + b * c - d / e", "a + b × c − d ÷ e", "(a add (b mul c) sub (d div e))"},
      {"a - (b - c)", "a－（b－c）", "(a sub (b sub c))"},
      {"(a - b) - c", "（a - b）- c", "((a sub b) sub c)"},
      {"-a * -b", "-a × −b", "((negate a) mul (negate b))"},
      {"a < b and c or d", "a < b 且 c 或 d", "(((a less b) and c) or d)"},
      {"not a and not b", "非 a 且 非 b", "((not a) and (not b))"},
      {"not a is b", "非 a 是 b", "(not (a is b))"},
      {"not not a", "非 非 a", "(not (not a))"},
      {"1 < 2 < 3", "1 < 2 < 3", "(1 less 2 less 3)"},
      {"a per month < b per year", "a 按月 < b 按年", "((per_month a) less (per_year b))"},
      {"a or 0 元", "a 或 0 元", "(a or 0 yuan)"},
      {"a\n  # why\n  and b", "a\n  # 为什么\n  且 b", "(a and b)"},
      {"a is yes", "a 是 是", "(a is yes)"},
      {"a is no", "a 是 否", "(a is no)"},
  });
}

TEST_CASE("lists and ranges") {
  check({
      {"a in {b, c}", "a 属于 {b、c}", "(a in (members b c))"},
      {"a not in {b, c}", "a 不属于 ｛b，c｝", "(a not_in (members b c))"},
      {"a in {1, 2, 3}", "a 属于 {1, 2, 3}", "(a in (members 1 2 3))"},
      {"a in {1,2}", "a 属于 {1、2}", "(a in (members 1 2))"},
      {"a in {1,234, 5}", "a 属于 {1,234、5}", "(a in (members 1234 5))"},
      {"a in 1..3", "a 属于 1..3", "(a in 1..3)"},
      {"a in 1 to 3", "a 属于 1 至 3", "(a in 1..3)"},
      {"a in 2400..3000 元/月", "a 属于 2400．．3000 元／月",
       "(a in 2400 yuan/month..3000 yuan/month)"},
      {"a in 910 元.. and b", "a 属于 910 元.. 且 b", "((a in 910 yuan..) and b)"},
      {"a in -3..-1", "a 属于 -3..−1", "(a in -3..-1)"},
      {"a in 2021-01-01..2021-12-31", "a 属于 2021年1月1日..2021年12月31日",
       "(a in 2021-01-01..2021-12-31)"},
  });
}

TEST_CASE("numbers and their units") {
  check({
      {"1,234.50", "1，234．50", "1234.5"},
      {"1,234,567", "1,234,567", "1234567"},
      {"0.0001", "0.0001", "0.0001"},
      {"910 元", "910元", "910 yuan"},
      {"910 yuan/month", "910 元/月", "910 yuan/month"},
      {"5,060 yuan/year", "5,060元／年", "5060 yuan/year"},
      {"60 years", "60周岁", "60 years"},
      {"60 岁", "60 岁", "60 years"},
      {"1 year", "1 年", "1 years"},
      {"6 months", "6 个月", "6 months"},
      {"10 days", "10 天", "10 days"},
      {"60%", "60％", "60%"},
      {"60 %", "６０ ％", "60%"},
      {"2021-09-01", "2021-9-1", "2021-09-01"},
  });
}

TEST_CASE("rounding") {
  check({
      {"a * b rounded half up to 0.01 元", "a × b，四舍五入到 0.01 元",
       "(rounded half_up (a mul b) 0.01 yuan)"},
      {"a - b rounded up to 1 元", "a - b 进一到 1 元", "(rounded up (a sub b) 1 yuan)"},
      {"a rounded down to 10", "a、舍去到 10", "(rounded down a 10)"},
      {"a rounded half even to 1", "a，四舍六入五成双到1", "(rounded half_even a 1)"},
      {"(a rounded half up to 1) * b", "(a，四舍五入 到 1) × b", "((rounded half_up a 1) mul b)"},
      {"a rounded half up to 1 < b", "a，四舍五入到 1 < b", "((rounded half_up a 1) less b)"},
  });
}

TEST_CASE("aggregates, whose word order differs") {
  check({
      {"count of members", "members 的 人数", "(count [members])"},
      {"count of members", "members的人数", "(count [members])"},
      {"count of members", "members 的 个数", "(count [members])"},
      {"count of members where (a < 3)", "members 中 (a 低于 3) 的 人数",
       "(count [members] where (a less 3))"},
      {"any of members has (a)", "members 中 有 (a)", "(any [members] of a)"},
      {"any of members where (b) has (a)", "members 中（b）有（a）",
       "(any [members] where b of a)"},
      {"every one of members has (a)", "members 中 都 (a)", "(every [members] of a)"},
      {"every one of members where (b) has (a)", "members 中 (b) 都 (a)",
       "(every [members] where b of a)"},
      {"sum of a over members", "members 的 a 合计", "(sum [members] of a)"},
      {"sum of (a - b) over members where (c)", "members 中 (c) 的 (a - b) 合计",
       "(sum [members] where c of (a sub b))"},
      {"smallest of a over members", "members 的 a 最小值", "(smallest [members] of a)"},
      {"largest of a over members", "members 的 a 最大值", "(largest [members] of a)"},
      {"a / count of members < b", "a ÷ members 的 人数 低于 b",
       "((a div (count [members])) less b)"},
      {"sum of count of supporters over members", "members 的 supporters 的 人数 合计",
       "(sum [members] of (count [supporters]))"},
      {"eligible for dibao or a", "符合 dibao 或 a", "((eligible dibao) or a)"},
      {"not eligible for dibao", "不符合 dibao", "(not (eligible dibao))"},
  });
}

TEST_CASE("names") {
  const std::pair<std::string, std::string> rows[] = {
      {"家庭人均收入", "家庭人均收入"},
      {"「子女的 3」", "子女的 3"},
      {"「且」", "且"},
      {"A类_b2", "A类_b2"},
      {"d57", "d57"},
      {"Égalité", "Égalité"},
      {"时间", "时间"},  // begins with a keyword
      {"是否贫困", "是否贫困"},
  };
  for (const auto& [text, printed] : rows) {
    CAPTURE(text);
    CHECK(expression_of(text, true) == printed);
  }
  CHECK(expression_of("nothing and infant_count and in_dibao") ==
        "(nothing and infant_count and in_dibao)");
}

TEST_CASE("spans cover what was written") {
  const std::string text = "criterion x of y : a + (b - 2 元) < count of members where (c)  # end";
  const Parsed parsed(text);
  REQUIRE_FALSE(parsed.report.has_errors());
  const Expression& whole = parsed.tree.rules.at(0).condition.at(0);
  const auto written = [&](entitle::text::Span span) {
    return std::string(parsed.sources[0].text(span));
  };
  CHECK(written(whole.span) == "a + (b - 2 元) < count of members where (c)");
  CHECK(written(whole.op_spans.at(0)) == "<");
  CHECK(written(whole.parts.at(0).span) == "a + (b - 2 元)");
  CHECK(written(whole.parts.at(0).parts.at(1).span) == "(b - 2 元)");
  CHECK(written(whole.parts.at(0).parts.at(1).parts.at(1).span) == "2 元");
  CHECK(written(whole.parts.at(1).span) == "count of members where (c)");
  CHECK(written(whole.parts.at(1).collection.span) == "members");
}
