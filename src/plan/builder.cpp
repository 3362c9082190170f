// Nodes by hash: an operation with the same operands and details is the node made before.
#include "plan/builder.hpp"

#include <algorithm>
#include <numeric>

#include "value/choice_set.hpp"

namespace entitle::plan {

using value::Interval;
using value::Op;
using value::Truth;

namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t part) {
  hash ^= part + 0x9E3779B97F4A7C15ULL + (hash << 6) + (hash >> 2);
  return hash * 0xBF58476D1CE4E5B9ULL;
}

std::uint64_t hash_of(const Node& node, std::span<const NodeId> args) {
  std::uint64_t hash = static_cast<std::uint64_t>(node.op);
  hash = mix(hash, static_cast<std::uint64_t>(node.shape) | std::uint64_t{node.entity.index} << 8);
  hash = mix(hash, static_cast<std::uint64_t>(node.range.lo));
  hash = mix(hash, std::uint64_t{node.fact.index} ^ std::uint64_t{node.parameter.index} << 16 ^
                       std::uint64_t{node.collection.index} << 32);
  hash = mix(hash, std::uint64_t{node.least} ^ static_cast<std::uint64_t>(node.rounding.unit) << 8);
  for (const NodeId arg : args) hash = mix(hash, arg);
  return hash;
}

std::int64_t gcd_step(std::int64_t a, std::int64_t b) {
  return std::max<std::int64_t>(1, std::gcd(a, b));
}

/// The step of a product of steps that is still a step of int64: a smaller one is always true.
std::int64_t product_step(std::int64_t a, std::int64_t b) {
  const value::Checked product = value::mul(a, b);
  return product.error ? 1 : std::max<std::int64_t>(1, product.value / value::scale);
}

bool unbounded(Interval range) {
  return !value::is_finite(range.lo) || !value::is_finite(range.hi);
}

}  // namespace

std::uint32_t Builder::depth(model::EntityId entity) const {
  std::uint32_t depth = 0;
  for (; model_[entity].parent.valid(); entity = model_[entity].parent) ++depth;
  return depth;
}

model::EntityId Builder::deepest(std::span<const NodeId> args) const {
  model::EntityId entity{0};
  for (const NodeId arg : args)
    if (depth(plan_.nodes[arg].entity) > depth(entity)) entity = plan_.nodes[arg].entity;
  return entity;
}

bool Builder::is_truth(NodeId id, Truth truth) const {
  const Node& node = plan_.nodes[id];
  return node.op == Op::constant && node.shape == Shape::truth && node.truth == truth;
}

NodeId Builder::push(Node node, std::span<const NodeId> args) {
  for (const NodeId arg : args) node.may_fail = node.may_fail || plan_.nodes[arg].may_fail;
  const std::uint64_t hash = hash_of(node, args);
  const auto [begin, end] = known_.equal_range(hash);
  for (auto it = begin; it != end; ++it) {
    const Node& other = plan_.nodes[it->second];
    const bool has_set = node.op == Op::constant || node.op == Op::is;
    if (other.op == node.op && other.shape == node.shape && other.entity == node.entity &&
        other.fact == node.fact && other.parameter == node.parameter &&
        other.collection == node.collection && other.range == node.range &&
        other.truth == node.truth && other.least == node.least &&
        other.rounding.unit == node.rounding.unit && other.rounding.mode == node.rounding.mode &&
        other.has_where == node.has_where && other.choices == node.choices &&
        std::ranges::equal(plan_.args_of(other), args) &&
        (!has_set || std::ranges::equal(plan_.set_of(other), plan_.set_of(node))))
      return it->second;
  }
  // What may fail holds everything where it does.
  node.packing = node.shape == Shape::number && !node.may_fail
                     ? value::Packing::of(node.range, node.step)
                     : value::Packing();
  node.first = static_cast<std::uint32_t>(plan_.args.size());
  node.count = static_cast<std::uint32_t>(args.size());
  plan_.args.insert(plan_.args.end(), args.begin(), args.end());
  const auto id = static_cast<NodeId>(plan_.nodes.size());
  plan_.nodes.push_back(node);
  known_.emplace(hash, id);
  return id;
}

