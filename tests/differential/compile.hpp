// From the text of a generated ruleset to its model and plan: by the library's own parser, checker
// and lowering, so that the whole chain is under test.
#pragma once

#include <memory>
#include <string>

#include "differential/ruleset.hpp"
#include "entitle/date.hpp"
#include "model/model.hpp"
#include "plan/plan.hpp"

namespace entitle::differential {

struct Compiled {
  model::Model model;
  plan::Plan plan;
  Date as_of;
};

/// Nothing where the text was refused; then `why`, where given, says what was wrong.
std::unique_ptr<Compiled> compile(const Ruleset& ruleset, std::string* why = nullptr);

}  // namespace entitle::differential
