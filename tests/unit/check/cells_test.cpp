// What may stand in the cells of a standard's table: days and numbers as spreadsheets and input
// methods write them, in UTF-8 and GB18030. What is refused, and what is said of it, stands in
// golden/bad too.
#include <doctest/doctest.h>

#include <string>

#include "ruleset.hpp"

using namespace entitle;
using namespace entitle::check::test;

namespace {

constexpr const char* header = "area,from,through,value,status,default,source\n";

std::unique_ptr<Checked> check_row(const std::string& from, const std::string& through,
                                   const std::string& value) {
  return check_texts(
      {{"test.rules", household}},
      {{"monthly.csv", header + ("urban," + from + "," + through + "," + value) +
                           ",published,,a\nrural,2021-01-01,open,500,published,,a\n"}});
}

}  // namespace

TEST_CASE("days as spreadsheets and input methods write them") {
  for (const char* day :
       {"2021-03-01", "2021-3-1", "2021/3/1", "2021/03/01", " 2021-03-01 ", "\"2021-03-01 \"",
        "\u30002021/3/1\u3000", "２０２１-０３-０１", "２０２１－０３－０１", "２０２１／３／１"}) {
    CAPTURE(std::string(day));
    const auto result = check_row(day, day, "910");
    INFO(result->said());
    REQUIRE(result->model);
    const model::ParameterRow& row = result->model->parameters[0].rows[0];
    CHECK(row.from == Date(2021, 3, 1));
    CHECK(row.through == Date(2021, 3, 1));
  }
  for (const char* day : {"2021-02-30", "2021-3/1", "2021.3.1", "21-3-1", "2021年3月1日",
                          "3/1/2021", "44256", "2021-03", "2021、3、1", "2021-03-01 00:00"}) {
    CAPTURE(std::string(day));
    const auto result = check_row(day, "open", "910");
    CHECK(!result->model);
    CHECK(result->codes() == "R0708");
  }
}

TEST_CASE("numbers as spreadsheets and input methods write them") {
  const struct {
    const char* value;
    std::int64_t least;
    std::int64_t most;
  } rows[] = {
      {"910", 9'100'000, 9'100'000},
      {"910.50", 9'105'000, 9'105'000},
      {"\"1,234.50\"", 12'345'000, 12'345'000},
      {"\" 1,234.50 元/月 \"", 12'345'000, 12'345'000},
      {"９１０", 9'100'000, 9'100'000},
      {"910．50", 9'105'000, 9'105'000},
      {"１，２３４．５０", 12'345'000, 12'345'000},
      {"1，234", 12'340'000, 12'340'000},
      {"\u3000910\u3000", 9'100'000, 9'100'000},
      {"910\u3000元／月", 9'100'000, 9'100'000},
      {"３００．．５００", 3'000'000, 5'000'000},
      {"300元/月..500元/月", 3'000'000, 5'000'000},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.value));
    const auto result = check_row("2021-01-01", "open", row.value);
    INFO(result->said());
    REQUIRE(result->model);
    CHECK(result->model->parameters[0].rows[0].value == value::Interval{row.least, row.most});
  }
  for (const char* value : {"\"12,34\"", "1，23", "1、234", "九百一十", "910。50", "910 50", "1e3",
                            "910?", "约910", "O910", "٩١٠"}) {
    CAPTURE(std::string(value));
    const auto result = check_row("2021-01-01", "open", value);
    CHECK(!result->model);
    CHECK(result->codes() == "R0708");
  }
  CHECK(check_row("2021-01-01", "open", "1,234.50")->codes() == "R0703");
}

TEST_CASE("a cell that is not understood is told with its column and the cure") {
  CHECK(check_row("2021-13-01", "open", "910")->said() ==
        "error[R0708]: \"2021-13-01\" is not a date such as 2021-09-01\n"
        "  ┌─ monthly.csv:2:7\n"
        "2 │ urban,2021-13-01,open,910,published,,a\n"
        "  │       ^^^^^^^^^^ in the column from\n"
        "  = help: write year, month and day: 2021-03-01 or 2021/3/1\n");
}

TEST_CASE("tables in GB18030 give the same model, under another hash") {
  // 县 is a choice here: 林周 and 当雄.
  const std::string rules =
      "# language: en\nruleset test version 1\ndocument law number \"1\"\n"
      "entity household {\n  fact county : one of \"counties.csv\"\n}\n"
      "parameter standard by county : money per month >= 0 元/月 from \"s.csv\"\n"
      "program help of household\n  cites law\n  : standard > 0 元/月\n";
  const std::string counties_gb =
      "\xC3\xFB\xB3\xC6\n\xC1\xD6\xD6\xDC\n\xB5\xB1\xD0\xDB\n";  // 名称 林周 当雄
  const std::string standards = "county,from,through,value,status,default,source\n";
  const std::string utf8 = standards + "林周,2021/1/1,open,\"1,234.50\",公布,,a\n";
  const std::string gb =
      standards + "\xC1\xD6\xD6\xDC,2021/1/1,open,\"1,234.50\",\xB9\xAB\xB2\xBC,,a\n";
  const auto plain = check_texts({{"test.rules", rules}},
                                 {{"counties.csv", "名称\n林周\n当雄\n"}, {"s.csv", utf8}});
  const auto saved =
      check_texts({{"test.rules", rules}}, {{"counties.csv", counties_gb}, {"s.csv", gb}});
  INFO(plain->said());
  INFO(saved->said());
  REQUIRE(plain->model);
  REQUIRE(saved->model);
  CHECK(saved->model->domains[0].choices[1].name.zh == "当雄");
  CHECK(saved->model->parameters[0].rows[0].keys == plain->model->parameters[0].rows[0].keys);
  CHECK(saved->model->parameters[0].rows[0].value == value::Interval::point(12'345'000));
  CHECK(saved->model->content_hash != plain->model->content_hash);
}
