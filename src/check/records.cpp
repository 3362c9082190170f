// What is on record of every program: whether it is received, and how much of it. Facts of the
// program's entity that nobody declares; a profile may state them, rules may ask for them.
#include "check/passes.hpp"

namespace entitle::check {

using value::Kind;
using value::Type;

namespace {

model::FactId add(Context& context, model::EntityId entity, const syntax::Name& name,
                  text::FileId file, Language language, Type type) {
  model::Fact fact;
  set_name(fact, name, file, language);
  const text::Words en = text::words(Language::en);
  const text::Words zh = text::words(Language::zh);
  fact.title = {en.fill(Word::record_of, {fact.name.in(Language::en)}),
                zh.fill(Word::record_of, {fact.name.in(Language::zh)})};
  fact.entity = entity;
  fact.type = type;
  fact.range = type.kind == Kind::money ? value::Interval{0, value::infinity}
                                        : value::Interval::everything();
  fact.step = type.kind == Kind::money ? value::scale / 100 : 1;
  fact.read = false;
  const model::FactId id{static_cast<std::uint32_t>(context.model.facts.size())};
  context.model.entities[entity.index].facts.push_back(id);
  context.model.facts.push_back(std::move(fact));
  return id;
}

}  // namespace

void make_records(Context& context) {
  context.records.resize(context.rules.size());
  for (std::uint32_t i = 0; i < context.rules.size(); ++i) {
    const auto& [tree, file, language] = context.rules[i];
    const model::EntityId entity = context.rule_entities[i];
    if (!tree->program || !entity.valid()) continue;
    context.records[i].received =
        add(context, entity, tree->name, file, language, Type::of(Kind::yes_no));
    if (!tree->amount.empty())
      context.records[i].amount =
          add(context, entity, tree->name, file, language, Type::money(Period::month));
  }
}

void finish_record(Context& context, std::uint32_t rule_number, model::Rule& rule) {
  const Record& record = context.records[rule_number];
  const model::RuleId id{static_cast<std::uint32_t>(context.model.rules.size())};
  rule.received = record.received;
  rule.received_amount = record.amount;
  for (const model::FactId fact : {record.received, record.amount}) {
    if (!fact.valid()) continue;
    model::Fact& made = context.model.facts[fact.index];
    made.record_of = id;
    made.asked_of = rule.decided_by;
    const auto title = [&](Language language) {
      return text::words(language).fill(Word::record_of, {called(rule, language)});
    };
    made.title = {title(Language::en), title(Language::zh)};
  }
  if (record.amount.valid() && rule.amount.valid())
    context.model.facts[record.amount.index].type = plain(context.model[rule.amount].type);
}

}  // namespace entitle::check
