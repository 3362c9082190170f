// The phrases of rule files as Chinese says them: the other way round than phrases_zh.cpp reads
// them.
#include "syntax/wording.hpp"

namespace entitle::syntax {

using text::Word;
using value::Op;

namespace {

class Chinese final : public Wording {
 public:
  Chinese() : Wording(Language::zh) {}

  // 成员 的 人数, 成员 中 (C) 的 月收入 合计, 成员 中 (C) 有 (P), 成员 中 都 (P)
  std::string aggregate(const AggregateParts& parts) const override {
    const bool truths = parts.op == Op::any || parts.op == Op::every;
    std::string text = parts.collection;
    if (truths || !parts.where.empty()) text += ' ' + say(Word::kw_where);
    if (!parts.where.empty()) text += " (" + parts.where + ')';
    if (truths)
      return text + ' ' + say(parts.op == Op::any ? Word::kw_any_of : Word::kw_every_one_of) +
             " (" + parts.body + ')';
    text += ' ' + say(Word::kw_possessive) + ' ';
    if (parts.op == Op::count) return text + say(Word::kw_count_of);
    return text + parts.body + ' ' + say(word_of_taking(parts.op));
  }

  std::string not_eligible(const std::string& program) const override {
    return say(Word::kw_does_not_qualify) + ' ' + program;
  }

  std::string rounded(const std::string& value, Rounding mode,
                      const std::string& to) const override {
    return value + before_detail() + say(word_of(mode)) + ' ' + to;
  }

  // Age reaches a number of years (满, the second spelling), money is not lower than money.
  std::string infix(Op op, const Expression& right) const override {
    const Unit unit = right.form == Form::number ? right.number.unit : Unit::none;
    const bool duration = unit == Unit::years || unit == Unit::months || unit == Unit::days;
    if (duration && (op == Op::less || op == Op::greater_equal))
      return std::string(text::words(Language::zh).spellings(value::word(op)).at(1));
    return say(value::word(op));
  }

  std::string range(const std::string& low, const std::string& high) const override {
    return high.empty() ? low + ".." : low + ' ' + say(Word::kw_to) + ' ' + high;
  }

  std::string unit(Word unit, bool) const override { return say(unit); }

  std::string named_by(const std::string& fact) const override {
    return say(Word::kw_named_by) + ' ' + fact + ' ' + say(Word::kw_named_end);
  }

  // 自 2021-07-01 起施行 至 2026-06-30
  std::string in_force(Date from, std::optional<Date> through) const override {
    std::string text =
        say(Word::kw_force_from) + ' ' + from.iso() + ' ' + say(Word::kw_force_begins);
    if (through) text += ' ' + say(Word::kw_through) + ' ' + through->iso();
    return text;
  }

  std::string decided_by(const std::string& caption) const override {
    return say(Word::kw_decided_by) + ' ' + caption + ' ' + say(Word::kw_decided_end);
  }

  // 审核确认办法 第14条 第2款 第3项
  std::string citation(const std::string& document, const Citation& citation) const override {
    std::string text = document;
    const auto level = [&](Word word, std::uint32_t number) {
      if (number != 0) text += ' ' + say(Word::kw_ordinal) + std::to_string(number) + say(word);
    };
    level(Word::kw_article, citation.article);
    level(Word::kw_paragraph, citation.paragraph);
    level(Word::kw_item, citation.item);
    return text;
  }

  std::string when(const std::string& condition) const override {
    return say(Word::kw_when) + ' ' + condition + ' ' + say(Word::kw_when_end);
  }

  // "扎西" 的 护理补贴
  std::string recipient(const std::string& program, const std::string& recipient) const override {
    return recipient + ' ' + say(Word::kw_possessive) + ' ' + program;
  }

  // 最低生活保障 按 成员 人均
  std::string per_head(const std::string& program, const std::string& collection) const override {
    return program + ' ' + say(Word::kw_per_head_of) + ' ' + collection + ' ' +
           say(Word::kw_per_head_end);
  }

  std::string between_names() const override { return "、"; }
  std::string before_detail() const override { return "，"; }
};

}  // namespace

const Wording& wording_zh() {
  static const Chinese chinese;
  return chinese;
}

}  // namespace entitle::syntax
