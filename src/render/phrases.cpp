// Says values, comparisons, conditions and citations.
#include "render/phrases.hpp"

#include <algorithm>
#include <array>

#include "render/layout.hpp"
#include "text/utf8.hpp"

namespace entitle::render {

using text::Word;

namespace {

bool is_duration(Value::Kind kind) {
  return kind == Value::Kind::years || kind == Value::Kind::months || kind == Value::Kind::days;
}

Reason::Comparison contrary(Reason::Comparison comparison) {
  using C = Reason::Comparison;
  switch (comparison) {
    case C::less:
      return C::greater_equal;
    case C::less_equal:
      return C::greater;
    case C::greater:
      return C::less_equal;
    case C::greater_equal:
      return C::less;
    case C::is:
      return C::is_not;
    case C::is_not:
      return C::is;
    case C::in:
      return C::not_in;
    case C::not_in:
      return C::in;
  }
  return comparison;
}

/// Rounds to two places, half away from zero: of a quotient that is shown with ≈.
Decimal to_cents(Decimal number) {
  const std::int64_t units = number.units();
  const std::int64_t half = units < 0 ? -50 : 50;
  return Decimal::from_units((units + half) / 100 * 100);
}

}  // namespace

Word word_of(Reason::Comparison comparison, const Value& with) {
  using C = Reason::Comparison;
  const bool duration = is_duration(with.kind);
  const bool date = with.kind == Value::Kind::date;
  const bool numbers = with.kind != Value::Kind::choice && with.kind != Value::Kind::yes_no;
  switch (comparison) {
    case C::less:
      return date ? Word::page_date_less : duration ? Word::page_duration_less : Word::page_less;
    case C::less_equal:
      return date       ? Word::page_date_less_equal
             : duration ? Word::page_duration_less_equal
                        : Word::page_less_equal;
    case C::greater:
      return date       ? Word::page_date_greater
             : duration ? Word::page_duration_greater
                        : Word::page_greater;
    case C::greater_equal:
      return date       ? Word::page_date_greater_equal
             : duration ? Word::page_duration_greater_equal
                        : Word::page_greater_equal;
    case C::is:
      return Word::page_is;
    case C::is_not:
      return Word::page_is_not;
    case C::in:
      return numbers ? Word::page_within : with.choices.size() == 1 ? Word::page_is : Word::page_in;
    case C::not_in:
      return numbers                    ? Word::page_not_within
             : with.choices.size() == 1 ? Word::page_is_not
                                        : Word::page_not_in;
  }
  return Word::page_is;
}

std::string Footnotes::mark(std::size_t number) {
  if (number >= 1 && number <= 20) {
    std::string out;
    text::append(out, U'①' + static_cast<char32_t>(number - 1));
    return out;
  }
  return "[" + std::to_string(number) + "]";
}

Footnotes::Footnotes(const Determination& determination)
    : number_(determination.parameters.size(), 0) {
  const std::vector<ParameterUse>& all = determination.parameters;
  const auto same = [&](std::uint32_t a, std::uint32_t b) {
    const ParameterUse& x = all[a];
    const ParameterUse& y = all[b];
    return x.parameter == y.parameter && x.keys.size() == y.keys.size() && x.status == y.status &&
           x.default_row == y.default_row && x.default_assumed == y.default_assumed &&
           x.value.least == y.value.least && x.value.most == y.value.most &&
           x.value.truth == y.value.truth && x.value.choices.empty() && y.value.choices.empty() &&
           x.from == y.from && x.through == y.through && x.source == y.source;
  };
  for (std::uint32_t row = 0; row < all.size(); ++row) {
    std::uint32_t first = 0;
    while (first < row && (first_[first] != first || !same(first, row))) ++first;
    first_.push_back(first);
  }
}

std::vector<std::uint32_t> Footnotes::alike(std::uint32_t row) const {
  std::vector<std::uint32_t> all;
  for (std::uint32_t other = row; other < first_.size(); ++other)
    if (first_[other] == row) all.push_back(other);
  return all;
}

std::vector<std::uint32_t> Footnotes::firsts(const std::vector<std::uint32_t>& rows) const {
  std::vector<std::uint32_t> all;
  for (const std::uint32_t row : rows)
    if (std::find(all.begin(), all.end(), first_[row]) == all.end()) all.push_back(first_[row]);
  return all;
}

std::string Footnotes::marks(const std::vector<std::uint32_t>& rows) {
  std::string out;
  for (const std::uint32_t first : firsts(rows)) {
    if (number_[first] == 0) {
      rows_.push_back(first);
      number_[first] = static_cast<std::uint32_t>(rows_.size());
    }
    out += mark(number_[first]);
  }
  return out.empty() ? out : std::string(tie) + out;
}

std::string Footnotes::mark_of(std::uint32_t row) const {
  if (row >= number_.size() || number_[first_[row]] == 0) return {};
  return std::string(tie) + mark(number_[first_[row]]);
}

std::string Phrases::unit(const Value& value) const {
  switch (value.kind) {
    case Value::Kind::money:
      switch (value.period) {
        case Period::none:
          return of(Word::page_unit_yuan);
        case Period::once:
          return of(Word::page_unit_yuan_once);
        case Period::month:
          return of(Word::page_unit_yuan_month);
        case Period::year:
          return of(Word::page_unit_yuan_year);
      }
      return {};
    case Value::Kind::years:
      return of(Word::page_unit_years);
    case Value::Kind::months:
      return of(Word::page_unit_months);
    case Value::Kind::days:
      return of(Word::page_unit_days);
    default:
      return {};
  }
}

std::string Phrases::number(const Decimal& number, const Value& of, bool with_unit) const {
  std::string out;
  if (of.kind == Value::Kind::date) {
    out = Date::from_days(static_cast<std::int32_t>(number.units())).iso();
  } else {
    const bool money = of.kind == Value::Kind::money;
    out = (of.approximate && money ? to_cents(number) : number).to_string(money ? 2 : 0, true);
  }
  if (of.kind == Value::Kind::percent) return out + "%";
  const std::string unit = this->unit(of);
  if (!with_unit || unit.empty()) return out;
  // The words of a unit stay together and with their number.
  std::string tied;
  for (const char c : unit) c == ' ' ? tied += tie : tied += c;
  return out + std::string(tie) + tied;
}

std::string Phrases::value(const Value& value) const {
  if (value.truth == Truth3::inapplicable) return of(Word::page_does_not_apply);
  switch (value.kind) {
    case Value::Kind::yes_no:
      if (value.truth == Truth3::unknown) return of(Word::page_not_known);
      return of(value.truth == Truth3::yes ? Word::page_yes : Word::page_no);
    case Value::Kind::choice: {
      std::vector<std::string> names;
      for (const Text& choice : value.choices) names.push_back(said(choice));
      return names.empty() ? of(Word::page_not_known) : list(names, Word::list_or);
    }
    case Value::Kind::text:
      return value.text.empty() ? of(Word::page_not_known) : std::string(value.text);
    case Value::Kind::nothing:
      return of(Word::page_not_known);
    default:
      break;
  }
  if (value.unknown) return of(Word::page_not_known);
  std::string out;
  if (value.least && value.most) {
    // Of a quotient both ends may be shown as one number.
    const bool same = value.approximate && to_cents(*value.least) == to_cents(*value.most);
    if (same || *value.least == *value.most) {
      out = number(*value.least, value, true);
      return value.approximate ? fill(Word::page_approximately, {out}) : out;
    }
    // An end one step below a round number is said as "below" that number.
    const Decimal next = Decimal::from_units(value.most->units() + 1);
    const bool money = value.kind == Value::Kind::money;
    if (money && !value.approximate && value.most->places() > 2 && next.places() <= 2) {
      if (value.least->units() == 0) return fill(Word::page_below, {number(next, value, true)});
      return fill(Word::page_between_below,
                  {number(*value.least, value, false), number(next, value, true)});
    }
    out = fill(Word::page_between,
               {number(*value.least, value, false), number(*value.most, value, true)});
    return value.approximate ? fill(Word::page_approximately, {out}) : out;
  }
  if (value.most) return fill(Word::page_at_most, {number(*value.most, value, true)});
  // That something is not negative says nothing of it.
  if (value.least && value.least->units() != 0)
    return fill(Word::page_at_least, {number(*value.least, value, true)});
  return of(Word::page_not_known);
}

bool Phrases::is_bounded(const Value& amount) {
  return amount.most || (amount.least && amount.least->units() > 0);
}

std::string Phrases::amount(const Value& value, bool open) const {
  if (!is_bounded(value)) return of(Word::page_amount_open);
  const bool from_nothing = !value.least || value.least->units() <= 0 || (open && value.most);
  if (value.most && from_nothing && value.least != value.most)
    return fill(Word::page_at_most, {number(*value.most, value, true)});
  return this->value(value);
}

std::string Phrases::join(const std::vector<std::string>& parts, Word comma) const {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += words_.of(comma);
    out += parts[i];
  }
  return out;
}

