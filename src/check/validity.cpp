// From when through when a criterion or program is in force: what is written as days becomes hidden
// parameters, so that the day picks it as it picks the row of a standard, and a text that is not
// known is as open as a standard that is not published.
#include <limits>

#include "check/passes.hpp"

namespace entitle::check {

using model::Validity;
using value::Interval;
using value::Kind;
using value::Type;

namespace {

model::ParameterId hidden(Context& context, const model::Rule& rule, Type type, Interval range,
                          std::vector<model::ParameterRow> rows) {
  model::Parameter parameter;
  parameter.name = rule.name;
  parameter.place = rule.place;
  parameter.hidden = true;
  parameter.type = type;
  parameter.range = range;
  parameter.citations = rule.citations;
  parameter.rows = std::move(rows);
  context.model.parameters.push_back(std::move(parameter));
  return {static_cast<std::uint32_t>(context.model.parameters.size() - 1)};
}

model::ParameterRow state_row(Date from, std::optional<Date> through, int state) {
  model::ParameterRow row;
  row.from = from;
  row.through = through;
  row.published_value = true;
  row.value = Interval::point(state);
  return row;
}

std::vector<model::ParameterRow> state_rows(const Validity& validity) {
  std::vector<model::ParameterRow> rows;
  const Date first = Date::from_days(std::numeric_limits<std::int32_t>::min());
  if (validity.from)
    rows.push_back(state_row(first, Date::from_days(validity.from->days() - 1),
                             validity.unknown_before ? 2 : 0));
  rows.push_back(state_row(validity.from.value_or(first), validity.through, 1));
  if (validity.through)
    rows.push_back(state_row(Date::from_days(validity.through->days() + 1), std::nullopt,
                             validity.unknown_after ? 2 : 0));
  return rows;
}

/// What people read of the text of days that are not known: "低保（2021-07-01 以前的规定）".
model::Label other_text(const model::Rule& rule) {
  const Validity& validity = rule.validity;
  const bool both = validity.unknown_before && validity.unknown_after;
  const Word word = both                      ? Word::other_text
                    : validity.unknown_before ? Word::earlier_text
                                              : Word::later_text;
  const std::string day = validity.unknown_before && validity.from ? validity.from->iso()
                          : validity.through                       ? validity.through->iso()
                                                                   : "";
  const auto title = [&](Language language) {
    return text::words(language).fill(word, {called(rule, language), day});
  };
  return {title(Language::en), title(Language::zh)};
}

}  // namespace

void check_validity(Context& context, const syntax::Force& tree, text::FileId file,
                    model::Rule& rule) {
  Validity& validity = rule.validity;
  validity.from = tree.from;
  validity.through = tree.through;
  validity.unknown_before = tree.unknown_before;
  validity.unknown_after = tree.unknown_after;
  const text::Place place = at(file, tree.span);
  if (tree.from && tree.through && *tree.through < *tree.from) {
    context.report.report(Code::days_backwards, place, {tree.from->iso(), tree.through->iso()});
    return;
  }
  if (tree.unknown_after && !tree.through) {
    context.report.report(Code::force_unknown, place, {Word::kw_unknown_after});
    return;
  }
  validity.state =
      hidden(context, rule, Type::of(Kind::whole), Interval{0, 2}, state_rows(validity));
  if (!tree.unknown_before && !tree.unknown_after) return;
  validity.condition = hidden(context, rule, Type::of(Kind::yes_no), Interval{0, 1}, {});
  context.model.parameters.back().title = other_text(rule);
}

void check_unknown_amount(Context& context, model::Rule& rule) {
  if (!rule.validity.condition.valid() || !rule.amount.valid()) return;
  const Type type = context.model[rule.amount].type;
  rule.validity.amount = hidden(context, rule, type, Interval{0, value::infinity}, {});
  context.model.parameters.back().title = other_text(rule);
  context.model.parameters.back().step = value::scale / 100;
}

}  // namespace entitle::check
