// Walks down from a conjunction or a choice as long as what it meets is a test of bytes.
#include "run/fusing.hpp"

#include <algorithm>
#include <optional>

#include "run/fact_column.hpp"
#include "value/choice_set.hpp"

namespace entitle::run {

using plan::Node;
using plan::NodeId;
using plan::Shape;
using value::Op;
using value::Width;

namespace {

constexpr std::size_t most_tests = 8;
constexpr std::size_t most_branches = 6;

using Tests = std::vector<ByteTest>;

ByteTest negated(ByteTest test) {
  return {test.column, static_cast<std::uint8_t>(test.base + test.span + 1),
          static_cast<std::uint8_t>(254 - test.span)};
}

bool plain_range(const ByteTest& test) { return test.base + test.span <= UINT8_MAX; }

class Finder {
 public:
  Finder(const plan::Plan& plan, const std::vector<Recipe>& recipes)
      : plan_(plan), recipes_(recipes) {}

  std::vector<Fusion> all() {
    readers_.assign(plan_.nodes.size(), 0);
    for (const NodeId read : plan_.args) ++readers_[read];
    std::vector<Fusion> found;
    for (NodeId id = 0; id < plan_.nodes.size(); ++id) {
      fusion_ = {};
      fusion_.node = id;
      if (!truth(id) && !choice(id)) continue;
      finish();
      found.push_back(std::move(fusion_));
    }
    return found;
  }

 private:
  const Node& node(NodeId id) const { return plan_.nodes[id]; }
  NodeId arg(const Node& of, std::uint32_t i) const { return plan_.args[of.first + i]; }

  void absorb(NodeId id) { fusion_.absorbed.push_back(id); }

  /// A number column of bytes compared with one number.
  std::optional<ByteTest> comparison(NodeId id) {
    const Node& of = node(id);
    const Recipe& recipe = recipes_[id];
    if (of.op != Op::less || of.count != 2 || of.may_fail ||
        recipe.against != Recipe::Against::number)
      return std::nullopt;
    const NodeId column = arg(of, recipe.column);
    if (node(column).packing.width != Width::byte || node(column).op == Op::constant)
      return std::nullopt;
    // Less than the number, or more than it; tests that no byte or every byte meets stay nodes.
    if (recipe.column == 0) {
      if (recipe.number < 1 || recipe.number > UINT8_MAX) return std::nullopt;
      return ByteTest{column, 0, static_cast<std::uint8_t>(recipe.number - 1)};
    }
    if (recipe.number < 0 || recipe.number >= UINT8_MAX) return std::nullopt;
    const auto base = static_cast<std::uint8_t>(recipe.number + 1);
    return ByteTest{column, base, static_cast<std::uint8_t>(UINT8_MAX - base)};
  }

  /// A column of codes that is one of a range of choices.
  std::optional<ByteTest> membership(NodeId id) const {
    const Node& of = node(id);
    if (of.op != Op::is || of.count != 1 || of.may_fail || code_width(of.choices) != Width::byte)
      return std::nullopt;
    const value::choices::ConstWords set = plan_.set_of(of);
    const std::size_t count = value::choices::count(set);
    if (count == 0) return std::nullopt;
    const std::size_t low = value::choices::first(set);
    for (std::size_t c = low; c < low + count; ++c)
      if (!value::choices::contains(set, c)) return std::nullopt;
    return ByteTest{arg(of, 0), static_cast<std::uint8_t>(low),
                    static_cast<std::uint8_t>(count - 1)};
  }

  /// A truth as one test; its own column where there is no better.
  ByteTest one_test(NodeId id) {
    const Node& of = node(id);
    if (of.op == Op::not_) {
      absorb(id);
      return negated(one_test(arg(of, 0)));
    }
    std::optional<ByteTest> test = comparison(id);
    if (!test) test = membership(id);
    if (test) {
      absorb(id);
      return *test;
    }
    if (of.op == Op::and_ || of.op == Op::or_) {
      const std::size_t mark = fusion_.absorbed.size();
      Tests tests;
      conjoin(id, of.op == Op::or_, tests);
      if (tests.size() == 1 && tests[0].column != id) {
        return of.op == Op::or_ ? negated(tests[0]) : tests[0];
      }
      fusion_.absorbed.resize(mark);
    }
    return {id, 2, 0};
  }

  /// Adds a test, together with one of the same column where both are ranges.
  static void add(ByteTest test, Tests& tests) {
    for (ByteTest& other : tests) {
      if (other.column != test.column || !plain_range(other) || !plain_range(test)) continue;
      const int low = std::max(other.base, test.base);
      const int high = std::min(other.base + other.span, test.base + test.span);
      if (low > high) continue;
      other.base = static_cast<std::uint8_t>(low);
      other.span = static_cast<std::uint8_t>(high - low);
      return;
    }
    tests.push_back(test);
  }

