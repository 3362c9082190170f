// Aggregates over the elements of a collection: their bodies and conditions are expressions of the
// element.
#include <utility>

#include "check/expression.hpp"

namespace entitle::check {

using value::Interval;
using value::Kind;
using value::Type;

namespace {

/// How many elements there can be, as numbers of scale 1.
Interval count_range(const model::Collection& collection, bool filtered) {
  const bool unbounded = collection.most == model::Collection::unbounded;
  return {filtered ? 0 : std::int64_t{collection.least},
          unbounded ? value::infinity : std::int64_t{collection.most}};
}

}  // namespace

model::ExprId ExpressionBuilder::aggregate(const syntax::Expression& tree) {
  const auto& name = tree.collection;
  const auto symbol = context_.names.find(name.text, scope_);
  if (!symbol || symbol->kind != SymbolKind::collection) {
    if (symbol) {
      context_.report
          .report(Code::no_collection, here(name.span), {name.text, word_of(symbol->kind)})
          .label(symbol->place, Word::label_declared_here);
    } else if (!context_.names.owners(name.text).empty()) {
      (void)context_.names.resolve(name.text, here(name.span), scope_);
    } else {
      std::vector<std::string_view> candidates;
      for (model::EntityId entity = scope_; entity.valid(); entity = context_.model[entity].parent)
        for (const std::string_view member : context_.names.members(entity))
          if (context_.names.member(entity, member)->kind == SymbolKind::collection)
            candidates.push_back(member);
      context_.names.unknown(Code::unknown_collection, here(name.span), {name.text}, name.text,
                             candidates);
    }
    return {};
  }
  context_.names.used(here(name.span), *symbol, scope_);
  const model::CollectionId id{symbol->index};
  const model::Collection& collection = context_.model[id];
  if (!collection.element.valid()) return {};

  ExpressionBuilder inner(context_, collection.element, file_);
  const bool truths = tree.op == Op::any || tree.op == Op::every;
  std::vector<Id> args;
  bool good = true;
  for (const syntax::Expression& part : tree.parts) {
    const Id body = truths ? inner.condition(part) : inner.build(part);
    good = good && body.valid();
    args.push_back(body);
  }
  for (const syntax::Expression& part : tree.where) {
    const Id where = inner.condition(part);
    good = good && where.valid();
    args.push_back(where);
  }
  if (!good) return {};

  model::Expr result = node(tree.op, Type::of(Kind::yes_no), std::move(args), tree.span);
  result.collection = id;
  result.has_body = !tree.parts.empty();
  result.has_where = !tree.where.empty();
  // What the elements say is theirs; the aggregate belongs to the entity that has the collection.
  result.entity = collection.parent;
  const Words words{id.index, result.has_body, result.has_where};
  if (truths) return add(std::move(result), {}, words);
  if (tree.op == Op::count) {
    result.type = Type::of(Kind::whole);
    const value::CheckedInterval range =
        value::mul(count_range(collection, result.has_where), Interval::point(value::scale));
    result.range = range.interval;
    Exact exact;
    exact.step = fraction(value::scale);
    return add(std::move(result), std::move(exact), words);
  }
  return number_aggregate(std::move(result), collection);
}

model::ExprId ExpressionBuilder::number_aggregate(model::Expr result,
                                                  const model::Collection& collection) {
  const Id body = result.args.front();
  Type type = expr(body).type;
  const bool sums = result.op == Op::sum;
  if (sums ? !type.is_number() : !type.is_ordered()) {
    auto draft = context_.report.report(
        type.kind == Kind::date ? Code::date_arithmetic : Code::no_number, place(body),
        {text(body), argument(plain(type)), value::word(result.op)});
    if (type.kind == Kind::yes_no) draft.help(Word::help_count_where);
    return {};
  }
  if (type.ratio) {
    context_.report.report(Code::needs_rounding, place(body), {text(body)});
    return {};
  }
  const Interval count = count_range(collection, result.has_where);
  Exact exact;
  exact.step = fraction(expr(body).step);
  if (sums) {
    Interval each = expr(body).range;
    // What does not apply counts as nothing.
    if (type.may_be_none) each = value::hull(each, Interval::point(0));
    result.range = value::mul(each, count).interval;
    type.may_be_none = false;
  } else {
    result.range = expr(body).range;
    type.may_be_none = type.may_be_none || count.lo == 0;
  }
  result.type = type;
  const Words words{static_cast<std::int64_t>(result.collection.index), result.has_body,
                    result.has_where};
  return add(std::move(result), std::move(exact), words);
}

}  // namespace entitle::check
