// Reads cells of tables: dates, numbers with their units, ranges, choices. Says what a cell should
// hold where it does not.
#include "check/cells.hpp"

#include <array>
#include <string>
#include <utility>

#include "check/literals.hpp"
#include "entitle/decimal.hpp"
#include "syntax/scan.hpp"
#include "text/utf8.hpp"

namespace entitle::check {

using syntax::Unit;
using value::Kind;

namespace {

constexpr std::array<std::pair<Unit, Word>, 7> unit_words{{
    {Unit::yuan_per_month, Word::unit_yuan_per_month},
    {Unit::yuan_per_year, Word::unit_yuan_per_year},
    {Unit::yuan, Word::unit_yuan},
    {Unit::months, Word::unit_months},
    {Unit::years, Word::unit_years},
    {Unit::days, Word::unit_days},
    {Unit::percent, Word::unit_percent},
}};

/// Digits and punctuation as typewriters have them. What an input method for Chinese has besides
/// (、 × ÷) is left: in a number it would be a guess.
std::string typed(std::string_view text) {
  std::string out;
  for (const char32_t c : text::CodePoints(text))
    text::append(out, c == U'、' || c == U'×' || c == U'÷' ? c : syntax::narrow(c));
  return out;
}

/// Takes the unit off the end: the longest that is written there, in either language.
Unit take_unit(std::string_view& text) {
  Unit found = Unit::none;
  std::size_t longest = 0;
  for (const auto& [unit, word] : unit_words)
    for (const Language language : {Language::en, Language::zh})
      for (const std::string_view spelling : text::words(language).spellings(word))
        if (spelling.size() > longest && text.size() > spelling.size() &&
            text.substr(text.size() - spelling.size()) == spelling) {
          found = unit;
          longest = spelling.size();
        }
  text = text::trimmed(text.substr(0, text.size() - longest));
  return found;
}

}  // namespace

void CellReader::bad(const text::CsvCell& cell, const text::Argument& expected, Word cure) {
  text::Draft draft =
      context_.report.report(Code::csv_bad_cell, table_.place(cell), {cell.text, expected});
  draft.help(cure, {expected});
  if (const std::string_view name = table_.column_of(cell); !name.empty())
    draft.at_primary(Word::label_column, {name});
  good_ = false;
}

std::uint32_t CellReader::key(const text::CsvCell& cell, const model::Fact& fact) {
  if (cell.text == "*" || cell.text == "＊") return model::ParameterRow::any;
  const auto choice =
      context_.domains.resolve(fact.domain, cell.text, table_.place(cell), argument(fact.name));
  if (!choice) good_ = false;
  return choice.value_or(0);
}

std::optional<Date> CellReader::day(const text::CsvCell& cell) {
  return day_or(cell, Word::expected_date, Word::help_cell_day);
}

std::optional<Date> CellReader::last_day(const text::CsvCell& cell) {
  if (text::is_word(cell.text, Word::cell_open)) return std::nullopt;
  return day_or(cell, Word::expected_last_day, Word::help_cell_last_day);
}

std::optional<Date> CellReader::day_or(const text::CsvCell& cell, Word expected, Word cure) {
  const auto date = Date::parse(typed(cell.text));
  if (!date) bad(cell, expected, cure);
  return date;
}

std::optional<std::int64_t> CellReader::number(std::string_view text, Unit unit,
                                               const text::CsvCell& cell,
                                               const model::Parameter& parameter) {
  const auto decimal = Decimal::parse(text::trimmed(text), nullptr, Grouping::allowed);
  if (!decimal) {
    bad(cell, Word::expected_cell_value, Word::help_cell_value);
    return std::nullopt;
  }
  const Literal result = literal({*decimal, unit}, parameter.type, parameter.step);
  if (result.fit == Fit::fits) return result.units;
  const text::Argument name = argument(parameter.name);
  if (result.fit == Fit::wrong_unit)
    context_.report.report(Code::profile_wrong_unit, table_.place(cell),
                           {name, argument(parameter.type), quoted(cell.text)});
  else
    context_.report.report(Code::profile_too_many_decimals, table_.place(cell),
                           {name, cell.text, argument(parameter.type)});
  good_ = false;
  return std::nullopt;
}

value::Interval CellReader::value(const text::CsvCell& cell, const model::Parameter& parameter) {
  value::Interval result = parameter.range;
  const Kind kind = parameter.type.kind;
  if (kind == Kind::choice) {
    const auto choice = context_.domains.resolve(parameter.domain, cell.text, table_.place(cell),
                                                 argument(parameter.name));
    if (!choice) good_ = false;
    return value::Interval::point(choice.value_or(0));
  }
  if (kind == Kind::yes_no) {
    const bool yes = text::is_word(cell.text, Word::kw_yes);
    if (!yes && !text::is_word(cell.text, Word::kw_no))
      bad(cell, Word::expected_yes_no, Word::help_cell_one_of);
    return value::Interval::point(yes ? 1 : 0);
  }
  if (kind == Kind::date) {
    const auto date = day(cell);
    return value::Interval::point(date ? date->days() : 0);
  }
  const std::string written = typed(cell.text);
  std::string_view text = text::trimmed(written);
  const Unit unit = take_unit(text);
  const std::size_t dots = text.find("..");
  const std::string_view least = text.substr(0, dots);
  const std::string_view most = dots == std::string_view::npos ? least : text.substr(dots + 2);
  if (dots != std::string_view::npos && least.empty() && most.empty()) {
    bad(cell, Word::expected_cell_value, Word::help_cell_value);
    return result;
  }
  // Each end may carry the unit too: 300 元..500 元.
  const auto end = [&](std::string_view part) {
    part = text::trimmed(part);
    const Unit own = dots == std::string_view::npos ? Unit::none : take_unit(part);
    return number(part, own == Unit::none ? unit : own, cell, parameter);
  };
  if (!least.empty() || dots == std::string_view::npos) result.lo = end(least).value_or(result.lo);
  if (dots == std::string_view::npos)
    result.hi = result.lo;
  else if (!most.empty())
    result.hi = end(most).value_or(result.hi);
  if (!good_) return result;
  if (result.empty()) {
    context_.report.report(Code::empty_range, table_.place(cell),
                           {shown(result.lo, parameter.type), shown(result.hi, parameter.type)});
    good_ = false;
  } else if (!parameter.range.contains(result)) {
    context_.report
        .report(Code::profile_out_of_range, table_.place(cell),
                {argument(parameter.name), cell.text, shown(parameter.range, parameter.type)})
        .help(Word::help_widen_range);
    good_ = false;
  }
  return result;
}

model::RowStatus CellReader::status(const text::CsvCell& cell) {
  if (text::is_word(cell.text, Word::cell_published)) return model::RowStatus::published;
  if (text::is_word(cell.text, Word::cell_carried_forward))
    return model::RowStatus::carried_forward;
  if (text::is_word(cell.text, Word::cell_assumed)) return model::RowStatus::assumed;
  bad(cell, Word::expected_row_status, Word::help_cell_one_of);
  return model::RowStatus::published;
}

bool CellReader::default_assumed(const text::CsvCell& cell) {
  if (text::is_word(cell.text, Word::cell_default_assumed)) return true;
  if (!text::is_word(cell.text, Word::cell_default_exact))
    bad(cell, Word::expected_default, Word::help_cell_one_of);
  return false;
}

value::Interval unknown_value(const Context& context, const model::Parameter& parameter) {
  if (parameter.type.kind == Kind::yes_no) return {0, 1};
  if (parameter.type.kind == Kind::choice) {
    if (!parameter.domain.valid()) return {0, 0};
    const auto choices = context.model[parameter.domain].choices.size();
    return {0, static_cast<std::int64_t>(choices) - 1};
  }
  return parameter.range;
}

}  // namespace entitle::check
