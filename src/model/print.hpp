// Prints a model as text, one line a part, stable and without places: two rulesets that mean the
// same print the same. For tests and for people who look for what the checker made.
#pragma once

#include <string>

#include "model/model.hpp"

namespace entitle::model {

/// All of the model but places, texts of examples' names and the content hash.
std::string print(const Model& model);

/// One expression: "(less @income_per_person @standard)".
std::string print(const Model& model, ExprId id);

}  // namespace entitle::model
