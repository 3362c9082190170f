// The layout that the formatter gives rule files: tables of what is written and what becomes of it.
// Whatever is formatted must hold the same tree and comments, and change no more.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "parsed.hpp"
#include "syntax/format.hpp"

using namespace entitle;
using namespace entitle::syntax;

namespace {

std::string formatted(const std::string& text) {
  const Parsed parsed(text);
  INFO(text);
  REQUIRE(parsed.errors() == "");
  const std::string once = format(parsed.tree, parsed.sources[0]);
  CHECK_MESSAGE(holds_the_same(once, parsed.tree, parsed.sources[0]), once);
  const Parsed again(once);
  CHECK_MESSAGE(format(again.tree, again.sources[0]) == once, once);
  return once;
}

struct Row {
  const char* written;
  const char* becomes;
};

/// Conditions of a criterion, or declarations, behind the language line of their language.
void check(const std::vector<Row>& rows, const std::string& language, const std::string& before,
           const std::string& after = "\n") {
  const std::string line = "# language: " + language + "\n";
  for (const Row& row : rows)
    CHECK(formatted(line + before + row.written + after) == line + before + row.becomes + "\n");
}

}  // namespace

TEST_CASE("expressions in English") {
  check({{"a+b*c", "a + b * c"},
         {"(a+b)*c", "(a + b) * c"},
         {"((a)) + ( b )", "(a) + (b)"},
         {"(a * b) + c", "(a * b) + c"},
         {"a - (b - c)", "a - (b - c)"},
         {"not a and not(b or c)", "not a and not (b or c)"},
         {"a  is   not b", "a is not b"},
         {"a not  in{b,c}", "a not in {b, c}"},
         {"a in 1 to 3", "a in 1..3"},
         {"a in 910 元/月..", "a in 910 元/月.."},
         {"a in -5..-1", "a in -5..-1"},
         {"a in 2021年1月2日..2021-3-4", "a in 2021-01-02..2021-03-04"},
         {"a ≤ 1,000.50 yuan/month", "a <= 1,000.50 元/月"},
         {"a >= 1 years and b < 2 year", "a >= 1 year and b < 2 years"},
         {"a < 60%", "a < 60%"},
         {"- a", "-a"},
         {"a − -b", "a - -b"},
         {"(a - b)per month", "(a - b) per month"},
         {"a per  year <b", "a per year < b"},
         {"a rounded half  up to 0.01元", "a rounded half up to 0.01 元"},
         {"(a rounded down to 1 元) * 2", "(a rounded down to 1 元) * 2"},
         {"count of m where((c)) > 3", "count of m where (c) > 3"},
         {"any of m where (a) has (b)", "any of m where (a) has (b)"},
         {"every one of m has ( b or c )", "every one of m has (b or c)"},
         {"sum of (a + b) over m", "sum of (a + b) over m"},
         {"largest of count of s over m", "largest of count of s over m"},
         {"not eligible for p", "not eligible for p"},
         {"not (eligible for p)", "not (eligible for p)"},
         {"receives p and in q", "receives p and in q"},
         {"a is 「in」", "a is 「in」"},
         {"「plain」 is 「two words」", "plain is 「two words」"}},
        "en", "criterion x of y : ");
}

TEST_CASE("expressions in Chinese") {
  check({{"收入 < 标准", "收入 低于 标准"},
         {"收入 不超过 标准", "收入 不超过 标准"},
         {"年龄 >= 60 岁", "年龄 满 60 岁"},
         {"年龄 不低于 60周岁", "年龄 不低于 60 周岁"},
         {"收入＜910元/月", "收入 低于 910 元/月"},
         {"收入 ×（甲－乙）", "收入 × (甲 − 乙)"},
         {"甲 属于｛乙，丙、丁｝", "甲 属于 {乙, 丙, 丁}"},
         {"甲 在 1..3", "甲 在 1 至 3"},
         {"甲 属于 3..", "甲 属于 3.."},
         {"甲 且 非（乙 或 丙）", "甲 且 非 (乙 或 丙)"},
         {"成员 的 人数", "成员 的 人数"},
         {"成员 中（甲）的 个数", "成员 中 (甲) 的 人数"},
         {"成员 中（甲）有（乙）", "成员 中 (甲) 有 (乙)"},
         {"成员 中 都（乙）", "成员 中 都 (乙)"},
         {"成员 的 收入 合计 低于 3 元", "成员 的 收入 合计 低于 3 元"},
         {"成员 的 法定义务人 中 (甲) 的 人数 最大值", "成员 的 法定义务人 中 (甲) 的 人数 最大值"},
         {"非 符合 低保", "不符合 低保"},
         {"领取 低保 且 享受 特困", "领取 低保 且 享受 特困"},
         {"收入 × 2 四舍五入 到 0.01 元", "收入 × 2，四舍五入到 0.01 元"},
         {"「本人的收入」 是 「第1类」", "「本人的收入」 是 「第1类」"},
         {"「收入」 是 「金额」", "收入 是 「金额」"}},
        "zh", "条件 甲 面向 乙 : ");
}

