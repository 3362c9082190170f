// Formatting and translating through the public API: every rule file of the repository goes into
// the other language and back, and so do the forms and names that are hard.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "entitle/entitle.hpp"
#include "syntax/parse.hpp"

using namespace entitle;
namespace fs = std::filesystem;

namespace {

const fs::path root = ENTITLE_SOURCE_DIR;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::string said(const FormatResult& result) { return to_text(result.diagnostics); }

std::vector<SourceFile> sources(const FormatResult& result) {
  std::vector<SourceFile> files;
  for (const FormattedFile& file : result.files) files.push_back({file.name, file.text});
  return files;
}

bool changed(const FormatResult& result) {
  return std::any_of(result.files.begin(), result.files.end(),
                     [](const FormattedFile& file) { return file.changed; });
}

/// e is the English form; English of Chinese of e is e, and each form is laid out already.
void check_round_trip(const std::vector<SourceFile>& files, const Ruleset::Loader& loader) {
  const FormatResult plain = format_rules(files);
  INFO(said(plain));
  REQUIRE(plain.complete);
  CHECK_FALSE(changed(format_rules(sources(plain))));
  const FormatResult e = format_rules(files, Language::en, {}, loader);
  INFO(said(e));
  REQUIRE(e.complete);
  const FormatResult z = format_rules(sources(e), Language::zh, {}, loader);
  INFO(said(z));
  REQUIRE(z.complete);
  const FormatResult again = format_rules(sources(z), Language::en, {}, loader);
  REQUIRE(again.complete);
  for (std::size_t i = 0; i < e.files.size(); ++i) CHECK(again.files[i].text == e.files[i].text);
  CHECK_FALSE(changed(format_rules(sources(e))));
  CHECK_FALSE(changed(format_rules(sources(z))));
  CHECK_FALSE(changed(format_rules(sources(z), Language::zh, {}, loader)));
}

/// All rulesets of the repository, each as its files.
std::vector<std::vector<fs::path>> rulesets() {
  std::vector<std::vector<fs::path>> all;
  const fs::path golden = root / "tests/golden/rules";
  for (const std::string language : {"en", "zh"}) {
    std::vector<fs::path> spine;
    for (const std::string name : {"household", "dibao", "low_income", "subsidies"})
      spine.push_back(golden / (name + "." + language + ".rules"));
    all.push_back(std::move(spine));
    all.push_back({golden / ("tekun." + language + ".rules")});
  }
  for (const fs::path& parent : {root / "rulesets", root / "tests/rulesets"})
    for (const auto& folder : fs::directory_iterator(parent)) {
      std::vector<fs::path> files;
      if (folder.is_directory())
        for (const auto& file : fs::directory_iterator(folder))
          if (file.path().extension() == ".rules") files.push_back(file.path());
      std::sort(files.begin(), files.end());
      if (!files.empty()) all.push_back(std::move(files));
    }
  return all;
}

Ruleset::Loader beside(const fs::path& file) {
  return [folder = file.parent_path()](std::string_view name) -> std::optional<std::string> {
    if (!fs::exists(folder / name)) return std::nullopt;
    return read(folder / name);
  };
}

// What one form of the language is, as far as trees tell them apart.
using Seen = std::set<std::string>;

void see(const syntax::Expression& expression, Seen& seen) {
  seen.insert("form " + std::to_string(static_cast<int>(expression.form)));
  if (expression.form == syntax::Form::number)
    seen.insert("unit " + std::to_string(static_cast<int>(expression.number.unit)));
  if (expression.form == syntax::Form::aggregate)
    seen.insert("aggregate " + std::to_string(static_cast<int>(expression.op)));
  if (expression.form == syntax::Form::rounded)
    seen.insert("rounding " + std::to_string(static_cast<int>(expression.mode)));
  for (const syntax::Expression& part : expression.parts) see(part, seen);
  for (const syntax::Expression& part : expression.where) see(part, seen);
}
void see(const syntax::Block& block, Seen& seen) {
  seen.insert("block " + std::to_string(static_cast<int>(block.op)));
  for (const syntax::Entry& entry : block.entries) {
    for (const syntax::Expression& each : entry.expression) see(each, seen);
    for (const syntax::Block& each : entry.block) see(each, seen);
  }
}
void see(const std::vector<syntax::Given>& facts, Seen& seen) {
  for (const syntax::Given& given : facts) {
    seen.insert("given " + std::to_string(static_cast<int>(given.form)));
    if (given.record) seen.insert("record");
    for (const syntax::Expression& value : given.values) see(value, seen);
    for (const syntax::Element& element : given.elements) see(element.facts, seen);
  }
}
void see(const syntax::File& file, Seen& seen) {
  const auto all = [&](const auto& expressions) {
    for (const syntax::Expression& each : expressions) see(each, seen);
  };
  const auto type = [&](const syntax::TypeName& name) {
    seen.insert("type " + std::to_string(static_cast<int>(name.word)));
  };
  for (const auto& entity : file.entities)
    for (const auto& fact : entity.facts) {
      type(fact.type);
      all(fact.only_if);
      if (fact.born) seen.insert("birth");
    }
  for (const auto& parameter : file.parameters) {
    type(parameter.type);
    if (!parameter.assumed.empty()) seen.insert("assumed");
  }
  for (const auto& definition : file.definitions) {
    all(definition.value);
    for (const auto& row : definition.cases) {
      seen.insert("case");
      all(row.condition);
      see(row.value, seen);
    }
  }
  for (const auto& rule : file.rules) {
    if (rule.force) seen.insert("force");
    all(rule.condition);
    all(rule.amount);
    for (const auto& block : rule.block) see(block, seen);
  }
  for (const auto& settlement : file.settlements)
    for (const auto& line : settlement.lines)
      seen.insert("settling " + std::to_string(static_cast<int>(line.kind)));
  for (const auto& example : file.examples) {
    see(example.facts, seen);
    if (!example.settings.empty()) seen.insert("setting");
    for (const auto& expectation : example.expectations)
      seen.insert("expected " + std::to_string(static_cast<int>(expectation.status)));
  }
}

// A ruleset with every form and with names that are hard to write.
const char* const all_forms = R"(# language: en
ruleset forms / 各种写法 version 1.2.3
  title en "Forms" zh "写法"

document law / 办法
  number "1"
  in force from 2020-01-01 through 2030-12-31

entity household / 家庭 {
  fact whole / 「整数」 : whole number 0..9
  fact share / 「份额1」 : percent 0..100%
  fact factor / 「我的倍数」 : decimal >= 0 # kept
  fact savings / 存款 : money >= -5 元
  fact monthly / 月收入 : money per month <= 10,000.00 元/月
  fact yearly / 年收入 : money per year
  fact 「date」 / 「日期」 : date
  fact stay / 居住年数 : years 0..100
  fact care : months
  fact wait / 等待 : days
  fact remark / 备注 : text
  fact house / 有房 : yes/no
  fact area / 「且」 : urban / 城镇 | 「in」 / 在 | mixed
  fact county / 县 : one of "counties.csv"
  finding fine / 合格
    decided by en "the county"
  members / 成员 : person, at least 1
}

entity person / 人 named by 「name」 {
  fact 「name」 / 姓名 : text
  fact born / 出生日期 : date
  fact age / 年龄 : years 0..120 by born
  fact income / 「月收入 2」 : money per month 0..1,000 元/月
  fact savings_of_own / 本人存款 : money >= 0 元
}

parameter line / 线 by county : money per month >= 0 元/月 from "line.csv"
  cites law article 1 paragraph 2 item 3 section "二"

parameter reading / 读法 : strict / 从严 | wide / 从宽 assumed wide
  cites law

define grade / 档次 of household =
  when whole in 1..3 : 1
  when not (whole in {4, 5}) and stay >= 1 year : 2
  otherwise : 3

define per_head / 人均 of household = monthly / count of members

criterion old / 有老人 of household
  in force from 2020-01-01 through 2025-12-31, unknown before, unknown after
  cites law
  : any of members where (age >= 60 years) has (income < 5 元/月) or every one of members has (age < 3 years)

criterion many / 许多 of household
  cites law
  at least 2 of {
    sum / 总和 : sum of income over members < 100 元/月
    small / 「最小的」 : smallest of savings_of_own over members where (age > 3 years) < -5 元
    large / 「最大的」 : largest of (age) over members > 60 years
    count / 人数 : count of members where (age in 18 years..) is 2
    none / 均无 : none of { urban / 城区 : area is 「in」; mixed : area not in {urban, mixed}; day / 日 : 「date」 < 2021-02-03 }
  }

program help / 补助 of household
  cites law
  decided by en "the county" zh "县"
  appeal cites law
  all of {
    money / 钱 : per_head < line or (yearly * 2) per month <= (line + 5 元/月 - 1 元/月)
      cites law article 1
    place / 地方 : any of { urban / 城 : area is urban; fine / 合格 : fine }
    old / 老 : old and not eligible for other and not in other
    share / 份额 : share < 60% or factor rounded half even to 0.01 < 1.5
    stay / 居住 : stay >= 2 years and care >= 1 month and wait < 30 days and yearly per month < -(-5 元/月)
    house / 房 : house or receives other
  }
  amount per_head * grade rounded half up to 0.01 元
    cites law article 2

program other / 其他补助 of household
  cites law
  all of {
    many / 「许多的」 : many and reading is wide
    county / 县 : county is 甲县 and county not in {「Second County」, 丙县}
  }
  amount (100 元/月 * factor) rounded up to 1 元

program third / 第三项 of household
  in force from 2021-01-01
  cites law
  : house
  amount 5 元/月 * factor rounded down to 1 元

settlement {
  higher of help, other
    cites law
    note en "one of them"
  third tops up over help per head of members, other rounded half up to 0.01 元
    cites law
}

example "one" as of 2021-03-01 with reading = strict, line = 5..6 元/月 {
  whole : 3
  area : one of {urban, 「in」}
  monthly : 1,000.00..2,000.00 元/月, yearly : 10 元/年
  stay : 1 year
  house : unknown
  receives other : 450 元/月
  remark : 备注
  county : 甲县
  members : [ {
    「name」 : "甲" # the first
    age : 60..70 years
  }, { 「name」 : "乙" } ], incomplete
} expect {
  help : depends, at least 5 元/月
  other : does not qualify because many
  third : depends, 5..6 元/月
}
)";

