// One run for all of them; its columns are read program by program, when first asked for.
#include "run/chunk_part.hpp"

#include <algorithm>

#include "run/births.hpp"
#include "run/cutting.hpp"

namespace entitle::run {

using value::Op;
using value::Truth;

RefusingLines refusing_lines(const model::Model& model, const plan::Plan& plan,
                             model::RuleId program) {
  RefusingLines lines;
  const model::Clause& condition = model[model[program].condition];
  const Op op = model[condition.expr].op;
  if (op == Op::none_of) lines.refusing = Truth::T;
  if (op != Op::all_of && op != Op::none_of) return lines;
  for (const model::ClauseId part : condition.parts)
    lines.nodes.push_back(plan.lowered[model[part].expr.index].value);
  return lines;
}

ChunkPart::ChunkPart(const model::Model& model, const plan::Plan& plan,
                     const std::vector<RefusingLines>& lines, std::span<const plan::NodeId> kept)
    : frame(model),
      programs(plan.programs.size()),
      model_(model),
      plan_(plan),
      lines_(lines),
      machine_(model, plan, Policy::recycle, kept),
      births_(has_births(model)),
      of_left_(model) {}

void ChunkPart::run(const Block& block, const Tables& tables) {
  const auto contradict = [this](std::span<const Clash> clashes) {
    for (const Clash& found : clashes) contradicted[found.household] = 1;
  };
  contradicted.assign(frame.households(), 0);
  open_.assign(frame.households(), 0);
  left_.assign(frame.households(), 0);
  was_read_ = false;
  if (births_) {
    unborn_.clear();
    ages_of_.clear();
    for (std::uint32_t h = 0; h < frame.households(); ++h)
      ages_of_.push_back(
          block.facts_as_of_household(frame.origin({0}, h)).value_or(tables.as_of()));
    narrow_births(tables.as_of(), ages_of_, frame, unborn_);
    contradict(unborn_);
  }
  machine_.run(frame, tables);
  contradict(machine_.clashes());
}

bool ChunkPart::all_decided() const {
  return std::ranges::all_of(plan_.programs, [this](const plan::ProgramNodes& program) {
    return run::all_decided(machine_, program);
  });
}

void ChunkPart::read() {
  if (was_read_) return;
  was_read_ = true;
  for (std::uint32_t p = 0; p < programs.size(); ++p) {
    const model::EntityId entity = model_[plan_.programs[p].rule].entity;
    if (read_answers(machine_, plan_, plan_.programs[p], frame.outline(entity), programs[p])) {
      const std::vector<std::uint32_t>& household = frame.level(entity).household;
      for (std::uint32_t r = 0; r < household.size(); ++r)
        if (programs[p].status[r].depends()) open_[household[r]] = 1;
    }
  }
}

namespace {

bool shows(StatusSet shown, StatusSet status) {
  return std::ranges::all_of(all_statuses,
                             [&](Status one) { return !status.has(one) || shown.has(one); });
}

}  // namespace

/// Whether an answer has a status that simple completions did not show.
bool ChunkPart::open(const StatusColumns& shown, std::uint32_t program, std::uint32_t row) const {
  const StatusSet status = programs[program].status[row];
  return status.depends() && !shows(shown[program][row], status);
}

/// Marks the households that have such an answer.
void ChunkPart::leave(const StatusColumns& shown) {
  std::ranges::fill(left_, 0);
  for (std::uint32_t p = 0; p < programs.size(); ++p) {
    const std::vector<std::uint32_t>& household =
        frame.level(model_[plan_.programs[p].rule].entity).household;
    for (std::uint32_t r = 0; r < household.size(); ++r)
      if (open(shown, p, r) && contradicted[household[r]] == 0) left_[household[r]] = 1;
  }
}

void ChunkPart::put(std::uint32_t program, std::uint32_t row, StatusSet status,
                    value::Interval amount, bool settled) {
  ProgramColumn& column = programs[program];
  const FrameLevel& level = frame.level(model_[plan_.programs[program].rule].entity);
  const bool untold = level.below_ghost[row] != 0 && unremarkable(status);
  const bool pays =
      plan_.programs[program].amount != plan::no_node && status.has(Status::qualifies);
  column.status[row] = untold ? StatusSet() : status;
  column.least[row] = pays ? amount.lo : 0;
  column.most[row] = pays ? amount.hi : 0;
  column.unsettled[row] = settled ? 0 : 1;
}

/// Halves the households left, all together.
void ChunkPart::halve(Halving& halving, const StatusColumns& shown, const Tables& tables) {
  of_left_.clear();
  for (std::uint32_t h = 0; h < frame.households(); ++h)
    if (left_[h] != 0) of_left_.append_copies(frame, h, 1);
  // Their rows, in the order of the whole.
  const auto each = [this](std::uint32_t p, auto&& visit) {
    const std::vector<std::uint32_t>& household =
        frame.level(model_[plan_.programs[p].rule].entity).household;
    std::uint32_t at = 0;
    for (std::uint32_t r = 0; r < household.size(); ++r)
      if (left_[household[r]] != 0) visit(r, at++);
  };
  open_of_left_.resize(programs.size());
  certain_.resize(programs.size());
  for (std::uint32_t p = 0; p < programs.size(); ++p) {
    certain_[p].assign(programs[p].status.size(), {});
    open_of_left_[p].clear();
    each(p, [&](std::uint32_t r, std::uint32_t) {
      open_of_left_[p].push_back(open(shown, p, r) ? programs[p].status[r] : StatusSet());
    });
  }
  if (of_left_.households() == 0) return;
  const StatusColumns& certain = halving.decide(of_left_, tables, open_of_left_);
  for (std::uint32_t p = 0; p < programs.size(); ++p)
    each(p, [&](std::uint32_t r, std::uint32_t at) {
      certain_[p][r] = certain[p][at];
      if (!certain[p][at].empty()) put(p, r, certain[p][at], {0, 0}, true);
    });
}

/// Settles one household as one case.
void ChunkPart::settle(std::uint32_t household, const Shown& shown, Decider& decider,
                       const Tables& tables, const DecideOptions& options) {
  const Decision& decision = decider.decide(frame, household, shown, tables, options);
  if (!decision.contradictions.empty()) {
    contradicted[household] = 1;
    return;
  }
  for (const AnswerBox& answer : decision.answers) {
    const model::EntityId entity = model_[plan_.programs[answer.program].rule].entity;
    put(answer.program, shown.first[entity.index] + answer.row, answer.status, answer.amount,
        answer.settled);
  }
}

std::uint32_t ChunkPart::settle(Settlers& by, const Tables& tables, const DecideOptions& options) {
  if (all_decided()) return 0;
  read();
  std::uint32_t settled = 0;
  for (std::uint32_t h = 0; h < frame.households(); ++h)
    settled += open_[h] != 0 && contradicted[h] == 0 ? 1 : 0;
  if (settled == 0) return 0;
  const StatusColumns& shown = by.corners.show(frame, tables);
  for (ProgramColumn& column : programs) column.spell_out();
  leave(shown);
  halve(by.halving, shown, tables);
  leave(shown);
  // Where each entity's rows of a household begin.
  std::vector<std::uint32_t> first(model_.entities.size(), 0);
  for (std::uint32_t h = 0; h < frame.households(); ++h) {
    for (std::uint32_t e = 0; e < first.size(); ++e) {
      const std::vector<std::uint32_t>& households = frame.level({e}).household;
      while (first[e] < households.size() && households[first[e]] < h) ++first[e];
    }
    if (left_[h] != 0) settle(h, {shown, certain_, first}, by.decider, tables, options);
  }
  return settled;
}

void ChunkPart::refuse() {
  read();
  for (std::uint32_t p = 0; p < programs.size(); ++p) refuse(p);
}

void ChunkPart::refuse(std::uint32_t program) {
  ProgramColumn& column = programs[program];
  const std::size_t rows = column.status.size();
  column.refused_by.assign(rows, ProgramColumn::no_line);
  const RefusingLines& of = lines_[program];
  const auto refusing = static_cast<std::uint8_t>(of.refusing);
  const model::EntityId own = model_[plan_.programs[program].rule].entity;
  for (std::size_t line = of.nodes.size(); line-- > 0;) {
    const std::uint8_t* const truths = machine_.truth_column(of.nodes[line]).data();
    const auto mark = [&](const auto& at) {
      for (std::size_t r = 0; r < rows; ++r)
        column.refused_by[r] =
            truths[at(r)] == refusing ? static_cast<std::uint16_t>(line) : column.refused_by[r];
    };
    const model::EntityId entity = plan_.nodes[of.nodes[line]].entity;
    if (entity == own) {
      mark([](std::size_t r) { return r; });
    } else if (entity.index == 0) {
      mark([&, above = frame.level(own).household.data()](std::size_t r) { return above[r]; });
    } else {
      mark([&](std::size_t r) {
        auto at = static_cast<std::uint32_t>(r);
        for (model::EntityId e = own; e != entity; e = model_[e].parent)
          at = frame.level(e).parent[at];
        return at;
      });
    }
  }
  for (std::size_t r = 0; r < rows; ++r)
    if (!column.status[r].is(Status::does_not_qualify))
      column.refused_by[r] = ProgramColumn::no_line;
}

void ChunkPart::answers(std::uint32_t program, const AnswerRows& out) const {
  if (was_read_) {
    write_answers(programs[program], out);
  } else {
    const model::EntityId entity = model_[plan_.programs[program].rule].entity;
    write_answers(machine_, plan_, plan_.programs[program], frame.outline(entity), out);
  }
}

void ChunkPart::hits(std::uint32_t program, HitList& out) const {
  const model::EntityId entity = model_[plan_.programs[program].rule].entity;
  const FrameLevel& level = frame.outline(entity);
  const std::optional<std::uint32_t> first = frame.together(entity);
  const std::size_t before = out.view().size();
  if (was_read_) {
    read_hits(programs[program], program, level, first.value_or(0), out);
  } else {
    read_hits(machine_, plan_, program, level, first.value_or(0), out);
  }
  if (first) return;
  for (Hit& hit : out.from(before)) hit.row = frame.origin(entity, hit.row);
}

}  // namespace entitle::run
