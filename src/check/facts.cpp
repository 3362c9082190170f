// Types of facts and parameters as declared, and everything that a fact says of itself but its
// `only if`, which is an expression and typed with the others.
#include "check/declared_type.hpp"
#include "check/literals.hpp"
#include "check/passes.hpp"

namespace entitle::check {

using syntax::TypeWord;
using value::Kind;
using value::Type;

namespace {

Type plain_type(TypeWord word) {
  switch (word) {
    case TypeWord::yes_no:
      return Type::of(Kind::yes_no);
    case TypeWord::whole:
      return Type::of(Kind::whole);
    case TypeWord::decimal:
      return Type::of(Kind::decimal);
    case TypeWord::percent:
      return Type::of(Kind::percent);
    case TypeWord::money:
      return Type::money(Period::none);
    case TypeWord::money_per_month:
      return Type::money(Period::month);
    case TypeWord::money_per_year:
      return Type::money(Period::year);
    case TypeWord::date:
      return Type::of(Kind::date);
    case TypeWord::years:
      return Type::duration(value::DurationUnit::years);
    case TypeWord::months:
      return Type::duration(value::DurationUnit::months);
    case TypeWord::days:
      return Type::duration(value::DurationUnit::days);
    case TypeWord::text:
      return Type::of(Kind::text);
    case TypeWord::choice:
    case TypeWord::table:
      return Type::of(Kind::choice);
  }
  return {};
}

}  // namespace

DeclaredType declared_type(Context& context, const syntax::TypeName& tree, text::FileId file,
                           Language language, const text::Argument& name) {
  DeclaredType result;
  // A type that was not understood was reported.
  result.good = !tree.span.empty();
  if (!result.good) return result;
  result.type = plain_type(tree.word);
  result.step = step_of(result.type);
  result.range = value::Interval::everything();
  if (result.type.kind == Kind::choice) {
    result.domain = tree.word == TypeWord::choice
                        ? context.domains.make(tree.choices, file, language)
                        : context.domains.of_table(tree.table, at(file, tree.span));
    result.good = result.domain.valid();
    if (result.good) result.type.choice_domain = static_cast<std::int32_t>(result.domain.index);
  }
  if ((!tree.least && !tree.most) || !result.type.is_ordered()) return result;
  const auto range =
      read_range(context, tree.least ? &*tree.least : nullptr, tree.most ? &*tree.most : nullptr,
                 file, result.type, result.step, result.range, name);
  // Whatever the range should have been, uses of the name need not be told about it.
  if (range) result.range = *range;
  return result;
}

/// The day of birth that an age is counted from: a date of the same entity that always applies.
void check_born(Context& context, std::uint32_t index) {
  const auto& [tree, file, language] = context.facts[index];
  if (!tree->born || context.broken_facts[index]) return;
  model::Fact& age = context.model.facts[index];
  const text::Place place = at(file, tree->born->span);
  const auto symbol = context.names.member(age.entity, tree->born->text);
  if (!symbol || symbol->kind != SymbolKind::fact) {
    context.names.unknown(Code::unknown_name, place, {tree->born->text}, tree->born->text,
                          context.names.members(age.entity));
    return;
  }
  const model::Fact& born = context.model.facts[symbol->index];
  const bool years = age.type.kind == Kind::duration &&
                     age.type.unit == value::DurationUnit::years && !age.type.may_be_none;
  if (!years || born.type.kind != Kind::date || born.type.may_be_none) {
    context.report.report(Code::born_no_date, place, {argument(age.name), argument(born.name)})
        .label(born.place, Word::label_declared_here);
    return;
  }
  age.born = {symbol->index};
  context.names.used(place, *symbol, age.entity);
  context.used_facts[symbol->index] = true;
}

void check_facts(Context& context) {
  for (std::uint32_t i = 0; i < context.facts.size(); ++i) {
    const auto& [tree, file, language] = context.facts[i];
    model::Fact& fact = context.model.facts[i];
    const DeclaredType declared =
        tree->finding ? DeclaredType{}
                      : declared_type(context, tree->type, file, language, argument(fact.name));
    fact.type = declared.type;
    fact.type.may_be_none = !tree->only_if.empty() && fact.type.kind != Kind::yes_no;
    fact.range = declared.range;
    fact.step = declared.step;
    fact.domain = declared.domain;
    fact.finding = tree->finding;
    fact.proved_by = label_of(tree->proved_by);
    fact.asked_of = label_of(tree->asked_of);
    fact.decided_by = label_of(tree->decided_by);
    fact.note = label_of(tree->note);
    fact.title = label_of(tree->title);
    fact.citations = citations(context, tree->citations, file);
    context.broken_facts[i] = !declared.good;
  }
  for (std::uint32_t i = 0; i < context.facts.size(); ++i) check_born(context, i);
  for (std::uint32_t i = 0; i < context.entities.size(); ++i) {
    const auto& [tree, file, language] = context.entities[i];
    if (!tree->named_by) continue;
    const syntax::Reference& reference = *tree->named_by;
    const auto symbol = context.names.member({i}, reference.text);
    if (!symbol || symbol->kind != SymbolKind::fact) {
      context.names.unknown(Code::unknown_name, at(file, reference.span), {reference.text},
                            reference.text, context.names.members({i}));
      continue;
    }
    context.names.used(at(file, reference.span), *symbol, {i});
    const model::Fact& fact = context.model.facts[symbol->index];
    if (fact.type.kind != Kind::text) {
      context.report
          .report(Code::named_by_no_text, at(file, reference.span),
                  {argument(fact.name), argument(fact.type)})
          .label(symbol->place, Word::label_declared_here);
      continue;
    }
    context.model.entities[i].named_by = {symbol->index};
    context.used_facts[symbol->index] = true;
  }
}

}  // namespace entitle::check
