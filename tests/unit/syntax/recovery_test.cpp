// All independent faults of a file are found at once: several in a file, several in a block, and
// nothing besides them.
#include <doctest/doctest.h>

#include "parsed.hpp"
#include "syntax/state.hpp"

using namespace entitle::syntax;

TEST_CASE("three in one block") {
  const std::string lines = R"(
  all of {
    fine : a < b
    one : a <
    two : b b
    three c < d
    also fine : x
    four : all off {
      inner : x in 3
      good : y
      inner two : (a + b
    }
    last : a is not
  }
  amount a
)";
  CHECK(
      Parsed("program p of h" + lines).places() ==
      "R0201@4:14 R0201@5:13 R0201@6:11 R0201@7:10 R0201@8:16 R0201@9:20 R0201@11:13 R0201@13:20");
}

TEST_CASE("the same in Chinese") {
  const std::string lines = R"(
  同时满足 {
    好 : 甲 低于 乙
    一 : 甲 低于
    二 : 乙 乙
    三 丙 低于 丁
    四 : 同时满住 {
      五 : 甲 属于 3
      六 :（甲 + 乙
    }
    七 : 成员 的 甲
    八 : 成员 中 有 甲
  }
  金额 甲
)";
  CHECK(Parsed(zh("项目 甲 面向 乙" + lines)).places() ==
        "R0201@5:13 R0201@6:11 R0201@7:7 R0201@8:9 R0201@9:16 R0201@10:16 R0201@12:15 R0201@13:16");
}

TEST_CASE("several in a file, each in its own declaration") {
  CHECK(Parsed(R"(document d nmber "x"
entity e {
  fact a : mony per month
    proved by "x"
  fct b : yes/no
  fact c : money per month onlyif x
  members : person, 1 too 30
}
parameter p by a money from "x"
define x off y = 1
define z of y =
  when a is : b
  when c d
  otherwise e
example "unclosed as of 2021-09-01 {
  a :
  b : 5 元/月
} expect {
  dibao : qualifiess
  dibao : depends, at mst 5
}
criterion q of w
)")
            .places() ==
        "R0201@1:12 R0201@3:12 R0201@5:3 R0201@6:28 R0201@7:23 R0201@9:18 R0201@10:10 R0201@12:13 "
        "R0201@13:10 R0201@14:13 R0203@15:9 R0201@16:6 R0201@19:11 R0201@20:23 R0215@22:11");
}

TEST_CASE("what is right beside a fault is kept") {
  const Parsed parsed(R"(program p of h
  all of {
    one : a
    two : b b b
    three : c
  }
  amount 5 元/月
entity e {
  fact a : nonsense
  fact b : yes/no
}
define d of h = 1
)");
  CHECK(parsed.places() == "R0201@4:13 R0201@9:12");
  CHECK(print(parsed.tree) == R"(entity [e]
  fact [a] : yes_no
  fact [b] : yes_no
define [d] of h
  = 1
program [p] of h
  all_of
    [one] : a
    [two] : b
    [three] : c
  amount 5 yuan/month
)");
}

TEST_CASE("a whole file of nonsense is given up") {
  std::string text = "program p of h all of {\n";
  for (int i = 0; i < 100'000; ++i) text += "  a : b c\n";
  const Parsed parsed(text);
  CHECK(parsed.report.error_count() == State::error_limit);
}
