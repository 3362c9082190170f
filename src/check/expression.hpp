// Types one expression after another and adds them to the model: every name resolved, every
// operator's operands of types that go together, every number with its range and step. What an
// expression needs of definitions and rules must have been typed before.
#pragma once

#include <cstdint>
#include <vector>

#include "check/context.hpp"
#include "model/model.hpp"
#include "syntax/tree.hpp"
#include "value/interval.hpp"
#include "value/op.hpp"

namespace entitle::check {

class ExpressionBuilder {
 public:
  /// Of expressions that stand in `file` and see the facts of `scope` and its ancestors.
  ExpressionBuilder(Context& context, model::EntityId scope, text::FileId file)
      : context_(context), scope_(scope), file_(file) {}

  // Each gives an invalid id where something is wrong; then it has been reported.

  model::ExprId build(const syntax::Expression& tree);
  /// One that must be yes or no.
  model::ExprId condition(const syntax::Expression& tree);
  model::ExprId cases(const std::vector<syntax::Case>& rows, text::Span span);
  /// A block over the truths of its lines.
  model::ExprId block(value::Op op, std::uint32_t least, std::vector<model::ExprId> lines,
                      text::Span span);

 private:
  using Id = model::ExprId;
  using Op = value::Op;
  using Words = std::vector<std::int64_t>;

  // leaves.cpp
  Id name(const syntax::Expression& tree);
  Id fact(std::uint32_t index, text::Span span);
  Id parameter(std::uint32_t index, text::Span span);
  Id definition(const Symbol& symbol, text::Span span);
  Id criterion(const Symbol& symbol, text::Span span);
  Id number(const syntax::Expression& tree);
  Id constant(value::Type type, std::int64_t units, text::Span span);
  Id of_program(const syntax::Expression& tree);
  Id receives(const syntax::Expression& tree);
  std::optional<Symbol> program(const syntax::Expression& tree);
  Id choice_constant(model::DomainId domain, std::vector<std::uint32_t> choices, text::Span span);
  bool sees(const Symbol& symbol, const model::Named& named, model::EntityId owner,
            text::Span span);

  // arithmetic.cpp
  Id chain(const syntax::Expression& tree);
  Id arithmetic(Op op, Id a, Id b, text::Span op_span, text::Span span);
  Id sum(Op op, Id a, Id b, text::Span op_span, text::Span span);
  Id product(Id a, Id b, text::Span op_span, text::Span span);
  Id quotient(Id a, Id b, text::Span op_span, text::Span span);
  Id negate(Id a, text::Span span);
  Id per_period(Op op, Id a, text::Span span);
  Id rounded(const syntax::Expression& tree);
  bool number_operand(Id a, Op op);
  bool applies(Id a);
  Id finish_number(model::Expr expr, value::CheckedInterval range, Exact exact, Words words);

  // comparison.cpp
  Id comparison(const syntax::Expression& tree);
  Id ordering(Op op, Id a, Id b, text::Span op_span, text::Span span);
  Id equality(Op op, Id a, const syntax::Expression& right, text::Span op_span, text::Span span);
  Id membership(Op op, Id a, const syntax::Expression& right, text::Span op_span, text::Span span);
  Id in_range(Op op, Id a, const syntax::Expression& right, text::Span op_span, text::Span span);
  Id in_choices(Op op, Id a, const std::vector<syntax::Expression>& members, text::Span span);
  Id compare_numbers(Op op, Id a, Id b, text::Span span);
  bool comparable(Id a);

  // joining.cpp: whether two values may be compared, added or stand for each other
  enum class Joining : std::uint8_t { compared, added, alternatives };
  bool join(Id a, Id b, Joining how, value::Type& type);
  void report_periods(Id a, Id b, Joining how);
  bool report_unit(Id literal, Id other);

  // logic.cpp
  Id logic(const syntax::Expression& tree);
  Id negation(Id a, text::Span span);
  Id or_else(const std::vector<syntax::Expression>& parts, Id first, text::Span span);
  Id truth(Op op, std::vector<Id> args, text::Span span, std::uint32_t least = 0);
  bool is_condition(Id a);

  // aggregate.cpp
  Id aggregate(const syntax::Expression& tree);
  Id number_aggregate(model::Expr expr, const model::Collection& collection);

  // expression.cpp
  Id add(model::Expr expr, Exact exact, Words words);
  Words words_of(const model::Expr& expr) const;
  model::EntityId entity_of(const std::vector<Id>& args) const;
  model::Expr node(Op op, value::Type type, std::vector<Id> args, text::Span span) const;
  const model::Expr& expr(Id id) const { return context_.model[id]; }
  Beside& beside(Id id) const { return context_.beside[id.index]; }
  text::Place place(Id id) const { return expr(id).place; }
  text::Place here(text::Span span) const { return {file_, span}; }
  std::string text(Id id) const { return context_.text(place(id)); }
  /// A literal number of no unit.
  bool is_bare_number(Id id) const;
  /// Adds a label at what `id` names, saying what it was declared as.
  void label_declaration(text::Draft& draft, Id id) const;

  Context& context_;
  model::EntityId scope_;
  text::FileId file_;
};

/// Whether it is a number without a unit.
[[nodiscard]] bool is_plain_number(const value::Type& type);

}  // namespace entitle::check
