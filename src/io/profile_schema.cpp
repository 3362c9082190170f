// Builds the schema of a profile: a definition for each entity, fact and list of choices, a
// property for each name of a fact. The forms are profile_reader's: a value, null, {"unknown": …},
// {"min": …, "max": …}, {"one_of": […]}; a list, or {"known": […], "complete": …}.
#include "io/profile_schema.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "entitle/decimal.hpp"
#include "io/describe.hpp"
#include "io/units.hpp"
#include "text/words.hpp"
#include "value/written.hpp"

namespace entitle::io {
namespace {

using Json = nlohmann::ordered_json;
using text::Word;
using value::Kind;

constexpr const char* day_pattern =
    "^[0-9]{4}(-(0?[1-9]|1[0-2])-|/(0?[1-9]|1[0-2])/)(0?[1-9]|[12][0-9]|3[01])$";

/// A day known to the year or to the month.
constexpr const char* month_pattern = "^[0-9]{4}([-/](0?[1-9]|1[0-2]))?$";

Json any_text() {
  return {{"type", "string"}, {"maxLength", 10'000}, {"pattern", "^[^\\u0000]*$"}};
}
Json null() { return {{"type", "null"}}; }

/// As a regular expression that matches just this.
std::string literally(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\^$.*+?()[]{}|/").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// A number as a string, perhaps with its unit.
std::string number_pattern(const model::Fact& fact) {
  const std::string space = "[ \\t]*";
  const int places = Decimal::from_units(value::as_written(fact.type, fact.step)).places();
  std::string out = "^" + space + (fact.range.lo >= 0 ? "\\+?" : "[+-]?") + "[0-9]+";
  out += places == 0 ? "(\\.0+)?" : "(\\.[0-9]{1," + std::to_string(places) + "}0*)?";
  std::string units;
  for (const std::string_view unit : units_of(fact.type))
    units += (units.empty() ? "" : "|") + literally(unit);
  if (!units.empty()) out += "(" + space + "(" + units + "))?";
  return out + space + "$";
}

Json bound(std::int64_t units) {
  if (units % Decimal::scale == 0) return units / Decimal::scale;
  return static_cast<double>(units) / static_cast<double>(Decimal::scale);
}

Json number(const model::Fact& fact) {
  const bool whole = value::as_written(fact.type, fact.step) % Decimal::scale == 0;
  const value::Interval range = value::as_written(fact.type, fact.range);
  Json out{{"type", whole ? "integer" : "number"}};
  if (value::is_finite(range.lo)) out["minimum"] = bound(range.lo);
  if (value::is_finite(range.hi)) out["maximum"] = bound(range.hi);
  // Only whole steps: many validators divide binary fractions, in which 0.3 is no multiple of 0.1.
  if (whole && fact.step > Decimal::scale) out["multipleOf"] = bound(fact.step);
  return out;
}

Json object(Json properties, Json required) {
  Json out{{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) out["required"] = std::move(required);
  out["additionalProperties"] = false;
  return out;
}

std::string both(const OwnText& text) {
  if (text.zh.empty() || text.en == text.zh) return text.en;
  return text.en.empty() ? text.zh : text.zh + " / " + text.en;
}

std::string description(const FactInfo& info) {
  const auto only_if = [&](Language language) {
    return text::words(language).fill(Word::describe_only_if, {info.only_if.in(language)});
  };
  OwnText condition;
  if (!info.only_if.empty()) condition = {only_if(Language::en), only_if(Language::zh)};
  std::string out = both(info.type);
  for (const OwnText& part : {info.range, condition, info.note})
    if (!part.empty()) (out += '\n') += both(part);
  return out;
}

class Schema {
 public:
  explicit Schema(const model::Model& model) : model_(model), described_(describe(model)) {}

  Json make() {
    definitions_["unknown"] = object({{"unknown", any_text()}}, Json::array({"unknown"}));
    for (std::uint32_t i = 0; i < model_.domains.size(); ++i) choices({i});
    for (std::uint32_t i = 0; i < model_.entities.size(); ++i) entity({i});
    return {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
            {"title", both(described_.title)},
            {"$comment",
             described_.ruleset + ' ' + described_.version + ", " + described_.content_hash},
            {"$ref", path(key(model::EntityId{0}))},
            {"$defs", std::move(definitions_)}};
  }

 private:
  static std::string path(const std::string& definition) { return "#/$defs/" + definition; }
  static Json reference(const std::string& definition) { return {{"$ref", path(definition)}}; }

  // A reference is a URI, in which 汉字 would have to be escaped.
  static std::string key(std::string_view what, const std::string& name, std::uint32_t index) {
    const bool ascii = std::all_of(name.begin(), name.end(), [](char c) { return c > 0; });
    return std::string(what) + '.' + (ascii ? name : std::to_string(index));
  }
  static std::string key(model::DomainId id) { return "choices." + std::to_string(id.index); }
  std::string key(model::EntityId id) const { return key("entity", model_[id].key(), id.index); }
  std::string key(model::FactId id) const {
    return key(key(model_[id].entity), model_[id].key(), id.index);
  }
  std::string key(model::CollectionId id) const {
    return key(key(model_[id].parent), model_[id].key(), id.index);
  }

  void choices(model::DomainId id) {
    const model::Domain& domain = model_[id];
    Json spellings = Json::array();
    const auto add = [&](const std::string& spelling) {
      if (!spelling.empty() &&
          std::find(spellings.begin(), spellings.end(), spelling) == spellings.end())
        spellings.push_back(spelling);
    };
    for (const model::Choice& choice : domain.choices) {
      add(choice.name.zh);
      add(choice.name.en);
      add(choice.code);
      for (const std::string& alias : choice.aliases) add(alias);
    }
    Json& out = definitions_[key(id)];
    if (!domain.table.empty()) out["title"] = domain.table;
    out["enum"] = std::move(spellings);
  }

  // A record with each fact and collection under both its names, of which it may use one.
  void entity(model::EntityId id) {
    const model::Entity& entity = model_[id];
    const EntityInfo& info = described_.entities[id.index];
    Json properties = Json::object();
    Json one_each = Json::array();
    const auto add = [&](const model::Named& named, const std::string& definition) {
      const model::Label& name = named.name;
      for (const std::string& one : {name.en, name.zh})
        if (!one.empty()) properties[one] = reference(definition);
      if (!name.en.empty() && !name.zh.empty() && name.en != name.zh)
        one_each.push_back({{"not", {{"required", {name.en, name.zh}}}}});
    };
    Json records = Json::object();
    for (const model::FactId fact : entity.facts)
      if (!model_[fact].record_of.valid())
        add(model_[fact], key(fact));
      else if (model_[model_[fact].record_of].received == fact)
        for (const std::string& name : {model_[fact].name.en, model_[fact].name.zh})
          if (!name.empty()) records[name] = record(model_[model_[fact].record_of]);
    if (id.index == 0)
      for (const char* name : {"facts_as_of", "情况截至"})
        if (!properties.contains(name))
          properties[name] = Json{{"type", {"string", "null"}}, {"pattern", day_pattern}};
    if (!records.empty()) {
      const Json forms{{"anyOf", {object(std::move(records), {}), null()}}};
      for (const char* name : {"receives", "领取"})
        if (!properties.contains(name)) properties[name] = forms;
      one_each.push_back({{"not", {{"required", {"receives", "领取"}}}}});
    }
    for (const model::CollectionId collection : entity.collections)
      add(model_[collection], key(collection));

    Json record{{"title", both(info.name)}};
    record.update(object(std::move(properties), {}));
    if (!one_each.empty()) record["allOf"] = std::move(one_each);
    definitions_[key(id)] = std::move(record);
    auto described = info.facts.begin();
    auto computed = info.definitions.begin();
    for (const model::FactId id_of : entity.facts)
      if (const model::Fact& of = model_[id_of]; !of.record_of.valid())
        definitions_[key(id_of)] = fact(of, of.supplies.valid() ? *computed++ : *described++);
    for (std::size_t i = 0; i < entity.collections.size(); ++i)
      definitions_[key(entity.collections[i])] =
          collection(model_[entity.collections[i]], info.collections[i]);
  }

  /// What is on record of a program: yes, no, or how much and since when.
  Json record(const model::Rule& program) const {
    Json properties = Json::object();
    for (const char* name : {"since", "自"}) properties[name] = any_text();
    if (program.received_amount.valid())
      for (const char* name : {"amount", "金额"})
        properties[name] = Json{{"anyOf", value(model_[program.received_amount])}};
    Json detailed = object(std::move(properties), {});
    detailed["minProperties"] = 1;
    return {
        {"anyOf", {Json{{"type", "boolean"}}, null(), reference("unknown"), std::move(detailed)}}};
  }

  static Json fact(const model::Fact& fact, const FactInfo& info) {
    Json forms = value(fact);
    Json ends = value(fact);
    ends.push_back(null());
    forms.push_back(null());
    forms.push_back(reference("unknown"));
    if (fact.type.is_ordered()) {
      const Json end{{"anyOf", std::move(ends)}};
      Json range = object({{"min", end}, {"max", end}}, {});
      range["minProperties"] = 1;
      forms.push_back(std::move(range));
    }
    if (fact.type.kind == Kind::choice) {
      const Json list{{"type", "array"}, {"items", reference(key(fact.domain))}, {"minItems", 1}};
      forms.push_back(object({{"one_of", list}}, Json::array({"one_of"})));
    }
    return {{"title", both(info.name)},
            {"description", description(info)},
            {"anyOf", std::move(forms)}};
  }

  // The value of a known fact: one or two alternatives.
  static Json value(const model::Fact& fact) {
    switch (fact.type.kind) {
      case Kind::yes_no:
        return Json::array({{{"type", "boolean"}}});
      case Kind::choice:
        return Json::array({reference(key(fact.domain))});
      case Kind::text:
        return Json::array({any_text()});
      case Kind::date:
        return Json::array({{{"type", "string"}, {"pattern", day_pattern}},
                            {{"type", "string"}, {"pattern", month_pattern}}});
      default:
        return Json::array({number(fact), {{"type", "string"}, {"pattern", number_pattern(fact)}}});
    }
  }

  Json collection(const model::Collection& collection, const CollectionInfo& info) const {
    const Json element{{"anyOf", Json::array({reference(key(collection.element)), null()})}};
    Json part{{"type", "array"}, {"items", element}};
    if (collection.most != model::Collection::unbounded) part["maxItems"] = collection.most;
    Json whole = part;
    if (collection.least > 0) whole["minItems"] = collection.least;
    const auto known = [](const Json& list, const Json& complete) {
      return object({{"known", list}, {"complete", complete}}, Json::array({"known"}));
    };
    Json known_whole = known(whole, {{"const", true}});
    known_whole["required"].push_back("complete");
    return {{"title", both(info.name)},
            {"anyOf", Json::array({null(), reference("unknown"), whole, std::move(known_whole),
                                   known(part, {{"const", false}})})}};
  }

  const model::Model& model_;
  Description described_;
  Json definitions_ = Json::object();
};

}  // namespace

std::string profile_schema(const model::Model& model, unsigned indent) {
  return Schema(model).make().dump(indent == 0 ? -1 : static_cast<int>(indent));
}

}  // namespace entitle::io
