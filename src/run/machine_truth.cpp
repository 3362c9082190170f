// Truth columns: comparisons, logic, what applies and what is said.
#include "run/machine_impl.hpp"
#include "value/choice_set.hpp"

namespace entitle::run {

using kernels::Byte;
using kernels::TruthsOut;
using plan::Node;
using plan::NodeId;
using plan::Shape;
using value::Op;

void Machine::Impl::applies(const Node& node, TruthsOut out, std::uint32_t rows) {
  const kernels::Truths condition = truths(node, 0);
  const FactColumn& fact = frame->fact(node.fact);
  for (std::uint32_t r = 0; r < rows; ++r) {
    const bool given = fact.given(r);
    if (given && condition.truth[r] == 0) clash(node, r, node.fact);
    out.truth[r] = given ? Byte{2} : condition.truth[r];
    if (out.fault != nullptr) out.fault[r] = given ? Byte{0} : condition.fault_at(r);
  }
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

/// Whether a one-of is one of a set. Returns whether no row is open.
bool Machine::Impl::is_one_of(const Node& node, TruthsOut out, std::uint32_t rows) {
  const NodeId id = arg(node, 0);
  const Column& of = columns[id];
  const value::choices::ConstWords set = plan.set_of(node);
  if (of.codes == nullptr || code_width(node.choices) != value::Width::byte) {
    kernels::in_set(sets(id), node.words, set.data(), out.truth, rows);
    take_faults(node, out, rows);
    return of.known;
  }
  const auto* const codes = static_cast<const Byte*>(of.codes);
  const auto low = static_cast<std::uint32_t>(value::choices::first(set));
  const auto count = static_cast<std::uint32_t>(value::choices::count(set));
  if (of.known && count > 0 && low + count <= node.choices &&
      value::choices::contains(set, low + count - 1) && count <= 2) {
    kernels::code_in(codes, static_cast<Byte>(low), static_cast<Byte>(low + count - 1), out.truth,
                     rows);
    return true;
  }
  Byte truths[256] = {};
  for (std::uint32_t c = 0; c < node.choices; ++c)
    truths[c] = value::choices::contains(set, c) ? 2 : 0;
  truths[node.choices] = count == 0 ? 0 : count == node.choices ? 2 : 1;
  kernels::code_truth(codes, truths, out.truth, rows);
  take_faults(node, out, rows);
  return of.known;
}

void Machine::Impl::run_truth(const Node& node, NodeId id, Buffer& buffer, std::uint32_t rows) {
  const TruthsOut out{Buffer::room(buffer.truth, rows + 8),
                      node.may_fail ? Buffer::room(buffer.fault, rows) : nullptr};
  const Recipe& recipe = recipes[id];
  // Whether no row can be open, because no operand's is.
  bool known = true;
  for (std::uint32_t i = 0; i < node.count; ++i) known = known && columns[arg(node, i)].known;
  bool look = true;  // where that is not so: whether to look
  switch (node.op) {
    case Op::constant:
      std::fill_n(out.truth, rows, static_cast<Byte>(node.truth));
      known = node.truth != value::Truth::U;
      break;
    case Op::applies:
      applies(node, out, rows);
      break;
    case Op::stated: {
      const FactColumn& fact = frame->fact(node.fact);
      for (std::uint32_t r = 0; r < rows; ++r) out.truth[r] = fact.given(r) ? Byte{2} : Byte{0};
      break;
    }
    case Op::met:
      kernels::met(truths(node, 0), truths(node, 1), out, rows);
      break;
    case Op::spread: {
      const Column& from = columns[arg(node, 0)];
      spread(node.entity, from.truth, value::Width::byte, out.truth);
      spread_faults(from, node, out.fault, rows);
      look = false;
      break;
    }
    case Op::less:
      if (node.count == 2) {
        kernels::less(numbers(node, 0), numbers(node, 1), recipe, out, rows, scratch);
      } else {
        kernels::less_products(numbers(node, 0), numbers(node, 1), numbers(node, 2),
                               numbers(node, 3), out, rows);
      }
      break;
    case Op::is:
      if (node.count == 1) {
        known = is_one_of(node, out, rows);
      } else if (plan.nodes[arg(node, 0)].shape == Shape::choice) {
        const NodeId a = arg(node, 0);
        kernels::same_choice(sets(a), sets(arg(node, 1)), plan.nodes[a].words, out.truth, rows);
        take_faults(node, out, rows);
      } else if (node.count == 2) {
        kernels::equal(numbers(node, 0), numbers(node, 1), recipe, out, rows, scratch);
      } else {
        kernels::equal_products(numbers(node, 0), numbers(node, 1), numbers(node, 2),
                                numbers(node, 3), out, rows);
      }
      break;
    case Op::not_:
      kernels::negated(truths(node, 0), out, rows);
      look = false;
      break;
    case Op::cases:
      kernels::cases(truths(node, 0), truths(node, 1), truths(node, 2), out, rows);
      break;
    case Op::any:
      kernels::any(elements(node), truths(node, 0), where(node), out);
      known = known && elements(node).plain;
      break;
    case Op::every:
      kernels::every(elements(node), truths(node, 0), where(node), out);
      known = known && elements(node).plain;
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
  if (node.may_fail) {
    known = false;
  } else if (!known && look) {
    known = !kernels::any_open(out.truth, rows);
  }
  Column& column = columns[id];
  column = {};
  column.truth = out.truth;
  column.fault = out.fault;
  column.known = known;
}

}  // namespace entitle::run
