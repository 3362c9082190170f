// One run for the chunk, its columns read program by program; then the open households.
#include "run/chunk.hpp"

#include <algorithm>

#include "run/births.hpp"
#include "run/cutting.hpp"

namespace entitle::run {

using plan::NodeId;
using plan::ProgramNodes;
using value::Op;
using value::Truth;

namespace {

/// The lines one of which alone refuses: those of an all-of block that is false, those of a none-of
/// block that is true.
struct Lines {
  std::vector<NodeId> nodes;
  Truth refusing = Truth::F;
};

Lines lines_of(const model::Model& model, const plan::Plan& plan, model::RuleId id) {
  Lines lines;
  const model::Clause& condition = model[model[id].condition];
  const Op op = model[condition.expr].op;
  if (op == Op::none_of) lines.refusing = Truth::T;
  if (op != Op::all_of && op != Op::none_of) return lines;
  for (const model::ClauseId part : condition.parts)
    lines.nodes.push_back(plan.lowered[model[part].expr.index].value);
  return lines;
}

std::vector<NodeId> also_kept(const plan::Plan& plan, const std::vector<Lines>& lines,
                              const ChunkDecider::Wanted& wanted) {
  std::vector<NodeId> all;
  const auto keep = [&](NodeId node) {
    if (node != plan::no_node) all.push_back(node);
  };
  for (const Lines& one : lines) all.insert(all.end(), one.nodes.begin(), one.nodes.end());
  if (wanted.settlement)
    for (const plan::LineNodes& line : plan.settlement) {
      keep(line.had);
      keep(line.amount);
    }
  for (const model::ExprId id : wanted.exprs) {
    const plan::Lowered& lowered = plan.lowered[id.index];
    for (const NodeId node :
         {lowered.value, lowered.numerator, lowered.denominator, lowered.present})
      keep(node);
  }
  return all;
}

}  // namespace

struct ChunkDecider::Impl {
  Impl(const model::Model& m, const plan::Plan& p, const Wanted& wanted)
      : model(m),
        plan(p),
        lines(make_lines(wanted)),
        frame(m),
        machine(m, p, Policy::recycle, also_kept(p, lines, wanted)),
        decider(m, p),
        programs(p.programs.size()) {}

  std::vector<Lines> make_lines(const Wanted& wanted) const {
    std::vector<Lines> made;
    if (wanted.refused_by)
      for (const ProgramNodes& program : plan.programs)
        made.push_back(lines_of(model, plan, program.rule));
    return made;
  }

  const model::Model& model;
  const plan::Plan& plan;
  std::vector<Lines> lines;  ///< by program; empty where not wanted
  Frame frame;
  Machine machine;
  Decider decider;
  bool births = has_births(model);
  std::vector<ProgramColumn> programs;
  std::vector<Date> ages_of;  ///< by household: the day
  std::vector<Clash> unborn;
  std::vector<std::uint8_t> contradicted;
  std::vector<std::uint8_t> open;  ///< by household
  std::uint32_t settled = 0;
  bool was_read = false;
  bool has_lines = false;
  HitList hits;

