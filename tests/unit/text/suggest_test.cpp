// Suggestions: near words, far words, Chinese words, words of absurd length.
#include "text/suggest.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace entitle::text;

TEST_CASE("edit distance over code points") {
  const struct {
    const char* a;
    const char* b;
    std::size_t limit;
    std::size_t distance;
  } rows[] = {
      {"", "", 3, 0},
      {"", "abc", 3, 3},
      {"abc", "abc", 0, 0},
      {"income", "incone", 3, 1},
      {"income", "icnome", 3, 1},  // neighbours swapped
      {"kitten", "sitting", 9, 3},
      {"收入", "收人", 3, 1},
      {"家庭收入", "家庭月收入", 3, 1},
      {"低保", "特困人员", 9, 4},
      {"abcdef", "uvwxyz", 2, 3},  // one more than the limit
      {"a", "abcdefgh", 2, 3},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.a));
    CAPTURE(std::string(row.b));
    CHECK(edit_distance(row.a, row.b, row.limit) == row.distance);
    CHECK(edit_distance(row.b, row.a, row.limit) == row.distance);
  }
}

TEST_CASE("the nearest word is suggested, or none") {
  const std::vector<std::string> names = {
      "monthly_income", "area",         "county", "age",      "家庭月收入", "城乡",
      "农村低保标准",   "城镇低保标准", "年龄",   "残疾等级", "收",         "income_monthly"};
  const struct {
    const char* word;
    const char* suggestion;
  } rows[] = {
      {"montly_income", "monthly_income"},
      {"Monthly_Income", "monthly_income"},
      {"contry", "county"},
      {"aera", "area"},
      {"ag", "age"},
      {"家庭收入", "家庭月收入"},
      {"家庭月收人", "家庭月收入"},
      {"城镇低保标注", "城镇低保标准"},
      {"城低保标准", "城镇低保标准"},
      {"年令", "年龄"},
      {"x", ""},
      {"支", ""},
      {"", ""},
      {"completely_else", ""},
      {"特困", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.word));
    CHECK(suggest(row.word, names) == row.suggestion);
  }
  CHECK(suggest("aeb", std::vector<std::string>{"aec", "aed"}) == "aec");
  CHECK(suggest("aeb", std::vector<std::string>{}).empty());
  CHECK(suggest("aeb", std::vector<std::string>{"", "aeb"}) == "aeb");
}

TEST_CASE("a word of a megabyte costs nothing") {
  const std::string huge(1 << 20, 'x');
  const std::vector<std::string_view> names(10'000, huge);
  CHECK(suggest(huge, names).empty());
  CHECK(suggest("xxxx", names).empty());
  CHECK(edit_distance(huge, huge, 3) == 0);
  CHECK(edit_distance(huge, huge + "x", 3) == 4);
  const std::string long_word(65, 'y');
  CHECK(suggest(long_word, std::vector<std::string>{long_word + "y"}).empty());
  const std::string longest(64, 'y');
  CHECK(suggest(longest, std::vector<std::string>{longest.substr(1)}) == longest.substr(1));
}
