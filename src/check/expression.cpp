// Dispatch over the forms of expressions, and adding of nodes to the model.
#include "check/expression.hpp"

#include <algorithm>
#include <utility>

namespace entitle::check {

using syntax::Form;

namespace {

/// The most nodes an expression may stand for, counted as often as they are used.
constexpr std::uint32_t max_size = 100'000;

/// Whether nothing of it was lost to a fault of syntax, which has been reported.
bool complete(const syntax::Expression& tree) {
  const std::size_t parts = tree.parts.size();
  switch (tree.form) {
    case Form::name:
    case Form::eligible:
      return !tree.text.empty();
    case Form::unary:
      return parts == 1;
    case Form::chain:
      return !tree.ops.empty() && parts == tree.ops.size() + 1;
    case Form::range:
    case Form::rounded:
      return parts == 2;
    case Form::aggregate:
      return !tree.collection.text.empty() && (tree.op == value::Op::count || parts == 1);
    default:
      return true;
  }
}

}  // namespace

bool is_plain_number(const value::Type& type) {
  return type.kind == value::Kind::whole || type.kind == value::Kind::decimal ||
         type.kind == value::Kind::percent;
}

model::ExprId ExpressionBuilder::build(const syntax::Expression& tree) {
  if (!complete(tree)) return {};
  switch (tree.form) {
    case Form::name:
      return name(tree);
    case Form::number:
      return number(tree);
    case Form::date:
      return constant(value::Type::of(value::Kind::date), tree.date.days(), tree.span);
    case Form::yes_no: {
      model::Expr literal = node(Op::constant, value::Type::of(value::Kind::yes_no), {}, tree.span);
      literal.yes = tree.yes;
      return add(std::move(literal), {}, {tree.yes ? 1 : 0});
    }
    case Form::string:
      context_.report.report(Code::text_in_expression, here(tree.span),
                             {context_.text(here(tree.span))});
      return {};
    case Form::unary: {
      if (tree.op == Op::not_) return negation(condition(tree.parts[0]), tree.span);
      const Id a = build(tree.parts[0]);
      if (!a.valid()) return {};
      return tree.op == Op::negate ? negate(a, tree.span) : per_period(tree.op, a, tree.span);
    }
    case Form::chain:
      return chain(tree);
    case Form::rounded:
      return rounded(tree);
    case Form::aggregate:
      return aggregate(tree);
    case Form::eligible:
    case Form::in_program:
    case Form::pays:
      return of_program(tree);
    case Form::receives:
      return receives(tree);
    case Form::members:
    case Form::range:
    case Form::nothing:
      break;
  }
  // No file that parses has one of these alone.
  if (context_.partial) return {};
  context_.report.report(Code::unexpected, here(tree.span),
                         {Word::expected_value, context_.text(here(tree.span))});
  return {};
}

model::ExprId ExpressionBuilder::condition(const syntax::Expression& tree) {
  const Id id = build(tree);
  return id.valid() && is_condition(id) ? id : Id{};
}

model::Expr ExpressionBuilder::node(Op op, value::Type type, std::vector<Id> args,
                                    text::Span span) const {
  model::Expr expr;
  expr.op = op;
  expr.type = type;
  expr.entity = entity_of(args);
  expr.args = std::move(args);
  expr.range = value::Interval::everything();
  expr.place = at(file_, span);
  return expr;
}

model::EntityId ExpressionBuilder::entity_of(const std::vector<Id>& args) const {
  model::EntityId deepest{0};
  for (const Id id : args) deepest = context_.deeper(deepest, expr(id).entity);
  return deepest;
}

ExpressionBuilder::Words ExpressionBuilder::words_of(const model::Expr& expr) const {
  Words words{static_cast<std::int64_t>(expr.op), static_cast<std::int64_t>(expr.type.kind),
              static_cast<std::int64_t>(expr.type.period),
              static_cast<std::int64_t>(expr.type.unit),
              static_cast<std::int64_t>(expr.args.size())};
  for (const Id id : expr.args) words.push_back(beside(id).number);
  return words;
}

model::ExprId ExpressionBuilder::add(model::Expr expr, Exact exact, Words words) {
  Words key = words_of(expr);
  key.insert(key.end(), words.begin(), words.end());
  Beside beside;
  beside.number = context_.value_numbers.of(key);
  std::uint64_t size = 1;
  for (const Id id : expr.args) size += this->beside(id).size;
  if (size > max_size) {
    context_.report.report(Code::expression_too_large, expr.place, {max_size});
    return {};
  }
  beside.size = static_cast<std::uint32_t>(size);
  if (expr.type.is_ordered()) {
    const bool constant = exact.coefficient.over != exact.coefficient.under;
    if (exact.factors.empty() && expr.op != Op::constant && !constant)
      exact.factors = {{beside.number, exact.model_step()}};
    expr.step = exact.model_step();
    expr.type.ratio = exact.ratio();
  }
  beside.exact = std::move(exact);
  context_.model.exprs.push_back(std::move(expr));
  context_.beside.push_back(std::move(beside));
  return {static_cast<std::uint32_t>(context_.model.exprs.size() - 1)};
}

bool ExpressionBuilder::is_bare_number(Id id) const {
  const model::Expr& literal = expr(id);
  return literal.op == Op::constant &&
         (literal.type.kind == value::Kind::whole || literal.type.kind == value::Kind::decimal);
}

void ExpressionBuilder::label_declaration(text::Draft& draft, Id id) const {
  const model::Expr& used = expr(id);
  const model::Named* named = nullptr;
  if (used.op == Op::fact) named = &context_.model[used.fact];
  if (used.op == Op::parameter) named = &context_.model[used.parameter];
  if (used.op == Op::reference && used.definition.valid()) named = &context_.model[used.definition];
  if (named == nullptr) {
    draft.label(place(id));
    return;
  }
  const text::Source& source = context_.sources[named->place.file];
  const std::uint32_t line = source.position(named->place.span.begin).line;
  draft.label(place(id), Word::label_declared_as,
              {argument(plain(used.type)), source.name() + ":" + std::to_string(line)});
}

}  // namespace entitle::check
