// What is known of one household, as boxes: a cell for each fact of each row. Filled by io/ from
// JSON, by the typed profile and by examples; turned into columns by frame.hpp. It checks nothing:
// whoever fills it has checked types and ranges.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entitle/date.hpp"
#include "model/model.hpp"
#include "value/choice_set.hpp"
#include "value/interval.hpp"
#include "value/truth.hpp"

namespace entitle::run {

/// What is known of one fact of one row.
struct Cell {
  bool given = false;                  ///< something was said: the fact then applies
  bool refused = false;                ///< asked and not answered, `text` says why
  value::Truth truth{};                ///< yes/no; set where given
  value::Interval number;              ///< numbers, dates, durations; set where given
  std::vector<std::uint32_t> choices;  ///< one-ofs, ascending; set where given
  std::string text;                    ///< texts; where refused, the reason
};

enum class Listing : std::uint8_t {
  unknown,   ///< nothing was said: any size the declaration allows
  part,      ///< the rows given, perhaps more
  complete,  ///< the rows given, no more
};

/// One row of an entity: the household, a member, a supporter.
struct Row {
  std::uint32_t parent = 0;       ///< row of the parent entity; 0 for the root
  std::vector<Cell> cells;        ///< by the fact's position in model::Entity::facts
  std::vector<Listing> listings;  ///< by the collection's position in model::Entity::collections
};

/// One household. Rows of an entity stand in the order given; their parents' order is made when
/// columns are.
struct Household {
  std::vector<std::vector<Row>> entities;  ///< by model::EntityId; the root has one row
  std::optional<Date> facts_as_of;  ///< the day that ages are of; nothing: the day of the decision
  explicit Household(const model::Model& model);
  std::uint32_t add(const model::Model& model, model::CollectionId collection,
                    std::uint32_t parent_row);
};

}  // namespace entitle::run
