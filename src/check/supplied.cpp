// What a profile may say that a definition is: a fact of the definition's entity that nobody
// declares. It has a column only in a plan made for profiles that say so; there it is met with what
// is computed.
#include "check/passes.hpp"

namespace entitle::check {

void make_supplied(Context& context) {
  model::Model& model = context.model;
  for (std::uint32_t i = 0; i < model.definitions.size(); ++i) {
    model::Definition& definition = model.definitions[i];
    const model::Expr& value = model[definition.value];
    if (value.type.kind == value::Kind::text) continue;
    model::Fact fact;
    fact.name = definition.name;
    fact.title = definition.title;
    fact.place = definition.place;
    fact.entity = definition.entity;
    fact.type = plain(value.type);
    fact.range = value::Interval::everything();
    if (value.type.kind == value::Kind::choice)
      fact.domain = {static_cast<std::uint32_t>(value.type.choice_domain)};
    if (value.type.kind == value::Kind::whole) fact.step = value::scale;
    fact.supplies = {i};
    fact.read = false;
    fact.note = definition.note;
    fact.citations = definition.citations;
    definition.supplied = {static_cast<std::uint32_t>(model.facts.size())};
    model.entities[definition.entity.index].facts.push_back(definition.supplied);
    model.facts.push_back(std::move(fact));
  }
}

}  // namespace entitle::check
