// Parts of a determination as words of one language: values with units, comparisons, arithmetic,
// citations, conditions. Every word comes from text/words; nothing here knows of lines or columns.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/determination.hpp"
#include "text/words.hpp"

namespace entitle::render {

/// The marks ①②… that stand beside whatever rests on figures that are only carried forward or
/// assumed.
/// Rows of one parameter that say the same of several keys, such as one standard for every county,
/// share a note.
class Footnotes {
 public:
  explicit Footnotes(const Determination& determination);
  /// The marks for some rows, numbering those that are new.
  std::string marks(const std::vector<std::uint32_t>& rows);
  /// The mark of a row that has one.
  std::string mark_of(std::uint32_t row) const;
  /// The first row of each group that some rows belong to.
  std::vector<std::uint32_t> firsts(const std::vector<std::uint32_t>& rows) const;
  /// The first of the rows that say the same as this one.
  std::uint32_t first_of(std::uint32_t row) const { return first_[row]; }
  /// Those rows, if this is the first of them.
  std::vector<std::uint32_t> alike(std::uint32_t row) const;
  /// The first of each group in the order of their numbers.
  const std::vector<std::uint32_t>& rows() const { return rows_; }
  static std::string mark(std::size_t number);

 private:
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> number_;
  std::vector<std::uint32_t> rows_;
};

/// How a comparison with such a value is said: "低于{0}", "满{0}".
text::Word word_of(Reason::Comparison comparison, const Value& with);

class Phrases {
 public:
  Phrases(const Determination& determination, Language language)
      : d_(determination), words_(language) {}

  std::string of(text::Word word) const { return std::string(words_.of(word)); }
  std::string fill(text::Word word, std::initializer_list<std::string> arguments) const {
    return words_.fill(word, arguments);
  }
  std::string said(const Text& text) const { return std::string(text.in(words_.language())); }
  Language language() const { return words_.language(); }
  const Determination& about() const { return d_; }

  /// "2,400.00 至 3,000.00 元/月", "城镇或农村", "未知".
  std::string value(const Value& value) const;
  /// Whether anything is known of an amount.
  static bool is_bounded(const Value& amount);
  /// An amount of a program: what lies at or below zero is not said, nor, while it may be nothing
  /// at all (`open`), the least.
  std::string amount(const Value& value, bool open) const;
  std::string join(const std::vector<std::string>& parts, text::Word comma) const;
  /// "a、b和c": of many, the first five and how many more.
  std::string list(const std::vector<std::string>& parts, text::Word last) const;

  /// What a term is called: its label; of an aggregate "成员的收入合计", "符合条件的成员人数".
  std::string name(const Term& term) const;
  /// "低于 910.00 元/月": one side of a comparison, said as it is (`turned`: as its contrary).
  std::string compared(Reason::Comparison comparison, const Value& with, const std::string& side,
                       bool turned) const;
  /// "家庭月收入低于 2,730.00 元/月".
  std::string condition(const Condition& condition) const;
  /// "扎西的残疾等级"; of a yes/no "扎西：享受特困供养".
  std::string open_fact(const OpenFact& open) const;
  std::string open_fact(std::uint32_t index) const { return open_fact(d_.open_facts[index]); }
  /// The same as what `outcome` rests on, its own facts without its name: "成员是否列全".
  std::string rests_on(const OpenFact& open, const Outcome& outcome) const;

  std::string citation(const CitationRef& citation) const;
  std::string citations(Citations citations) const;

  std::string recipient(const Outcome& outcome) const;
  std::string status(StatusSet status) const;
  /// What an answer is given up for, or may be; empty of one that is not.
  std::string given_up(const Outcome& outcome) const;
  /// How far to trust a row that is not published for these very keys and days.
  std::string note(const std::vector<std::uint32_t>& rows) const;
  /// The keys that rows are read with: "城关区、堆龙德庆区，另有 72 项".
  std::string keys(const std::vector<std::uint32_t>& rows) const;
  /// What an answer is given up for, or may be: of several that exclude it one is enough.
  std::string rivals(const Outcome& outcome) const;
  /// "低保和特困": programs by their numbers, `last` before the last.
  std::string programs(const std::vector<std::uint32_t>& numbers, text::Word last) const;
  /// "2021-07-01 起施行"; empty where neither day is given.
  std::string in_force(const std::optional<Date>& from, const std::optional<Date>& through) const;

 private:
  std::string whose(const OpenFact& open) const;
  std::string number(const Decimal& number, const Value& of, bool with_unit) const;
  std::string unit(const Value& value) const;

  const Determination& d_;
  text::Words words_;
};

/// The arithmetic of a term as one writes it: "(低保标准 910.00 元/月 − 家庭人均收入 700.00 元/月)×
/// 成员 3".
std::string arithmetic(const Phrases& say, const Footnotes& notes, const Term& term);
/// "a = b", never parted before b.
std::string equation(const std::string& left, const std::string& right);
/// A leaf or a definition by its name and value.
std::string named_value(const Phrases& say, const Footnotes& notes, const Term& term);

}  // namespace entitle::render
