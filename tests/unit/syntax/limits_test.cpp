// Input that could exhaust the stack, the time or the memory: deep nesting, long tokens, large
// files.
#include <doctest/doctest.h>

#include <chrono>

#include "parsed.hpp"

using namespace entitle::syntax;

namespace {

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("nesting has a limit") {
  const std::string head = "define x of y = ";
  CHECK(Parsed(head + repeat("(", 199) + '1' + repeat(")", 199)).places().empty());
  const std::string deep[] = {
      head + repeat("(", 10'000) + '1' + repeat(")", 10'000),
      head + repeat("not ", 10'000) + 'a',
      head + repeat("- ", 10'000) + 'a',
      head + repeat("sum of ", 10'000) + 'a',
      head + repeat("any of a has (", 10'000),
      "criterion x of y all of {" + repeat("a : all of {", 10'000) + "b : c" + repeat("}", 10'001),
      "criterion x of y all of {\n" + repeat("a : all of {\n", 10'000) + "b : c\n" +
          repeat("}\n", 10'001),
      "example \"x\" as of 2021-01-01 {" + repeat("a : [ {", 10'000) + repeat("} ]", 10'000) +
          "} expect { }",
      zh("定义 甲 面向 乙 = " + repeat("甲 的 ", 10'000)),
      zh("定义 甲 面向 乙 = " + repeat("甲 中 (", 10'000)),
  };
  for (const std::string& text : deep) {
    CAPTURE(text.substr(0, 60));
    const Parsed parsed(
        text + "\n" +
        (text.starts_with("# language: zh") ? "定义 好 面向 乙 = 1" : "define good of y = 1"));
    REQUIRE_FALSE(parsed.places().empty());
    CHECK(parsed.report.diagnostics().at(0).code == "R0210");
    CHECK(parsed.tree.definitions.size() >= 1);
  }
}

TEST_CASE("repeated suffixes do not nest") {
  CHECK(Parsed("define x of y = a" + repeat(" per month", 10'000)).report.error_count() == 1);
}

TEST_CASE("time is linear in the size of the file") {
  const std::string one = R"(program p of household
  cites d article 9
  all of {
    income / 收入 : income_per_person < standard * 1.5 and a in {b, c}
    other : count of members where (age >= 60 years) is 3
  }
  amount (standard - income_per_person) * count of members rounded half up to 0.01 元
)";
  const auto begin = std::chrono::steady_clock::now();
  const Parsed parsed(repeat(one, 10'000));
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  CHECK(parsed.report.error_count() == 0);
  CHECK(parsed.tree.rules.size() == 10'000);
  // 3 MB; an unoptimised build with sanitizers takes a few seconds, a quadratic parser minutes.
  CHECK(seconds < 30);
}

TEST_CASE("a text beyond the limit of sources is not read") {
  const Parsed parsed(std::string(entitle::text::Source::max_bytes + 1, 'x'));
  CHECK(print(parsed.tree).empty());
}
