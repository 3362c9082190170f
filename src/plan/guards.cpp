// Makes the nodes of an amount anew over its guarded differences and decided cases, and the
// comparisons that it turns on; what rests on none stays. Where the condition compares otherwise in
// either of two cases, the amount is made anew for each.
#include "plan/guards.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <vector>

namespace entitle::plan {

using value::Op;

namespace {

class Guards {
 public:
  Guards(Builder& builder, const Plan& plan) : b_(builder), plan_(plan) {}

  /// Takes the comparisons that all hold where `id` does.
  void take(NodeId id) {
    const Node node = plan_.nodes[id];
    holds_.push_back(id);
    if (node.op == Op::and_) {
      for (std::uint32_t i = 0; i < node.count; ++i) take(arg(node, i));
    } else if (node.op == Op::spread) {
      take(arg(node, 0));
    } else if (node.op == Op::cases) {
      branches_.push_back({arg(node, 0), arg(node, 1), arg(node, 2)});
    } else if (node.op == Op::less) {
      known_.push_back({left(node), right(node), true});
    } else if (node.op == Op::not_) {
      const Node& of = plan_.nodes[arg(node, 0)];
      fails_.push_back(arg(node, 0));
      if (of.op == Op::less) known_.push_back({right(of), left(of), false});
    }
  }
  NodeId made(NodeId id) {
    if (const auto found = made_.find(id); found != made_.end()) return found->second;
    const NodeId anew = make(id);
    made_.emplace(id, anew);
    return anew;
  }

 private:
  /// A product, or one number.
  struct Product {
    NodeId x = no_node;
    NodeId y = no_node;
  };
  /// less <= more, or less < more.
  struct Known {
    Product less;
    Product more;
    bool strictly;
  };
  /// What holds where a condition does, and where it does not.
  struct Branch {
    NodeId condition;
    NodeId then;
    NodeId otherwise;
  };

  static bool is_finite(value::Interval range) {
    return value::is_finite(range.lo) && value::is_finite(range.hi);
  }
  NodeId arg(const Node& node, std::uint32_t i) const { return plan_.args[node.first + i]; }
  bool is_one(NodeId id) const {
    return plan_.nodes[id].op == Op::constant &&
           plan_.nodes[id].range == value::Interval::point(value::scale);
  }
  Product product(NodeId x, NodeId y) const {
    if (is_one(x)) return {y};
    if (is_one(y)) return {x};
    return {std::min(x, y), std::max(x, y)};
  }
  Product left(const Node& less) const {
    return less.count == 2 ? Product{arg(less, 0)} : product(arg(less, 0), arg(less, 1));
  }
  Product right(const Node& less) const {
    return less.count == 2 ? Product{arg(less, 1)} : product(arg(less, 2), arg(less, 3));
  }
  bool is(NodeId id, const Product& of) const {
    const Node& node = plan_.nodes[id];
    if (of.y == no_node) return id == of.x;
    return node.op == Op::mul && std::minmax(arg(node, 0), arg(node, 1)) == std::minmax(of.x, of.y);
  }

  NodeId make(NodeId id) {
    const Node node = plan_.nodes[id];
    if (node.shape == Shape::choice) return id;
    switch (node.op) {
      case Op::less:
        return node.count == 2 ? b_.less(made(arg(node, 0)), made(arg(node, 1))) : id;
      case Op::not_:
        return b_.negated(made(arg(node, 0)));
      case Op::sub:
        return difference(node, id);
      case Op::add:
        return b_.add(made(arg(node, 0)), made(arg(node, 1)));
      case Op::mul:
        return multiplied(made(arg(node, 0)), made(arg(node, 1))).value_or(id);
      case Op::higher:
        return b_.higher(made(arg(node, 0)), made(arg(node, 1)));
      case Op::rounded:
        return node.count == 1 ? b_.rounded(made(arg(node, 0)), node.rounding)
                               : b_.rounded(made(arg(node, 0)), made(arg(node, 1)), node.rounding);
      case Op::cases:
        return cases(node, id);
      case Op::spread:
        return b_.spread_to(made(arg(node, 0)), node.entity);
      default:
        return id;
    }
  }

  std::optional<NodeId> multiplied(NodeId x, NodeId y) {
    if (!b_.on_grid(std::min(x, y), std::max(x, y))) return std::nullopt;
    return b_.mul(x, y);
  }