const Ruleset::Loader tables = [](std::string_view name) -> std::optional<std::string> {
  if (name == "counties.csv")
    return "code,name,name_en\n1,甲县,First County\n2,乙县,Second County\n3,丙县,Third County\n";
  if (name == "line.csv")
    return "county,from,through,value,status,source,default\n*,2021-01-01,open,910,published,a,"
           "exact\n";
  return std::nullopt;
};

FormatResult translated(const std::string& text, Language into) {
  return format_rules({{"a.rules", text}}, into, {}, tables);
}

}  // namespace

TEST_CASE("every rule file of the repository goes into the other language and back") {
  std::size_t files = 0;
  for (const std::vector<fs::path>& paths : rulesets()) {
    CAPTURE(paths.front().string());
    std::vector<SourceFile> given;
    for (const fs::path& path : paths) given.push_back({path.string(), read(path)});
    check_round_trip(given, beside(paths.front()));
    files += paths.size();
  }
  CHECK(files >= 20);
}

TEST_CASE("the shipped rules are laid out") {
  for (const std::vector<fs::path>& paths : rulesets()) {
    const bool shipped = paths.front().string().find("/rulesets/xizang/") != std::string::npos;
    for (const fs::path& path : paths)
      if (shipped)
        CHECK_MESSAGE(format_text(read(path)) == read(path),
                      "run: entitle format " << path.string());
  }
}

