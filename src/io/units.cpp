// Units by their words, and which of them belong to a type; the words are text's.
#include "io/units.hpp"

#include <algorithm>

namespace entitle::io {
namespace {

using text::Word;
using value::Kind;

constexpr Word unit_words[] = {
    Word::unit_yuan,   Word::unit_yuan_per_month, Word::unit_yuan_per_year, Word::unit_years,
    Word::unit_months, Word::unit_days,           Word::unit_percent};

}  // namespace

std::optional<Word> unit_named(std::string_view name) {
  for (const Word unit : unit_words)
    for (const Language language : {Language::en, Language::zh})
      for (const std::string_view spelling : text::words(language).spellings(unit))
        if (spelling == name) return unit;
  return std::nullopt;
}

bool is_unit_of(const value::Type& type, Word unit) {
  switch (unit) {
    case Word::unit_yuan:
      return type.kind == Kind::money &&
             (type.period == Period::none || type.period == Period::once);
    case Word::unit_yuan_per_month:
      return type.kind == Kind::money && type.period == Period::month;
    case Word::unit_yuan_per_year:
      return type.kind == Kind::money && type.period == Period::year;
    case Word::unit_years:
      return type.kind == Kind::duration && type.unit == value::DurationUnit::years;
    case Word::unit_months:
      return type.kind == Kind::duration && type.unit == value::DurationUnit::months;
    case Word::unit_days:
      return type.kind == Kind::duration && type.unit == value::DurationUnit::days;
    case Word::unit_percent:
      return type.kind == Kind::percent;
    default:
      return false;
  }
}

std::vector<std::string_view> units_of(const value::Type& type) {
  std::vector<std::string_view> out;
  for (const Word unit : unit_words) {
    if (!is_unit_of(type, unit)) continue;
    for (const Language language : {Language::en, Language::zh})
      for (const std::string_view spelling : text::words(language).spellings(unit))
        if (std::find(out.begin(), out.end(), spelling) == out.end()) out.push_back(spelling);
  }
  return out;
}

}  // namespace entitle::io