/// Whether a number is one of some constants, by cases.
bool Builder::constant_branches(NodeId id) const {
  const Node& node = plan_.nodes[id];
  if (node.op != Op::cases || node.shape != Shape::number) return false;
  const auto args = plan_.args_of(node);
  return std::ranges::all_of(args.subspan(1), [&](NodeId branch) {
    return plan_.nodes[branch].op == Op::constant || constant_branches(branch);
  });
}

NodeId Builder::spread_to(NodeId id, model::EntityId entity) {
  const Node node = plan_.nodes[id];
  if (node.entity == entity || depth(node.entity) >= depth(entity)) return id;
  if (node.op == Op::constant) {
    Node copy = node;
    copy.entity = entity;
    return push(copy, {});
  }
  if (constant_branches(id)) {
    // A choice among constants is made again below: what it turns on is spread, and often already
    // is.
    const auto args = plan_.args_of(node);
    const NodeId condition = args[0];
    const NodeId then = args[1];
    const NodeId otherwise = args[2];
    return cases(spread_to(condition, entity), spread_to(then, entity),
                 spread_to(otherwise, entity));
  }
  const NodeId above = spread_to(id, model_[entity].parent);
  Node spread = plan_.nodes[above];
  spread.op = Op::spread;
  spread.entity = entity;
  spread.cut_rank = cut_never;
  spread.set = 0;
  spread.fact = {};
  spread.parameter = {};
  spread.collection = {};
  spread.least = 0;
  spread.rounding = {};
  spread.has_where = false;
  return push(spread, {above});
}

void Builder::rank(NodeId id, CutRank rank) {
  std::uint8_t& now = plan_.nodes[id].cut_rank;
  if (now == cut_never || rank < now) now = rank;
}

NodeId Builder::number(std::int64_t units) {
  Node node;
  node.op = Op::constant;
  node.shape = Shape::number;
  node.entity = {0};
  node.range = Interval::point(units);
  node.step = std::abs(units);
  return push(node, {});
}

NodeId Builder::truth(Truth truth) {
  Node node;
  node.op = Op::constant;
  node.shape = Shape::truth;
  node.entity = {0};
  node.truth = truth;
  return push(node, {});
}

std::uint32_t Builder::add_set(model::DomainId domain, std::span<const std::uint32_t> set,
                               Node& node) {
  node.choices = static_cast<std::uint32_t>(model_[domain].choices.size());
  node.words = static_cast<std::uint32_t>(value::choices::words_for(node.choices));
  node.set = static_cast<std::uint32_t>(plan_.sets.size());
  plan_.sets.resize(plan_.sets.size() + node.words, 0);
  const value::choices::Words words(plan_.sets.data() + node.set, node.words);
  for (const std::uint32_t choice : set) value::choices::insert(words, choice);
  return node.set;
}

Node Builder::leaf(Op op, model::FactId id) const {
  const model::Fact& fact = model_[id];
  Node node;
  node.op = op;
  node.fact = id;
  node.entity = fact.entity;
  if (fact.type.kind == value::Kind::yes_no) {
    node.shape = Shape::truth;
  } else if (fact.type.kind == value::Kind::choice) {
    node.shape = Shape::choice;
    node.choices = static_cast<std::uint32_t>(model_[fact.domain].choices.size());
    node.words = static_cast<std::uint32_t>(value::choices::words_for(node.choices));
  } else {
    node.shape = Shape::number;
    node.range = fact.range;
    node.step = fact.step;
  }
  return node;
}

NodeId Builder::ranked_by_shape(NodeId id) {
  const Shape shape = plan_.nodes[id].shape;
  rank(id, shape == Shape::truth    ? cut_comparison
           : shape == Shape::choice ? cut_choice
                                    : cut_number);
  return id;
}

NodeId Builder::fact(model::FactId id) { return ranked_by_shape(push(leaf(Op::fact, id), {})); }

NodeId Builder::applies(model::FactId fact, NodeId condition) {
  Node node;
  node.op = Op::applies;
  node.shape = Shape::truth;
  node.fact = fact;
  node.entity = model_[fact].entity;
  const NodeId made = push(node, {spread_to(condition, node.entity)});
  rank(made, cut_comparison);
  return made;
}

NodeId Builder::supplied(model::FactId id) { return push(leaf(Op::supplied, id), {}); }

