// How the words of an aggregate become its node, for the phrases of both languages.
#pragma once

#include "syntax/actions.hpp"

namespace entitle::syntax {

template <value::Op op>
struct BeginAggregate {
  template <class AnyContext>
  void operator()(const AnyContext& context) const {
    Expression& value = x3::_val(context);
    value.form = Form::aggregate;
    value.op = op;
  }
};
inline const auto put_collection = put<&Expression::collection>;
inline const auto put_body = add<&Expression::parts>;
inline const auto put_where = add<&Expression::where>;
inline const auto become_eligible = [](const auto& context) {
  Expression& value = x3::_val(context);
  value.form = Form::eligible;
  value.op = value::Op::eligible;
  value.text = std::move(x3::_attr(context).text);
};

}  // namespace entitle::syntax
