// The order in which the nodes of a plan are run: each once, behind all that it reads; and truths
// of a household that go to its members together.
#include "run/ordering.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <span>
#include <vector>

#include "../plan/compiled.hpp"
#include "run/layout.hpp"

using namespace entitle;

namespace {

const char* const rules = R"(
entity household / 家庭 {
  fact income / 收入 : whole number 0..100
  fact rural / 农村 : yes/no
  fact urban / 城镇 : yes/no
  members / 成员们 : member, 1 to 8
}
entity member / 成员 {
  fact age / 年龄 : whole number 0..100
  fact ill / 患病 : yes/no
}
define old / 老人 of household = count of members where (age >= 60 and rural)
criterion poor / 贫困 of household
  cites law section "1"
  : income < 10 and old > 1
program first / 一 of member
  cites law section "1"
  all of { a / 甲 : poor  b / 乙 : ill }
program second / 二 of member
  cites law section "1"
  all of { a / 甲 : urban  b / 乙 : old > 2  c / 丙 : age < 3 }
)";

}  // namespace

TEST_CASE("each node is run once, behind what it reads, and truths go to elements together") {
  const auto compiled = compiled::compile(rules);
  const plan::Plan& plan = compiled->plan;
  const run::Layout layout = run::recycle(plan, run::recipes_of(plan));
  std::vector<std::uint32_t> stands(plan.nodes.size(), 0);
  for (const plan::NodeId id : layout.constants) ++stands[id];
  std::vector<std::size_t> together;
  for (const run::Step& step : layout.order) {
    std::vector<plan::NodeId> nodes = step.together;
    if (nodes.empty()) nodes.push_back(step.node);
    CHECK(nodes.front() == step.node);
    if (!step.together.empty()) together.push_back(step.together.size());
    for (const plan::NodeId id : nodes) {
      const std::uint32_t fused = layout.fusion_of[id];
      const std::span<const plan::NodeId> reads = fused == run::Layout::no_fusion
                                                      ? plan.args_of(id)
                                                      : std::span(layout.fusions[fused].sources);
      for (const plan::NodeId read : reads) CHECK(stands[read] == 1);
      if (step.together.empty()) continue;
      CHECK(plan.nodes[id].op == value::Op::spread);
      CHECK(plan.nodes[id].shape == plan::Shape::truth);
    }
    for (const plan::NodeId id : nodes) CHECK(++stands[id] == 1);
  }
  // `rural` and `urban` before anybody is counted, `poor` and `old > 2` after.
  CHECK(together == std::vector<std::size_t>{2, 2});
}
