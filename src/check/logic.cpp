// Logic: and, or, not, blocks; `or` between values ("otherwise"); tables of cases.
#include <utility>

#include "check/expression.hpp"

namespace entitle::check {

using syntax::Form;
using value::Kind;
using value::Type;

namespace {

/// `a and b` without parentheses around it, which would belong to its span.
bool is_bare_conjunction(const syntax::Expression& tree) {
  if (tree.form != Form::chain || tree.ops.empty() || tree.ops.front() != value::Op::and_)
    return false;
  return tree.span == text::join(tree.parts.front().span, tree.parts.back().span);
}

}  // namespace

bool ExpressionBuilder::is_condition(Id a) {
  if (expr(a).type.kind == Kind::yes_no) return true;
  context_.report.report(Code::no_condition, place(a), {text(a), argument(plain(expr(a).type))});
  return false;
}

model::ExprId ExpressionBuilder::truth(Op op, std::vector<Id> args, text::Span span,
                                       std::uint32_t least) {
  for (const Id id : args)
    if (!id.valid()) return {};
  model::Expr result = node(op, Type::of(Kind::yes_no), std::move(args), span);
  result.least = least;
  return add(std::move(result), {}, {least});
}

model::ExprId ExpressionBuilder::negation(Id a, text::Span span) {
  return truth(Op::not_, {a}, span);
}

model::ExprId ExpressionBuilder::logic(const syntax::Expression& tree) {
  const Op op = tree.ops.front();
  for (const syntax::Expression& part : tree.parts) {
    if (!is_bare_conjunction(part) || op == Op::and_) continue;
    for (const syntax::Expression& each : tree.parts) build(each);
    context_.report
        .report(Code::and_or_mixed, here(tree.op_spans.empty() ? tree.span : tree.op_spans[0]))
        .label(here(part.op_spans.empty() ? part.span : part.op_spans[0]));
    return {};
  }
  const Id first = build(tree.parts.front());
  if (op != Op::and_ && first.valid() && expr(first).type.kind != Kind::yes_no)
    return or_else(tree.parts, first, tree.span);
  bool good = first.valid() && is_condition(first);
  std::vector<Id> args{first};
  for (std::size_t i = 1; i < tree.parts.size(); ++i) {
    const Id part = build(tree.parts[i]);
    // Of an `or` whose first part is wrong nobody knows whether it was between values.
    const bool judged = part.valid() && (op == Op::and_ || first.valid());
    good = good && judged;
    if (judged && !is_condition(part)) good = false;
    args.push_back(part);
  }
  return good ? truth(op, std::move(args), tree.span) : Id{};
}

/// a or b or c: the first that applies. Joined from the right, so that the types are those of the
/// last.
model::ExprId ExpressionBuilder::or_else(const std::vector<syntax::Expression>& parts, Id first,
                                         text::Span span) {
  std::vector<Id> values{first};
  bool good = true;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    Id value;
    const Type& type = expr(first).type;
    const model::DomainId domain{static_cast<std::uint32_t>(type.choice_domain)};
    if (type.kind == Kind::choice && parts[i].form == Form::name &&
        context_.domains.find(domain, parts[i].text))
      value = choice_constant(
          domain, {*context_.domains.resolve(domain, parts[i].text, here(parts[i].span), "")},
          parts[i].span);
    else
      value = build(parts[i]);
    good = good && value.valid();
    values.push_back(value);
  }
  if (!good) return {};
  Id result = values.back();
  for (std::size_t i = values.size() - 1; i-- > 0;) {
    const Id left = values[i];
    if (!expr(left).type.may_be_none)
      context_.report.report(Code::needless_or, place(left), {text(left)});
    Type type;
    if (!join(left, result, Joining::alternatives, type)) return {};
    type.may_be_none = expr(result).type.may_be_none;
    model::Expr joined = node(Op::or_else, type, {left, result}, span);
    joined.range = value::hull(expr(left).range, expr(result).range);
    Exact exact;
    if (type.is_ordered()) {
      exact = exact_either(beside(left).exact, beside(result).exact, 0);
      exact.factors.clear();
    }
    result = add(std::move(joined), std::move(exact), {});
    if (!result.valid()) return {};
  }
  return result;
}

model::ExprId ExpressionBuilder::block(Op op, std::uint32_t least, std::vector<Id> lines,
                                       text::Span span) {
  return truth(op, std::move(lines), span, least);
}

model::ExprId ExpressionBuilder::cases(const std::vector<syntax::Case>& rows, text::Span span) {
  std::vector<Id> args;
  std::vector<Id> values;
  bool good = true;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool otherwise = rows[i].condition.empty();
    if (otherwise != (i + 1 == rows.size())) good = false;  // the parser has said so
    if (!otherwise) {
      args.push_back(condition(rows[i].condition.front()));
      good = good && args.back().valid();
    }
    args.push_back(build(rows[i].value));
    good = good && args.back().valid();
    if (args.back().valid()) values.push_back(args.back());
  }
  if (values.empty()) return {};
  // Each is joined with the first that is no zero of any period, so that one odd row is one error.
  std::size_t lead = 0;
  while (lead + 1 < values.size() && beside(values[lead]).zero_yuan) ++lead;
  Type type = expr(values[lead]).type;
  value::Interval range = expr(values[lead]).range;
  Exact exact = beside(values[lead]).exact;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i == lead) continue;
    Type joined;
    if (!join(values[lead], values[i], Joining::alternatives, joined)) {
      good = false;
      continue;
    }
    if (joined.kind != type.kind) type.kind = joined.kind;
    type.may_be_none = type.may_be_none || joined.may_be_none;
    range = value::hull(range, expr(values[i]).range);
    if (type.is_ordered()) exact = exact_either(exact, beside(values[i]).exact, 0);
  }
  if (!good) return {};
  if (args.size() == 1) return args.front();
  model::Expr result = node(Op::cases, type, std::move(args), span);
  result.range = range;
  exact.factors.clear();
  exact.coefficient = fraction(1);
  return add(std::move(result), std::move(exact), {});
}

}  // namespace entitle::check
