// What is known of many households, in columns, before anything is decided: for each fact a column
// over the rows of its entity, for each collection where the elements of each parent begin and
// whether they are listed in full. Filled by io/ from tables; cut into chunks by Frame.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "entitle/date.hpp"
#include "model/model.hpp"
#include "run/frame.hpp"
#include "run/household.hpp"

namespace entitle::run {

/// The rows of one entity.
struct BlockLevel {
  std::uint32_t rows = 0;
  std::vector<std::uint32_t> first;  ///< by parent row, and one more; not of the households
  std::vector<Listing> listings;     ///< by parent row: of the collection that these rows are in
};

class Block {
 public:
  explicit Block(const model::Model& model);
  /// Forgets all rows and keeps the memory.
  void clear();

  std::uint32_t households() const { return levels_.front().rows; }
  const BlockLevel& level(model::EntityId entity) const { return levels_[entity.index]; }
  BlockLevel& level(model::EntityId entity) { return levels_[entity.index]; }
  const FactColumn& fact(model::FactId fact) const { return facts_[fact.index]; }
  FactColumn& fact(model::FactId fact) { return facts_[fact.index]; }
  /// Texts that were read, by row; empty where a text is not.
  const std::vector<std::string>& texts(model::FactId fact) const { return texts_[fact.index]; }
  std::vector<std::string>& texts(model::FactId fact) { return texts_[fact.index]; }

  /// The day that ages are of; nothing: the day of the decision.
  std::optional<Date> facts_as_of;
  /// By household, where some say their own day: that, else nothing. May be shorter.
  std::vector<std::optional<Date>> own_facts_as_of;
  std::optional<Date> facts_as_of_household(std::uint32_t number) const {
    if (number < own_facts_as_of.size() && own_facts_as_of[number]) return own_facts_as_of[number];
    return facts_as_of;
  }

  /// Fills up every column to the rows of its entity with what is not known.
  void complete();
  /// One of the households by itself, for whoever explains it.
  Household household(std::uint32_t number) const;

  const model::Model& model() const { return *model_; }

 private:
  const model::Model* model_;
  std::vector<BlockLevel> levels_;  ///< by EntityId
  std::vector<FactColumn> facts_;   ///< by FactId
  std::vector<std::vector<std::string>> texts_;
};

}  // namespace entitle::run