std::string Phrases::list(const std::vector<std::string>& parts, Word last) const {
  constexpr std::size_t most = 6;
  std::string out;
  const std::size_t shown = std::min(parts.size(), most);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) out += words_.of(i + 1 == parts.size() ? last : Word::list_comma);
    out += parts[i];
  }
  if (parts.size() > shown)
    out += fill(Word::page_and_more, {std::to_string(parts.size() - shown)});
  return out;
}

std::string Phrases::compared(Reason::Comparison comparison, const Value& with,
                              const std::string& side, bool turned) const {
  // Between 汉字 and a digit stands a space.
  const bool spaced =
      language() == Language::zh && !side.empty() && static_cast<unsigned char>(side[0]) < 0x80;
  return fill(word_of(turned ? contrary(comparison) : comparison, with),
              {spaced ? " " + side : side});
}

std::string Phrases::name(const Term& term) const {
  const std::string label = said(term.label);
  const bool chosen = std::any_of(term.parts.begin(), term.parts.end(),
                                  [](const Term& part) { return !part.when.empty(); });
  const std::string all = chosen ? fill(Word::page_chosen, {label}) : label;
  const std::string of = said(term.of);
  switch (term.kind) {
    case Term::Kind::count:
      return fill(Word::page_count, {all});
    case Term::Kind::sum:
      return of.empty() ? fill(Word::page_sum, {all}) : fill(Word::page_sum_of, {all, of});
    case Term::Kind::smallest:
      return of.empty() ? fill(Word::page_smallest, {all})
                        : fill(Word::page_smallest_of, {all, of});
    case Term::Kind::largest:
      return of.empty() ? fill(Word::page_largest, {all}) : fill(Word::page_largest_of, {all, of});
    default:
      return label;
  }
}

