// The comparison of answers with the reference: statuses and amounts on boxes and points,
// refinement, tightness, witnesses, cases.
#include <algorithm>
#include <map>

#include "differential/boxes.hpp"
#include "differential/judge.hpp"
#include "value/choice_set.hpp"

namespace entitle::differential {

using reference::Exact;
using reference::Sure;
using value::Interval;

namespace {

/// What the reference says of one program and row: the status if nothing overflows, whether
/// something did.
struct Truly {
  Status status = Status::error;
  bool certain = false;  ///< nothing it depends on overflowed
  bool known = false;    ///< the reference knows what unbounded numbers would give
  bool has_amount = false;
  Exact amount;
};

Truly truly(const reference::Outcome& outcome) {
  Truly truly;
  truly.known = outcome.sure != Sure::lost;
  truly.certain = outcome.sure == Sure::exact;
  truly.status = outcome.status;
  if (truly.known && outcome.status == Status::qualifies && outcome.has_amount) {
    truly.certain = truly.certain && outcome.amount.sure == Sure::exact;
    truly.has_amount = outcome.amount.sure != Sure::lost;
    truly.amount = outcome.amount.number;
  }
  return truly;
}

bool allows(StatusSet set, const Truly& truly) {
  if (!truly.known || set.has(truly.status)) return true;
  return !truly.certain && set.has(Status::error);
}

bool contains(Interval interval, const Exact& value) {
  const bool above =
      interval.lo == value::minus_infinity || compare(value, Exact::of(interval.lo)) >= 0;
  const bool below = interval.hi == value::infinity || compare(value, Exact::of(interval.hi)) <= 0;
  return above && below;
}

std::string text_of(StatusSet set) {
  std::string text;
  for (const Status status : all_statuses)
    if (set.has(status)) text += (text.empty() ? "" : " or ") + std::string(to_string(status));
  return text.empty() ? "nothing" : text;
}

std::string name_of(const model::Model& model, const plan::Plan& plan,
                    const run::AnswerBox& answer) {
  return model[plan.programs[answer.program].rule].key() + " row " + std::to_string(answer.row) +
         (answer.ghost ? " (not listed)" : "");
}

std::string text_of(Interval interval) {
  return "[" + std::to_string(interval.lo) + ", " + std::to_string(interval.hi) + "]";
}

const run::AnswerBox* find(const run::Decision& decision, std::uint32_t program,
                           std::uint32_t row) {
  for (const run::AnswerBox& answer : decision.answers)
    if (answer.program == program && answer.row == row) return &answer;
  return nullptr;
}

}  // namespace

std::optional<Failure> Judge::answers(const run::Decision& decision, const Rows& rows,
                                      reference::Evaluator& evaluator, const Completion& completion,
                                      bool widened, const char* level) const {
  for (std::uint32_t p = 0; p < plan_.programs.size(); ++p) {
    const model::RuleId rule = plan_.programs[p].rule;
    const model::EntityId entity = model_[rule].entity;
    for (std::uint32_t r = 0; r < completion.origin[entity.index].size(); ++r) {
      const run::AnswerBox* answer = find(decision, p, rows.at(entity, r));
      const Truly expected = truly(evaluator.outcome(rule, r));
      if (answer == nullptr) {
        // Whoever is not listed and certainly does not qualify is not told of.
        StatusSet refused;
        for (const Status none :
             {Status::does_not_qualify, Status::not_in_force, Status::nothing_left_to_pay})
          refused.add(none);
        if (completion.origin[entity.index][r] == not_listed && allows(refused, expected)) continue;
        if (completion.origin[entity.index][r] == not_listed && widened) continue;
        return Failure{std::string(level) + ": no answer for " + model_[rule].key() + " row " +
                           std::to_string(r),
                       describe(model_, completion)};
      }
      if (widened && answer->provisional) continue;
      const std::string who = std::string(level) + (widened ? " (not provisional)" : "") + ": " +
                              name_of(model_, plan_, *answer);
      const bool error = answer->status.has(Status::error) && excused(rule, completion, evaluator);
      if (!error && !allows(answer->status, expected)) {
        StatusSet status;
        status.add(expected.status);
        return Failure{
            who + " is said to be " + text_of(answer->status) + ", yet here is " + text_of(status),
            describe(model_, completion)};
      }
      // A completion whose arithmetic overflows is none of those that the amount is said for.
      // Bounds may not see an overflow at the far end of a box that a part of it shows.
      const bool counts =
          expected.certain || (!answer->status.has(Status::error) && !has_huge(completion));
      if (expected.known && counts && expected.status == Status::qualifies && expected.has_amount &&
          answer->status.has(Status::qualifies) && !contains(answer->amount, expected.amount))
        return Failure{
            who + " pays " + text_of(answer->amount) + ", yet here is paid " +
                std::to_string(static_cast<std::int64_t>(reference::floor_of(expected.amount))),
            describe(model_, completion)};
    }
  }
  return std::nullopt;
}

std::optional<Failure> Judge::decided_points(const std::vector<Completion>& completions,
                                             Tally& tally) {
  for (const reference::CellRange& range : [&] {
         std::vector<reference::CellRange> all;
         for (const auto& cells : cells_) all.insert(all.end(), cells.begin(), cells.end());
         return all;
       }())
    if (range.lo != range.hi) return std::nullopt;
  run::DecideOptions options;
  std::uint32_t left = 2;
  for (const Completion& completion : completions) {
    if (left-- == 0) break;
    Completion listed = all_stated(model_, completion);
    const run::Household household = known_household(model_, listed.point);
    const run::Decision& decision = settled_.decide(household, tables_, options);
    if (!decision.contradictions.empty())
      return Failure{"a known household is taken for a contradiction", describe(model_, listed)};
    run::Frame frame(model_);
    frame.append(household);
    const Rows rows(frame, 0, listed);
    reference::Evaluator evaluator(model_, listed.point);
    if (auto failure = answers(decision, rows, evaluator, listed, false, "known household"))
      return failure;
    for (const run::AnswerBox& answer : decision.answers) {
      const bool open = answer.status.depends();
      const bool error = answer.status.is(Status::error);
      ++tally.point_answers[open || error ? 2 : answer.status.is(Status::qualifies) ? 0 : 1];
      const model::RuleId rule = plan_.programs[answer.program].rule;
      const model::EntityId entity = model_[rule].entity;
      for (std::uint32_t r = 0; r < listed.origin[entity.index].size(); ++r) {
        if (rows.at(entity, r) != answer.row) continue;
        const Truly expected = truly(evaluator.outcome(rule, r));
        const bool quotients = excused(rule, listed, evaluator);
        if ((open || error) && expected.certain && !quotients)
          return Failure{"known household: " + name_of(model_, plan_, answer) + " is said to be " +
                             text_of(answer.status),
                         describe(model_, listed)};
        if (answer.status.is(Status::qualifies) && expected.certain && expected.has_amount &&
            !answer.amount.known() && !quotients)
          return Failure{"known household: " + name_of(model_, plan_, answer) + " pays " +
                             text_of(answer.amount),
                         describe(model_, listed)};
      }
    }
  }
  return std::nullopt;
}

std::optional<Failure> Judge::refines(const run::Decision& bounds,
                                      const run::Decision& settled) const {
  if (bounds.answers.size() != settled.answers.size())
    return Failure{"bounds and settled give different numbers of answers", {}};
  for (std::size_t i = 0; i < bounds.answers.size(); ++i) {
    const run::AnswerBox& wide = bounds.answers[i];
    const run::AnswerBox& narrow = settled.answers[i];
    StatusSet both = wide.status;
    both.add(narrow.status);
    if (wide.program != narrow.program || wide.row != narrow.row || !(both == wide.status))
      return Failure{"settled does not refine bounds: " + name_of(model_, plan_, narrow) + " is " +
                         text_of(narrow.status) + " after " + text_of(wide.status),
                     {}};
    const bool pays = narrow.status.has(Status::qualifies) &&
                      plan_.programs[narrow.program].amount != plan::no_node;
    if (pays && !wide.amount.contains(narrow.amount))
      return Failure{"settled widens the amount of " + name_of(model_, plan_, narrow) + ": " +
                         text_of(narrow.amount) + " after " + text_of(wide.amount),
                     {}};
    if (pays && narrow.amount.empty())
      return Failure{"an empty amount of " + name_of(model_, plan_, narrow), {}};
    if (narrow.status.empty()) return Failure{"no status of " + name_of(model_, plan_, narrow), {}};
  }
  return std::nullopt;
}

std::optional<Failure> Judge::tight(const run::Household& household, const run::Decision& bounds,
                                    const run::Decision& settled, Tally& tally) {
  const Drawing drawing{model_, household, corners_, cells_, false};
  const std::optional<std::vector<Completion>> all = enumerate(drawing, 1024);
  if (!all || all->empty()) return std::nullopt;
  ++tally.enumerated;
  tally.enumerated_points += all->size();
  run::Frame frame(model_);
  frame.append(household);
  struct Seen {
    StatusSet status;
    bool certain = true;
    bool excused = false;
  };
  std::map<std::pair<std::uint32_t, std::uint32_t>, Seen> seen;
  for (const Completion& completion : *all) {
    const Rows rows(frame, 0, completion);
    reference::Evaluator evaluator(model_, completion.point);
    // Every point counts, not only those drawn.
    if (auto failure = answers(settled, rows, evaluator, completion, false, "settled, enumerated"))
      return failure;
    for (std::uint32_t p = 0; p < plan_.programs.size(); ++p) {
      const model::RuleId rule = plan_.programs[p].rule;
      const model::EntityId entity = model_[rule].entity;
      for (std::uint32_t r = 0; r < completion.origin[entity.index].size(); ++r) {
        const Truly expected = truly(evaluator.outcome(rule, r));
        Seen& one = seen[{p, rows.at(entity, r)}];
        one.status.add(expected.status);
        one.certain = one.certain && expected.certain && expected.known;
        one.excused = one.excused || excused(rule, completion, evaluator);
      }
    }
  }
  for (std::size_t i = 0; i < settled.answers.size(); ++i) {
    const run::AnswerBox& answer = settled.answers[i];
    const Seen& truth = seen[{answer.program, answer.row}];
    if (bounds.answers[i].status.depends()) ++tally.enumerated_open[0];
    if (answer.status.depends()) ++tally.enumerated_open[1];
    if (!truth.certain || truth.excused) continue;
    if (bounds.answers[i].status.depends() && !truth.status.depends()) ++tally.needless_bounds;
    if (!(answer.status == truth.status))
      return Failure{"needless: " + name_of(model_, plan_, answer) + " is said to be " +
                         text_of(answer.status) + ", yet each of " + std::to_string(all->size()) +
                         " points is " + text_of(truth.status),
                     {}};
  }
  return std::nullopt;
}

namespace {

/// Holds the rows of a household to what a part assumes of its leaves, where they are listed.
/// False: an assumption that cannot be put into a household (of elements that are not listed).
bool assume(const model::Model& model, const run::Frame& frame, const run::Decision& decision,
            const std::vector<run::Assume>& assumed_of, run::Household& household,
            reference::CellRanges& cells, const run::Tables& tables) {
  for (const run::Assume& assumed : assumed_of) {
    const run::Leaf& leaf = decision.leaves[assumed.leaf];
    if (leaf.kind == run::Leaf::Kind::cell) {
      const model::ParameterId parameter = tables.parameter_of(leaf.row);
      reference::CellRange& range = cells[parameter.index][leaf.row - tables.first(parameter)];
      range.lo = std::max(range.lo, assumed.box.number.lo);
      range.hi = std::min(range.hi, assumed.box.number.hi);
      continue;
    }
    if (leaf.kind == run::Leaf::Kind::size) return false;
    const model::Fact& fact = model[leaf.fact];
    const std::uint32_t origin = frame.origin(fact.entity, leaf.row);
    if (origin == run::Frame::no_row) return false;
    run::Cell& cell = household.entities[fact.entity.index][origin]
                          .cells[reference::position_of(model, leaf.fact)];
    if (!cell.given) {
      // What is only assumed may turn out not to apply, and a record assumed is not one stated; a
      // household cannot say so.
      if (fact.only_if.valid() || fact.record_of.valid()) return false;
      cell.given = true;
      cell.number = fact.range;
      for (std::uint32_t i = 0;
           fact.type.kind == value::Kind::choice && i < model[fact.domain].choices.size(); ++i)
        cell.choices.push_back(i);
      cell.truth = value::Truth::U;
    }
    switch (fact.type.kind) {
      case value::Kind::yes_no:
        if (assumed.box.truth != value::Truth::U) cell.truth = assumed.box.truth;
        break;
      case value::Kind::choice:
        std::erase_if(cell.choices, [&](std::uint32_t choice) {
          return !value::choices::contains(assumed.box.set, choice);
        });
        if (cell.choices.empty()) return false;
        break;
      default:
        cell.number = value::meet(cell.number, assumed.box.number);
    }
  }
  return true;
}

}  // namespace

std::optional<Failure> Judge::witnesses(const run::Household& household,
                                        const run::Decision& settled, Random& random,
                                        Tally& tally) {
  run::Frame frame(model_);
  frame.append(household);
  for (const run::AnswerBox& answer : settled.answers) {
    const bool open = answer.status.depends();
    if (open && answer.settled) {
      StatusSet shown;
      for (const run::Part& part : answer.parts) shown.add(part.then);
      if (!(shown == answer.status))
        return Failure{"the witnesses of " + name_of(model_, plan_, answer) + " show " +
                           text_of(shown) + " of " + text_of(answer.status),
                       {}};
    }
    for (const run::Part& part : answer.parts) {
      run::Household there = household;
      reference::CellRanges cells = cells_;
      if (!assume(model_, frame, settled, part.assume, there, cells, tables_)) continue;
      std::uint32_t met = 0;
      if (auto failure =
              held(there, cells, answer, part.then, open ? "a witness" : "a case", random, met))
        return failure;
      if (met > 0) ++tally.witnesses;
    }
  }
  return std::nullopt;
}

std::optional<Failure> Judge::held(const run::Household& household,
                                   const reference::CellRanges& cells, const run::AnswerBox& answer,
                                   StatusSet then, const std::string& what, Random& random,
                                   std::uint32_t& met) {
  run::Frame frame(model_);
  frame.append(household);
  const Drawing drawing{model_, household, corners_, cells, false};
  const model::RuleId rule = plan_.programs[answer.program].rule;
  const model::EntityId entity = model_[rule].entity;
  for (int tries = 0; tries < 3; ++tries) {
    const std::optional<Completion> completion = draw(drawing, random);
    if (!completion) continue;
    ++met;
    const Rows rows(frame, 0, *completion);
    reference::Evaluator evaluator(model_, completion->point);
    for (std::uint32_t r = 0; r < completion->origin[entity.index].size(); ++r) {
      if (rows.at(entity, r) != answer.row) continue;
      const Truly expected = truly(evaluator.outcome(rule, r));
      const bool error = then.has(Status::error) && excused(rule, *completion, evaluator);
      if (!error && !allows(then, expected))
        return Failure{what + " of " + name_of(model_, plan_, answer) + " is said to be " +
                           text_of(then) + ", but is not",
                       describe(model_, *completion)};
    }
  }
  return std::nullopt;
}

namespace {

/// Whether a household says what binds others: a fact that may not apply, or what a definition is.
/// That a value is then impossible may show only where everything is known.
bool demands(const model::Model& model, const run::Household& household) {
  for (std::uint32_t e = 0; e < household.entities.size(); ++e)
    for (const run::Row& row : household.entities[e])
      for (std::size_t f = 0; f < row.cells.size(); ++f) {
        const model::Fact& fact = model[model.entities[e].facts[f]];
        if (row.cells[f].given && (fact.only_if.valid() || fact.supplies.valid())) return true;
      }
  return false;
}

}  // namespace

std::optional<Failure> Judge::turnings(const run::Household& household,
                                       const run::Decision& settled, Random& random, Tally& tally) {
  run::Frame frame(model_);
  frame.append(household);
  for (const run::AnswerBox& answer : settled.answers)
    for (const run::Turning& turning : answer.turnings) {
      run::Household there = household;
      reference::CellRanges cells = cells_;
      if (!assume(model_, frame, settled, {{turning.leaf, turning.box}}, there, cells, tables_))
        continue;
      std::uint32_t met = 0;
      if (auto failure = held(there, cells, answer, turning.then, "a turning value", random, met))
        return failure;
      ++tally.turnings;
      if (met > 0) continue;
      const Drawing drawing{model_, there, corners_, cells, false};
      const std::optional<std::vector<Completion>> all = enumerate(drawing, 1024);
      if (all && all->empty() && !demands(model_, household))
        return Failure{"a turning value of " + name_of(model_, plan_, answer) + " (leaf " +
                           std::to_string(turning.leaf) + ") is impossible",
                       "household at the turning:\n" + describe(model_, there)};
      ++tally.turnings_undrawn;
    }
  return std::nullopt;
}

void Judge::count(const run::Decision& bounds, const run::Decision& settled,
                  const std::vector<Completion>& completions, const run::Frame& frame,
                  Tally& tally) const {
  const auto kind = [](StatusSet status) {
    if (status.depends()) return 2;
    return status.is(Status::qualifies) ? 0 : status.is(Status::does_not_qualify) ? 1 : 3;
  };
  std::map<std::pair<std::uint32_t, std::uint32_t>, StatusSet> seen;
  for (const Completion& completion : completions) {
    const Rows rows(frame, 0, completion);
    reference::Evaluator evaluator(model_, completion.point);
    for (std::uint32_t p = 0; p < plan_.programs.size(); ++p) {
      const model::EntityId entity = model_[plan_.programs[p].rule].entity;
      for (std::uint32_t r = 0; r < completion.origin[entity.index].size(); ++r)
        seen[{p, rows.at(entity, r)}].add(
            truly(evaluator.outcome(plan_.programs[p].rule, r)).status);
    }
  }
  for (std::size_t i = 0; i < settled.answers.size(); ++i) {
    const run::AnswerBox& answer = settled.answers[i];
    ++tally.answers[0][kind(bounds.answers[i].status)];
    ++tally.answers[1][kind(answer.status)];
    tally.provisional += answer.provisional ? 1 : 0;
    tally.by_cases += answer.by_cases ? 1 : 0;
    if (!answer.status.depends()) continue;
    tally.unsettled += answer.settled ? 0 : 1;
    ++(seen[{answer.program, answer.row}].depends() ? tally.seen_open : tally.unseen_open);
  }
}

}  // namespace entitle::differential
