// Tokens: where words part, what digits make a number, how labels are recognised.
#include "syntax/scan.hpp"

#include <doctest/doctest.h>

using namespace entitle::syntax;

namespace {

std::string word(const std::string& text) {
  const char* const end = scan_word(text.data(), text.data() + text.size());
  return {text.data(), end};
}

bool spells(const std::string& text, std::string_view spelling) {
  return scan_spelling(text.data(), text.data() + text.size(), spelling) != nullptr;
}

std::string number(const std::string& text) {
  const Token token = scan_number(text.data(), text.data() + text.size());
  static constexpr const char* faults[] = {"", "absent ", "unclosed ", "grouping ", "letters "};
  return faults[static_cast<int>(token.fault)] + token.text + '|' +
         std::string(token.end, text.data() + text.size());
}

std::string date(const std::string& text) {
  const Token token = scan_date(text.data(), text.data() + text.size());
  return token.fault == TokenFault::none ? token.text : "absent";
}

bool label(const std::string& text) {
  return scan_label(text.data(), text.data() + text.size()) != nullptr;
}

}  // namespace

TEST_CASE("words part at digits behind 汉字, at 的 and at punctuation") {
  CHECK(word("第9条") == "第");
  CHECK(word("d57号") == "d57");
  CHECK(word("d57a号") == "d57a号");
  CHECK(word("A类x3") == "A类x3");
  CHECK(word("成员的人数") == "成员");
  CHECK(word("的人数") == "");
  CHECK(word("9条") == "");
  CHECK(word("国务院令、第") == "国务院令");
  CHECK(word("收入（月）") == "收入");
  CHECK(word("a×b") == "a");
  CHECK(word("_x−y") == "_x");
}

TEST_CASE("a keyword is a word of its own") {
  CHECK(spells("rule x", "rule"));
  CHECK_FALSE(spells("rulebook", "rule"));
  CHECK_FALSE(spells("条件", "文件"));
  CHECK_FALSE(spells("时间", "时"));
  CHECK(spells("时：", "时"));
  CHECK(spells("满60", "满"));
  CHECK(spells("all   of{", "all of"));
  CHECK(spells("all\n of", "all of"));
  CHECK_FALSE(spells("allof", "all of"));
  CHECK(spells("元／月", "元/月"));
  CHECK(spells("＜＝3", "<="));
  CHECK_FALSE(spells("", "x"));
}

TEST_CASE("commas group before exactly three digits") {
  CHECK(number("1,234") == "1234|");
  CHECK(number("1,234,567.50元") == "1234567.50|元");
  CHECK(number("1，234") == "1234|");
  CHECK(number("1、234") == "1|、234");
  CHECK(number("1, 234") == "1|, 234");
  CHECK(number("1,23") == "1|,23");
  CHECK(number("1,2345") == "1|,2345");
  CHECK(number("1234,567") == "grouping 1234567|");
  CHECK(number("1..3") == "1|..3");
  CHECK(number("1.") == "1|.");
  CHECK(number("1．5") == "1.5|");
  CHECK(number("60years") == "letters 60|");
  CHECK(number("1e5 x") == "letters 1| x");
  CHECK(number("nan") == "absent |nan");
  CHECK(number(".5") == "absent |.5");
}

TEST_CASE("dates") {
  CHECK(date("2021-09-01") == "2021-09-01");
  CHECK(date("2021-9-1 ") == "2021-9-1");
  CHECK(date("2021年9月1日") == "2021-9-1");
  CHECK(date("2021－09－01") == "2021-09-01");
  CHECK(date("2021-9") == "absent");
  CHECK(date("21-09-01") == "absent");
  CHECK(date("2021 - 09 - 01") == "absent");
  CHECK(date("2021年") == "absent");
}

TEST_CASE("labels") {
  CHECK(label("income : x"));
  CHECK(label("income / 收入: x"));
  CHECK(label("「的」／x：y"));
  CHECK_FALSE(label("income x : y"));
  CHECK_FALSE(label("income /\n x : y"));
  CHECK_FALSE(label("3 : y"));
}

TEST_CASE("braces in strings and comments do not count") {
  const std::string text = "a { \"}\" # }\n 「}」 } } rest";
  CHECK(std::string(skip_braces(text.data(), text.data() + text.size())) == " rest");
}
