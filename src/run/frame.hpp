// A chunk of households as columns: for each entity its rows, whose they are and how many elements
// each stands for; for each fact the box of every row. Made from Households; read by the machine. A
// collection that is not complete ends in one ghost row, which stands for the elements not listed.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/model.hpp"
#include "run/household.hpp"
#include "value/interval.hpp"

namespace entitle::run {

/// One fact's boxes over the rows of its entity. Only the vectors of its kind are filled.
struct FactColumn {
  std::vector<std::int64_t> lo;
  std::vector<std::int64_t> hi;
  std::vector<std::uint8_t> truth;
  std::vector<std::uint64_t> sets;  ///< `words` a row
  std::vector<std::uint8_t> given;  ///< 1 where the profile says something of it
  std::uint32_t words = 0;
  bool known = true;  ///< every row is one value

  /// Whether each of some rows is one value.
  bool rows_known(std::uint32_t from, std::uint32_t to) const;
  /// Makes it one of a fact's kind.
  void fit(const model::Model& model, const model::Fact& fact);
  void clear();
  /// One more row, of which nothing is known.
  void push_unknown(const model::Model& model, const model::Fact& fact);
  /// One more row, of which the cell says what is known.
  void push(const model::Model& model, const model::Fact& fact, const Cell& cell);
  /// Rows of another column of the fact; Frame::no_row: one of which nothing is known.
  void take(const FactColumn& from, std::span<const std::uint32_t> rows, const model::Model& model,
            const model::Fact& fact);
};

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
};

class Block;

class Frame {
 public:
  explicit Frame(const model::Model& model);

  void clear();
  void append(const Household& household);
  /// Appends the households of a block from one to another, that one left out.
  void append(const Block& block, std::uint32_t from, std::uint32_t to);
  /// Appends `copies` of one household of another frame.
  void append_copies(const Frame& from, std::uint32_t household, std::uint32_t copies);

  std::uint32_t households() const { return levels_.empty() ? 0 : levels_[0].rows; }
  const model::Model& model() const { return *model_; }
  const FrameLevel& level(model::EntityId entity) const { return levels_[entity.index]; }
  FrameLevel& level(model::EntityId entity) { return levels_[entity.index]; }
  const FactColumn& fact(model::FactId fact) const { return facts_[fact.index]; }
  FactColumn& fact(model::FactId fact) { return facts_[fact.index]; }
  /// For a row of an entity: the row of Household::entities, or of the block, that it came from; or
  /// no_row of a ghost.
  static constexpr std::uint32_t no_row = 0xFFFF'FFFF;
  std::uint32_t origin(model::EntityId entity, std::uint32_t row) const {
    return origins_[entity.index][row];
  }

 private:
  const model::Model* model_;
  std::vector<FrameLevel> levels_;  ///< by EntityId
  std::vector<FactColumn> facts_;   ///< by FactId
  std::vector<std::vector<std::uint32_t>> origins_;
};

}  // namespace entitle::run
