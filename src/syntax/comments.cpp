// Walks a text token by token, so that a `#` in a string is no comment.
#include "syntax/comments.hpp"

#include <algorithm>

namespace entitle::syntax {

std::string_view language_line(std::string_view text) {
  const Iterator last = text.data() + text.size();
  const Iterator line_end =
      std::find_if(text.data(), last, [](char c) { return c == '\n' || c == '\r'; });
  const auto pass = [line_end](Iterator p, char32_t mark) {
    p = skip_blanks(p, line_end);
    const Character c = character_at(p, line_end);
    return c.size != 0 && narrow(c.value) == mark ? skip_blanks(p + c.size, line_end) : nullptr;
  };
  const auto between = [](Iterator first, Iterator end) {
    return std::string_view(first, static_cast<std::size_t>(end - first));
  };
  Iterator p = pass(text.data(), '#');
  if (p == nullptr) return {};
  const Iterator word_end = scan_word(p, line_end);
  if (between(p, word_end) != "language") return {};
  p = pass(word_end, ':');
  if (p == nullptr) return {};
  const Iterator end = scan_word(p, line_end);
  return between(p, end == p ? line_end : end);
}

Trivia::Trivia(std::string_view text) : text_(text) {
  bool first_line = !language_line(text).empty();
  for (Iterator p = text_.data(); p != last();) {
    const Character c = character_at(p, last());
    const char32_t n = narrow(c.value);
    if (n == ' ' || n == '\t' || n == '\n' || n == '\r') {
      p += c.size;
      continue;
    }
    if (n != '#') {
      p = scan_any(p, last());
      first_line = false;
      continue;
    }
    const Iterator line_end =
        std::find_if(p, last(), [](char x) { return x == '\n' || x == '\r'; });
    Iterator end = line_end;
    while (end != p && (end[-1] == ' ' || end[-1] == '\t')) --end;
    if (!first_line) comments_.push_back({{place(p), place(end)}, empty_line_before(place(p))});
    first_line = false;
    p = line_end;
  }
}

bool Trivia::empty_line_before(std::uint32_t place) const {
  // Back over white space; the line break that ends the line before is not an empty one.
  int breaks = 0;
  for (Iterator p = at(place); p != text_.data();) {
    Iterator before = p - 1;
    while (before != text_.data() && (static_cast<unsigned char>(*before) & 0xC0U) == 0x80)
      --before;
    const char32_t c = narrow(character_at(before, p).value);
    if (c == '\n' || c == '\r') {
      const bool first_of_two = c == '\r' && p != last() && *p == '\n';
      if (!first_of_two) ++breaks;
    } else if (c != '\t' && c != ' ') {
      return breaks > 1;
    }
    p = before;
  }
  return breaks > 0;
}

bool Trivia::break_between(std::uint32_t from, std::uint32_t to) const {
  return from < to && line_break_between(at(from), at(to));
}

bool Trivia::only_commas_between(std::uint32_t from, std::uint32_t to) const {
  if (from > to) return false;
  for (Iterator p = skip_blanks(at(from), at(to)); p != at(to); p = skip_blanks(p, at(to))) {
    const Character c = character_at(p, at(to));
    const char32_t n = narrow(c.value);
    if (n != ',' && n != ';') return false;
    p += c.size;
  }
  return true;
}

text::Span Trivia::find(char32_t mark, std::uint32_t from) const {
  for (Iterator p = skip_space(at(from), last()); p != last(); p = skip_space(p, last())) {
    const Iterator end = scan_any(p, last());
    if (narrow(character_at(p, last()).value) == mark) return {place(p), place(end)};
    p = end;
  }
  return {place(last()), place(last())};
}

std::uint32_t Trivia::past(const Vocabulary& vocabulary, text::Word word,
                           std::uint32_t from) const {
  const Iterator end = vocabulary.scan(word, at(next_token(from)), last());
  return end == nullptr ? from : place(end);
}

char32_t Trivia::next_mark(std::uint32_t from) const {
  return narrow(character_at(skip_space(at(from), last()), last()).value);
}

}  // namespace entitle::syntax
