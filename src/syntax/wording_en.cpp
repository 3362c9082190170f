// The phrases of rule files as English says them: the other way round than phrases_en.cpp reads
// them.
#include "syntax/wording.hpp"

namespace entitle::syntax {

using text::Word;
using value::Op;

namespace {

class English final : public Wording {
 public:
  English() : Wording(Language::en) {}

  // any of members where (C) has (P), sum of income over members where (C)
  std::string aggregate(const AggregateParts& parts) const override {
    std::string members = parts.collection;
    if (!parts.where.empty()) members += ' ' + say(Word::kw_where) + " (" + parts.where + ')';
    switch (parts.op) {
      case Op::count:
        return say(Word::kw_count_of) + ' ' + members;
      case Op::any:
      case Op::every:
        return say(parts.op == Op::any ? Word::kw_any_of : Word::kw_every_one_of) + ' ' + members +
               ' ' + say(Word::kw_has) + " (" + parts.body + ')';
      default:
        return say(word_of_taking(parts.op)) + ' ' + parts.body + ' ' + say(Word::kw_over) + ' ' +
               members;
    }
  }

  std::string not_eligible(const std::string& program) const override {
    return say(Word::op_not) + ' ' + say(Word::kw_eligible_for) + ' ' + program;
  }

  std::string rounded(const std::string& value, Rounding mode,
                      const std::string& to) const override {
    return value + ' ' + say(Word::op_rounded) + ' ' + say(word_of(mode)) + ' ' +
           say(Word::kw_round_to) + ' ' + to;
  }

  std::string infix(Op op, const Expression&) const override { return say(value::word(op)); }

  std::string range(const std::string& low, const std::string& high) const override {
    return low + ".." + high;
  }

  // 1 year, 2 years
  std::string unit(Word unit, bool one) const override {
    const bool countable =
        unit == Word::unit_years || unit == Word::unit_months || unit == Word::unit_days;
    const auto spellings = text::words(Language::en).spellings(unit);
    return std::string(one && countable ? spellings.back() : spellings.front());
  }

  std::string named_by(const std::string& fact) const override {
    return say(Word::kw_named_by) + ' ' + fact;
  }

  std::string in_force(Date from, std::optional<Date> through) const override {
    std::string text = say(Word::kw_force_from) + ' ' + from.iso();
    if (through) text += ' ' + say(Word::kw_through) + ' ' + through->iso();
    return text;
  }

  std::string decided_by(const std::string& caption) const override {
    return say(Word::kw_decided_by) + ' ' + caption;
  }

  // d57 article 14 paragraph 2 item 3
  std::string citation(const std::string& document, const Citation& citation) const override {
    std::string text = document;
    const auto level = [&](Word word, std::uint32_t number) {
      if (number != 0) text += ' ' + say(word) + ' ' + std::to_string(number);
    };
    level(Word::kw_article, citation.article);
    level(Word::kw_paragraph, citation.paragraph);
    level(Word::kw_item, citation.item);
    return text;
  }

  std::string when(const std::string& condition) const override {
    return say(Word::kw_when) + ' ' + condition;
  }

  // nursing of "扎西"
  std::string recipient(const std::string& program, const std::string& recipient) const override {
    return program + ' ' + say(Word::kw_possessive) + ' ' + recipient;
  }

  // dibao per head of members
  std::string per_head(const std::string& program, const std::string& collection) const override {
    return program + ' ' + say(Word::kw_per_head_of) + ' ' + collection;
  }

  std::string between_names() const override { return ", "; }
  std::string before_detail() const override { return ", "; }
};

}  // namespace

const Wording& wording_en() {
  static const English english;
  return english;
}

}  // namespace entitle::syntax
