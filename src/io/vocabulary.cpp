// Fills the name tables of a vocabulary. Where a spelling stands for two choices, a name wins over
// a code or an alias, then the earlier choice.
#include "io/vocabulary.hpp"

#include <algorithm>

#include "text/suggest.hpp"

namespace entitle::io {
namespace {

// In the order of their text, so that of two equally near ones the same is always suggested.
template <class Map>
std::string nearest(const Map& map, std::string_view word) {
  std::vector<std::string_view> candidates;
  candidates.reserve(map.size());
  for (const auto& [name, what] : map) candidates.push_back(name);
  std::sort(candidates.begin(), candidates.end());
  return std::string(text::suggest(word, candidates));
}

}  // namespace

Vocabulary::Vocabulary(const model::Model& model)
    : names_(model.entities.size()),
      records_(model.entities.size()),
      choices_(model.domains.size()) {
  const auto add = [](auto& map, const std::string& name, const auto& what) {
    if (!name.empty()) map.emplace(name, what);
  };
  for (std::size_t i = 0; i < model.entities.size(); ++i) {
    const model::Entity& entity = model.entities[i];
    for (std::uint32_t position = 0; position < entity.facts.size(); ++position) {
      const model::Fact& fact = model[entity.facts[position]];
      if (fact.record_of.valid()) {
        add(records_[i], fact.name.en, fact.record_of);
        add(records_[i], fact.name.zh, fact.record_of);
        continue;
      }
      const Slot slot{false, position, entity.facts[position], {}};
      add(names_[i], fact.name.en, slot);
      add(names_[i], fact.name.zh, slot);
    }
    for (std::uint32_t position = 0; position < entity.collections.size(); ++position) {
      const model::Collection& collection = model[entity.collections[position]];
      const Slot slot{true, position, {}, entity.collections[position]};
      add(names_[i], collection.name.en, slot);
      add(names_[i], collection.name.zh, slot);
    }
  }
  for (std::size_t i = 0; i < model.domains.size(); ++i) {
    const auto& choices = model.domains[i].choices;
    for (std::uint32_t choice = 0; choice < choices.size(); ++choice) {
      add(choices_[i], choices[choice].name.en, choice);
      add(choices_[i], choices[choice].name.zh, choice);
    }
    for (std::uint32_t choice = 0; choice < choices.size(); ++choice) {
      add(choices_[i], choices[choice].code, choice);
      for (const std::string& alias : choices[choice].aliases) add(choices_[i], alias, choice);
    }
  }
}

const Slot* Vocabulary::find(model::EntityId entity, std::string_view name) const {
  const auto& names = names_[entity.index];
  const auto found = names.find(name);
  return found == names.end() ? nullptr : &found->second;
}

model::RuleId Vocabulary::record(model::EntityId entity, std::string_view name) const {
  const auto& records = records_[entity.index];
  const auto found = records.find(name);
  return found == records.end() ? model::RuleId{} : found->second;
}

model::EntityId Vocabulary::owner_of_record(std::string_view name) const {
  for (std::uint32_t entity = 0; entity < records_.size(); ++entity)
    if (records_[entity].contains(name)) return {entity};
  return {};
}

std::string Vocabulary::suggest_record(model::EntityId entity, std::string_view word) const {
  return nearest(records_[entity.index], word);
}

std::optional<std::uint32_t> Vocabulary::choice(model::DomainId domain,
                                                std::string_view spelling) const {
  const auto& choices = choices_[domain.index];
  const auto found = choices.find(spelling);
  if (found == choices.end()) return std::nullopt;
  return found->second;
}

std::string Vocabulary::suggest_name(model::EntityId entity, std::string_view word) const {
  return nearest(names_[entity.index], word);
}

std::string Vocabulary::suggest_choice(model::DomainId domain, std::string_view word) const {
  return nearest(choices_[domain.index], word);
}

model::EntityId Vocabulary::declared_elsewhere(model::EntityId entity,
                                               std::string_view name) const {
  for (std::uint32_t other = 0; other < names_.size(); ++other)
    if (other != entity.index && names_[other].contains(name)) return {other};
  return {};
}

}  // namespace entitle::io
