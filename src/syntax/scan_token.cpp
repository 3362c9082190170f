// Numbers, dates, strings and quoted names: tokens that can be wrong inside.
#include "syntax/scan.hpp"

namespace entitle::syntax {
namespace {

bool is_digit(Character c) noexcept {
  const char32_t n = narrow(c.value);
  return n >= '0' && n <= '9';
}

// Appends the digits that begin here and returns their end.
Iterator take_digits(Iterator first, Iterator last, std::string& digits) {
  for (;;) {
    const Character c = character_at(first, last);
    if (!is_digit(c)) return first;
    digits.push_back(static_cast<char>(narrow(c.value)));
    first += c.size;
  }
}

bool is_letter(Character c) noexcept {
  const char32_t n = narrow(c.value);
  return (n >= 'a' && n <= 'z') || (n >= 'A' && n <= 'Z') || n == '_';
}

// Past `separator` if it stands here.
Iterator pass(Iterator first, Iterator last, char32_t separator) noexcept {
  const Character c = character_at(first, last);
  return c.size != 0 && narrow(c.value) == separator ? first + c.size : nullptr;
}

// The comma of a group, which `、` is not.
Iterator pass_group_comma(Iterator first, Iterator last) noexcept {
  return character_at(first, last).value == 0x3001 ? nullptr : pass(first, last, ',');
}

Token absent(Iterator first) { return {TokenFault::absent, first, {}}; }

}  // namespace

Token scan_digits(Iterator first, Iterator last) {
  Token token;
  token.end = take_digits(first, last, token.text);
  token.fault = token.text.empty() ? TokenFault::absent : TokenFault::none;
  return token;
}

Token scan_number(Iterator first, Iterator last) {
  Token token = scan_digits(first, last);
  if (token.fault == TokenFault::absent) return token;
  const bool can_group = token.text.size() <= 3;
  while (const Iterator comma = pass_group_comma(token.end, last)) {
    std::string group;
    const Iterator end = take_digits(comma, last, group);
    if (group.size() != 3) break;
    token.text += group;
    token.end = end;
    if (!can_group) token.fault = TokenFault::grouping;
  }
  if (const Iterator point = pass(token.end, last, '.')) {
    std::string decimals;
    const Iterator end = take_digits(point, last, decimals);
    if (!decimals.empty()) {
      token.text += '.' + decimals;
      token.end = end;
    }
  }
  if (is_letter(character_at(token.end, last))) {
    while (is_letter(character_at(token.end, last)) || is_digit(character_at(token.end, last)))
      token.end += character_at(token.end, last).size;
    token.fault = TokenFault::letters;
  }
  return token;
}

Token scan_date(Iterator first, Iterator last) {
  struct Marks {
    char32_t year, month, day;
  };
  for (const Marks marks : {Marks{'-', '-', 0}, Marks{0x5E74, 0x6708, 0x65E5}}) {
    std::string year;
    std::string month;
    std::string day;
    const Iterator a = pass(take_digits(first, last, year), last, marks.year);
    if (a == nullptr || year.size() != 4) continue;
    const Iterator b = pass(take_digits(a, last, month), last, marks.month);
    if (b == nullptr || month.empty() || month.size() > 2) continue;
    Iterator end = take_digits(b, last, day);
    if (day.empty() || day.size() > 2) continue;
    if (marks.day != 0) end = pass(end, last, marks.day);
    if (end == nullptr) continue;
    return {TokenFault::none, end, year + '-' + month + '-' + day};
  }
  return absent(first);
}

Token scan_string(Iterator first, Iterator last) {
  const Character open = character_at(first, last);
  const bool curly = open.value == 0x201C || open.value == 0x201D;
  if (!curly && narrow(open.value) != '"') return absent(first);
  Token token{TokenFault::none, first + open.size, {}};
  for (;;) {
    const Character c = character_at(token.end, last);
    if (c.size == 0 || c.value == '\n' || c.value == '\r') {
      token.fault = TokenFault::unclosed;
      return token;
    }
    const Iterator begin = token.end;
    token.end += c.size;
    if (curly ? c.value == 0x201D : narrow(c.value) == '"') return token;
    const char next = token.end == last ? '\0' : *token.end;
    if (c.value == '\\' && (next == '"' || next == '\\'))
      token.text.push_back(*token.end++);
    else
      token.text.append(begin, token.end);
  }
}

Token scan_quoted_name(Iterator first, Iterator last) {
  const Character open = character_at(first, last);
  if (open.value != 0x300C) return absent(first);
  Token token{TokenFault::none, first + open.size, {}};
  for (;;) {
    const Character c = character_at(token.end, last);
    if (c.size == 0 || c.value == '\n' || c.value == '\r') {
      token.fault = TokenFault::unclosed;
      return token;
    }
    const Iterator begin = token.end;
    token.end += c.size;
    if (c.value == 0x300D) return token;
    token.text.append(begin, token.end);
  }
}

}  // namespace entitle::syntax