TEST_CASE("the golden files of one language become those of the other") {
  // The names of examples and the comments are each file's own.
  const auto without_texts = [](const std::string& text) {
    std::istringstream lines(text);
    std::string out;
    for (std::string line; std::getline(lines, line);)
      if (line.find("as of ") == std::string::npos && line.find("认定日") == std::string::npos)
        out += line + '\n';
    return out;
  };
  const fs::path golden = root / "tests/golden/rules";
  for (const std::vector<std::string>& names :
       {std::vector<std::string>{"household", "dibao", "low_income", "subsidies"},
        std::vector<std::string>{"tekun"}})
    for (const Language into : {Language::en, Language::zh}) {
      const std::string from = into == Language::zh ? ".en.rules" : ".zh.rules";
      const std::string to = into == Language::zh ? ".zh.rules" : ".en.rules";
      std::vector<std::string> paths;
      for (const std::string& name : names) paths.push_back((golden / (name + from)).string());
      const FormatResult result = format_paths(paths, into);
      INFO(said(result));
      REQUIRE(result.complete);
      for (std::size_t i = 0; i < names.size(); ++i)
        CHECK(without_texts(result.files[i].text) == without_texts(read(golden / (names[i] + to))));
    }
}

TEST_CASE("all forms and hard names go into the other language and back") {
  const Result<Ruleset> rules = Ruleset::try_compile({{"a.rules", all_forms}}, tables);
  INFO(to_text(rules.diagnostics));
  REQUIRE(rules);
  check_round_trip({{"a.rules", all_forms}}, tables);
  const std::string zh = translated(all_forms, Language::zh).files.at(0).text;
  for (const char* line :
       {"  事实 「整数」 / whole : 整数 0 至 9\n", "  事实 「份额1」 / share : 百分比 0 至 100%\n",
        "  事实 「我的倍数」 / factor : 小数 不低于 0  # kept\n",
        "  事实 存款 / savings : 金额 不低于 −5 元\n", "  事实 care : 个月\n",
        "  事实 「且」 / area : 城镇 / urban | 「在」 / in | mixed\n",
        "  自 2020-01-01 起施行 至 2025-12-31，此前不详，此后不详\n",
        "  : 成员 中 (年龄 满 60 周岁) 有 (「月收入 2」 低于 5 元/月) 或 成员 中 都 (年龄 未满 3 "
        "周岁)\n",
        "    「最小的」 / small : 成员 中 (年龄 高于 3 周岁) 的 本人存款 最小值 低于 −5 元\n",
        "县 是 甲县 且 县 不属于 {「Second County」, 丙县}\n",
        "    老 / old : 有老人 且 不符合 其他补助 且 非 享受 其他补助\n",
        "  第三项 补差 扣除 补助 按 成员 人均、其他补助，四舍五入到 0.01 元\n",
        "示例 \"one\" 认定日 2021-03-01 设 读法 = 从严、线 = 5 至 6 元/月 {\n",
        "  月收入 : 1,000.00 至 2,000.00 元/月, 年收入 : 10 元/年\n",
        "  领取 其他补助 : 450 元/月\n", "    姓名 : \"甲\"  # the first\n",
        "  其他补助 : 不符合 因为 「许多的」\n"})
    CHECK_MESSAGE(zh.find(line) != std::string::npos, line << zh);
}

