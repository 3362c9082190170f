// Profiles: what is read, and everything that is refused, each with its path, its place and its
// cure.
#include "io/profile_reader.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "small_model.hpp"

using namespace entitle;

namespace {

struct Read {
  std::optional<io::ReadProfile> profile;
  std::vector<Diagnostic> diagnostics;
};

const model::Model& small_model() {
  static const model::Model made = small::make();
  return made;
}

Read read(std::string json, Language language = Language::en) {
  const io::Vocabulary vocabulary(small_model());
  const io::Intake intake(small_model(), vocabulary);
  text::SourceSet sources;
  const text::FileId file = sources.add("family.json", std::move(json), language);
  text::Report report(sources, language);
  Read out;
  out.profile = io::read_profile(intake, sources, file, report);
  out.diagnostics = report.diagnostics();
  return out;
}

const run::Cell& cell(const Read& read, std::uint32_t entity, std::uint32_t row,
                      const std::string& fact) {
  REQUIRE(read.profile);
  const auto& facts = small_model().entities[entity].facts;
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (small_model()[facts[i]].name.en == fact)
      return read.profile->household.entities[entity][row].cells[i];
  FAIL("no such fact");
  std::abort();
}

/// "R0726 /members/0/age 1:20" of each diagnostic.
std::vector<std::string> told(const Read& read) {
  std::vector<std::string> out;
  for (const Diagnostic& d : read.diagnostics) {
    std::string line = d.code + " " + d.path;
    if (!d.labels.empty())
      line += " " + std::to_string(d.labels[0].line) + ":" + std::to_string(d.labels[0].column);
    out.push_back(line);
  }
  return out;
}

std::string only(const std::string& json) {
  const Read result = read(json);
  CHECK_FALSE(result.profile);
  REQUIRE(result.diagnostics.size() == 1);
  return told(result)[0];
}

std::string help_of(const std::string& json) {
  const Read result = read(json);
  REQUIRE(result.diagnostics.size() == 1);
  return result.diagnostics[0].help;
}

}  // namespace

