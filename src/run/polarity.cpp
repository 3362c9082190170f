// A walk down from the program with the side that is wanted; each node is met once for each side.
#include "run/polarity.hpp"

#include "value/choice_set.hpp"

namespace entitle::run {

using plan::Node;
using plan::NodeId;
using plan::Shape;
using value::Op;

namespace {

class Walk {
 public:
  Walk(const plan::Plan& plan, std::vector<Polarity>& found)
      : plan_(plan), found_(found), met_(plan.nodes.size()) {}

  void go(NodeId from, bool more) {
    later_.push_back({from, more});
    while (!later_.empty()) {
      const auto [node, side] = later_.back();
      later_.pop_back();
      const auto bit = static_cast<std::uint8_t>(side ? 1 : 2);
      if ((met_[node] & bit) != 0) continue;
      met_[node] |= bit;
      look(plan_.nodes[node], side);
    }
  }

 private:
  void add(NodeId node, bool more) { later_.push_back({node, more}); }

  void look(const Node& node, bool more) {
    const auto args = plan_.args_of(node);
    switch (node.op) {
      case Op::fact:
        if (node.shape != Shape::choice)
          (more ? found_[node.fact.index].for_it : found_[node.fact.index].against) = true;
        return;
      case Op::not_:
      case Op::age:
        add(args[0], !more);
        return;
      case Op::less:
        // a × d < c × b
        add(args[0], !more);
        add(args[1], args.size() == 2 ? more : !more);
        if (args.size() == 2) return;
        add(args[2], more);
        add(args[3], more);
        return;
      case Op::is:
        if (args.size() == 1 && plan_.nodes[args[0]].shape == Shape::choice)
          choices(args[0], node, more);
        return;
      case Op::sub:
      case Op::div:
        add(args[0], more);
        add(args[1], !more);
        return;
      case Op::rounded:
        add(args[0], more);
        if (args.size() == 2) add(args[1], !more);
        return;
      case Op::cases:
        add(args[1], more);
        add(args[2], more);
        return;
      default:
        for (const NodeId arg : args) add(arg, more);
    }
  }

  /// The choices that a test wants are those that every test wanted so far, too; where none is left
  /// the last test is heard.
  void choices(NodeId choice, const Node& test, bool more) {
    while (plan_.nodes[choice].op == Op::spread) choice = plan_.args_of(plan_.nodes[choice])[0];
    const Node& fact = plan_.nodes[choice];
    if (fact.op != Op::fact) return;
    const auto of_test = plan_.set_of(test);
    std::vector<std::uint64_t> wanted(fact.words, 0);
    for (std::uint32_t c = 0; c < fact.choices; ++c)
      if (value::choices::contains(of_test, c) == more) value::choices::insert(wanted, c);
    std::vector<std::uint64_t>& set = found_[fact.fact.index].set;
    if (!set.empty() && value::choices::overlap(set, wanted)) {
      value::choices::meet(set, wanted);
    } else {
      set = std::move(wanted);
    }
  }

  const plan::Plan& plan_;
  std::vector<Polarity>& found_;
  std::vector<std::uint8_t> met_;
  std::vector<std::pair<NodeId, bool>> later_;
};

}  // namespace

std::vector<Polarity> polarity_of(const plan::Plan& plan, std::size_t facts, NodeId eligible) {
  std::vector<Polarity> found(facts);
  Walk(plan, found).go(eligible, true);
  return found;
}

}  // namespace entitle::run
