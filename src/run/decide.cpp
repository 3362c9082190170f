// Deciding one household: bounds by one run of the plan; then, as asked, the open answers settled,
// what turns them, what is provisional and what to ask.
#include <algorithm>
#include <unordered_map>

#include "run/asking.hpp"
#include "run/births.hpp"
#include "run/decision.hpp"
#include "run/provisional.hpp"
#include "run/settling.hpp"
#include "run/turnings.hpp"

namespace entitle::run {

using plan::NodeId;
using plan::ProgramNodes;

namespace {

StatusSet single(Status status) {
  StatusSet set;
  set.add(status);
  return set;
}

}  // namespace

struct Decider::Impl {
  Impl(const model::Model& m, const plan::Plan& p)
      : model(m),
        plan(p),
        frame(m),
        machine(m, p, Policy::keep),
        fast(m, p, Policy::recycle),
        settling(m, p),
        turnings(m, p),
        provisional(m, p),
        asking(m, p),
        finder(p) {}

  const model::Model& model;
  const plan::Plan& plan;
  Frame frame;
  Machine machine;
  Machine fast;
  Settling settling;
  Turnings turnings;
  Provisional provisional;
  Asking asking;
  SupportFinder finder;
  bool births = has_births(model);
  std::vector<Clash> unborn;  ///< whose age and day of birth cannot both be
  Decision decision;
  std::unordered_map<Leaf, std::uint32_t, Leaf::Hash> places;  ///< in decision.leaves
  std::vector<OpenAnswer> open;
  std::vector<std::size_t> open_answers;  ///< beside `open`: in decision.answers
  const Tables* tables = nullptr;

