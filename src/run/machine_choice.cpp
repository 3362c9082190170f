// Columns of one-ofs: as codes while no row is only some of the choices, else as sets.
#include <cstring>

#include "run/machine_impl.hpp"
#include "value/choice_set.hpp"

namespace entitle::run {

using kernels::Byte;
using plan::Node;
using plan::NodeId;
using value::Op;

const std::uint64_t* Machine::Impl::sets(NodeId id) {
  Column& column = columns[id];
  if (column.sets != nullptr) return column.sets;
  const Node& node = plan.nodes[id];
  // A constant's sets stand as long as its codes.
  const std::uint32_t rows = std::max(frame->outline(node.entity).rows, buffer_of(id).filled);
  std::vector<std::uint64_t>& lane = buffer_of(id).sets;
  std::uint64_t* const out = Buffer::room(lane, std::size_t{rows} * node.words * sizeof lane[0]);
  const value::Packing packing{code_width(node.choices)};
  std::memset(out, 0, std::size_t{rows} * node.words * sizeof lane[0]);
  for (std::uint32_t r = 0; r < rows; ++r) {
    const value::choices::Words set(out + std::size_t{r} * node.words, node.words);
    const auto code = static_cast<std::uint32_t>(packing.raw(column.codes, r));
    if (code < node.choices) {
      value::choices::insert(set, code);
    } else {
      value::choices::fill(set, node.choices);
    }
  }
  column.sets = out;
  return out;
}

void Machine::Impl::run_choice(const Node& node, NodeId id, Buffer& buffer, std::uint32_t rows) {
  const value::Width width = code_width(node.choices);
  const std::size_t code_bytes = (std::size_t{rows} + 8) * value::bytes_of(width);
  const std::size_t set_bytes = std::size_t{rows} * node.words * sizeof(std::uint64_t);
  Byte* const fault = node.may_fail ? Buffer::room(buffer.fault, rows) : nullptr;
  Column made;
  made.fault = fault;
  if (node.op == Op::constant) {
    const value::choices::ConstWords set = plan.set_of(node);
    if (value::choices::count(set) == 1) {
      std::int64_t* const codes = Buffer::room(buffer.codes, code_bytes);
      const auto code = static_cast<std::int64_t>(value::choices::first(set));
      for (std::uint32_t r = 0; r < rows; ++r) value::Packing{width}.put(codes, r, code);
      made.codes = codes;
      made.known = true;
    } else {
      std::uint64_t* const out = Buffer::room(buffer.sets, set_bytes);
      for (std::uint32_t r = 0; r < rows; ++r)
        std::copy_n(set.data(), node.words, out + std::size_t{r} * node.words);
      made.sets = out;
    }
  } else if (node.op == Op::spread) {
    const Column& from = columns[arg(node, 0)];
    if (from.codes != nullptr) {
      std::int64_t* const codes = Buffer::room(buffer.codes, code_bytes);
      spread(node.entity, from.codes, width, codes);
      made.codes = codes;
      made.known = from.known;
    } else {
      std::uint64_t* const out = Buffer::room(buffer.sets, set_bytes);
      const std::vector<std::uint32_t>& parent = frame->level(node.entity).parent;
      for (std::uint32_t r = 0; r < rows; ++r)
        std::copy_n(from.sets + std::size_t{parent[r]} * node.words, node.words,
                    out + std::size_t{r} * node.words);
      made.sets = out;
    }
    spread_faults(from, node, fault, rows);
  } else if (node.op == Op::met) {
    std::uint64_t* const out = Buffer::room(buffer.sets, set_bytes);
    const NodeId a = arg(node, 0);
    const NodeId b = arg(node, 1);
    kernels::met({sets(a), columns[a].fault}, {sets(b), columns[b].fault}, node.words, {out, fault},
                 rows);
    made.sets = out;
  } else {
    const NodeId a = arg(node, 1);
    const NodeId b = arg(node, 2);
    if (truths(node, 0).known && columns[a].codes != nullptr && columns[b].codes != nullptr &&
        fault == nullptr) {
      std::int64_t* const codes = Buffer::room(buffer.codes, code_bytes);
      const auto branch = [&](NodeId of) {
        kernels::Branch made_of;
        made_of.side = {columns[of].codes, width, 1};
        made_of.constant = plan.nodes[of].op == Op::constant;
        if (made_of.constant)
          made_of.number =
              static_cast<std::int64_t>(value::choices::first(plan.set_of(plan.nodes[of])));
        return made_of;
      };
      kernels::select(truths(node, 0).truth, branch(a), branch(b), {codes, width}, rows, scratch);
      made.codes = codes;
      made.known = columns[a].known && columns[b].known;
    } else {
      std::uint64_t* const out = Buffer::room(buffer.sets, set_bytes);
      kernels::cases(truths(node, 0), {sets(a), columns[a].fault}, {sets(b), columns[b].fault},
                     node.words, {out, fault}, rows);
      made.sets = out;
    }
  }
  columns[id] = made;
}

}  // namespace entitle::run
