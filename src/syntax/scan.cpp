// White space, words and keywords. Tokens with an inside (numbers, strings) are in scan_token.cpp.
#include "syntax/scan.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace entitle::syntax {

Character character_at(Iterator first, Iterator last) noexcept {
  if (first == last) return {};
  if (static_cast<unsigned char>(*first) < 0x80) return {static_cast<char32_t>(*first), 1};
  const text::Decoded decoded = text::decode({first, static_cast<std::size_t>(last - first)}, 0);
  return decoded.length == 0 ? Character{0xFFFD, 1} : Character{decoded.code_point, decoded.length};
}

char32_t narrow(char32_t c) noexcept {
  if (c < 0x80) return c;
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + '!';
  switch (c) {
    case 0x3000:
    case 0x00A0:
      return ' ';
    case 0x3001:
      return ',';
    case 0x2212:
      return '-';
    case 0x00D7:
      return '*';
    case 0x00F7:
      return '/';
    default:
      return c;
  }
}

namespace {

constexpr char32_t of_word = 0x7684;  // 的

enum class Kind : std::uint8_t { none, letter, digit, han };

Kind kind_of(char32_t c) noexcept {
  if (c >= '0' && c <= '9') return Kind::digit;
  if (c == of_word) return Kind::none;
  if (text::is_han(c)) return Kind::han;
  return text::is_identifier_start(c) ? Kind::letter : Kind::none;
}

bool joins(Kind before, Kind after) noexcept {
  if (before == Kind::none || after == Kind::none) return false;
  if (after == Kind::digit) return before == Kind::letter || before == Kind::digit;
  return before != Kind::digit || after == Kind::letter;
}

// The character that ends at `end`.
Character character_before(Iterator begin, Iterator end) noexcept {
  Iterator p = end;
  while (p != begin) {
    --p;
    if ((static_cast<unsigned char>(*p) & 0xC0U) != 0x80) break;
  }
  return character_at(p, end);
}

}  // namespace

Iterator next_line(Iterator first, Iterator last) noexcept {
  while (first != last && *first != '\n' && *first != '\r') ++first;
  if (first != last && *first == '\r') ++first;
  if (first != last && *first == '\n') ++first;
  return first;
}

Iterator skip_blanks(Iterator first, Iterator last) noexcept {
  for (;;) {
    const Character c = character_at(first, last);
    if (c.size == 0 || (c.value != '\t' && narrow(c.value) != ' ')) return first;
    first += c.size;
  }
}

Iterator skip_space(Iterator first, Iterator last) noexcept {
  for (;;) {
    while (first != last && (*first == ' ' || *first == '\n' || *first == '\r' || *first == '\t'))
      ++first;
    const Character c = character_at(first, last);
    if (c.size == 0) return first;
    const char32_t n = narrow(c.value);
    if (n == '#') {
      while (first != last && *first != '\n' && *first != '\r') ++first;
    } else if (n == ' ') {
      first += c.size;
    } else {
      return first;
    }
  }
}

bool line_break_between(Iterator first, Iterator last) noexcept {
  return std::any_of(first, last, [](char c) { return c == '\n' || c == '\r'; });
}

Iterator scan_word(Iterator first, Iterator last) noexcept {
  Character c = character_at(first, last);
  Kind before = kind_of(c.value);
  if (before == Kind::digit || before == Kind::none) return first;
  for (;;) {
    first += c.size;
    c = character_at(first, last);
    const Kind after = kind_of(c.value);
    if (!joins(before, after)) return first;
    before = after;
  }
}

bool continues_word(Iterator begin, Iterator end, Iterator last) noexcept {
  const Kind before = kind_of(character_before(begin, end).value);
  return joins(before, kind_of(character_at(end, last).value));
}

Iterator scan_spelling(Iterator first, Iterator last, std::string_view spelling) noexcept {
  const Iterator begin = first;
  Iterator s = spelling.data();
  const Iterator s_last = s + spelling.size();
  while (s != s_last) {
    if (*s == ' ') {
      const Iterator after = skip_space(first, last);
      if (after == first) return nullptr;
      first = after;
      ++s;
      continue;
    }
    const Character wanted = character_at(s, s_last);
    const Character found = character_at(first, last);
    // Only punctuation has two forms; a letter that differs is another word.
    if (found.value != wanted.value &&
        (kind_of(wanted.value) != Kind::none || narrow(found.value) != narrow(wanted.value)))
      return nullptr;
    s += wanted.size;
    first += found.size;
  }
  return continues_word(begin, first, last) ? nullptr : first;
}

Iterator scan_label(Iterator first, Iterator last) {
  const auto scan_name = [last](Iterator p) {
    const Iterator end = scan_word(p, last);
    if (end != p) return end;
    const Token quoted = scan_quoted_name(p, last);
    return quoted.fault == TokenFault::none ? quoted.end : p;
  };
  const auto is = [last](Iterator p, char32_t c) {
    return narrow(character_at(p, last).value) == c;
  };

  Iterator end = scan_name(first);
  if (end == first) return nullptr;
  Iterator p = skip_blanks(end, last);
  if (is(p, '/')) {
    const Iterator twin = skip_blanks(p + character_at(p, last).size, last);
    end = scan_name(twin);
    if (end == twin) return nullptr;
    p = skip_blanks(end, last);
  }
  return is(p, ':') ? end : nullptr;
}

Iterator scan_any(Iterator first, Iterator last) {
  if (first == last) return last;
  if (const Iterator word = scan_word(first, last); word != first) return word;
  for (const auto scan : {scan_date, scan_number, scan_string, scan_quoted_name})
    if (const Token token = scan(first, last); token.fault != TokenFault::absent) return token.end;
  return first + character_at(first, last).size;
}

Iterator skip_braces(Iterator first, Iterator last) {
  std::size_t open = 1;
  for (;;) {
    first = skip_space(first, last);
    if (first == last) return last;
    const char32_t c = narrow(character_at(first, last).value);
    first = scan_any(first, last);
    if (c == '{') ++open;
    if (c == '}' && --open == 0) return first;
  }
}

}  // namespace entitle::syntax
