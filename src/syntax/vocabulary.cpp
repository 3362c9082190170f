// Builds the vocabularies from the word tables and looks words up in them.
#include "syntax/vocabulary.hpp"

#include <algorithm>
#include <iterator>
#include <span>

#include "text/suggest.hpp"
#include "text/utf8.hpp"

namespace entitle::syntax {

using text::Word;
using value::Op;

namespace {

constexpr Word declaration_words[] = {Word::kw_ruleset,   Word::kw_document,   Word::kw_entity,
                                      Word::kw_parameter, Word::kw_define,     Word::kw_criterion,
                                      Word::kw_program,   Word::kw_settlement, Word::kw_example};

constexpr Word line_words[] = {
    Word::kw_fact,      Word::kw_finding,    Word::kw_title,         Word::kw_number,
    Word::kw_only_if,   Word::kw_proved_by,  Word::kw_asked_of,      Word::kw_note,
    Word::kw_cites,     Word::kw_decided_by, Word::kw_force_from,    Word::kw_when,
    Word::kw_otherwise, Word::kw_appeal,     Word::kw_amount,        Word::op_all_of,
    Word::op_any_of,    Word::op_none_of,    Word::kw_block_at_least};

constexpr Word reserved_words[] = {
    Word::kw_cites,    Word::kw_when,       Word::kw_otherwise,      Word::kw_where,
    Word::kw_has,      Word::kw_over,       Word::op_rounded,        Word::op_per_month,
    Word::op_per_year, Word::kw_when_end,   Word::kw_because,        Word::kw_round_half_up,
    Word::kw_round_up, Word::kw_round_down, Word::kw_round_half_even};

template <class Meaning>
void longest_first(std::vector<Spelling<Meaning>>& spellings) {
  std::stable_sort(spellings.begin(), spellings.end(), [](const auto& a, const auto& b) {
    return text::count_code_points(a.text) > text::count_code_points(b.text);
  });
}

bool is_word(std::string_view text) {
  return scan_word(text.data(), text.data() + text.size()) == text.data() + text.size();
}

}  // namespace

const Vocabulary& Vocabulary::of(Language language) {
  static const Vocabulary en{Language::en};
  static const Vocabulary zh{Language::zh};
  return language == Language::zh ? zh : en;
}

Vocabulary::Vocabulary(Language language)
    : language_(language), operators_(value::precedence::aggregate + 1U) {
  const text::Words words(language);
  for (std::size_t i = 0; i < text::word_count; ++i)
    spellings_.push_back(words.spellings(static_cast<Word>(i)));
  const auto spelled = [this](Word word) -> const std::vector<std::string_view>& {
    return spellings_[static_cast<std::size_t>(word)];
  };

  for (const value::OpRow& row : value::op_table) {
    if (row.arity != value::Arity::infix && row.arity != value::Arity::prefix &&
        row.arity != value::Arity::postfix)
      continue;
    for (const std::string_view text : spelled(value::word(row.op)))
      operators_[row.precedence].push_back({text, row.op});
  }
  for (auto& of_one_precedence : operators_) longest_first(of_one_precedence);

  const std::pair<Word, Unit> unit_words[] = {{Word::unit_yuan, Unit::yuan},
                                              {Word::unit_yuan_per_month, Unit::yuan_per_month},
                                              {Word::unit_yuan_per_year, Unit::yuan_per_year},
                                              {Word::unit_years, Unit::years},
                                              {Word::unit_months, Unit::months},
                                              {Word::unit_days, Unit::days},
                                              {Word::unit_percent, Unit::percent}};
  for (const Language each : {Language::en, Language::zh})
    for (const auto& [word, unit] : unit_words)
      for (const std::string_view text : text::Words(each).spellings(word))
        units_.push_back({text, unit});
  longest_first(units_);

  for (const Word word : declaration_words) {
    for (const std::string_view text : spelled(word)) {
      declarations_.push_back({text, word});
      declaration_words_.push_back(text);
    }
  }
  line_words_.assign(std::begin(line_words), std::end(line_words));

  for (const Word word : reserved_words)
    for (const std::string_view text : spelled(word)) reserved_.push_back(text);
  for (const Word word : {Word::op_and, Word::op_or, Word::op_not, Word::op_is, Word::op_is_not,
                          Word::op_in, Word::op_not_in, Word::op_less, Word::op_less_equal,
                          Word::op_greater, Word::op_greater_equal})
    for (const std::string_view text : spelled(word)) reserved_.push_back(text);
  std::erase_if(reserved_, [](std::string_view text) { return !is_word(text); });
  std::sort(reserved_.begin(), reserved_.end());

  const auto add_single = [this](const std::vector<std::string_view>& all) {
    std::copy_if(all.begin(), all.end(), std::back_inserter(single_), is_word);
  };
  for (std::size_t i = 0; i < text::word_count; ++i)
    if (text::key(static_cast<Word>(i)).starts_with("kw_")) add_single(spellings_[i]);
  for (const value::OpRow& row : value::op_table)
    if (row.meaning == value::Meaning::logic || row.meaning == value::Meaning::ordering ||
        row.meaning == value::Meaning::membership || row.meaning == value::Meaning::unit ||
        row.meaning == value::Meaning::rounding || row.meaning == value::Meaning::block)
      add_single(spelled(value::word(row.op)));
  std::sort(single_.begin(), single_.end());

  // Every word of every keyword, for suggestions: declarations first, since the first of equally
  // near ones wins.
  const auto add_one = [this](std::string keyword, std::string_view meant) {
    if (std::find(keywords_.begin(), keywords_.end(), keyword) != keywords_.end()) return;
    keywords_.push_back(std::move(keyword));
    meant_.push_back(meant);
  };
  const auto add_keyword = [&](std::string_view text) {
    std::string joined(text);
    std::erase(joined, ' ');
    if (!is_word(joined)) return;
    add_one(joined, text);
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      const std::string_view word = text.substr(begin, end - begin);
      add_one(std::string(word), word);
      begin = end + 1;
    }
  };
  for (const std::string_view text : declaration_words_) add_keyword(text);
  for (const Word word : line_words_)
    for (const std::string_view text : spelled(word)) add_keyword(text);
  for (std::size_t i = 0; i < text::word_count; ++i) {
    const auto word = static_cast<Word>(i);
    if (text::key(word).starts_with("kw_"))
      for (const std::string_view text : spelled(word)) add_keyword(text);
  }
  for (const auto& of_one_precedence : operators_)
    for (const auto& spelling : of_one_precedence)
      if (spelling.meaning != Op::applies && spelling.meaning != Op::or_else)
        add_keyword(spelling.text);
}

