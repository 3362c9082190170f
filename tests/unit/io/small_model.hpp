// A small model made by hand: a household with a fact of most types, members, and their supporters.
// What the tests of profiles read.
#pragma once

#include <string>
#include <utility>

#include "model/model.hpp"
#include "value/numbers.hpp"

namespace small {

using namespace entitle;

inline model::FactId add_fact(model::Model& model, model::EntityId entity, std::string en,
                              std::string zh, value::Type type) {
  model::Fact fact;
  fact.name = {std::move(en), std::move(zh)};
  fact.entity = entity;
  fact.type = type;
  fact.range = value::Interval::everything();
  const model::FactId id{static_cast<std::uint32_t>(model.facts.size())};
  model.facts.push_back(std::move(fact));
  model.entities[entity.index].facts.push_back(id);
  return id;
}

inline model::CollectionId add_collection(model::Model& model, model::EntityId parent,
                                          model::EntityId element, std::string en, std::string zh,
                                          std::uint32_t least, std::uint32_t most) {
  model::Collection collection;
  collection.name = {std::move(en), std::move(zh)};
  collection.parent = parent;
  collection.element = element;
  collection.least = least;
  collection.most = most;
  const model::CollectionId id{static_cast<std::uint32_t>(model.collections.size())};
  model.collections.push_back(std::move(collection));
  model.entities[parent.index].collections.push_back(id);
  model.entities[element.index].collection = id;
  model.entities[element.index].parent = parent;
  return id;
}

inline model::Model make() {
  using value::Kind;
  using value::Type;
  model::Model model;
  for (const auto& [en, zh] :
       {std::pair{"household", "家庭"}, {"person", "人"}, {"supporter", "义务人"}}) {
    model::Entity entity;
    entity.name = {en, zh};
    model.entities.push_back(std::move(entity));
  }
  model.domains.resize(2);
  model.domains[0].choices = {{{"urban", "城镇"}, "", {}}, {{"rural", "农村"}, "", {}}};
  model.domains[1].choices = {{{"Nêdong", "乃东区"}, "540502", {"山南市乃东区", "乃东"}},
                              {{"Lhünzhub", "林周县"}, "540121", {"林周"}}};
  model.domains[1].table = "counties.csv";

  const model::EntityId household{0};
  const model::EntityId person{1};
  const model::EntityId supporter{2};
  const auto choice = [&](const char* en, const char* zh, std::uint32_t domain) {
    const model::FactId id =
        add_fact(model, household, en, zh, Type::choice(static_cast<std::int32_t>(domain)));
    model.facts[id.index].domain = model::DomainId{domain};
  };
  choice("area", "城乡", 0);
  choice("county", "县", 1);
  model::Fact& income =
      model.facts[add_fact(model, household, "income", "收入", Type::money(Period::month)).index];
  income.range = value::Interval::at_least(0);
  income.step = 100;
  add_fact(model, household, "property", "财产", Type::of(Kind::yes_no));
  add_fact(model, household, "moved", "迁入日", Type::of(Kind::date));
  model::Fact& rooms =
      model.facts[add_fact(model, household, "rooms", "房间数", Type::of(Kind::whole)).index];
  rooms.range = {0, 20 * value::scale};
  rooms.step = value::scale;
  add_fact(model, person, "name", "姓名", Type::of(Kind::text));
  model::Fact& age =
      model.facts[add_fact(model, person, "age", "年龄", Type::duration(value::DurationUnit::years))
                      .index];
  age.range = {0, 120 * value::scale};
  age.step = value::scale;
  add_fact(model, supporter, "able", "有能力", Type::of(Kind::yes_no));
  add_collection(model, household, person, "members", "成员", 1, 4);
  add_collection(model, person, supporter, "supporters", "法定义务人", 0, 3);
  return model;
}

}  // namespace small
