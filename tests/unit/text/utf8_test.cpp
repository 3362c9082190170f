// UTF-8: malformed forms, what may stand in a name, display width, what a terminal may see.
#include "text/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entitle::text;

TEST_CASE("well-formed and malformed sequences") {
  const struct {
    const char* what;
    std::string bytes;
    std::size_t malformed;  // npos where all is well
  } rows[] = {
      {"empty", "", std::string::npos},
      {"ascii", "abc", std::string::npos},
      {"汉字", "低保", std::string::npos},
      {"two bytes", "\xC2\x80", std::string::npos},
      {"three bytes, lowest", "\xE0\xA0\x80", std::string::npos},
      {"four bytes, highest", "\xF4\x8F\xBF\xBF", std::string::npos},
      {"before surrogates", "\xED\x9F\xBF", std::string::npos},
      {"after surrogates", "\xEE\x80\x80", std::string::npos},
      {"lone continuation", "a\x80", 1},
      {"overlong slash, two bytes", "\xC0\xAF", 0},
      {"overlong, C1", "\xC1\xBF", 0},
      {"overlong slash, three bytes", "ab\xE0\x80\xAF", 2},
      {"overlong, three bytes, highest", "\xE0\x9F\xBF", 0},
      {"overlong, four bytes", "\xF0\x80\x80\xAF", 0},
      {"overlong, four bytes, highest", "\xF0\x8F\xBF\xBF", 0},
      {"surrogate", "\xED\xA0\x80", 0},
      {"last surrogate", "\xED\xBF\xBF", 0},
      {"above U+10FFFF", "\xF4\x90\x80\x80", 0},
      {"F5", "\xF5\x80\x80\x80", 0},
      {"FE", "\xFE", 0},
      {"FF", "\xFF", 0},
      {"cut after one", "\xE4", 0},
      {"cut after two", "低\xE4\xBF", 3},
      {"cut after three", "\xF0\x9F\x98", 0},
      {"broken by ascii", "\xE4\x62\x63", 0},
      {"GB18030 低保", "\xB5\xCD\xB1\xA3", 0},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.what));
    CHECK(find_malformed(row.bytes) == row.malformed);
  }
}

TEST_CASE("code points are decoded and written back") {
  for (const char32_t c : {U'\0', U'a', U'\x7F', U'\x80', U'\u07FF', U'\u0800', U'低', U'\uD7FF',
                           U'\uE000', U'\uFFFF', U'\U00010000', U'\U0010FFFF'}) {
    std::string bytes;
    append(bytes, c);
    const Decoded decoded = decode(bytes, 0);
    CHECK(decoded.code_point == c);
    CHECK(decoded.length == bytes.size());
  }
  std::string bytes;
  append(bytes, static_cast<char32_t>(0xD800));
  append(bytes, static_cast<char32_t>(0x110000));
  CHECK(bytes == "\uFFFD\uFFFD");
  CHECK(decode("abc", 3).length == 0);
  CHECK(decode("abc", 99).length == 0);
}

TEST_CASE("counting and clipping") {
  CHECK(count_code_points("") == 0);
  CHECK(count_code_points("低保a") == 3);
  CHECK(count_code_points("a\xE4\xBF") == 3);
  CHECK(clipped("低保边缘", 4) == "低保边缘");
  CHECK(clipped("低保边缘", 2) == "低保…");
  CHECK(clipped("", 2).empty());
  std::u32string seen;
  for (const char32_t c : CodePoints("低a\xFF保")) seen.push_back(c);
  CHECK(seen == U"低a\uFFFD保");
}

