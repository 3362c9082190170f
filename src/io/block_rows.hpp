// Rows of households appended to a block, value by value in whatever order a line says them: the
// one place besides cells of tables where columns of facts are filled. A fact of a row is said
// once; what is not said is filled up as not known. A household that was begun can be taken back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/profile_reader.hpp"
#include "io/table_source.hpp"
#include "model/model.hpp"
#include "run/block.hpp"

namespace entitle::io {

class BlockRows {
 public:
  /// `out` is empty, and outlives it.
  explicit BlockRows(TableBlock& out)
      : out_(out), model_(out.block.model()), mark_(model_.entities.size(), 0) {}

  /// From here on back() takes back.
  void mark() {
    for (std::uint32_t e = 0; e < mark_.size(); ++e) mark_[e] = out_.block.level({e}).rows;
  }
  void back();

  /// One more row of an entity, which its parent's collection is being listed of; its number.
  std::uint32_t add(model::EntityId entity) { return out_.block.level(entity).rows++; }

  // What is said of a row. False: it was said before, and nothing was appended.
  bool number(model::FactId fact, std::uint32_t row, std::int64_t units) {
    run::FactColumn* const column = unsaid(fact, row);
    if (column != nullptr) column->push_number(units);
    return column != nullptr;
  }
  /// The same of a number as it is stored.
  bool stored(model::FactId fact, std::uint32_t row, std::int64_t stored) {
    run::FactColumn* const column = unsaid(fact, row);
    if (column != nullptr) column->push_stored(stored);
    return column != nullptr;
  }
  bool truth(model::FactId fact, std::uint32_t row, bool yes) {
    run::FactColumn* const column = unsaid(fact, row);
    if (column != nullptr) column->push_truth(yes);
    return column != nullptr;
  }
  bool choice(model::FactId fact, std::uint32_t row, std::uint32_t choice) {
    run::FactColumn* const column = unsaid(fact, row);
    if (column != nullptr) column->push_choice(choice);
    return column != nullptr;
  }
  /// A text of which no more is kept than that it was given.
  bool text(model::FactId fact, std::uint32_t row);
  bool unknown(model::FactId fact, std::uint32_t row);
  bool cell(model::FactId fact, std::uint32_t row, const run::Cell& cell);
  /// Notes that a fact was said, where it supplies a definition.
  void supplies(model::FactId fact);
  bool key(model::EntityId entity, std::uint32_t row, std::string_view key);

  /// Begins to list the elements of a parent row, in the order of these. False: they were listed
  /// before.
  bool begin(model::EntityId element, std::uint32_t parent);
  /// Ends it. False: two of the elements have one key, which `twice` then names.
  bool end(model::EntityId element, run::Listing listing, std::string_view& twice);

  /// A household that was read by itself. Keys that two elements of one parent have.
  std::vector<std::string> append(const ReadProfile& profile);
  /// Ends the block.
  void finish();

 private:
  /// The column of a fact, filled up to a row; null where that has been said already.
  run::FactColumn* unsaid(model::FactId fact, std::uint32_t row) {
    run::FactColumn& column = out_.block.fact(fact);
    if (column.rows() < row) column.push_unknown(row - column.rows());
    return column.rows() == row ? &column : nullptr;
  }

  TableBlock& out_;
  const model::Model& model_;
  std::vector<std::uint32_t> mark_;  ///< by entity: its rows then
  std::vector<std::string_view> keys_;
};

}  // namespace entitle::io
