// Every declaration in both languages and how it prints.
#include <doctest/doctest.h>

#include "parsed.hpp"

using namespace entitle::syntax;

namespace {

void check(const std::string& text, const std::string& printed) {
  const Parsed parsed(text);
  CAPTURE(text);
  CHECK(parsed.errors() == "");
  CHECK(print(parsed.tree) == printed);
}

void check_both(const std::string& english, const std::string& chinese,
                const std::string& printed) {
  check(english, printed);
  check(zh(chinese), printed);
}

}  // namespace

TEST_CASE("the ruleset's head and documents") {
  check_both("ruleset xizang / 西藏社会救助 version 0.1\n  title en \"T\" zh \"标\"",
             "规则集 xizang / 西藏社会救助 版本 0.1\n  标题 zh \"标\" en \"T\"",
             "ruleset [xizang / 西藏社会救助] version 0.1 en \"T\" zh \"标\"\n");
  check_both(
      "document d57 / 办法 number \"57号\" title en \"T\"\n in force from 2021-07-01 through "
      "2026-06-30",
      "文件 d57 / 办法 文号 “57号” 标题 en \"T\"\n 自 2021-07-01 起施行 至 2026-06-30",
      "document [d57 / 办法] number \"57号\" en \"T\" from 2021-07-01 through 2026-06-30\n");
  check_both("document d57 in force from 2021-07-01", "文件 d57 自2021年7月1日起施行",
             "document [d57] from 2021-07-01\n");
  check_both("document d57", "文件 d57", "document [d57]\n");
}

TEST_CASE("a text without a language is in that of the file") {
  check("document d title \"T\"", "document [d] en \"T\"\n");
  check(zh("文件 d 标题 \"标\""), "document [d] zh \"标\"\n");
}

TEST_CASE("facts of every type") {
  struct Row {
    std::string english;
    std::string chinese;
    std::string printed;
  };
  const Row rows[] = {
      {"yes/no", "是否", "yes_no"},
      {"whole number", "整数", "whole"},
      {"whole number 1..4", "整数 1..4", "whole >= 1 <= 4"},
      {"whole number 1 to 4", "整数 1 至 4", "whole >= 1 <= 4"},
      {"decimal >= -1.5", "小数 不低于 -1.5", "decimal >= -1.5"},
      {"decimal >= 0 <= 2", "小数 不低于 0 不高于 2", "decimal >= 0 <= 2"},
      {"percent 0..100", "百分比 0..100", "percent >= 0 <= 100"},
      {"money <= 5,000 元", "金额 不超过 5,000 元", "money <= 5000 yuan"},
      {"money per month >= 0 元/月", "金额 按月 不低于 0 元/月", "money/month >= 0 yuan/month"},
      {"money per year", "金额 按年", "money/year"},
      {"date", "日期", "date"},
      {"years 0..120", "周岁 0..120", "years >= 0 <= 120"},
      {"years 18..", "年 18..", "years >= 18"},
      {"months", "个月", "months"},
      {"days", "天", "days"},
      {"text", "文字", "text"},
      {"urban / 城镇 | rural / 农村", "urban / 城镇 ｜ rural / 农村",
       "choice [urban / 城镇] [rural / 农村]"},
      {"a | b | c", "a | b | c", "choice [a] [b] [c]"},
      {"one of \"counties.csv\"", "选自 \"counties.csv\"", "table \"counties.csv\""},
  };
  for (const Row& row : rows)
    check_both("entity e { fact f : " + row.english + " }",
               "主体 e { 事实 f : " + row.chinese + " }",
               "entity [e]\n  fact [f] : " + row.printed + '\n');
}

TEST_CASE("entities with all that facts may have") {
  check_both(R"(entity person / 人 named by name {
  fact name / 姓名 : text
  fact grade / 等级 : whole number 1..4 only if disability is not none
    proved by en "card" zh "证"  asked of zh "本人"
    note "why"
  finding rich / 富裕
    decided by en "the bureau of {county}" zh "{county}局"
    cites d57 article 14
  supporters / 义务人 : supporter, 0 to 20
  at_least_one : x, at least 1
  few : x, at most 3
  some : x, at least 1, at most 3
  any : x
})",
             R"(主体 person / 人 以 name 称呼 ｛
  事实 name / 姓名 : 文字
  事实 grade / 等级 ：整数 1..4 仅当 disability 不是 none
    证明 en "card" zh "证"  询问 zh "本人"
    说明 en "why"
  认定事项 rich / 富裕
    由 zh "{county}局" en "the bureau of {county}" 认定
    依据 d57 第14条
  supporters / 义务人 : supporter，0 至 20
  at_least_one : x, 至少 1
  few : x, 至多 3
  some : x, 至少 1, 至多 3
  any : x
