// What one run of the parser shares: the text, its vocabulary, the report, and how deep the parser
// is in nested parentheses and blocks. Turns failures of the grammar into diagnostics: what was
// expected, what was found, the cure.
#pragma once

#include <optional>
#include <string_view>

#include "syntax/vocabulary.hpp"
#include "text/report.hpp"

namespace entitle::syntax {

/// Thrown inside the parser to give up the current line; caught where the next one can be read.
struct Fault {
  text::Code code;
  Iterator where;
  Iterator end;
};

class State {
 public:
  /// How deep parentheses and blocks may be nested.
  static constexpr unsigned depth_limit = 200;
  /// How many characters a name may have.
  static constexpr std::size_t name_limit = 200;
  /// After how many errors a file is given up.
  static constexpr std::size_t error_limit = 100'000;

  State(std::string_view text, text::FileId file, const Vocabulary& vocabulary,
        text::Report& report)
      : begin_(text.data()),
        last_(text.data() + text.size()),
        file_(file),
        vocabulary_(vocabulary),
        report_(report),
        errors_before_(report.error_count()) {}

  [[nodiscard]] Iterator begin() const noexcept { return begin_; }
  [[nodiscard]] Iterator last() const noexcept { return last_; }
  [[nodiscard]] const Vocabulary& vocabulary() const noexcept { return vocabulary_; }
  [[nodiscard]] Language language() const noexcept { return vocabulary_.language(); }

  [[nodiscard]] text::Span span(Iterator first, Iterator last) const noexcept {
    return {static_cast<std::uint32_t>(first - begin_), static_cast<std::uint32_t>(last - begin_)};
  }
  [[nodiscard]] text::Place place(Iterator first, Iterator last) const noexcept {
    return {file_, span(first, last)};
  }

  /// Reports a faulty token and lets the parser go on; a place that was reported already is not
  /// reported again.
  void token_fault(text::Code code, Iterator first, Iterator last,
                   const text::Arguments& arguments = {},
                   std::optional<text::Word> help = std::nullopt);

  /// Reports what `which` (the name of a rule or a token of the grammar) was expected at `where`
  /// and what stands there. A word that is nearly a keyword is named with it.
  void unexpected(Iterator where, std::string_view which);

  void report(const Fault& fault) {
    token_fault(fault.code, fault.where, fault.end, {depth_limit});
  }

  /// Reports a string that is not closed; what is missing behind it is its fault and not reported.
  void unclosed_string(Iterator first, Iterator last);

  /// Reports that what was opened at `opened` is not closed before `where`; only once at one place.
  void unclosed(Iterator opened, std::string_view closing, Iterator where);

  /// Reports a declaration without what it declares.
  void no_body(const Name& name, text::Word missing);
  /// Reports rows behind the last one.
  void not_last(text::Span otherwise);
  /// Reports a word that is nearly the keyword `meant`.
  void misspelt(Iterator first, Iterator last, std::string_view meant);
  /// Reports a closing bracket that closes nothing.
  void stray(Iterator where);

  text::Report& reporter() noexcept { return report_; }

  /// Counts one level of nesting as long as it lives; past the limit it throws.
  class Level {
   public:
    Level(State& state, Iterator where) : state_(state) {
      if (state_.depth_ == depth_limit) throw Fault{text::Code::too_deep, where, where};
      ++state_.depth_;
    }
    ~Level() { --state_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    State& state_;
  };
  /// Whether labelled lines are being read, so that a name and a colon begin the next one.
  [[nodiscard]] bool in_block() const noexcept { return in_block_; }
  void set_in_block(bool value) noexcept { in_block_ = value; }

  /// The line or part of a declaration that is being read.
  [[nodiscard]] Iterator item() const noexcept { return item_; }
  void begin_item(Iterator where) noexcept { item_ = where; }
  /// Reports that the word at `where` says again what was said at `before`.
  void given_twice(Iterator where, text::Span before);

  /// Whether there are so many errors that this is hardly a rule file.
  [[nodiscard]] bool is_hopeless() const noexcept {
    return report_.error_count() - errors_before_ >= error_limit;
  }

  [[nodiscard]] bool is_full() const noexcept { return depth_ == depth_limit; }

  /// Whether the file looks written in the other language; reported once, and then nothing more is
  /// read.
  bool other_language(Iterator where);

 private:
  [[nodiscard]] std::string_view suggestion(std::string_view token, std::string_view which) const;
  [[nodiscard]] bool is_glued(Iterator where, Iterator found) const;
  [[nodiscard]] std::string_view parted_name(Iterator where, Iterator end) const;
  bool misgrouped(Iterator comma);
  void cure(text::Draft& draft, std::string_view which) const;

  Iterator begin_;
  Iterator last_;
  text::FileId file_;
  const Vocabulary& vocabulary_;
  text::Report& report_;
  std::size_t errors_before_;
  unsigned depth_ = 0;
  bool in_block_ = false;
  Iterator item_ = nullptr;
  Iterator reported_ = nullptr;  // the last faulty token
  Iterator unclosed_ = nullptr;
  Iterator string_end_ = nullptr;  // of an unclosed string
};

}  // namespace entitle::syntax
