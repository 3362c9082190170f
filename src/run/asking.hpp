// What to ask next: open facts in the order in which knowing them settles most answers, each taken
// with those above it answered. The same parts as everywhere: a question is a leaf cut into its
// possible answers, and the scenarios are the parts of those asked.
#pragma once

#include <vector>

#include "run/boundaries.hpp"
#include "run/decision.hpp"
#include "run/parts.hpp"
#include "run/settling.hpp"

namespace entitle::run {

class Asking {
 public:
  Asking(const model::Model& model, const plan::Plan& plan)
      : model_(model), plan_(plan), parts_(model, plan) {}

  /// `leaves`: what may be asked, indexes into decision.leaves; `open`: the open answers.
  std::vector<QuestionBox> order(const View& base, const Decision& decision,
                                 const std::vector<std::uint32_t>& leaves,
                                 const std::vector<const AnswerBox*>& open,
                                 const Boundaries& boundaries);

 private:
  struct Candidate {
    std::uint32_t leaf = 0;
    std::vector<Box> boxes;
    std::uint32_t settles = 0;
    std::uint32_t may_settle = 0;
  };
  void weigh(const View& base, const Decision& decision, std::vector<Candidate>& candidates,
             const std::vector<Holds>& scenarios, const std::vector<const AnswerBox*>& open);
  NodeRow at(const AnswerBox& answer) const {
    return {plan_.programs[answer.program].status, answer.row};
  }

  const model::Model& model_;
  const plan::Plan& plan_;
  Parts parts_;
};

/// The boxes that the possible answers to a leaf fall into.
std::vector<Box> answers_of(const View& base, const Leaf& leaf, const Boundaries& boundaries);

}  // namespace entitle::run
