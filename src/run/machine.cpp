// Runs the nodes of a plan in order: reads the columns of the operands, calls the kernel of the
// operation, meets the result with what is cut there. Look-ups and spreading, which need tables and
// rows, stand here; all arithmetic is in the kernels.
#include "run/machine.hpp"

#include <algorithm>

#include "run/kernels.hpp"
#include "run/layout.hpp"
#include "value/age.hpp"
#include "value/choice_set.hpp"

namespace entitle::run {

using kernels::Byte;
using kernels::Numbers;
using kernels::NumbersOut;
using kernels::Truths;
using kernels::TruthsOut;
using plan::Node;
using plan::NodeId;
using plan::Shape;
using value::Interval;
using value::Op;

namespace {

/// What a node's column is now: its own buffer, or a fact's column of the frame.
struct Column {
  const std::int64_t* lo = nullptr;
  const std::int64_t* hi = nullptr;
  const Byte* truth = nullptr;
  const std::uint64_t* sets = nullptr;
  const Byte* fault = nullptr;
  bool known = false;
};

struct Buffer {
  std::vector<std::int64_t> lo;
  std::vector<std::int64_t> hi;
  std::vector<Byte> truth;
  std::vector<std::uint64_t> sets;
  std::vector<Byte> fault;
  void fit(const Slot& slot, std::uint32_t rows) {
    const auto grow = [](auto& buffer, std::size_t size) {
      if (buffer.size() < size) buffer.resize(size);
    };
    if (slot.shape == Shape::number) {
      grow(lo, rows);
      grow(hi, rows);
    } else if (slot.shape == Shape::truth) {
      grow(truth, rows);
    } else {
      grow(sets, std::size_t{rows} * slot.words);
    }
    if (slot.may_fail) grow(fault, rows);
  }
};

}  // namespace

struct Machine::Impl {
  Impl(const model::Model& m, const plan::Plan& p, Policy policy, std::span<const NodeId> kept)
      : model(m),
        plan(p),
        layout(policy == Policy::keep ? keep_all(p) : recycle(p, kept)),
        buffers(layout.slots.size()),
        columns(p.nodes.size()) {}

  const model::Model& model;
  const plan::Plan& plan;
  Layout layout;
  std::vector<Buffer> buffers;
  std::vector<Column> columns;
  std::vector<Clash> clashes;
  std::vector<Truths> parts;  ///< operands of the node that runs
  const Frame* frame = nullptr;
  const Tables* tables = nullptr;
  const Cuts* cuts = nullptr;

  void run_all();
  void run_node(NodeId id);
  void run_truth(const Node& node, NodeId id, Buffer& buffer, std::uint32_t rows);
  void run_number(const Node& node, NodeId id, Buffer& buffer, std::uint32_t rows);
  void run_choice(const Node& node, NodeId id, Buffer& buffer, std::uint32_t rows);
  void load_fact(const Node& node, NodeId id);
  void applies(const Node& node, NodeId id, TruthsOut out, std::uint32_t rows);
  void take_faults(const Node& node, TruthsOut out, std::uint32_t rows) const;
  bool look_up(const Node& node, NumbersOut out, std::uint32_t rows);
  Interval look_up_row(const Node& node, std::uint32_t row, std::uint32_t key, std::uint32_t offset,
                       std::uint32_t household) const;
  Interval cell(std::uint32_t cell, std::uint32_t household) const;
  void cut(NodeId id, std::size_t& next);
  void hold(const Node& node, std::uint32_t rows);
  void clash(const Node& node, std::uint32_t row, model::FactId fact);