  View view(const Machine& of, const Tables& with) const {
    return {model, plan, of, frame, with, 0};
  }
  void begin(const Tables& with);
  bool contradicted(std::span<const Clash> clashes);
  bool read_answers(const Machine& from);
  void settle(const DecideOptions& options, const Shown* shown = nullptr);
  void record(const DecideOptions& options);
  void questions(const Household& household);
  bool refused(const Household& household, const Leaf& leaf) const;
  std::uint32_t leaf_index(const Leaf& leaf);
  NodeRow at(const AnswerBox& answer) const {
    return {plan.programs[answer.program].status, answer.row};
  }
  NodeId amount(const AnswerBox& answer) const { return plan.programs[answer.program].amount; }
};

Decider::Decider(const model::Model& model, const plan::Plan& plan)
    : impl_(std::make_unique<Impl>(model, plan)) {}
Decider::~Decider() = default;

const Machine& Decider::base() const { return impl_->machine; }
const Frame& Decider::frame() const { return impl_->frame; }

std::uint32_t Decider::Impl::leaf_index(const Leaf& leaf) {
  const auto [place, is_new] =
      places.try_emplace(leaf, static_cast<std::uint32_t>(decision.leaves.size()));
  if (is_new) decision.leaves.push_back(leaf);
  return place->second;
}

/// Tells each clash once, by the row of the profile.
bool Decider::Impl::contradicted(std::span<const Clash> clashes) {
  for (const Clash& clash : clashes) {
    const Contradiction found{
        clash.fact, clash.fact.valid() ? frame.origin(model[clash.fact].entity, clash.row) : 0,
        clash.computed};
    if (std::ranges::none_of(decision.contradictions, [&](const Contradiction& told) {
          return told.fact == found.fact && told.row == found.row;
        }))
      decision.contradictions.push_back(found);
  }
  return !decision.contradictions.empty();
}

/// The answers by bounds. False where the household contradicts itself.
bool Decider::Impl::read_answers(const Machine& from) {
  if (contradicted(from.clashes())) return false;
  const View base = view(from, *tables);
  for (std::uint32_t p = 0; p < plan.programs.size(); ++p) {
    const ProgramNodes& program = plan.programs[p];
    const model::EntityId entity = model[program.rule].entity;
    for (std::uint32_t r = 0; r < base.rows(entity); ++r) {
      const StatusSet status = status_of(base, {program.status, r});
      const bool not_listed = base.below_ghost(entity, r);
      if (not_listed && unremarkable(status)) continue;
      AnswerBox& answer = decision.answers.emplace_back();
      answer.program = p;
      answer.row = r;
      answer.ghost = not_listed;
      answer.status = status;
      if (program.amount == plan::no_node || !status.has(Status::qualifies)) continue;
      answer.amount = base.number(program.amount, r);
      if (base.fault(program.amount, r) == Fault::certain && status.is(Status::qualifies))
        answer.status = single(Status::error);
    }
  }
  return true;
}

void Decider::Impl::settle(const DecideOptions& options, const Shown* shown) {
  const View base = view(machine, *tables);
  open.clear();
  open_answers.clear();
  for (std::size_t a = 0; a < decision.answers.size(); ++a) {
    AnswerBox& answer = decision.answers[a];
    if (!answer.status.depends()) continue;
    StatusSet seen;
    if (shown != nullptr) {
      const model::EntityId entity = model[plan.programs[answer.program].rule].entity;
      const std::uint32_t row = shown->first[entity.index] + answer.row;
      seen = within(shown->possible[answer.program][row], answer.status);
      if (const StatusSet certain = shown->certain[answer.program][row]; !certain.empty()) {
        answer.status = certain;
        continue;
      }
    }
    OpenAnswer& made = open.emplace_back();
    made.at = at(answer);
    made.amount = amount(answer);
    made.status = answer.status;
    made.narrowed = answer.amount;
    made.seen = seen;
    open_answers.push_back(a);
  }
  if (open.empty()) return;
  if (options.settled) {
    if (!settling.settle(base, open, options.limit, options.explain, shown != nullptr))
      decision.contradictions.push_back({});
  } else {
    for (OpenAnswer& answer : open) settling.find_leaves(base, answer);
  }
  record(options);
}

/// Copies what was settled into the decision.
void Decider::Impl::record(const DecideOptions& options) {
  for (std::size_t i = 0; i < open.size(); ++i) {
    const OpenAnswer& from = open[i];
    AnswerBox& to = decision.answers[open_answers[i]];
    to.status = from.status;
    to.amount = from.narrowed;
    to.settled = from.settled;
    to.by_cases = from.by_cases;
    to.tried = from.tried;
    if (!options.explain) continue;
    for (const Leaf& leaf : from.leaves) to.leaves.push_back(leaf_index(leaf));
    for (const OpenAnswer::Witness& witness : from.witnesses) {
      Part& part = to.parts.emplace_back();
      part.then = witness.then;
      for (std::size_t l = 0; l < witness.boxes.size(); ++l)
        part.assume.push_back({to.leaves[l], witness.boxes[l]});
    }
    for (const CutPart& told : from.cases) {
      Part& part = to.parts.emplace_back();
      part.then = told.status;
      for (const Hold& hold : told.holds)
        for (std::size_t l = 0; l < from.leaves.size(); ++l)
          if (hold.same_place(hold_leaf(model, plan, from.leaves[l], {})))
            part.assume.push_back({to.leaves[l], hold.box});
    }
  }
}

/// Whether a fact was asked and not answered: it is reported, and not asked again.
bool Decider::Impl::refused(const Household& household, const Leaf& leaf) const {
  if (leaf.kind != Leaf::Kind::fact) return false;
  const model::Fact& fact = model[leaf.fact];
  const std::uint32_t origin = frame.origin(fact.entity, leaf.row);
  if (origin == Frame::no_row) return false;
  const std::vector<model::FactId>& facts = model[fact.entity].facts;
  const auto position =
      static_cast<std::size_t>(std::ranges::find(facts, leaf.fact) - facts.begin());
  return household.entities[fact.entity.index][origin].cells[position].refused;
}

void Decider::Impl::questions(const Household& household) {
  const View base = view(machine, *tables);
  std::vector<const AnswerBox*> unsettled;
  std::vector<std::uint32_t> leaves;
  Boundaries boundaries;
  for (const AnswerBox& answer : decision.answers) {
    if (!answer.status.depends() || answer.ghost) continue;
    unsettled.push_back(&answer);
    for (const std::uint32_t leaf : answer.leaves)
      if (decision.leaves[leaf].kind != Leaf::Kind::cell &&
          !refused(household, decision.leaves[leaf]) &&
          std::ranges::find(leaves, leaf) == leaves.end())
        leaves.push_back(leaf);
    const Boundaries found = find_boundaries(base, finder.find(base, at(answer)));
    for (const auto& [place, list] : found.nodes) {
      std::vector<std::int64_t>& all = boundaries.nodes[place];
      std::vector<std::int64_t> merged;
      std::ranges::set_union(all, list, std::back_inserter(merged));
      all = std::move(merged);
    }
  }
  decision.questions = asking.order(base, decision, leaves, unsettled, boundaries);
}

void Decider::Impl::begin(const Tables& with) {
  decision.answers.clear();
  decision.leaves.clear();
  places.clear();
  decision.questions.clear();
  decision.contradictions.clear();
  tables = &with;
  frame.clear();
}

const Decision& Decider::decide(const Household& household, const Tables& tables,
                                const DecideOptions& options) {
  Impl& d = *impl_;
  d.begin(tables);
  d.frame.append(household);
  if (d.births) {
    d.unborn.clear();
    const Date ages_of = household.facts_as_of.value_or(tables.as_of());
    narrow_births(tables.as_of(), std::span(&ages_of, 1), d.frame, d.unborn);
    if (d.contradicted(d.unborn)) return d.decision;
  }
  if (!options.explain) {
    d.fast.run(d.frame, tables);
    if (!d.read_answers(d.fast)) return d.decision;
    if (!options.settled || std::ranges::none_of(d.decision.answers, [](const AnswerBox& a) {
          return a.status.depends();
        }))
      return d.decision;
    d.decision.answers.clear();
  }
  d.machine.run(d.frame, tables);
  if (!d.read_answers(d.machine)) return d.decision;
  d.settle(options);
  if (!d.decision.contradictions.empty() || !options.explain) return d.decision;
  const View base = d.view(d.machine, tables);
  d.turnings.find(base, d.decision);
  d.provisional.mark(base, d.settling, options, d.decision);
  if (options.questions) d.questions(household);
  return d.decision;
}

const Decision& Decider::decide(const Frame& chunk, std::uint32_t household, const Shown& shown,
                                const Tables& tables, const DecideOptions& options) {
  Impl& d = *impl_;
  d.begin(tables);
  d.frame.append_copies(chunk, household, 1);
  d.machine.run(d.frame, tables);
  DecideOptions plain = options;
  plain.explain = false;
  if (d.read_answers(d.machine)) d.settle(plain, &shown);
  return d.decision;
}

}  // namespace entitle::run
