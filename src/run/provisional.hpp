// Which answers are provisional: those that would change with every carried-forward and assumed
// value unknown. The same household, evaluated and settled over wider tables.
#pragma once

#include <memory>
#include <vector>

#include "run/decision.hpp"
#include "run/parts.hpp"
#include "run/settling.hpp"
#include "run/support.hpp"

namespace entitle::run {

class Provisional {
 public:
  Provisional(const model::Model& model, const plan::Plan& plan)
      : model_(model),
        plan_(plan),
        machine_(model, plan, Policy::keep),
        parts_(model, plan),
        finder_(plan) {}

  /// Marks the answers, and names the rows that they would change with. `base` is the household as
  /// it is.
  void mark(const View& base, Settling& settling, const DecideOptions& options, Decision& decision);

 private:
  void widen(const Tables& tables);
  void try_ends(const View& wide, std::vector<OpenAnswer>& doubtful);
  void try_turns(const View& wide, std::vector<OpenAnswer>& doubtful);
  void try_parts(const View& wide, const std::vector<Holds>& parts,
                 std::vector<OpenAnswer>& doubtful);
  void mark_cells(AnswerBox& answer, const View& wide, Settling& settling, NodeRow from);
  NodeRow at(const AnswerBox& answer) const {
    return {plan_.programs[answer.program].status, answer.row};
  }

  const model::Model& model_;
  const plan::Plan& plan_;
  Machine machine_;
  Parts parts_;
  SupportFinder finder_;
  const Tables* tables_ = nullptr;  ///< what `widened_` was made from
  std::unique_ptr<Tables> widened_;
  bool any_provisional_ = false;
};

}  // namespace entitle::run