TEST_CASE("declarations") {
  check(
      {{"ruleset a/甲 version 0.1 title \"A\"", "ruleset a / 甲 version 0.1\n  title en \"A\""},
       {"document d number “5\"号”in force from 2021-1-1 through 2022-1-1 title zh \"甲\" en \"A\"",
        "document d\n  number \"5\\\"号\"\n  in force from 2021-01-01 through 2022-01-01\n"
        "  title en \"A\" zh \"甲\""},
       {"entity h { fact a:x/甲|y fact b : money per year >=0 元/年 <= 5 元/年 note \"n\"\n"
        "m : p,at least 1,at most 5 }",
        "entity h {\n  fact a : x / 甲 | y\n  fact b : money per year 0..5 元/年\n"
        "    note en \"n\"\n  m : p, 1 to 5\n}"},
       {"entity h named by n { finding f cites d article 5,d article 6 decided by \"x\" }",
        "entity h named by n {\n  finding f\n    cites d article 5, d article 6\n"
        "    decided by en \"x\"\n}"},
       {"entity h { fact a : years only if b is c note \"n\" fact d : yes/no note \"n\" only if e "
        "}",
        "entity h {\n  fact a : years only if b is c\n    note en \"n\"\n  fact d : yes/no\n"
        "    note en \"n\"\n    only if e\n}"},
       {"parameter p by a,b : one of \"c.csv\" from \"d.csv\"",
        "parameter p by a, b : one of \"c.csv\" from \"d.csv\""},
       {"parameter p : x | y assumed  x cites d cites d section \"二\" item 3",
        "parameter p : x | y assumed x\n  cites d\n  cites d item 3 section \"二\""},
       {"define a of h = b\ndefine c of h =when d:1 otherwise:2",
        "define a of h = b\n\ndefine c of h =\n  when d : 1\n  otherwise : 2"},
       {"criterion c of h in force from 2021-01-01 unknown after,unknown before : a",
        "criterion c of h\n  in force from 2021-01-01, unknown before, unknown after\n  : a"},
       {"criterion c of h cites d any of { a:b; c / 丙:all of{d:e} }",
        "criterion c of h\n  cites d\n  any of { a : b; c / 丙 : all of { d : e } }"},
       {"program c of h at least 2 of { a:b cites d; c:e }\namount 5 元 cites d cites e appeal "
        "cites f",
        "program c of h\n  at least 2 of {\n    a : b\n      cites d\n    c : e\n  }\n"
        "  amount 5 元\n    cites d\n  cites e\n  appeal cites f"},
       {"settlement { higher of a,b cites d note \"n\" c tops up over e per head of m,f rounded up "
        "to 1 元 cites d; g,h given up for a }",
        "settlement {\n  higher of a, b\n    cites d\n    note en \"n\"\n"
        "  c tops up over e per head of m, f rounded up to 1 元\n    cites d\n"
        "  g, h given up for a\n}"}},
      "en", "");
}

TEST_CASE("examples keep the author's line breaks between entries") {
  check(
      {{"example \"x\" as of 2021-01-01 with a=1, b = 2..3 {a:1,b:unknown\nreceives c:5 元 } "
        "expect { d of \"n\":qualifies at least 5 元; e:depends 1 元..2 元\nf : excluded }",
        "example \"x\" as of 2021-01-01 with a = 1, b = 2..3 {\n  a : 1, b : unknown\n"
        "  receives c : 5 元\n} expect {\n"
        "  d of \"n\" : qualifies, at least 5 元; e : depends, 1..2 元\n  f : excluded\n}"},
       {"example \"x\" as of 2021-01-01 {\nm : [ { a : 1 }, { } ] incomplete\n} expect {\n}",
        "example \"x\" as of 2021-01-01 {\n  m : [ { a : 1 }, { } ], incomplete\n} expect {\n}"},
       {"example \"x\" as of 2021-01-01 {\nm:[ {\na:1\ns:[ ]\n}, { a : 2\n} ]\n} expect {\np : not "
        "in "
        "force because l\n}",
        "example \"x\" as of 2021-01-01 {\n  m : [ {\n    a : 1\n    s : [ ]\n  }, {\n    a : 2\n"
        "  } ]\n} expect {\n  p : not in force because l\n}"},
       {"example \"x\" as of 2021-01-01 {\nm:[\n{ a:1 }, { a:2 },\n{ a : 3, s : [\n{ b : one of "
        "{x,y} } ], incomplete\n} ]\n} expect {\np : nothing left to pay\n}",
        "example \"x\" as of 2021-01-01 {\n  m : [\n    { a : 1 },\n    { a : 2 },\n    {\n"
        "      a : 3\n      s : [\n        { b : one of {x, y} }\n      ], incomplete\n    }\n  ]\n"
        "} expect {\n  p : nothing left to pay\n}"}},
      "en", "");
}

