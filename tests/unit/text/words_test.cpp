// The tables of words and sentences: complete, and with the same holes in both languages.
#include "text/words.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "text/report.hpp"
#include "text/utf8.hpp"

using namespace entitle;
using namespace entitle::text;

namespace {

std::set<char> holes(std::string_view pattern) {
  std::set<char> out;
  for (std::size_t i = 0; i + 2 < pattern.size(); ++i)
    if (pattern[i] == '{' && pattern[i + 2] == '}' && pattern[i + 1] >= '0' &&
        pattern[i + 1] <= '9')
      out.insert(pattern[i + 1]);
  return out;
}

}  // namespace

TEST_CASE("every word is said in both languages, with the same holes") {
  REQUIRE(word_count > 50);
  for (std::size_t i = 0; i < word_count; ++i) {
    const auto word = static_cast<Word>(i);
    CAPTURE(key(word));
    for (const Language language : {Language::en, Language::zh}) {
      for (const std::string_view spelling : words(language).spellings(word)) {
        CHECK_FALSE(spelling.empty());
        CHECK(find_malformed(spelling) == std::string_view::npos);
      }
      CHECK(words(language).of(word) == words(language).spellings(word).front());
    }
    CHECK(holes(words(Language::en).of(word)) == holes(words(Language::zh).of(word)));
  }
}

TEST_CASE("several spellings are read, the first is said") {
  CHECK(words(Language::en).of(Word::op_mul) == "*");
  CHECK(words(Language::en).spellings(Word::op_mul).size() == 2);
  CHECK(words(Language::zh).of(Word::op_less) == "低于");
  CHECK(words(Language::zh).language() == Language::zh);
}

TEST_CASE("holes are filled once") {
  CHECK(words(Language::en).fill(Word::label_declared_as, {"money", "a.rules:3"}) ==
        "declared as money at a.rules:3");
  CHECK(words(Language::zh).fill(Word::label_declared_as, {"元", "a.rules:3"}) ==
        "在 a.rules:3 声明为 元");
  const std::string arguments[] = {"{1}", "b"};
  CHECK(fill("{0}-{1}", arguments) == "{1}-b");
  CHECK(fill("{2}-{0}", arguments) == "{2}-{1}");
  CHECK(fill("{0", arguments) == "{0");
  CHECK(fill("{a} {} {", arguments) == "{a} {} {");
  CHECK(fill("", arguments).empty());
}

TEST_CASE("every diagnostic is said in both languages, with the same holes") {
  std::set<std::string_view> numbers;
  std::set<std::string_view> names;
  for (const Code code : all_codes()) {
    CAPTURE(name(code));
    CHECK(numbers.insert(number(code)).second);
    CHECK(names.insert(name(code)).second);
    REQUIRE(number(code).size() == 5);
    CHECK(number(code)[0] == 'R');
    CHECK(number(code)[1] == '0');
    CHECK(number(code)[2] >= '1');
    CHECK(number(code)[2] <= '8');
    const Sentences en = sentences(code, Language::en);
    const Sentences zh = sentences(code, Language::zh);
    CHECK_FALSE(en.title.empty());
    CHECK_FALSE(zh.title.empty());
    CHECK(holes(en.message) == holes(zh.message));
    CHECK(holes(en.cure) == holes(zh.cure));
    CHECK(en.cure.empty() == zh.cure.empty());
    CHECK(holes(en.title).empty());
    CHECK(holes(zh.title).empty());
  }
  CHECK(all_codes().size() == numbers.size());
}
