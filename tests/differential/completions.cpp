// Draws completions of a box from its corners, and enumerates them where there are few.
#include "differential/completions.hpp"

#include <algorithm>
#include <functional>

#include "value/op.hpp"

namespace entitle::differential {

using reference::Known;
using value::Interval;
using value::Kind;

namespace {

constexpr int oldest = 120;  // of the ages that are counted from days of birth
constexpr std::int64_t far = 1'000'000'000'000'000'000;

bool finite(std::int64_t a) { return a > -INT64_MAX && a < INT64_MAX; }

/// What makes the rows: listed elements first, then those drawn.
class Structure {
 public:
  Structure(const Drawing& drawing, Random* random)
      : d_(drawing), random_(random), made_{reference::Point(drawing.model), {}} {
    made_.origin.resize(d_.model.entities.size());
    made_.origin[0].push_back(0);
    for (std::uint32_t c = 0; c < d_.model.collections.size(); ++c) order_.push_back({c});
    std::sort(order_.begin(), order_.end(), [&](model::CollectionId a, model::CollectionId b) {
      return d_.model[a].parent.index < d_.model[b].parent.index;
    });
  }

  /// Whether every collection has the elements that are listed and no others.
  bool closed() const { return closed_; }

  Completion run() {
    for (const model::CollectionId id : order_) {
      const auto parents =
          static_cast<std::uint32_t>(made_.origin[d_.model[id].parent.index].size());
      for (std::uint32_t parent = 0; parent < parents; ++parent) fill(id, parent);
    }
    return std::move(made_);
  }

 private:
  void fill(model::CollectionId id, std::uint32_t parent) {
    const model::Collection& collection = d_.model[id];
    const std::uint32_t from = made_.origin[collection.parent.index][parent];
    std::uint32_t listed = 0;
    run::Listing listing = run::Listing::unknown;
    if (from != not_listed) {
      const std::vector<run::Row>& rows = d_.household.entities[collection.element.index];
      for (std::uint32_t r = 0; r < rows.size(); ++r) {
        if (rows[r].parent != from) continue;
        add(id, parent, r);
        ++listed;
      }
      listing = d_.household.entities[collection.parent.index][from]
                    .listings[reference::position_of(d_.model, id)];
    }
    if (listing == run::Listing::complete || listed >= collection.most) return;
    closed_ = false;
    if (random_ == nullptr) return;
    std::uint32_t further =
        (collection.least > listed ? collection.least - listed : 0) + random_->below(3);
    further = std::min(further, collection.most - listed);
    for (std::uint32_t i = 0; i < further; ++i) add(id, parent, not_listed);
  }

  void add(model::CollectionId id, std::uint32_t parent, std::uint32_t origin) {
    made_.point.add(d_.model, id, parent);
    made_.origin[d_.model[id].element.index].push_back(origin);
  }