NodeId Builder::met(NodeId a, NodeId b, model::FactId fact) {
  if (a == b) return a;
  const NodeId args[] = {a, b};
  const Node& x = plan_.nodes[a];
  Node node;
  node.op = Op::met;
  node.shape = x.shape;
  node.fact = fact;
  node.entity = deepest(args);
  node.words = x.words;
  node.choices = x.choices;
  if (x.shape == Shape::number) {
    node.range = value::meet(x.range, plan_.nodes[b].range);
    if (node.range.empty()) node.range = x.range;
    node.step = gcd_step(x.step, plan_.nodes[b].step);
  }
  return ranked_by_shape(push(node, {spread_to(a, node.entity), spread_to(b, node.entity)}));
}

NodeId Builder::stated(model::FactId fact) {
  Node node;
  node.op = Op::stated;
  node.shape = Shape::truth;
  node.fact = fact;
  node.entity = model_[fact].entity;
  return push(node, {});
}

NodeId Builder::status(Status status) {
  Node node;
  node.op = Op::constant;
  node.shape = Shape::choice;
  node.entity = {0};
  node.choices = static_cast<std::uint32_t>(std::size(all_statuses));
  node.words = 1;
  node.set = static_cast<std::uint32_t>(plan_.sets.size());
  plan_.sets.push_back(std::uint64_t{1} << static_cast<unsigned>(status));
  return push(node, {});
}

NodeId Builder::age(model::FactId id) {
  const model::Fact& age = model_[id];
  Node node;
  node.op = Op::age;
  node.shape = Shape::number;
  node.entity = age.entity;
  node.range = age.range;
  node.step = value::scale;
  const NodeId made = push(node, {fact(age.born)});
  rank(made, cut_number);
  return made;
}

NodeId Builder::higher(NodeId a, NodeId b) {
  if (a == b) return a;
  if (b < a) std::swap(a, b);
  const Interval x = plan_.nodes[a].range;
  const Interval y = plan_.nodes[b].range;
  if (x.lo >= y.hi && !plan_.nodes[b].may_fail) return a;
  if (y.lo >= x.hi && !plan_.nodes[a].may_fail) return b;
  const NodeId args[] = {a, b};
  Node node;
  node.op = Op::higher;
  node.shape = Shape::number;
  node.entity = deepest(args);
  node.range = {std::max(x.lo, y.lo), std::max(x.hi, y.hi)};
  node.step = gcd_step(plan_.nodes[a].step, plan_.nodes[b].step);
  return push(node, {spread_to(a, node.entity), spread_to(b, node.entity)});
}

NodeId Builder::parameter(model::ParameterId id, std::span<const NodeId> keys) {
  const model::Parameter& parameter = model_[id];
  Node node;
  node.op = Op::parameter;
  node.shape = Shape::number;
  node.parameter = id;
  node.entity = deepest(keys);
  node.range = parameter.range;
  node.step = parameter.step;
  std::vector<NodeId> args;
  for (const NodeId key : keys) args.push_back(spread_to(key, node.entity));
  const NodeId made = push(node, args);
  rank(made, cut_number);
  return made;
}

NodeId Builder::choice(model::DomainId domain, std::span<const std::uint32_t> set) {
  Node node;
  node.op = Op::constant;
  node.shape = Shape::choice;
  node.entity = {0};
  add_set(domain, set, node);
  return push(node, {});
}

NodeId Builder::in_set(NodeId choice, std::span<const std::uint32_t> set) {
  Node node;
  node.op = Op::is;
  node.shape = Shape::truth;
  node.entity = plan_.nodes[choice].entity;
  node.choices = plan_.nodes[choice].choices;
  node.words = plan_.nodes[choice].words;
  node.set = static_cast<std::uint32_t>(plan_.sets.size());
  plan_.sets.resize(plan_.sets.size() + node.words, 0);
  for (const std::uint32_t c : set)
    value::choices::insert({plan_.sets.data() + node.set, node.words}, c);
  const NodeId made = push(node, {choice});
  rank(made, cut_comparison);
  return made;
}

NodeId Builder::same_choice(NodeId a, NodeId b) {
  return compare(Op::is, std::vector{std::min(a, b), std::max(a, b)});
}

NodeId Builder::arithmetic(Op op, NodeId a, NodeId b, value::CheckedInterval range,
                           std::int64_t step) {
  Node node;
  node.op = op;
  node.shape = Shape::number;
  const NodeId args[] = {a, b};
  node.entity = deepest(args);
  node.range = range.interval;
  node.step = step;
  node.may_fail = range.error || unbounded(range.interval);
  NodeId x = spread_to(a, node.entity);
  NodeId y = spread_to(b, node.entity);
  if (op != Op::sub && y < x) std::swap(x, y);
  const NodeId made = push(node, {x, y});
  rank(made, cut_number);
  return made;
}

