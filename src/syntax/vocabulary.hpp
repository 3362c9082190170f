// The words of one language as the parser looks for them: the spellings of each keyword, the
// operators of each precedence, the words that begin a declaration or a line, and the nearest known
// word to a misspelt one. Made once from the tables in text/; the parser knows no word by itself.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entitle/language.hpp"
#include "syntax/scan.hpp"
#include "syntax/tree.hpp"
#include "text/words.hpp"
#include "value/op.hpp"

namespace entitle::syntax {

/// One spelling and what it means.
template <class Meaning>
struct Spelling {
  std::string_view text;
  Meaning meaning{};
};

class Vocabulary {
 public:
  /// The vocabulary of a language. Thread-safe; lives for ever.
  static const Vocabulary& of(Language language);

  [[nodiscard]] Language language() const noexcept { return language_; }

  /// The end of this keyword if it stands at `first`, else null.
  [[nodiscard]] Iterator scan(text::Word word, Iterator first, Iterator last) const noexcept;

  /// The longest operator of that precedence and arity at `first`; null if there is none.
  [[nodiscard]] Iterator scan_operator(std::uint8_t precedence, value::Arity arity, Iterator first,
                                       Iterator last, value::Op& op) const noexcept;

  /// A unit behind a number.
  [[nodiscard]] Iterator scan_unit(Iterator first, Iterator last, Unit& unit) const noexcept;

  /// The keyword of the declaration that begins here (a name follows it on the same line), or
  /// nothing.
  [[nodiscard]] Iterator scan_declaration(Iterator first, Iterator last, text::Word& word) const;

  /// Whether a declaration, a fact or a finding begins here.
  [[nodiscard]] bool begins_declaration(Iterator first, Iterator last) const;

  /// Whether a keyword stands here that begins a line inside a declaration.
  [[nodiscard]] bool begins_line(Iterator first, Iterator last) const;

  /// Whether a word cannot be a name by itself: operators, and what follows an expression.
  [[nodiscard]] bool is_reserved(std::string_view word) const noexcept;

  /// Whether a word is a keyword or an operator by itself: as a name it is then written 「…」.
  [[nodiscard]] bool is_keyword(std::string_view word) const noexcept;

  /// Whether `text` is one of the spellings of `word`.
  [[nodiscard]] bool spells(text::Word word, std::string_view text) const noexcept;

  /// The keyword that is spelt most like `word`, empty if none is near.
  [[nodiscard]] std::string_view nearest(std::string_view word) const;
  /// The declaration's keyword that is spelt most like `word`.
  [[nodiscard]] const Spelling<text::Word>* nearest_declaration(std::string_view word) const;

 private:
  explicit Vocabulary(Language language);
  static bool names_follow(Iterator keyword_end, Iterator last);

  Language language_;
  std::vector<std::vector<std::string_view>> spellings_;     // by Word
  std::vector<std::vector<Spelling<value::Op>>> operators_;  // by precedence, longest first
  std::vector<Spelling<Unit>> units_;                        // longest first
  std::vector<Spelling<text::Word>> declarations_;
  std::vector<std::string_view> declaration_words_;
  std::vector<text::Word> line_words_;
  std::vector<std::string_view> reserved_;  // sorted
  std::vector<std::string_view> single_;    // keywords and operators of one word, sorted
  std::vector<std::string> keywords_;       // words, and phrases written as one word
  std::vector<std::string_view> meant_;     // what each of them is to be written as
};

}  // namespace entitle::syntax
