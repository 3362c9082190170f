// Comparisons: of numbers and dates by order, of one-ofs with choices, of numbers with ranges and
// lists.
#include <algorithm>
#include <utility>

#include "check/expression.hpp"
#include "check/literals.hpp"

namespace entitle::check {

using syntax::Form;
using value::Kind;
using value::Type;

model::ExprId ExpressionBuilder::comparison(const syntax::Expression& tree) {
  if (tree.ops.size() > 1) {
    for (const syntax::Expression& part : tree.parts)
      if (part.form != Form::members && part.form != Form::range) build(part);
    const text::Span second = tree.op_spans.size() > 1 ? tree.op_spans[1] : tree.span;
    context_.report.report(Code::comparison_chain, here(second),
                           {context_.text(here(tree.parts[1].span))});
    return {};
  }
  const Op op = tree.ops.front();
  const syntax::Expression& right = tree.parts[1];
  const text::Span op_span = tree.op_spans.empty() ? tree.span : tree.op_spans.front();
  const Id a = build(tree.parts[0]);
  if (op == Op::is || op == Op::is_not) return equality(op, a, right, op_span, tree.span);
  if (op == Op::in || op == Op::not_in) return membership(op, a, right, op_span, tree.span);
  const Id b = build(right);
  if (!a.valid() || !b.valid()) return {};
  return ordering(op, a, b, op_span, tree.span);
}

model::ExprId ExpressionBuilder::ordering(Op op, Id a, Id b, text::Span, text::Span span) {
  for (const Id id : {a, b}) {
    if (expr(id).type.is_ordered()) continue;
    context_.report.report(Code::no_order, place(id), {text(id), argument(plain(expr(id).type))});
    return {};
  }
  Type type;
  if (!join(a, b, Joining::compared, type)) return {};
  return compare_numbers(op, a, b, span);
}

model::ExprId ExpressionBuilder::compare_numbers(Op op, Id a, Id b, text::Span span) {
  return add(node(op, Type::of(Kind::yes_no), {a, b}, span), {}, {});
}

/// Whether `a` is anything but yes or no, which stands alone.
bool ExpressionBuilder::comparable(Id a) {
  if (expr(a).type.kind != Kind::yes_no) return true;
  context_.report.report(Code::yes_no_compared, place(a), {text(a)});
  return false;
}

model::ExprId ExpressionBuilder::equality(Op op, Id a, const syntax::Expression& right, text::Span,
                                          text::Span span) {
  const bool choices = a.valid() && expr(a).type.kind == Kind::choice;
  if (choices && right.form == Form::name) {
    const model::DomainId domain{static_cast<std::uint32_t>(expr(a).type.choice_domain)};
    const auto same_domain = [&](const Symbol& symbol) {
      if (symbol.kind == SymbolKind::fact)
        return context_.model.facts[symbol.index].domain == domain;
      if (symbol.kind == SymbolKind::parameter)
        return context_.model.parameters[symbol.index].domain == domain;
      return symbol.kind == SymbolKind::definition;
    };
    const auto symbol = context_.names.find(right.text, scope_);
    if (context_.domains.find(domain, right.text) || !symbol || !same_domain(*symbol))
      return in_choices(op, a, {right}, span);
  }
  if (choices && right.form == Form::string) return in_choices(op, a, {right}, span);
  // What the name of a choice stands for is only known beside a value that has choices.
  if (!a.valid() && right.form == Form::name && !context_.names.find(right.text, scope_)) return {};
  const Id b = build(right);
  if (!a.valid() || !b.valid()) return {};
  if (!comparable(a) || !comparable(b)) return {};
  Type type;
  if (!join(a, b, Joining::compared, type)) return {};
  return compare_numbers(op, a, b, span);
}

model::ExprId ExpressionBuilder::membership(Op op, Id a, const syntax::Expression& right,
                                            text::Span op_span, text::Span span) {
  if (!a.valid()) return {};
  if (!comparable(a)) return {};
  if (right.form == Form::range && right.parts.size() == 2)
    return in_range(op, a, right, op_span, span);
  if (right.form != Form::members || right.parts.empty()) {
    if (context_.partial) return {};
    context_.report.report(Code::unexpected, here(right.span),
                           {Word::expected_set, context_.text(here(right.span))});
    return {};
  }
  if (expr(a).type.kind == Kind::choice) return in_choices(op, a, right.parts, span);
  // A number in a list is one of them: x is 1 or x is 3.
  std::vector<Id> members;
  bool good = true;
  for (const syntax::Expression& part : right.parts) {
    const Id b = build(part);
    Type type;
    const bool fits = b.valid() && comparable(b) && join(a, b, Joining::compared, type);
    good = good && fits;
    if (!fits) continue;
    members.push_back(compare_numbers(Op::is, a, b, span));
    good = good && members.back().valid();
  }
  if (!good || members.empty()) return {};
  const Id any = members.size() == 1 ? members.front() : truth(Op::or_, std::move(members), span);
  return op == Op::not_in ? negation(any, span) : any;
}

model::ExprId ExpressionBuilder::in_range(Op op, Id a, const syntax::Expression& right, text::Span,
                                          text::Span span) {
  const Type type = plain(expr(a).type);
  if (!type.is_ordered()) {
    context_.report.report(Code::no_order, place(a), {text(a), argument(type)});
    return {};
  }
  const bool money = type.kind == Kind::money || type.kind == Kind::duration;
  for (const syntax::Expression& end : right.parts) {
    // The unit may be left out in a declaration; in a condition it says what is meant.
    if (!money || end.form != Form::number || end.number.unit != syntax::Unit::none) continue;
    if (right.parts.back().form == Form::number &&
        right.parts.back().number.unit != syntax::Unit::none)
      continue;
    const Id bare = number(end);
    if (bare.valid()) report_unit(bare, a);
    return {};
  }
  const auto range = read_range(context_, &right.parts[0], &right.parts[1], file_, type, 1,
                                value::Interval::everything(), text(a));
  if (!range) return {};
  if (expr(a).type.ratio) {
    std::vector<Id> ends;
    if (value::is_finite(range->lo))
      ends.push_back(
          compare_numbers(Op::greater_equal, a, constant(type, range->lo, right.span), span));
    if (value::is_finite(range->hi))
      ends.push_back(
          compare_numbers(Op::less_equal, a, constant(type, range->hi, right.span), span));
    for (const Id end : ends)
      if (!end.valid()) return {};
    const Id both = ends.size() == 1 ? ends.front() : truth(Op::and_, std::move(ends), span);
    return op == Op::not_in ? negation(both, span) : both;
  }
  model::Expr result = node(op, Type::of(Kind::yes_no), {a}, span);
  result.constant = *range;
  return add(std::move(result), {}, {range->lo, range->hi});
}

model::ExprId ExpressionBuilder::in_choices(Op op, Id a,
                                            const std::vector<syntax::Expression>& members,
                                            text::Span span) {
  const model::DomainId domain{static_cast<std::uint32_t>(expr(a).type.choice_domain)};
  std::vector<std::uint32_t> choices;
  bool good = true;
  for (const syntax::Expression& member : members) {
    if (member.form != Form::name && member.form != Form::string) {
      context_.report.report(Code::no_choice, here(member.span),
                             {context_.text(here(member.span)), text(a)});
      good = false;
      continue;
    }
    const auto choice = context_.domains.resolve(domain, member.text, here(member.span), text(a));
    good = good && choice;
    if (choice) choices.push_back(*choice);
  }
  if (!good) return {};
  std::sort(choices.begin(), choices.end());
  choices.erase(std::unique(choices.begin(), choices.end()), choices.end());
  model::Expr result = node(op, Type::of(Kind::yes_no), {a}, span);
  Words words;
  for (const std::uint32_t choice : choices) words.push_back(choice);
  result.set = std::move(choices);
  return add(std::move(result), {}, std::move(words));
}

}  // namespace entitle::check