NodeId Builder::add(NodeId a, NodeId b) {
  if (b < a) std::swap(a, b);
  const Node& x = plan_.nodes[a];
  const Node& y = plan_.nodes[b];
  return arithmetic(Op::add, a, b, value::add(x.range, y.range), gcd_step(x.step, y.step));
}

NodeId Builder::sub(NodeId a, NodeId b) {
  const Node& x = plan_.nodes[a];
  const Node& y = plan_.nodes[b];
  return arithmetic(Op::sub, a, b, value::sub(x.range, y.range), gcd_step(x.step, y.step));
}

bool Builder::on_grid(NodeId a, NodeId b) const {
  const std::int64_t x = std::gcd(plan_.nodes[a].step, value::scale);
  return plan_.nodes[b].step % (value::scale / x) == 0;
}

NodeId Builder::mul(NodeId a, NodeId b) {
  if (b < a) std::swap(a, b);
  const Node& x = plan_.nodes[a];
  const Node& y = plan_.nodes[b];
  return arithmetic(Op::mul, a, b, value::mul_scaled(x.range, y.range),
                    product_step(x.step, y.step));
}

NodeId Builder::rounded(NodeId x, model::RoundingRule rule) {
  const Node& of = plan_.nodes[x];
  if (of.step % rule.unit == 0) return x;
  const value::CheckedInterval range = value::round_to(of.range, rule.unit, rule.mode);
  Node node;
  node.op = Op::rounded;
  node.shape = Shape::number;
  node.entity = of.entity;
  node.range = range.interval;
  node.step = rule.unit;
  node.rounding = rule;
  node.may_fail = range.error || unbounded(range.interval);
  const NodeId made = push(node, {x});
  rank(made, cut_number);
  return made;
}

NodeId Builder::rounded(NodeId numerator, NodeId denominator, model::RoundingRule rule) {
  const NodeId args[] = {numerator, denominator};
  const Interval quotient = value::quotient_range(plan_.nodes[numerator].range,
                                                  plan_.nodes[denominator].range, value::scale);
  const value::CheckedInterval range = value::round_to(quotient, rule.unit, value::Rounding::up);
  Node node;
  node.op = Op::rounded;
  node.shape = Shape::number;
  node.entity = deepest(args);
  node.range = value::hull(range.interval, quotient);
  node.step = rule.unit;
  node.rounding = rule;
  node.may_fail = range.error || unbounded(node.range);
  const NodeId made =
      push(node, {spread_to(numerator, node.entity), spread_to(denominator, node.entity)});
  rank(made, cut_number);
  return made;
}

NodeId Builder::quotient(NodeId numerator, NodeId denominator) {
  const NodeId args[] = {numerator, denominator};
  Node node;
  node.op = Op::div;
  node.shape = Shape::number;
  node.entity = deepest(args);
  node.range = value::quotient_range(plan_.nodes[numerator].range, plan_.nodes[denominator].range,
                                     value::scale);
  node.may_fail = unbounded(node.range);
  return push(node, {spread_to(numerator, node.entity), spread_to(denominator, node.entity)});
}

NodeId Builder::compare(Op op, std::span<const NodeId> args) {
  Node node;
  node.op = op;
  node.shape = Shape::truth;
  node.entity = deepest(args);
  std::vector<NodeId> spread;
  for (const NodeId arg : args) spread.push_back(spread_to(arg, node.entity));
  const NodeId made = push(node, spread);
  rank(made, cut_comparison);
  return made;
}

NodeId Builder::less(NodeId a, NodeId b) { return compare(Op::less, std::vector{a, b}); }
NodeId Builder::less(NodeId a, NodeId d, NodeId c, NodeId b) {
  return compare(Op::less, std::vector{a, d, c, b});
}
NodeId Builder::equal(NodeId a, NodeId b) {
  return compare(Op::is, std::vector{std::min(a, b), std::max(a, b)});
}
NodeId Builder::equal(NodeId a, NodeId d, NodeId c, NodeId b) {
  return compare(Op::is, std::vector{a, d, c, b});
}