TEST_CASE("what may begin and go on with a name") {
  const struct {
    char32_t c;
    bool start;
    bool go_on;
    const char* what;
  } rows[] = {
      {U'a', true, true, "letter"},
      {U'Z', true, true, "letter"},
      {U'_', true, true, "underscore"},
      {U'7', false, true, "digit"},
      {U'-', false, false, "minus"},
      {U'.', false, false, "point"},
      {U' ', false, false, "space"},
      {U'低', true, true, "汉字"},
      {U'\u9FA5', true, true, "汉字, old end"},
      {U'\u9FFF', true, true, "汉字, end of the block"},
      {U'\u3400', true, true, "汉字, extension A"},
      {U'\U00020000', true, true, "汉字, extension B"},
      {U'\u3007', true, true, "〇"},
      {U'\u3005', true, true, "々"},
      {U'é', true, true, "letter with accent, composed"},
      {U'ß', true, true, "sharp s"},
      {U'я', true, true, "Cyrillic"},
      {U'\u0F40', true, true, "Tibetan letter"},
      {U'가', true, true, "Hangul syllable"},
      {U'\u0301', false, false, "combining accent"},
      {U'\u0F72', false, false, "Tibetan vowel sign"},
      {U'\u1100', false, false, "Hangul jamo"},
      {U'\u3164', false, false, "Hangul filler"},
      {U'Ａ', false, false, "full-width letter"},
      {U'ﬁ', false, false, "ligature"},
      {U'\uF900', false, false, "compatibility 汉字 豈"},
      {U'\u212B', false, false, "angstrom sign"},
      {U'\u2126', false, false, "ohm sign"},
      {U'ª', false, false, "feminine ordinal"},
      {U'\u0958', false, false, "excluded from composition"},
      {U'７', false, false, "full-width digit"},
      {U'①', false, false, "circled digit"},
      {U'²', false, false, "superscript"},
      {U'、', false, false, "ideographic comma"},
      {U'：', false, false, "full-width colon"},
      {U'「', false, false, "corner bracket"},
      {U'\u3000', false, false, "ideographic space"},
      {U'×', false, false, "times"},
      {U'−', false, false, "minus sign"},
      {U'\u200B', false, false, "zero width space"},
      {U'\u200D', false, false, "zero width joiner"},
      {U'\u202E', false, false, "right-to-left override"},
      {U'\uFEFF', false, false, "byte-order mark"},
      {U'\uFFFD', false, false, "replacement"},
      {U'\uE000', false, false, "private use"},
      {U'😀', false, false, "emoji"},
      {static_cast<char32_t>(0x110000), false, false, "no code point"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.what));
    CHECK(is_identifier_start(row.c) == row.start);
    CHECK(is_identifier_continue(row.c) == row.go_on);
  }
  CHECK(is_identifier("家庭月收入"));
  CHECK(is_identifier("d57"));
  CHECK_FALSE(is_identifier("57d"));
  CHECK_FALSE(is_identifier(""));
  CHECK_FALSE(is_identifier("第7条、"));
  CHECK_FALSE(is_identifier("a\xFF"));
  CHECK(is_han(U'保'));
  CHECK(is_han(U'〇'));
  CHECK(is_han(U'\U00020000'));
  CHECK_FALSE(is_han(U'a'));
  CHECK_FALSE(is_han(U'，'));
}

TEST_CASE("display width") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("低保") == 4);
  CHECK(display_width("（，）") == 6);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("\uFF71") == 1);
  CHECK(display_width("①") == 1);
  CHECK(display_width("\x1B") == 0);
  CHECK(display_width("\xFF") == 1);
}

TEST_CASE("what would disturb a terminal is replaced one for one") {
  CHECK(printable("低保 a\tb") == "低保 a\tb");
  CHECK(printable("a\x1B[31mb") == "a\uFFFD[31mb");
  CHECK(printable("a\nb\r") == "a\uFFFDb\uFFFD");
  CHECK(printable("a\u202Eb\u2069") == "a\uFFFDb\uFFFD");
  CHECK(printable("\xC2\x9B"
                  "31m") ==
        "\uFFFD"
        "31m");
  CHECK(printable("\xFF\xFE") == "\uFFFD\uFFFD");
  CHECK(printable(std::string_view("\0", 1)) == "\uFFFD");
}