Iterator Vocabulary::scan(Word word, Iterator first, Iterator last) const noexcept {
  for (const std::string_view spelling : spellings_[static_cast<std::size_t>(word)])
    if (const Iterator end = scan_spelling(first, last, spelling)) return end;
  return nullptr;
}

Iterator Vocabulary::scan_operator(std::uint8_t precedence, value::Arity arity, Iterator first,
                                   Iterator last, Op& op) const noexcept {
  for (const auto& spelling : operators_[precedence]) {
    if (value::row(spelling.meaning).arity != arity) continue;
    if (const Iterator end = scan_spelling(first, last, spelling.text)) {
      op = spelling.meaning;
      return end;
    }
  }
  return nullptr;
}

Iterator Vocabulary::scan_unit(Iterator first, Iterator last, Unit& unit) const noexcept {
  for (const auto& spelling : units_) {
    if (const Iterator end = scan_spelling(first, last, spelling.text)) {
      unit = spelling.meaning;
      return end;
    }
  }
  return nullptr;
}

// A label may be spelt like a keyword, but a colon or a twin follows it, and no name.
bool Vocabulary::names_follow(Iterator keyword_end, Iterator last) {
  const Iterator next = skip_blanks(keyword_end, last);
  return scan_word(next, last) != next ||
         scan_quoted_name(next, last).fault != TokenFault::absent ||
         scan_string(next, last).fault != TokenFault::absent;
}

Iterator Vocabulary::scan_declaration(Iterator first, Iterator last, Word& word) const {
  for (const auto& declaration : declarations_) {
    const Iterator end = scan_spelling(first, last, declaration.text);
    if (end == nullptr) continue;
    // The settlement alone has no name.
    const bool opens = narrow(character_at(skip_blanks(end, last), last).value) == '{';
    if (declaration.meaning == Word::kw_settlement ? !opens : !names_follow(end, last)) continue;
    word = declaration.meaning;
    return end;
  }
  return nullptr;
}

bool Vocabulary::begins_declaration(Iterator first, Iterator last) const {
  Word word{};
  if (scan_declaration(first, last, word) != nullptr) return true;
  for (const Word each : {Word::kw_fact, Word::kw_finding})
    if (const Iterator end = scan(each, first, last)) return names_follow(end, last);
  return false;
}

bool Vocabulary::begins_line(Iterator first, Iterator last) const {
  return std::any_of(line_words_.begin(), line_words_.end(),
                     [&](Word word) { return scan(word, first, last) != nullptr; });
}

bool Vocabulary::is_reserved(std::string_view word) const noexcept {
  return std::binary_search(reserved_.begin(), reserved_.end(), word);
}

bool Vocabulary::is_keyword(std::string_view word) const noexcept {
  return std::binary_search(single_.begin(), single_.end(), word);
}

bool Vocabulary::spells(Word word, std::string_view text) const noexcept {
  const auto& all = spellings_[static_cast<std::size_t>(word)];
  return std::find(all.begin(), all.end(), text) != all.end();
}

std::string_view Vocabulary::nearest(std::string_view word) const {
  const std::string_view found = text::suggest(word, std::span<const std::string>(keywords_));
  const auto at = std::find(keywords_.begin(), keywords_.end(), found);
  return at == keywords_.end() ? std::string_view{}
                               : meant_[static_cast<std::size_t>(at - keywords_.begin())];
}

const Spelling<Word>* Vocabulary::nearest_declaration(std::string_view word) const {
  const std::string_view text = nearest(word);
  const auto found =
      std::find_if(declarations_.begin(), declarations_.end(),
                   [text](const auto& declaration) { return declaration.text == text; });
  return found == declarations_.end() ? nullptr : &*found;
}

}  // namespace entitle::syntax
