// What is said of faults, in both languages: place, what was expected, what was found, the cure.
#include <doctest/doctest.h>

#include "parsed.hpp"

using namespace entitle::syntax;

namespace {

void check(const std::string& text, const std::string& errors) {
  CAPTURE(text);
  CHECK(Parsed(text).errors() == errors);
}

void check_condition(const std::string& text, const std::string& errors) {
  check("criterion c of h : " + text, errors);
}

}  // namespace

TEST_CASE("a misspelt keyword is named, and what follows it is read") {
  const Parsed parsed("progam p of h\n  cits d\n  al of {\n    a : b < \n  }\ndefin x of y = 1\n");
  CHECK(parsed.errors() ==
        "R0204 1:1 \"progam\" begins nothing that is known here | did you mean \"program\"?\n"
        "R0201 2:3 expected a further part of this declaration, or the next declaration, found "
        "\"cits\" | did you mean \"cites\"?\n"
        "R0201 3:3 expected a further part of this declaration, or the next declaration, found "
        "\"al\" | did you mean \"all\"?\n"
        "R0201 4:12 expected a value: a name, a number or a calculation, found the end of the line "
        "| write a name, a number "
        "such as 910 元/月, or (…)\n"
        "R0204 6:1 \"defin\" begins nothing that is known here | did you mean \"define\"?\n");
  CHECK(parsed.tree.rules.size() == 1);
  CHECK(parsed.tree.definitions.size() == 1);
}

TEST_CASE("the same in Chinese") {
  check(zh("项木 低保 面向 家庭\n  同时满住 {\n    收入 : 甲 底于 乙\n  }\n"),
        "R0204 2:1 「项木」不是此处可用的开头词 | 是不是「项目」？\n"
        "R0201 3:3 此处应为这条声明的下一部分，或下一条声明，却是「同时满住」 | "
        "是不是「同时满足」？\n"
        "R0201 4:12 此处应为一行「标签 : 条件」，或「}」，却是「底于」 | 是不是「低于」？\n");
}

TEST_CASE("where something is missing at the end of a line, the end of the line is shown") {
  check(zh("条件 甲 面向 人 : 乙 低于\n条件 丙 面向 人 : 丁\n"),
        "R0201 2:17 此处应为一个值：名称、数或算式，却是行末 | 写一个名称、数（如 910 "
        "元/月）或（…）\n");
  check("define x of y",
        "R0201 1:14 expected \"=\", found the end of the file | write \"=\" here\n");
  check("entity e\n", "R0201 1:9 expected \"{\", found the end of the file | write \"{\" here\n");
}

TEST_CASE("tokens that are wrong inside") {
  check_condition(
      "60years > a",
      "R0206 1:20 \"60years\" is not a number | put a space between the number and the word\n");
  check_condition("1,23 < a",
                  "R0216 1:20 the comma in \"1,23\" does not part thousands | write 1,234 for a "
                  "thousand and more, and a space "
                  "after the commas of a list\n");
  check_condition("1234,567 < a",
                  "R0216 1:20 the comma in \"1234,567\" does not part thousands | write 1,234 for "
                  "a thousand and more, and a "
                  "space after the commas of a list\n");
  check_condition("0.00001 < a",
                  "R0207 1:20 0.00001 has more than four decimals | round it to four decimals\n");
  check_condition("a is 2023-02-30",
                  "R0209 1:25 2023-02-30 is not a day of the calendar | write year, month and day: "
                  "2021-03-01\n");
  CHECK(Parsed("document d in force from 2023-13-01").places() == "R0209@1:26");
  check_condition(std::string(400, '9'),
                  "R0208 1:20 " + std::string(80, '9') +
                      "… is larger than numbers can be | check how many digits it has\n");
  CHECK(Parsed("document d number \"x\nin force from 2021-01-01").places() == "R0203@1:19");
  CHECK(Parsed(zh("条件 c 面向 h : 「甲 低于 3")).places() == "R0202@2:20");
  CHECK(Parsed("criterion " + std::string(1'000'000, 'x') + " of h : a").places() == "R0211@1:11");
  CHECK(Parsed("criterion c of h : ｎame").errors() ==
        "R0205 1:20 the character \"ｎ\" (U+FF4E) may not stand here | write an ordinary letter; a "
        "name with other characters is "
        "written 「…」\n");
  CHECK(Parsed("entity e { m : x, 1 to 99999999999 }").places() == "R0208@1:24");
}

