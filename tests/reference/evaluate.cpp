// The walk of the reference evaluator: reads, references, cases and aggregates. What an operator
// makes of its operands stands in operators.cpp.
#include "reference/evaluate.hpp"

#include <algorithm>
#include <stdexcept>

#include "reference/operators.hpp"

namespace entitle::reference {

using value::Op;

Value truth_value(bool yes, Sure sure) {
  Value value;
  value.yes = yes;
  value.sure = sure;
  return value;
}

Value number_value(const Exact& number, Sure sure) {
  Value value;
  value.form = Value::Form::number;
  value.number = number;
  value.sure = number.lost ? Sure::lost : sure;
  return value;
}

Evaluator::Evaluator(const model::Model& model, const Point& point) : model_(model), point_(point) {
  std::uint32_t rows = 0;
  for (const model::Expr& expr : model.exprs) {
    first_.push_back(rows);
    rows += static_cast<std::uint32_t>(point.entities[expr.entity.index].size());
  }
  remembered_.resize(rows);
  find_lines();
}

std::uint32_t Evaluator::ancestor(model::EntityId entity, std::uint32_t row,
                                  model::EntityId above) const {
  while (entity != above) {
    if (!model_[entity].parent.valid())
      throw std::logic_error("an expression reads an entity that is not above its row");
    row = point_.entities[entity.index][row].parent;
    entity = model_[entity].parent;
  }
  return row;
}

const Value& Evaluator::value(model::ExprId id, model::EntityId entity, std::uint32_t row) {
  const model::Expr& expr = model_[id];
  const std::uint32_t own = ancestor(entity, row, expr.entity);
  Remembered& remembered = remembered_[first_[id.index] + own];
  if (remembered.time != time_) {
    Value value = compute(expr, expr.entity, own);
    if (value.form == Value::Form::number && !value.none && !expr.type.ratio) {
      if (!value.number.lost && !value.number.whole())
        throw std::logic_error("a value that is no ratio has more than four decimals");
      if (value.sure == Sure::exact && !fits(value.number)) value.sure = Sure::overflowed;
      met_large_ = met_large_ || !fits(times(value.number, Exact::of(100'000'000)));
    }
    remembered = {time_, value};
  }
  return remembered.value;
}

Value Evaluator::applies(model::FactId fact, std::uint32_t row) {
  const model::Fact& declared = model_[fact];
  return declared.only_if.valid() ? value(declared.only_if, declared.entity, row)
                                  : truth_value(true);
}

Value Evaluator::compute(const model::Expr& expr, model::EntityId entity, std::uint32_t row) {
  std::vector<Value> parts;
  const bool listed = value::has_lines(expr.op);
  const auto read_parts = [&] {
    for (const model::ExprId arg : expr.args)
      if (!listed || !absent(arg)) parts.push_back(value(arg, entity, row));
  };
  // A block of lines that are not written is not written either, and holds of nobody.
  if (listed && std::ranges::all_of(expr.args, [this](auto arg) { return absent(arg); }))
    return truth_value(false);
  switch (expr.op) {
    case Op::not_:
      // The whole of "not X" is not written where X is not.
      if (absent(expr.args[0])) return truth_value(false);
      read_parts();
      return operator_value(expr, parts);
    case Op::constant:
      return constant_value(expr);
    case Op::fact:
      return read_fact(expr.fact, entity, row);
    case Op::parameter:
      return read_parameter(expr.parameter, entity, row);
    case Op::reference:
      if (expr.definition.valid()) return value(model_[expr.definition].value, entity, row);
      [[fallthrough]];
    case Op::eligible:
      return rule_value(expr.rule, entity, row);
    case Op::in_program: {
      const model::Rule& rule = model_[expr.rule];
      const std::uint32_t own = ancestor(entity, row, rule.entity);
      const Known& record = point_.fact(model_, rule.received, own);
      if (record.stated && record.yes) return truth_value(true);
      return rule_value(expr.rule, entity, row);
    }
    case Op::pays:
      return pays(expr.rule, ancestor(entity, row, model_[expr.rule].entity),
                  line_of_[static_cast<std::size_t>(&expr - model_.exprs.data())]);
    case Op::cases:
      return cases(expr, entity, row);
    case Op::count:
    case Op::any:
    case Op::every:
    case Op::sum:
    case Op::smallest:
    case Op::largest:
      return aggregate(expr, entity, row);
    default:
      read_parts();
      return operator_value(expr, parts);
  }
}

Value Evaluator::read_fact(model::FactId id, model::EntityId entity, std::uint32_t row) {
  const model::Fact& fact = model_[id];
  const Known& known = point_.fact(model_, id, ancestor(entity, row, fact.entity));
  Value value;
  switch (fact.type.kind) {
    case value::Kind::yes_no:
      return truth_value(!known.none && known.yes);
    case value::Kind::choice:
      value.form = Value::Form::choice;
      value.choice = known.choice;
      break;
    default:
      value = number_value(Exact::of(known.number));
  }
  value.none = known.none;
  return value;
}

Value Evaluator::read_parameter(model::ParameterId id, model::EntityId entity, std::uint32_t row) {
  const model::Parameter& parameter = model_[id];
  std::size_t cell = 0;
  for (const model::FactId key : parameter.keys) {
    const Value choice = read_fact(key, entity, row);
    if (choice.none) throw std::logic_error("a parameter is read with a key that does not apply");
    cell = cell * model_[model_[key].domain].choices.size() + choice.choice;
  }
  const std::int64_t held = point_.cells[id.index].at(cell);
  if (parameter.type.kind == value::Kind::yes_no) return truth_value(held != 0);
  if (parameter.type.kind != value::Kind::choice) return number_value(Exact::of(held));
  Value value;
  value.form = Value::Form::choice;
  value.choice = static_cast<std::uint32_t>(held);
  return value;
}

Value Evaluator::cases(const model::Expr& expr, model::EntityId entity, std::uint32_t row) {
  Sure sure = Sure::exact;
  std::size_t i = 0;
  for (; i + 1 < expr.args.size(); i += 2) {
    const Value& condition = value(expr.args[i], entity, row);
    sure = std::max(sure, condition.sure);
    if (condition.yes) break;
  }
  Value taken = value(expr.args[i + 1 < expr.args.size() ? i + 1 : i], entity, row);
  taken.sure = std::max(taken.sure, sure);
  return taken;
}

Value Evaluator::aggregate(const model::Expr& expr, model::EntityId entity, std::uint32_t row) {
  const model::Collection& collection = model_[expr.collection];
  const std::uint32_t parent = ancestor(entity, row, collection.parent);
  const std::vector<std::uint32_t>& elements = point_.entities[collection.parent.index][parent]
                                                   .elements[position_of(model_, expr.collection)];
  std::vector<Element> seen;
  for (const std::uint32_t element : elements) {
    Element& one = seen.emplace_back();
    std::size_t next = 0;
    if (expr.has_body) {
      const model::ExprId body = expr.args[next++];
      const bool neutral = expr.op == Op::every && absent(body);
      one.body = neutral ? truth_value(true) : value(body, collection.element, element);
    }
    one.counted =
        expr.has_where ? value(expr.args[next], collection.element, element) : truth_value(true);
  }
  return aggregate_value(expr.op, seen);
}

}  // namespace entitle::reference
