// Copies from the model what a profile's author needs to know.
#include "io/describe.hpp"

#include "io/say.hpp"
#include "value/numbers.hpp"

namespace entitle::io {
namespace {

OwnText both(const model::Label& label) { return {label.in(Language::en), label.in(Language::zh)}; }
OwnText both(const value::Type& type) { return {type.to_words(Language::en), type.to_words(Language::zh)}; }

Value::Kind kind_of(const value::Type& type) {
  switch (type.kind) {
    case value::Kind::yes_no: return Value::Kind::yes_no;
    case value::Kind::whole:
    case value::Kind::decimal: return Value::Kind::number;
    case value::Kind::percent: return Value::Kind::percent;
    case value::Kind::money: return Value::Kind::money;
    case value::Kind::date: return Value::Kind::date;
    case value::Kind::choice: return Value::Kind::choice;
    case value::Kind::text: return Value::Kind::text;
    case value::Kind::duration:
      switch (type.unit) {
        case value::DurationUnit::years: return Value::Kind::years;
        case value::DurationUnit::months: return Value::Kind::months;
        case value::DurationUnit::days: return Value::Kind::days;
      }
  }
  return Value::Kind::nothing;
}

std::optional<Decimal> bound(std::int64_t units) {
  return value::is_finite(units) ? std::optional(Decimal::from_units(units)) : std::nullopt;
}

FactInfo fact_info(const model::Model& model, const model::Fact& fact) {
  FactInfo info;
  info.key = fact.key();
  info.name = both(fact.name);
  info.kind = kind_of(fact.type);
  info.period = fact.type.period;
  info.type = both(fact.type);
  if (fact.type.is_ordered()) {
    info.least = bound(fact.range.lo);
    info.most = bound(fact.range.hi);
    if (info.least || info.most)
      info.range = {say_range(fact.type, fact.range, Language::en), say_range(fact.type, fact.range, Language::zh)};
    if (fact.type.is_number()) info.step = Decimal::from_units(fact.step);
  }
  if (fact.domain.valid()) {
    const model::Domain& domain = model[fact.domain];
    info.table = domain.table;
    for (const model::Choice& choice : domain.choices) info.choices.push_back(both(choice.name));
  }
  info.finding = fact.finding;
  if (fact.only_if.valid() && model.sources) {
    const model::Place place = model[fact.only_if].place;
    if (place.somewhere()) {
      const std::string written((*model.sources)[place.file].text(place.span));
      info.only_if = {written, written};
    }
  }
  info.asked_of = both(fact.asked_of);
  info.proved_by = both(fact.proved_by);
  info.decided_by = both(fact.decided_by);
  info.note = both(fact.note);
  return info;
}

EntityInfo entity_info(const model::Model& model, const model::Entity& entity) {
  EntityInfo info;
  info.key = entity.key();
  info.name = both(entity.name);
  for (const model::FactId fact : entity.facts) info.facts.push_back(fact_info(model, model[fact]));
  for (const model::CollectionId id : entity.collections) {
    const model::Collection& collection = model[id];
    info.collections.push_back(
        {collection.key(), both(collection.name), collection.element.index, collection.least, collection.most});
  }
  return info;
}

}  // namespace

Description describe(const model::Model& model) {
  Description out;
  out.ruleset = model.ruleset.key();
  out.title = both(model.title.empty() ? model.ruleset.name : model.title);
  out.version = model.version;
  out.content_hash = model.content_hash;
  for (const model::Entity& entity : model.entities) out.entities.push_back(entity_info(model, entity));
  for (const model::Parameter& parameter : model.parameters) {
    ParameterInfo info{parameter.key(), both(parameter.name), both(parameter.type), {}, parameter.table,
                       static_cast<std::uint32_t>(parameter.rows.size())};
    for (const model::FactId key : parameter.keys) info.keys.push_back(model[key].key());
    out.parameters.push_back(std::move(info));
  }
  for (const model::RuleId id : model.programs) {
    const model::Rule& program = model[id];
    out.programs.push_back({program.key(), both(program.name), program.entity.index,
                            program.amount.valid() ? both(model[program.amount].type) : OwnText{}});
  }
  out.examples = static_cast<std::uint32_t>(model.examples.size());
  return out;
}

}  // namespace entitle::io
