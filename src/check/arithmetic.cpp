// Arithmetic: sums, products, quotients, periods of money and rounding, with the range and the
// exactness of what comes out. What is made of constants alone and can be held exactly becomes a
// constant.
#include <algorithm>
#include <utility>

#include "check/expression.hpp"
#include "check/literals.hpp"

namespace entitle::check {

using value::Interval;
using value::Kind;
using value::Type;

namespace {

/// The range of a product of numbers in ten-thousandths, ends moved outward also where both are
/// known.
value::CheckedInterval product_range(Interval a, Interval b) {
  if (!a.known() || !b.known()) return value::mul_scaled(a, b);
  const value::Int128 product = value::Int128{a.lo} * b.lo;
  const value::Int128 lo = value::floor_div(product, value::scale);
  const value::Int128 hi = value::ceil_div(product, value::scale);
  if (lo < value::lowest || hi > value::highest) return {Interval::everything(), true};
  return {{static_cast<std::int64_t>(lo), static_cast<std::int64_t>(hi)}, false};
}

constexpr std::int64_t months_a_year = 12;

}  // namespace

bool ExpressionBuilder::number_operand(Id a, Op op) {
  const Type& type = expr(a).type;
  if (type.is_number()) return true;
  const Code code = type.kind == Kind::date ? Code::date_arithmetic : Code::no_number;
  context_.report.report(code, place(a), {text(a), argument(plain(type)), value::word(op)});
  return false;
}

bool ExpressionBuilder::applies(Id a) {
  const Type& type = expr(a).type;
  if (!type.may_be_none) return true;
  auto draft = context_.report.report(Code::may_not_apply, place(a), {text(a)});
  if (expr(a).op == Op::fact) {
    const std::uint32_t index = expr(a).fact.index;
    draft.label(at(context_.facts[index].file, context_.facts[index].tree->span),
                Word::label_may_not_apply);
  }
  if (type.is_number()) {
    const text::Argument zero = shown(0, type);
    const Language language = context_.sources[file_].language();
    draft.help(Word::help_write,
               {"(" + text(a) + " " + std::string(text::words(language).of(Word::op_or)) + " " +
                zero.in(language) + ")"});
  }
  return false;
}

model::ExprId ExpressionBuilder::chain(const syntax::Expression& tree) {
  const value::Meaning meaning = value::row(tree.ops.front()).meaning;
  if (meaning == value::Meaning::logic || meaning == value::Meaning::default_) return logic(tree);
  if (value::is_comparison(tree.ops.front())) return comparison(tree);
  Id result = build(tree.parts[0]);
  for (std::size_t i = 0; i < tree.ops.size(); ++i) {
    const Id right = build(tree.parts[i + 1]);
    const text::Span span = text::join(tree.parts[0].span, tree.parts[i + 1].span);
    const text::Span op_span = i < tree.op_spans.size() ? tree.op_spans[i] : span;
    const bool both = result.valid() && right.valid();
    result = both ? arithmetic(tree.ops[i], result, right, op_span, span) : Id{};
  }
  return result;
}

model::ExprId ExpressionBuilder::arithmetic(Op op, Id a, Id b, text::Span op_span,
                                            text::Span span) {
  const bool numbers_left = number_operand(a, op);
  const bool numbers_right = number_operand(b, op);
  if (!numbers_left || !numbers_right) return {};
  const bool applies_left = applies(a);
  const bool applies_right = applies(b);
  if (!applies_left || !applies_right) return {};
  if (op == Op::mul) return product(a, b, op_span, span);
  if (op == Op::div) return quotient(a, b, op_span, span);
  return sum(op, a, b, op_span, span);
}

model::ExprId ExpressionBuilder::finish_number(model::Expr expr, value::CheckedInterval range,
                                               Exact exact, Words words) {
  if (range.error) {
    context_.report.report(Code::result_too_large, expr.place, {context_.text(expr.place)});
    return {};
  }
  expr.range = range.interval;
  const auto is_constant = [&](Id id) { return context_.model[id].op == Op::constant; };
  if (!exact.ratio() && expr.range.known() && !expr.args.empty() &&
      std::all_of(expr.args.begin(), expr.args.end(), is_constant)) {
    // The constants it was made of stand last in the model, and nothing else names them.
    const std::size_t first = context_.model.exprs.size() - expr.args.size();
    context_.model.exprs.resize(first);
    context_.beside.resize(first);
    const text::Span span = expr.place.span;
    return constant(plain(expr.type), expr.range.lo, span);
  }
  return add(std::move(expr), std::move(exact), std::move(words));
}

model::ExprId ExpressionBuilder::sum(Op op, Id a, Id b, text::Span, text::Span span) {
  Type type;
  if (!join(a, b, Joining::added, type)) return {};
  const value::CheckedInterval range = op == Op::add ? value::add(expr(a).range, expr(b).range)
                                                     : value::sub(expr(a).range, expr(b).range);
  Exact exact = exact_either(beside(a).exact, beside(b).exact, 0);
  exact.factors.clear();
  return finish_number(node(op, type, {a, b}, span), range, std::move(exact), {});
}

model::ExprId ExpressionBuilder::product(Id a, Id b, text::Span, text::Span span) {
  const Type& left = expr(a).type;
  const Type& right = expr(b).type;
  if (!is_plain_number(left) && !is_plain_number(right)) {
    auto draft =
        context_.report.report(Code::units_multiplied, place(a),
                               {text(a), argument(plain(left)), text(b), argument(plain(right))});
    label_declaration(draft, b);
    return {};
  }
  Type type = is_plain_number(left) ? right : left;
  if (is_plain_number(left) && is_plain_number(right) && left.kind != Kind::whole)
    type.kind = Kind::decimal;
  if (type.kind == Kind::percent) type.kind = Kind::decimal;
  model::Expr result = node(Op::mul, type, {a, b}, span);
  const std::uint32_t number = context_.value_numbers.of(words_of(result));
  return finish_number(std::move(result), product_range(expr(a).range, expr(b).range),
                       exact_product(beside(a).exact, beside(b).exact, number), {});
}

model::ExprId ExpressionBuilder::quotient(Id a, Id b, text::Span, text::Span span) {
  const Type& left = expr(a).type;
  const Type& right = expr(b).type;
  Type type = left;
  if (!is_plain_number(right)) {
    if (is_plain_number(left)) {
      context_.report.report(Code::divided_by_unit, place(b),
                             {text(a), argument(plain(left)), text(b), argument(plain(right))});
      return {};
    }
    if (!join(a, b, Joining::compared, type)) return {};
    type = Type::of(Kind::decimal);
  }
  if (type.kind == Kind::whole || type.kind == Kind::percent) type.kind = Kind::decimal;
  if (beside(b).exact.ratio()) {
    context_.report.report(Code::divided_by_ratio, place(b), {text(b)});
    return {};
  }
  if (expr(b).range.lo <= 0) {
    auto draft = context_.report.report(Code::divisor_may_be_zero, place(b),
                                        {text(b), shown(expr(b).range, plain(right))});
    const model::Expr& divisor = expr(b);
    if (divisor.op == Op::count && !divisor.has_where) {
      const model::Collection& collection = context_.model[divisor.collection];
      draft.label(collection.place, Word::label_declared_here)
          .help(Word::help_at_least_one, {argument(collection.name)});
    } else if (divisor.op == Op::fact) {
      draft.label(context_.model[divisor.fact].place, Word::label_declared_here);
    }
    return {};
  }
  model::Expr result = node(Op::div, type, {a, b}, span);
  const std::uint32_t number = context_.value_numbers.of(words_of(result));
  const Interval range = value::quotient_range(expr(a).range, expr(b).range, value::scale);
  return finish_number(std::move(result), {range, false},
                       exact_quotient(beside(a).exact, beside(b).exact, number), {});
}

model::ExprId ExpressionBuilder::negate(Id a, text::Span span) {
  if (!number_operand(a, Op::negate) || !applies(a)) return {};
  Exact exact = beside(a).exact;
  exact.factors.clear();
  exact.coefficient = fraction(1);
  return finish_number(node(Op::negate, expr(a).type, {a}, span),
                       {value::negate(expr(a).range), false}, std::move(exact), {});
}

model::ExprId ExpressionBuilder::per_period(Op op, Id a, text::Span span) {
  Type type = expr(a).type;
  if (type.kind != Kind::money || type.period == Period::none || type.period == Period::once) {
    auto draft = context_.report.report(Code::no_period, place(a),
                                        {text(a), argument(plain(type)), value::word(op)});
    if (type.kind != Kind::money) draft.no_help();
    return {};
  }
  if (!applies(a)) return {};
  const Period wanted = op == Op::per_month ? Period::month : Period::year;
  if (type.period == wanted) return a;
  type.period = wanted;
  const Exact twelve = exact_constant(months_a_year * value::scale);
  model::Expr result = node(op, type, {a}, span);
  const std::uint32_t number = context_.value_numbers.of(words_of(result));
  if (op == Op::per_year)
    return finish_number(std::move(result),
                         value::mul(expr(a).range, Interval::point(months_a_year)),
                         exact_product(beside(a).exact, twelve, number), {});
  return finish_number(
      std::move(result),
      {value::quotient_range(expr(a).range, Interval::point(months_a_year), 1), false},
      exact_quotient(beside(a).exact, twelve, number), {});
}

model::ExprId ExpressionBuilder::rounded(const syntax::Expression& tree) {
  const Id a = build(tree.parts[0]);
  if (!a.valid() || !number_operand(a, Op::rounded) || !applies(a)) return {};
  Type type = expr(a).type;
  type.ratio = false;
  const syntax::Expression& unit_tree = tree.parts[1];
  std::int64_t unit = 0;
  if (unit_tree.form == syntax::Form::number) {
    // 0.01 元 will do for money of any period.
    syntax::Number written = unit_tree.number;
    if (type.kind == Kind::money && written.unit == syntax::Unit::yuan)
      written.unit = syntax::Unit::none;
    if (type.kind == Kind::percent && written.unit == syntax::Unit::none) type.kind = Kind::decimal;
    const Literal result = literal(written, type, 1);
    // A bare 0.01 says too little where the value has a unit.
    const bool bare = unit_tree.number.unit == syntax::Unit::none && !is_plain_number(type);
    if (result.fit == Fit::fits && !bare) unit = result.units;
  }
  if (unit <= 0) {
    context_.report.report(Code::bad_rounding_unit, here(unit_tree.span),
                           {text(a), argument(plain(type)),
                            shown(type.kind == Kind::money ? 100 : value::scale, type)});
    return {};
  }
  if (is_plain_number(type)) type.kind = unit % value::scale == 0 ? Kind::whole : Kind::decimal;
  model::Expr result = node(Op::rounded, type, {a}, tree.span);
  result.rounding = {static_cast<value::Rounding>(tree.mode), unit};
  Exact exact;
  exact.step = fraction(unit);
  return finish_number(
      std::move(result),
      value::round_to(expr(a).range, unit, static_cast<value::Rounding>(tree.mode)),
      std::move(exact), {static_cast<std::int64_t>(tree.mode), unit});
}

}  // namespace entitle::check
