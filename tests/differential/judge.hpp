// Holds what the library says of a household against the reference evaluator: every node of the
// plan and every answer must be true of every completion; on points both must be the same; on
// households that can be enumerated nothing may be left open needlessly.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "differential/compile.hpp"
#include "differential/completions.hpp"
#include "differential/random.hpp"
#include "differential/rows.hpp"
#include "differential/tally.hpp"
#include "plan/plan.hpp"
#include "run/decision.hpp"
#include "run/machine.hpp"
#include "run/tables.hpp"

namespace entitle::differential {

/// How much of each box is tried.
struct Effort {
  std::uint32_t completions = 16;
  bool small = false;  ///< the boxes are meant to be enumerated
};

/// What went wrong with one household.
struct Failure {
  std::string what;        ///< one line: which law is broken, and where
  std::string completion;  ///< the point that shows it; may be empty
};

/// Judges households under one ruleset.
class Judge {
 public:
  explicit Judge(const Compiled& compiled);
  ~Judge();

  /// Everything that is to be true of one box. The same `random` tries the same completions.
  std::optional<Failure> box(const run::Household& household, const Effort& effort, Random random,
                             Tally& tally);
  /// One row = chunk of many rows = recycled buffers, for households judged before.
  std::optional<Failure> chunk(const std::vector<run::Household>& households, Tally& tally);

  const Corners& corners() const { return corners_; }
  const reference::CellRanges& cells() const { return cells_; }

 private:
  std::optional<Failure> nodes(const run::Machine& machine, const Rows& rows,
                               reference::Evaluator& evaluator, const Completion& completion,
                               bool point, Tally& tally) const;
  std::optional<Failure> answers(const run::Decision& decision, const Rows& rows,
                                 reference::Evaluator& evaluator, const Completion& completion,
                                 bool widened, const char* level) const;
  std::optional<Failure> points(const std::vector<Completion>& completions, Tally& tally);
  /// Points whose parameters are all known, decided like any household.
  std::optional<Failure> decided_points(const std::vector<Completion>& completions, Tally& tally);
  std::optional<Failure> refines(const run::Decision& bounds, const run::Decision& settled) const;
  std::optional<Failure> tight(const run::Household& household, const run::Decision& bounds,
                               const run::Decision& settled, Tally& tally);
  std::optional<Failure> witnesses(const run::Household& household, const run::Decision& settled,
                                   Random& random, Tally& tally);
  /// Each value at which an answer is said to turn is possible, and decides it as it says.
  std::optional<Failure> turnings(const run::Household& household, const run::Decision& settled,
                                  Random& random, Tally& tally);
  /// What a part or a turning says of an answer, held against the reference at completions of the
  /// household held to it. `met`: how many there were.
  std::optional<Failure> held(const run::Household& household, const reference::CellRanges& cells,
                              const run::AnswerBox& answer, StatusSet then, const std::string& what,
                              Random& random, std::uint32_t& met);
  void count(const run::Decision& bounds, const run::Decision& settled,
             const std::vector<Completion>& completions, const run::Frame& frame,
             Tally& tally) const;

  /// Whether an error may come from the terms of a quotient alone: one stands below the program's
  /// condition or amount, and numbers are involved, given or met, that no household has.
  bool excused(model::RuleId program, const Completion& completion,
               const reference::Evaluator& evaluator) const;

  /// Whether numbers are involved that no household has: sums of them overflow.
  static bool has_huge(const Completion& completion);

  const Compiled& compiled_;
  const model::Model& model_;
  const plan::Plan& plan_;
  run::Tables tables_;
  reference::CellRanges cells_;
  Corners corners_;
  std::vector<bool> of_quotients_;          ///< by ExprId: whether a quotient stands below
  std::vector<model::EntityId> read_from_;  ///< by ExprId: of whose rows its values are
  bool huge_constants_ = false;
  run::Decider bounds_;
  run::Decider settled_;
  run::Machine machine_;
  run::Machine recycled_;
  run::Machine many_;
};

}  // namespace entitle::differential