TEST_CASE("no English name is left where there is a Chinese one") {
  const std::string zh = translated(all_forms, Language::zh).files.at(0).text;
  const std::set<std::string> stay{"en", "zh", "care", "mixed", "Second", "County"};
  bool in_string = false;
  bool is_twin = false;
  bool is_comment = false;
  std::string word;
  for (const char c : zh) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (letter && !in_string && !is_comment) {
      word += c;
      continue;
    }
    if (!word.empty() && !is_twin) CHECK_MESSAGE(stay.contains(word), word);
    if (!word.empty()) is_twin = false;
    word.clear();
    if (c == '"') in_string = !in_string;
    if (c == '/') is_twin = true;
    if (c == '#' && !in_string) is_comment = true;
    if (c == '\n') is_comment = is_twin = false;
  }
}

TEST_CASE("every form of the tree stands in a file that is formatted here") {
  Seen seen;
  const auto look = [&](const std::string& text) {
    text::SourceSet sources;
    text::Report report(sources);
    const text::FileId file = sources.add("", text);
    see(syntax::parse(sources[file], file, report), seen);
  };
  look(all_forms);
  for (const std::vector<fs::path>& paths : rulesets())
    for (const fs::path& path : paths) look(read(path));
  const auto all = [&](const std::string& kind, int last, const std::set<int>& never = {}) {
    for (int i = 0; i <= last; ++i)
      CHECK_MESSAGE((never.contains(i) || seen.contains(kind + ' ' + std::to_string(i))),
                    kind << ' ' << i << " is in no file");
  };
  using syntax::Form;
  all("form", static_cast<int>(Form::pays), {static_cast<int>(Form::pays)});
  all("unit", static_cast<int>(syntax::Unit::percent));
  all("rounding", static_cast<int>(syntax::Rounding::half_even));
  all("type", static_cast<int>(syntax::TypeWord::table));
  all("given", static_cast<int>(syntax::GivenForm::collection));
  all("expected", static_cast<int>(syntax::Expected::not_in_force));
  all("settling", static_cast<int>(syntax::Settling::given_up));
  for (const value::OpRow& row : value::op_table)
    if (row.meaning == value::Meaning::aggregate)
      CHECK(seen.contains("aggregate " + std::to_string(static_cast<int>(row.op))));
    else if (row.meaning == value::Meaning::block)
      CHECK(seen.contains("block " + std::to_string(static_cast<int>(row.op))));
  for (const char* form : {"record", "assumed", "birth", "case", "force", "setting"})
    CHECK_MESSAGE(seen.contains(form), form);
}

