// The order of judgement of a box and of a chunk, and the comparison of nodes with the reference.
#include "differential/judge.hpp"

#include <algorithm>

#include "differential/boxes.hpp"
#include "differential/rows.hpp"
#include "run/frame.hpp"
#include "value/choice_set.hpp"

namespace entitle::differential {

using reference::Exact;
using reference::Sure;
using reference::Value;
using value::Interval;
using value::Truth;

namespace {

std::string node_name(const model::Model& model, model::ExprId id, std::uint32_t row) {
  const model::Expr& expr = model[id];
  std::string name = std::string("expression ") + std::to_string(id.index) + " (" +
                     std::string(value::to_string(expr.op)) + ") row " + std::to_string(row);
  const text::Place& place = expr.place;
  if (model.sources && place.file < model.sources->size())
    name += " `" + std::string((*model.sources)[place.file].text(place.span)) + "`";
  return name;
}

std::string text_of(Interval interval) {
  return "[" + std::to_string(interval.lo) + ", " + std::to_string(interval.hi) + "]";
}

std::string text_of(const Value& value) {
  std::string text = value.none ? "none" : "";
  if (text.empty() && value.form == Value::Form::truth) text = value.yes ? "T" : "F";
  if (text.empty() && value.form == Value::Form::choice)
    text = "choice " + std::to_string(value.choice);
  if (text.empty() && value.number.lost) text = "?";
  if (text.empty()) {
    text = std::to_string(static_cast<long double>(value.number.numerator) /
                          static_cast<long double>(value.number.denominator));
  }
  return text + (value.sure == Sure::exact ? "" : " (out of range)");
}

/// Which expressions have a quotient in them or in what they refer to: their terms may overflow
/// where the value does not.
std::vector<bool> find_quotients(const model::Model& model, const plan::Plan& plan) {
  std::vector<bool> found(model.exprs.size(), false);
  for (bool more = true; more;) {
    more = false;
    for (std::size_t i = 0; i < model.exprs.size(); ++i) {
      if (found[i]) continue;
      const model::Expr& expr = model.exprs[i];
      bool below = expr.type.ratio || expr.op == value::Op::div ||
                   expr.op == value::Op::per_month || plan.lowered[i].ratio();
      for (const model::ExprId arg : expr.args) below = below || found[arg.index];
      if (expr.definition.valid()) below = below || found[model[expr.definition].value.index];
      if (expr.op == value::Op::pays) below = true;
      if (expr.rule.valid()) below = below || found[model[model[expr.rule].condition].expr.index];
      if (expr.op == value::Op::fact && model[expr.fact].only_if.valid())
        below = below || found[model[expr.fact].only_if.index];
      found[i] = below;
      more = more || below;
    }
  }
  return found;
}

/// By expression: the deepest entity whose rows may give it different values. A definition that may
/// be supplied has one for each row of its own entity, even where all it reads stands above.
std::vector<model::EntityId> find_entities(const model::Model& model) {
  const auto depth = [&](model::EntityId entity) {
    int steps = 0;
    for (; model[entity].parent.valid(); entity = model[entity].parent) ++steps;
    return steps;
  };
  std::vector<model::EntityId> found;
  for (const model::Expr& expr : model.exprs) found.push_back(expr.entity);
  for (bool more = true; more;) {
    more = false;
    for (std::size_t i = 0; i < model.exprs.size(); ++i) {
      const model::Expr& expr = model.exprs[i];
      const auto meet = [&](model::EntityId other) {
        if (depth(other) <= depth(found[i])) return;
        found[i] = other;
        more = true;
      };
      if (!value::is_aggregate(expr.op))
        for (const model::ExprId arg : expr.args) meet(found[arg.index]);
      if (expr.definition.valid()) meet(model[expr.definition].entity);
      if (expr.rule.valid()) meet(found[model[model[expr.rule].condition].expr.index]);
    }
  }
  return found;
}

constexpr std::int64_t huge = 100'000'000'000'000'000;  // ten trillion yuan

bool is_huge(std::int64_t units) { return units >= huge || units <= -huge; }

}  // namespace

Judge::Judge(const Compiled& compiled)
    : compiled_(compiled),
      model_(compiled.model),
      plan_(compiled.plan),
      tables_(compiled.model, compiled.as_of),
      cells_(reference::cell_ranges(compiled.model, compiled.as_of)),
      corners_(compiled.model, cells_, compiled.as_of),
      of_quotients_(find_quotients(compiled.model, compiled.plan)),
      read_from_(find_entities(compiled.model)),
      bounds_(compiled.model, compiled.plan),
      settled_(compiled.model, compiled.plan),
      machine_(compiled.model, compiled.plan, run::Policy::keep),
      recycled_(compiled.model, compiled.plan, run::Policy::recycle),
      many_(compiled.model, compiled.plan, run::Policy::keep) {
  huge_constants_ = std::ranges::any_of(model_.exprs, [](const model::Expr& expr) {
    return expr.op == value::Op::constant && value::is_finite(expr.constant.lo) &&
           value::is_finite(expr.constant.hi) &&
           (is_huge(expr.constant.lo) || is_huge(expr.constant.hi));
  });
}

Judge::~Judge() = default;

bool Judge::excused(model::RuleId program, const Completion& completion,
                    const reference::Evaluator& evaluator) const {
  const auto has = [&](model::RuleId id) {
    const model::Rule& rule = model_[id];
    return of_quotients_[model_[rule.condition].expr.index] ||
           (rule.amount.valid() && of_quotients_[rule.amount.index]);
  };
  bool quotients = has(program);
  // What the settlement makes of it may rest on every program of every line.
  for (const model::SettlementLine& line : model_.settlement) {
    quotients = quotients || line.amount.valid() || std::ranges::any_of(line.programs, has) ||
                (line.winner.valid() && has(line.winner));
    for (const model::RuleId id : line.programs)
      quotients = quotients || (model_[id].amount.valid() &&
                                model_[model_[id].amount].type.period == Period::year);
  }
  return quotients && (huge_constants_ || has_huge(completion) || evaluator.met_large());
}

bool Judge::has_huge(const Completion& completion) {
  for (const std::vector<std::int64_t>& cells : completion.point.cells)
    if (std::ranges::any_of(cells, is_huge)) return true;
  for (const std::vector<reference::PointRow>& rows : completion.point.entities)
    for (const reference::PointRow& row : rows)
      for (const reference::Known& fact : row.facts)
        if (is_huge(fact.number)) return true;
  return false;
}

std::optional<Failure> Judge::box(const run::Household& household, const Effort& effort,
                                  Random random, Tally& tally) {
  run::Frame frame(model_);
  frame.append(household);
  machine_.run(frame, tables_);
  run::DecideOptions options;
  options.settled = false;
  const run::Decision& bounds = bounds_.decide(household, tables_, options);
  options.settled = true;
  const run::Decision& settled = settled_.decide(household, tables_, options);

  Drawing drawing{model_, household, corners_, cells_, false};
  std::vector<Completion> completions;
  for (std::uint32_t i = 0; i < effort.completions; ++i) {
    drawing.widened = i % 8 == 7;
    std::optional<Completion> completion = draw(drawing, random);
    if (!completion) {
      ++tally.undrawn;
      continue;
    }
    ++tally.completions;
    Rows rows(frame, 0, *completion);
    if (!rows.complete())
      return Failure{"the columns have no row for an element that may be there",
                     describe(model_, *completion)};
    if (!bounds.contradictions.empty())
      return Failure{"bounds takes a household with a completion for a contradiction",
                     describe(model_, *completion)};
    if (!settled.contradictions.empty())
      return Failure{"settled takes a household with a completion for a contradiction",
                     describe(model_, *completion)};
    reference::Evaluator evaluator(model_, completion->point);
    std::optional<Failure> failure;
    if (!drawing.widened) failure = nodes(machine_, rows, evaluator, *completion, false, tally);
    if (!failure)
      failure = answers(bounds, rows, evaluator, *completion, drawing.widened, "bounds");
    if (!failure)
      failure = answers(settled, rows, evaluator, *completion, drawing.widened, "settled");
    if (failure) return failure;
    if (!drawing.widened) completions.push_back(std::move(*completion));
  }
  ++tally.boxes;
  if (!bounds.contradictions.empty() || !settled.contradictions.empty()) return std::nullopt;
  if (auto failure = refines(bounds, settled)) return failure;
  if (auto failure = tight(household, bounds, settled, tally)) return failure;
  if (auto failure = witnesses(household, settled, random, tally)) return failure;
  if (auto failure = turnings(household, settled, random, tally)) return failure;
  count(bounds, settled, completions, frame, tally);
  return points(completions, tally);
}

std::optional<Failure> Judge::nodes(const run::Machine& machine, const Rows& rows,
                                    reference::Evaluator& evaluator, const Completion& completion,
                                    bool point, Tally& tally) const {
  for (std::uint32_t i = 0; i < model_.exprs.size(); ++i) {
    const model::ExprId id{i};
    const model::Expr& expr = model_[id];
    const plan::Lowered& lowered = plan_.lowered[i];
    // A line that is as if not written is whatever changes nothing where it stands.
    if (lowered.value == plan::no_node || evaluator.absent(id)) continue;
    const model::EntityId entity = plan_.nodes[lowered.value].entity;
    const model::EntityId of = read_from_[i];
    for (std::uint32_t r = 0; r < completion.origin[of.index].size(); ++r) {
      const Value& value = evaluator.value(id, of, r);
      if (value.sure == Sure::lost) continue;
      const auto complain = [&](const std::string& said) {
        return Failure{node_name(model_, id, r) + " is " + text_of(value) + ", but " +
                           (point ? "the point's" : "the box's") + " column says " + said,
                       describe(model_, completion)};
      };
      // A fault of quotients' terms is no fault of the value: nothing is said then, which is
      // allowed.
      const auto excused = [&](plan::NodeId node, std::uint32_t row) {
        if (machine.fault(node, row) == run::Fault::none) return false;
        if (value.sure != Sure::exact) return true;
        if (of_quotients_[i] && point) ++tally.errors_by_ratio;
        return bool{of_quotients_[i]};
      };
      const auto row_of = [&](plan::NodeId node) {
        return rows.lifted(of, r, plan_.nodes[node].entity);
      };
      if (lowered.present != plan::no_node && expr.type.kind != value::Kind::yes_no) {
        const std::uint32_t row = row_of(lowered.present);
        const Truth present = machine.truth(lowered.present, row);
        if (value::is_known(present) && (present == Truth::T) == value.none)
          return complain(std::string("present is ") + (present == Truth::T ? "T" : "F"));
        if (point && !value::is_known(present) && !excused(lowered.present, row))
          return complain("present is open");
      }
      if (value.none) continue;
      const std::uint32_t row = rows.lifted(of, r, entity);
      ++tally.nodes;
      switch (value.form) {
        case Value::Form::truth: {
          const Truth truth = machine.truth(lowered.value, row);
          if (!value::is_known(truth)) ++tally.open_nodes;
          if (value::is_known(truth) && (truth == Truth::T) != value.yes)
            return complain(truth == Truth::T ? "T" : "F");
          if (point && !value::is_known(truth) && !excused(lowered.value, row))
            return complain("open");
          if (!point && value.sure == Sure::exact &&
              machine.fault(lowered.value, row) == run::Fault::certain && !of_quotients_[i])
            return complain("an error for certain");
          break;
        }
        case Value::Form::choice: {
          const auto set = machine.choices(lowered.value, row);
          if (value::choices::count(set) > 1) ++tally.open_nodes;
          if (!value::choices::contains(set, value.choice)) return complain("another choice");
          if (point && value::choices::count(set) != 1) return complain("open");
          break;
        }
        case Value::Form::number: {
          const Interval interval = machine.number(lowered.value, row);
          if (!interval.known()) ++tally.open_nodes;
          const reference::Wide floor = reference::floor_of(value.number);
          const bool above = interval.lo == value::minus_infinity || floor >= interval.lo;
          const bool below = interval.hi == value::infinity || floor <= interval.hi;
          if (!above || !below) return complain(text_of(interval));
          const bool open = lowered.ratio() ? interval.hi > interval.lo + 1 : !interval.known();
          if (point && open && !excused(lowered.value, row)) return complain(text_of(interval));
          if (!point && value.sure == Sure::exact &&
              machine.fault(lowered.value, row) == run::Fault::certain && !of_quotients_[i])
            return complain("an error for certain");
          break;
        }
      }
    }
  }
  return std::nullopt;
}

namespace {

/// The cells that a point fixes, for a chunk of points.
run::Cuts cell_cuts(const model::Model& model, const run::Tables& tables,
                    const std::vector<Completion>& completions) {
  run::Cuts cuts;
  for (std::uint32_t p = 0; p < model.parameters.size(); ++p)
    for (std::uint32_t c = 0; c < tables.size({p}); ++c)
      for (std::uint32_t h = 0; h < completions.size(); ++h)
        cuts.cells.push_back(
            {tables.first({p}) + c, h, Interval::point(completions[h].point.cells[p][c])});
  return cuts;
}

}  // namespace

std::optional<Failure> Judge::points(const std::vector<Completion>& completions, Tally& tally) {
  if (completions.empty()) return std::nullopt;
  run::Frame frame(model_);
  for (const Completion& completion : completions)
    frame.append(known_household(model_, completion.point));
  const run::Cuts cuts = cell_cuts(model_, tables_, completions);
  many_.run(frame, tables_, &cuts);
  recycled_.run(frame, tables_, &cuts);
  for (std::uint32_t h = 0; h < completions.size(); ++h) {
    const Completion completion = all_stated(model_, completions[h]);
    if (many_.contradicted(h))
      return Failure{"a point is taken for a contradiction", describe(model_, completion)};
    const Rows rows(frame, h, completion);
    reference::Evaluator evaluator(model_, completion.point);
    if (auto failure = nodes(many_, rows, evaluator, completion, true, tally)) return failure;
    ++tally.points;
    for (const plan::ProgramNodes& program : plan_.programs) {
      const model::EntityId entity = model_[program.rule].entity;
      for (std::uint32_t r = 0; r < completion.origin[entity.index].size(); ++r) {
        const std::uint32_t row = rows.at(entity, r);
        const plan::NodeId status = program.status;
        const bool same =
            plan_.nodes[status].shape == plan::Shape::truth
                ? many_.truth(status, row) == recycled_.truth(status, row)
                : std::ranges::equal(many_.choices(status, row), recycled_.choices(status, row));
        if (!same)
          return Failure{"recycled buffers give another status", describe(model_, completion)};
        if (program.amount != plan::no_node &&
            many_.number(program.amount, row) != recycled_.number(program.amount, row))
          return Failure{"recycled buffers give another amount", describe(model_, completion)};
      }
    }
  }
  return decided_points(completions, tally);
}

std::optional<Failure> Judge::chunk(const std::vector<run::Household>& households, Tally&) {
  run::Frame frame(model_);
  for (const run::Household& household : households) frame.append(household);
  many_.run(frame, tables_);
  recycled_.run(frame, tables_);
  for (std::uint32_t h = 0; h < households.size(); ++h) {
    run::Frame one(model_);
    one.append(households[h]);
    machine_.run(one, tables_);
    if (machine_.contradicted(0) != many_.contradicted(h))
      return Failure{
          "a chunk contradicts itself where its row alone does not, or the other way round", {}};
    for (plan::NodeId id = 0; id < plan_.nodes.size(); ++id) {
      const plan::Node& node = plan_.nodes[id];
      const run::FrameLevel& level = frame.level(node.entity);
      const auto first = static_cast<std::uint32_t>(
          std::lower_bound(level.household.begin(), level.household.end(), h) -
          level.household.begin());
      bool of_program = false;
      for (const plan::ProgramNodes& program : plan_.programs)
        of_program = of_program || program.status == id || program.amount == id;
      for (std::uint32_t r = 0; r < one.level(node.entity).rows; ++r) {
        const auto differ = [&](const run::Machine& other) {
          switch (node.shape) {
            case plan::Shape::truth:
              return machine_.truth(id, r) != other.truth(id, first + r);
            case plan::Shape::number:
              return machine_.number(id, r) != other.number(id, first + r);
            default:
              return !std::ranges::equal(machine_.choices(id, r), other.choices(id, first + r));
          }
        };
        if (differ(many_) || machine_.fault(id, r) != many_.fault(id, first + r))
          return Failure{"node " + std::to_string(id) + " (" +
                             std::string(value::to_string(node.op)) +
                             ") differs between one row and a chunk",
                         {}};
        if (of_program && differ(recycled_))
          return Failure{
              "node " + std::to_string(id) + " differs between kept and recycled buffers", {}};
      }
    }
  }
  return std::nullopt;
}

}  // namespace entitle::differential
