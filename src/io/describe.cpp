// Copies from the model what a profile's author needs to know.
#include "io/describe.hpp"

#include "explain/explain.hpp"
#include "io/say.hpp"
#include "render/phrases.hpp"
#include "text/words.hpp"
#include "value/numbers.hpp"
#include "value/op.hpp"
#include "value/written.hpp"

namespace entitle::io {
namespace {

OwnText both(const model::Label& label) { return {label.in(Language::en), label.in(Language::zh)}; }
OwnText both(const value::Type& type) {
  return {type.to_words(Language::en), type.to_words(Language::zh)};
}

Value::Kind kind_of(const value::Type& type) {
  switch (type.kind) {
    case value::Kind::yes_no:
      return Value::Kind::yes_no;
    case value::Kind::whole:
    case value::Kind::decimal:
      return Value::Kind::number;
    case value::Kind::percent:
      return Value::Kind::percent;
    case value::Kind::money:
      return Value::Kind::money;
    case value::Kind::date:
      return Value::Kind::date;
    case value::Kind::choice:
      return Value::Kind::choice;
    case value::Kind::text:
      return Value::Kind::text;
    case value::Kind::duration:
      switch (type.unit) {
        case value::DurationUnit::years:
          return Value::Kind::years;
        case value::DurationUnit::months:
          return Value::Kind::months;
        case value::DurationUnit::days:
          return Value::Kind::days;
      }
  }
  return Value::Kind::nothing;
}

std::optional<Decimal> bound(const value::Type& type, std::int64_t units) {
  units = value::as_written(type, units);
  return value::is_finite(units) ? std::optional(Decimal::from_units(units)) : std::nullopt;
}

std::string written(const model::Model& model, model::Place place) {
  return model.sources && place.somewhere()
             ? std::string((*model.sources)[place.file].text(place.span))
             : std::string();
}

text::Word word_of(value::Op op) {
  switch (op) {
    case value::Op::and_:
      return text::Word::op_and;
    case value::Op::or_:
      return text::Word::op_or;
    case value::Op::is_not:
      return text::Word::op_is_not;
    case value::Op::in:
      return text::Word::op_in;
    case value::Op::not_in:
      return text::Word::op_not_in;
    default:
      return text::Word::op_is;
  }
}

// A condition in one language where it is a plain one, else as it stands in the rules.
std::string condition(const model::Model& model, model::ExprId id, Language language) {
  const model::Expr& expr = model[id];
  const text::Words words = text::words(language);
  const auto said = [&](model::ExprId arg) { return condition(model, arg, language); };
  switch (expr.op) {
    case value::Op::fact:
      return model[expr.fact].name.in(language);
    case value::Op::not_:
      return std::string(words.of(text::Word::op_not)) + " " + said(expr.args[0]);
    case value::Op::and_:
    case value::Op::or_: {
      std::string out = said(expr.args[0]);
      for (std::size_t i = 1; i < expr.args.size(); ++i)
        out += " " + std::string(words.of(word_of(expr.op))) + " " + said(expr.args[i]);
      return out;
    }
    case value::Op::is:
    case value::Op::is_not:
    case value::Op::in:
    case value::Op::not_in: {
      if (expr.args.size() != 1 || expr.set.empty() || model[expr.args[0]].type.choice_domain < 0)
        break;
      const model::DomainId domain{
          static_cast<std::uint32_t>(model[expr.args[0]].type.choice_domain)};
      std::string choices;
      for (const std::uint32_t choice : expr.set) {
        if (!choices.empty()) choices += words.of(text::Word::list_or);
        choices += model[domain].choices[choice].name.in(language);
      }
      return said(expr.args[0]) + " " + std::string(words.of(word_of(expr.op))) + " " + choices;
    }
    case value::Op::less:
    case value::Op::less_equal:
    case value::Op::greater:
    case value::Op::greater_equal: {
      if (model[expr.args[1]].op != value::Op::constant) break;
      const value::Type& type = model[expr.args[0]].type;
      Value with;
      with.kind = kind_of(type);
      const text::Word compared = render::word_of(explain::comparison_of(expr.op), with);
      const std::string number = say_number(type, model[expr.args[1]].constant.lo, language);
      const std::string space = language == Language::zh ? " " : "";
      return said(expr.args[0]) + " " + words.fill(compared, {space + number});
    }
    default:
      break;
  }
  return written(model, expr.place);
}

FactInfo fact_info(const model::Model& model, const model::Fact& fact) {
  FactInfo info;
  info.key = fact.key();
  info.name = both(fact.name);
  info.kind = kind_of(fact.type);
  info.period = fact.type.period;
  value::Type type = fact.type;
  type.may_be_none = false;
  info.type = both(type);
  if (fact.type.is_ordered()) {
    info.least = bound(fact.type, fact.range.lo);
    info.most = bound(fact.type, fact.range.hi);
    if (info.least || info.most)
      info.range = {say_range(fact.type, fact.range, Language::en),
                    say_range(fact.type, fact.range, Language::zh)};
    if (fact.type.is_number()) info.step = bound(fact.type, fact.step);
  }
  if (fact.domain.valid()) {
    const model::Domain& domain = model[fact.domain];
    info.table = domain.table;
    for (const model::Choice& choice : domain.choices) info.choices.push_back(both(choice.name));
  }
  info.finding = fact.finding;
  if (fact.only_if.valid())
    info.only_if = {condition(model, fact.only_if, Language::en),
                    condition(model, fact.only_if, Language::zh)};
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
  for (const model::FactId fact : entity.facts)
    if (!model[fact].record_of.valid())
      (model[fact].supplies.valid() ? info.definitions : info.facts)
          .push_back(fact_info(model, model[fact]));
  for (const model::CollectionId id : entity.collections) {
    const model::Collection& collection = model[id];
    info.collections.push_back({collection.key(), both(collection.name), collection.element.index,
                                collection.least, collection.most});
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
  for (const model::Entity& entity : model.entities)
    out.entities.push_back(entity_info(model, entity));
  for (const model::Parameter& parameter : model.parameters) {
    if (parameter.hidden) continue;
    ParameterInfo info{parameter.key(),      both(parameter.name),
                       both(parameter.type), {},
                       parameter.table,      static_cast<std::uint32_t>(parameter.rows.size())};
    for (const model::FactId key : parameter.keys) info.keys.push_back(model[key].key());
    out.parameters.push_back(std::move(info));
  }
  for (const model::RuleId id : model.programs) {
    const model::Rule& program = model[id];
    out.programs.push_back(
        {program.key(), both(program.name), program.entity.index,
         program.amount.valid() ? both(model[program.amount].type) : OwnText{},
         program.amount.valid() ? model[program.amount].type.period : Period::none});
  }
  out.examples = static_cast<std::uint32_t>(model.examples.size());
  return out;
}

}  // namespace entitle::io