TEST_CASE("one spelling is translated by where it stands") {
  const std::string rules = R"(# language: zh
规则集 例 / sample 版本 1
文件 法 / law
主体 家庭 / household {
  事实 收入 / income : 金额 按月
  事实 种类 / kind : 一 / one | 二 / two
  成员 / members : 人
}
主体 人 / person {
  事实 收入 / wage : 金额 按月
  事实 类别 / sort : 一 / first | 三 / third
  事实 own / income2 : 是否
}
条件 甲 / a 面向 家庭
  依据 法
  : 收入 低于 1 元/月 且 种类 是 一 且 成员 中 有 (收入 低于 2 元/月 且 类别 属于 {一, 三} 且 kind 是 二)
)";
  const FormatResult en = translated(rules, Language::en);
  INFO(said(en));
  REQUIRE(en.complete);
  CHECK(en.files[0].text.find(": income < 1 元/月 and kind is one and any of members has (wage < 2 "
                              "元/月 and sort in {first, third} and kind is two)\n") !=
        std::string::npos);
  check_round_trip({{"a.rules", rules}}, tables);
}

TEST_CASE("a name that the nearer entity has too keeps its spelling") {
  const std::string rules = R"(# language: en
ruleset sample / 例 version 1
document law
entity household / 家庭 {
  fact income / 收入 : money per month
  members / 成员 : person
}
entity person / 人 {
  fact wage / 收入 : money per month
}
criterion a / 甲 of person
  cites law
  : income < 1 元/月 and wage < 2 元/月
)";
  const FormatResult zh = translated(rules, Language::zh);
  INFO(said(zh));
  REQUIRE(zh.complete);
  CHECK(zh.files[0].text.find(": income 低于 1 元/月 且 收入 低于 2 元/月\n") != std::string::npos);
  check_round_trip({{"a.rules", rules}}, tables);
}

