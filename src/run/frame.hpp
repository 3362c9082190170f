// A chunk of households as columns: for each entity its rows, whose they are and how many elements
// each stands for; for each fact the box of every row. Made from Households; read by the machine. A
// collection that is not complete ends in one ghost row, which stands for the elements not listed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "model/model.hpp"
#include "run/fact_column.hpp"
#include "run/household.hpp"

namespace entitle::run {

/// The rows of one entity in a chunk. Elements of one parent stand together, a ghost last.
struct FrameLevel {
  std::uint32_t rows = 0;
  std::vector<std::uint32_t> first;       ///< by parent row, and one more: where its elements begin
  std::vector<std::uint32_t> parent;      ///< by row
  std::vector<std::uint32_t> household;   ///< by row
  std::vector<std::uint8_t> ghost;        ///< 1: stands for elements not listed
  std::vector<std::uint8_t> below_ghost;  ///< 1: a ghost, or below one
  std::vector<std::uint32_t> least;       ///< how many elements the row stands for, at least
  std::vector<std::uint32_t> most;        ///< and at most
  bool plain = true;                      ///< every row stands for exactly one
  bool uniform = false;  ///< ghost .. most have said so of more rows than there are
};

class Block;

class Frame {
 public:
  explicit Frame(const model::Model& model);

  void clear();
  void append(const Household& household);
  /// Appends the households of a block from one to another, that one left out. To an empty frame
  /// the block lends its columns where it can, and stays as it is meanwhile.
  void append(const Block& block, std::uint32_t from, std::uint32_t to);
  /// Appends some households of a block, which need not stand together.
  void append(const Block& block, std::span<const std::uint32_t> households);
  /// The household that a row of an entity belongs to, without laying out whose every row is.
  std::uint32_t household_of(model::EntityId entity, std::uint32_t row) const;
  /// Whether some row of a fact is to be completed before all is known. What definitions are said
  /// to be is not: it is met with what is computed.
  bool to_complete(model::FactId fact) const {
    return !facts_[fact.index].known() && !(*model_)[fact].supplies.valid();
  }
  /// Makes what is not known of the facts one value, any that it may be, except what definitions
  /// are said to be: a household of which something was not known is then another.
  void fill_in();
  /// Appends `copies` of one household of another frame.
  void append_copies(const Frame& from, std::uint32_t household, std::uint32_t copies);

  std::uint32_t households() const { return levels_.empty() ? 0 : levels_[0].rows; }
  const model::Model& model() const { return *model_; }
  const FrameLevel& level(model::EntityId entity) const {
    lay_out();
    return levels_[entity.index];
  }
  FrameLevel& level(model::EntityId entity) {
    lay_out();
    return levels_[entity.index];
  }
  /// The same, but `parent` and `household` may not be there yet.
  const FrameLevel& outline(model::EntityId entity) const { return levels_[entity.index]; }
  const FactColumn& fact(model::FactId fact) const { return facts_[fact.index]; }
  FactColumn& fact(model::FactId fact) { return facts_[fact.index]; }
  /// For a row of an entity: the row of Household::entities, or of the block, that it came from; or
  /// no_row of a ghost.
  static constexpr std::uint32_t no_row = 0xFFFF'FFFF;
  std::uint32_t origin(model::EntityId entity, std::uint32_t row) const {
    lay_out();
    return origins_[entity.index][row];
  }
  /// The first of them where all rows of an entity stand together in a block, as they do here.
  std::optional<std::uint32_t> together(model::EntityId entity) const {
    return borrowed_ ? std::optional(ranges_[entity.index].first) : std::nullopt;
  }

 private:
  template <class Source>
  void append_rows(std::uint32_t entity, const Source& source);
  void append_range(const Block& block, std::uint32_t from, std::uint32_t to);
  bool borrow(const Block& block, std::uint32_t from, std::uint32_t to);

  const model::Model* model_;
  void lay_out() const {
    if (!laid_out_) lay_out_borrowed();
  }
  void lay_out_borrowed() const;

  mutable std::vector<FrameLevel> levels_;  ///< by EntityId
  std::vector<FactColumn> facts_;           ///< by FactId
  mutable std::vector<std::vector<std::uint32_t>> origins_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges_;  ///< rows of a block, by EntityId
  bool borrowed_ = false;                                        ///< they are all there is
  mutable bool laid_out_ = true;  ///< whose the rows of a block are has been written down
};

}  // namespace entitle::run
