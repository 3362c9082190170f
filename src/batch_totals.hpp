// Counts and sums of a batch, by program and by the groups that were asked for: one for each piece,
// added up in order.
#pragma once

#include <cstdint>
#include <vector>

#include "batch_answers.hpp"
#include "entitle/batch.hpp"
#include "ruleset_impl.hpp"

namespace entitle {
inline namespace v0 {

class ENTITLE_INTERNAL Totals {
 public:
  /// `group`: a one-of fact of the household, or none.
  Totals(const Ruleset::Impl& ruleset, model::FactId group);

  void clear();
  /// Households that were decided together.
  void add(const AnswerColumns& answers);
  void add(const Totals& other);
  BatchSummary summary() const;

  std::uint64_t households = 0;
  std::uint64_t rejected = 0;
  std::uint64_t settled = 0;

 private:
  using Programs = std::vector<BatchTotals>;
  void add(const AnswerColumns& answers, std::uint32_t program, bool all);
  const Ruleset::Impl& ruleset_;
  model::FactId group_;
  std::uint64_t unsettled_ = 0;
  Programs programs_;
  std::vector<Programs> groups_;  ///< by choice; the last where it is not known
};

}  // namespace v0
}  // namespace entitle
