// The type of a fact or parameter as declared: its kind and unit, the range and step of its values,
// the list of its choices.
#pragma once

#include "check/context.hpp"
#include "value/interval.hpp"
#include "value/type.hpp"

namespace entitle::check {

struct DeclaredType {
  value::Type type;
  value::Interval range;
  std::int64_t step = 1;
  model::DomainId domain;
  bool good = true;  ///< false where something was reported
};

DeclaredType declared_type(Context& context, const syntax::TypeName& tree, text::FileId file,
                           Language language, const text::Argument& name);

}  // namespace entitle::check
