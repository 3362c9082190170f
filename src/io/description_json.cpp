// Writes a description as JSON: for whoever builds a form from a ruleset.
#include <string>

#include "entitle/description.hpp"
#include "io/json_names.hpp"
#include "io/json_writer.hpp"

namespace entitle {
inline namespace v0 {
namespace {

using io::JsonWord;
using io::JsonWriter;

void both(JsonWriter& json, const OwnText& text) {
  json.begin_object();
  json.key("en").string(text.en);
  json.key("zh").string(text.zh);
  json.end_object();
}

void label(JsonWriter& json, const JsonWord& key, const OwnText& text) {
  if (text.empty()) return;
  json.key(key);
  both(json, text);
}

void bound(JsonWriter& json, const JsonWord& key, const FactInfo& fact,
           const std::optional<Decimal>& value) {
  if (!value) return;
  json.key(key).string(fact.kind == Value::Kind::date
                           ? Date::from_days(static_cast<std::int32_t>(value->units())).iso()
                           : value->to_string(fact.kind == Value::Kind::money ? 2 : 0));
}

void write(JsonWriter& json, const FactInfo& fact) {
  json.begin_object();
  json.key("key").string(fact.key);
  label(json, "name", fact.name);
  json.key("kind").word(io::json_name(fact.kind));
  if (fact.kind == Value::Kind::money) {
    json.key("unit").string("yuan");
    if (fact.period != Period::none) json.key("period").word(io::json_name(fact.period));
  }
  label(json, "type", fact.type);
  bound(json, "least", fact, fact.least);
  bound(json, "most", fact, fact.most);
  if (fact.step) json.key("step").string(fact.step->to_string());
  if (!fact.choices.empty()) {
    json.key("choices").begin_array();
    for (const OwnText& choice : fact.choices) both(json, choice);
    json.end_array();
  }
  if (!fact.table.empty()) json.key("table").string(fact.table);
  if (fact.finding) json.key("finding").boolean(true);
  label(json, "only_if", fact.only_if);
  label(json, "asked_of", fact.asked_of);
  label(json, "proved_by", fact.proved_by);
  label(json, "decided_by", fact.decided_by);
  label(json, "note", fact.note);
  json.end_object();
}

}  // namespace

std::string Description::json(unsigned indent) const {
  JsonWriter json(indent);
  json.begin_object();
  json.key("format").number(0);
  json.key("ruleset").string(ruleset);
  label(json, "title", title);
  if (!version.empty()) json.key("version").string(version);
  json.key("content_hash").string(content_hash);
  json.key("entities").begin_array();
  for (const EntityInfo& entity : entities) {
    json.begin_object();
    json.key("key").string(entity.key);
    label(json, "name", entity.name);
    json.key("facts").begin_array();
    for (const FactInfo& fact : entity.facts) write(json, fact);
    json.end_array();
    if (!entity.definitions.empty()) {
      json.key("definitions").begin_array();
      for (const FactInfo& definition : entity.definitions) write(json, definition);
      json.end_array();
    }
    json.key("collections").begin_array();
    for (const CollectionInfo& collection : entity.collections) {
      json.begin_object();
      json.key("key").string(collection.key);
      label(json, "name", collection.name);
      json.key("element").string(entities[collection.element].key);
      json.key("least").number(collection.least);
      if (collection.most != UINT32_MAX) json.key("most").number(collection.most);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.key("parameters").begin_array();
  for (const ParameterInfo& parameter : parameters) {
    json.begin_object();
    json.key("key").string(parameter.key);
    label(json, "name", parameter.name);
    label(json, "type", parameter.type);
    json.key("keys").begin_array();
    for (const std::string& key : parameter.keys) json.string(key);
    json.end_array();
    json.key("table").string(parameter.table);
    json.key("rows").number(parameter.rows);
    json.end_object();
  }
  json.end_array();
  json.key("programs").begin_array();
  for (const ProgramBrief& program : programs) {
    json.begin_object();
    json.key("key").string(program.key);
    label(json, "name", program.name);
    json.key("entity").string(entities[program.entity].key);
    label(json, "amount", program.amount);
    json.end_object();
  }
  json.end_array();
  json.key("examples").number(examples);
  json.end_object();
  return json.take();
}

}  // namespace v0
}  // namespace entitle
