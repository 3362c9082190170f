// Number columns: arithmetic, look-ups in tables, folding of elements.
#include <bit>

#include "run/machine_impl.hpp"
#include "value/age.hpp"

namespace entitle::run {

using kernels::Byte;
using kernels::NumbersOut;
using plan::Node;
using plan::NodeId;
using value::Interval;
using value::Op;

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
                                    std::uint32_t offset, std::uint32_t household) {
  if (key == node.count) return cell(tables->first(node.parameter) + offset, household);
  const NodeId choice = arg(node, key);
  const Node& keys_of = plan.nodes[choice];
  const std::uint64_t* set = sets(choice) + std::size_t{row} * keys_of.words;
  Interval all = Interval::nothing();
  for (std::uint32_t w = 0; w < keys_of.words; ++w)
    for (std::uint64_t rest = set[w]; rest != 0; rest &= rest - 1) {
      const auto at =
          static_cast<std::uint32_t>(w * 64 + static_cast<unsigned>(std::countr_zero(rest)));
      all = value::hull(all,
                        look_up_row(node, row, key + 1, offset * keys_of.choices + at, household));
    }
  return all;
}

bool Machine::Impl::look_up(const Node& node, NumbersOut out, std::uint32_t rows) {
  keys.clear();
  bool coded = cuts == nullptr || cuts->cells.empty();
  bool known = true;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const Column& column = columns[arg(node, i)];
    coded = coded && column.codes != nullptr;
    known = known && column.known;
    keys.push_back({column.codes, code_width(plan.nodes[arg(node, i)].choices), 1});
  }
  const PackedTable& table = tables->packed(node.parameter);
  if (coded && !table.empty()) {
    for (std::uint32_t i = 0; i < node.count; ++i) keys[i].stride = table.strides[i];
    kernels::look_up(keys.data(), keys.size(), table.lo.data(), {out.lo, out.packing.width}, rows,
                     scratch);
    if (known && table.known) return true;
    kernels::look_up(keys.data(), keys.size(), table.hi.data(), {out.hi, out.packing.width}, rows,
                     scratch);
    return false;
  }
  const FrameLevel& level = frame->level(node.entity);
  known = true;
  for (std::uint32_t r = 0; r < rows; ++r) {
    Interval value = look_up_row(node, r, 0, 0, level.household[r]);
    if (value.empty()) value = node.range;
    out.put(r, value);
    known = known && value.known();
  }
  return known;
}

/// An operand as a branch: one number where it is a constant.
kernels::Branch Machine::Impl::branch(const Node& node, std::uint32_t i, std::int64_t times) const {
  const Node& of = plan.nodes[arg(node, i)];
  kernels::Branch made;
  made.side = {columns[arg(node, i)].lo, of.packing.width, times};
  made.constant = of.op == Op::constant;
  if (made.constant) made.number = of.range.lo / node.packing.unit;
  return made;
}

void Machine::Impl::run_number(const Node& node, NodeId id, Buffer& buffer, std::uint32_t rows) {
  const Recipe& recipe = recipes[id];
  Column& column = columns[id];
  if (recipe.alias) {
    column = columns[arg(node, recipe.column)];
    return;
  }
  const std::size_t bytes = (std::size_t{rows} + 8) * value::bytes_of(node.packing.width);
  const NumbersOut out{Buffer::room(buffer.lo, bytes), Buffer::room(buffer.hi, bytes),
                       node.may_fail ? Buffer::room(buffer.fault, rows) : nullptr, node.packing};
  bool known = false;
  switch (node.op) {
    case Op::constant:
      for (void* const lane : {out.lo, out.hi})
        fill_values(lane, node.packing.width, rows, node.packing.stored(node.range).lo);
      known = true;
      break;
    case Op::parameter:
      known = look_up(node, out, rows);
      if (out.fault != nullptr) std::fill_n(out.fault, rows, Byte{0});
      break;
    case Op::spread: {
      const Column& from = columns[arg(node, 0)];
      known = from.known;
      spread(node.entity, from.lo, node.packing.width, out.lo);
      if (!known) spread(node.entity, from.hi, node.packing.width, out.hi);
      spread_faults(from, node, out.fault, rows);
      break;
    }
    case Op::add:
      known = kernels::add(numbers(node, 0), numbers(node, 1), recipe, out, rows, scratch);
      break;
    case Op::sub:
      known = kernels::sub(numbers(node, 0), numbers(node, 1), recipe, out, rows, scratch);
      break;
    case Op::mul:
      known = kernels::mul(numbers(node, 0), numbers(node, 1), recipe, out, rows, scratch);
      break;
    case Op::div:
      kernels::quotient(numbers(node, 0), numbers(node, 1), out, rows);
      break;
    case Op::rounded:
      known = node.count == 1
                  ? kernels::rounded(numbers(node, 0), recipe, node.rounding, out, rows, scratch)
                  : kernels::rounded(numbers(node, 0), numbers(node, 1), recipe, node.rounding, out,
                                     rows, scratch);
      break;
    case Op::cases:
      known =
          kernels::cases(truths(node, 0), numbers(node, 1), branch(node, 1, recipe.a),
                         numbers(node, 2), branch(node, 2, recipe.b), recipe, out, rows, scratch);
      break;
    case Op::age: {
      const kernels::Numbers births = numbers(node, 0);
      known = true;
      for (std::uint32_t r = 0; r < rows; ++r) {
        const Interval ages = value::ages_of(births.at(r), tables->as_of(), node.range);
        out.put(r, ages);
        known = known && ages.known();
      }
      break;
    }
    case Op::met:
      known = kernels::met(numbers(node, 0), numbers(node, 1), out, rows);
      break;
    case Op::higher:
      known = kernels::higher(numbers(node, 0), numbers(node, 1), recipe, out, rows, scratch);
      break;
    case Op::count:
      known = kernels::count(elements(node), where(node), recipe, out);
      break;
    case Op::sum:
      known = kernels::sum(elements(node), numbers(node, 0), where(node), recipe, out, scratch);
      break;
    default:
      known = kernels::extreme(elements(node), numbers(node, 0), where(node),
                               node.op == Op::largest, node.range, out);
      break;
  }
  column = {};
  column.lo = out.lo;
  column.hi = known ? out.lo : out.hi;
  column.fault = out.fault;
  column.known = known;
  // A known column has no error; its buffer may still hold a former node's.
  if (known && out.fault != nullptr) std::fill_n(out.fault, rows, Byte{0});
}

}  // namespace entitle::run
