// Columns and boxes as values that a person reads: numbers with their units, choices by name, and
// how far two sides are apart.
#include <algorithm>

#include "explain/explanation.hpp"
#include "value/choice_set.hpp"

namespace entitle::explain {

using value::Interval;
using value::Kind;
using value::Truth;

namespace {

/// What a quotient was multiplied by to be compared: fixed factors (12 months, places after the
/// point) and others.
struct Multipliers {
  std::vector<std::int64_t> fixed;
  bool others = false;
  bool unclear = false;
};

}  // namespace

void Explanation::fill_cell(Value& value, const model::Parameter& parameter, Interval cell) const {
  value.kind = shown(parameter.type);
  if (parameter.type.kind == Kind::yes_no) {
    if (cell.known()) value.truth = cell.lo != 0 ? Truth3::yes : Truth3::no;
  } else if (parameter.type.kind == Kind::choice) {
    std::vector<std::uint64_t> set(
        value::choices::words_for(model_[parameter.domain].choices.size()), 0);
    for (std::int64_t c = cell.lo; c <= cell.hi; ++c)
      value::choices::insert(set, static_cast<std::uint32_t>(c));
    fill_choices(value, parameter.domain, set);
  } else {
    fill_number(value, parameter.type, cell);
  }
}

void Explanation::fill(Value& value, model::ExprId id, Spot spot) const {
  Columns::fill(value, id, spot);
  const model::Expr& expr = model_[id];
  if (expr.op != value::Op::fact || !expr.type.is_ordered() ||
      value.truth == Truth3::inapplicable || plan_.lowered[id.index].value == plan::no_node)
    return;
  const std::uint32_t row = row_at(model_[expr.fact].entity, spot);
  const model::FactId born = model_[expr.fact].born;
  const run::Cell* cell = cell_of(born.valid() ? born : expr.fact, row);
  value.unknown = !number(plan_.lowered[id.index].value, spot).known() &&
                  (cell == nullptr || !cell->given) && !in_.frame.fact(expr.fact).given(row);
}

std::optional<Value> Explanation::gap_of(model::ExprId id, Spot spot, bool& multiplied) const {
  const model::Expr& expr = model_[id];
  const plan::ComparedSides sides = plan_.compared[id.index];
  if (sides.left == plan::no_node || expr.args.size() != 2) return std::nullopt;
  const auto collect = [&](auto& self, plan::NodeId id_of, Multipliers& into) -> void {
    const plan::Node& node = plan_.nodes[id_of];
    if (node.op == value::Op::mul || node.op == value::Op::spread) {
      for (const plan::NodeId arg : plan_.args_of(node)) self(self, arg, into);
    } else if (node.op == value::Op::constant || node.op == value::Op::cases) {
      const Interval factor = number(id_of, spot);
      into.unclear = into.unclear || !factor.known() || !value::is_finite(factor.lo);
      if (factor.lo != value::scale) into.fixed.push_back(factor.lo);
    } else {
      into.others = true;
    }
  };
  Multipliers of_side[2];
  for (std::size_t side = 0; side < 2; ++side) {
    const plan::Lowered& lowered = plan_.lowered[expr.args[side].index];
    if (lowered.present != plan::no_node && truth(lowered.present, spot) != Truth::T)
      return std::nullopt;
    if (lowered.ratio() && !lowered.met) collect(collect, lowered.denominator, of_side[side]);
    std::sort(of_side[side].fixed.begin(), of_side[side].fixed.end());
    if (of_side[side].unclear) return std::nullopt;
  }
  std::vector<std::int64_t> fixed;
  std::set_union(of_side[0].fixed.begin(), of_side[0].fixed.end(), of_side[1].fixed.begin(),
                 of_side[1].fixed.end(), std::back_inserter(fixed));
  Interval apart = value::sub(number(sides.right, spot), number(sides.left, spot)).interval;
  Value gap;
  for (const std::int64_t factor : fixed) {
    const Interval whole = value::quotient_range(apart, Interval::point(factor), value::scale);
    gap.approximate = gap.approximate || (apart.known() && !whole.known());
    apart = whole;
  }
  value::Type type = model_[expr.args[0]].type;
  if (type.kind == Kind::date) type = value::Type::duration(value::DurationUnit::days);
  const bool days = model_[expr.args[0]].type.kind == Kind::date;
  const bool approximate = gap.approximate;
  fill_number(gap, type, apart);
  if (days) {
    gap.least = shown_end(apart.lo, true);
    gap.most = shown_end(apart.hi, true);
  }
  gap.approximate = approximate;
  multiplied = of_side[0].others || of_side[1].others;
  return gap;
}

Value Explanation::boxed(const run::Leaf& leaf, const run::Box& box) const {
  Value value;
  if (leaf.kind == run::Leaf::Kind::size) {
    // A size is a plain count.
    value.kind = Value::Kind::number;
    value.least = shown_end(box.number.lo, true);
    value.most = shown_end(box.number.hi, true);
    return value;
  }
  if (leaf.kind == run::Leaf::Kind::cell) {
    fill_cell(value, model_[leaf.parameter], box.number);
    return value;
  }
  const model::Fact& fact = model_[leaf.fact];
  value.kind = shown(fact.type);
  if (fact.type.kind == Kind::yes_no)
    value.truth = shown(box.truth);
  else if (fact.type.kind == Kind::choice)
    fill_choices(value, fact.domain, box.set);
  else
    fill_number(value, fact.type, box.number);
  return value;
}

Value Explanation::known_of(const run::Leaf& leaf) const {
  run::Box box;
  bool unknown = false;
  if (leaf.kind == run::Leaf::Kind::size) {
    const model::EntityId element = model_[leaf.collection].element;
    const run::FrameLevel& level = in_.frame.level(element);
    Interval size{0, 0};
    for (std::uint32_t r = level.first[leaf.row]; r < level.first[leaf.row + 1]; ++r) {
      size.lo += level.least[r];
      size.hi += level.most[r];
    }
    box.number = size;
    const model::Collection& declared = model_[leaf.collection];
    unknown = size.lo == declared.least && size.hi == declared.most;
  } else if (leaf.kind == run::Leaf::Kind::cell) {
    box.number = in_.tables.cells()[leaf.row].value;
    unknown = !in_.tables.cells()[leaf.row].published;
  } else {
    const run::FactColumn& column = in_.frame.fact(leaf.fact);
    using Form = run::FactColumn::Form;
    unknown = column.form() == Form::number && !column.given(leaf.row);
    if (is_birth(leaf.fact)) {
      // Its column is narrowed by what ages can be.
      const run::Cell* cell = cell_of(leaf.fact, leaf.row);
      unknown = cell == nullptr || !cell->given;
    }
    if (column.form() == Form::truth) box.truth = column.truth(leaf.row);
    if (column.form() == Form::number) box.number = column.number(leaf.row);
    if (column.form() == Form::choice) box.set = column.set_of(leaf.row);
  }
  Value value = boxed(leaf, box);
  value.unknown = unknown;
  return value;
}

}  // namespace entitle::explain