  NodeId difference(const Node& node, NodeId id) {
    for (const Known& known : known_)
      if (is(arg(node, 0), known.more) && is(arg(node, 1), known.less))
        return b_.higher(id, b_.number(known.strictly ? node.step : 0));
    const NodeId whole = made(arg(node, 0));
    const NodeId less = b_.sub(whole, made(arg(node, 1)));
    const NodeId rest = without_share(arg(node, 0), arg(node, 1), whole);
    return rest == no_node ? less : b_.higher(less, rest);
  }

  /// No more than what is left of `of` without a share of itself, f × round(of × k / d), where
  /// `whole` is what `of` is made anew: whole × (d - f × k) / d, less what rounding may add to
  /// either. It says what the difference does not, that the share and what it is of are large
  /// together. no_node where it is none, or might overflow where the difference does not.
  NodeId without_share(NodeId of, NodeId share, NodeId whole) {
    share = decided(share);
    NodeId times = no_node;
    if (const Node& node = plan_.nodes[share]; node.op == Op::mul) {
      const bool first = plan_.nodes[decided(arg(node, 1))].op == Op::rounded;
      times = arg(node, first ? 0 : 1);
      share = decided(arg(node, first ? 1 : 0));
    }
    const Node rounded = plan_.nodes[share];
    if (rounded.op != Op::rounded || rounded.count != 2) return no_node;
    const Node over = plan_.nodes[arg(rounded, 0)];
    const NodeId under = arg(rounded, 1);
    if (over.op != Op::mul || (arg(over, 0) != of && arg(over, 1) != of)) return no_node;
    NodeId part = arg(over, 0) == of ? arg(over, 1) : arg(over, 0);
    NodeId most = b_.number(rounded.rounding.unit);
    if (times != no_node) {
      if (plan_.nodes[times].range.lo < 0) return no_node;
      const auto parts = multiplied(times, part);
      const auto units = multiplied(times, most);
      if (!parts || !units) return no_node;
      part = *parts;
      most = b_.add(most, *units);
    } else {
      most = b_.add(most, most);
    }
    const auto rest = multiplied(whole, b_.sub(under, part));
    if (!rest || !is_finite(plan_.nodes[*rest].range)) return no_node;
    return lower(b_.sub(b_.rounded(*rest, under, rounded.rounding), most), whole);
  }

  NodeId lower(NodeId x, NodeId y) {
    const NodeId none = b_.number(0);
    return b_.sub(none, b_.higher(b_.sub(none, x), b_.sub(none, y)));
  }

  /// The case that is known to apply.
  NodeId decided(NodeId id) const {
    for (;;) {
      const Node& node = plan_.nodes[id];
      if (node.op != Op::cases) return id;
      if (std::ranges::find(holds_, arg(node, 0)) != holds_.end())
        id = arg(node, 1);
      else if (std::ranges::find(fails_, arg(node, 0)) != fails_.end())
        id = arg(node, 2);
      else
        return id;
    }
  }

  NodeId cases(const Node& node, NodeId id) {
    if (const NodeId which = decided(id); which != id) return made(which);
    const NodeId condition = arg(node, 0);
    const auto branch = std::ranges::find(branches_, condition, &Branch::condition);
    if (branch == branches_.end())
      return b_.cases(made(condition), made(arg(node, 1)), made(arg(node, 2)));
    Guards then = without(*branch);
    then.holds_.push_back(condition);
    then.take(branch->then);
    Guards otherwise = without(*branch);
    otherwise.fails_.push_back(condition);
    otherwise.take(branch->otherwise);
    return b_.cases(made(condition), then.made(arg(node, 1)), otherwise.made(arg(node, 2)));
  }

  /// The same guards, but for that it is not asked again which of two cases applies.
  Guards without(const Branch& branch) const {
    Guards others(b_, plan_);
    others.known_ = known_;
    others.holds_ = holds_;
    others.fails_ = fails_;
    for (const Branch& other : branches_)
      if (&other != &branch) others.branches_.push_back(other);
    return others;
  }

  Builder& b_;
  const Plan& plan_;
  std::vector<Known> known_;
  std::vector<Branch> branches_;
  std::vector<NodeId> holds_;  ///< truths that hold
  std::vector<NodeId> fails_;  ///< and truths that do not
  std::unordered_map<NodeId, NodeId> made_;
};

}  // namespace

NodeId guarded(Builder& builder, const Plan& plan, NodeId condition, NodeId amount) {
  Guards guards(builder, plan);
  guards.take(condition);
  return guards.made(amount);
}

}  // namespace entitle::plan
