// What stands between programs and beside them: lines of the settlement, what an answer is given up
// for, and what is on record.
#include <algorithm>

#include "explain/explanation.hpp"

namespace entitle::explain {

using model::SettlementLine;
using value::Truth;

std::uint32_t Explanation::program_index(model::RuleId rule) const {
  const auto found = std::ranges::find(model_.programs, rule);
  return static_cast<std::uint32_t>(found - model_.programs.begin());
}

/// For each row of the entity of a line's programs: who receives something of it.
void Explanation::settlement() {
  for (std::size_t l = 0; l < model_.settlement.size(); ++l) {
    const SettlementLine& line = model_.settlement[l];
    const plan::LineNodes& nodes = plan_.settlement[l];
    const model::EntityId entity = model_[line.programs[0]].entity;
    const run::FrameLevel& level = in_.frame.level(entity);
    for (std::uint32_t row = 0; row < level.rows; ++row) {
      const Spot spot{entity, row};
      const Truth had = truth(nodes.had, spot);
      if (had == Truth::F || level.below_ghost[row] != 0) continue;
      const Element& whose = element(spot);
      SettledLine& made = made_.settlement.emplace_back();
      made.kind = static_cast<SettledLine::Kind>(line.kind);
      for (const model::RuleId program : line.programs)
        made.programs.push_back(program_index(program));
      for (const model::Deduction& over : line.over)
        made.others.push_back(program_index(over.program));
      if (line.winner.valid()) made.others.push_back(program_index(line.winner));
      made.recipient_path = whose.path;
      made.recipient = whose.name;
      made.recipient_number = whose.number;
      made.had = shown(had);
      made.note = texts_.note(l);
      made.citations = of_the_day(texts_.line_citations(l));
      if (nodes.amount == plan::no_node) continue;
      fill_number(made.amount.emplace(), line_type(model_, line), number(nodes.amount, spot));
    }
  }
}

/// The programs that an answer may be given up for, or that leave nothing to pay.
void Explanation::settled(Outcome& outcome, const run::AnswerBox& answer, const model::Rule& rule) {
  const bool excluded = answer.status.has(Status::excluded);
  if (!excluded && !answer.status.has(Status::nothing_left_to_pay)) return;
  const Spot spot{rule.entity, answer.row};
  const model::RuleId own = plan_.programs[answer.program].rule;
  // What is on record is deducted and given way to as well, whatever the facts support.
  const auto had = [&](model::RuleId other) {
    const plan::NodeId node = plan_.programs[program_index(other)].eligible;
    const plan::NodeId record = plan_.fact_nodes[model_[other].received.index];
    return truth(node, spot) != Truth::F ||
           (record != plan::no_node && truth(record, spot) == Truth::T);
  };
  for (std::size_t l = 0; l < model_.settlement.size(); ++l) {
    const SettlementLine& line = model_.settlement[l];
    if (std::ranges::find(line.programs, own) == line.programs.end()) continue;
    for (std::size_t i = 0; i < line.programs.size(); ++i) {
      const bool other = line.kind == SettlementLine::Kind::higher_of && line.programs[i] != own;
      if (other && truth(plan_.settlement[l].kept[i], spot) != Truth::F)
        outcome.given_up_for.push_back(program_index(line.programs[i]));
    }
    for (const model::Deduction& over : line.over)
      if (had(over.program)) outcome.given_up_for.push_back(program_index(over.program));
    if (line.winner.valid() && had(line.winner))
      outcome.given_up_for.push_back(program_index(line.winner));
  }
}

void Explanation::recorded(Outcome& outcome, const model::Rule& rule, Spot spot) {
  const run::Cell* cell = cell_of(rule.received, spot.row);
  if (cell == nullptr || !cell->given) return;
  Recorded& record = outcome.recorded.emplace();
  record.received = cell->truth == Truth::T;
  record.since = kept_->store.keep(cell->text);
  const run::Cell* amount =
      rule.received_amount.valid() ? cell_of(rule.received_amount, spot.row) : nullptr;
  if (amount != nullptr && amount->given)
    fill_number(record.amount.emplace(), model_[rule.received_amount].type, amount->number);
  if (record.received &&
      (outcome.status.is(Status::does_not_qualify) || outcome.status.is(Status::not_in_force)))
    outcome.review = Review::received_not_supported;
  if (!record.received && outcome.status.is(Status::qualifies))
    outcome.review = Review::entitled_not_received;
}

}  // namespace entitle::explain
