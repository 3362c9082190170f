// Runs the nodes of a plan in order and meets what they give with what is cut there. The operations
// themselves are in machine_truth.cpp, machine_number.cpp and machine_choice.cpp.
#include "run/machine.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "run/kernels_bits.hpp"
#include "run/machine_impl.hpp"
#include "value/choice_set.hpp"

namespace entitle::run {

using kernels::Byte;
using plan::Node;
using plan::NodeId;
using plan::Shape;
using value::Interval;
using value::Op;

Machine::Impl::Impl(const model::Model& m, const plan::Plan& p, Policy policy,
                    std::span<const NodeId> kept)
    : model(m),
      plan(p),
      recipes(recipes_of(p)),
      layout(policy == Policy::keep ? keep_all(p) : recycle(p, recipes, kept)),
      buffers(layout.slots),
      columns(p.nodes.size()),
      run_in(p.nodes.size(), 0),
      constant_rows(m.entities.size(), 0),
      largest(m.entities.size()) {}

void Machine::Impl::clash(const Node& node, std::uint32_t row, model::FactId fact) {
  clashing.push_back(static_cast<NodeId>(&node - plan.nodes.data()));
  clashes.push_back(
      {frame->level(node.entity).household[row], fact, row, value::Interval::nothing()});
}

void Machine::Impl::load_fact(const Node& node, NodeId id) {
  const FactColumn& fact = frame->fact(node.fact);
  Column& column = columns[id];
  column = {};
  column.known = fact.known();
  switch (fact.form()) {
    case FactColumn::Form::number:
      column.lo = fact.lo().data();
      column.hi = column.known ? column.lo : fact.hi().data();
      break;
    case FactColumn::Form::truth:
      column.truth = fact.truths().bytes();
      break;
    case FactColumn::Form::choice:
      if (fact.has_sets()) {
        const std::uint32_t rows = frame->outline(node.entity).rows;
        std::vector<std::uint64_t>& lane = buffer_of(id).sets;
        const std::size_t bytes = std::size_t{rows} * node.words * sizeof lane[0];
        std::uint64_t* const sets = Buffer::room(lane, bytes);
        std::memset(sets, 0, bytes);
        for (std::uint32_t r = 0; r < rows; ++r)
          fact.add_choices(r, {sets + std::size_t{r} * node.words, node.words});
        column.sets = sets;
      } else {
        column.codes = fact.codes().data();
      }
      break;
    case FactColumn::Form::text:
      break;
  }
}

void Machine::Impl::spread_faults(const Column& from, const Node& node, Byte* fault,
                                  std::uint32_t rows) const {
  if (fault == nullptr) return;
  const std::vector<std::uint32_t>& parent = frame->level(node.entity).parent;
  for (std::uint32_t r = 0; r < rows; ++r)
    fault[r] = from.fault == nullptr ? Byte{0} : from.fault[parent[r]];
}

void Machine::Impl::spread(model::EntityId entity, const void* from, value::Width width,
                           void* out) {
  const std::vector<std::uint32_t>& first = frame->outline(entity).first;
  const auto parents = static_cast<std::uint32_t>(first.size()) - 1;
  Largest& group = largest[entity.index];
  if (group.run != this_run) group = {this_run, kernels::largest_group(first.data(), parents)};
  kernels::spread({from, width, 1}, first.data(), parents, group.elements, out);
}

void Machine::Impl::run_node(NodeId id) {
  const Node& node = plan.nodes[id];
  const std::uint32_t rows = frame->outline(node.entity).rows;
  if (node.op == Op::fact || node.op == Op::supplied) {
    load_fact(node, id);
    return;
  }
  Buffer& buffer = buffer_of(id);
  if (node.op == Op::constant) {
    if (buffer.filled > 0 && buffer.filled >= rows) return;
    buffer.filled = rows;
  }
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
    if (!fact.given(r)) continue;
    bool apart = false;
    if (node.shape == Shape::number) {
      apart = value::meet(numbers(node, 0).at(r), numbers(node, 1).at(r)).empty();
    } else if (node.shape == Shape::truth) {
      apart = a.truth[r] != 1 && b.truth[r] != 1 && a.truth[r] != b.truth[r];
    } else {
      const std::size_t at = std::size_t{r} * node.words;
      apart = !value::choices::overlap({sets(arg(node, 0)) + at, node.words},
                                       {sets(arg(node, 1)) + at, node.words});
    }
    if (!apart) continue;
    clash(node, r, node.fact);
    if (node.shape == Shape::number) clashes.back().computed = numbers(node, 0).at(r);
  }
}

