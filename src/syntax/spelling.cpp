// Names, strings, numbers, citations and types as they are written.
#include "syntax/spelling.hpp"

#include <array>

#include "text/utf8.hpp"

namespace entitle::syntax {

using text::Word;

namespace {

constexpr char32_t wide_quote = 0xFF02;

constexpr std::array unit_words{
    Word::unit_yuan,  Word::unit_yuan,   Word::unit_yuan_per_month, Word::unit_yuan_per_year,
    Word::unit_years, Word::unit_months, Word::unit_days,           Word::unit_percent};

bool is_bare(std::string_view name) {
  const Iterator last = name.data() + name.size();
  return !name.empty() && scan_word(name.data(), last) == last;
}

}  // namespace

std::string Speller::name(std::string_view name) const {
  if (is_bare(name) && !vocabulary_.is_keyword(name)) return std::string(name);
  return "「" + std::string(name) + "」";
}

std::string Speller::declared(const Name& name) const {
  const std::string own = this->name(name.text);
  return name.twin.empty() ? own : own + " / " + this->name(name.twin);
}

// A full-width quotation mark closes "…" but not “…”.
std::string Speller::string(std::string_view text) const {
  bool curly = false;
  for (const char32_t c : text::CodePoints(text)) curly = curly || c == wide_quote;
  std::string out = curly ? "“" : "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = i + 1 < text.size() ? text[i + 1] : curly ? '\0' : '"';
    const bool escapes = text[i] == '\\' && (next == '\\' || next == '"');
    if (escapes || (text[i] == '"' && !curly)) out += '\\';
    out += text[i];
  }
  return out + (curly ? "”" : "\"");
}

std::string Speller::caption(const Caption& caption) const {
  const auto in = [&](Word word, const std::string& text) {
    return say(word) + ' ' + string(text);
  };
  const std::string en = in(Word::kw_en, caption.en);
  const std::string zh = in(Word::kw_zh, caption.zh);
  const bool chinese = wording_.language() == Language::zh;
  if (caption.zh.empty() && (!caption.en.empty() || !chinese)) return en;
  if (caption.en.empty()) return zh;
  return chinese ? zh + ' ' + en : en + ' ' + zh;
}

std::string Speller::citation(const Citation& citation) const {
  std::string text = wording_.citation(name(citation.document.text), citation);
  if (!citation.section.empty())
    text += ' ' + say(Word::kw_section) + ' ' + string(citation.section);
  return text;
}

// What the author wrote of a number, perhaps within parentheses.
Speller::NumberText Speller::as_written(const Expression& number) const {
  const std::string_view all = written(number.span);
  const Iterator last = all.data() + all.size();
  Iterator p = all.data();
  while (narrow(character_at(p, last).value) == '(')
    p = skip_space(p + character_at(p, last).size, last);
  if (narrow(character_at(p, last).value) == '-')
    p = skip_blanks(p + character_at(p, last).size, last);
  const Token digits = scan_number(p, last);
  if (digits.fault != TokenFault::none) return {};
  const auto between = [](Iterator from, Iterator to) {
    return std::string_view(from, static_cast<std::size_t>(to - from));
  };
  const Iterator unit = skip_blanks(digits.end, last);
  return {between(p, digits.end), between(unit, scan_word(unit, last))};
}

// The author's digits: 2,730.00 stays as it is.
std::string Speller::bare_number(const Expression& number) const {
  std::string text = number.number.value.to_string();
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  if (const std::string_view author = as_written(number).digits; !author.empty()) {
    text.clear();
    for (const char32_t c : text::CodePoints(author)) text += static_cast<char>(narrow(c));
  }
  return negative ? say(Word::op_negate) + text : text;
}

std::string Speller::unit(const Expression& number) const {
  const Unit unit = number.number.unit;
  if (unit == Unit::none) return {};
  const Word word = unit_words[static_cast<std::size_t>(unit)];
  const std::string gap = unit == Unit::percent ? "" : " ";
  // 年 or 周岁 is the author's to choose.
  if (same_language_ && wording_.language() == Language::zh)
    if (const std::string_view author = as_written(number).unit; vocabulary_.spells(word, author))
      return gap + std::string(author);
  return gap + wording_.unit(word, number.number.value == Decimal(1));
}

std::string Speller::number(const Expression& number) const {
  return bare_number(number) + unit(number);
}

std::string Speller::range(const Expression& low, const Expression& high) const {
  if (high.form == Form::nothing) return wording_.range(expression(low), {});
  // `2,400..3,000 元/月`: what is behind the last number is the unit of both.
  const bool shared =
      low.form == Form::number && high.form == Form::number && low.number.unit == high.number.unit;
  if (!shared) return wording_.range(expression(low), expression(high));
  Expression plural = high;
  const std::string behind = [&] {
    if (high.number.value == Decimal(1)) plural.number.value = Decimal(2);
    return unit(plural);
  }();
  return wording_.range(bare_number(low), bare_number(high) + behind);
}

std::string Speller::type_word(const TypeName& type) const {
  const auto author_or = [&](Word word) {
    if (same_language_) {
      const std::string_view all = written(type.span);
      const Iterator last = all.data() + all.size();
      const std::string_view first(
          all.data(), static_cast<std::size_t>(scan_word(all.data(), last) - all.data()));
      if (vocabulary_.spells(word, first)) return std::string(first);
    }
    return say(word);
  };
  switch (type.word) {
    case TypeWord::yes_no:
      return say(Word::kw_type_yes_no);
    case TypeWord::whole:
      return say(Word::kw_type_whole);
    case TypeWord::decimal:
      return say(Word::kw_type_decimal);
    case TypeWord::percent:
      return say(Word::kw_type_percent);
    case TypeWord::money:
      return say(Word::kw_type_money);
    case TypeWord::money_per_month:
      return say(Word::kw_type_money) + ' ' + say(Word::op_per_month);
    case TypeWord::money_per_year:
      return say(Word::kw_type_money) + ' ' + say(Word::op_per_year);
    case TypeWord::date:
      return say(Word::kw_type_date);
    case TypeWord::years:
      return author_or(Word::kw_type_years);
    case TypeWord::months:
      return author_or(Word::kw_type_months);
    case TypeWord::days:
      return author_or(Word::kw_type_days);
    case TypeWord::text:
      return say(Word::kw_type_text);
    case TypeWord::table:
      return say(Word::kw_type_table) + ' ' + string(type.table);
    case TypeWord::choice: {
      std::string text;
      for (const Name& choice : type.choices)
        text += (text.empty() ? "" : " | ") + declared(choice);
      return text;
    }
  }
  return {};
}

std::string Speller::bounds(const TypeName& type) const {
  const auto bound = [&](Word word, const Expression& number) {
    return ' ' + say(word) + ' ' + this->number(number);
  };
  if (type.least && type.most) {
    // A range would give the unit of its end to its beginning.
    const bool differs =
        type.least->number.unit == Unit::none && type.most->number.unit != Unit::none;
    if (!differs) return ' ' + range(*type.least, *type.most);
  }
  std::string text;
  if (type.least) text += bound(Word::op_greater_equal, *type.least);
  if (type.most) text += bound(Word::op_less_equal, *type.most);
  return text;
}

std::string Speller::type(const TypeName& type) const { return type_word(type) + bounds(type); }

}  // namespace entitle::syntax
