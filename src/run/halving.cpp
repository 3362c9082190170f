// Which nodes are halved is read off the plan once; each half is one run over all households.
#include "run/halving.hpp"

#include <algorithm>

#include "run/cutting.hpp"

namespace entitle::run {

using plan::NodeId;
using plan::Shape;
using value::Truth;

namespace {

constexpr std::size_t most_hubs = 12;

/// How often each node is read below an answer, by node.
std::vector<std::uint32_t> readers_below(const plan::Plan& plan, NodeId answer) {
  std::vector<std::uint32_t> readers(plan.nodes.size(), 0);
  std::vector<NodeId> later = {answer};
  while (!later.empty()) {
    const NodeId node = later.back();
    later.pop_back();
    for (const NodeId arg : plan.args_of(plan.nodes[node]))
      if (readers[arg]++ == 0) later.push_back(arg);
  }
  return readers;
}

}  // namespace

Halving::Halving(const model::Model& model, const plan::Plan& plan)
    : model_(model),
      plan_(plan),
      machine_(model, plan, Policy::keep),
      certain_(plan.programs.size()),
      halves_(plan.programs.size()) {}

/// Made when first needed: most households have nothing to settle. Only nodes of the household
/// itself, one row each: a node of each member would have to be halved for one member at a time.
void Halving::find_hubs() {
  hubs_found_ = true;
  std::vector<Hub> by_node(plan_.nodes.size());
  for (std::uint32_t p = 0; p < plan_.programs.size(); ++p) {
    const std::vector<std::uint32_t> readers = readers_below(plan_, plan_.programs[p].status);
    for (NodeId n = 0; n < readers.size(); ++n) {
      const plan::Node& node = plan_.nodes[n];
      if (readers[n] < 2 || node.shape != Shape::truth || node.entity.index != 0 ||
          node.cut_rank == plan::cut_never)
        continue;
      by_node[n].node = n;
      by_node[n].programs.push_back(p);
    }
  }
  std::erase_if(by_node, [](const Hub& hub) { return hub.programs.empty(); });
  std::ranges::stable_sort(by_node, std::greater{},
                           [](const Hub& hub) { return hub.programs.size(); });
  if (by_node.size() > most_hubs) by_node.resize(most_hubs);
  hubs_ = std::move(by_node);
}

void Halving::hold(const Hub& hub, Truth truth) {
  cuts_.clear();
  for (const std::uint32_t row : hub.rows) {
    Cut cut;
    cut.node = hub.node;
    cut.row = row;
    cut.truth = truth;
    cuts_.nodes.push_back(cut);
  }
}

void Halving::halve(const Hub& hub, const Frame& frame, const Tables& tables,
                    const StatusColumns& open) {
  std::vector<std::uint8_t> contradicted(frame.households());
  for (const std::uint32_t p : hub.programs) halves_[p].assign(open[p].size(), {});
  for (const Truth truth : {Truth::T, Truth::F}) {
    hold(hub, truth);
    machine_.run(frame, tables, &cuts_);
    std::ranges::fill(contradicted, 0);
    for (const Clash& clash : machine_.clashes()) contradicted[clash.household] = 1;
    for (const std::uint32_t p : hub.programs) {
      const plan::ProgramNodes& program = plan_.programs[p];
      const std::vector<std::uint32_t>& household =
          frame.level(model_[program.rule].entity).household;
      for (std::uint32_t r = 0; r < open[p].size(); ++r) {
        if (open[p][r].empty() || !certain_[p][r].empty() || contradicted[household[r]] != 0)
          continue;
        StatusSet status = status_of(machine_, plan_, program.status, r);
        // An amount is worth finer cuts.
        if (program.amount != plan::no_node && status.has(Status::qualifies)) status = open[p][r];
        halves_[p][r].add(status);
      }
    }
  }
  for (const std::uint32_t p : hub.programs)
    for (std::uint32_t r = 0; r < open[p].size(); ++r) {
      const StatusSet both = halves_[p][r];
      if (!both.empty() && !both.depends() && within(both, open[p][r]) == both)
        certain_[p][r] = both;
    }
}

const StatusColumns& Halving::decide(const Frame& frame, const Tables& tables,
                                     const StatusColumns& open) {
  if (!hubs_found_) find_hubs();
  for (std::uint32_t p = 0; p < open.size(); ++p) certain_[p].assign(open[p].size(), {});
  const auto asked = [&](const Hub& hub) {
    return std::ranges::any_of(hub.programs, [&](std::uint32_t p) {
      for (std::uint32_t r = 0; r < open[p].size(); ++r)
        if (!open[p][r].empty() && certain_[p][r].empty()) return true;
      return false;
    });
  };
  if (std::ranges::none_of(hubs_, asked)) return certain_;
  machine_.run(frame, tables);
  for (Hub& hub : hubs_) {
    hub.rows.clear();
    if (!asked(hub)) continue;
    const std::span<const std::uint8_t> truths = machine_.truth_column(hub.node);
    for (std::uint32_t h = 0; h < frame.households(); ++h)
      if (truths[h] == static_cast<std::uint8_t>(Truth::U)) hub.rows.push_back(h);
  }
  for (const Hub& hub : hubs_)
    if (!hub.rows.empty() && asked(hub)) halve(hub, frame, tables, open);
  return certain_;
}

}  // namespace entitle::run
