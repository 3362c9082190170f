// Holds a copy of the household to each case's assumptions and reads the lines of the condition
// there.
#include "explain/cases.hpp"

#include <utility>

#include "run/parts.hpp"
#include "run/view.hpp"

namespace entitle::explain {

using value::Op;
using value::Truth;

namespace {

/// What `part` assumes, as the machine holds it: of a collection's size only the elements not
/// listed.
run::Holds holds_of(const model::Model& model, const plan::Plan& plan, const run::View& base,
                    const Input& input, const run::Part& part) {
  run::Holds holds;
  for (const run::Assume& assume : part.assume) {
    const run::Leaf& leaf = input.decision.leaves[assume.leaf];
    run::Box box = assume.box;
    if (leaf.kind == run::Leaf::Kind::size) {
      const run::View::Elements elements = base.elements(leaf.collection, leaf.row);
      for (std::uint32_t row = elements.first; row < elements.last; ++row) {
        if (base.ghost(model[leaf.collection].element, row)) continue;
        --box.number.lo;
        --box.number.hi;
      }
    }
    run::put(holds, run::hold_leaf(model, plan, leaf, std::move(box)));
  }
  return holds;
}

}  // namespace

std::vector<model::ClauseId> deciding_clauses(const model::Model& model, const plan::Plan& plan,
                                              const Input& input, const run::AnswerBox& answer,
                                              const model::Rule& rule) {
  std::vector<model::ClauseId> deciding(answer.parts.size());
  const model::Clause& condition = model[rule.condition];
  const Op op = model[condition.expr].op;
  const bool qualifies = answer.status.is(Status::qualifies);
  // One true line settles "any of" and one false line refuses "all of"; of other conditions no line
  // alone is the reason.
  Truth settling = Truth::U;
  if (op == Op::any_of && qualifies) settling = Truth::T;
  if (op == Op::all_of && !qualifies) settling = Truth::F;
  if (op == Op::none_of && !qualifies) settling = Truth::T;
  if (settling == Truth::U || condition.parts.empty()) return deciding;

  const run::View base(model, plan, input.base, input.frame, input.tables, 0);
  std::vector<run::Holds> holds;
  for (const run::Part& part : answer.parts)
    holds.push_back(holds_of(model, plan, base, input, part));
  run::Parts parts(model, plan);
  parts.run(base, holds);
  for (std::uint32_t p = 0; p < holds.size(); ++p) {
    const run::View view = parts.view(p);
    for (const model::ClauseId line : condition.parts) {
      const plan::NodeId node = plan.lowered[model[line].expr.index].value;
      if (view.truth(node, view.lifted(rule.entity, answer.row, plan.nodes[node].entity)) !=
          settling)
        continue;
      deciding[p] = line;
      break;
    }
  }
  return deciding;
}

}  // namespace entitle::explain
