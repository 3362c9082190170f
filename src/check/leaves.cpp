// Leaves of expressions: names and literals.
#include <algorithm>
#include <utility>

#include "check/expression.hpp"
#include "check/literals.hpp"

namespace entitle::check {

using value::Kind;
using value::Type;

model::ExprId ExpressionBuilder::name(const syntax::Expression& tree) {
  const auto symbol = context_.names.resolve(tree.text, here(tree.span), scope_);
  if (!symbol) return {};
  switch (symbol->kind) {
    case SymbolKind::fact:
      return fact(symbol->index, tree.span);
    case SymbolKind::parameter:
      return parameter(symbol->index, tree.span);
    case SymbolKind::definition:
      return definition(*symbol, tree.span);
    case SymbolKind::criterion:
      return criterion(*symbol, tree.span);
    case SymbolKind::program:
      context_.used_rules[symbol->index] = true;
      context_.report.report(Code::program_as_value, here(tree.span), {tree.text});
      return {};
    case SymbolKind::collection:
      context_.report.report(Code::collection_as_value, here(tree.span), {tree.text});
      return {};
  }
  return {};
}

model::ExprId ExpressionBuilder::fact(std::uint32_t index, text::Span span) {
  context_.used_facts[index] = true;
  if (context_.broken_facts[index]) return {};
  const model::Fact& fact = context_.model.facts[index];
  if (fact.type.kind == Kind::text) {
    context_.report.report(Code::text_in_expression, here(span), {argument(fact.name)})
        .label(fact.place, Word::label_declared_here);
    return {};
  }
  model::Expr leaf = node(Op::fact, fact.type, {}, span);
  leaf.entity = fact.entity;
  leaf.fact = {index};
  leaf.range = fact.range;
  Exact exact;
  exact.step = fraction(fact.step);
  return add(std::move(leaf), std::move(exact), {index});
}

model::ExprId ExpressionBuilder::parameter(std::uint32_t index, text::Span span) {
  context_.used_parameters[index] = true;
  if (context_.broken_parameters[index]) return {};
  const model::Parameter& parameter = context_.model.parameters[index];
  model::Expr leaf = node(Op::parameter, parameter.type, {}, span);
  for (const model::FactId key : parameter.keys) {
    const model::Fact& fact = context_.model[key];
    if (!context_.sees(scope_, fact.entity)) {
      context_.report
          .report(
              Code::key_out_of_sight, here(span),
              {argument(parameter.name), argument(fact.name),
               argument(context_.model[fact.entity].name), argument(context_.model[scope_].name)})
          .label(fact.place, Word::label_declared_here);
      return {};
    }
    leaf.entity = context_.deeper(leaf.entity, fact.entity);
  }
  leaf.parameter = {index};
  leaf.range = parameter.range;
  Exact exact;
  exact.step = fraction(parameter.step);
  return add(std::move(leaf), std::move(exact), {index});
}

bool ExpressionBuilder::sees(const Symbol& symbol, const model::Named& named, model::EntityId owner,
                             text::Span span) {
  if (context_.sees(scope_, owner)) return true;
  auto draft = context_.report.report(
      Code::out_of_sight, here(span),
      {argument(named.name), word_of(symbol.kind), argument(context_.model[owner].name),
       argument(context_.model[scope_].name)});
  draft.label(symbol.place, Word::label_declared_here);
  if (!context_.sees(owner, scope_)) draft.no_help();
  return false;
}

model::ExprId ExpressionBuilder::definition(const Symbol& symbol, text::Span span) {
  context_.used_definitions[symbol.index] = true;
  if (context_.definition_states[symbol.index] != State::done) return {};
  const model::DefinitionId id = context_.definition_ids[symbol.index];
  const model::Definition& definition = context_.model[id];
  if (!sees(symbol, definition, definition.entity, span)) return {};
  const model::Expr& value = context_.model[definition.value];
  model::Expr leaf = node(Op::reference, value.type, {}, span);
  leaf.definition = id;
  leaf.entity = value.entity;
  leaf.range = value.range;
  const Id added = add(std::move(leaf), beside(definition.value).exact, {0, id.index});
  // Whatever is said of the value is said of the name.
  if (added.valid()) beside(added).number = beside(definition.value).number;
  return added;
}

model::ExprId ExpressionBuilder::criterion(const Symbol& symbol, text::Span span) {
  context_.used_rules[symbol.index] = true;
  if (context_.rule_states[symbol.index] != State::done) return {};
  const model::RuleId id = context_.rule_ids[symbol.index];
  const model::Rule& rule = context_.model[id];
  if (!sees(symbol, rule, rule.entity, span)) return {};
  model::Expr leaf = node(Op::reference, Type::of(Kind::yes_no), {}, span);
  leaf.rule = id;
  leaf.entity = context_.model[context_.model[rule.condition].expr].entity;
  return add(std::move(leaf), {}, {1, id.index});
}

/// The program that `eligible for`, `receives` or `in` names; reports where it is none.
std::optional<Symbol> ExpressionBuilder::program(const syntax::Expression& tree) {
  const auto symbol = context_.names.global(tree.text);
  if (symbol && symbol->kind == SymbolKind::program) {
    context_.names.used(here(tree.span), *symbol, scope_);
    return symbol;
  }
  if (symbol && symbol->kind == SymbolKind::criterion) {
    context_.used_rules[symbol->index] = true;
    context_.report.report(Code::eligible_for_criterion, here(tree.span), {tree.text})
        .label(symbol->place, Word::label_declared_here);
  } else {
    context_.names.unknown(Code::unknown_program, here(tree.span), {tree.text}, tree.text,
                           context_.names.globals(SymbolKind::program));
  }
  return std::nullopt;
}

model::ExprId ExpressionBuilder::of_program(const syntax::Expression& tree) {
  const auto symbol = program(tree);
  if (!symbol || context_.rule_states[symbol->index] != State::done) return {};
  const model::RuleId id = context_.rule_ids[symbol->index];
  const model::Rule& rule = context_.model[id];
  if (!sees(*symbol, rule, rule.entity, tree.span)) return {};
  const bool pays = tree.form == syntax::Form::pays;
  const Type type = pays ? plain(context_.model[rule.amount].type) : Type::of(Kind::yes_no);
  model::Expr leaf = node(tree.op, type, {}, tree.span);
  leaf.rule = id;
  leaf.entity = context_.model[context_.model[rule.condition].expr].entity;
  if (!pays) {
    // On record, it is known of the recipient itself.
    if (tree.form == syntax::Form::in_program) {
      leaf.entity = rule.entity;
      context_.model.facts[rule.received.index].read = true;
    }
    return add(std::move(leaf), {}, {static_cast<std::int64_t>(tree.form), id.index});
  }
  leaf.entity = rule.entity;
  leaf.range = value::hull(context_.model[rule.amount].range, value::Interval{0, 0});
  if (rule.received_amount.valid()) {
    context_.model.facts[rule.received.index].read = true;
    context_.model.facts[rule.received_amount.index].read = true;
    leaf.range = {std::min<std::int64_t>(leaf.range.lo, 0), value::infinity};
  }
  leaf.step = value::scale / 100;
  Exact exact;
  exact.step = fraction(leaf.step);
  return add(std::move(leaf), std::move(exact), {static_cast<std::int64_t>(tree.form), id.index});
}

/// A record is a fact like any other.
model::ExprId ExpressionBuilder::receives(const syntax::Expression& tree) {
  const auto symbol = program(tree);
  if (!symbol) return {};
  const model::FactId record = context_.records[symbol->index].received;
  if (!record.valid()) return {};
  const model::Fact& fact = context_.model[record];
  if (!sees(*symbol, fact, fact.entity, tree.span)) return {};
  context_.model.facts[record.index].read = true;
  model::Expr leaf = node(Op::fact, fact.type, {}, tree.span);
  leaf.entity = fact.entity;
  leaf.fact = record;
  leaf.range = fact.range;
  Exact exact;
  exact.step = fraction(fact.step);
  return add(std::move(leaf), std::move(exact), {record.index});
}

model::ExprId ExpressionBuilder::number(const syntax::Expression& tree) {
  const Type type = type_of(tree.number);
  const Literal value = literal(tree.number, type, 1);
  if (value.fit != Fit::fits) {
    const text::Place place = here(tree.span);
    context_.report.report(Code::number_too_many_decimals, place, {context_.text(place)});
    return {};
  }
  const Id id = constant(type, value.units, tree.span);
  if (id.valid()) beside(id).zero_yuan = tree.number.unit == syntax::Unit::yuan && value.units == 0;
  return id;
}

model::ExprId ExpressionBuilder::constant(Type type, std::int64_t units, text::Span span) {
  model::Expr leaf = node(Op::constant, type, {}, span);
  leaf.constant = value::Interval::point(units);
  leaf.range = leaf.constant;
  Exact exact = exact_constant(units);
  if (type.kind == Kind::date) exact = Exact{};
  return add(std::move(leaf), std::move(exact), {units});
}

model::ExprId ExpressionBuilder::choice_constant(model::DomainId domain,
                                                 std::vector<std::uint32_t> choices,
                                                 text::Span span) {
  model::Expr leaf =
      node(Op::constant, Type::choice(static_cast<std::int32_t>(domain.index)), {}, span);
  Words words{domain.index};
  words.insert(words.end(), choices.begin(), choices.end());
  leaf.set = std::move(choices);
  return add(std::move(leaf), {}, std::move(words));
}

}  // namespace entitle::check