  const Drawing& d_;
  Random* random_;
  Completion made_;
  std::vector<model::CollectionId> order_;
  bool closed_ = true;
};

const run::Cell* cell_of(const Drawing& d, const Completion& completion, std::uint32_t entity,
                         std::uint32_t row, std::size_t fact) {
  const std::uint32_t origin = completion.origin[entity][row];
  return origin == not_listed ? nullptr : &d.household.entities[entity][origin].cells[fact];
}

Known drawn(const Drawing& d, const model::Fact& fact, const run::Cell* cell, Random& random) {
  switch (fact.type.kind) {
    case Kind::text:
      return Known::nothing();
    case Kind::yes_no: {
      const bool known = cell != nullptr && cell->given && cell->truth != value::Truth::U;
      return Known::truth(known ? cell->truth == value::Truth::T : random.chance(50));
    }
    case Kind::choice:
      return Known::one_of(random.pick(choices_of(d.model, fact, cell)));
    default:
      return Known::units(d.corners.draw(fact.type, fact.step, interval_of(fact, cell), random));
  }
}

/// The age that a day of birth makes; nothing where it is not among those declared or given.
std::optional<Known> age_of(const Drawing& d, const Completion& completion, const model::Fact& age,
                            std::uint32_t row, const run::Cell* cell) {
  const Known& birth = completion.point.fact(d.model, age.born, row);
  const std::int64_t years =
      10'000 * reference::full_years(Date::from_days(static_cast<std::int32_t>(birth.number)),
                                     d.corners.day());
  const Interval possible = interval_of(age, cell);
  if (years < possible.lo || years > possible.hi) return std::nullopt;
  return Known::units(years);
}

/// The days on which somebody may be born whose age is counted.
Interval births_of(const Drawing& d, Interval given) {
  const Date day = d.corners.day();
  const Interval all{Date(day.year() - oldest - 1, day.month(), 1).days(), day.days()};
  return {std::max(all.lo, given.lo), std::min(all.hi, given.hi)};
}

bool is_birth(const model::Model& model, model::FactId id) {
  return std::any_of(model.facts.begin(), model.facts.end(),
                     [id](const model::Fact& fact) { return fact.born == id; });
}

/// Draws the facts of one row. False: a fact is given that does not apply.
bool draw_row(const Drawing& d, Completion& completion, reference::Evaluator& evaluator,
              std::uint32_t entity, std::uint32_t row, Random& random) {
  const std::vector<model::FactId>& facts = d.model.entities[entity].facts;
  std::vector<Known>& known = completion.point.entities[entity][row].facts;
  for (std::size_t f = 0; f < facts.size(); ++f) {
    const model::Fact& fact = d.model[facts[f]];
    const run::Cell* cell = cell_of(d, completion, entity, row, f);
    if (fact.supplies.valid()) continue;
    if (fact.only_if.valid() && !evaluator.applies(facts[f], row).yes) {
      if (cell != nullptr && cell->given) return false;
      known[f] = Known::nothing();
      continue;
    }
    if (fact.born.valid()) {
      const std::optional<Known> age = age_of(d, completion, fact, row, cell);
      if (!age) return false;
      known[f] = *age;
    } else if (is_birth(d.model, facts[f])) {
      const Interval days = births_of(d, interval_of(fact, cell));
      if (days.lo > days.hi) return false;
      known[f] = Known::units(d.corners.draw(fact.type, fact.step, days, random));
    } else {
      known[f] = drawn(d, fact, cell, random);
    }
    known[f].stated = cell != nullptr && cell->given;
  }
  return true;
}

/// Whether every definition is what the box supplies for it, where it supplies something. `unsure`
/// is set where that is not known, since its arithmetic left the numbers on the way.
bool as_supplied(const Drawing& d, const Completion& completion, reference::Evaluator& evaluator,
                 bool& unsure) {
  for (std::uint32_t e = 0; e < completion.origin.size(); ++e)
    for (std::uint32_t row = 0; row < completion.origin[e].size(); ++row)
      for (std::size_t f = 0; f < d.model.entities[e].facts.size(); ++f) {
        const model::Fact& fact = d.model[d.model.entities[e].facts[f]];
        const run::Cell* cell = cell_of(d, completion, e, row, f);
        if (!fact.supplies.valid() || cell == nullptr || !cell->given) continue;
        const reference::Value& value = evaluator.value(d.model[fact.supplies].value, {e}, row);
        unsure = unsure || value.sure != reference::Sure::exact;
        if (!is_within(value, *cell)) return false;
      }
  return true;
}

}  // namespace

bool is_within(const reference::Value& value, const run::Cell& cell) {
  using Form = reference::Value::Form;
  if (value.none || value.sure != reference::Sure::exact) return false;
  if (value.form == Form::truth)
    return cell.truth == value::Truth::U || (cell.truth == value::Truth::T) == value.yes;
  if (value.form == Form::choice)
    return std::find(cell.choices.begin(), cell.choices.end(), value.choice) != cell.choices.end();
  if (value.number.lost) return false;
  using reference::compare;
  using reference::Exact;
  return (!finite(cell.number.lo) || compare(value.number, Exact::of(cell.number.lo)) >= 0) &&
         (!finite(cell.number.hi) || compare(value.number, Exact::of(cell.number.hi)) <= 0);
}

