// Types in the words of a language, as diagnostics and descriptions say them.
#include "value/type.hpp"

#include "text/words.hpp"

namespace entitle::value {

namespace {

using text::Word;

Word word_of(const Type& type) {
  switch (type.kind) {
    case Kind::yes_no:
      return Word::type_yes_no;
    case Kind::whole:
      return Word::type_whole;
    case Kind::decimal:
      return Word::type_decimal;
    case Kind::percent:
      return Word::type_percent;
    case Kind::money:
      switch (type.period) {
        case Period::none:
          return Word::type_money;
        case Period::once:
          return Word::type_money_once;
        case Period::month:
          return Word::type_money_per_month;
        case Period::year:
          return Word::type_money_per_year;
      }
      break;
    case Kind::date:
      return Word::type_date;
    case Kind::duration:
      switch (type.unit) {
        case DurationUnit::years:
          return Word::type_years;
        case DurationUnit::months:
          return Word::type_months;
        case DurationUnit::days:
          return Word::type_days;
      }
      break;
    case Kind::choice:
      return Word::type_choice;
    case Kind::text:
      return Word::type_text;
  }
  return Word::type_text;
}

}  // namespace

std::string Type::to_words(Language language) const {
  const text::Words words = text::words(language);
  std::string out(words.of(word_of(*this)));
  if (ratio) out = words.fill(Word::type_ratio_of, {out});
  if (may_be_none) out = words.fill(Word::type_or_none, {out});
  return out;
}

}  // namespace entitle::value
