// A point: one household of which everything is known, and one value for every cell of every
// parameter. What the reference evaluates; drawn by the differential tests, written by hand in the
// tests of the reference itself.
#pragma once

#include <cstdint>
#include <vector>

#include "entitle/date.hpp"
#include "model/model.hpp"

namespace entitle::reference {

/// One fact of one row. Which member counts follows from the fact's type; `none` where the fact
/// does not apply.
struct Known {
  bool none = false;
  bool yes = false;
  std::uint32_t choice = 0;
  std::int64_t number = 0;
  bool stated = false;  ///< of a record: the profile says it

  static Known nothing() { return {true, false, 0, 0, false}; }
  static Known truth(bool yes) { return {false, yes, 0, 0, false}; }
  static Known one_of(std::uint32_t choice) { return {false, false, choice, 0, false}; }
  static Known units(std::int64_t number) { return {false, false, 0, number, false}; }
  friend bool operator==(const Known&, const Known&) = default;
};

struct PointRow {
  std::uint32_t parent = 0;
  std::vector<Known> facts;  ///< by position in model::Entity::facts
  std::vector<std::vector<std::uint32_t>>
      elements;  ///< by position in model::Entity::collections: rows of its element
};

/// What a parameter may be for one combination of keys on a day.
struct CellRange {
  std::int64_t lo = 0;
  std::int64_t hi = 0;
  std::int64_t widest_lo =
      0;  ///< the declared range, where the row is only carried forward or assumed; else lo and hi
  std::int64_t widest_hi = 0;
  bool provisional() const { return widest_lo != lo || widest_hi != hi; }
};

/// For each parameter, for each combination of keys (the last runs fastest): its range. Found in
/// the model's rows.
using CellRanges = std::vector<std::vector<CellRange>>;
CellRanges cell_ranges(const model::Model& model, Date as_of);

struct Point {
  std::vector<std::vector<PointRow>> entities;   ///< by model::EntityId; the root has one row
  std::vector<std::vector<std::int64_t>> cells;  ///< as CellRanges

  explicit Point(const model::Model& model);
  /// Appends an element and returns its row. Its facts are none.
  std::uint32_t add(const model::Model& model, model::CollectionId collection,
                    std::uint32_t parent_row);
  Known& fact(const model::Model& model, model::FactId fact, std::uint32_t row);
  const Known& fact(const model::Model& model, model::FactId fact, std::uint32_t row) const;
};

/// Full years from a day of birth to another day; negative before it. Whoever was born on 29
/// February is a year older on the 28th of a common year.
std::int64_t full_years(Date birth, Date on);

/// Where a fact stands among its entity's, a collection among its parent's.
std::uint32_t position_of(const model::Model& model, model::FactId fact);
std::uint32_t position_of(const model::Model& model, model::CollectionId collection);

}  // namespace entitle::reference
