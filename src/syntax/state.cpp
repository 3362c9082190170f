// Says what was expected and what was found, at which place and with which cure.
#include "syntax/state.hpp"

#include <string>
#include <unordered_map>

#include "text/suggest.hpp"
#include "text/utf8.hpp"

namespace entitle::syntax {

using text::Argument;
using text::Code;
using text::Word;

namespace {

const Word* word_of_key(std::string_view key) {
  static const auto all = [] {
    std::unordered_map<std::string_view, Word> by_key;
    for (std::size_t i = 0; i < text::word_count; ++i)
      by_key.emplace(text::key(static_cast<Word>(i)), static_cast<Word>(i));
    return by_key;
  }();
  const auto found = all.find(key);
  return found == all.end() ? nullptr : &found->second;
}

Argument quoted(std::string_view text) {
  return {'"' + std::string(text) + '"', "「" + std::string(text) + "」"};
}

// Rules of the grammar are named expected_…, keywords by their own key, and punctuation by itself.
Argument expectation(std::string_view which, const Vocabulary& vocabulary) {
  const Word* word = word_of_key(which);
  if (word == nullptr) return quoted(which);
  if (which.starts_with("expected_")) return *word;
  return quoted(text::Words(vocabulary.language()).of(*word));
}

bool is_foreign(Character c) {
  if (c.value < 0x80 || text::is_identifier_start(c.value)) return false;
  const char32_t n = narrow(c.value);
  if (n != c.value)
    return (n >= '0' && n <= '9') || (n >= 'a' && n <= 'z') || (n >= 'A' && n <= 'Z');
  const bool punctuation = (c.value >= 0x2000 && c.value < 0x2070) ||
                           (c.value >= 0x3000 && c.value < 0x3040) || c.value < 0xC0;
  return !punctuation;
}

}  // namespace

void State::token_fault(Code code, Iterator first, Iterator last, const text::Arguments& arguments,
                        std::optional<Word> help) {
  if (reported_ != nullptr && first <= reported_) return;
  reported_ = first;
  auto draft = report_.report(code, place(first, last), arguments);
  if (help) draft.help(*help);
}

void State::unclosed(Iterator opened, std::string_view closing, Iterator where) {
  if (unclosed_ == where) return;
  unclosed_ = where;
  const std::string_view opening(opened, character_at(opened, last_).size);
  report_.report(Code::unclosed, place(where, where), {opening, closing})
      .label(place(opened, opened + opening.size()), Word::label_opened_here);
}

void State::unclosed_string(Iterator first, Iterator last) {
  string_end_ = last;
  token_fault(Code::unclosed_string, first, last);
}

void State::unexpected(Iterator where, std::string_view which) {
  if (where == string_end_) return;
  const Iterator found = skip_space(where, last_);
  const Iterator end = scan_any(found, last_);
  const std::string_view token(found, static_cast<std::size_t>(end - found));
  const bool over = found == last_;
  const bool line_over = over || line_break_between(where, found);

  Argument what = quoted(token);
  const Character c = character_at(found, last_);
  if (narrow(c.value) == ',' && found == where && misgrouped(found)) return;
  std::string_view near;
  if (over)
    what = Word::end_of_file;
  else if (line_over)
    what = Word::end_of_line;
  else if (narrow(c.value) >= '0' && narrow(c.value) <= '9')
    what = Argument(text::Words(Language::en).fill(Word::found_number, {std::string(token)}),
                    text::Words(Language::zh).fill(Word::found_number, {std::string(token)}));
  else if (scan_string(found, last_).fault != TokenFault::absent)
    what = Word::found_string;
  else if (is_foreign(c)) {
    token_fault(Code::bad_character, found, found + c.size,
                {std::string_view(found, c.size), text::Argument("U+" + [&] {
                   std::string hex;
                   for (char32_t rest = c.value; rest != 0; rest /= 16)
                     hex.insert(hex.begin(), "0123456789ABCDEF"[rest % 16]);
                   return hex;
                 }())});
    return;
  }
  const text::Place at = line_over ? place(where, where) : place(found, end);
  const bool is_word = scan_word(found, last_) != found;
  if (is_word) near = suggestion(token, which);
  auto draft = report_.report(Code::unexpected, at, {expectation(which, vocabulary_), what});
  const std::string_view parted = parted_name(where, end);
  const bool keyword =
      vocabulary_.is_keyword(token) || vocabulary_.spells(Word::kw_possessive, token);
  // A word before a brace was meant for the kind of a block.
  const bool block = is_word && narrow(character_at(skip_blanks(end, last_), last_).value) == '{';
  if (is_word && !line_over && which == text::key(Word::expected_name) &&
      vocabulary_.is_reserved(token))
    draft.help(Word::help_quote_name, {token});
  else if (keyword && !parted.empty())
    draft.help(Word::help_quote_name, {parted});
  else if (is_glued(where, found))
    draft.help(Word::help_part_words);
  else if (!near.empty() && near != token)
    draft.help(Word::help_did_you_mean, {near});
  else if (which == "]" && narrow(c.value) == '{')
    draft.help(Word::help_comma_between);
  else
    cure(draft, block ? text::key(Word::expected_block) : which);
}

// The run of letters and 汉字 that a reserved word at `where` parts, as 的 does 别的说法; empty if
// it parts none.
std::string_view State::parted_name(Iterator where, Iterator end) const {
  Iterator first = where;
  while (first != begin_) {
    Iterator before = first;
    while (before != begin_ && (static_cast<unsigned char>(*--before) & 0xC0U) == 0x80) {
    }
    if (!text::is_han(character_at(before, first).value)) break;
    first = before;
  }
  Iterator last = end;
  while (last != last_ && text::is_han(character_at(last, last_).value))
    last += character_at(last, last_).size;
  if (first == where || last == end) return {};
  return {first, static_cast<std::size_t>(last - first)};
}

// Whether a number stands right behind a 汉字, as in 满60周岁.
bool State::is_glued(Iterator where, Iterator found) const {
  const char32_t c = narrow(character_at(found, last_).value);
  if (where != found || c < '0' || c > '9') return false;
  Iterator before = found;
  while (before != begin_ && (static_cast<unsigned char>(*--before) & 0xC0U) == 0x80) {
  }
  return text::is_han(character_at(before, found).value);
}

// Whether a comma stands between digits, as in 1,23: then it was hardly meant to part two numbers.
bool State::misgrouped(Iterator comma) {
  Iterator first = comma;
  while (first != begin_ && first[-1] >= '0' && first[-1] <= '9') --first;
  const Token after = scan_digits(comma + character_at(comma, last_).size, last_);
  if (first == comma || after.fault != TokenFault::none) return false;
  token_fault(Code::bad_grouping, first, after.end,
              {std::string_view(first, static_cast<std::size_t>(after.end - first))});
  return true;
}

std::string_view State::suggestion(std::string_view token, std::string_view which) const {
  if (const Word* word = word_of_key(which); word != nullptr && !which.starts_with("expected_")) {
    const std::string_view wanted[] = {text::Words(language()).of(*word)};
    if (const std::string_view near = text::suggest(token, wanted); !near.empty()) return near;
  }
  return vocabulary_.nearest(token);
}

void State::cure(text::Draft& draft, std::string_view which) const {
  if (which.starts_with("expected_")) {
    if (const Word* word = word_of_key("cure_" + std::string(which.substr(9)))) draft.help(*word);
  } else if (const Word* word = word_of_key(which)) {
    draft.help(Word::help_write_here, {text::Words(language()).of(*word)});
  } else {
    draft.help(Word::help_write_here, {which});
  }
}

void State::given_twice(Iterator where, text::Span before) {
  auto draft = report_.report(Code::given_twice, place(where, scan_any(where, last_)));
  if (!before.empty()) draft.label({file_, before}, Word::label_first_here);
}

void State::no_body(const Name& name, Word missing) {
  report_.report(Code::no_body, {file_, name.span}, {name.text, missing});
}

void State::not_last(text::Span otherwise) {
  report_.report(Code::otherwise_not_last, {file_, otherwise});
}

void State::misspelt(Iterator first, Iterator last, std::string_view meant) {
  report_
      .report(Code::unknown_keyword, place(first, last),
              {std::string_view(first, static_cast<std::size_t>(last - first))})
      .help(Word::help_did_you_mean, {meant});
}

void State::stray(Iterator where) {
  const Character c = character_at(where, last_);
  report_.report(Code::stray_closing, place(where, where + c.size),
                 {std::string_view(where, c.size)});
}

bool State::other_language(Iterator where) {
  const Language other = language() == Language::en ? Language::zh : Language::en;
  Word word{};
  const Iterator end = Vocabulary::of(other).scan_declaration(where, last_, word);
  if (end == nullptr) return false;
  report_.report(Code::wrong_language, place(where, end),
                 {std::string_view(where, static_cast<std::size_t>(end - where))});
  return true;
}

}  // namespace entitle::syntax
