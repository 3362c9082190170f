// The plan: a flat list of typed column operations in dependency order, one for each distinct node
// of the model. Made by lower() from a model; run over chunks of households by run/, read by
// explain/ to find the column of a model node. It holds no data of households and no day:
// parameters are looked up in tables that run/ makes for a day.
//
// Two things are lowered away, so that no operation knows of them. A ratio is a pair of number
// nodes (see Quotient). What may be none ("grade … only if …") is a value node and a truth node
// beside it, `present`; comparisons are joined with `present` by and_.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/model.hpp"
#include "value/interval.hpp"
#include "value/op.hpp"
#include "value/packing.hpp"

namespace entitle::plan {

/// An index into Plan::nodes; also names the column that the node fills.
using NodeId = std::uint32_t;
inline constexpr NodeId no_node = 0xFFFF'FFFF;

/// What the rows of a column are.
enum class Shape : std::uint8_t {
  truth,   ///< a byte: F 0, U 1, T 2
  number,  ///< lo and hi, int64 in 10^-4 units (days for dates)
  choice,  ///< a set of choices: `words` 64-bit words a row
};

/// What a node of the plan does; `args` in this order:
/// - fact: the fact's column. Leaf.
/// - constant: `range.lo` (number), `truth`, or `set`. Leaf.
/// - parameter: args = its keys' choice nodes, at one level.
/// - spread: args = {x} of the parent entity, repeated for each element.
/// - applies: args = {condition}: whether `fact` applies; a row that supplies the fact must meet
/// it.
/// - stated: whether the profile says something of `fact`. Leaf, always known.
/// - supplied: what the profile says of `fact`, which supplies a definition. Leaf that nobody is
/// asked for; it binds what the definition rests on.
/// - met: args = {a, b}, any shape: what two nodes for one value have in common. With `fact`, a row
/// that supplies it contradicts itself where that is nothing.
/// - age: args = {day of birth}: full years on the tables' day, within `range`.
/// - higher: args = {a, b}: the higher of two numbers.
/// - add, sub, mul: args = {a, b}; products stand on the grid.
/// - less: args = {a, b}: a < b. args = {a, d, c, b}: a × d < c × b, exactly, of raw units.
/// - is: numbers, args as for less: equality. choices: args = {x}, `set`: x is one of it; args =
/// {x, y}: both are the same choice.
/// - in: args = {x}: number within `range`.
/// - and_, or_: args, two or more. not_: {x}. at_least: args, `least` of them.
/// - cases: args = {condition, then, otherwise}, any shape.
/// - rounded: args = {x} or {numerator, denominator}, by `rounding`.
/// - div: args = {numerator, denominator}: the closest bounds of the quotient on the grid, for
/// showing: a known quotient that is not
///   on the grid has lo < hi.
/// - count: args = {where?}; any, every: {body, where?}; sum, smallest, largest: {body, where?};
/// over `collection`'s rows, giving one
///   row of its parent. smallest/largest of nothing give their range (nobody reads it: `present` is
///   false then).
struct Node {
  value::Op op{};
  Shape shape{};
  model::EntityId entity;   ///< whose rows the column has
  std::uint32_t first = 0;  ///< in Plan::args
  std::uint32_t count = 0;
  value::Interval range;  ///< numbers: all it can be; constant: its value
  /// Numbers: every value is a multiple of it; 0 of the constant 0.
  std::int64_t step = 1;
  value::Packing packing;  ///< numbers: how range and step let the column be stored
  bool may_fail = false;   ///< its arithmetic, or that of a node below, may overflow
  bool has_where = false;
  value::Truth truth{};       ///< truth constants
  std::uint32_t words = 0;    ///< choices: words a row
  std::uint32_t choices = 0;  ///< choices: how many there are
  std::uint32_t set = 0;      ///< first word in Plan::sets
  std::uint32_t least = 0;
  model::RoundingRule rounding;
  model::FactId fact;
  model::ParameterId parameter;
  model::CollectionId collection;
  std::uint8_t cut_rank = 0;  ///< how soon settling cuts it; 0: never. See CutRank
};

/// In which order settling cuts nodes: lower first.
enum CutRank : std::uint8_t {
  cut_never = 0,
  cut_eligibility = 1,
  cut_criterion = 2,
  cut_comparison = 3,
  cut_choice = 4,
  cut_number = 5
};

/// Where the value of a model expression stands. A plain number, truth or choice has `value`; a
/// ratio has numerator and denominator, and `value` the bounds of the quotient. `present` is a
/// truth node where the value may be none, else no_node.
struct Lowered {
  NodeId value = no_node;
  NodeId numerator = no_node;
  NodeId denominator = no_node;
  NodeId present = no_node;
  bool met = false;  ///< of a definition that may be supplied: `value` is met with that, the other
                     ///< two are as computed
  bool ratio() const { return denominator != no_node; }
};

/// How a comparison of numbers was lowered: `less` of products, for the gap on the multiplied side.
struct ComparedSides {
  NodeId left = no_node;  ///< numbers on one grid: left and right multiplied by both denominators
  NodeId right = no_node;
};

/// A program's answer. `status` is a one-of over Status, by its number; where only qualifies and
/// does not qualify are possible it is `eligible` itself, a truth.
struct ProgramNodes {
  model::RuleId rule;
  NodeId eligible = no_node;  ///< by its criteria
  NodeId status = no_node;
  NodeId amount = no_node;  ///< as settled; no_node where the program has none
};

/// One line of the settlement.
struct LineNodes {
  NodeId had = no_node;     ///< whether anything of the line is received
  NodeId amount = no_node;  ///< what the line pays; no_node of `given up for`
  /// higher_of: by program of the line, whether it is received.
  std::vector<NodeId> kept;
};

struct Plan {
  std::vector<Node> nodes;  ///< in dependency order
  std::vector<NodeId> args;
  std::vector<std::uint64_t> sets;
  std::vector<Lowered> lowered;         ///< by model::ExprId
  std::vector<ComparedSides> compared;  ///< by model::ExprId; comparisons of numbers only
  std::vector<ProgramNodes> programs;   ///< in the model's order of programs
  std::vector<LineNodes> settlement;    ///< in the model's order of lines
  std::vector<NodeId> fact_nodes;       ///< by model::FactId; no_node for texts

  std::span<const NodeId> args_of(const Node& node) const {
    return {args.data() + node.first, node.count};
  }
  std::span<const NodeId> args_of(NodeId id) const { return args_of(nodes[id]); }
  std::span<const std::uint64_t> set_of(const Node& node) const {
    return {sets.data() + node.set, node.words};
  }
};

/// Makes the plan of a model: expressions become nodes, equal ones once.
/// complexity: linear in the size of the model. Never fails on a model that check() made.
Plan lower(const model::Model& model);

/// One line a node, stable: for tests and, later, generated code.
std::string print(const Plan& plan, const model::Model& model);

}  // namespace entitle::plan