｝)",
             R"(entity [person / 人] named by name
  fact [name / 姓名] : text
  fact [grade / 等级] : whole >= 1 <= 4
    only if (disability is_not none)
    proved by en "card" zh "证"
    asked of zh "本人"
    note en "why"
  finding [rich / 富裕] : yes_no
    decided by en "the bureau of {county}" zh "{county}局"
    cites <d57 article 14>
  collection [supporters / 义务人] : supporter at least 0 at most 20
  collection [at_least_one] : x at least 1
  collection [few] : x at most 3
  collection [some] : x at least 1 at most 3
  collection [any] : x
)");
}

TEST_CASE("parameters and definitions") {
  check_both(
      "parameter p / 参 by county, area : money per month >= 0 元/月 from \"a.csv\" cites d note "
      "\"n\"",
      "参数 p / 参 按 county、area : 金额 按月 不低于 0 元/月 取自 \"a.csv\" 依据 d 说明 en \"n\"",
      "parameter [p / 参] by county by area : money/month >= 0 yuan/month from \"a.csv\"\n  cites "
      "<d>\n  note en \"n\"\n");
  check_both("parameter p : decimal from \"a.csv\"", "参数 p : 小数 取自 \"a.csv\"",
             "parameter [p] : decimal from \"a.csv\"\n");
  check_both("define s / 标 of h = a * 2 note \"n\"", "定义 s / 标 面向 h ＝ a × 2 说明 en \"n\"",
             "define [s / 标] of h\n  = (a mul 2)\n  note en \"n\"\n");
  check_both(
      "define s of h =\n  when a is b and\n       c : d\n  when e : f per month\n  otherwise : 0 "
      "元\n cites d",
      "定义 s 面向 h =\n  当 a 是 b 且\n     c 时 : d\n  当 e 时：f 按月\n  其余：0 元\n 依据 d",
      "define [s] of h\n  when ((a is b) and c) : d\n  when e : (per_month f)\n  otherwise : 0 "
      "yuan\n  cites <d>\n");
}

TEST_CASE("criteria and programs") {
  check_both(R"~(criterion c / 条 of person
  cites d43 article 5 paragraph 2 item 3, d section "二(一)", e
  any of {
    old / 老 : age >= 60 years cites d43 article 5 item 1
    weak : all of { a : b ; c : none of { d : e } }
      cites d
    two : at least 2 of { a : b c : d e : f }
  })~",
             R"~(条件 c / 条 面向 person
  依据 d43 第5条 第2款 第3项、d 章节 "二(一)"，e
  满足任一 {
    old / 老 : age 满 60 周岁 依据 d43 第5条第1项
    weak : 同时满足 { a : b； c : 均不满足 { d : e } }
      依据 d
    two : 至少满足 2 项 { a : b c : d e : f }
  })~",
             R"~(criterion [c / 条] of person
  cites <d43 article 5 paragraph 2 item 3> <d section "二(一)"> <e>
  any_of
    [old / 老] : (age greater_equal 60 years)
      cites <d43 article 5 item 1>
    [weak] : all_of
      [a] : b
      [c] : none_of
        [d] : e
      cites <d>
    [two] : at_least 2
      [a] : b
      [c] : d
      [e] : f
)~");
  check_both(R"~(program p / 项 of household
  cites d article 9
  decided by en "x" zh "y"
  appeal cites d article 65
  note "n"
  all of { a : b }
  amount a - b rounded half up to 0.01 元
    cites d article 12)~",
             R"~(项目 p / 项 面向 household
  依据 d 第九条
  由 zh "y" en "x" 认定
  救济 依据 d 第六十五条
  说明 en "n"
  同时满足 { a : b }
  金额 a - b，四舍五入到 0.01 元
    依据 d 第十二条)~",
             R"~(program [p / 项] of household
  cites <d article 9>
  decided by en "x" zh "y"
  appeal cites <d article 65>
  note en "n"
  all_of
    [a] : b
  amount (rounded half_up (a sub b) 0.01 yuan)
    cites <d article 12>
)~");
  check_both("criterion c of h : a or b", "条件 c 面向 h : a 或 b",
             "criterion [c] of h\n  : (a or b)\n");
}