  NodeId arg(const Node& node, std::uint32_t i) const { return plan.args[node.first + i]; }
  Numbers numbers(const Node& node, std::uint32_t i) const {
    const Column& c = columns[arg(node, i)];
    return {c.lo, c.hi, c.fault, c.known};
  }
  Truths truths(const Node& node, std::uint32_t i) const {
    const Column& c = columns[arg(node, i)];
    return {c.truth, c.fault};
  }
  Truths where(const Node& node) const {
    return node.has_where ? truths(node, node.count - 1) : Truths{};
  }
  kernels::Elements elements(const Node& node) const {
    const FrameLevel& level = frame->level(model[node.collection].element);
    return {frame->level(node.entity).rows, level.first.data(), level.least.data(),
            level.most.data(), level.plain};
  }
};

void Machine::Impl::clash(const Node& node, std::uint32_t row, model::FactId fact) {
  clashes.push_back(
      {frame->level(node.entity).household[row], fact, row, value::Interval::nothing()});
}

void Machine::Impl::load_fact(const Node& node, NodeId id) {
  const FactColumn& fact = frame->fact(node.fact);
  Column& column = columns[id];
  column = {};
  column.truth = fact.truth.data();
  column.sets = fact.sets.data();
  column.lo = fact.lo.data();
  column.hi = fact.known ? fact.lo.data() : fact.hi.data();
  column.known = fact.known;
}

void Machine::Impl::applies(const Node& node, NodeId id, TruthsOut out, std::uint32_t rows) {
  const Truths condition = truths(node, 0);
  const FactColumn& fact = frame->fact(node.fact);
  for (std::uint32_t r = 0; r < rows; ++r) {
    const bool given = fact.given[r] != 0;
    if (given && condition.truth[r] == 0) clash(node, r, node.fact);
    out.truth[r] = given ? Byte{2} : condition.truth[r];
    if (out.fault != nullptr) out.fault[r] = given ? Byte{0} : condition.fault_at(r);
  }
  columns[id].truth = out.truth;
}

Interval Machine::Impl::cell(std::uint32_t cell, std::uint32_t household) const {
  const Interval value = tables->cells()[cell].value;
  if (cuts == nullptr || cuts->cells.empty()) return value;
  const auto found =
      std::lower_bound(cuts->cells.begin(), cuts->cells.end(), std::pair{cell, household},
                       [](const CellCut& cut, const std::pair<std::uint32_t, std::uint32_t>& at) {
                         return std::pair{cut.cell, cut.household} < at;
                       });
  if (found == cuts->cells.end() || found->cell != cell || found->household != household)
    return value;
  return value::meet(value, found->value);
}

Interval Machine::Impl::look_up_row(const Node& node, std::uint32_t row, std::uint32_t key,
                                    std::uint32_t offset, std::uint32_t household) const {
  if (key == node.count) return cell(tables->first(node.parameter) + offset, household);
  const NodeId choice = arg(node, key);
  const Node& keys = plan.nodes[choice];
  const std::uint64_t* set = columns[choice].sets + std::size_t{row} * keys.words;
  Interval all = Interval::nothing();
  for (std::uint32_t w = 0; w < keys.words; ++w)
    for (std::uint64_t rest = set[w]; rest != 0; rest &= rest - 1) {
      const auto at =
          static_cast<std::uint32_t>(w * 64 + static_cast<unsigned>(std::countr_zero(rest)));
      all =
          value::hull(all, look_up_row(node, row, key + 1, offset * keys.choices + at, household));
    }
  return all;
}

bool Machine::Impl::look_up(const Node& node, NumbersOut out, std::uint32_t rows) {
  const FrameLevel& level = frame->level(node.entity);
  bool known = true;
  for (std::uint32_t r = 0; r < rows; ++r) {
    Interval value = look_up_row(node, r, 0, 0, level.household[r]);
    if (value.empty()) value = node.range;
    out.lo[r] = value.lo;
    out.hi[r] = value.hi;
    known = known && value.known();
  }
  if (out.fault != nullptr) std::fill_n(out.fault, rows, Byte{0});
  return known;
}

/// The faults of the choices compared, where the comparison is open.
void Machine::Impl::take_faults(const Node& node, TruthsOut out, std::uint32_t rows) const {
  if (out.fault == nullptr) return;
  for (std::uint32_t r = 0; r < rows; ++r) {
    Byte fault = 0;
    for (std::uint32_t i = 0; i < node.count && out.truth[r] == 1; ++i) {
      const Byte* of = columns[arg(node, i)].fault;
      if (of != nullptr && of[r] != 0) fault = fault == 1 ? fault : of[r];
    }
    out.fault[r] = fault;
  }
}

void Machine::Impl::run_truth(const Node& node, NodeId id, Buffer& buffer, std::uint32_t rows) {
  const TruthsOut out{buffer.truth.data(), node.may_fail ? buffer.fault.data() : nullptr};
  Column& column = columns[id];
  column = {};
  column.truth = out.truth;
  column.fault = out.fault;
  switch (node.op) {
    case Op::constant:
      std::fill_n(out.truth, rows, static_cast<Byte>(node.truth));
      break;
    case Op::applies:
      applies(node, id, out, rows);
      break;
    case Op::stated: {
      const std::vector<Byte>& given = frame->fact(node.fact).given;
      for (std::uint32_t r = 0; r < rows; ++r) out.truth[r] = given[r] != 0 ? Byte{2} : Byte{0};
      break;
    }
    case Op::met:
      kernels::met(truths(node, 0), truths(node, 1), out, rows);
      break;
    case Op::spread: {
      const Column& from = columns[arg(node, 0)];
      const std::vector<std::uint32_t>& parent = frame->level(node.entity).parent;
      for (std::uint32_t r = 0; r < rows; ++r) out.truth[r] = from.truth[parent[r]];
      if (out.fault != nullptr)
        for (std::uint32_t r = 0; r < rows; ++r)
          out.fault[r] = from.fault == nullptr ? Byte{0} : from.fault[parent[r]];
      break;
    }
    case Op::less:
      if (node.count == 2) {
        kernels::less(numbers(node, 0), numbers(node, 1), out, rows);
      } else {
        kernels::less_products(numbers(node, 0), numbers(node, 1), numbers(node, 2),
                               numbers(node, 3), out, rows);
      }
      break;
    case Op::is:
      if (node.count == 1) {
        kernels::in_set(columns[arg(node, 0)].sets, node.words, plan.sets.data() + node.set,
                        out.truth, rows);
        take_faults(node, out, rows);
      } else if (plan.nodes[arg(node, 0)].shape == Shape::choice) {
        const NodeId a = arg(node, 0);
        kernels::same_choice(columns[a].sets, columns[arg(node, 1)].sets, plan.nodes[a].words,
                             out.truth, rows);
        take_faults(node, out, rows);
      } else if (node.count == 2) {
        kernels::equal(numbers(node, 0), numbers(node, 1), out, rows);
      } else {
        kernels::equal_products(numbers(node, 0), numbers(node, 1), numbers(node, 2),
                                numbers(node, 3), out, rows);
      }
      break;
    case Op::not_:
      kernels::negated(truths(node, 0), out, rows);
      break;
    case Op::cases:
      kernels::cases(truths(node, 0), truths(node, 1), truths(node, 2), out, rows);
      break;
    case Op::any:
      kernels::any(elements(node), truths(node, 0), where(node), out);
      break;
    case Op::every:
      kernels::every(elements(node), truths(node, 0), where(node), out);
      break;
    default: {
      parts.clear();
      for (std::uint32_t i = 0; i < node.count; ++i) parts.push_back(truths(node, i));
      if (node.op == Op::and_) {
        kernels::all_of(parts, out, rows);
      } else if (node.op == Op::or_) {
        kernels::any_of(parts, out, rows);
      } else {
        kernels::at_least(parts, node.least, out, rows);
      }
    }
  }
}

void Machine::Impl::run_number(const Node& node, NodeId id, Buffer& buffer, std::uint32_t rows) {
  const NumbersOut out{buffer.lo.data(), buffer.hi.data(),
                       node.may_fail ? buffer.fault.data() : nullptr};
  bool known = false;
  switch (node.op) {
    case Op::constant:
      std::fill_n(out.lo, rows, node.range.lo);
      known = true;
      break;
    case Op::parameter:
      known = look_up(node, out, rows);
      break;
    case Op::spread: {
      const Column& from = columns[arg(node, 0)];
      const std::vector<std::uint32_t>& parent = frame->level(node.entity).parent;
      known = from.known;
      for (std::uint32_t r = 0; r < rows; ++r) out.lo[r] = from.lo[parent[r]];
      if (!known)
        for (std::uint32_t r = 0; r < rows; ++r) out.hi[r] = from.hi[parent[r]];
      if (out.fault != nullptr)
        for (std::uint32_t r = 0; r < rows; ++r)
          out.fault[r] = from.fault == nullptr ? Byte{0} : from.fault[parent[r]];
      break;
    }
    case Op::add:
      known = kernels::add(numbers(node, 0), numbers(node, 1), out, rows);
      break;
    case Op::sub:
      known = kernels::sub(numbers(node, 0), numbers(node, 1), out, rows);
      break;
    case Op::mul:
      known =
          kernels::mul(numbers(node, 0), numbers(node, 1), node.divide_a, node.divide_b, out, rows);
      break;
    case Op::div:
      kernels::quotient(numbers(node, 0), numbers(node, 1), out, rows);
      break;
    case Op::rounded:
      known = node.count == 1
                  ? kernels::rounded(numbers(node, 0), node.rounding, out, rows)
                  : kernels::rounded(numbers(node, 0), numbers(node, 1), node.rounding, out, rows);
      break;
    case Op::cases:
      known = kernels::cases(truths(node, 0), numbers(node, 1), numbers(node, 2), out, rows);
      break;
    case Op::age: {
      const Numbers births = numbers(node, 0);
      known = true;
      for (std::uint32_t r = 0; r < rows; ++r) {
        const Interval ages = value::ages_of(births.at(r), tables->as_of(), node.range);
        out.lo[r] = ages.lo;
        out.hi[r] = ages.hi;
        known = known && ages.known();
      }
      break;
    }
    case Op::met:
      known = kernels::met(numbers(node, 0), numbers(node, 1), out, rows);
      break;
    case Op::higher:
      known = kernels::higher(numbers(node, 0), numbers(node, 1), out, rows);
      break;
    case Op::count:
      known = kernels::count(elements(node), where(node), out);
      break;
    case Op::sum:
      known = kernels::sum(elements(node), numbers(node, 0), where(node), out);
      break;
    default:
      known = kernels::extreme(elements(node), numbers(node, 0), where(node),
                               node.op == Op::largest, node.range, out);
      break;
  }
  Column& column = columns[id];
  column = {};
  column.lo = out.lo;
  column.hi = known ? out.lo : out.hi;
  column.fault = out.fault;
  column.known = known;
  // A known column has no error; its buffer may still hold a former node's.
  if (known && out.fault != nullptr) std::fill_n(out.fault, rows, Byte{0});
}

void Machine::Impl::run_choice(const Node& node, NodeId id, Buffer& buffer, std::uint32_t rows) {
  std::uint64_t* out = buffer.sets.data();
  Byte* fault = node.may_fail ? buffer.fault.data() : nullptr;
  if (node.op == Op::constant) {
    for (std::uint32_t r = 0; r < rows; ++r)
      std::copy_n(plan.sets.data() + node.set, node.words, out + std::size_t{r} * node.words);
  } else if (node.op == Op::spread) {
    const Column& from = columns[arg(node, 0)];
    const std::vector<std::uint32_t>& parent = frame->level(node.entity).parent;
    for (std::uint32_t r = 0; r < rows; ++r)
      std::copy_n(from.sets + std::size_t{parent[r]} * node.words, node.words,
                  out + std::size_t{r} * node.words);
    if (fault != nullptr)
      for (std::uint32_t r = 0; r < rows; ++r)
        fault[r] = from.fault == nullptr ? Byte{0} : from.fault[parent[r]];
  } else if (node.op == Op::met) {
    const Column& a = columns[arg(node, 0)];
    const Column& b = columns[arg(node, 1)];
    kernels::met({a.sets, a.fault}, {b.sets, b.fault}, node.words, {out, fault}, rows);
  } else {
    const Column& then = columns[arg(node, 1)];
    const Column& otherwise = columns[arg(node, 2)];
    kernels::cases(truths(node, 0), {then.sets, then.fault}, {otherwise.sets, otherwise.fault},
                   node.words, {out, fault}, rows);
  }
  columns[id] = {};
  columns[id].sets = out;
  columns[id].fault = fault;
}

void Machine::Impl::run_node(NodeId id) {
  const Node& node = plan.nodes[id];
  const std::uint32_t rows = frame->level(node.entity).rows;
  if (node.op == Op::fact || node.op == Op::supplied) {
    load_fact(node, id);
    return;
  }
  const std::uint32_t slot = layout.slot_of[id];
  Buffer& buffer = buffers[slot];
  buffer.fit(layout.slots[slot], rows);
  if (node.shape == Shape::truth) {
    run_truth(node, id, buffer, rows);
  } else if (node.shape == Shape::number) {
    run_number(node, id, buffer, rows);
  } else {
    run_choice(node, id, buffer, rows);
  }
  if (node.op == Op::met && node.fact.valid()) hold(node, rows);
}

/// Rows that supply what the rest of them rules out contradict themselves.
void Machine::Impl::hold(const Node& node, std::uint32_t rows) {
  const FactColumn& fact = frame->fact(node.fact);
  const Column& a = columns[arg(node, 0)];
  const Column& b = columns[arg(node, 1)];
  for (std::uint32_t r = 0; r < rows; ++r) {
    if (fact.given[r] == 0) continue;
    bool apart = false;
    if (node.shape == Shape::number) {
      apart = value::meet({a.lo[r], a.hi[r]}, {b.lo[r], b.hi[r]}).empty();
    } else if (node.shape == Shape::truth) {
      apart = a.truth[r] != 1 && b.truth[r] != 1 && a.truth[r] != b.truth[r];
    } else {
      const std::size_t at = std::size_t{r} * node.words;
      apart = !value::choices::overlap({a.sets + at, node.words}, {b.sets + at, node.words});
    }
    if (!apart) continue;
    clash(node, r, node.fact);
    if (node.shape == Shape::number) clashes.back().computed = {a.lo[r], a.hi[r]};
  }
}

/// Meets the rows of a node with its cuts. The column is copied first where it is a fact's, or
/// where hi is lo.
void Machine::Impl::cut(NodeId id, std::size_t& next) {
  const Node& node = plan.nodes[id];
  const std::uint32_t rows = frame->level(node.entity).rows;
  Column& column = columns[id];
  const std::uint32_t slot = layout.slot_of[id];
  Buffer& buffer = buffers[slot];
  buffer.fit(layout.slots[slot], rows);
  if (node.shape == Shape::number) {
    if (column.lo != buffer.lo.data()) std::copy_n(column.lo, rows, buffer.lo.data());
    if (column.hi != buffer.hi.data()) std::copy_n(column.hi, rows, buffer.hi.data());
    column.lo = buffer.lo.data();
    column.hi = buffer.hi.data();
    column.known = false;
  } else if (node.shape == Shape::truth) {
    if (column.truth != buffer.truth.data()) std::copy_n(column.truth, rows, buffer.truth.data());
    column.truth = buffer.truth.data();
  } else {
    if (column.sets != buffer.sets.data())
      std::copy_n(column.sets, std::size_t{rows} * node.words, buffer.sets.data());
    column.sets = buffer.sets.data();
  }
  for (; next < cuts->nodes.size() && cuts->nodes[next].node == id; ++next) {
    const Cut& cut = cuts->nodes[next];
    if (column.fault != nullptr && column.fault[cut.row] != 0) continue;
    if (node.shape == Shape::number) {
      const Interval met = value::meet({buffer.lo[cut.row], buffer.hi[cut.row]}, cut.number);
      if (met.empty()) {
        clash(node, cut.row, {});
        continue;
      }
      buffer.lo[cut.row] = met.lo;
      buffer.hi[cut.row] = met.hi;
    } else if (node.shape == Shape::truth) {
      Byte& truth = buffer.truth[cut.row];
      if (truth == 1) {
        truth = static_cast<Byte>(cut.truth);
      } else if (cut.truth != value::Truth::U && truth != static_cast<Byte>(cut.truth)) {
        clash(node, cut.row, {});
      }
    } else {
      const value::choices::Words set(buffer.sets.data() + std::size_t{cut.row} * node.words,
                                      node.words);
      const value::choices::ConstWords by(cuts->sets.data() + cut.set, node.words);
      if (!value::choices::overlap(set, by)) {
        clash(node, cut.row, {});
        continue;
      }
      value::choices::meet(set, by);
    }
  }
}

void Machine::Impl::run_all() {
  clashes.clear();
  std::size_t next = 0;
  for (const NodeId id : layout.order) {
    run_node(id);
    if (cuts == nullptr) continue;
    while (next < cuts->nodes.size() && cuts->nodes[next].node < id) ++next;
    if (next < cuts->nodes.size() && cuts->nodes[next].node == id) cut(id, next);
  }
}

Machine::Machine(const model::Model& model, const plan::Plan& plan, Policy policy,
                 std::span<const NodeId> kept)
    : impl_(std::make_unique<Impl>(model, plan, policy, kept)) {}
Machine::~Machine() = default;
Machine::Machine(Machine&&) noexcept = default;

void Machine::run(const Frame& frame, const Tables& tables, const Cuts* cuts) {
  impl_->frame = &frame;
  impl_->tables = &tables;
  impl_->cuts = cuts;
  impl_->run_all();
}

std::uint32_t Machine::rows(model::EntityId entity) const {
  return impl_->frame->level(entity).rows;
}

value::Truth Machine::truth(NodeId node, std::uint32_t row) const {
  return static_cast<value::Truth>(impl_->columns[node].truth[row]);
}

Interval Machine::number(NodeId node, std::uint32_t row) const {
  return {impl_->columns[node].lo[row], impl_->columns[node].hi[row]};
}

std::span<const std::uint64_t> Machine::choices(NodeId node, std::uint32_t row) const {
  const std::uint32_t words = impl_->plan.nodes[node].words;
  return {impl_->columns[node].sets + std::size_t{row} * words, words};
}

Fault Machine::fault(NodeId node, std::uint32_t row) const {
  const Byte* fault = impl_->columns[node].fault;
  return fault == nullptr ? Fault::none : static_cast<Fault>(fault[row]);
}

Interval Machine::cell(std::uint32_t cell, std::uint32_t household) const {
  return impl_->cell(cell, household);
}

bool Machine::contradicted(std::uint32_t household) const {
  return std::ranges::any_of(impl_->clashes,
                             [&](const Clash& clash) { return clash.household == household; });
}

std::span<const Clash> Machine::clashes() const { return impl_->clashes; }

std::span<const std::uint8_t> Machine::truth_column(NodeId node) const {
  return {impl_->columns[node].truth, impl_->frame->level(impl_->plan.nodes[node].entity).rows};
}
std::span<const std::int64_t> Machine::low_column(NodeId node) const {
  return {impl_->columns[node].lo, impl_->frame->level(impl_->plan.nodes[node].entity).rows};
}
std::span<const std::int64_t> Machine::high_column(NodeId node) const {
  return {impl_->columns[node].hi, impl_->frame->level(impl_->plan.nodes[node].entity).rows};
}

}  // namespace entitle::run
