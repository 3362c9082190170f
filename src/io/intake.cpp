// Checks values against the declarations of facts.
#include "io/intake.hpp"

#include <algorithm>

#include "io/say.hpp"
#include "text/utf8.hpp"
#include "text/words.hpp"
#include "value/written.hpp"

namespace entitle::io {
namespace {

using text::Code;
using text::Word;
using value::Kind;

constexpr std::size_t choices_told = 8;
constexpr std::size_t longest_text = 10'000;

Refused bad_text(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return Refusal{Code::nul_byte, {}, {}};
  if (text::find_malformed(text) != std::string_view::npos)
    return Refusal{Code::invalid_utf8, {}, {}};
  if (text::count_code_points(text) > longest_text)
    return Refusal{Code::name_too_long, {longest_text}, {}};
  return std::nullopt;
}

void reset(run::Cell& cell) { cell = run::Cell{}; }

}  // namespace

std::optional<std::pair<Date, Date>> days_of(std::string_view text) {
  text = text::trimmed(text);
  const bool digits = text.find_first_not_of("0123456789-/") == std::string_view::npos;
  if (!digits || text.size() < 4 || text.size() > 7) return std::nullopt;
  if (text.size() == 4) {
    const auto first = Date::parse(std::string(text) + "-01-01");
    const auto last = Date::parse(std::string(text) + "-12-31");
    return first ? std::optional(std::pair(*first, *last)) : std::nullopt;
  }
  const auto first = Date::parse(std::string(text) + std::string(1, text[4]) + "1");
  if (!first) return std::nullopt;
  Date last = *first;
  while (Date::from_days(last.days() + 1).month() == first->month())
    last = Date::from_days(last.days() + 1);
  return std::pair(*first, last);
}

Refusal Intake::wrong_type(model::FactId id, const text::Argument& given) const {
  const model::Fact& fact = model_[id];
  return {Code::profile_wrong_type, {name_argument(fact), type_argument(fact.type), given}, {}};
}

Refusal Intake::bad_number(model::FactId id, std::string_view written, DecimalFault fault) const {
  const model::Fact& fact = model_[id];
  switch (fault) {
    case DecimalFault::too_large:
      return {Code::profile_number_too_large, {name_argument(fact), written}, {}};
    case DecimalFault::too_many_decimals:
      return {Code::profile_too_many_decimals,
              {name_argument(fact), written,
               Decimal::from_units(value::as_written(fact.type, fact.step)).to_string()},
              {}};
    default:
      return wrong_type(id, written);
  }
}

Refusal Intake::unknown_choice(const model::Fact& fact, std::string_view word) const {
  const auto& choices = model_[fact.domain].choices;
  std::string en;
  std::string zh;
  for (std::size_t i = 0; i < std::min(choices.size(), choices_told); ++i) {
    if (i > 0) {
      en += text::words(Language::en).of(Word::list_comma);
      zh += text::words(Language::zh).of(Word::list_comma);
    }
    en += choices[i].name.in(Language::en);
    zh += choices[i].name.in(Language::zh);
  }
  if (choices.size() > choices_told) {
    en += " …";
    zh += "…";
  }
  return {Code::profile_unknown_choice,
          {name_argument(fact), word, text::Argument(en, zh)},
          vocabulary_.suggest_choice(fact.domain, word)};
}

text::Word Intake::forms_of(model::FactId id) const {
  const value::Type& type = model_[id].type;
  if (type.kind == Kind::choice) return Word::help_given_choice;
  return type.is_ordered() ? Word::help_given_range : Word::help_given_plain;
}

text::Word Intake::number_form(model::FactId id) const {
  return model_[id].step % value::scale == 0 ? Word::help_plain_whole : Word::help_plain_number;
}

text::Word Intake::cell_form(model::FactId id) const {
  switch (model_[id].type.kind) {
    case Kind::yes_no:
      return Word::help_cell_yes_no;
    case Kind::date:
      return Word::help_cell_day;
    case Kind::choice:
    case Kind::text:
      return Word::help_choice_text;
    default:
      return Word::help_cell_number;
  }
}

Refused Intake::check_units(const model::Fact& fact, std::int64_t units) const {
  if (fact.step > 1 && units % fact.step != 0) {
    const bool whole = fact.step % value::scale == 0;
    const std::string step = Decimal::from_units(fact.step).to_string();
    const text::Argument allowed =
        whole ? text::Argument(Word::step_whole)
              : text::Argument(text::words(Language::en).fill(Word::step_decimals, {step}),
                               text::words(Language::zh).fill(Word::step_decimals, {step}));
    return Refusal{Code::profile_too_many_decimals,
                   {name_argument(fact), number_argument(fact.type, units), allowed},
                   {}};
  }
  if (!fact.range.contains(units))
    return Refusal{Code::profile_out_of_range,
                   {name_argument(fact), number_argument(fact.type, units),
                    range_argument(fact.type, fact.range)},
                   {}};
  return std::nullopt;
}

Refused Intake::interval(model::FactId id, std::optional<std::int64_t> least,
                         std::optional<std::int64_t> most, run::Cell& cell) const {
  const model::Fact& fact = model_[id];
  for (const auto& end : {least, most})
    if (end)
      if (Refused refused = check_units(fact, *end)) return refused;
  const value::Interval box{least.value_or(fact.range.lo), most.value_or(fact.range.hi)};
  if (box.empty())
    return Refusal{Code::profile_empty_range,
                   {name_argument(fact), number_argument(fact.type, box.lo),
                    number_argument(fact.type, box.hi)},
                   {}};
  reset(cell);
  cell.given = true;
  cell.number = box;
  return std::nullopt;
}

Refused Intake::yes_no(model::FactId id, bool yes, run::Cell& cell) const {
  if (model_[id].type.kind != Kind::yes_no) return wrong_type(id, Word::type_yes_no);
  reset(cell);
  cell.given = true;
  cell.truth = value::truth(yes);
  return std::nullopt;
}

Refused Intake::number(model::FactId id, Decimal value, run::Cell& cell) const {
  return numbers(id, value, value, cell);
}

Refused Intake::numbers(model::FactId id, std::optional<Decimal> least, std::optional<Decimal> most,
                        run::Cell& cell) const {
  if (!model_[id].type.is_number()) return wrong_type(id, Word::json_number);
  std::optional<std::int64_t> ends[2];
  for (const int i : {0, 1}) {
    const std::optional<Decimal>& end = i == 0 ? least : most;
    if (!end) continue;
    ends[i] = value::from_written(model_[id].type, end->units());
    if (!ends[i]) return bad_number(id, end->to_string(), DecimalFault::too_many_decimals);
  }
  return interval(id, ends[0], ends[1], cell);
}

Refused Intake::day(model::FactId id, Date day, run::Cell& cell) const {
  return days(id, day, day, cell);
}

Refused Intake::days(model::FactId id, std::optional<Date> first, std::optional<Date> last,
                     run::Cell& cell) const {
  if (model_[id].type.kind != Kind::date) return wrong_type(id, Word::type_date);
  const auto units = [](const std::optional<Date>& end) {
    return end ? std::optional<std::int64_t>(end->days()) : std::nullopt;
  };
  return interval(id, units(first), units(last), cell);
}

Refused Intake::word(model::FactId id, std::string_view word, run::Cell& cell) const {
  const model::Fact& fact = model_[id];
  if (fact.type.kind == Kind::choice) return one_of(id, std::span(&word, 1), cell);
  if (fact.type.kind != Kind::text) return wrong_type(id, Word::json_string);
  if (Refused refused = bad_text(word)) return refused;
  reset(cell);
  cell.given = true;
  cell.text = word;
  return std::nullopt;
}

Refused Intake::one_of(model::FactId id, std::span<const std::string_view> words,
                       run::Cell& cell) const {
  const model::Fact& fact = model_[id];
  if (fact.type.kind != Kind::choice || words.empty()) return wrong_type(id, Word::json_choices);
  std::vector<std::uint32_t> choices;
  for (const std::string_view word : words) {
    const std::optional<std::uint32_t> choice = vocabulary_.choice(fact.domain, word);
    if (!choice) return unknown_choice(fact, word);
    choices.push_back(*choice);
  }
  std::sort(choices.begin(), choices.end());
  choices.erase(std::unique(choices.begin(), choices.end()), choices.end());
  reset(cell);
  cell.given = true;
  cell.choices = std::move(choices);
  return std::nullopt;
}

Refused Intake::unknown(std::string_view why, run::Cell& cell) {
  if (Refused refused = bad_text(why)) return refused;
  reset(cell);
  cell.refused = true;
  cell.text = why;
  return std::nullopt;
}

}  // namespace entitle::io
