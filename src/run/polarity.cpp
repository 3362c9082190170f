// A walk down from the program with the side that is wanted; each node is met once for each side,
// and once more where nothing else would do. What is said there counts before all else.
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
      : plan_(plan), found_(found), needed_found_(found.size()), met_(plan.nodes.size()) {}

  void go(NodeId from, bool more) {
    add(from, more);
    while (!later_.empty()) {
      const NodeId node = later_.back().node;
      const bool side = later_.back().more;
      needed_ = later_.back().needed;
      later_.pop_back();
      const auto bit = static_cast<std::uint8_t>(1U << ((side ? 1U : 0U) + (needed_ ? 2U : 0U)));
      if ((met_[node] & bit) != 0) continue;
      met_[node] |= bit;
      look(plan_.nodes[node], side);
    }
    for (std::size_t f = 0; f < found_.size(); ++f)
      if (needed_found_[f].for_it || needed_found_[f].against) {
        found_[f].for_it = needed_found_[f].for_it;
        found_[f].against = needed_found_[f].against;
      }
  }

 private:
  struct Later {
    NodeId node;
    bool more;
    bool needed;
  };
  void add(NodeId node, bool more) { later_.push_back({node, more, needed_}); }

  void look(const Node& node, bool more) {
    const auto args = plan_.args_of(node);
    switch (node.op) {
      case Op::and_:
      case Op::or_:
        // One of them is enough.
        if ((node.op == Op::and_) != more && args.size() > 1) needed_ = false;
        for (const NodeId arg : args) add(arg, more);
        return;
      case Op::fact:
        if (node.shape == Shape::choice) return;
        for (std::vector<Polarity>* const to : {&found_, &needed_found_}) {
          if (to == &needed_found_ && !needed_) continue;
          Polarity& of = (*to)[node.fact.index];
          (more ? of.for_it : of.against) = true;
        }
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

  void choices(NodeId choice, const Node& test, bool more) {
    while (plan_.nodes[choice].op == Op::spread) choice = plan_.args_of(plan_.nodes[choice])[0];
    const Node& fact = plan_.nodes[choice];
    if (fact.op != Op::fact) return;
    const auto of_test = plan_.set_of(test);
    std::vector<std::uint64_t> wanted(fact.words, 0);
    for (std::uint32_t c = 0; c < fact.choices; ++c)
      if (value::choices::contains(of_test, c) == more) value::choices::insert(wanted, c);
    Polarity& found = found_[fact.fact.index];
    if (found.any.empty()) {
      found.set = found.any = wanted;
      return;
    }
    value::choices::hull(found.any, wanted);
    if (value::choices::overlap(found.set, wanted)) {
      value::choices::meet(found.set, wanted);
    } else {
      found.set = found.any;
    }
  }

  const plan::Plan& plan_;
  std::vector<Polarity>& found_;
  std::vector<Polarity> needed_found_;  ///< along ways on which nothing else would do
  std::vector<std::uint8_t> met_;
  std::vector<Later> later_;
  bool needed_ = true;
};

}  // namespace

std::vector<Polarity> polarity_of(const plan::Plan& plan, std::size_t facts, NodeId eligible) {
  std::vector<Polarity> found(facts);
  Walk(plan, found).go(eligible, true);
  return found;
}

}  // namespace entitle::run
