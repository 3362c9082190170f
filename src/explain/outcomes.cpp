// The frame of a determination: its header, the programs and their outcomes, what is open, what
// would turn an answer and what to ask, from the decision's boxes.
#include <algorithm>

#include "entitle/version.hpp"
#include "explain/cases.hpp"
#include "explain/explanation.hpp"
#include "value/choice_set.hpp"
#include "value/written.hpp"

namespace entitle::explain {

namespace {

std::int64_t step_of(const model::Model& model, const run::Leaf& leaf) {
  switch (leaf.kind) {
    case run::Leaf::Kind::fact:
      return value::as_written(model[leaf.fact].type, model[leaf.fact].step);
    case run::Leaf::Kind::cell:
      return value::as_written(model[leaf.parameter].type, model[leaf.parameter].step);
    case run::Leaf::Kind::size:
      return value::scale;
  }
  return 1;
}

}  // namespace

Explanation::Explanation(const Catalogue& catalogue, const plan::Plan& plan, const Input& input)
    : Columns(catalogue, plan, input.frame, input.base),
      in_(input),
      kept_(std::make_shared<Kept>()) {
  kept_->ruleset = input.ruleset;
  elements_.resize(model_.entities.size());
  for (std::uint32_t e = 0; e < elements_.size(); ++e)
    elements_[e].resize(in_.frame.level({e}).rows);
}

Determination Explanation::made() {
  head();
  programs();
  settlement();
  open_facts();
  questions();
  made_.keeps = kept_;
  return std::move(made_);
}

void Explanation::head() {
  Header& header = made_.header;
  header.ruleset = model_.ruleset.key();
  header.title = texts_.title();
  header.version = model_.version;
  header.content_hash = model_.content_hash;
  header.engine_version = version;
  header.as_of = in_.tables.as_of();
  header.level = in_.level;
  header.limit = in_.limit;
  header.known_on = in_.tables.known_on();
  for (const model::FactId fact : texts_.place_facts()) {
    const run::FactColumn& column = in_.frame.fact(fact);
    const std::uint32_t choice = column.choice(0);
    if (choice >= column.choices()) continue;
    const Text within = texts_.within(model_[fact].domain, choice);
    if (!within.zh.empty() || !within.en.empty()) made_.place_of_household.push_back(within);
    made_.place_of_household.push_back(texts_.choice(model_[fact].domain, choice));
  }
  if (model_.entities[0].collections.empty()) return;
  const run::FrameLevel& members =
      in_.frame.level(model_[model_.entities[0].collections[0]].element);
  for (const std::uint8_t ghost : members.ghost) {
    if (ghost != 0)
      made_.members_complete = false;
    else
      ++made_.members;
  }
}

void Explanation::programs() {
  made_.programs.reserve(model_.programs.size());
  made_.outcomes.reserve(in_.decision.answers.size());
  auto answer = in_.decision.answers.begin();
  for (std::uint32_t p = 0; p < plan_.programs.size(); ++p) {
    const model::RuleId id = plan_.programs[p].rule;
    const Catalogue::RuleTexts& texts = texts_.of(id);
    ProgramInfo& info = made_.programs.emplace_back();
    info.key = model_[id].key();
    info.label = texts.label;
    info.of_household = !model_[model_[id].entity].parent.valid();
    info.first_outcome = static_cast<std::uint32_t>(made_.outcomes.size());
    info.decided_by = put_in(texts.decided_by);
    info.in_force_from = model_[id].validity.from;
    info.in_force_through = model_[id].validity.through;
    info.note = texts.note;
    info.citations = of_the_day(texts.citations);
    info.amount_citations = of_the_day(texts.amount_citations);
    info.appeal = of_the_day(texts.appeal);
    // Those not listed come last.
    const auto begin = answer;
    while (answer != in_.decision.answers.end() && answer->program == p) ++answer;
    for (const bool ghost : {false, true})
      for (auto one = begin; one != answer; ++one)
        if (one->ghost == ghost) outcome(*one, p);
    info.outcomes = static_cast<std::uint32_t>(made_.outcomes.size()) - info.first_outcome;
  }
}

void Explanation::outcome(const run::AnswerBox& answer, std::uint32_t program) {
  const ProgramInfo& info = made_.programs[program];
  const model::Rule& rule = model_[plan_.programs[program].rule];
  if (answer.ghost && !answer.status.depends() && !answer.status.has(Status::qualifies) &&
      !answer.status.has(Status::excluded))
    return;
  if (answer.ghost && made_.outcomes.size() > info.first_outcome &&
      made_.outcomes.back().not_listed) {
    widen(made_.outcomes.back(), answer, rule);
    return;
  }
  told_.clear();
  const Spot spot{rule.entity, answer.row};
  const Element& whose = element(spot);
  Outcome& outcome = made_.outcomes.emplace_back();
  outcome.program = info.key;
  outcome.program_index = program;
  outcome.label = info.label;
  outcome.recipient_path = whose.path;
  outcome.recipient = whose.name;
  outcome.recipient_number = whose.number;
  outcome.not_listed = answer.ghost;
  outcome.status = answer.status;
  outcome.settled = answer.settled;
  outcome.by_cases = answer.by_cases;
  outcome.possibilities_tried = answer.tried;
  outcome.provisional = answer.provisional;
  outcome.open_facts = answer.leaves;
  if (state_of(rule) == 1)
    fill(outcome.reason, rule.condition, spot);
  else
    fill_other_text(outcome.reason, rule);
  // The condition as a whole is the program: it is called and cited there.
  outcome.reason.label = {};
  outcome.reason.citations = {};
  if (!answer.status.empty() && !answer.status.has(Status::does_not_qualify) &&
      !answer.status.has(Status::not_in_force) && !answer.status.has(Status::error))
    outcome.reason.truth = Truth3::yes;
  if (answer.status.is(Status::does_not_qualify) && outcome.reason.truth == Truth3::unknown)
    outcome.reason.truth = Truth3::no;
  settled(outcome, answer, rule);
  recorded(outcome, rule, spot);
  if (rule.amount.valid() && answer.status.has(Status::qualifies)) {
    fill_number(outcome.amount.emplace(), model_[rule.amount].type, answer.amount);
    model::ExprId amount = rule.amount;
    const bool other_text = state_of(rule) == 2;
    for (const model::SettlementLine& line : model_.settlement)
      if (line.amount.valid() && line.programs[0] == plan_.programs[program].rule)
        amount = line.amount;
    if (!other_text || amount != rule.amount) fill(outcome.amount_term.emplace(), amount, spot);
  }
  for (const std::uint32_t cell : answer.provisional_cells)
    outcome.provisional_rows.push_back(row_used(cell));
  outcome.conditions.reserve(answer.turnings.size());
  for (const run::Turning& turning : answer.turnings)
    outcome.conditions.push_back(condition(turning));
  cases(outcome, answer);
}

void Explanation::widen(Outcome& outcome, const run::AnswerBox& answer, const model::Rule& rule) {
  outcome.status.add(answer.status);
  outcome.settled = outcome.settled && answer.settled;
  outcome.provisional = outcome.provisional || answer.provisional;
  for (const std::uint32_t cell : answer.provisional_cells) {
    const std::uint32_t row = row_used(cell);
    if (std::ranges::find(outcome.provisional_rows, row) == outcome.provisional_rows.end())
      outcome.provisional_rows.push_back(row);
  }
  // What decides or turns the one says nothing of the other.
  outcome.conditions.clear();
  outcome.cases.clear();
  if (outcome.status.depends()) {
    outcome.by_cases = false;
    outcome.reason.truth = Truth3::unknown;
  }
  for (const std::uint32_t leaf : answer.leaves)
    if (std::find(outcome.open_facts.begin(), outcome.open_facts.end(), leaf) ==
        outcome.open_facts.end())
      outcome.open_facts.push_back(leaf);
  if (!rule.amount.valid() || !answer.status.has(Status::qualifies)) return;
  value::Interval amount = answer.amount;
  if (outcome.amount) {
    const value::Interval before{
        outcome.amount->least ? outcome.amount->least->units() : value::minus_infinity,
        outcome.amount->most ? outcome.amount->most->units() : value::infinity};
    amount = value::hull(before, amount);
  }
  outcome.amount.emplace();
  fill_number(*outcome.amount, model_[rule.amount].type, amount);
}

void Explanation::cases(Outcome& outcome, const run::AnswerBox& answer) {
  outcome.cases.reserve(answer.parts.size());
  for (const run::Part& part : answer.parts) {
    Case& made = outcome.cases.emplace_back();
    made.then = part.then;
    for (const run::Assume& assume : part.assume)
      made.assume.push_back({assume.leaf, boxed(in_.decision.leaves[assume.leaf], assume.box)});
  }
  if (!answer.by_cases || answer.parts.empty()) return;
  const model::Rule& rule = model_[plan_.programs[answer.program].rule];
  const std::vector<model::ClauseId> deciding = deciding_clauses(model_, plan_, in_, answer, rule);
  for (std::size_t i = 0; i < deciding.size(); ++i) {
    if (!deciding[i].valid()) continue;
    const model::Expr& expr = model_[model_[deciding[i]].expr];
    const bool names_rule =
        (expr.op == value::Op::eligible || expr.op == value::Op::reference) && expr.rule.valid();
    outcome.cases[i].because =
        names_rule ? std::string_view(model_[expr.rule].key()) : std::string_view();
    outcome.cases[i].because_label =
        names_rule ? texts_.of(expr.rule).label : texts_.of(deciding[i]).label;
  }
}

Condition Explanation::condition(const run::Turning& turning) const {
  const run::Leaf& leaf = in_.decision.leaves[turning.leaf];
  Condition made;
  made.open_fact = turning.leaf;
  made.then = turning.then;
  made.value = boxed(leaf, turning.box);
  if (leaf.kind == run::Leaf::Kind::fact && !model_[leaf.fact].type.is_ordered()) {
    made.comparison =
        made.value.choices.size() > 1 ? Reason::Comparison::in : Reason::Comparison::is;
    return made;
  }
  const Value known = known_of(leaf);
  const bool from_below = made.value.least == known.least;
  const bool to_above = made.value.most == known.most;
  made.comparison = Reason::Comparison::in;
  if (from_below == to_above) return made;
  const std::int64_t step = step_of(model_, leaf);
  // A day has no digits after the point to save.
  const bool day = made.value.kind == Value::Kind::date;
  // Of "at most 2,729.99" and "below 2,730" the one with fewer digits is said.
  const Decimal end = from_below ? *made.value.most : *made.value.least;
  const Decimal next = Decimal::from_units(end.units() + (from_below ? step : -step));
  const bool without_end = !day && next.places() < end.places();
  made.value.least = made.value.most = without_end ? next : end;
  using C = Reason::Comparison;
  if (from_below)
    made.comparison = without_end ? C::less : C::less_equal;
  else
    made.comparison = without_end ? C::greater : C::greater_equal;
  return made;
}

void Explanation::open_facts() {
  made_.open_facts.reserve(in_.decision.leaves.size());
  for (const run::Leaf& leaf : in_.decision.leaves) {
    OpenFact& open = made_.open_facts.emplace_back();
    open.known = known_of(leaf);
    if (leaf.kind == run::Leaf::Kind::cell) {
      const model::Parameter& parameter = model_[leaf.parameter];
      open.kind = OpenFact::Kind::parameter;
      open.key = parameter.key();
      open.label = texts_.of(leaf.parameter).label;
      open.citations = of_the_day(texts_.of(leaf.parameter).citations);
      const std::vector<std::uint32_t> keys = in_.tables.keys_of(model_, leaf.row);
      for (std::size_t k = 0; k < keys.size(); ++k)
        open.keys.push_back(texts_.choice(model_[parameter.keys[k]].domain, keys[k]));
      continue;
    }
    const model::EntityId entity = leaf.kind == run::Leaf::Kind::fact
                                       ? model_[leaf.fact].entity
                                       : model_[leaf.collection].parent;
    const Spot spot{entity, leaf.row};
    const Element& whose = element(spot);
    open.element = whose.name;
    open.number = whose.number;
    if (leaf.kind == run::Leaf::Kind::size) {
      open.kind = OpenFact::Kind::collection;
      open.key = model_[leaf.collection].key();
      open.label = texts_.of(leaf.collection).label;
      open.path = path_of(leaf.collection, spot);
      continue;
    }
    const model::Fact& fact = model_[leaf.fact];
    const Catalogue::FactTexts& texts = texts_.of(leaf.fact);
    open.kind = fact.finding ? OpenFact::Kind::finding : OpenFact::Kind::fact;
    open.key = texts.key;
    open.label = texts.label;
    open.path = path_of(leaf.fact, spot);
    open.asked_of =
        put_in(fact.finding && texts.asked_of.empty() ? texts.decided_by : texts.asked_of);
    open.proved_by = texts.proved_by;
    open.citations = of_the_day(texts.citations);
    if (const run::Cell* cell = cell_of(leaf.fact, leaf.row)) {
      open.refused = cell->refused;
      if (cell->refused) open.reason = kept_->store.keep(cell->text);
    }
  }
}

void Explanation::questions() {
  made_.questions.reserve(in_.decision.questions.size());
  for (const run::QuestionBox& box : in_.decision.questions) {
    Question& question = made_.questions.emplace_back();
    question.open_facts = box.leaves;
    question.settles = box.settles;
    question.may_settle = box.may_settle;
    if (box.has_turning) question.turning = condition(box.turning);
  }
}

Determination explain(const Catalogue& catalogue, const plan::Plan& plan, const Input& input) {
  return Explanation(catalogue, plan, input).made();
}

}  // namespace entitle::explain
