// The determination of one household: what was decided, told with the ruleset's labels, citations,
// values and places. Made by walking the model and reading the columns that the plan names; what is
// still open, what would turn it and what to ask come from the decision. Nothing here compares
// values or decides anything.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "entitle/determination.hpp"
#include "explain/catalogue.hpp"
#include "plan/plan.hpp"
#include "run/decision.hpp"
#include "run/frame.hpp"
#include "run/household.hpp"
#include "run/machine.hpp"
#include "run/tables.hpp"
#include "value/op.hpp"

namespace entitle::explain {

/// How a comparison of the rules is told.
Reason::Comparison comparison_of(value::Op op);

/// One decided household. Everything is read during explain() only, except what `ruleset` owns.
struct Input {
  const run::Household& household;
  const run::Frame& frame;  ///< of that household alone
  const run::Tables& tables;
  const run::Decision& decision;
  const run::Machine& base;  ///< its columns, all kept
  std::shared_ptr<const void>
      ruleset;             ///< owns the catalogue and its model; the determination keeps it
  std::string_view level;  ///< "settled" or "bounds"; lives as long as `ruleset` or for ever
  std::uint32_t limit = 0;
};

/// errors: none; the decision has no contradictions.
/// threads: any number at once.
/// complexity: linear in the expressions that the programs read, times the rows of their entities.
Determination explain(const Catalogue& catalogue, const plan::Plan& plan, const Input& input);

}  // namespace entitle::explain