TEST_CASE("values are read exactly, in either language") {
  const Read result = read(
      R"({"县": "乃东", "area": "农村", "收入": "2400.10", "property": true, "moved": "2021-03-01",
                               "rooms": 3, "成员": [{"name": "卓玛\n\u5353", "年龄": 82, "supporters": [{"able": false}, {}]}]})");
  CHECK(cell(result, 0, 0, "county").choices == std::vector<std::uint32_t>{0});
  CHECK(cell(result, 0, 0, "area").choices == std::vector<std::uint32_t>{1});
  CHECK(cell(result, 0, 0, "income").number == value::Interval::point(24'001'000));
  CHECK(cell(result, 0, 0, "property").truth == value::Truth::T);
  CHECK(cell(result, 0, 0, "moved").number == value::Interval::point(Date(2021, 3, 1).days()));
  CHECK(cell(result, 0, 0, "rooms").number == value::Interval::point(30'000));
  CHECK(cell(result, 1, 0, "name").text == "卓玛\n卓");
  CHECK(cell(result, 1, 0, "age").number == value::Interval::point(820'000));
  CHECK(cell(result, 2, 0, "able").truth == value::Truth::F);
  CHECK_FALSE(cell(result, 2, 1, "able").given);
  CHECK(result.profile->household.entities[0][0].listings[0] == run::Listing::complete);
}

TEST_CASE("numbers come from their text and never through binary floating point") {
  CHECK(cell(read(R"({"income": 0.1})"), 0, 0, "income").number == value::Interval::point(1'000));
  CHECK(cell(read(R"({"income": 92233720368547.75})"), 0, 0, "income").number ==
        value::Interval::point(922'337'203'685'477'500));
  CHECK(cell(read(R"({"income": 2400.10000})"), 0, 0, "income").number ==
        value::Interval::point(24'001'000));
  CHECK(only(R"({"income": 0.30000000000000004})") == "R0730 /income 1:12");
  CHECK(only(R"({"income": 2.005})") == "R0730 /income 1:12");
  CHECK(only(R"({"rooms": 2.5})") == "R0730 /rooms 1:11");
  CHECK(only(R"({"income": 99999999999999999999})") == "R0731 /income 1:12");
  CHECK(only(R"({"income": 1e3})") == "R0725 /income 1:12");
  CHECK(only("{\"income\": " + std::string(400, '9') + "}") == "R0731  1:12");
  CHECK(only("{\"income\": \"" + std::string(400, '9') + "\"}") == "R0731 /income 1:12");
}

TEST_CASE("a unit may stand behind a number, if it is the right one") {
  CHECK(cell(read(R"({"income": "2400.00 元/月"})"), 0, 0, "income").number ==
        value::Interval::point(24'000'000));
  CHECK(cell(read(R"({"members": [{"age": "82 周岁"}]})"), 1, 0, "age").number ==
        value::Interval::point(820'000));
  CHECK(only(R"({"income": "2400.00 元/年"})") == "R0734 /income 1:12");
  CHECK(only(R"({"income": "2400 apples"})") == "R0725 /income 1:12");
  CHECK(only(R"({"income": ""})") == "R0725 /income 1:12");
}

TEST_CASE("what is not known") {
  const Read result = read(
      R"({"area": null, "property": {"unknown": "not looked at yet"}, "income": {"min": "800.00", "max": 1000},
                               "county": {"one_of": ["林周", "540502"]}, "rooms": {"min": 2}, "moved": {"max": "2020-12-31"}})");
  CHECK_FALSE(cell(result, 0, 0, "area").given);
  CHECK_FALSE(cell(result, 0, 0, "area").refused);
  CHECK_FALSE(cell(result, 0, 0, "property").given);
  CHECK(cell(result, 0, 0, "property").refused);
  CHECK(cell(result, 0, 0, "property").text == "not looked at yet");
  CHECK(cell(result, 0, 0, "income").number == value::Interval{8'000'000, 10'000'000});
  CHECK(cell(result, 0, 0, "county").choices == std::vector<std::uint32_t>{0, 1});
  CHECK(cell(result, 0, 0, "rooms").number == value::Interval{20'000, 200'000});
  CHECK(cell(result, 0, 0, "moved").number.lo == value::minus_infinity);
  CHECK(result.profile->household.entities[0][0].listings[0] == run::Listing::unknown);
}

TEST_CASE("collections are listed in full, in part or not at all") {
  const auto listing = [](const char* json) {
    return read(json).profile->household.entities[0][0].listings[0];
  };
  CHECK(listing(R"({"members": [{}]})") == run::Listing::complete);
  CHECK(listing(R"({"members": {"known": [{}], "complete": false}})") == run::Listing::part);
  CHECK(listing(R"({"members": {"known": [], "complete": false}})") == run::Listing::part);
  CHECK(listing(R"({"members": {"complete": true, "known": [null, {}]}})") ==
        run::Listing::complete);
  CHECK(listing(R"({"members": null})") == run::Listing::unknown);
  CHECK(listing(R"({"members": {"unknown": "did not say"}})") == run::Listing::unknown);
  CHECK(only(R"({"members": []})") == "R0732 /members 1:13");
  CHECK(only(R"({"members": [{},{},{},{},{}]})") == "R0732 /members 1:13");
  CHECK(only(R"({"members": {"complete": true}})") == "R0725 /members 1:13");
  CHECK(only(R"({"members": {"known": [{}], "complete": "no"}})") ==
        "R0725 /members/complete 1:41");
  CHECK(only(R"({"members": {"known": [{}], "rest": 1}})") == "R0737 /members/rest 1:29");
  CHECK(only(R"({"members": 3})") == "R0725 /members 1:13");
  CHECK(only(R"({"members": [3]})") == "R0725 /members/0 1:14");
  CHECK(only(R"({"members": [{"supporters": [{"able": 1}]}]})") ==
        "R0725 /members/0/supporters/0/able 1:39");
}

TEST_CASE("everything that is wrong is said at once, at its place") {
  const Read result = read(R"({
  "contry": "乃东",
  "area": "urbn",
  "income": -1,
  "income": 5,
  "收入": 6,
  "property": "yes",
  "moved": "2023-02-30",
  "rooms": {"min": 5, "max": 3},
  "age": 3,
  "members": [{"age": 130}, {"age": [1]}, {"a~/b": 0}]
})");
  CHECK_FALSE(result.profile);
  CHECK(told(result) ==
        std::vector<std::string>{"R0723 /contry 2:3", "R0727 /area 3:11", "R0726 /income 4:13",
                                 "R0724 /income 5:3", "R0724 /收入 6:3", "R0725 /property 7:15",
                                 "R0729 /moved 8:12", "R0728 /rooms 9:30", "R0723 /age 10:3",
                                 "R0726 /members/0/age 11:23", "R0725 /members/1/age 11:37",
                                 "R0723 /members/2/a~0~1b 11:44"});
  CHECK(result.diagnostics[0].help == "did you mean \"county\"?");
  CHECK(result.diagnostics[1].help == "did you mean \"urban\"?");
  CHECK(result.diagnostics[8].help == "it is a fact of person: write it there");
  REQUIRE(result.diagnostics[3].labels.size() == 2);
  CHECK(result.diagnostics[3].labels[1].line == 4);
}

TEST_CASE("what stands behind a number beyond all numbers is read as well") {
  const std::string huge(400, '9');
  const Read result =
      read("{\"income\": " + huge + ", \"area\": \"urbn\", \"members\": [{\"age\": 1e400}]}");
  CHECK_FALSE(result.profile);
  CHECK(told(result) ==
        std::vector<std::string>{"R0731  1:12", "R0727 /area 1:422", "R0731  1:450"});
  CHECK(result.diagnostics[0].message.starts_with("income is 999"));
}

TEST_CASE("in the reader's language") {
  const Read result = read(R"({"年龄": 3, "城乡": "城填"})", Language::zh);
  REQUIRE(result.diagnostics.size() == 2);
  CHECK(result.diagnostics[0].message == "「家庭」没有名为「年龄」的事实或成员列表");
  CHECK(result.diagnostics[0].help == "它是「人」的事实，请写在那里");
  CHECK(result.diagnostics[1].message == "「城乡」不能是「城填」");
  CHECK(result.diagnostics[1].help == "是不是「城镇」？");
}

TEST_CASE("forms that do not fit") {
  CHECK(only(R"({"area": {"min": 1}})") == "R0725 /area 1:11");
  CHECK(only(R"({"area": {"one_of": []}})") == "R0725 /area/one_of 1:21");
  CHECK(only(R"({"area": {"one_of": ["urban", "moon"]}})") == "R0727 /area/one_of/1 1:31");
  CHECK(only(R"({"income": {"one_of": [1, 2]}})") == "R0725 /income/one_of 1:23");
  CHECK(only(R"({"income": {"min": 1, "unknown": "x"}})") == "R0737 /income/unknown 1:23");
  CHECK(only(R"({"income": {"min": 1, "min": 2}})") == "R0724 /income/min 1:23");
  CHECK(only(R"({"income": {}})") == "R0725 /income 1:12");
  CHECK(only(R"({"income": {"min": "a"}})") == "R0725 /income/min 1:20");
  CHECK(only(R"({"income": {"max": -1}})") == "R0726 /income/max 1:20");
  CHECK(only(R"({"property": {"unknown": 3}})") == "R0725 /property/unknown 1:26");
  CHECK(only(R"({"income": true})") == "R0725 /income 1:12");
  CHECK(only(R"({"area": 3})") == "R0725 /area 1:10");
  CHECK(only(R"({"moved": 20210301})") == "R0725 /moved 1:11");
  CHECK(only(R"({"members": [{"name": "a\u0000b"}]})") == "R0106 /members/0/name 1:23");
  CHECK(help_of(R"({"property": "是"})") == "write true or false, without quotation marks");
}

TEST_CASE("what is no JSON, or no profile") {
  CHECK(only("") == "R0107  1:1");
  CHECK(only(" \n ") == "R0107  1:1");
  CHECK(only("[]") == "R0722  1:1");
  CHECK(only("3") == "R0722  1:1");
  CHECK(only("{\"area\": \"urban\"") == "R0720  1:17");
  CHECK(only("{\"area\": }") == "R0720  1:10");
  CHECK(read("{\"area\": }").diagnostics[0].message ==
        "this is not JSON: expected a value, found }");
  CHECK(only("{\"area\" \"urban\"}") == "R0720  1:9");
  CHECK(only("{\"area\": \"urban\",}") == "R0720  1:18");
  CHECK(only("{\"area\": \"urban\"} x") == "R0720  1:19");
  CHECK(only("{\"area\": tru}") == "R0720  1:10");
  CHECK(only("[1,,2]") == "R0720  1:4");
  CHECK(only("{\"a\": 01}") == "R0720  1:7");
  CHECK(only("{\"a\": -}") == "R0720  1:7");
  CHECK(only("{\"a\": \"\\x\"}") == "R0203  1:7");
  CHECK(only("{\"area\": \"urb") == "R0203  1:10");
  CHECK(only("{\"area\": \"ur\nban\"}") == "R0203  1:10");
  CHECK(only(std::string("{\"area\": \"\0\"}", 13)) == "R0106  1:11");
  CHECK(only("{\"area\": \"\xff\"}") == "R0105  1:11");
  CHECK(only(std::string(100'000, '[')) == "R0721  1:65");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "{\"a\":";
  CHECK(only(deep) == "R0721  1:321");
  CHECK(only(std::string(40'000'000, ' ')).starts_with("R0104"));
}

TEST_CASE("whatever is written, it is read or refused") {
  const std::string good =
      R"({"area": "urban", "income": {"min": 1.5, "max": "2"}, "members": [{"age": 3, "name": "卓玛\u0041"}, null]})";
  REQUIRE(read(good).profile);
  for (std::size_t at = 0; at < good.size(); ++at) {
    CHECK_FALSE(read(good.substr(0, at)).profile);
    for (const char c :
         {'{', '}', '[', ']', '"', ',', ':', '\\', '-', '9', 'e', '\0', '\xff', '\n'}) {
      std::string changed = good;
      changed[at] = c;
      const Read result = read(changed);
      CHECK(result.profile.has_value() == result.diagnostics.empty());
    }
  }
}

TEST_CASE("a byte-order mark and CR LF are as if they were not there") {
  const Read result = read("\xEF\xBB\xBF{\r\n\"area\": \"urban\",\r\n\"rooms\": 1}\r\n");
  CHECK(cell(result, 0, 0, "rooms").given);
  CHECK(told(read("\xEF\xBB\xBF{\r\n\"area\": 1}\r\n")) ==
        std::vector<std::string>{"R0725 /area 2:9"});
}

TEST_CASE("pointers to rows") {
  const Read result = read(R"({"members": [{}, {"supporters": [{}, {}]}]})");
  REQUIRE(result.profile);
  CHECK(io::row_path(small_model(), result.profile->household, {0}, 0).empty());
  CHECK(io::row_path(small_model(), result.profile->household, {1}, 1) == "/members/1");
  CHECK(io::row_path(small_model(), result.profile->household, {2}, 1) ==
        "/members/1/supporters/1");
}
