// What a rule file holds beside its tree: the comments, the empty lines, and where the author broke
// lines. Made from the text; the formatter puts it back between what it writes.
#pragma once

#include <string_view>
#include <vector>

#include "syntax/scan.hpp"
#include "syntax/vocabulary.hpp"
#include "text/source.hpp"

namespace entitle::syntax {

/// From its `#` to the end of its line, without the spaces there.
struct Comment {
  text::Span span;
  bool after_empty_line = false;
};

/// `# language: zh` on the first line: the name of the language, empty where the line says nothing
/// of it.
[[nodiscard]] std::string_view language_line(std::string_view text);

class Trivia {
 public:
  explicit Trivia(std::string_view text);

  [[nodiscard]] bool begins_with_language() const { return !language_line(text_).empty(); }
  /// In order; the language line is none.
  [[nodiscard]] const std::vector<Comment>& comments() const noexcept { return comments_; }
  [[nodiscard]] std::string_view text(text::Span span) const {
    return text_.substr(span.begin, span.size());
  }
  [[nodiscard]] bool begins_with(char32_t mark, text::Span span) const {
    return narrow(character_at(at(span.begin), last()).value) == mark;
  }

  /// Whether an empty line stands right before this place.
  [[nodiscard]] bool empty_line_before(std::uint32_t place) const;
  /// Whether a line ends between two places.
  [[nodiscard]] bool break_between(std::uint32_t from, std::uint32_t to) const;
  /// Whether nothing but blanks, commas and semicolons stands between two places of a line.
  [[nodiscard]] bool only_commas_between(std::uint32_t from, std::uint32_t to) const;
  /// The next `mark` that is a token of its own, from `from` on; the end if there is none.
  [[nodiscard]] text::Span find(char32_t mark, std::uint32_t from) const;
  /// Where the next token begins.
  [[nodiscard]] std::uint32_t next_token(std::uint32_t from) const {
    return place(skip_space(at(from), last()));
  }
  /// Past `word` if that is the next token, else `from`.
  [[nodiscard]] std::uint32_t past(const Vocabulary& vocabulary, text::Word word,
                                   std::uint32_t from) const;
  /// The first character of the next token, in its ASCII form.
  [[nodiscard]] char32_t next_mark(std::uint32_t from) const;

 private:
  [[nodiscard]] Iterator at(std::uint32_t place) const { return text_.data() + place; }
  [[nodiscard]] Iterator last() const { return text_.data() + text_.size(); }
  [[nodiscard]] std::uint32_t place(Iterator p) const {
    return static_cast<std::uint32_t>(p - text_.data());
  }

  std::string_view text_;
  std::vector<Comment> comments_;
};

}  // namespace entitle::syntax
