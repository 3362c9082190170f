// Reads 第14条. Its parts stand together without spaces, so they are matched as characters rather
// than as words.
#include "syntax/ordinal.hpp"

namespace entitle::syntax {

using text::Word;

namespace {

Iterator pass(Iterator first, Iterator last, std::string_view text) {
  const std::string_view rest(first, static_cast<std::size_t>(last - first));
  return rest.starts_with(text) ? first + text.size() : nullptr;
}

// 一 to 九百九十九.
Iterator read_numeral(Iterator first, Iterator last, std::uint32_t& value) {
  static constexpr std::u32string_view digits = U"〇一二三四五六七八九";
  std::uint32_t digit = 0;
  bool has_digit = false;
  Iterator p = first;
  for (int characters = 0; characters < 7; ++characters) {
    const Character c = character_at(p, last);
    const std::size_t found = c.value == U'零' ? 0 : digits.find(c.value);
    if (found != std::u32string_view::npos) {
      digit = static_cast<std::uint32_t>(found);
      has_digit = true;
    } else if (c.value == U'十' || c.value == U'百') {
      value += (has_digit ? digit : 1) * (c.value == U'十' ? 10 : 100);
      digit = 0;
      has_digit = false;
    } else {
      break;
    }
    p += c.size;
  }
  value += digit;
  return p;
}

}  // namespace

Iterator read_ordinal(Iterator first, State& state, Ordinal& value) {
  const text::Words words(Language::zh);
  const Iterator last = state.last();
  first = skip_space(first, last);
  Iterator p = pass(first, last, words.of(Word::kw_ordinal));
  if (p == nullptr) return nullptr;
  p = skip_blanks(p, last);
  Iterator end = read_whole(p, state, value.number);
  const bool has_digits = end != nullptr;
  if (!has_digits) end = read_numeral(p, last, value.number);
  if (end == p) return nullptr;
  const Iterator level = skip_blanks(end, last);
  for (const Word word : {Word::kw_article, Word::kw_paragraph, Word::kw_item}) {
    if (const Iterator after = pass(level, last, words.of(word))) {
      value.level = word;
      return after;
    }
  }
  if (!has_digits) return nullptr;  // a name such as 第一类
  throw x3::expectation_failure<Iterator>(end, std::string(text::key(Word::kw_article)));
}

}  // namespace entitle::syntax
