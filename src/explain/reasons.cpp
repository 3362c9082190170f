// Why a condition holds or not: clauses and expressions of the model as lines of reasons, each with
// its truth read from its column, both sides of a comparison, what decides it and where it is
// written.
#include <algorithm>

#include "explain/explanation.hpp"
#include "value/choice_set.hpp"

namespace entitle::explain {

using value::Op;
using value::Truth;

namespace {

Reason::Kind block_of(Op op) {
  switch (op) {
    case Op::any_of:
    case Op::or_:
      return Reason::Kind::any_of;
    case Op::none_of:
      return Reason::Kind::none_of;
    case Op::at_least:
      return Reason::Kind::at_least;
    default:
      return Reason::Kind::all_of;
  }
}

/// A block is not written where none of its lines is.
void take_back_unwritten(Reason& block) {
  const bool none = !block.parts.empty() && std::ranges::all_of(block.parts, &Reason::not_written);
  if (none) block.truth = Truth3::inapplicable;
}

}  // namespace

Reason::Comparison comparison_of(Op op) {
  switch (op) {
    case Op::less:
      return Reason::Comparison::less;
    case Op::less_equal:
      return Reason::Comparison::less_equal;
    case Op::greater:
      return Reason::Comparison::greater;
    case Op::greater_equal:
      return Reason::Comparison::greater_equal;
    case Op::is_not:
      return Reason::Comparison::is_not;
    case Op::in:
      return Reason::Comparison::in;
    case Op::not_in:
      return Reason::Comparison::not_in;
    default:
      return Reason::Comparison::is;
  }
}

void Explanation::fill(Reason& reason, model::ClauseId id, Spot spot) {
  const model::Clause& clause = model_[id];
  const Catalogue::ClauseTexts& texts = texts_.of(id);
  if (clause.parts.empty()) {
    fill(reason, clause.expr, spot);
  } else {
    const model::Expr& expr = model_[clause.expr];
    reason.kind = block_of(expr.op);
    reason.least = expr.least;
    reason.truth = shown(truth(plan_.lowered[clause.expr.index].value, spot));
    reason.parts.reserve(clause.parts.size());
    for (const model::ClauseId part : clause.parts) fill(reason.parts.emplace_back(), part, spot);
    take_back_unwritten(reason);
  }
  reason.label = texts.label;
  if (!texts.citations.empty()) reason.citations = of_the_day(texts.citations);
  reason.place = texts.place;
}

void Explanation::fill_parts(Reason& reason, const std::vector<model::ExprId>& ids, Spot spot) {
  reason.parts.reserve(ids.size());
  for (const model::ExprId id : ids) fill(reason.parts.emplace_back(), id, spot);
}

void Explanation::fill(Reason& reason, model::ExprId id, Spot spot) {
  const model::Expr& expr = model_[id];
  reason.place = texts_.place(id);
  reason.truth = shown(truth(plan_.lowered[id.index].value, spot));
  switch (expr.op) {
    case Op::and_:
    case Op::or_:
    case Op::all_of:
    case Op::any_of:
    case Op::none_of:
    case Op::at_least:
      reason.kind = block_of(expr.op);
      reason.least = expr.least;
      fill_parts(reason, expr.args, spot);
      take_back_unwritten(reason);
      return;
    case Op::not_:
      reason.kind = Reason::Kind::not_;
      fill_parts(reason, expr.args, spot);
      take_back_unwritten(reason);
      return;
    case Op::fact:
      fill_fact(reason, expr, spot);
      return;
    case Op::reference:
    case Op::eligible:
      fill_rule(reason, expr, spot);
      return;
    case Op::in_program:
      fill_in_program(reason, expr, spot);
      return;
    case Op::any:
    case Op::every:
      fill_elements(reason, expr, spot);
      return;
    default:
      break;
  }
  if (value::is_comparison(expr.op)) {
    fill_comparison(reason, id, spot);
    return;
  }
  reason.kind = Reason::Kind::other;
  fill(reason.sides.emplace_back(), id, spot);
}

void Explanation::fill_comparison(Reason& reason, model::ExprId id, Spot spot) {
  const model::Expr& expr = model_[id];
  reason.kind = Reason::Kind::comparison;
  reason.comparison = comparison_of(expr.op);
  reason.sides.resize(2);
  fill(reason.sides[0], expr.args[0], spot);
  Term& right = reason.sides[1];
  if (expr.args.size() > 1) {
    fill(right, expr.args[1], spot);
    if (value::row(expr.op).meaning == value::Meaning::ordering)
      reason.gap = gap_of(id, spot, reason.gap_multiplied);
  } else {
    right.kind = Term::Kind::constant;
    const value::Type& type = model_[expr.args[0]].type;
    if (type.kind == value::Kind::choice) {
      right.value.kind = Value::Kind::choice;
      for (const std::uint32_t choice : expr.set)
        right.value.choices.push_back(
            texts_.choice({static_cast<std::uint32_t>(type.choice_domain)}, choice));
    } else if (type.kind == value::Kind::yes_no) {
      right.value.kind = Value::Kind::yes_no;
      right.value.truth = expr.yes ? Truth3::yes : Truth3::no;
    } else {
      fill_number(right.value, type, expr.constant);
    }
  }
  const bool none = reason.left()->value.truth == Truth3::inapplicable ||
                    right.value.truth == Truth3::inapplicable;
  if (none && reason.truth == Truth3::no) reason.truth = Truth3::inapplicable;
}

void Explanation::fill_fact(Reason& reason, const model::Expr& expr, Spot spot) {
  const model::Fact& fact = model_[expr.fact];
  const Catalogue::FactTexts& texts = texts_.of(expr.fact);
  reason.kind = fact.finding ? Reason::Kind::finding : Reason::Kind::fact;
  reason.reads = texts.label;
  reason.key = texts.key;
  reason.path = path_of(expr.fact, spot);
  reason.decided_by = put_in(texts.decided_by);
  reason.citations = of_the_day(texts.citations);
  if (reason.truth == Truth3::no && fact.only_if.valid() &&
      truth(plan_.lowered[fact.only_if.index].value, above(fact.entity, spot)) == Truth::F)
    reason.truth = Truth3::inapplicable;
}

void Explanation::fill_rule(Reason& reason, const model::Expr& expr, Spot spot) {
  if (expr.definition.valid()) {
    const model::Definition& definition = model_[expr.definition];
    reason.kind = Reason::Kind::definition;
    reason.reads = texts_.label(expr.definition);
    reason.key = definition.key();
    if (supplied(expr.definition, spot)) {
      reason.kind = Reason::Kind::fact;
      reason.path = path_of(definition.supplied, spot);
      return;
    }
    const Spot whose = above(definition.entity, spot);
    const Within within(depth_);
    if (first_time(0, expr.definition.index, whose))
      fill(reason.parts.emplace_back(), definition.value, whose);
    return;
  }
  const model::Rule& rule = model_[expr.rule];
  const Catalogue::RuleTexts& texts = texts_.of(expr.rule);
  reason.kind = rule.program ? Reason::Kind::program : Reason::Kind::criterion;
  reason.reads = texts.label;
  reason.key = rule.key();
  const bool limited = rule.validity.state.valid();
  // A program has its own outcome; a criterion is told here.
  if (rule.program && (!limited || state_of(rule) != 0)) return;
  reason.in_force_from = rule.validity.from;
  reason.in_force_through = rule.validity.through;
  if (rule.program) {
    reason.truth = Truth3::inapplicable;
    return;
  }
  reason.citations = of_the_day(texts.citations);
  if (limited && state_of(rule) != 1) {
    const Text called = reason.reads;
    fill_other_text(reason, rule);
    if (reason.truth == Truth3::inapplicable) reason.reads = called;
    return;
  }
  const Spot whose = above(rule.entity, spot);
  const Within within(depth_);
  if (!first_time(1, expr.rule.index, whose)) return;
  Reason& condition = reason.parts.emplace_back();
  fill(condition, rule.condition, whose);
  condition.label = {};
  condition.citations = {};
}

std::int64_t Explanation::state_of(const model::Rule& rule) const {
  if (!rule.validity.state.valid()) return 1;
  return in_.tables.cells()[in_.tables.first(rule.validity.state)].value.lo;
}

void Explanation::fill_other_text(Reason& reason, const model::Rule& rule) const {
  reason.kind = Reason::Kind::criterion;
  reason.key = rule.key();
  reason.in_force_from = rule.validity.from;
  reason.in_force_through = rule.validity.through;
  reason.truth = Truth3::inapplicable;
  if (state_of(rule) == 0) return;
  reason.truth = Truth3::unknown;
  reason.reads = texts_.of(rule.validity.condition).label;
}

/// On record where a record says yes, else eligible.
void Explanation::fill_in_program(Reason& reason, const model::Expr& expr, Spot spot) {
  const model::Rule& rule = model_[expr.rule];
  const run::Cell* cell = cell_of(rule.received, row_at(rule.entity, spot));
  reason.reads = texts_.of(expr.rule).label;
  reason.key = rule.key();
  reason.kind = Reason::Kind::program;
  if (cell == nullptr || !cell->given || cell->truth != Truth::T) return;
  const Catalogue::FactTexts& texts = texts_.of(rule.received);
  reason.kind = Reason::Kind::fact;
  reason.reads = texts.label;
  reason.key = texts.key;
  reason.path = path_of(rule.received, spot);
}

void Explanation::fill_elements(Reason& reason, const model::Expr& expr, Spot spot) {
  const model::Collection& collection = model_[expr.collection];
  reason.kind = expr.op == Op::any ? Reason::Kind::any_element : Reason::Kind::every_element;
  reason.reads = texts_.of(expr.collection).label;
  reason.key = collection.key();
  reason.path = path_of(expr.collection, spot);
  const std::uint32_t parent = row_at(collection.parent, spot);
  const run::FrameLevel& level = in_.frame.level(collection.element);
  for (std::uint32_t row = level.first[parent]; row < level.first[parent + 1]; ++row) {
    const Spot of{collection.element, row};
    if (expr.has_where && truth(plan_.lowered[expr.args.back().index].value, of) == Truth::F)
      continue;
    const Element& whose = element(of);
    Reason& line = reason.parts.emplace_back();
    line.kind = Reason::Kind::element;
    line.element = whose.name;
    line.number = whose.number;
    line.path = whose.path;
    line.not_listed = whose.ghost;
    line.place = texts_.place(expr.args[0]);
    line.truth = shown(truth(plan_.lowered[expr.args[0].index].value, of));
    if (expr.has_where) fill(line.parts.emplace_back(), expr.args.back(), of);
    if (expr.has_body) fill(line.parts.emplace_back(), expr.args[0], of);
  }
}

}  // namespace entitle::explain
