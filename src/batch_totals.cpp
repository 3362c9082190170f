// Adding up. A sum without a bound stays without one.
#include "batch_totals.hpp"

#include <algorithm>
#include <bit>

#include "value/choice_set.hpp"

namespace entitle {
inline namespace v0 {
namespace {

Decimal sum(Decimal a, Decimal b) {
  // An overflow of ±922 trillion yuan is no province's.
  const value::Checked total = value::add(a.units(), b.units());
  return total.error ? Decimal::highest() : Decimal::from_units(total.value);
}

std::optional<Decimal> sum(std::optional<Decimal> a, std::optional<Decimal> b) {
  if (!a || !b) return std::nullopt;
  return sum(*a, *b);
}

BatchTotals empty_totals() {
  BatchTotals totals;
  totals.most = Decimal();
  return totals;
}

void count(BatchTotals& totals, StatusSet status, std::uint64_t rows = 1) {
  if (status.depends()) {
    totals.depends += rows;
  } else if (!status.empty()) {
    totals.by_status[std::countr_zero(std::bit_cast<std::uint8_t>(status))] += rows;
  }
}

void count(BatchTotals& totals, StatusSet status, const OnRecord& record) {
  if (!record.received) return;
  if (*record.received && !status.has(Status::qualifies)) ++totals.recorded_not_supported;
  if (!*record.received && status.is(Status::qualifies)) ++totals.entitled_not_recorded;
}

void pay(BatchTotals& totals, const run::ProgramColumn& column, std::uint32_t row, bool listed) {
  totals.most = sum(totals.most, bound(column.most_of(row)));
  const std::optional<Decimal> least = bound(column.least[row]);
  if (column.status[row].is(Status::qualifies) && listed && least)
    totals.least = sum(totals.least, *least);
}

void join(BatchTotals& into, const BatchTotals& from) {
  for (std::size_t s = 0; s < std::size(all_statuses); ++s) into.by_status[s] += from.by_status[s];
  into.depends += from.depends;
  into.recorded_not_supported += from.recorded_not_supported;
  into.entitled_not_recorded += from.entitled_not_recorded;
  into.least = sum(into.least, from.least);
  into.most = sum(into.most, from.most);
}

}  // namespace

Totals::Totals(const Ruleset::Impl& ruleset, model::FactId group)
    : ruleset_(ruleset), group_(group) {
  if (group.valid()) groups_.resize(ruleset.model[ruleset.model[group].domain].choices.size() + 1);
  clear();
}

void Totals::clear() {
  households = rejected = settled = unsettled_ = 0;
  programs_.assign(ruleset_.model.programs.size(), empty_totals());
  for (Programs& one : groups_) one.assign(programs_.size(), empty_totals());
}

void Totals::add(const AnswerColumns& answers) {
  std::uint32_t taken = 0;
  for (std::uint32_t h = 0; h < answers.households(); ++h) taken += answers.rejected(h) ? 0U : 1U;
  households += taken;
  for (std::uint32_t p = 0; p < programs_.size(); ++p)
    add(answers, p, taken == answers.households());
}

/// `all`: no household was rejected.
void Totals::add(const AnswerColumns& answers, std::uint32_t program, bool all) {
  const run::ProgramColumn& column = answers.programs[program];
  const model::Rule& rule = answers.rule(program);
  const run::FrameLevel& level = answers.frame.level(rule.entity);
  const bool has_records = answers.has_records(program);
  const auto rows = static_cast<std::uint32_t>(column.status.size());
  BatchTotals& totals = programs_[program];
  // Four lists by turns: mostly a row has the status of the one before, and would wait for it.
  std::uint32_t by_status[4][UINT8_MAX + 1] = {};
  for (std::uint32_t r = 0; r < rows; ++r) {
    const StatusSet status = column.status[r];
    if (!all && answers.rejected(level.household[r])) continue;
    ++by_status[r % 4][std::bit_cast<std::uint8_t>(status)];
    const bool pays = rule.amount.valid() && status.has(Status::qualifies);
    const bool listed = level.below_ghost[r] == 0;
    if (pays) pay(totals, column, r, listed);
    if (status.empty()) continue;
    if (!column.settled(r)) ++unsettled_;
    if (has_records) count(totals, status, answers.record(program, r));
    if (!group_.valid()) continue;
    // What is not known stands last.
    const std::uint32_t choice =
        answers.read.block.fact(group_).choice(answers.from + level.household[r]);
    BatchTotals& group = groups_[std::min<std::size_t>(choice, groups_.size() - 1)][program];
    count(group, status);
    if (pays) pay(group, column, r, listed);
    if (has_records) count(group, status, answers.record(program, r));
  }
  for (unsigned bits = 0; bits <= UINT8_MAX; ++bits)
    if (const std::uint64_t seen = std::uint64_t{by_status[0][bits]} + by_status[1][bits] +
                                   by_status[2][bits] + by_status[3][bits];
        seen != 0)
      count(totals, std::bit_cast<StatusSet>(static_cast<std::uint8_t>(bits)), seen);
}

void Totals::add(const Totals& other) {
  households += other.households;
  rejected += other.rejected;
  settled += other.settled;
  unsettled_ += other.unsettled_;
  for (std::size_t p = 0; p < programs_.size(); ++p) join(programs_[p], other.programs_[p]);
  for (std::size_t g = 0; g < groups_.size(); ++g)
    for (std::size_t p = 0; p < programs_.size(); ++p) join(groups_[g][p], other.groups_[g][p]);
}

BatchSummary Totals::summary() const {
  BatchSummary made;
  made.households = households;
  made.rejected = rejected;
  made.settled = settled;
  made.unsettled = unsettled_;
  made.programs = programs_;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    Text name;
    if (g + 1 < groups_.size()) {
      const model::Choice& choice = ruleset_.model[ruleset_.model[group_].domain].choices[g];
      name = {choice.name.in(Language::en), choice.name.in(Language::zh)};
    }
    made.groups.emplace_back(name, groups_[g]);
  }
  return made;
}

}  // namespace v0
}  // namespace entitle
