// Makes the nodes of an amount anew over its guarded differences and decided cases, and the
// comparisons that it turns on; what rests on none stays.
#include "plan/guards.hpp"

#include <algorithm>
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
    } else if (node.op == Op::less && node.count == 2) {
      known_.push_back({arg(node, 0), arg(node, 1), true});
    } else if (node.op == Op::not_) {
      const Node& of = plan_.nodes[arg(node, 0)];
      fails_.push_back(arg(node, 0));
      if (of.op == Op::less && of.count == 2) known_.push_back({arg(of, 1), arg(of, 0), false});
    }
  }
  NodeId made(NodeId id) {
    if (const auto found = made_.find(id); found != made_.end()) return found->second;
    const NodeId anew = make(id);
    made_.emplace(id, anew);
    return anew;
  }

 private:
  /// less <= more, or less < more.
  struct Known {
    NodeId less;
    NodeId more;
    bool strictly;
  };

  NodeId arg(const Node& node, std::uint32_t i) const { return plan_.args[node.first + i]; }

  NodeId make(NodeId id) {
    const Node node = plan_.nodes[id];
    if (node.shape == Shape::choice) return id;
    switch (node.op) {
      case Op::less:
        return node.count == 2 ? b_.less(made(arg(node, 0)), made(arg(node, 1))) : id;
      case Op::not_:
        return b_.negated(made(arg(node, 0)));
      case Op::sub:
        for (const Known& known : known_)
          if (known.more == arg(node, 0) && known.less == arg(node, 1))
            return b_.higher(id, b_.number(known.strictly ? node.step : 0));
        return b_.sub(made(arg(node, 0)), made(arg(node, 1)));
      case Op::add:
        return b_.add(made(arg(node, 0)), made(arg(node, 1)));
      case Op::mul: {
        const NodeId x = made(arg(node, 0));
        const NodeId y = made(arg(node, 1));
        return b_.on_grid(std::min(x, y), std::max(x, y)) ? b_.mul(x, y) : id;
      }
      case Op::higher:
        return b_.higher(made(arg(node, 0)), made(arg(node, 1)));
      case Op::rounded:
        return node.count == 1 ? b_.rounded(made(arg(node, 0)), node.rounding)
                               : b_.rounded(made(arg(node, 0)), made(arg(node, 1)), node.rounding);
      case Op::cases:
        if (std::ranges::find(holds_, arg(node, 0)) != holds_.end()) return made(arg(node, 1));
        if (std::ranges::find(fails_, arg(node, 0)) != fails_.end()) return made(arg(node, 2));
        return b_.cases(made(arg(node, 0)), made(arg(node, 1)), made(arg(node, 2)));
      case Op::spread:
        return b_.spread_to(made(arg(node, 0)), node.entity);
      default:
        return id;
    }
  }

  Builder& b_;
  const Plan& plan_;
  std::vector<Known> known_;
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
