// Nodes fall into phases: one ends where elements are folded into a row above them. Entities are
// numbered from the root down, so within a phase what is above comes first.
#include "run/ordering.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace entitle::run {

using plan::NodeId;
using value::Op;

namespace {

constexpr std::size_t most_together = 8;
/// Among how many nodes one is moved: of more, too many columns would have to be kept meanwhile.
constexpr std::size_t most_moved = 400;

class Ordering {
 public:
  Ordering(const plan::Plan& plan, std::span<const std::uint8_t> needed, const Touched& touched)
      : plan_(plan), touched_(touched), waiting_(plan.nodes.size(), 0) {
    for (NodeId n = 0; n < plan.nodes.size(); ++n)
      if (needed[n] != 0 && plan.nodes[n].op != Op::constant) nodes_.push_back(n);
    runs_.assign(plan.nodes.size(), 0);
    for (const NodeId n : nodes_) runs_[n] = 1;
  }

  std::vector<Step> all() {
    sort();
    // Spreads of truths wait for who asks for them.
    for (const NodeId n : nodes_) waiting_[n] = may_wait(n) ? 1 : 0;
    emitted_.assign(plan_.nodes.size(), 0);
    for (const NodeId n : nodes_) {
      if (waiting_[n] != 0 || emitted_[n] != 0) continue;
      touch(n);
      emit({n});
    }
    for (const NodeId n : nodes_)
      if (waiting_[n] != 0) spread(n);
    return std::move(steps_);
  }

 private:
  std::uint32_t level(NodeId n) const { return plan_.nodes[n].entity.index; }

  /// Calls use(node) for the nodes that one touches and that are run.
  template <class Use>
  void each(NodeId n, const Use& use) const {
    touched_(n, [&](NodeId id) {
      if (runs_[id] != 0 && id != n) use(id);
    });
  }

  void sort() {
    std::vector<std::uint32_t> soonest(plan_.nodes.size(), 0);
    std::uint32_t last = 0;
    for (const NodeId n : nodes_) {
      each(n, [&](NodeId id) {
        soonest[n] = std::max(soonest[n], soonest[id] + (level(id) > level(n) ? 1 : 0));
      });
      last = std::max(last, soonest[n]);
    }
    std::vector<std::uint32_t> phase(plan_.nodes.size(), last);
    for (auto n = nodes_.rbegin(); n != nodes_.rend(); ++n) {
      if (level(*n) == 0) phase[*n] = soonest[*n];
      each(*n, [&](NodeId id) {
        phase[id] = std::min(phase[id], phase[*n] - (level(id) > level(*n) ? 1 : 0));
      });
    }
    std::ranges::sort(nodes_, {}, [&](NodeId n) { return std::tuple(phase[n], level(n), n); });
  }

  bool may_wait(NodeId n) const {
    const plan::Node& node = plan_.nodes[n];
    return node.op == Op::spread && node.shape == plan::Shape::truth && !node.may_fail;
  }
  bool ready(NodeId n) const {
    const NodeId from = plan_.args_of(n)[0];
    return runs_[from] == 0 || emitted_[from] != 0;
  }

  /// Emits what a node touches and what has waited for that.
  void touch(NodeId n) {
    each(n, [&](NodeId id) {
      if (waiting_[id] != 0) spread(id);
    });
  }

  /// Emits a spread, together with whatever can go with it.
  void spread(NodeId n) {
    touch(n);
    Step step{n};
    const NodeId from = plan_.args_of(n)[0];
    for (const NodeId other : nodes_)
      if (other != n && waiting_[other] != 0 && ready(other) && level(other) == level(n) &&
          level(plan_.args_of(other)[0]) == level(from) && step.together.size() < most_together - 1)
        step.together.push_back(other);
    if (!step.together.empty()) step.together.insert(step.together.begin(), n);
    emit(std::move(step));
  }

  void emit(Step step) {
    const auto done = [&](NodeId n) {
      emitted_[n] = 1;
      waiting_[n] = 0;
    };
    done(step.node);
    std::ranges::for_each(step.together, done);
    steps_.push_back(std::move(step));
  }

  const plan::Plan& plan_;
  const Touched& touched_;
  std::vector<NodeId> nodes_;
  std::vector<std::uint8_t> runs_;     ///< by NodeId
  std::vector<std::uint8_t> waiting_;  ///< by NodeId: a spread that has not been emitted
  std::vector<std::uint8_t> emitted_;  ///< by NodeId
  std::vector<Step> steps_;
};

}  // namespace

std::vector<Step> ordered(const plan::Plan& plan, std::span<const std::uint8_t> needed,
                          const Touched& touched) {
  std::vector<Step> steps;
  std::vector<std::uint8_t> window;
  for (std::size_t first = 0; first < needed.size();) {
    window.assign(needed.size(), 0);
    std::size_t taken = 0;
    for (; first < needed.size() && taken < most_moved; ++first) {
      window[first] = needed[first];
      taken += needed[first] != 0 ? 1 : 0;
    }
    std::ranges::move(Ordering(plan, window, touched).all(), std::back_inserter(steps));
  }
  return steps;
}

}  // namespace entitle::run