TEST_CASE("what cannot be a name") {
  check("define when of y = 1",
        "R0201 1:8 expected a name, found \"when\" | as a name it is written 「when」\n");
  check(zh("定义 低保2 面向 y = 1"),
        "R0201 2:6 此处应为「面向」，却是数 2 | 词语之间用空格分开；含有数字的名称写成「…」\n");
  check(zh("条件 c 面向 h : 年龄满60周岁"),
        "R0201 2:16 此处应为这条声明的下一部分，或下一条声明，却是数 60 | "
        "词语之间用空格分开；含有数字的名称写成「…」\n");
}

TEST_CASE("things that are given twice or not at all") {
  check("criterion c of h\n  cites d\n",
        "R0215 1:11 \"c\" lacks a condition | write it below the name\n");
  check(zh("定义 c 面向 h =\n"),
        "R0201 2:12 此处应为一个值，或「当 … 时 : …」各行，却是文件末尾 | 写明它等于什么\n");
  CHECK(Parsed("criterion c of h\n  all of { a : b }\n  any of { c : d }").places() == "R0213@3:3");
  CHECK(Parsed("criterion c of h : a\n  any of { c : d }").places() == "R0213@2:3");
  CHECK(Parsed("document d title \"a\" title \"b\"").places() == "R0213@1:22");
  CHECK(Parsed("ruleset a version 1\nruleset b version 2").places() == "R0213@2:1");
  CHECK(
      Parsed("define d of h =\n when a : b\n").errors() ==
      "R0201 2:12 expected \"otherwise\", found the end of the file | write \"otherwise\" here\n");
  CHECK(Parsed("define d of h =\n when a : b\n otherwise : c\n when d : e\n").places() ==
        "R0217@3:2");
}

TEST_CASE("brackets that do not match") {
  const Parsed open("criterion c of h\n  all of {\n    a : b\ndefine d of h = 1\n");
  REQUIRE(open.places() == "R0202@3:10");
  const auto diagnostic = open.report.diagnostics().at(0);
  CHECK(diagnostic.labels.at(1).line == 2);
  CHECK(diagnostic.labels.at(1).text == "opened here");
  CHECK(open.tree.definitions.size() == 1);
  CHECK(Parsed("criterion c of h : a\n}\n").places() == "R0218@2:1");
  CHECK(Parsed("criterion c of h : (a + (b)\n").places() == "R0201@1:28");
  CHECK(Parsed("example \"e\" as of 2021-01-01 { m : [ { a : b } { c : d } ] } expect { }")
            .places() == "R0201@1:48");
}

TEST_CASE("no message shows the types of the parser") {
  const std::string whole = R"(ruleset a / b version 1 title en "x"
document d number "n" title "t" in force from 2021-01-01 through 2022-01-01
entity e named by f { fact f : years 0..3 only if a note "n" finding g decided by "x" m : p, at least 1 }
parameter p by a, b : money per month >= 0 元/月 from "x" cites d article 1 paragraph 2 item 3 section "s"
define x of y = when a in {b, c} : sum of d over e where (f) otherwise : g rounded half up to 1 元
program p of h cites d decided by "x" appeal cites d at least 2 of { a / b : not (c < -3 元) } amount a per month
example "e" as of 2021-01-01 { a : one of {b} c : [ { } ], incomplete } expect { p of "x" : qualifies, at least 3 元 because a }
)";
  // Every token of every declaration replaced by one that fits nowhere.
  std::string all;
  for (std::size_t begin = 0; begin < whole.size();) {
    const std::size_t end = std::min(whole.find_first_of(" \n", begin), whole.size());
    all += Parsed(whole.substr(0, begin) + "@" + whole.substr(end)).errors();
    all += Parsed(whole.substr(0, begin) + whole.substr(end)).errors();
    begin = end + 1;
  }
  REQUIRE(all.size() > 10'000);
  for (const char* trace :
       {"boost", "N5", "spirit", "syntax", "expected_", "kw_", "cure_", "{0}", "{1}"}) {
    CAPTURE(trace);
    const std::size_t at = all.find(trace);
    CHECK_MESSAGE(at == std::string::npos,
                  all.substr(at < 100 || at == std::string::npos ? 0 : at - 100, 200));
  }
  // Each says its cure.
  for (std::size_t at = all.find("\nR02"); at != std::string::npos; at = all.find("\nR02", at + 1))
    CHECK_MESSAGE(
        all.substr(at, all.find('\n', at + 1) - at).find(" | ") + 3 < all.find('\n', at + 1) - at,
        all.substr(at, all.find('\n', at + 1) - at));
}
