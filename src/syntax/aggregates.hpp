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
/// What is said of a program: eligible for it, on record, one of the two.
template <Form form, value::Op op>
struct BecomeOfProgram {
  template <class AnyContext>
  void operator()(const AnyContext& context) const {
    Expression& value = x3::_val(context);
    value.form = form;
    value.op = op;
    value.text = std::move(x3::_attr(context).text);
  }
};
inline constexpr BecomeOfProgram<Form::eligible, value::Op::eligible> become_eligible{};
inline constexpr BecomeOfProgram<Form::receives, value::Op::receives> become_receives{};
inline constexpr BecomeOfProgram<Form::in_program, value::Op::in_program> become_in_program{};

}  // namespace entitle::syntax
