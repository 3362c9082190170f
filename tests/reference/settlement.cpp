// Days in force, records and the settlement, program by program and line by line, as semantics.md
// says them.
#include <algorithm>
#include <stdexcept>

#include "reference/evaluate.hpp"
#include "reference/operators.hpp"

namespace entitle::reference {

using model::SettlementLine;
using value::Op;

namespace {

Sure worse(Sure a, Sure b) { return std::max(a, b); }

}  // namespace

/// 0 not in force, 1 in force, 2 the text is not known.
std::int64_t Evaluator::state(model::RuleId rule) const {
  const model::ParameterId id = model_[rule].validity.state;
  return id.valid() ? point_.cells[id.index].at(0) : 1;
}

bool Evaluator::absent(model::ExprId id) const {
  const model::Expr& expr = model_[id];
  if (expr.op == Op::not_) return absent(expr.args[0]);
  if (value::has_lines(expr.op))
    return std::ranges::all_of(expr.args, [this](model::ExprId arg) { return absent(arg); });
  return expr.op == Op::reference && expr.rule.valid() && state(expr.rule) == 0;
}

Value Evaluator::rule_value(model::RuleId rule, model::EntityId entity, std::uint32_t row) {
  switch (state(rule)) {
    case 0:
      return truth_value(false);
    case 1:
      return value(model_[model_[rule].condition].expr, entity, row);
    default:
      return truth_value(point_.cells[model_[rule].validity.condition.index].at(0) != 0);
  }
}

std::size_t Evaluator::payee_line(model::RuleId program) const {
  for (std::size_t l = 0; l < model_.settlement.size(); ++l)
    if (std::ranges::find(model_.settlement[l].programs, program) !=
        model_.settlement[l].programs.end())
      return l;
  return model_.settlement.size();
}

Value Evaluator::amount_before(model::RuleId program, std::uint32_t row, std::size_t line) {
  const model::Rule& rule = model_[program];
  const std::size_t own = payee_line(program);
  if (own < line && model_.settlement[own].kind == SettlementLine::Kind::tops_up) {
    Value amount = left(model_.settlement[own], row);
    if (compare(amount.number, Exact::of(0)) < 0) amount.number = Exact::of(0);
    return amount;
  }
  if (state(program) == 2)
    return number_value(Exact::of(point_.cells[rule.validity.amount.index].at(0)));
  return value(rule.amount, rule.entity, row);
}

Value Evaluator::left(const SettlementLine& line, std::uint32_t row) {
  return value(line.amount, model_[line.programs[0]].entity, row);
}

Value Evaluator::per_month(model::RuleId program, const Value& amount) const {
  if (model_[model_[program].amount].type.period != Period::year) return amount;
  return number_value(over(amount.number, Exact::of(12 * 10'000)), amount.sure);
}

/// Whether a line leaves a program that it is about.
Value Evaluator::kept(model::RuleId program, std::uint32_t row, std::size_t l) {
  const SettlementLine& line = model_.settlement[l];
  const model::EntityId entity = model_[program].entity;
  switch (line.kind) {
    case SettlementLine::Kind::given_up:
      return not_of(had_before(line.winner, ancestor(entity, row, model_[line.winner].entity), l));
    case SettlementLine::Kind::tops_up: {
      const Value amount = left(line, row);
      return truth_value(!amount.number.lost && compare(amount.number, Exact::of(0)) > 0,
                         amount.sure);
    }
    case SettlementLine::Kind::higher_of:
      break;
  }
  const Value own = per_month(program, amount_before(program, row, l));
  bool before_own = true;
  Value yes = truth_value(true);
  for (const model::RuleId other : line.programs) {
    if (other == program) {
      before_own = false;
      continue;
    }
    const Value had = had_before(other, row, l);
    const Value its = per_month(other, amount_before(other, row, l));
    yes.sure = worse(yes.sure, worse(had.sure, worse(its.sure, own.sure)));
    if (yes.sure == Sure::lost) return yes;
    const int order = compare(its.number, own.number);
    if (had.yes && (order > 0 || (order == 0 && before_own))) yes.yes = false;
  }
  return yes;
}

Value Evaluator::had_before(model::RuleId program, std::uint32_t row, std::size_t line) {
  Value had = rule_value(program, model_[program].entity, row);
  const std::size_t own = payee_line(program);
  if (own >= line || !had.yes) return had;
  const Value stays = kept(program, row, own);
  had.yes = stays.yes;
  had.sure = worse(had.sure, stays.sure);
  return had;
}

void Evaluator::find_lines() {
  line_of_.assign(model_.exprs.size(), 0);
  for (std::size_t l = 0; l < model_.settlement.size(); ++l) {
    std::vector<model::ExprId> open;
    if (model_.settlement[l].amount.valid()) open.push_back(model_.settlement[l].amount);
    while (!open.empty()) {
      const model::ExprId id = open.back();
      open.pop_back();
      line_of_[id.index] = l;
      const std::vector<model::ExprId>& args = model_[id].args;
      open.insert(open.end(), args.begin(), args.end());
    }
  }
}

Value Evaluator::pays(model::RuleId program, std::uint32_t row, std::size_t line) {
  const model::Rule& rule = model_[program];
  if (rule.received_amount.valid()) {
    const Known& record = point_.fact(model_, rule.received_amount, row);
    if (record.stated) return number_value(Exact::of(record.number));
  }
  const Value had = had_before(program, row, line);
  if (!had.yes) return number_value(Exact::of(0), had.sure);
  Value amount = amount_before(program, row, line);
  amount.sure = worse(amount.sure, had.sure);
  return amount;
}

Outcome Evaluator::outcome(model::RuleId program, std::uint32_t row) {
  const model::Rule& rule = model_[program];
  Outcome outcome;
  outcome.has_amount = rule.amount.valid();
  if (state(program) == 0) {
    outcome.status = Status::not_in_force;
    return outcome;
  }
  const Value eligible = rule_value(program, rule.entity, row);
  outcome.sure = eligible.sure;
  outcome.status = Status::does_not_qualify;
  if (!eligible.yes) return outcome;
  outcome.status = Status::qualifies;
  const std::size_t own = payee_line(program);
  if (own < model_.settlement.size()) {
    const Value stays = kept(program, row, own);
    outcome.sure = worse(outcome.sure, stays.sure);
    if (!stays.yes)
      outcome.status = model_.settlement[own].kind == SettlementLine::Kind::tops_up
                           ? Status::nothing_left_to_pay
                           : Status::excluded;
  }
  if (outcome.has_amount && outcome.status == Status::qualifies)
    outcome.amount = amount_before(program, row, model_.settlement.size());
  return outcome;
}

}  // namespace entitle::reference
