// Makes typed constants of numbers, dates and ranges as written, with their units.
#include "check/literals.hpp"

#include <string>

#include "entitle/date.hpp"
#include "entitle/decimal.hpp"

namespace entitle::check {

using syntax::Unit;
using value::Kind;
using value::Type;

namespace {

Unit unit_of(const Type& type) {
  switch (type.kind) {
    case Kind::percent:
      return Unit::percent;
    case Kind::money:
      if (type.period == Period::month) return Unit::yuan_per_month;
      return type.period == Period::year ? Unit::yuan_per_year : Unit::yuan;
    case Kind::duration:
      if (type.unit == value::DurationUnit::years) return Unit::years;
      return type.unit == value::DurationUnit::months ? Unit::months : Unit::days;
    default:
      return Unit::none;
  }
}

std::string unit_text(const Type& type, Language language) {
  const auto say = [&](Word word) { return std::string(text::words(language).of(word)); };
  const std::string gap = " ";
  switch (unit_of(type)) {
    case Unit::none:
      return "";
    case Unit::percent:
      return say(Word::unit_percent);
    case Unit::yuan:
      return gap + say(Word::unit_yuan);
    case Unit::yuan_per_month:
      return gap + say(Word::unit_yuan_per_month);
    case Unit::yuan_per_year:
      return gap + say(Word::unit_yuan_per_year);
    case Unit::years:
      return gap + say(Word::unit_years);
    case Unit::months:
      return gap + say(Word::unit_months);
    case Unit::days:
      return gap + say(Word::unit_days);
  }
  return "";
}

std::string number_text(std::int64_t units, const Type& type) {
  if (type.kind == Kind::date) return Date::from_days(static_cast<std::int32_t>(units)).iso();
  // A percent beyond what can be held a hundredfold is shown as the number it is.
  if (type.kind == Kind::percent && units < value::highest / 100 && units > value::lowest / 100)
    return Decimal::from_units(units * 100).to_string();
  return Decimal::from_units(units).to_string(0, true);
}

std::string value_text(std::int64_t units, const Type& type, Language language) {
  return number_text(units, type) + unit_text(type, language);
}

std::string range_text(value::Interval range, const Type& type, Language language) {
  std::string text;
  if (value::is_finite(range.lo)) text += number_text(range.lo, type);
  text += "..";
  if (value::is_finite(range.hi)) text += number_text(range.hi, type);
  return text + unit_text(type, language);
}

}  // namespace

Literal literal(const syntax::Number& number, const Type& type, std::int64_t step) {
  std::int64_t units = number.value.units();
  const Unit own = unit_of(type);
  // A bare number takes the unit of its type; 0.6 and 60 % are the same for a decimal.
  const bool percent =
      number.unit == Unit::percent || (number.unit == Unit::none && own == Unit::percent);
  if (percent) {
    if (own != Unit::percent && type.kind != Kind::decimal) return {Fit::wrong_unit, 0};
    if (units % 100 != 0) return {Fit::off_step, 0};
    units /= 100;
  } else if (number.unit != Unit::none && number.unit != own) {
    if (type.kind != Kind::money || number.unit != Unit::yuan || units != 0)
      return {Fit::wrong_unit, 0};
  }
  if (units % step != 0) return {Fit::off_step, 0};
  return {Fit::fits, units};
}

std::int64_t step_of(const Type& type) {
  switch (type.kind) {
    case Kind::whole:
    case Kind::duration:
      return value::scale;
    case Kind::money:
      return value::scale / 100;
    default:
      return 1;
  }
}

Type type_of(const syntax::Number& number) {
  switch (number.unit) {
    case Unit::none:
      return Type::of(number.value.units() % value::scale == 0 ? Kind::whole : Kind::decimal);
    case Unit::percent:
      return Type::of(Kind::percent);
    case Unit::yuan:
      return Type::money(Period::none);
    case Unit::yuan_per_month:
      return Type::money(Period::month);
    case Unit::yuan_per_year:
      return Type::money(Period::year);
    case Unit::years:
      return Type::duration(value::DurationUnit::years);
    case Unit::months:
      return Type::duration(value::DurationUnit::months);
    case Unit::days:
      return Type::duration(value::DurationUnit::days);
  }
  return {};
}

std::optional<std::int64_t> read_literal(Context& context, const syntax::Expression& tree,
                                         text::FileId file, const Type& type, std::int64_t step,
                                         const text::Argument& name) {
  const text::Place place = at(file, tree.span);
  if (type.kind == Kind::date && tree.form == syntax::Form::date) return tree.date.days();
  syntax::Number number = tree.number;
  bool is_number = tree.form == syntax::Form::number;
  if (tree.form == syntax::Form::unary && tree.op == value::Op::negate && tree.parts.size() == 1 &&
      tree.parts[0].form == syntax::Form::number) {
    number = tree.parts[0].number;
    number.value = Decimal::from_units(-number.value.units());
    is_number = true;
  }
  if (!is_number || !type.is_number()) {
    context.report.report(Code::profile_wrong_type, place,
                          {name, argument(plain(type)), quoted(context.text(place))});
    return std::nullopt;
  }
  const Literal result = literal(number, type, step);
  if (result.fit == Fit::fits) return result.units;
  const Code code =
      result.fit == Fit::wrong_unit ? Code::profile_wrong_unit : Code::profile_too_many_decimals;
  if (code == Code::profile_wrong_unit)
    context.report.report(code, place, {name, argument(plain(type)), quoted(context.text(place))});
  else
    context.report.report(code, place, {name, context.text(place), argument(plain(type))});
  return std::nullopt;
}

std::optional<value::Interval> read_range(Context& context, const syntax::Expression* least,
                                          const syntax::Expression* most, text::FileId file,
                                          const Type& type, std::int64_t step,
                                          value::Interval whole, const text::Argument& name) {
  const auto open = [](const syntax::Expression* end) {
    return end == nullptr || end->form == syntax::Form::nothing;
  };
  value::Interval range = whole;
  bool good = true;
  if (!open(least)) {
    const auto units = read_literal(context, *least, file, type, step, name);
    if (units) range.lo = *units;
    if (units && most == least) range.hi = *units;
    good = good && units;
  }
  if (!open(most) && most != least) {
    const auto units = read_literal(context, *most, file, type, step, name);
    if (units) range.hi = *units;
    good = good && units;
  }
  if (good && range.empty()) {
    text::Span span{};
    if (open(least))
      span = most->span;
    else if (open(most))
      span = least->span;
    else
      span = text::join(least->span, most->span);
    context.report.report(Code::empty_range, at(file, span),
                          {shown(range.lo, type), shown(range.hi, type)});
    good = false;
  }
  if (!good) return std::nullopt;
  return range;
}

text::Argument quoted(const std::string& written) {
  return {"\"" + written + "\"", "「" + written + "」"};
}

text::Argument shown(std::int64_t units, const Type& type) {
  return {value_text(units, type, Language::en), value_text(units, type, Language::zh)};
}

text::Argument shown(value::Interval range, const Type& type) {
  if (range.known()) return shown(range.lo, type);
  return {range_text(range, type, Language::en), range_text(range, type, Language::zh)};
}

}  // namespace entitle::check