Interval interval_of(const model::Fact& fact, const run::Cell* cell) {
  if (cell == nullptr || !cell->given) return fact.range;
  return {std::max(cell->number.lo, fact.range.lo), std::min(cell->number.hi, fact.range.hi)};
}

std::vector<std::uint32_t> choices_of(const model::Model& model, const model::Fact& fact,
                                      const run::Cell* cell) {
  if (cell != nullptr && cell->given) return cell->choices;
  std::vector<std::uint32_t> all(model[fact.domain].choices.size());
  for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  return all;
}

Corners::Corners(const model::Model& model, const reference::CellRanges& cells, Date day)
    : by_kind_(16), day_(day) {
  const auto put = [&](const value::Type& type, std::int64_t units) {
    if (!finite(units)) return;
    std::vector<std::int64_t>& into = by_kind_[static_cast<std::size_t>(type.kind)];
    std::vector<std::int64_t> near = {units};
    if (type.kind == Kind::money && units < far && units > -far)
      for (const std::int64_t times : {2, 3, 12}) {
        near.push_back(units * times);
        near.push_back(units / times);
      }
    const std::int64_t step = type.kind == Kind::money                                  ? 100
                              : type.kind == Kind::whole || type.kind == Kind::duration ? 10'000
                                                                                        : 1;
    for (const std::int64_t at : near) {
      const std::int64_t on = at / step * step;
      for (const std::int64_t value : {on - step, on, on + step})
        if (finite(value) && value < INT64_MAX - step) into.push_back(value);
    }
  };
  for (const model::Expr& expr : model.exprs) {
    if (expr.op == value::Op::constant && expr.type.is_ordered()) put(expr.type, expr.constant.lo);
    if ((expr.op == value::Op::in || expr.op == value::Op::not_in) && !expr.args.empty() &&
        model[expr.args[0]].type.is_ordered()) {
      put(model[expr.args[0]].type, expr.constant.lo);
      put(model[expr.args[0]].type, expr.constant.hi);
    }
  }
  // Who has a birthday on the day: of the ages that are compared, and of those that ages may be.
  const bool ages = std::any_of(model.facts.begin(), model.facts.end(),
                                [](const model::Fact& fact) { return fact.born.valid(); });
  if (ages)
    for (const std::int64_t age : of(value::Type::duration(value::DurationUnit::years)))
      if (age >= 0 && age <= oldest * 10'000)
        put(value::Type::of(Kind::date),
            Date(day.year() - static_cast<int>(age / 10'000), day.month(), 1).days() +
                static_cast<std::int64_t>(day.day()) - 1);
  for (std::size_t p = 0; p < cells.size(); ++p)
    for (const reference::CellRange& range : cells[p]) {
      put(model.parameters[p].type, range.lo);
      put(model.parameters[p].type, range.hi);
    }
  for (std::vector<std::int64_t>& corners : by_kind_) {
    std::sort(corners.begin(), corners.end());
    corners.erase(std::unique(corners.begin(), corners.end()), corners.end());
  }
}

std::int64_t Corners::draw(const value::Type& type, std::int64_t step, Interval from,
                           Random& random) const {
  if (from.lo == from.hi) return from.lo;
  const std::vector<std::int64_t>& all = of(type);
  const auto begin = std::lower_bound(all.begin(), all.end(), from.lo);
  const auto end = std::upper_bound(all.begin(), all.end(), from.hi);
  // An open end is a step beyond everything compared.
  const std::int64_t beyond = all.empty() ? step : all.back() + step;
  const std::int64_t before = all.empty() ? -step : all.front() - step;
  std::int64_t lo =
      finite(from.lo) ? from.lo : std::min(before, finite(from.hi) ? from.hi - step : before);
  std::int64_t hi =
      finite(from.hi) ? from.hi : std::max(beyond, finite(from.lo) ? from.lo + step : beyond);
  lo = lo / step * step;
  hi = hi / step * step;
  std::int64_t drawn = lo;
  const std::uint32_t what = random.below(6);
  if (what == 0) drawn = lo;
  if (what == 1) drawn = hi;
  if (what == 2) drawn = lo + step <= hi ? lo + step : lo;
  if (what == 3) drawn = hi - step >= lo ? hi - step : hi;
  if (what > 3 && begin < end)
    drawn = *(begin + random.below(static_cast<std::size_t>(end - begin))) / step * step;
  return std::clamp(drawn, lo, hi);
}

std::optional<Completion> draw(const Drawing& d, Random& random) {
  for (int tries = 0; tries < 8; ++tries) {
    Completion completion = Structure(d, &random).run();
    for (std::size_t p = 0; p < d.cells.size(); ++p)
      for (std::size_t c = 0; c < d.cells[p].size(); ++c) {
        const reference::CellRange& range = d.cells[p][c];
        const model::Parameter& parameter = d.model.parameters[p];
        const Interval from =
            d.widened ? Interval{range.widest_lo, range.widest_hi} : Interval{range.lo, range.hi};
        completion.point.cells[p][c] = d.corners.draw(parameter.type, parameter.step, from, random);
      }
    reference::Evaluator evaluator(d.model, completion.point);
    bool good = true;
    for (std::uint32_t e = 0; e < completion.origin.size() && good; ++e)
      for (std::uint32_t row = 0; row < completion.origin[e].size() && good; ++row) {
        good = false;
        for (int again = 0; again < 12 && !good; ++again) {
          good = draw_row(d, completion, evaluator, e, row, random);
          evaluator.forget();
        }
      }
    evaluator.forget();
    bool unsure = false;
    if (good && as_supplied(d, completion, evaluator, unsure)) return completion;
  }
  return std::nullopt;
}

namespace {

/// One thing that is not known, in the order in which it is settled.
struct Open {
  bool is_cell = false;
  std::uint32_t entity = 0;  ///< or parameter
  std::uint32_t row = 0;     ///< or cell
  std::uint32_t fact = 0;    ///< position
  std::vector<Known> values;
};

std::vector<bool> used_parameters(const model::Model& model) {
  std::vector<bool> used(model.parameters.size(), false);
  for (const model::Rule& rule : model.rules)
    for (const model::ParameterId id : {rule.validity.condition, rule.validity.amount})
      if (id.valid()) used[id.index] = true;
  for (const model::Expr& expr : model.exprs)
    if (expr.op == value::Op::parameter) used[expr.parameter.index] = true;
  return used;
}

/// Whether the box allows the combination of keys of a cell.
bool reachable(const Drawing& d, const model::Parameter& parameter, std::size_t cell) {
  for (std::size_t k = parameter.keys.size(); k-- > 0;) {
    const model::Fact& fact = d.model[parameter.keys[k]];
    const std::size_t choices = d.model[fact.domain].choices.size();
    const auto choice = static_cast<std::uint32_t>(cell % choices);
    cell /= choices;
    if (fact.entity.index != 0) continue;
    const std::vector<std::uint32_t> possible = choices_of(
        d.model, fact,
        &d.household.entities[0][0].cells[reference::position_of(d.model, parameter.keys[k])]);
    if (std::find(possible.begin(), possible.end(), choice) == possible.end()) return false;
  }
  return true;
}

bool list_interval(Interval from, std::int64_t step, std::uint64_t limit,
                   std::vector<Known>& values) {
  if (!finite(from.lo) || !finite(from.hi)) return false;
  const reference::Wide count = (reference::Wide{from.hi} - from.lo) / step + 1;
  if (count > static_cast<reference::Wide>(limit)) return false;
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(count); ++i)
    values.push_back(Known::units(from.lo + i * step));
  return true;
}

bool list_values(const Drawing& d, const model::Fact& fact, const run::Cell* cell,
                 std::uint64_t limit, std::vector<Known>& values) {
  switch (fact.type.kind) {
    case Kind::text:
      values.push_back(Known::nothing());
      return true;
    case Kind::yes_no:
      for (const bool yes : {false, true})
        if (cell == nullptr || !cell->given || cell->truth == value::Truth::U ||
            (cell->truth == value::Truth::T) == yes)
          values.push_back(Known::truth(yes));
      return true;
    case Kind::choice:
      for (const std::uint32_t choice : choices_of(d.model, fact, cell))
        values.push_back(Known::one_of(choice));
      return true;
    default:
      return list_interval(interval_of(fact, cell), fact.step, limit, values);
  }
}

}  // namespace

std::optional<std::vector<Completion>> enumerate(const Drawing& d, std::uint64_t limit) {
  Structure structure(d, nullptr);
  Completion completion = structure.run();
  if (!structure.closed()) return std::nullopt;
  std::vector<Open> opens;
  std::uint64_t points = 1;
  const auto push = [&](Open open) {
    points *= open.values.size();
    opens.push_back(std::move(open));
    return points <= limit;
  };
  const std::vector<bool> used = used_parameters(d.model);
  for (std::uint32_t p = 0; p < d.cells.size(); ++p)
    for (std::uint32_t c = 0; c < d.cells[p].size(); ++c) {
      const reference::CellRange& range = d.cells[p][c];
      completion.point.cells[p][c] = finite(range.lo) ? range.lo : finite(range.hi) ? range.hi : 0;
      if (range.lo == range.hi || !used[p] || !reachable(d, d.model.parameters[p], c)) continue;
      Open open{true, p, c, 0, {}};
      if (!list_interval({range.lo, range.hi}, d.model.parameters[p].step, limit, open.values) ||
          !push(std::move(open)))
        return std::nullopt;
    }
  for (std::uint32_t e = 0; e < completion.origin.size(); ++e)
    for (std::uint32_t row = 0; row < completion.origin[e].size(); ++row)
      for (std::uint32_t f = 0; f < d.model.entities[e].facts.size(); ++f) {
        Open open{false, e, row, f, {}};
        const run::Cell* given = cell_of(d, completion, e, row, f);
        const model::Fact& fact = d.model[d.model.entities[e].facts[f]];
        if (!fact.read || fact.supplies.valid()) continue;
        if (fact.born.valid())
          open.values = {Known::nothing()};  // counted below
        else if (!list_values(d, fact, given, limit, open.values))
          return std::nullopt;
        for (Known& value : open.values) value.stated = given != nullptr && given->given;
        if (!push(std::move(open))) return std::nullopt;
      }

  std::vector<Completion> found;
  bool unsure = false;
  reference::Evaluator evaluator(d.model, completion.point);
  const std::function<void(std::size_t)> settle = [&](std::size_t at) {
    if (at == opens.size()) {
      evaluator.forget();
      if (as_supplied(d, completion, evaluator, unsure)) found.push_back(completion);
      return;
    }
    const Open& open = opens[at];
    if (open.is_cell) {
      for (const Known& value : open.values) {
        completion.point.cells[open.entity][open.row] = value.number;
        settle(at + 1);
      }
      return;
    }
    Known& known = completion.point.entities[open.entity][open.row].facts[open.fact];
    const model::FactId fact = d.model.entities[open.entity].facts[open.fact];
    evaluator.forget();
    if (d.model[fact].only_if.valid() && !evaluator.applies(fact, open.row).yes) {
      const run::Cell* cell = cell_of(d, completion, open.entity, open.row, open.fact);
      known = Known::nothing();
      if (cell == nullptr || !cell->given) settle(at + 1);
      return;
    }
    if (d.model[fact].born.valid()) {
      const std::optional<Known> age =
          age_of(d, completion, d.model[fact], open.row,
                 cell_of(d, completion, open.entity, open.row, open.fact));
      if (!age) return;
      known = *age;
      settle(at + 1);
      return;
    }
    for (const Known& value : open.values) {
      known = value;
      settle(at + 1);
    }
  };
  settle(0);
  if (unsure) return std::nullopt;
  return found;
}

Completion all_stated(const model::Model& model, const Completion& completion) {
  Completion stated = completion;
  for (std::uint32_t e = 0; e < stated.origin.size(); ++e)
    for (std::uint32_t r = 0; r < stated.origin[e].size(); ++r) {
      stated.origin[e][r] = r;
      for (std::size_t f = 0; f < model.entities[e].facts.size(); ++f)
        if (model[model.entities[e].facts[f]].record_of.valid())
          stated.point.entities[e][r].facts[f].stated = true;
    }
  return stated;
}

}  // namespace entitle::differential