  void clash(std::span<const Clash> clashes) {
    for (const Clash& found : clashes) contradicted[found.household] = 1;
  }
  void read();
  void refuse(std::uint32_t number);
  void settle(const Tables& tables, const DecideOptions& options);
};

ChunkDecider::ChunkDecider(const model::Model& model, const plan::Plan& plan, const Wanted& wanted)
    : impl_(std::make_unique<Impl>(model, plan, wanted)) {}
ChunkDecider::~ChunkDecider() = default;

const Frame& ChunkDecider::frame() const { return impl_->frame; }
const std::vector<std::uint8_t>& ChunkDecider::contradicted() const { return impl_->contradicted; }
std::uint32_t ChunkDecider::settled() const { return impl_->settled; }
const Machine& ChunkDecider::machine() const { return impl_->machine; }

const std::vector<ProgramColumn>& ChunkDecider::programs() const {
  impl_->read();
  return impl_->programs;
}

const std::vector<ProgramColumn>& ChunkDecider::with_lines() const {
  Impl& c = *impl_;
  c.read();
  if (!c.has_lines)
    for (std::uint32_t p = 0; p < c.lines.size(); ++p) c.refuse(p);
  c.has_lines = true;
  return c.programs;
}

std::span<const Hit> ChunkDecider::hits() const {
  Impl& c = *impl_;
  c.hits.clear();
  for (std::uint32_t p = 0; p < c.programs.size(); ++p) {
    const FrameLevel& level = c.frame.outline(c.model[c.plan.programs[p].rule].entity);
    if (c.was_read) {
      read_hits(c.programs[p], p, level, c.hits);
    } else {
      read_hits(c.machine, c.plan, p, level, c.hits);
    }
  }
  return c.hits.view();
}

/// The answers by bounds.
void ChunkDecider::Impl::read() {
  if (was_read) return;
  was_read = true;
  for (std::uint32_t p = 0; p < programs.size(); ++p) {
    const model::EntityId entity = model[plan.programs[p].rule].entity;
    if (!read_answers(machine, plan, plan.programs[p], frame.outline(entity), programs[p]))
      continue;
    const std::vector<std::uint32_t>& household = frame.level(entity).household;
    for (std::uint32_t r = 0; r < household.size(); ++r)
      if (programs[p].status[r].depends()) open[household[r]] = 1;
  }
}

void ChunkDecider::Impl::refuse(std::uint32_t number) {
  ProgramColumn& column = programs[number];
  const std::size_t rows = column.status.size();
  column.refused_by.assign(rows, ProgramColumn::no_line);
  const Lines& of = lines[number];
  const auto refusing = static_cast<std::uint8_t>(of.refusing);
  const model::EntityId own = model[plan.programs[number].rule].entity;
  for (std::size_t line = of.nodes.size(); line-- > 0;) {
    const std::uint8_t* const truths = machine.truth_column(of.nodes[line]).data();
    const auto mark = [&](const auto& at) {
      for (std::size_t r = 0; r < rows; ++r)
        column.refused_by[r] =
            truths[at(r)] == refusing ? static_cast<std::uint16_t>(line) : column.refused_by[r];
    };
    const model::EntityId entity = plan.nodes[of.nodes[line]].entity;
    if (entity == own) {
      mark([](std::size_t r) { return r; });
    } else if (entity.index == 0) {
      mark([&, above = frame.level(own).household.data()](std::size_t r) { return above[r]; });
    } else {
      mark([&](std::size_t r) {
        auto at = static_cast<std::uint32_t>(r);
        for (model::EntityId e = own; e != entity; e = model[e].parent)
          at = frame.level(e).parent[at];
        return at;
      });
    }
  }
  for (std::size_t r = 0; r < rows; ++r)
    if (!column.status[r].is(Status::does_not_qualify))
      column.refused_by[r] = ProgramColumn::no_line;
}

/// Decides the households with an open answer again, each as one case.
void ChunkDecider::Impl::settle(const Tables& tables, const DecideOptions& options) {
  if (std::ranges::all_of(plan.programs, [&](const ProgramNodes& program) {
        return all_decided(machine, program);
      }))
    return;
  read();
  for (ProgramColumn& column : programs) column.spell_out();
  // Where each entity's rows of a household begin.
  std::vector<std::uint32_t> base(model.entities.size(), 0);
  for (std::uint32_t h = 0; h < frame.households(); ++h) {
    for (std::uint32_t e = 0; e < base.size(); ++e) {
      const std::vector<std::uint32_t>& households = frame.level({e}).household;
      while (base[e] < households.size() && households[base[e]] < h) ++base[e];
    }
    if (open[h] == 0 || contradicted[h] != 0) continue;
    ++settled;
    const Decision& decision = decider.decide(frame, h, tables, options);
    if (!decision.contradictions.empty()) {
      contradicted[h] = 1;
      continue;
    }
    for (const AnswerBox& answer : decision.answers) {
      ProgramColumn& column = programs[answer.program];
      const std::uint32_t r =
          base[model[plan.programs[answer.program].rule].entity.index] + answer.row;
      const model::EntityId entity = model[plan.programs[answer.program].rule].entity;
      const bool untold = frame.level(entity).below_ghost[r] != 0 && unremarkable(answer.status);
      column.status[r] = untold ? StatusSet() : answer.status;
      const bool pays = plan.programs[answer.program].amount != plan::no_node &&
                        answer.status.has(Status::qualifies);
      column.least[r] = pays ? answer.amount.lo : 0;
      column.most[r] = pays ? answer.amount.hi : 0;
      column.unsettled[r] = answer.settled ? 0 : 1;
    }
  }
}

void ChunkDecider::decide(const Block& block, std::uint32_t from, std::uint32_t to,
                          const Tables& tables, const DecideOptions& options) {
  Impl& c = *impl_;
  c.frame.clear();
  c.frame.append(block, from, to);
  c.contradicted.assign(c.frame.households(), 0);
  c.open.assign(c.frame.households(), 0);
  c.settled = 0;
  if (c.births) {
    c.unborn.clear();
    c.ages_of.clear();
    for (std::uint32_t h = from; h < to; ++h)
      c.ages_of.push_back(block.facts_as_of_household(h).value_or(tables.as_of()));
    narrow_births(tables.as_of(), c.ages_of, c.frame, c.unborn);
    c.clash(c.unborn);
  }
  c.machine.run(c.frame, tables);
  c.clash(c.machine.clashes());
  c.was_read = false;
  c.has_lines = false;
  if (options.settled) c.settle(tables, options);
}

}  // namespace entitle::run
