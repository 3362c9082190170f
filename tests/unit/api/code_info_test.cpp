// What `entitle explain` knows of the codes: every code has its page, the two languages have the
// same ones, and the examples are true: the wrong one gives its code, the right one gives nothing.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "entitle/ruleset.hpp"

using namespace entitle;

namespace {

// The rules that the examples are read with. Names are found in both languages.
constexpr const char* base = R"(# language: zh
规则集 例子 / sample 版本 0.1
文件 暂行办法 / interim
  文号 "1"
主体 家庭 / household {
  事实 县 / county : 选自 "counties.csv"
  事实 城乡 / area : 城镇 / urban | 农村 / rural
  事实 家庭月收入 / monthly_income : 金额 按月 不低于 0 元/月
  事实 存款 / savings : 金额 不低于 0 元
  事实 有房 / has_house : 是否
  成员 / members : 人, 1 至 30
}
主体 人 / person 以 姓名 称呼 {
  事实 姓名 / name : 文字
  事实 年龄 / age : 周岁 0..120
  事实 残疾 / disability : 无 / none | 视力 / visual | 肢体 / physical
  事实 月收入 / income : 金额 按月 不低于 0 元/月
  事实 养老金 / pension : 金额 按月 不低于 0 元/月 仅当 年龄 满 60 周岁
}
参数 城镇标准 / urban_standard : 金额 按月 不低于 0 元/月 取自 "standards.csv"
参数 农村标准 / rural_standard : 金额 按年 不低于 0 元/年 取自 "standards.csv"
条件 老年人 / elderly 面向 人
  依据 暂行办法
  : 年龄 满 60 周岁
项目 低保 / dibao 面向 家庭
  依据 暂行办法 第9条
  同时满足 {
    收入 / income : 家庭月收入 ÷ 成员 的 人数 低于 城镇标准
  }
项目 高龄补贴 / old_age 面向 人
  依据 暂行办法 第10条
  同时满足 {
    年龄 / age_80 : 年龄 满 80 周岁
  }
  金额 50 元/月
)";

bool has(const std::vector<Diagnostic>& told, const std::string& code) {
  return std::any_of(told.begin(), told.end(), [&](const Diagnostic& d) { return d.code == code; });
}

std::string rules_with(std::string_view example, Language language) {
  const bool zh = language == Language::zh;
  std::string out = zh ? "# language: zh\n" : "# language: en\n";
  constexpr std::string_view declarations[] = {
      "define ", "criterion ", "program ", "parameter ", "document ", "example ", "# language",
      "定义 ",   "条件 ",      "项目 ",    "参数 ",      "文件 ",     "示例 "};
  for (const std::string_view head : declarations)
    if (example.starts_with(head))
      return (head.front() == '#' ? "" : out) + std::string(example) + "\n";
  return out +
         (zh ? "条件 举例 面向 家庭\n  依据 暂行办法\n  : "
             : "criterion shown of household\n  cites interim\n  : ") +
         std::string(example) + "\n";
}

/// Everything that is said of an example: a profile, a table, a declaration or a condition.
std::vector<Diagnostic> said_of(const std::string& example, Language language) {
  const bool by_county = example.starts_with("county,") || example.starts_with("县,");
  const bool table = by_county || example.starts_with("from,") || example.starts_with("起,");
  const bool profile = example.starts_with("{");
  std::string more = "# language: zh\n定义 无关 / aside 面向 家庭 = 1\n";
  if (table)
    more = std::string("# language: en\nparameter shown") + (by_county ? " by county" : "") +
           " : money per month >= 0 元/月 from \"shown.csv\"\n";
  else if (!profile)
    more = rules_with(example, language);
  const auto loader = [&](std::string_view name) -> std::optional<std::string> {
    if (name == "counties.csv") return "name,name_en\n林周县,Lhunzhub\n乃东区,Nedong\n";
    if (name == "standards.csv")
      return "from,through,value,status,source\n2021-01-01,open,910,assumed,\n";
    if (name == "shown.csv") return example;
    return std::nullopt;
  };
  Result<Ruleset> rules =
      Ruleset::try_compile({{"base.rules", base}, {"example.rules", more}}, loader, language);
  if (!profile) return rules.diagnostics;
  REQUIRE(rules);
  return rules.value->try_profile(example, language).diagnostics;
}

}  // namespace

TEST_CASE("every code has its page in both languages") {
  const std::vector<CodeInfo> en = code_infos(Language::en);
  const std::vector<CodeInfo> zh = code_infos(Language::zh);
  REQUIRE(en.size() == zh.size());
  std::size_t with_example = 0;
  for (std::size_t i = 0; i < en.size(); ++i) {
    CAPTURE(en[i].code);
    CHECK(en[i].code == zh[i].code);
    for (const CodeInfo& info : {en[i], zh[i]}) {
      CHECK_FALSE(info.title.empty());
      CHECK_FALSE(info.message.empty());
      CHECK(info.message.find("{0}") == std::string::npos);
      CHECK(info.wrong.empty() == info.right.empty());
    }
    CHECK(en[i].meaning.empty() == zh[i].meaning.empty());
    CHECK(en[i].wrong.empty() == zh[i].wrong.empty());
    with_example += en[i].wrong.empty() ? 0 : 1;
    const std::string page = zh[i].text(Language::zh, 60);
    CHECK(page.find(zh[i].code) != std::string::npos);
    CHECK(page.find(zh[i].title) != std::string::npos);
  }
  CHECK(with_example >= 50);
}

TEST_CASE("a code is found in small letters too, and no other word is") {
  CHECK(code_info("R0401", Language::en)->title == "periods differ");
  CHECK(code_info("r0401", Language::zh)->code == "R0401");
  for (const char* none : {"", "R", "0401", "R04011", "R9999", "R0401 "})
    CHECK_FALSE(code_info(none, Language::en));
}

TEST_CASE("the examples are true") {
  for (const Language language : {Language::en, Language::zh})
    for (const CodeInfo& info : code_infos(language)) {
      if (info.wrong.empty()) continue;
      CAPTURE(info.code);
      const std::vector<Diagnostic> wrong = said_of(info.wrong, language);
      const std::vector<Diagnostic> right = said_of(info.right, language);
      INFO(to_text(wrong), info.wrong);
      CHECK(has(wrong, info.code));
      INFO(to_text(right), info.right);
      CHECK_FALSE(has_errors(right));
      CHECK_FALSE(has(right, info.code));
    }
}