TEST_CASE("what does not resolve is laid out, and not translated") {
  const FormatResult result =
      translated("# language: zh\n条件 甲 / a 面向 家庭 依据 法 : 收入＜1 元/月\n", Language::en);
  CHECK_FALSE(result.complete);
  REQUIRE(result.files.size() == 1);
  CHECK(result.files[0].language == Language::zh);
  CHECK(result.files[0].text ==
        "# language: zh\n条件 甲 / a 面向 家庭\n  依据 法\n  : 收入 低于 1 元/月\n");
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics[0].code == "R0360");  // not_translated
  CHECK_FALSE(has_errors(result.diagnostics));
}

TEST_CASE("names that would stand for something else keep a file from being translated") {
  // In Chinese the fact is called as one of the choices.
  const std::string rules = R"(# language: en
ruleset sample / 例 version 1
document law
entity household / 家庭 {
  fact here / 此地 : one of "counties.csv"
  fact there / 甲县 : one of "counties.csv"
}
criterion a / 甲 of household
  cites law
  : here is there
)";
  const FormatResult zh = translated(rules, Language::zh);
  CHECK_FALSE(zh.complete);
  REQUIRE(zh.diagnostics.size() == 1);
  CHECK(zh.diagnostics[0].code == "R0361");  // translation_differs
  CHECK(zh.files.at(0).text == format_text(rules));
  CHECK(zh.files.at(0).language == Language::en);
}

TEST_CASE("files with mistakes are refused, and the others formatted") {
  const FormatResult result = format_rules({{"a.rules", "criterion a of b : c<\n"},
                                            {"b.rules", "criterion a of b : c<d\n"},
                                            {"c.rules", ""},
                                            {"d.rules", "\xFF"}});
  CHECK_FALSE(result.complete);
  REQUIRE(result.files.size() == 1);
  CHECK(result.files[0].name == "b.rules");
  CHECK(result.files[0].text == "# language: en\ncriterion a of b : c < d\n");
  CHECK(result.diagnostics.size() == 3);
  CHECK_THROWS_AS((void)format_text("criterion a of b : c<\n"), Error);
  CHECK_FALSE(try_format_text("{").value);
}

TEST_CASE("a file alone is translated by what stands beside it") {
  const std::string file = (root / "rulesets/xizang/elderly.rules").string();
  const FormatResult en = format_paths({file}, Language::en);
  INFO(said(en));
  REQUIRE(en.complete);
  REQUIRE(en.files.size() == 1);
  CHECK(en.files[0].name == file);
  CHECK(en.files[0].text.find("define elderly_standard / 高龄补贴标准 of person =\n"
                              "  when age >= 100 years : ") != std::string::npos);
}

TEST_CASE("damaged files are refused or keep what they say") {
  std::uint32_t random = 4321;
  const auto next = [&random] { return random = random * 1664525U + 1013904223U; };
  std::size_t formatted = 0;
  for (const std::vector<fs::path>& paths : rulesets())
    for (const fs::path& path : paths) {
      const std::string whole = read(path);
      for (int round = 0; round < 30; ++round) {
        std::string damaged = whole;
        static constexpr std::string_view marks = "\n #;,() \n";
        const std::size_t at = next() % damaged.size();
        if (round % 2 == 0)
          damaged[at] = marks[next() % marks.size()];
        else
          damaged.insert(at, round % 3 == 0 ? "# c\n" : "\n\n");
        const FormatResult once = format_rules({{"a.rules", damaged}});
        for (const Diagnostic& diagnostic : once.diagnostics)
          CHECK_MESSAGE(diagnostic.code != "R0230", damaged.substr(at, 40));  // not_formatted
        if (!once.complete) continue;
        ++formatted;
        CHECK_MESSAGE(format_text(once.files[0].text) == once.files[0].text,
                      damaged.substr(at, 40));
      }
    }
  CHECK(formatted > 100);
}