NodeId Builder::logic(Op op, std::vector<NodeId> parts, std::uint32_t least) {
  Node node;
  node.op = op;
  node.shape = Shape::truth;
  node.entity = deepest(parts);
  node.least = least;
  for (NodeId& part : parts) part = spread_to(part, node.entity);
  return push(node, parts);
}

NodeId Builder::all_of(std::vector<NodeId> parts) {
  for (const NodeId part : parts)
    if (is_truth(part, Truth::F)) return truth(Truth::F);
  std::erase_if(parts, [&](NodeId part) { return is_truth(part, Truth::T); });
  if (parts.empty()) return truth(Truth::T);
  std::ranges::sort(parts);
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  return parts.size() == 1 ? parts[0] : logic(Op::and_, std::move(parts), 0);
}

NodeId Builder::any_of(std::vector<NodeId> parts) {
  for (const NodeId part : parts)
    if (is_truth(part, Truth::T)) return truth(Truth::T);
  std::erase_if(parts, [&](NodeId part) { return is_truth(part, Truth::F); });
  if (parts.empty()) return truth(Truth::F);
  std::ranges::sort(parts);
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  return parts.size() == 1 ? parts[0] : logic(Op::or_, std::move(parts), 0);
}

NodeId Builder::negated(NodeId x) {
  const Node& node = plan_.nodes[x];
  if (node.op == Op::constant) return truth(value::not_(node.truth));
  if (node.op == Op::not_) return plan_.args[node.first];
  return logic(Op::not_, {x}, 0);
}

NodeId Builder::at_least(std::vector<NodeId> parts, std::uint32_t least) {
  if (least == 0) return truth(Truth::T);
  if (least > parts.size()) return truth(Truth::F);
  if (least == 1) return any_of(std::move(parts));
  if (least == parts.size()) return all_of(std::move(parts));
  return logic(Op::at_least, std::move(parts), least);
}

NodeId Builder::cases(NodeId condition, NodeId then, NodeId otherwise) {
  if (then == otherwise || is_truth(condition, Truth::T)) return then;
  if (is_truth(condition, Truth::F)) return otherwise;
  const NodeId args[] = {condition, then, otherwise};
  const Node& a = plan_.nodes[then];
  const Node& b = plan_.nodes[otherwise];
  Node node;
  node.op = Op::cases;
  node.shape = a.shape;
  node.entity = deepest(args);
  if (a.shape == Shape::number) {
    node.range = value::hull(a.range, b.range);
    node.step = gcd_step(a.step, b.step);
  }
  node.words = a.words;
  node.choices = a.choices;
  const NodeId made = push(node, {spread_to(condition, node.entity), spread_to(then, node.entity),
                                  spread_to(otherwise, node.entity)});
  if (node.shape == Shape::number) rank(made, cut_number);
  return made;
}

NodeId Builder::aggregate(Op op, model::CollectionId id, NodeId body, NodeId where) {
  const model::Collection& collection = model_[id];
  if (where != no_node && is_truth(where, Truth::T)) where = no_node;
  Node node;
  node.op = op;
  node.collection = id;
  node.entity = collection.parent;
  node.has_where = where != no_node;
  node.shape = op == Op::any || op == Op::every ? Shape::truth : Shape::number;
  const Interval size{value::scale * collection.least,
                      value::scale * std::int64_t{collection.most}};
  if (op == Op::count) {
    node.range = {where == no_node ? size.lo : 0, size.hi};
    node.step = value::scale;
  } else if (op == Op::sum) {
    const Interval one = plan_.nodes[body].range;
    const Interval times{where == no_node ? size.lo : 0, size.hi};
    const value::CheckedInterval range = value::mul_scaled(one, times);
    node.range = range.interval;
    node.step = plan_.nodes[body].step;
    node.may_fail = range.error || unbounded(range.interval);
  } else if (op == Op::smallest || op == Op::largest) {
    node.range = plan_.nodes[body].range;
    node.step = plan_.nodes[body].step;
  }
  std::vector<NodeId> args;
  if (body != no_node) args.push_back(spread_to(body, collection.element));
  if (where != no_node) args.push_back(spread_to(where, collection.element));
  const NodeId made = push(node, args);
  rank(made, node.shape == Shape::truth ? cut_comparison : cut_number);
  return made;
}

}  // namespace entitle::plan
