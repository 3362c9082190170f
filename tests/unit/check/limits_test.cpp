// Large and hostile rules: long chains of definitions, thousands of errors, expressions that stand
// for more than they show, and files cut off anywhere. Nothing crashes, hangs or takes quadratic
// time.
#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <string>

#include "ruleset.hpp"

using namespace entitle;
using namespace entitle::check::test;

namespace {

double seconds(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::string chain(int length) {
  std::string rules = "define d0 of household = rooms\n";
  for (int i = 1; i < length; ++i)
    rules +=
        "define d" + std::to_string(i) + " of household = d" + std::to_string(i - 1) + " + 1\n";
  return rules;
}

}  // namespace

TEST_CASE("a chain of ten thousand definitions") {
  const auto result = check_household(chain(10'000));
  INFO(result->said().substr(0, 400));
  REQUIRE(result->model);
  CHECK(result->model->definitions.size() == 10'000);
}

TEST_CASE("a circle of ten thousand definitions") {
  const auto result = check_household(chain(10'000) + "define d0x of household = d9999\n");
  CHECK(result->model);
  std::string rules = chain(10'000);
  rules.replace(rules.find("= rooms"), 7, "= d9999");
  const auto circle = check_household(rules);
  CHECK(!circle->model);
  CHECK(circle->codes() == "R0501");
}

TEST_CASE("five thousand errors: fifty are told, the rest counted") {
  std::string rules;
  for (int i = 0; i < 5'000; ++i)
    rules += "define e" + std::to_string(i) + " of household = roms + 1\n";
  const auto result = check_household(rules);
  CHECK(!result->model);
  CHECK(result->report.error_count() == 5'000);
  CHECK(result->report.diagnostics().size() == 51);
  CHECK(result->report.diagnostics().back().code == "R0100");
}

TEST_CASE("time grows with the size, not with its square") {
  const auto rows = [](int count) {
    std::string table = "area,from,through,value,status,default,source\n";
    for (int i = 0; i < count; ++i) {
      const std::string day = Date::from_days(i).iso();
      table += "urban," + day + "," + day + ",910,published,,a\n";
    }
    return table;
  };
  const auto run = [&](int count) {
    const std::string rules = household + chain(count);
    const std::string table = rows(count);
    return seconds([&] {
      CHECK(check_texts({{"test.rules", rules}}, {{"monthly.csv", table}})->model);
    });
  };
  run(500);
  const double small = run(1'000);
  const double large = run(8'000);
  // Eight times the size; sixty-four times would be quadratic. Wide, since other work may run
  // beside the test.
  CHECK(large < 30 * small + 0.5);
}

TEST_CASE("an expression that stands for more than it shows") {
  std::string nested = "grade";
  for (int i = 0; i < 12; ++i)
    nested = "(count of supporters where (" + nested + " in {1, 2, 3, 4}))";
  const auto result = check_household("define x of person = " + nested + "\n");
  CHECK(!result->model);
  CHECK(result->codes().find("R0418") != std::string::npos);
}

TEST_CASE("more choices than there may be") {
  std::string choices = "c0";
  for (int i = 1; i < 5'000; ++i) choices += " | c" + std::to_string(i);
  const auto written = check_texts(
      {{"test.rules", "ruleset t version 1\nentity household { fact f : " + choices + " }\n"}});
  CHECK(written->codes() == "R0325");
}

TEST_CASE("rules cut off anywhere, or with a line taken out") {
  const std::string folder = "tests/golden/rules";
  for (const std::string language : {"en", "zh"}) {
    Texts rules;
    std::string name;
    for (const std::string file : {"household", "dibao", "subsidies"}) {
      name = file + "." + language + ".rules";
      rules[name] = read_file(folder + "/" + name);
    }
    Texts loaded;
    for (const std::string table :
         {"counties.csv", "standards/dibao_urban.csv", "standards/dibao_rural.csv",
          "standards/nursing.csv", "standards/elderly_80.csv", "standards/elderly_90.csv",
          "standards/elderly_100.csv"})
      loaded[table] = read_file(folder + "/" + table);
    REQUIRE(check_texts(rules, loaded)->model);
    for (auto& [broken, bytes] : rules) {
      const std::string whole = bytes;
      for (std::size_t cut = 0; cut < whole.size(); cut += 197) {
        bytes = whole.substr(0, cut);
        check_texts(rules, loaded);
      }
      for (std::size_t begin = 0; begin < whole.size();) {
        std::size_t end = whole.find('\n', begin);
        end = end == std::string::npos ? whole.size() : end + 1;
        bytes = whole.substr(0, begin) + whole.substr(end);
        check_texts(rules, loaded);
        begin = end;
      }
      bytes = whole;
    }
  }
}
