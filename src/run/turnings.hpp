// What each leaf alone does to an open answer: the household held to each of the boxes that the
// leaf's values fall into, one part of a chunk each. Gives the values at which the answer is
// decided.
#pragma once

#include <cstdint>
#include <vector>

#include "run/boundaries.hpp"
#include "run/decision.hpp"
#include "run/parts.hpp"
#include "run/support.hpp"

namespace entitle::run {

class Turnings {
 public:
  Turnings(const model::Model& model, const plan::Plan& plan)
      : model_(model), plan_(plan), parts_(model, plan), finder_(plan) {}

  /// Fills the turnings of all open answers.
  void find(const View& base, Decision& decision);

 private:
  /// The parts of one leaf and one answer.
  struct Tried {
    std::size_t answer;
    std::uint32_t leaf;
    std::uint32_t first;  ///< in rows_
    std::vector<Box> boxes;
  };
  void lay(const View& base, const Decision& decision);
  std::vector<Turning> turnings(const Tried& tried, const AnswerBox& answer) const;
  NodeRow at(const AnswerBox& answer) const {
    return {plan_.programs[answer.program].status, answer.row};
  }

  const model::Model& model_;
  const plan::Plan& plan_;
  Parts parts_;
  SupportFinder finder_;
  std::vector<Holds> rows_;
  std::vector<Tried> tried_;
};

}  // namespace entitle::run
