// The characters and tokens of a rule file, one function each, over bytes that are known to be
// UTF-8: white space and comments, words, numbers, dates, strings, quoted names. It makes no tree
// and reports nothing; what the grammar reads from it is in lexical.hpp, what is said about a fault
// in fault.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/source.hpp"

namespace entitle::syntax {

using Iterator = const char*;

/// One decoded character: its code point and how many bytes it takes. At the end: 0 and 0.
struct Character {
  char32_t value = 0;
  unsigned size = 0;
};

[[nodiscard]] Character character_at(Iterator first, Iterator last) noexcept;

/// The ASCII form of what a Chinese input method types: full-width forms, `、` (a comma), `−`, the
/// ideographic space. Everything else as it is.
[[nodiscard]] char32_t narrow(char32_t c) noexcept;

/// Past spaces, line breaks and comments.
[[nodiscard]] Iterator skip_space(Iterator first, Iterator last) noexcept;

/// Past spaces only, within the line.
[[nodiscard]] Iterator skip_blanks(Iterator first, Iterator last) noexcept;

/// The start of the next line, or the end.
[[nodiscard]] Iterator next_line(Iterator first, Iterator last) noexcept;

/// Whether a line break stands between the two.
[[nodiscard]] bool line_break_between(Iterator first, Iterator last) noexcept;

/// The end of the word that begins here; `first` if none does. 的 is a word by itself, and digits
/// part from 汉字.
[[nodiscard]] Iterator scan_word(Iterator first, Iterator last) noexcept;

/// Whether the text before `end` and the character at `end` would be one word.
[[nodiscard]] bool continues_word(Iterator begin, Iterator end, Iterator last) noexcept;

/// The end of `spelling` if it stands here as a word of its own, else null. A space in it stands
/// for any white space.
[[nodiscard]] Iterator scan_spelling(Iterator first, Iterator last,
                                     std::string_view spelling) noexcept;

/// What a token may get wrong.
enum class TokenFault : std::uint8_t {
  none,
  absent,    ///< no such token begins here
  unclosed,  ///< the closing mark is missing on this line
  grouping,  ///< a comma that parts digits otherwise than by threes
  letters,   ///< a letter right behind a number
};

/// A token that was found, or why not. `end` is past it (past the faulty part, where there is a
/// fault).
struct Token {
  TokenFault fault = TokenFault::absent;
  Iterator end = nullptr;
  std::string text;  ///< digits without commas, a string without its marks and escapes
};

/// Digits, perhaps grouped by commas, perhaps with decimals; full-width ones are read as ASCII.
[[nodiscard]] Token scan_number(Iterator first, Iterator last);

/// Digits only.
[[nodiscard]] Token scan_digits(Iterator first, Iterator last);

/// 2021-09-01 or 2021年9月1日; the text is in the first form, whether or not there is such a day.
[[nodiscard]] Token scan_date(Iterator first, Iterator last);

/// "…" or “…”, with \" and \\, on one line.
[[nodiscard]] Token scan_string(Iterator first, Iterator last);

/// 「…」, on one line.
[[nodiscard]] Token scan_quoted_name(Iterator first, Iterator last);

/// The end of `name` or `name / twin` if a colon follows, else null: how a labelled line begins.
[[nodiscard]] Iterator scan_label(Iterator first, Iterator last);

/// The end of the token that begins here, whatever it is; of one character where it is none.
[[nodiscard]] Iterator scan_any(Iterator first, Iterator last);

/// Past the brace that closes the one before `first`, or the end. Braces in strings and comments do
/// not count.
[[nodiscard]] Iterator skip_braces(Iterator first, Iterator last);

}  // namespace entitle::syntax
