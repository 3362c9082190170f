// A plan as text, a line a node: its number, what it does to which nodes, whose rows it has and
// what it can be.
#include <string>

#include "entitle/decimal.hpp"
#include "plan/plan.hpp"
#include "value/choice_set.hpp"

namespace entitle::plan {

using value::Op;

namespace {

std::string end(std::int64_t units) {
  if (units >= value::infinity) return "inf";
  if (units <= value::minus_infinity) return "-inf";
  return Decimal::from_units(units).to_string();
}

std::string detail(const Node& node, const Plan& plan, const model::Model& model) {
  switch (node.op) {
    case Op::fact:
    case Op::applies:
    case Op::stated:
    case Op::supplied:
      return " " + model[node.fact].key();
    case Op::parameter:
      return " " + model[node.parameter].key();
    case Op::count:
    case Op::sum:
    case Op::any:
    case Op::every:
    case Op::smallest:
    case Op::largest:
      return " " + model[node.collection].key() + (node.has_where ? " where" : "");
    case Op::at_least:
      return " " + std::to_string(node.least);
    case Op::rounded:
      return " to " + end(node.rounding.unit);
    case Op::constant:
      if (node.shape == Shape::number) return " " + end(node.range.lo);
      if (node.shape == Shape::truth) return node.truth == value::Truth::T ? " yes" : " no";
      break;
    case Op::is:
      if (node.count == 1) break;
      return "";
    default:
      return "";
  }
  std::string set = " {";
  for (std::uint32_t c = 0; c < node.choices; ++c)
    if (value::choices::contains(plan.set_of(node), c))
      set += (set.size() > 2 ? " " : "") + std::to_string(c);
  return set + "}";
}

}  // namespace

std::string print(const Plan& plan, const model::Model& model) {
  std::string text;
  for (NodeId n = 0; n < plan.nodes.size(); ++n) {
    const Node& node = plan.nodes[n];
    text += "%" + std::to_string(n) + " = " + value::to_string(node.op) + detail(node, plan, model);
    for (const NodeId arg : plan.args_of(node)) text += " %" + std::to_string(arg);
    text += "  of " + model[node.entity].key();
    if (node.shape == Shape::number)
      text += "  [" + end(node.range.lo) + ", " + end(node.range.hi) + "] step " + end(node.step);
    if (node.may_fail) text += "  may overflow";
    text += '\n';
  }
  for (const ProgramNodes& program : plan.programs) {
    text += model[program.rule].key() + ": eligible %" + std::to_string(program.eligible);
    if (program.status != program.eligible) text += " status %" + std::to_string(program.status);
    if (program.amount != no_node) text += ", amount %" + std::to_string(program.amount);
    text += '\n';
  }
  return text;
}

}  // namespace entitle::plan