TEST_CASE("comments stay where they are read") {
  check(
      {{"#  above  \n\n\n\ncriterion c of h # behind\n  # between\n\n  cites d   # of it\n  : a # "
        "in\n"
        "  and b # at its end\n  # below\n\n# last",
        "#  above\n\ncriterion c of h  # behind\n  # between\n\n  cites d  # of it\n  # in\n"
        "  : a and b  # at its end\n# below\n\n# last"},
       {"entity h { # opens\n\n  # first\n  fact a : text # a\n  # alone\n} # closes\n# next",
        "entity h {  # opens\n  # first\n  fact a : text  # a\n  # alone\n}  # closes\n# next"},
       {"criterion c of h\n  all of { a : b # b\n    c : any of { # any\n    d : e } # any ends\n"
        "    # any's law\n    cites d # d\n  } # all ends",
        "criterion c of h\n  all of {\n    a : b  # b\n    c : any of {  # any\n      d : e\n"
        "    }  # any ends\n      # any's law\n      cites d  # d\n  }  # all ends"},
       {"example \"#\" # no\nas of 2021-01-01 { a : 1, # one\n b : 2\n } # end\n expect { # "
        "then\n}",
        "# no\nexample \"#\" as of 2021-01-01 {\n  a : 1  # one\n  b : 2\n  # end\n} expect {  # "
        "then\n}"},
       {"document d ＃ full width\n\n  number \"1\"",
        "document d  ＃ full width\n\n  number \"1\""}},
      "en", "");
  CHECK(formatted("criterion c of h : a#1\n") == "# language: en\ncriterion c of h : a  #1\n");
  CHECK(formatted("# only\n# comments\n") == "# language: en\n# only\n# comments\n");
}

TEST_CASE("any line break, mark or space") {
  const std::string plain =
      "# language: zh\n# 甲\n\n文件 办法 / law\n  文号 \"1\"\n\n条件 丙 面向 家庭\n  依据 办法 "
      "第3条、办法 第4条 第2款\n  : 收入 低于 1,000 元/月\n";
  CHECK(formatted(plain) == plain);
  CHECK(
      formatted("\xEF\xBB\xBF# language: zh\r\n# 甲\r\n\r\n文件 办法 / law 文号 \"1\"\r\n\r\n条件 "
                "丙 面向 家庭 依据 办法 第三条、办法 第4条第2款 : 收入 低于 1,000元/月") == plain);
  CHECK(formatted("＃　language：zh\r# 甲\r\r文件　办法／law　文号　“1”\r条件　丙　面向　家庭　依据"
                  "　办法　第3条，办法　第4条　第2款　：　收入＜１，０００　元/月\r") == plain);
}

TEST_CASE("names that cannot stand bare") {
  const auto zh = [](const std::string& name) {
    return formatted("# language: zh\n定义 「" + name + "」 面向 家庭 = 1\n");
  };
  for (const char* name :
       {"本人的收入", "第1类", "a b", "且", "中", "金额", "按月", "1a", "", "甲/乙"})
    CHECK(zh(name) == "# language: zh\n定义 「" + std::string(name) + "」 面向 家庭 = 1\n");
  for (const char* name : {"收入", "a1", "a收入", "人数线", "and"})
    CHECK(zh(name) == "# language: zh\n定义 " + std::string(name) + " 面向 家庭 = 1\n");
}

TEST_CASE("strings are copied") {
  const auto number = [](const std::string& string) {
    const std::string text = formatted("# language: en\ndocument d\n  number " + string + "\n");
    return text.substr(text.find("number ") + 7);
  };
  CHECK(number(R"("a\b # c")") == "\"a\\b # c\"\n");
  CHECK(number(R"("a\\")") == "\"a\\\\\"\n");
  CHECK(number(R"("a\\\"b")") == "\"a\\\\\\\"b\"\n");
  CHECK(number("“a\"b＂c\\”") == "“a\"b＂c\\”\n");
  CHECK(number("“甲”") == "\"甲\"\n");
}

TEST_CASE("what differs is seen") {
  const Parsed parsed("# language: en\n# a\ncriterion c of h : a < 5\n");
  const auto same = [&](const std::string& text) {
    return holds_the_same(text, parsed.tree, parsed.sources[0]);
  };
  CHECK(same("# a\ncriterion c of h : a<5"));
  CHECK_FALSE(same("criterion c of h : a < 5"));
  CHECK_FALSE(same("# b\ncriterion c of h : a < 5"));
  CHECK_FALSE(same("# a\ncriterion c of h : a <= 5"));
  CHECK_FALSE(same("# a\ncriterion c of h : a <"));
  CHECK_FALSE(same("# language: zh\n# a\n条件 c 面向 h : a < 5"));
}
