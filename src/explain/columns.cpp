// Numbers with their units, choices by name, truths as they are shown.
#include "explain/columns.hpp"

#include "value/choice_set.hpp"
#include "value/written.hpp"

namespace entitle::explain {

using value::Interval;
using value::Kind;
using value::Truth;

namespace {

/// Domains with more choices than this are not listed where all are possible.
constexpr std::size_t most_listed = 16;

}  // namespace

Value::Kind shown(const value::Type& type) {
  switch (type.kind) {
    case Kind::yes_no:
      return Value::Kind::yes_no;
    case Kind::whole:
    case Kind::decimal:
      return Value::Kind::number;
    case Kind::percent:
      return Value::Kind::percent;
    case Kind::money:
      return Value::Kind::money;
    case Kind::date:
      return Value::Kind::date;
    case Kind::duration:
      if (type.unit == value::DurationUnit::years) return Value::Kind::years;
      return type.unit == value::DurationUnit::months ? Value::Kind::months : Value::Kind::days;
    case Kind::choice:
      return Value::Kind::choice;
    case Kind::text:
      return Value::Kind::text;
  }
  return Value::Kind::nothing;
}

Truth3 shown(Truth truth) {
  if (truth == Truth::U) return Truth3::unknown;
  return truth == Truth::T ? Truth3::yes : Truth3::no;
}

std::optional<Decimal> shown_end(std::int64_t units, bool whole) {
  if (!value::is_finite(units)) return std::nullopt;
  return Decimal::from_units(whole ? units * Decimal::scale : units);
}

value::Type line_type(const model::Model& model, const model::SettlementLine& line) {
  value::Type type = model[model[line.programs[0]].amount].type;
  if (line.kind == model::SettlementLine::Kind::higher_of && type.period == Period::year)
    type.period = Period::month;
  return type;
}

std::uint32_t Columns::row_at(model::EntityId entity, Spot spot) const {
  while (spot.entity != entity) {
    spot.row = frame_.level(spot.entity).parent[spot.row];
    spot.entity = model_[spot.entity].parent;
  }
  return spot.row;
}

Truth Columns::truth(plan::NodeId node, Spot spot) const {
  return machine_.truth(node, row_at(plan_.nodes[node].entity, spot));
}

Interval Columns::number(plan::NodeId node, Spot spot) const {
  return machine_.number(node, row_at(plan_.nodes[node].entity, spot));
}

void Columns::fill_number(Value& value, const value::Type& type, Interval number) const {
  value.kind = shown(type);
  value.period = type.period;
  number = value::as_written(type, number);
  value.least = shown_end(number.lo, false);
  value.most = shown_end(number.hi, false);
}

void Columns::fill_choices(Value& value, model::DomainId domain,
                           std::span<const std::uint64_t> set) const {
  value.kind = Value::Kind::choice;
  const std::size_t size = model_[domain].choices.size();
  const std::size_t count = value::choices::count(set);
  if (count == size && size > most_listed) return;
  value.choices.reserve(count);
  for (std::uint32_t c = 0; c < size; ++c)
    if (value::choices::contains(set, c)) value.choices.push_back(texts_.choice(domain, c));
}

bool Columns::exact(const plan::Lowered& lowered, Interval box, Spot spot) const {
  const Interval up = number(lowered.numerator, spot);
  const Interval down = number(lowered.denominator, spot);
  const auto exact_end = [](std::int64_t end, std::int64_t numerator, std::int64_t denominator) {
    if (!value::is_finite(end) || !value::is_finite(numerator) || !value::is_finite(denominator))
      return true;
    return value::Int128{end} * denominator == value::Int128{numerator} * value::scale;
  };
  return exact_end(box.lo, up.lo, up.lo < 0 ? down.lo : down.hi) &&
         exact_end(box.hi, up.hi, up.hi > 0 ? down.lo : down.hi);
}

void Columns::fill(Value& value, model::ExprId id, Spot spot) const {
  const model::Expr& expr = model_[id];
  const plan::Lowered& lowered = plan_.lowered[id.index];
  value.kind = shown(expr.type);
  value.period = expr.type.period;
  if (lowered.value == plan::no_node) return;
  if (lowered.present != plan::no_node) {
    const Truth present = truth(lowered.present, spot);
    if (present == Truth::F) {
      value.truth = Truth3::inapplicable;
      return;
    }
    value.may_not_apply = present == Truth::U;
  }
  switch (expr.type.kind) {
    case Kind::yes_no:
      value.truth = shown(truth(lowered.value, spot));
      return;
    case Kind::choice: {
      const std::uint32_t row = row_at(plan_.nodes[lowered.value].entity, spot);
      fill_choices(value, {static_cast<std::uint32_t>(expr.type.choice_domain)},
                   machine_.choices(lowered.value, row));
      return;
    }
    case Kind::text:
      return;
    default: {
      const Interval box = number(lowered.value, spot);
      fill_number(value, expr.type, box);
      value.approximate = lowered.ratio() && !lowered.met && !exact(lowered, box, spot);
      return;
    }
  }
}

}  // namespace entitle::explain
