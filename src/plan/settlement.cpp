// A program passes through the lines as three truths (eligible, kept, something left) and an
// amount.
#include "plan/settlement.hpp"

#include <utility>

namespace entitle::plan {

void Settlement::begin(model::RuleId program, NodeId eligible, Quantity amount) {
  State& state = states_[program.index];
  state.eligible = eligible;
  state.pays = m_[program].amount.valid();
  state.amount = std::move(amount);
}

/// Whether it is received after the lines so far.
NodeId Settlement::had(const State& state) {
  std::vector<NodeId> all{state.eligible};
  if (state.kept != no_node) all.push_back(state.kept);
  if (state.left != no_node) all.push_back(state.left);
  return b_.all_of(std::move(all));
}

Quantity Settlement::pays(model::RuleId program) {
  const model::Rule& rule = m_[program];
  const State& state = states_[program.index];
  const Quantity nothing{b_.number(0), {}, no_node};
  const Quantity computed = q_.cases(had(state), state.amount, nothing);
  if (!rule.received_amount.valid() || !m_[rule.received_amount].read) return computed;
  const Quantity recorded{b_.fact(rule.received_amount), {}, no_node};
  return q_.cases(b_.stated(rule.received_amount), recorded, computed);
}

Quantity Settlement::per_month(model::RuleId program) {
  const Quantity amount = states_[program.index].amount;
  if (m_[m_[program].amount].type.period != Period::year) return amount;
  return q_.div(amount, {b_.number(12 * value::scale), {}, no_node});
}

void Settlement::higher_of(const model::SettlementLine& line) {
  const std::size_t count = line.programs.size();
  std::vector<NodeId> before;
  std::vector<Quantity> amounts;
  for (const model::RuleId program : line.programs) {
    before.push_back(had(states_[program.index]));
    amounts.push_back(per_month(program));
  }
  LineNodes& made = plan_.settlement.emplace_back();
  made.had = b_.any_of(before);
  for (std::size_t i = 0; i < count; ++i) {
    const NodeId worth = q_.shown(q_.cases(before[i], amounts[i], {b_.number(0), {}, no_node}));
    made.amount = i == 0 ? worth : b_.higher(made.amount, worth);
  }
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<NodeId> beaten;
    for (std::size_t j = 0; j < count; ++j) {
      if (j == i) continue;
      // Of equal ones the first named is received.
      const NodeId more =
          j < i ? b_.negated(q_.less(amounts[j], amounts[i])) : q_.less(amounts[i], amounts[j]);
      beaten.push_back(b_.all_of({before[j], more}));
    }
    const NodeId kept = b_.negated(b_.any_of(std::move(beaten)));
    made.kept.push_back(b_.all_of({before[i], kept}));
    states_[line.programs[i].index].kept = kept;
  }
}

void Settlement::tops_up(const model::SettlementLine& line, const Quantity& left) {
  State& state = states_[line.programs[0].index];
  const NodeId amount = q_.shown(left);
  state.left = b_.less(b_.number(0), amount);
  state.amount = {b_.higher(amount, b_.number(0)), {}, no_node};
  LineNodes& made = plan_.settlement.emplace_back();
  made.had = had(state);
  made.amount = q_.shown(q_.cases(made.had, state.amount, {b_.number(0), {}, no_node}));
}

void Settlement::given_up(const model::SettlementLine& line) {
  const NodeId winner = had(states_[line.winner.index]);
  LineNodes& made = plan_.settlement.emplace_back();
  std::vector<NodeId> all{winner};
  for (const model::RuleId program : line.programs) {
    State& state = states_[program.index];
    all.push_back(had(state));
    state.kept = b_.negated(winner);
  }
  made.had = b_.any_of(std::move(all));
}

void Settlement::finish(model::RuleId program, NodeId absent) {
  const model::Rule& rule = m_[program];
  const State& state = states_[program.index];
  ProgramNodes nodes;
  nodes.rule = program;
  nodes.eligible = b_.spread_to(state.eligible, rule.entity);
  nodes.status = nodes.eligible;
  if (state.kept != no_node || state.left != no_node || absent != no_node) {
    NodeId status = b_.status(Status::qualifies);
    if (state.left != no_node)
      status = b_.cases(state.left, status, b_.status(Status::nothing_left_to_pay));
    if (state.kept != no_node) status = b_.cases(state.kept, status, b_.status(Status::excluded));
    status = b_.cases(state.eligible, status, b_.status(Status::does_not_qualify));
    if (absent != no_node) status = b_.cases(absent, b_.status(Status::not_in_force), status);
    nodes.status = b_.spread_to(status, rule.entity);
  }
  if (state.pays) nodes.amount = b_.spread_to(q_.shown(state.amount), rule.entity);
  plan_.programs.push_back(nodes);
}

}  // namespace entitle::plan
