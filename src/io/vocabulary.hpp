// What a profile may say: for each entity the names of its facts and collections, for each domain
// every spelling of its choices, in both languages. Made once from a model; immutable, shared
// between threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/model.hpp"

namespace entitle::io {

/// A fact or collection of an entity, by its place in the entity's list.
struct Slot {
  bool is_collection = false;
  std::uint32_t position = 0;
  model::FactId fact;
  model::CollectionId collection;
};

class Vocabulary {
 public:
  /// Keeps views into the model, which must outlive it.
  explicit Vocabulary(const model::Model& model);

  /// The fact or collection of that name.
  const Slot* find(model::EntityId entity, std::string_view name) const;
  /// The program of that name whose record belongs to the entity; invalid if there is none.
  model::RuleId record(model::EntityId entity, std::string_view name) const;
  /// The entity whose program is called that; invalid where none is.
  model::EntityId owner_of_record(std::string_view name) const;
  std::string suggest_record(model::EntityId entity, std::string_view word) const;
  /// The choice that is spelt so: by a name, its code or an alias.
  std::optional<std::uint32_t> choice(model::DomainId domain, std::string_view spelling) const;

  /// Every spelling of a domain's choices.
  const std::unordered_map<std::string_view, std::uint32_t>& spellings(
      model::DomainId domain) const {
    return choices_[domain.index];
  }

  /// What a misspelt word may have meant; empty if nothing is near.
  std::string suggest_name(model::EntityId entity, std::string_view word) const;
  std::string suggest_choice(model::DomainId domain, std::string_view word) const;
  /// The entity below or above `entity` that declares the name; invalid if there is none.
  model::EntityId declared_elsewhere(model::EntityId entity, std::string_view name) const;

 private:
  std::vector<std::unordered_map<std::string_view, Slot>> names_;             // by entity
  std::vector<std::unordered_map<std::string_view, model::RuleId>> records_;  // by entity
  std::vector<std::unordered_map<std::string_view, std::uint32_t>> choices_;  // by domain
};

}  // namespace entitle::io
