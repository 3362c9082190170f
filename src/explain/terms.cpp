// The arithmetic behind a value: expressions as trees of terms, with the facts' paths and the rows
// of parameters they were read from. A table of cases shows what it looked at, an aggregate its
// elements.
#include <algorithm>

#include "explain/explanation.hpp"
#include "value/choice_set.hpp"
#include "value/written.hpp"

namespace entitle::explain {

using value::Op;
using value::Truth;

namespace {

Term::Kind kind_of(Op op) {
  switch (op) {
    case Op::add:
      return Term::Kind::add;
    case Op::sub:
      return Term::Kind::subtract;
    case Op::mul:
      return Term::Kind::multiply;
    case Op::div:
      return Term::Kind::divide;
    case Op::negate:
      return Term::Kind::negate;
    case Op::per_month:
      return Term::Kind::per_month;
    case Op::per_year:
      return Term::Kind::per_year;
    case Op::rounded:
      return Term::Kind::rounded;
    case Op::or_else:
      return Term::Kind::either;
    case Op::count:
      return Term::Kind::count;
    case Op::sum:
      return Term::Kind::sum;
    case Op::smallest:
      return Term::Kind::smallest;
    case Op::largest:
      return Term::Kind::largest;
    case Op::cases:
      return Term::Kind::cases;
    case Op::constant:
      return Term::Kind::constant;
    case Op::fact:
      return Term::Kind::fact;
    case Op::parameter:
      return Term::Kind::parameter;
    case Op::reference:
      return Term::Kind::definition;
    case Op::pays:
      return Term::Kind::program;
    default:
      return Term::Kind::other;
  }
}

RoundingMode mode_of(value::Rounding mode) {
  switch (mode) {
    case value::Rounding::half_up:
      return RoundingMode::half_up;
    case value::Rounding::up:
      return RoundingMode::up;
    case value::Rounding::down:
      return RoundingMode::down;
    case value::Rounding::half_even:
      return RoundingMode::half_even;
  }
  return RoundingMode::half_up;
}

ParameterUse::Status status_of(const model::ParameterRow& row) {
  if (!row.published_value) return ParameterUse::Status::not_published;
  switch (row.status) {
    case model::RowStatus::carried_forward:
      return ParameterUse::Status::carried_forward;
    case model::RowStatus::assumed:
      return ParameterUse::Status::assumed;
    default:
      return ParameterUse::Status::published;
  }
}

}  // namespace

bool Explanation::first_time(std::uint32_t kind, std::uint32_t index, Spot spot) {
  const std::uint64_t key = std::uint64_t{kind} << 62 | std::uint64_t{index} << 32 | spot.row;
  if (too_deep() || std::find(told_.begin(), told_.end(), key) != told_.end()) return false;
  told_.push_back(key);
  return true;
}

void Explanation::fill(Term& term, model::ExprId id, Spot spot) {
  const model::Expr& expr = model_[id];
  term.kind = kind_of(expr.op);
  fill(term.value, id, spot);
  switch (expr.op) {
    case Op::fact:
      term.label = texts_.of(expr.fact).label;
      term.key = texts_.of(expr.fact).key;
      term.path = path_of(expr.fact, spot);
      return;
    case Op::parameter:
      fill_parameter(term, expr, spot);
      return;
    case Op::constant:
      return;
    case Op::pays:
      term.label = texts_.of(expr.rule).label;
      term.key = model_[expr.rule].key();
      return;
    case Op::reference: {
      if (!expr.definition.valid()) {
        term.kind = Term::Kind::other;
        return;
      }
      const model::Definition& definition = model_[expr.definition];
      term.label = texts_.label(expr.definition);
      term.key = definition.key();
      if (supplied(expr.definition, spot)) {
        term.kind = Term::Kind::fact;
        term.path = path_of(definition.supplied, spot);
        return;
      }
      const Spot whose = above(definition.entity, spot);
      const Within within(depth_);
      if (first_time(0, expr.definition.index, whose))
        fill(term.parts.emplace_back(), definition.value, whose);
      return;
    }
    case Op::cases:
      fill_cases(term, expr, spot);
      return;
    case Op::count:
    case Op::sum:
    case Op::smallest:
    case Op::largest:
      fill_aggregate(term, expr, spot);
      return;
    case Op::rounded:
      term.rounding = mode_of(expr.rounding.mode);
      term.unit = Decimal::from_units(value::as_written(expr.type, expr.rounding.unit));
      break;
    default:
      break;
  }
  if (term.kind == Term::Kind::other) return;
  term.parts.reserve(expr.args.size());
  for (const model::ExprId arg : expr.args) fill(term.parts.emplace_back(), arg, spot);
}

std::uint32_t Explanation::row_used(std::uint32_t cell) {
  const auto found = std::find(cells_used_.begin(), cells_used_.end(), cell);
  if (found != cells_used_.end()) return static_cast<std::uint32_t>(found - cells_used_.begin());
  cells_used_.push_back(cell);
  ParameterUse& use = made_.parameters.emplace_back();
  const model::ParameterId id = in_.tables.parameter_of(cell);
  const model::Parameter& parameter = model_[id];
  const run::TableCell& content = in_.tables.cells()[cell];
  use.parameter = parameter.key();
  use.label = texts_.of(id).label;
  use.table = parameter.table;
  const std::vector<std::uint32_t> keys = in_.tables.keys_of(model_, cell);
  for (std::size_t k = 0; k < keys.size(); ++k)
    use.keys.push_back(texts_.choice(model_[parameter.keys[k]].domain, keys[k]));
  fill_cell(use.value, parameter, content.value);
  use.value.unknown = !content.published;
  use.status = content.published ? ParameterUse::Status::assumed  // set for this one decision
                                 : ParameterUse::Status::not_published;
  if (content.row != run::TableCell::no_row) {
    const model::ParameterRow& row = parameter.rows[content.row];
    use.status = status_of(row);
    use.default_row =
        std::find(row.keys.begin(), row.keys.end(), model::ParameterRow::any) != row.keys.end();
    use.default_assumed = row.default_assumed;
    if (row.line != 0) use.from = row.from;
    use.through = row.through;
    use.source = row.source;
    use.note = row.note;
    use.line = row.line;
    if (!row.overlay.empty()) use.table = row.overlay;
  }
  return static_cast<std::uint32_t>(made_.parameters.size() - 1);
}

void Explanation::fill_parameter(Term& term, const model::Expr& expr, Spot spot) {
  const model::Parameter& parameter = model_[expr.parameter];
  term.label = texts_.of(expr.parameter).label;
  term.key = parameter.key();
  // The cells that the keys may still choose: every combination of their possible choices.
  std::vector<std::uint32_t> cells{0};
  for (const model::FactId key : parameter.keys) {
    const plan::NodeId node = plan_.fact_nodes[key.index];
    const auto set = in_.base.choices(node, row_at(plan_.nodes[node].entity, spot));
    const auto size = static_cast<std::uint32_t>(model_[model_[key].domain].choices.size());
    std::vector<std::uint32_t> next;
    for (const std::uint32_t cell : cells)
      for (std::uint32_t c = 0; c < size; ++c)
        if (value::choices::contains(set, c)) next.push_back(cell * size + c);
    cells = std::move(next);
  }
  if (cells.empty()) return;
  const std::uint32_t first = in_.tables.first(expr.parameter);
  const std::vector<run::TableCell>& all = in_.tables.cells();
  const auto by_least = [&](std::uint32_t a, std::uint32_t b) {
    return all[first + a].value.lo < all[first + b].value.lo;
  };
  const auto by_most = [&](std::uint32_t a, std::uint32_t b) {
    return all[first + a].value.hi < all[first + b].value.hi;
  };
  term.least_row = row_used(first + *std::min_element(cells.begin(), cells.end(), by_least));
  term.most_row = row_used(first + *std::max_element(cells.begin(), cells.end(), by_most));
  term.value.unknown = std::none_of(
      cells.begin(), cells.end(), [&](std::uint32_t cell) { return all[first + cell].published; });
}

void Explanation::fill_cases(Term& term, const model::Expr& expr, Spot spot) {
  for (std::size_t i = 0; i < expr.args.size(); i += 2) {
    Term& branch = term.parts.emplace_back();
    branch.kind = Term::Kind::branch;
    if (i + 1 == expr.args.size()) {
      fill(branch.value, expr.args[i], spot);
      fill(branch.parts.emplace_back(), expr.args[i], spot);
      return;
    }
    fill(branch.when.emplace_back(), expr.args[i], spot);
    const Truth truth = this->truth(plan_.lowered[expr.args[i].index].value, spot);
    if (truth == Truth::F) continue;
    fill(branch.value, expr.args[i + 1], spot);
    fill(branch.parts.emplace_back(), expr.args[i + 1], spot);
    if (truth == Truth::T) return;
  }
}

void Explanation::fill_aggregate(Term& term, const model::Expr& expr, Spot spot) {
  const model::Collection& collection = model_[expr.collection];
  term.label = texts_.of(expr.collection).label;
  term.key = collection.key();
  term.path = path_of(expr.collection, spot);
  if (expr.has_body) {
    const model::Expr& body = model_[expr.args[0]];
    if (body.op == Op::fact)
      term.of = texts_.of(body.fact).label;
    else if (body.op == Op::reference && body.definition.valid())
      term.of = texts_.label(body.definition);
  }
  if (!expr.has_body && !expr.has_where) return;
  const std::uint32_t parent = row_at(collection.parent, spot);
  const run::FrameLevel& level = in_.frame.level(collection.element);
  for (std::uint32_t row = level.first[parent]; row < level.first[parent + 1]; ++row) {
    const Spot of{collection.element, row};
    const Element& whose = element(of);
    Term& branch = term.parts.emplace_back();
    branch.kind = Term::Kind::branch;
    branch.label = {whose.name, whose.name};
    branch.path = whose.path;
    if (expr.has_where) {
      fill(branch.when.emplace_back(), expr.args.back(), of);
      if (truth(plan_.lowered[expr.args.back().index].value, of) == Truth::F) continue;
    }
    if (!expr.has_body) continue;
    fill(branch.value, expr.args[0], of);
    fill(branch.parts.emplace_back(), expr.args[0], of);
  }
}

}  // namespace entitle::explain
