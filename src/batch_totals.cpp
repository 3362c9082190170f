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

/// How many rows have each status. Four lists by turns: mostly a row has the status of the one
/// before, and would wait for it.
struct StatusCounts {
  std::uint32_t by_bits[4][UINT8_MAX + 1] = {};

  void add(StatusSet status, std::uint32_t row) {
    ++by_bits[row % 4][std::bit_cast<std::uint8_t>(status)];
  }
  void give(BatchTotals& totals) const {
    for (unsigned bits = 0; bits <= UINT8_MAX; ++bits)
      if (const std::uint64_t rows = of(bits); rows != 0) count(totals, status(bits), rows);
  }
  bool any_may_qualify() const {
    for (unsigned bits = 0; bits <= UINT8_MAX; ++bits)
      if (status(bits).has(Status::qualifies) && status(bits).depends() && of(bits) != 0)
        return true;
    return false;
  }

 private:
  static StatusSet status(unsigned bits) {
    return std::bit_cast<StatusSet>(static_cast<std::uint8_t>(bits));
  }
  std::uint64_t of(unsigned bits) const {
    return std::uint64_t{by_bits[0][bits]} + by_bits[1][bits] + by_bits[2][bits] + by_bits[3][bits];
  }
};

/// Adds up rows that are all listed, decided for certain and due one amount, which is 0 where none
/// is. False: some are not, and nothing was added.
bool add_decided(BatchTotals& totals, const run::ProgramColumn& column,
                 const run::FrameLevel& level) {
  if (!column.unsettled.empty() || !column.most.empty()) return false;
  const auto rows = static_cast<std::uint32_t>(column.status.size());
  const auto* const ghosts = level.below_ghost.data();
  if (std::any_of(ghosts, ghosts + rows, [](std::uint8_t ghost) { return ghost != 0; }))
    return false;
  StatusCounts counts;
  const StatusSet* const status = column.status.data();
  for (std::uint32_t r = 0; r < rows; ++r) counts.add(status[r], r);
  if (counts.any_may_qualify()) return false;
  counts.give(totals);
  value::Int128 due = 0;
  for (const std::int64_t amount : column.least) due += amount;
  const value::Checked checked = value::checked(due);
  const Decimal total = checked.error ? Decimal::highest() : Decimal::from_units(checked.value);
  totals.least = sum(totals.least, total);
  totals.most = sum(totals.most, total);
  return true;
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
  if (all && !has_records && !group_.valid() && add_decided(totals, column, level)) return;
  StatusCounts counts;
  for (std::uint32_t r = 0; r < rows; ++r) {
    const StatusSet status = column.status[r];
    if (!all && answers.rejected(level.household[r])) continue;
    counts.add(status, r);
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
  counts.give(totals);
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
