// Lines of a formatted rule file, with the author's comments and empty lines between them: a
// comment stays above the line it stood above, and behind the line it stood behind; one within a
// line moves above it. Lines come in the order of the text, each with the span it was made from.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "syntax/comments.hpp"

namespace entitle::syntax {

class Writer {
 public:
  /// Behind the language line, if the author has one.
  explicit Writer(const Trivia& trivia) : trivia_(trivia), fresh_(!trivia.begins_with_language()) {}

  /// Writes a line. Comments that stand before the end of `from` come first.
  void line(text::Span from, std::string_view text);
  /// A line that opens something.
  void open(text::Span from, std::string_view text) {
    line(from, text);
    deepen();
  }
  /// A line that closes it: `from` is its mark.
  void close(text::Span from, std::string_view text);

  /// What follows stands further right, and after no empty line.
  void deepen() {
    indent();
    fresh_ = true;
  }

  void indent() { indent_ += 2; }
  void outdent() { indent_ -= 2; }

  /// Where what is written from now on begins; how many lines it has so far, comments before its
  /// first line apart.
  void begin_part();
  [[nodiscard]] std::size_t lines_of_part() const { return lines_; }
  /// Puts an empty line before the part, unless there is one.
  void part_from_before();

  /// Writes the comments that are left.
  std::string take() &&;

 private:
  void put(std::string_view text);
  void empty_line();
  void comments_before(std::uint32_t place, bool keep_empty_lines);
  void comment_behind(std::uint32_t place);

  const Trivia& trivia_;
  std::size_t next_ = 0;  // comment
  std::string out_;
  std::size_t indent_ = 0;
  std::size_t part_ = 0;  // where it begins in out_
  std::size_t lines_ = 0;
  bool fresh_;  // nothing was written since the file or a brace was opened
};

}  // namespace entitle::syntax
