// For an answer that is certain by cases: which line of the program's condition makes it so in each
// case. The cases are run as rows of one chunk by the ordinary machine.
#pragma once

#include <vector>

#include "explain/explain.hpp"

namespace entitle::explain {

/// One clause a case of `answer`: the first line of the condition that settles it there; invalid
/// where no line alone does.
std::vector<model::ClauseId> deciding_clauses(const model::Model& model, const plan::Plan& plan,
                                              const Input& input, const run::AnswerBox& answer,
                                              const model::Rule& rule);

}  // namespace entitle::explain