/// Makes a column the node's own, with both ends, or sets, in its buffer.
void Machine::Impl::own(NodeId id, Buffer& buffer, std::uint32_t rows) {
  const Node& node = plan.nodes[id];
  Column& column = columns[id];
  const auto copied = [&](auto& lane, const void* from, std::size_t bytes) {
    auto* const to = Buffer::room(lane, bytes);
    if (from != to) std::memcpy(to, from, bytes);
    return to;
  };
  if (node.shape == Shape::number) {
    const std::size_t bytes = std::size_t{rows} * value::bytes_of(node.packing.width);
    // hi first: it may be lo.
    column.hi = copied(buffer.hi, column.hi, bytes);
    column.lo = copied(buffer.lo, column.lo, bytes);
  } else if (node.shape == Shape::truth) {
    column.truth = copied(buffer.truth, column.truth, rows);
  } else {
    column.sets =
        copied(buffer.sets, sets(id), std::size_t{rows} * node.words * sizeof(*column.sets));
    column.codes = nullptr;
  }
  column.known = false;
}

/// Meets the rows of a node with its cuts.
void Machine::Impl::cut(NodeId id, std::size_t& next) {
  const Node& node = plan.nodes[id];
  Column& column = columns[id];
  Buffer& buffer = buffer_of(id);
  own(id, buffer, frame->outline(node.entity).rows);
  for (; next < cuts->nodes.size() && cuts->nodes[next].node == id; ++next) {
    const Cut& cut = cuts->nodes[next];
    if (column.fault != nullptr && column.fault[cut.row] != 0) continue;
    if (node.shape == Shape::number) {
      const Interval by = node.packing.stored(cut.number);
      const Interval met = value::meet(
          {node.packing.raw(column.lo, cut.row), node.packing.raw(column.hi, cut.row)}, by);
      if (met.empty()) {
        clash(node, cut.row, {});
        continue;
      }
      node.packing.put(buffer.lo.data(), cut.row, met.lo);
      node.packing.put(buffer.hi.data(), cut.row, met.hi);
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

/// Takes truths to elements as bits of one byte; false where a row is not known.
bool Machine::Impl::run_together(std::span<const NodeId> spreads) {
  constexpr std::size_t most = 8;
  const Byte* from[most];
  for (std::size_t s = 0; s < spreads.size(); ++s) {
    const Column& source = columns[arg(plan.nodes[spreads[s]], 0)];
    if (!source.known) return false;
    from[s] = source.truth;
  }
  const Node& first = plan.nodes[spreads[0]];
  const std::uint32_t parents = frame->outline(plan.nodes[arg(first, 0)].entity).rows;
  const std::uint32_t rows = frame->outline(first.entity).rows;
  Byte* const bits = scratch.room<Byte>(0, parents);
  Byte* const below = scratch.room<Byte>(1, rows + 8);
  kernels::pack(from, spreads.size(), bits, parents);
  spread(first.entity, bits, value::Width::byte, below);
  for (std::size_t s = 0; s < spreads.size(); ++s) {
    Byte* const out = Buffer::room(buffer_of(spreads[s]).truth, rows + 8);
    kernels::unpack(below, static_cast<Byte>(1U << s), out, rows);
    Column& column = columns[spreads[s]];
    column = {};
    column.truth = out;
    column.known = true;
  }
  return true;
}

/// Runs a fusion as one loop; false where a row that it tests is not known.
bool Machine::Impl::run_fused(const Fusion& fusion) {
  for (const NodeId source : fusion.sources) {
    if (!columns[source].known) return false;
    if (plan.nodes[source].shape == Shape::choice && columns[source].codes == nullptr) return false;
  }
  const auto bytes = [&](NodeId id) {
    const Column& column = columns[id];
    switch (plan.nodes[id].shape) {
      case Shape::truth:
        return column.truth;
      case Shape::number:
        return static_cast<const Byte*>(column.lo);
      case Shape::choice:
        break;
    }
    return static_cast<const Byte*>(column.codes);
  };
  kernels::Tested tested[12];
  std::size_t tests = 0;
  const auto test = [&](const ByteTest& of) {
    tested[tests++] = {bytes(of.column), of.base, of.span};
  };
  const Node& node = plan.nodes[fusion.node];
  const std::uint32_t rows = frame->outline(node.entity).rows;
  Buffer& buffer = buffer_of(fusion.node);
  Column& column = columns[fusion.node];
  column = {};
  column.known = true;
  if (node.shape == Shape::truth) {
    for (const ByteTest& of : fusion.tests) test(of);
    Byte* const out = Buffer::room(buffer.truth, rows + 8);
    kernels::all_hold(tested, tests, fusion.turned ? 0 : 2, fusion.turned ? 2 : 0, out, rows);
    column.truth = out;
    return true;
  }
  Byte values[6] = {};
  for (std::size_t b = 0; b < fusion.branches.size(); ++b) {
    test(fusion.branches[b].first);
    test(fusion.branches[b].second);
    values[b] = fusion.branches[b].value;
  }
  auto* const out = reinterpret_cast<Byte*>(Buffer::room(buffer.lo, rows + 8));
  kernels::first_holding(tested, values, fusion.branches.size(),
                         fusion.otherwise == plan::no_node ? nullptr : bytes(fusion.otherwise),
                         fusion.otherwise_value, out, rows);
  column.lo = column.hi = out;
  return true;
}

/// Runs the nodes of a fusion one by one.
void Machine::Impl::run_apart(const Fusion& fusion) {
  for (const NodeId id : fusion.absorbed) {
    if (run_in[id] == this_run) continue;
    run_in[id] = this_run;
    run_node(id);
  }
  run_node(fusion.node);
}

/// Constants stand as long as no chunk has more rows than those before.
void Machine::Impl::fill_constants() {
  bool more = false;
  for (std::uint32_t e = 0; e < constant_rows.size(); ++e) {
    const std::uint32_t rows = frame->outline({e}).rows;
    more = more || rows > constant_rows[e];
    constant_rows[e] = std::max(constant_rows[e], rows);
  }
  if (!more) return;
  for (const NodeId id : layout.constants) run_node(id);
}

void Machine::Impl::run_step(const Step& step) {
  if (!step.together.empty()) {
    if (!run_together(step.together))
      for (const NodeId id : step.together) run_node(id);
  } else if (!layout.fusion_of.empty() && layout.fusion_of[step.node] != Layout::no_fusion) {
    const Fusion& fusion = layout.fusions[layout.fusion_of[step.node]];
    if (!run_fused(fusion)) run_apart(fusion);
  } else {
    run_node(step.node);
  }
}

/// Clashes in the plan's order, whatever that of the steps.
void Machine::Impl::sort_clashes() {
  std::vector<std::size_t> order(clashes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t at) { return clashing[at]; });
  std::vector<Clash> sorted;
  sorted.reserve(order.size());
  for (const std::size_t at : order) sorted.push_back(clashes[at]);
  clashes = std::move(sorted);
}

void Machine::Impl::run_all() {
  clashes.clear();
  clashing.clear();
  ++this_run;
  fill_constants();
  std::size_t next = 0;
  for (const Step& step : layout.order) {
    run_step(step);
    if (cuts == nullptr) continue;
    while (next < cuts->nodes.size() && cuts->nodes[next].node < step.node) ++next;
    if (next < cuts->nodes.size() && cuts->nodes[next].node == step.node) cut(step.node, next);
  }
  if (clashes.size() > 1) sort_clashes();
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
  return impl_->frame->outline(entity).rows;
}

value::Truth Machine::truth(NodeId node, std::uint32_t row) const {
  return static_cast<value::Truth>(impl_->columns[node].truth[row]);
}

Interval Machine::number(NodeId node, std::uint32_t row) const {
  const value::Packing& packing = impl_->plan.nodes[node].packing;
  return {packing.at(impl_->columns[node].lo, row), packing.at(impl_->columns[node].hi, row)};
}

std::span<const std::uint64_t> Machine::choices(NodeId node, std::uint32_t row) const {
  const std::uint32_t words = impl_->plan.nodes[node].words;
  return {impl_->sets(node) + std::size_t{row} * words, words};
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
  return {impl_->columns[node].truth, impl_->frame->outline(impl_->plan.nodes[node].entity).rows};
}
kernels::Numbers Machine::numbers(NodeId node) const {
  const Column& column = impl_->columns[node];
  return {column.lo, column.hi, column.fault, column.known, impl_->plan.nodes[node].packing};
}
const void* Machine::codes(NodeId node) const { return impl_->columns[node].codes; }
bool Machine::known(NodeId node) const { return impl_->columns[node].known; }

}  // namespace entitle::run
