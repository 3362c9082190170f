// A value of a parameter written in a rule file: what is assumed of it where it has no table, and
// what an example sets it to.
#pragma once

#include <optional>
#include <vector>

#include "check/context.hpp"
#include "value/interval.hpp"

namespace entitle::check {

/// The value or range as Parameter rows hold it; what does not fit the parameter's type and range
/// is reported.
std::optional<value::Interval> parameter_value(Context& context, const syntax::Expression& tree,
                                               text::FileId file,
                                               const model::Parameter& parameter);

/// `with edge_multiple = 1.5`, resolved.
std::vector<model::Setting> example_settings(Context& context,
                                             const std::vector<syntax::Setting>& trees,
                                             text::FileId file);

}  // namespace entitle::check
