// A small ruleset in memory, for the tests of the public API: a fact of most kinds, members, a
// table, two programs.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "entitle/entitle.hpp"

namespace small {

inline const std::string rules = R"(# language: en
ruleset small / 小例 version 0.1
  title en "A small example" zh "小例子"
document law / 办法
  number "1"
  title en "The law" zh "办法"
entity household / 家庭 {
  fact area / 城乡 : urban / 城镇 | rural / 农村
  fact income / 收入 : money per month >= 0 元/月
  fact registered / 登记日 : date
  members / 成员 : person, 1 to 5
}
entity person / 人 named by name {
  fact name / 姓名 : text
  fact age / 年龄 : years 0..120
  fact disabled / 残疾 : yes/no
  fact grade / 等级 : whole number 1..4 only if disabled
}
parameter line / 线 by area : money per month >= 0 元/月 from "line.csv"
  cites law article 1
program help / 补助 of household
  cites law article 3
  all of {
    low / 收入低 : income / count of members < line
    settled / 已登记 : registered <= 2021-01-01
  }
  amount (line * count of members - income) rounded half up to 0.01 元
program care / 照护 of person
  cites law article 4
  any of {
    old / 高龄 : age >= 80 years
    severe / 重度 : grade in 1..2
  }
)";

inline const std::string table =
    "area,from,through,value,status,source\n"
    "urban,2020-01-01,open,900,published,law\n"
    "rural,2020-01-01,2020-12-31,400,published,law\n"
    "rural,2021-01-01,open,500..600,published,law\n";

inline entitle::Result<entitle::Ruleset> compile(std::string text = rules) {
  return entitle::Ruleset::try_compile({{"small.rules", std::move(text)}},
                                       [](std::string_view name) -> std::optional<std::string> {
                                         if (name == "line.csv") return table;
                                         return std::nullopt;
                                       });
}

inline const entitle::Ruleset& ruleset() {
  static const entitle::Ruleset made = [] {
    entitle::Result<entitle::Ruleset> result = compile();
    REQUIRE_MESSAGE(result, entitle::to_text(result.diagnostics));
    return *result.value;
  }();
  return made;
}

}  // namespace small
