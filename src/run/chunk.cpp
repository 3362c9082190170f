// One run for the chunk, or two; the answers of the second are put in their place among those of
// the first.
#include "run/chunk.hpp"

#include <algorithm>
#include <optional>

#include "run/chunk_part.hpp"
#include "run/wide.hpp"

namespace entitle::run {

using plan::NodeId;

namespace {

/// Running them apart costs a household about three times what it costs among the others.
constexpr std::uint32_t least_together = 4;

std::vector<NodeId> also_kept(const model::Model& model, const plan::Plan& plan,
                              const std::vector<RefusingLines>& lines,
                              const ChunkDecider::Wanted& wanted) {
  std::vector<NodeId> all;
  const auto keep = [&](NodeId node) {
    if (node != plan::no_node) all.push_back(node);
  };
  for (const model::Fact& fact : model.facts)
    if (fact.read && fact.only_if.valid()) keep(plan.lowered[fact.only_if.index].value);
  for (const RefusingLines& one : lines) all.insert(all.end(), one.nodes.begin(), one.nodes.end());
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
        kept(also_kept(m, p, lines, wanted)),
        columns_read(wanted.settlement || !wanted.exprs.empty()),
        whole(m, p, lines, kept),
        settlers{{m, p}, {m, p}, {m, p}} {}

  std::vector<RefusingLines> make_lines(const Wanted& wanted) const {
    std::vector<RefusingLines> made;
    if (wanted.refused_by)
      for (const plan::ProgramNodes& program : plan.programs)
        made.push_back(refusing_lines(model, plan, program.rule));
    return made;
  }

  const model::Model& model;
  const plan::Plan& plan;
  std::vector<RefusingLines> lines;  ///< by program; empty where not wanted
  std::vector<NodeId> kept;
  bool columns_read;  ///< whoever called reads columns, of the whole
  ChunkPart whole;
  std::optional<ChunkPart> apart;      ///< those of `numbers`; made when first needed
  std::vector<std::uint32_t> numbers;  ///< of the households run apart, in the chunk; ascending
  std::vector<std::uint8_t> taken;     ///< by household: 1 where it is one of them
  std::uint32_t most = 0;              ///< of them
  struct Doubt {
    model::FactId fact;
    std::uint32_t row = 0;
  };
  std::vector<Doubt> doubts;  ///< facts that are not known and need not be where they do not apply
  bool merged = true;         ///< the answers of those stand among the others
  ChunkPart::Settlers settlers;
  std::uint32_t settled = 0;
  bool has_lines = false;
  HitList spliced;

  bool fill_in();
  bool set_apart();
  bool take(std::uint32_t household);
  void merge();
  void refuse();
  void overwrite(std::uint32_t program, const AnswerRows& out) const;
  void splice(std::uint32_t program, HitList& out);
  /// The row of the whole that a row run apart is.
  std::uint32_t row_of(model::EntityId entity, std::uint32_t row) const {
    return apart->frame.origin(entity, row) - whole.frame.together(entity).value_or(0);
  }
};

ChunkDecider::ChunkDecider(const model::Model& model, const plan::Plan& plan, const Wanted& wanted)
    : impl_(std::make_unique<Impl>(model, plan, wanted)) {}
ChunkDecider::~ChunkDecider() = default;

const Frame& ChunkDecider::frame() const { return impl_->whole.frame; }
const std::vector<std::uint8_t>& ChunkDecider::contradicted() const {
  return impl_->whole.contradicted;
}
std::uint32_t ChunkDecider::apart() const {
  return static_cast<std::uint32_t>(impl_->numbers.size());
}
std::uint32_t ChunkDecider::settled() const { return impl_->settled; }
const Machine& ChunkDecider::machine() const { return impl_->whole.machine(); }

const std::vector<ProgramColumn>& ChunkDecider::programs() const {
  impl_->whole.read();
  impl_->merge();
  return impl_->whole.programs;
}

const std::vector<ProgramColumn>& ChunkDecider::with_lines() const {
  programs();
  impl_->refuse();
  return impl_->whole.programs;
}

void ChunkDecider::answers(std::span<const AnswerRows> out) const {
  Impl& c = *impl_;
  for (std::uint32_t p = 0; p < c.plan.programs.size(); ++p) c.whole.answers(p, out[p]);
  finish_copies();
  if (c.merged) return;
  c.apart->read();
  for (std::uint32_t p = 0; p < c.plan.programs.size(); ++p) c.overwrite(p, out[p]);
}

void ChunkDecider::hits(HitList& out) const {
  Impl& c = *impl_;
  for (std::uint32_t p = 0; p < c.plan.programs.size(); ++p) {
    if (c.merged) {
      c.whole.hits(p, out);
    } else {
      c.splice(p, out);
    }
  }
}

/// False where there are too many.
bool ChunkDecider::Impl::take(std::uint32_t household) {
  if (taken[household] != 0) return true;
  taken[household] = 1;
  numbers.push_back(household);
  return numbers.size() <= most;
}

/// Makes every fact of the whole known and notes whose were not; false, and nothing is changed,
/// where all is known already or too much is not. What a definition is said to be stays as it is.
bool ChunkDecider::Impl::fill_in() {
  numbers.clear();
  doubts.clear();
  if (columns_read || !whole.frame.together({0})) return false;
  most = whole.frame.households() / least_together;
  taken.assign(whole.frame.households(), 0);
  for (std::uint32_t f = 0; f < model.facts.size(); ++f) {
    if (!whole.frame.to_complete({f})) continue;
    const FactColumn& column = whole.frame.fact({f});
    const model::Fact& fact = model.facts[f];
    for (std::uint32_t r = column.first_unknown(0, column.rows()); r < column.rows();
         r = column.first_unknown(r + 1, column.rows())) {
      if (fact.only_if.valid()) {
        doubts.push_back({{f}, r});
      } else if (!take(whole.frame.household_of(fact.entity, r))) {
        return false;
      }
    }
  }
  if (numbers.empty() && doubts.empty()) return false;
  whole.frame.fill_in();
  return true;
}

/// After a run: adds the households of which a fact applies that was not known. False where there
/// are too many.
bool ChunkDecider::Impl::set_apart() {
  for (const Doubt& doubt : doubts) {
    const model::Fact& fact = model[doubt.fact];
    const std::uint32_t household = whole.frame.household_of(fact.entity, doubt.row);
    if (taken[household] != 0) continue;
    const NodeId condition = plan.lowered[fact.only_if.index].value;
    std::uint32_t row = doubt.row;
    for (model::EntityId e = fact.entity; e != plan.nodes[condition].entity; e = model[e].parent)
      row = whole.frame.level(e).parent[row];
    if (whole.machine().truth(condition, row) != value::Truth::F && !take(household)) return false;
  }
  std::ranges::sort(numbers);
  return true;
}

void ChunkDecider::Impl::merge() {
  if (merged) return;
  merged = true;
  apart->read();
  for (std::uint32_t p = 0; p < plan.programs.size(); ++p) {
    const model::EntityId entity = model[plan.programs[p].rule].entity;
    const ProgramColumn& from = apart->programs[p];
    ProgramColumn& to = whole.programs[p];
    if (!from.most.empty() || !from.unsettled.empty()) to.spell_out();
    for (std::uint32_t r = 0; r < from.status.size(); ++r) {
      const std::uint32_t at = row_of(entity, r);
      to.status[at] = from.status[r];
      to.least[at] = from.least[r];
      if (!to.most.empty()) to.most[at] = from.most_of(r);
      if (!to.unsettled.empty()) to.unsettled[at] = from.settled(r) ? 0 : 1;
    }
  }
}

/// Finds the lines that refuse, once the answers stand in their places.
void ChunkDecider::Impl::refuse() {
  if (has_lines || lines.empty()) return;
  has_lines = true;
  whole.refuse();
  if (numbers.empty()) return;
  apart->refuse();
  for (std::uint32_t p = 0; p < plan.programs.size(); ++p) {
    const model::EntityId entity = model[plan.programs[p].rule].entity;
    const std::vector<std::uint16_t>& from = apart->programs[p].refused_by;
    for (std::uint32_t r = 0; r < from.size(); ++r)
      whole.programs[p].refused_by[row_of(entity, r)] = from[r];
  }
}

/// Writes the answers of the households run apart over what the run of the whole made of them.
void ChunkDecider::Impl::overwrite(std::uint32_t program, const AnswerRows& out) const {
  const model::EntityId entity = model[plan.programs[program].rule].entity;
  const ProgramColumn& from = apart->programs[program];
  for (std::uint32_t r = 0; r < from.status.size(); ++r) {
    const std::uint32_t at = row_of(entity, r);
    out.status[at] = from.status[r];
    if (out.least != nullptr) out.least[at] = from.least[r];
    if (out.most != nullptr) out.most[at] = from.most_of(r);
  }
}

/// The hits of one program, those of the households run apart in place of what the run of the whole
/// made of them.
void ChunkDecider::Impl::splice(std::uint32_t program, HitList& out) {
  const model::EntityId entity = model[plan.programs[program].rule].entity;
  spliced.clear();
  whole.hits(program, spliced);
  const std::size_t of_whole = spliced.view().size();
  apart->hits(program, spliced);
  const std::span<const Hit> all = spliced.view();
  const Hit* rest = all.data();
  const Hit* const end = rest + of_whole;
  const Hit* further = end;
  Hit* next = out.room(all.size());
  for (std::uint32_t r = 0; r < apart->frame.outline(entity).rows; ++r) {
    const std::uint32_t at = apart->frame.origin(entity, r);
    while (rest != end && rest->row < at) *next++ = *rest++;
    if (rest != end && rest->row == at) ++rest;
    if (further != all.data() + all.size() && further->row == at) *next++ = *further++;
  }
  out.grow(std::copy(rest, end, next));
}

void ChunkDecider::decide(const Block& block, std::uint32_t from, std::uint32_t to,
                          const Tables& tables, const DecideOptions& options) {
  Impl& c = *impl_;
  c.settled = 0;
  c.merged = true;
  c.has_lines = false;
  const auto begin = [&](ChunkPart& part, auto... which) {
    part.frame.clear();
    part.frame.append(block, which...);
  };
  const auto finish = [&](ChunkPart& part) {
    if (options.settled) c.settled += part.settle(c.settlers, tables, options);
  };
  begin(c.whole, from, to);
  bool filled = c.fill_in();
  c.whole.run(block, tables);
  if (filled && !c.set_apart()) {
    filled = false;
    begin(c.whole, from, to);
    c.whole.run(block, tables);
  }
  if (!filled) c.numbers.clear();
  if (c.numbers.empty()) return finish(c.whole);
  // What was filled in says nothing.
  for (const std::uint32_t number : c.numbers) c.whole.contradicted[number] = 1;
  finish(c.whole);
  c.merged = false;
  if (!c.apart) c.apart.emplace(c.model, c.plan, c.lines, c.kept);
  std::vector<std::uint32_t> of_block = c.numbers;
  for (std::uint32_t& number : of_block) number += from;
  begin(*c.apart, std::span<const std::uint32_t>(of_block));
  c.apart->run(block, tables);
  finish(*c.apart);
  for (std::size_t h = 0; h < c.numbers.size(); ++h)
    c.whole.contradicted[c.numbers[h]] = c.apart->contradicted[h];
}

}  // namespace entitle::run