TEST_CASE("examples") {
  check_both(R"(example "e" as of 2021-09-01 {
  county : 乃东区
  town : "x"
  income : 2,400..3,000 元/月, more : 5 元..
  rich : no; poor : yes
  savings : unknown
  area : one of {urban, rural}
  born : 1980-01-01
  months : 3
  members : [ { name : "卓玛", age : 82 years, supporters : [ ] }, { } ], incomplete
} expect {
  dibao : qualifies, 330 元/月
  nursing of "扎西" : qualifies, at least 300 元/年
  a : depends, at most 330 元/月
  b : depends, 0.01..330 元/月
  c of 卓玛 : does not qualify because income
  d : does not qualify, because income
})",
             R"(示例 "e" 认定日 2021-09-01 {
  county : 乃东区
  town : "x"
  income : 2,400 至 3,000 元/月，more : 5 元..
  rich : 否；poor : 是
  savings : 未知
  area : 可能是 {urban、rural}
  born : 1980-01-01
  months : 3
  members : [ { name : "卓玛"，age : 82 周岁，supporters : [ ] }，{ } ]，未列全
} 应当 {
  dibao : 符合，330 元/月
  "扎西" 的 nursing : 符合，至少 300 元/年
  a : 待定，至多 330 元/月
  b : 待定，0.01..330 元/月
  卓玛的c : 不符合 因为 income
  d : 不符合，因为 income
})",
             R"(example "e" as of 2021-09-01
  county : 乃东区
  town : "x"
  income : 2400 yuan/month..3000 yuan/month
  more : 5 yuan..
  rich : no
  poor : yes
  savings : unknown
  area : one of urban rural
  born : 1980-01-01
  months : 3
  members : list incomplete
    element
      name : "卓玛"
      age : 82 years
      supporters : list
    element
  expect dibao : qualifies at least 330 yuan/month at most 330 yuan/month
  expect nursing of "扎西" : qualifies at least 300 yuan/year
  expect a : depends at most 330 yuan/month
  expect b : depends at least 0.01 yuan/month at most 330 yuan/month
  expect c of "卓玛" : does not qualify because income
  expect d : does not qualify because income
)");
}

TEST_CASE("strings, marks, line ends") {
  check("\xEF\xBB\xBF# language: zh\r\n文件 d 文号 \"a \\\"b\\\" \\\\ # 57\"\r\n# 结束\r\n",
        "document [d] number \"a \"b\" \\ # 57\"\n");
  check("document d number “a \"b\" 号” # end", "document [d] number \"a \"b\" 号\"\n");
  check("＃ language：zh\n文件\u3000d", "document [d]\n");
}

TEST_CASE("files with nothing in them") {
  check("# nothing here\n\n  # language: zh\n", "");
  const Parsed empty("");
  CHECK(empty.places() == "R0107@1:1");
  const Parsed blank(" \n\t\n");
  CHECK(blank.places() == "R0107@1:1");
}

TEST_CASE("the first line settles the language") {
  CHECK(Parsed("# language: zh\n").tree.language == entitle::Language::zh);
  CHECK(Parsed("#language:zh").tree.language == entitle::Language::zh);
  CHECK(Parsed("# language: en\n").tree.language == entitle::Language::en);
  CHECK(Parsed("# comment\n# language: zh\n").tree.language == entitle::Language::en);
  CHECK(Parsed("# language: bo\n").places() == "R0212@1:13");
  CHECK(Parsed("定义 甲 面向 乙 = 1").errors() ==
        "R0214 1:1 \"定义\" is a keyword in Chinese, but this file is read as English | write \"# "
        "language: zh\" on the first "
        "line\n");
  CHECK(Parsed(zh("define a of b = 1")).places() == "R0214@2:1");
}
