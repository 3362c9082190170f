// Writes the forms of a rule file, one function each, as lines. Internal to format(). How a line
// reads is Speller's and Wording's; here is which lines there are, and in which order. A new form
// needs a function here (or a case in Speller, if it is a part of a line), a phrase in Wording
// where the languages order it differently, its names in translate.cpp, and a line in the rules
// that tests/unit/api/format_test.cpp goes through; that test fails for a form it does not find
// there.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "syntax/spelling.hpp"
#include "syntax/tree.hpp"
#include "syntax/writer.hpp"

namespace entitle::syntax {

class Formatter {
 public:
  Formatter(const File& file, const Trivia& trivia, Language written_in)
      : file_(file),
        trivia_(trivia),
        written_(Vocabulary::of(written_in)),
        speller_(trivia, file.language, written_in),
        writer_(trivia) {}

  std::string run() &&;

 private:
  using Word = text::Word;

  // formatter.cpp: the file, and what declarations have in common

  /// A part of a declaration that stands on lines of its own, at the author's place. Its keyword
  /// begins where the part before it ends.
  struct Clause {
    text::Span span;
    std::function<void(text::Span)> write;
  };
  class Clauses {
   public:
    Clauses(Formatter& formatter, std::uint32_t head_end)
        : formatter_(formatter), head_end_(head_end) {}
    void add(text::Span span, std::function<void(text::Span)> write);
    /// One line: `text` behind `word`.
    void line(text::Span span, std::string text);
    void caption(Word word, const Caption& caption);
    void decided_by(const Caption& caption);
    /// A line for each `cites` of the author's; `before` is the word before it.
    void citations(const std::vector<Citation>& citations, const std::string& before = {});
    /// Whether nothing of the author's stands before `span`.
    [[nodiscard]] bool begins_behind(text::Span span) const;
    /// The head of the declaration: what stands on its first line.
    void extend_head(std::uint32_t end) { head_end_ = end; }
    [[nodiscard]] std::uint32_t head_end() const { return head_end_; }
    void write();

   private:
    Formatter& formatter_;
    std::uint32_t head_end_;
    std::vector<Clause> clauses_;
  };
  void cites_below(const std::vector<Citation>& citations, std::uint32_t after);
  std::string cites(const Citation* first, const Citation* last) const;
  std::vector<std::vector<Citation>> as_cited(const std::vector<Citation>& citations) const;

  std::string say(Word word) const { return speller_.say(word); }
  std::string say(Word word, const std::string& text) const { return say(word) + ' ' + text; }
  std::string name(const Reference& reference) const { return speller_.name(reference.text); }
  std::string expression(const Expression& e) const { return speller_.expression(e); }
  const Wording& wording() const { return speller_.wording(); }
  /// Past `word` if it stands behind `place` in the text.
  std::uint32_t past(Word word, std::uint32_t place) const;
  static text::Span brace_before(std::uint32_t end) { return {end - 1, end}; }

  // formatter_declarations.cpp
  void ruleset();
  void document(const Document& document);
  void entity(const Entity& entity);
  void fact(const Fact& fact);
  std::string fact_head(const Fact& fact) const;
  std::string collection(const Collection& collection) const;
  void parameter(const Parameter& parameter);
  void definition(const Definition& definition);
  void row(const Case& row);

  // formatter_rules.cpp
  void rule(const Rule& rule);
  std::string force(const Force& force) const;
  std::uint32_t force_end(const Force& force) const;
  void amount(const Rule& rule, text::Span from);
  std::string block_head(const Block& block) const;
  void block(const std::string& before, text::Span from, const Block& block);
  void entry(const Entry& entry);
  bool is_flat(const Block& block) const;
  bool is_flat(const Entry& entry) const;
  std::string flat(const Block& block) const;
  std::string flat(const Entry& entry) const;
  void settlement(const Settlement& settlement);
  void settlement_line(const SettlementLine& line);
  std::string settled(const SettlementLine& line) const;

  // formatter_example.cpp
  void example(const Example& example);
  std::string example_head(const Example& example) const;
  void given(const Given& given);
  void elements(std::string head, const Given& given);
  std::string given_head(const Given& given) const;
  std::string given_value(const Given& given) const;
  std::string expectation(const Expectation& expectation) const;
  std::string details(const Expectation& expectation) const;
  bool is_flat(const Given& given) const;
  bool is_flat(const Element& element) const;
  std::string flat(const Given& given) const;
  std::string flat(const Element& element) const;

  // Lists in braces.

  /// Whether the author broke no line between the items, nor at the ends.
  template <class Item>
  bool on_one_line(const std::vector<Item>& items, std::uint32_t begin, std::uint32_t end) const {
    for (const Item& item : items) {
      if (trivia_.break_between(begin, item.span.begin)) return false;
      begin = item.span.end;
    }
    return !trivia_.break_between(begin, end);
  }
  /// `a : x, b : y`
  template <class Item, class Flat>
  static std::string joined(const Item* first, const Item* last, const std::string& separator,
                            const Flat& flat) {
    std::string text;
    for (; first != last; ++first) text += (text.empty() ? "" : separator) + flat(*first);
    return text;
  }
  /// A line for each item, or for several that the author put on one; `write` writes what is not
  /// flat.
  template <class Item, class IsFlat, class Flat, class Write>
  void lines(const std::vector<Item>& items, const std::string& separator, const IsFlat& is_flat,
             const Flat& flat, const Write& write) {
    for (auto first = items.begin(); first != items.end();) {
      if (!is_flat(*first)) {
        write(*first++);
        continue;
      }
      auto last = first + 1;
      while (last != items.end() && is_flat(*last) &&
             !trivia_.break_between(last[-1].span.end, last->span.begin))
        ++last;
      writer_.line({first->span.begin, last[-1].span.end},
                   joined(&*first, &*first + (last - first), separator, flat));
      first = last;
    }
  }

  const File& file_;
  const Trivia& trivia_;
  const Vocabulary& written_;
  Speller speller_;
  Writer writer_;
};

}  // namespace entitle::syntax
