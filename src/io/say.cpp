// Writes numbers with the unit of their type.
#include "io/say.hpp"

#include "entitle/date.hpp"
#include "entitle/decimal.hpp"
#include "text/words.hpp"
#include "value/numbers.hpp"
#include "value/written.hpp"

namespace entitle::io {
namespace {

using text::Word;

// The unit behind a number of the type; false where there is none.
bool unit_of(const value::Type& type, Word& unit) {
  switch (type.kind) {
    case value::Kind::money:
      switch (type.period) {
        case Period::none:
          unit = Word::unit_yuan;
          break;
        case Period::once:
          unit = Word::unit_yuan_once;
          break;
        case Period::month:
          unit = Word::unit_yuan_per_month;
          break;
        case Period::year:
          unit = Word::unit_yuan_per_year;
          break;
      }
      return true;
    case value::Kind::duration:
      switch (type.unit) {
        case value::DurationUnit::years:
          unit = Word::unit_years;
          break;
        case value::DurationUnit::months:
          unit = Word::unit_months;
          break;
        case value::DurationUnit::days:
          unit = Word::unit_days;
          break;
      }
      return true;
    case value::Kind::percent:
      unit = Word::unit_percent;
      return true;
    default:
      return false;
  }
}

std::string bare(const value::Type& type, std::int64_t units) {
  if (type.kind == value::Kind::date)
    return Date::from_days(static_cast<std::int32_t>(units)).iso();
  const Decimal decimal = Decimal::from_units(value::as_written(type, units));
  return type.kind == value::Kind::money ? decimal.to_string(2, true) : decimal.to_string();
}

std::string with_unit(const value::Type& type, std::string number, Language language) {
  Word unit{};
  if (!unit_of(type, unit)) return number;
  // Rules write 元 in both languages; in an English sentence it is yuan.
  const bool yuan = language == Language::en && type.kind == value::Kind::money;
  const std::string_view said =
      yuan ? text::words(language).spellings(unit).back() : text::words(language).of(unit);
  if (type.kind != value::Kind::percent) number += ' ';
  return number += said;
}

}  // namespace

std::string say_number(const value::Type& type, std::int64_t units, Language language) {
  return with_unit(type, bare(type, units), language);
}

std::string say_range(const value::Type& type, value::Interval range, Language language) {
  const text::Words words = text::words(language);
  const bool least = value::is_finite(range.lo);
  const bool most = value::is_finite(range.hi);
  if (least && most)
    return words.fill(Word::range_between,
                      {bare(type, range.lo), with_unit(type, bare(type, range.hi), language)});
  if (least) return words.fill(Word::range_at_least, {say_number(type, range.lo, language)});
  if (most) return words.fill(Word::range_at_most, {say_number(type, range.hi, language)});
  return std::string(words.of(Word::range_any));
}

std::string say_size(const model::Collection& collection, Language language) {
  const text::Words words = text::words(language);
  const std::string least = std::to_string(collection.least);
  if (collection.least == collection.most) return words.fill(Word::size_exactly, {least});
  if (collection.most == UINT32_MAX) return words.fill(Word::size_at_least, {least});
  return words.fill(Word::size_between, {least, std::to_string(collection.most)});
}

text::Argument number_argument(const value::Type& type, std::int64_t units) {
  return {say_number(type, units, Language::en), say_number(type, units, Language::zh)};
}
text::Argument range_argument(const value::Type& type, value::Interval range) {
  return {say_range(type, range, Language::en), say_range(type, range, Language::zh)};
}
text::Argument size_argument(const model::Collection& collection) {
  return {say_size(collection, Language::en), say_size(collection, Language::zh)};
}
text::Argument name_argument(const model::Named& named) {
  return {named.name.in(Language::en), named.name.in(Language::zh)};
}
text::Argument type_argument(const value::Type& type) {
  return {type.to_words(Language::en), type.to_words(Language::zh)};
}

}  // namespace entitle::io
