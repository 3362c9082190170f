// Building completions: aims first, then whatever they left open at random among the corners.
#include "run/completions.hpp"

#include <algorithm>
#include <utility>

namespace entitle::run {

using plan::Node;
using plan::NodeId;
using plan::Shape;
using value::Interval;
using value::Op;
using value::Truth;

namespace {

constexpr int deepest_aim = 400;

bool is_true(Truth truth) { return truth == Truth::T; }

}  // namespace

std::uint64_t Completions::Random::next() {
  std::uint64_t z = state += 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

Completions::Completions(const model::Model& model, const plan::Plan& plan)
    : model_(model),
      plan_(plan),
      frame_(model),
      machine_(model, plan, Policy::keep),
      first_fact_(model.facts.size()),
      sized_(model.entities.size()) {}

View Completions::view(std::uint32_t number) const {
  return {model_, plan_, machine_, frame_, *tables_, number};
}

const std::vector<std::int64_t>* Completions::boundaries_of(NodeId node, std::uint32_t row) const {
  const auto found = boundaries_->nodes.find({node, row});
  return found == boundaries_->nodes.end() ? nullptr : &found->second;
}

std::int64_t Completions::end(Interval box, std::int64_t step,
                              const std::vector<std::int64_t>* boundaries, bool high) const {
  if (high) {
    if (value::is_finite(box.hi)) return box.hi;
    std::int64_t outermost = value::is_finite(box.lo) ? box.lo : 0;
    if (boundaries != nullptr && !boundaries->empty())
      outermost = std::max(outermost, boundaries->back());
    const value::Int128 beyond = value::ceil_div(outermost, step) * step + step;
    return static_cast<std::int64_t>(std::min<value::Int128>(beyond, value::highest));
  }
  if (value::is_finite(box.lo)) return box.lo;
  std::int64_t outermost = value::is_finite(box.hi) ? box.hi : 0;
  if (boundaries != nullptr && !boundaries->empty())
    outermost = std::min(outermost, boundaries->front());
  const value::Int128 beyond = value::floor_div(outermost, step) * step - step;
  return static_cast<std::int64_t>(std::max<value::Int128>(beyond, value::lowest));
}

std::int64_t Completions::candidate(Interval box, std::int64_t step,
                                    const std::vector<std::int64_t>* boundaries,
                                    Random& random) const {
  const std::uint32_t turns =
      boundaries == nullptr ? 0 : static_cast<std::uint32_t>(boundaries->size());
  const std::uint32_t pick = random.below(2 + 2 * turns);
  if (pick < 2) return end(box, step, boundaries, pick == 1);
  value::Int128 at = value::ceil_div((*boundaries)[(pick - 2) / 2], step) * step;
  if (pick % 2 == 0) at -= step;
  if (at < box.lo || at > box.hi) return end(box, step, boundaries, pick % 2 != 0);
  return static_cast<std::int64_t>(at);
}

void Completions::set_fact(model::FactId fact, std::uint32_t row, const Box& box) {
  std::uint8_t& assigned = assigned_[fact_slot(fact, row)];
  if (assigned != 0) return;
  assigned = 1;
  FactColumn& column = frame_.fact(fact);
  const std::uint32_t at = copy_ * base_->rows(model_[fact].entity) + row;
  switch (model_[fact].type.kind) {
    case value::Kind::yes_no:
      column.set_truth(at, box.truth);
      return;
    case value::Kind::choice:
      column.set_choices(at, box.set);
      return;
    default:
      column.set_number(at, box.number);
  }
}

void Completions::set_cell(std::uint32_t cell, std::int64_t value) {
  const auto found = std::ranges::lower_bound(cells_, cell);
  if (found == cells_.end() || *found != cell) return;
  const auto at = static_cast<std::size_t>(found - cells_.begin());
  if (cell_set_[at] != 0) return;
  cell_set_[at] = 1;
  cell_values_[at] = value;
}

void Completions::aim_size(model::EntityId element, std::uint32_t row, bool present) {
  if (!base_->ghost(element, row) || sized_[element.index][row] != 0) return;
  const std::uint32_t least = base_->least(element, row);
  const std::uint32_t most = base_->most(element, row);
  const std::uint32_t size = present ? std::min(most, std::max<std::uint32_t>(1, least)) : least;
  sized_[element.index][row] = 1;
  FrameLevel& level = frame_.level(element);
  const std::size_t at = std::size_t{copy_} * base_->rows(element) + row;
  level.least[at] = size;
  level.most[at] = size;
}

void Completions::aim_elements(const Node& node, std::uint32_t row, bool want, int depth) {
  const auto args = plan_.args_of(node);
  const NodeId where = node.has_where ? args.back() : plan::no_node;
  const model::EntityId element = model_[node.collection].element;
  const View::Elements range = base_->elements(node.collection, row);
  // Some element shows it (any that holds, every that fails); otherwise none does.
  const bool show = (node.op == Op::any) == want;
  std::vector<std::uint32_t> possible;
  for (std::uint32_t r = range.first; r < range.last; ++r) {
    if (base_->most(element, r) == 0) continue;
    if (where != plan::no_node && base_->truth(where, r) == Truth::F) continue;
    if (base_->truth(args[0], r) == (want ? Truth::F : Truth::T)) continue;
    possible.push_back(r);
  }
  if (show) {
    if (possible.empty()) return;
    const std::uint32_t r = possible[random_->below(static_cast<std::uint32_t>(possible.size()))];
    aim_size(element, r, true);
    if (where != plan::no_node) aim_truth(where, r, true, depth);
    aim_truth(args[0], r, want, depth);
    return;
  }
  for (std::uint32_t r = range.first; r < range.last; ++r) {
    if (base_->ghost(element, r) && base_->least(element, r) == 0) {
      aim_size(element, r, false);
      continue;
    }
    if (where != plan::no_node && base_->truth(where, r) == Truth::U && random_->below(2) == 0) {
      aim_truth(where, r, false, depth);
    } else {
      aim_truth(args[0], r, want, depth);
    }
  }
}

/// A status is a truth, or cases whose ends are statuses.
void Completions::aim_status(NodeId id, std::uint32_t row, Status want, int depth) {
  const Node& node = plan_.nodes[id];
  const auto args = plan_.args_of(node);
  if (node.shape == Shape::truth) {
    aim_truth(id, row, want == Status::qualifies, depth);
  } else if (node.op == Op::spread) {
    aim_status(args[0], base_->parent(node.entity, row), want, depth);
  } else if (node.op == Op::cases) {
    const auto set = base_->choices(args[1], row);
    const bool then = value::choices::contains(set, static_cast<std::uint32_t>(want)) &&
                      base_->truth(args[0], row) != Truth::F;
    aim_truth(args[0], row, then, depth);
    aim_status(args[then ? 1 : 2], row, want, depth);
  }
}

void Completions::aim_truth(NodeId id, std::uint32_t row, bool want, int depth) {
  if (depth > deepest_aim || !base_->open(id, row)) return;
  const Node& node = plan_.nodes[id];
  const auto args = plan_.args_of(node);
  ++depth;
  switch (node.op) {
    case Op::fact: {
      Box box;
      box.truth = value::truth(want);
      set_fact(node.fact, row, box);
      return;
    }
    case Op::not_:
      aim_truth(args[0], row, !want, depth);
      return;
    case Op::applies:
    case Op::met:
      aim_truth(args[0], row, want, depth);
      return;
    case Op::spread:
      aim_truth(args[0], base_->parent(node.entity, row), want, depth);
      return;
    case Op::and_:
    case Op::or_: {
      if ((node.op == Op::and_) == want) {
        for (const NodeId arg : args) aim_truth(arg, row, want, depth);
        return;
      }
      std::vector<NodeId> open;
      for (const NodeId arg : args)
        if (base_->open(arg, row)) open.push_back(arg);
      if (!open.empty())
        aim_truth(open[random_->below(static_cast<std::uint32_t>(open.size()))], row, want, depth);
      return;
    }
    case Op::at_least:
      for (const NodeId arg : args) aim_truth(arg, row, want, depth);
      return;
    case Op::cases: {
      const bool then = base_->truth(args[0], row) == Truth::U
                            ? random_->below(2) == 0
                            : is_true(base_->truth(args[0], row));
      aim_truth(args[0], row, then, depth);
      aim_truth(args[then ? 1 : 2], row, want, depth);
      return;
    }
    case Op::any:
    case Op::every:
      aim_elements(node, row, want, depth);
      return;
    case Op::less: {
      const NodeRow above = std::exchange(comparison_, {id, row});
      aim_number(args[0], row, !want, depth);
      if (node.count == 4) {
        aim_number(args[1], row, !want, depth);
        aim_number(args[3], row, want, depth);
        aim_number(args[2], row, want, depth);
      } else {
        aim_number(args[1], row, want, depth);
      }
      comparison_ = above;
      return;
    }
    case Op::is: {
      if (node.count != 1) return;  // two sides: left to chance
      const Node& choice = plan_.nodes[args[0]];
      NodeId source = args[0];
      std::uint32_t at = row;
      while (plan_.nodes[source].op == Op::spread) {
        at = base_->parent(plan_.nodes[source].entity, at);
        source = plan_.args_of(source)[0];
      }
      if (plan_.nodes[source].op != Op::fact) return;
      std::vector<std::uint32_t> fits;
      const auto set = base_->choices(args[0], row);
      for (std::uint32_t c = 0; c < choice.choices; ++c)
        if (value::choices::contains(set, c) &&
            value::choices::contains(plan_.set_of(node), c) == want)
          fits.push_back(c);
      if (fits.empty()) return;
      Box box;
      box.set.assign(choice.words, 0);
      value::choices::insert(box.set,
                             fits[random_->below(static_cast<std::uint32_t>(fits.size()))]);
      set_fact(plan_.nodes[source].fact, at, box);
      return;
    }
    default:
      return;
  }
}

/// What the comparisons aimed at leave of a number.
Interval Completions::held(NodeId node, std::uint32_t row) const {
  const Interval narrowed = narrowed_[fact_slot(plan_.nodes[node].fact, row)];
  return narrowed.empty() ? base_->number(node, row) : narrowed;
}

/// Holds a number to one side of where the comparison aimed at turns, as far as others leave room.
void Completions::aim_fact(const Node& node, NodeRow at, bool high) {
  const std::uint32_t slot = fact_slot(node.fact, at.row);
  const Interval box = held(at.node, at.row);
  const Turn earliest{comparison_, at, value::minus_infinity};
  const auto first_turn = std::ranges::lower_bound(boundaries_->turns, earliest);
  auto end_turn = first_turn;
  while (end_turn != boundaries_->turns.end() && end_turn->comparison == comparison_ &&
         end_turn->fact == at)
    ++end_turn;
  if (first_turn == end_turn) {
    narrowed_[slot] = Interval::point(end(box, node.step, boundaries_of(at.node, at.row), high));
    return;
  }
  const auto turns = static_cast<std::uint32_t>(end_turn - first_turn);
  const std::int64_t turn = (first_turn + random_->below(turns))->value;
  const value::Int128 first = value::ceil_div(turn, node.step) * node.step;
  if (high && first > box.lo && first <= box.hi)
    narrowed_[slot] = {static_cast<std::int64_t>(first), box.hi};
  if (!high && first > box.lo && first <= box.hi)
    narrowed_[slot] = {box.lo, static_cast<std::int64_t>(first - node.step)};
}

void Completions::aim_number(NodeId id, std::uint32_t row, bool high, int depth) {
  if (depth > deepest_aim || !base_->open(id, row)) return;
  const Node& node = plan_.nodes[id];
  const auto args = plan_.args_of(node);
  ++depth;
  switch (node.op) {
    case Op::fact:
      aim_fact(node, {id, row}, high);
      return;
    case Op::parameter:
      for_each_cell(*base_, node, row, [&](std::uint32_t cell) {
        const auto turns = boundaries_->cells.find(cell);
        const auto* list = turns == boundaries_->cells.end() ? nullptr : &turns->second;
        const Interval box = base_->cell(cell);
        set_cell(cell, random_->below(3) != 0 ? end(box, node.step, list, high)
                                              : candidate(box, node.step, list, *random_));
      });
      return;
    case Op::age:
      aim_number(args[0], row, !high, depth);
      return;
    case Op::sub:
      aim_number(args[0], row, high, depth);
      aim_number(args[1], row, !high, depth);
      return;
    case Op::rounded:
    case Op::div:
      aim_number(args[0], row, high, depth);
      if (node.count == 2) aim_number(args[1], row, !high, depth);
      return;
    case Op::cases: {
      const bool then = base_->truth(args[0], row) == Truth::U
                            ? random_->below(2) == 0
                            : is_true(base_->truth(args[0], row));
      aim_truth(args[0], row, then, depth);
      aim_number(args[then ? 1 : 2], row, high, depth);
      return;
    }
    case Op::spread:
      aim_number(args[0], base_->parent(node.entity, row), high, depth);
      return;
    case Op::count:
    case Op::sum:
    case Op::smallest:
    case Op::largest: {
      const model::EntityId element = model_[node.collection].element;
      const View::Elements range = base_->elements(node.collection, row);
      for (std::uint32_t r = range.first; r < range.last; ++r) {
        aim_size(element, r, high);
        if (node.has_where) aim_truth(args.back(), r, high, depth);
        if (node.op != Op::count) aim_number(args[0], r, high, depth);
      }
      return;
    }
    default:
      for (const NodeId arg : args) aim_number(arg, row, high, depth);
  }
}

void Completions::fill(std::uint32_t copy, Random& random) {
  for (std::uint32_t e = 1; e < model_.entities.size(); ++e) {
    const model::EntityId entity{e};
    FrameLevel& level = frame_.level(entity);
    for (std::uint32_t r = 0; r < base_->rows(entity); ++r) {
      if (!base_->ghost(entity, r) || sized_[e][r] != 0) continue;
      const std::size_t at = std::size_t{copy} * base_->rows(entity) + r;
      const std::uint32_t room = level.most[at] - level.least[at];
      const std::uint32_t size = level.least[at] + std::min(room, random.below(3));
      level.least[at] = size;
      level.most[at] = size;
    }
  }
  for (std::uint32_t f = 0; f < model_.facts.size(); ++f) {
    const NodeId node = plan_.fact_nodes[f];
    if (node == plan::no_node || base_->frame().fact({f}).known()) continue;
    const plan::Node& fact = plan_.nodes[node];
    for (std::uint32_t r = 0; r < base_->rows(fact.entity); ++r) {
      if (assigned_[fact_slot({f}, r)] != 0) continue;
      // What a part has cut to one value is known in its columns, not yet in its frame.
      const bool open = base_->open(node, r);
      Box box;
      if (fact.shape == Shape::truth) {
        box.truth = open ? value::truth(random.below(2) == 0) : base_->truth(node, r);
      } else if (fact.shape == Shape::number) {
        const Interval may = open ? held(node, r) : base_->number(node, r);
        box.number =
            open ? Interval::point(candidate(may, fact.step, boundaries_of(node, r), random)) : may;
      } else {
        const auto set = base_->choices(node, r);
        std::uint32_t skip = random.below(static_cast<std::uint32_t>(value::choices::count(set)));
        box.set.assign(fact.words, 0);
        for (std::uint32_t c = 0; c < fact.choices; ++c)
          if (value::choices::contains(set, c) && skip-- == 0) value::choices::insert(box.set, c);
      }
      set_fact({f}, r, box);
    }
  }
  for (std::size_t c = 0; c < cells_.size(); ++c) {
    if (cell_set_[c] == 0) {
      const auto turns = boundaries_->cells.find(cells_[c]);
      const model::Parameter& parameter = model_[base_->tables().parameter_of(cells_[c])];
      cell_values_[c] =
          candidate(base_->cell(cells_[c]), parameter.step,
                    turns == boundaries_->cells.end() ? nullptr : &turns->second, random);
    }
    cuts_.cells.push_back({cells_[c], copy, Interval::point(cell_values_[c])});
  }
}

void Completions::build(const View& base, const Boundaries& boundaries,
                        const std::vector<std::uint32_t>& cells, const std::vector<Aim>& aims) {
  base_ = &base;
  boundaries_ = &boundaries;
  tables_ = &base.tables();
  count_ = static_cast<std::uint32_t>(aims.size());
  cells_ = cells;
  cuts_.clear();
  frame_.clear();
  frame_.append_copies(base.frame(), base.number(), count_);
  std::uint32_t slots = 0;
  for (std::uint32_t f = 0; f < model_.facts.size(); ++f) {
    first_fact_[f] = slots;
    slots += base.rows(model_.facts[f].entity);
  }
  for (std::uint32_t copy = 0; copy < count_; ++copy) {
    copy_ = copy;
    assigned_.assign(slots, 0);
    narrowed_.assign(slots, Interval::nothing());
    for (std::uint32_t e = 0; e < sized_.size(); ++e) sized_[e].assign(base.rows({e}), 0);
    cell_values_.assign(cells_.size(), 0);
    cell_set_.assign(cells_.size(), 0);
    Random random{0x5EED + 0x1000193ULL * copy + (std::uint64_t{count_} << 32)};
    random_ = &random;
    const Aim& aim = aims[copy];
    if (aim.answer.node != plan::no_node) aim_status(aim.answer.node, aim.answer.row, aim.want, 0);
    fill(copy, random);
  }
  std::ranges::sort(cuts_.cells, {}, [](const CellCut& cut) {
    return std::pair{cut.cell, cut.household};
  });
  for (std::uint32_t f = 0; f < model_.facts.size(); ++f) {
    // Every copy is a point: what was open is known now.
    if (model_.facts[f].supplies.valid()) continue;
    frame_.fact({f}).look_again();
  }
  for (std::uint32_t e = 0; e < model_.entities.size(); ++e) {
    FrameLevel& level = frame_.level({e});
    level.plain = std::ranges::all_of(level.least, [](std::uint32_t n) { return n == 1; }) &&
                  std::ranges::equal(level.least, level.most);
  }
  machine_.run(frame_, *tables_, &cuts_);
}

}  // namespace entitle::run
