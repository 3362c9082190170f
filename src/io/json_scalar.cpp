// Checks kinds against types, takes units off and hands the rest to the Intake.
#include "io/json_scalar.hpp"

#include "io/say.hpp"
#include "io/units.hpp"

namespace entitle::io {
namespace {

using text::Code;
using text::Word;
using value::Kind;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

Refused day(const Intake& intake, model::FactId fact, const JsonScalar& value, run::Cell& cell) {
  if (value.kind != JsonKind::string) return intake.wrong_type(fact, word_of(value.kind));
  if (const auto days = days_of(value.text))
    return intake.days(fact, days->first, days->second, cell);
  if (const std::optional<Date> date = Date::parse(value.text))
    return intake.day(fact, *date, cell);
  return Refusal{Code::profile_bad_date, {name_argument(intake.model()[fact]), value.text}, {}};
}

Refused number(const Intake& intake, model::FactId fact, const JsonScalar& value, run::Cell& cell) {
  const value::Type& type = intake.model()[fact].type;
  const bool is_text = value.kind == JsonKind::string;
  if (!is_text && value.kind != JsonKind::number)
    return intake.wrong_type(fact, word_of(value.kind));
  std::string_view written = trimmed(value.text);
  if (is_text) {
    const std::size_t number_end = written.find_first_not_of("+-0123456789.,eE");
    if (number_end != 0 && number_end != std::string_view::npos) {
      const std::string_view unit_text = trimmed(written.substr(number_end));
      const std::optional<Word> unit = unit_named(unit_text);
      if (!unit || !is_unit_of(type, *unit))
        return Refusal{
            unit ? Code::profile_wrong_unit : Code::profile_wrong_type,
            {name_argument(intake.model()[fact]), type_argument(type), unit ? unit_text : written},
            {}};
      written = trimmed(written.substr(0, number_end));
    }
  }
  DecimalFault fault = DecimalFault::none;
  const std::optional<Decimal> read = Decimal::parse(written, &fault);
  if (!read) return intake.bad_number(fact, written, fault);
  return intake.number(fact, *read, cell);
}

}  // namespace

Word word_of(JsonKind kind) {
  switch (kind) {
    case JsonKind::null:
      return Word::json_null;
    case JsonKind::boolean:
      return Word::json_boolean;
    case JsonKind::number:
      return Word::json_number;
    case JsonKind::string:
      return Word::json_string;
    case JsonKind::array:
      return Word::json_array;
    case JsonKind::object:
      return Word::json_object;
  }
  return Word::json_value;
}

Refused read_scalar(const Intake& intake, model::FactId fact, const JsonScalar& value,
                    run::Cell& cell) {
  switch (intake.model()[fact].type.kind) {
    case Kind::yes_no:
      if (value.kind != JsonKind::boolean) return intake.wrong_type(fact, word_of(value.kind));
      return intake.yes_no(fact, value.yes, cell);
    case Kind::text:
    case Kind::choice:
      if (value.kind != JsonKind::string) return intake.wrong_type(fact, word_of(value.kind));
      return intake.word(fact, value.text, cell);
    case Kind::date:
      return day(intake, fact, value, cell);
    default:
      return number(intake, fact, value, cell);
  }
}

}  // namespace entitle::io
