// Adding up. A sum without a bound stays without one.
#include "batch_totals.hpp"

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

void count(BatchTotals& totals, const BatchAnswer& answer, bool pays) {
  if (answer.status.depends()) {
    ++totals.depends;
  } else {
    for (std::size_t s = 0; s < std::size(all_statuses); ++s)
      if (answer.status.has(all_statuses[s])) ++totals.by_status[s];
  }
  if (answer.recorded) {
    const bool supported = answer.status.has(Status::qualifies);
    if (*answer.recorded && !supported) ++totals.recorded_not_supported;
    if (!*answer.recorded && answer.status.is(Status::qualifies)) ++totals.entitled_not_recorded;
  }
  if (!pays || !answer.status.has(Status::qualifies)) return;
  totals.most = sum(totals.most, answer.most);
  if (answer.status.is(Status::qualifies) && !answer.not_listed && answer.least)
    totals.least = sum(totals.least, *answer.least);
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

void Totals::begin(const run::Block& block, std::uint32_t household) {
  if (!group_.valid()) return;
  const run::FactColumn& column = block.fact(group_);
  // What is not known stands last.
  at_ = std::min<std::size_t>(column.choice(household), groups_.size() - 1);
}

void Totals::add(const BatchAnswer& answer) {
  const bool pays = ruleset_.model[ruleset_.model.programs[answer.program]].amount.valid();
  count(programs_[answer.program], answer, pays);
  if (group_.valid()) count(groups_[at_][answer.program], answer, pays);
  if (!answer.settled) ++unsettled_;
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