  /// The tests that hold together where all of a conjunction's parts do, or, `turned`, none of a
  /// disjunction's.
  void conjoin(NodeId id, bool turned, Tests& tests) {
    const Node& of = node(id);
    absorb(id);
    for (std::uint32_t i = 0; i < of.count; ++i) part(arg(of, i), turned, tests);
  }

  void part(NodeId id, bool turned, Tests& tests) {
    const Node& of = node(id);
    if (of.op == Op::not_) {
      absorb(id);
      part(arg(of, 0), !turned, tests);
      return;
    }
    // A conjunction within one, or a disjunction within what none of may hold, adds its parts,
    // unless others read it too: then it is there already.
    if (of.op == (turned ? Op::or_ : Op::and_) && readers_[id] == 1) {
      const std::size_t mark = fusion_.absorbed.size();
      Tests with = tests;
      conjoin(id, turned, with);
      if (with.size() <= most_tests) {
        tests = std::move(with);
        return;
      }
      fusion_.absorbed.resize(mark);
    }
    const ByteTest test = one_test(id);
    add(turned ? negated(test) : test, tests);
  }

  bool truth(NodeId id) {
    const Node& of = node(id);
    if ((of.op != Op::and_ && of.op != Op::or_) || of.may_fail) return false;
    conjoin(id, of.op == Op::or_, fusion_.tests);
    fusion_.turned = of.op == Op::or_;
    return fusion_.tests.size() <= most_tests;
  }

  /// A chain of cases of bytes with constants as its branches.
  bool choice(NodeId id) {
    const Node root = node(id);
    if (root.op != Op::cases || root.shape != Shape::number || root.may_fail ||
        root.packing.width != Width::byte || !recipes_[id].packed)
      return false;
    for (NodeId at = id;;) {
      const Node& of = node(at);
      const bool further = of.op == Op::cases && of.entity == root.entity && !of.may_fail &&
                           fusion_.branches.size() < most_branches &&
                           node(arg(of, 1)).op == Op::constant &&
                           node(arg(of, 1)).range.lo % root.packing.unit == 0;
      const std::size_t mark = fusion_.absorbed.size();
      Tests tests;
      if (!further) return tail(at, root);
      part(arg(of, 0), false, tests);
      if (tests.size() > 2) {
        fusion_.absorbed.resize(mark);
        tests = two_tests(arg(of, 0));
      }
      absorb(at);
      ByteBranch& branch = fusion_.branches.emplace_back();
      branch.first = tests.front();
      branch.second = tests.back();
      branch.value = static_cast<std::uint8_t>(node(arg(of, 1)).range.lo / root.packing.unit);
      at = arg(of, 2);
    }
  }

  /// A truth as the tests of its two parts, or as its own column.
  Tests two_tests(NodeId id) {
    const Node& of = node(id);
    if (of.op != Op::and_ || of.count != 2) return {{id, 2, 0}};
    absorb(id);
    Tests tests;
    for (std::uint32_t i = 0; i < 2; ++i) tests.push_back(one_test(arg(of, i)));
    return tests;
  }

  bool tail(NodeId at, const Node& root) {
    const Node& of = node(at);
    if (fusion_.branches.empty()) return false;
    if (of.op == Op::constant && of.range.lo % root.packing.unit == 0) {
      fusion_.otherwise_value = static_cast<std::uint8_t>(of.range.lo / root.packing.unit);
      return true;
    }
    fusion_.otherwise = at;
    return of.packing == root.packing;
  }

  void finish() {
    const auto source = [&](NodeId id) {
      if (std::ranges::find(fusion_.sources, id) == fusion_.sources.end())
        fusion_.sources.push_back(id);
    };
    for (const ByteTest& test : fusion_.tests) source(test.column);
    for (const ByteBranch& branch : fusion_.branches) {
      source(branch.first.column);
      source(branch.second.column);
    }
    if (fusion_.otherwise != plan::no_node) source(fusion_.otherwise);
    std::vector<NodeId>& absorbed = fusion_.absorbed;
    std::ranges::sort(absorbed);
    absorbed.erase(std::unique(absorbed.begin(), absorbed.end()), absorbed.end());
    std::erase_if(absorbed, [&](NodeId id) {
      return id == fusion_.node || std::ranges::find(fusion_.sources, id) != fusion_.sources.end();
    });
  }

  const plan::Plan& plan_;
  const std::vector<Recipe>& recipes_;
  std::vector<std::uint32_t> readers_;  ///< by NodeId
  Fusion fusion_;
};

}  // namespace

std::vector<Fusion> fusions_of(const plan::Plan& plan, const std::vector<Recipe>& recipes) {
  return Finder(plan, recipes).all();
}

}  // namespace entitle::run