std::string Phrases::whose(const OpenFact& open) const {
  if (!open.element.empty()) return std::string(open.element);
  return open.number > 0 ? fill(Word::page_member, {std::to_string(open.number)}) : std::string();
}

std::string Phrases::open_fact(const OpenFact& open) const {
  const std::string label = said(open.label);
  if (open.kind == OpenFact::Kind::parameter && !open.keys.empty()) {
    std::vector<std::string> keys;
    for (const Text& key : open.keys) keys.push_back(said(key));
    return fill(Word::page_whose, {join(keys, Word::list_comma), label});
  }
  const std::string whose = this->whose(open);
  if (whose.empty()) return label;
  return fill(open.known.kind == Value::Kind::yes_no ? Word::page_holds : Word::page_whose,
              {whose, label});
}

std::string Phrases::rests_on(const OpenFact& open, const Outcome& outcome) const {
  const bool own = outcome.recipient_number > 0 && outcome.recipient_number == open.number &&
                   outcome.recipient == open.element;
  const std::string name = own ? said(open.label) : open_fact(open);
  if (open.kind == OpenFact::Kind::collection) return fill(Word::page_size_open, {name});
  // A yes/no is called by a clause, which is hard to tell from the list it stands in.
  return open.known.kind == Value::Kind::yes_no ? fill(Word::page_quoted, {name}) : name;
}

std::string Phrases::condition(const Condition& condition) const {
  const OpenFact& open = d_.open_facts[condition.open_fact];
  if (condition.value.kind == Value::Kind::yes_no) {
    const std::string whose = this->whose(open);
    const std::string label = said(open.label);
    const std::string clause = whose.empty() ? label : fill(Word::page_does, {whose, label});
    return fill(condition.value.truth == Truth3::yes ? Word::page_is_yes : Word::page_is_no,
                {clause});
  }
  std::string subject = open_fact(open);
  if (open.kind == OpenFact::Kind::collection) subject = fill(Word::page_size_of, {subject});
  return fill(Word::page_condition, {subject, compared(condition.comparison, condition.value,
                                                       value(condition.value), false)});
}

std::string Phrases::citation(const CitationRef& citation) const {
  const bool chinese = language() == Language::zh;
  std::string out;
  if (chinese && !citation.number.empty())
    out = citation.number;
  else
    out = chinese ? "《" + said(citation.title) + "》" : said(citation.title);
  if (citation.article != 0) out += fill(Word::page_article, {std::to_string(citation.article)});
  if (citation.paragraph != 0)
    out += fill(Word::page_paragraph, {std::to_string(citation.paragraph)});
  if (citation.item != 0) out += fill(Word::page_item, {std::to_string(citation.item)});
  if (!citation.section.empty()) out += fill(Word::page_section, {std::string(citation.section)});
  return out;
}

std::string Phrases::citations(Citations citations) const {
  std::vector<std::string> parts;
  for (const CitationRef& one : citations) parts.push_back(citation(one));
  return join(parts, Word::page_semicolon);
}

std::string Phrases::recipient(const Outcome& outcome) const {
  if (outcome.not_listed) return of(Word::page_not_listed);
  if (!outcome.recipient.empty()) return std::string(outcome.recipient);
  if (outcome.recipient_number > 0)
    return fill(Word::page_member, {std::to_string(outcome.recipient_number)});
  return of(Word::page_household);
}

std::string Phrases::rivals(const Outcome& outcome) const {
  return programs(outcome.given_up_for,
                  outcome.status.has(Status::excluded) ? Word::list_or : Word::list_and);
}

std::string Phrases::given_up(const Outcome& outcome) const {
  if (outcome.given_up_for.empty()) return {};
  const bool excluded = outcome.status.has(Status::excluded);
  const Word word = outcome.status.depends()
                        ? (excluded ? Word::page_may_be_given_up : Word::page_may_leave_nothing)
                        : (excluded ? Word::page_given_up_for : Word::page_nothing_beside);
  return fill(word, {rivals(outcome)});
}

std::string Phrases::programs(const std::vector<std::uint32_t>& numbers, Word last) const {
  std::vector<std::string> names;
  names.reserve(numbers.size());
  for (const std::uint32_t number : numbers) names.push_back(said(d_.programs[number].label));
  return list(names, last);
}

std::string Phrases::in_force(const std::optional<Date>& from,
                              const std::optional<Date>& through) const {
  if (from && through) return fill(Word::page_in_force_between, {from->iso(), through->iso()});
  if (from) return fill(Word::page_in_force_from, {from->iso()});
  return through ? fill(Word::page_in_force_through, {through->iso()}) : std::string();
}

std::string Phrases::status(StatusSet status) const {
  if (status.depends()) return of(Word::page_depends);
  if (status.has(Status::qualifies)) return of(Word::page_qualifies);
  if (status.has(Status::excluded)) return of(Word::page_excluded);
  if (status.has(Status::nothing_left_to_pay)) return of(Word::page_nothing_left);
  if (status.has(Status::not_in_force)) return of(Word::page_not_in_force);
  if (status.has(Status::error)) return of(Word::page_error);
  return of(Word::page_does_not_qualify);
}

std::string Phrases::keys(const std::vector<std::uint32_t>& rows) const {
  std::vector<std::string> all;
  all.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    std::vector<std::string> keys;
    for (const Text& key : d_.parameters[row].keys) keys.push_back(said(key));
    all.push_back(join(keys, Word::list_comma));
  }
  return list(all, Word::list_and);
}

std::string Phrases::note(const std::vector<std::uint32_t>& rows) const {
  const ParameterUse& use = d_.parameters[rows.front()];
  const std::string what = fill(Word::page_label_value, {said(use.label), value(use.value)});
  if (use.status == ParameterUse::Status::carried_forward)
    return fill(Word::page_note_carried, {what});
  if (use.status == ParameterUse::Status::assumed) return fill(Word::page_note_assumed, {what});
  if (use.keys.empty()) return fill(Word::page_note_default_bare, {what});
  return fill(Word::page_note_default, {what, keys(rows)});
}

}  // namespace entitle::render
