// The answers of a piece before anything is made of them: the columns that were decided, with what
// rows are called by. Whoever writes rows or adds up reads these; answers one by one are made of
// them for whoever asks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entitle/batch.hpp"
#include "io/table_source.hpp"
#include "ruleset_impl.hpp"
#include "run/chunk.hpp"
#include "run/frame.hpp"

namespace entitle {
inline namespace v0 {

/// What is on record of a program for a recipient.
struct OnRecord {
  std::optional<bool> received;
  std::optional<Decimal> amount;
};

struct ENTITLE_INTERNAL AnswerColumns {
  const model::Model& model;
  const run::Frame& frame;
  const io::TableBlock& read;
  std::uint32_t from = 0;                          ///< the block's household that is the first here
  const std::vector<std::string>* keys = nullptr;  ///< of households without; null: theirs
  const std::vector<run::ProgramColumn>& programs;

  /// Rows of an entity that belong to one household.
  struct Rows {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  std::uint32_t households() const { return frame.households(); }
  /// By entity the rows of a household.
  void rows_of(std::uint32_t h, std::vector<Rows>& rows) const;
  bool rejected(std::uint32_t h) const { return read.rejected[from + h] != 0; }
  std::string_view key(std::uint32_t h) const {
    return keys != nullptr ? std::string_view((*keys)[from + h]) : read.keys[0][from + h];
  }
  /// The row's own key; empty where it has none.
  std::string_view key(model::EntityId entity, std::uint32_t row) const {
    const std::uint32_t origin = frame.origin(entity, row);
    const io::Keys& of = read.keys[entity.index];
    return origin < of.size() ? of[origin] : std::string_view();
  }
  const model::Rule& rule(std::uint32_t program) const { return model[model.programs[program]]; }
  /// Whether any record of a program is there.
  bool has_records(std::uint32_t program) const {
    return read.block.fact(rule(program).received).any_given();
  }
  OnRecord record(std::uint32_t program, std::uint32_t row) const;
};

/// Who made a piece, and has what it is made of.
class ENTITLE_INTERNAL BatchPiece::Source {
 public:
  virtual ~Source() = default;

  virtual std::span<const BatchAnswer> answers() = 0;
  virtual std::span<const Value> values() = 0;
  /// The columns, with the lines that refuse or without; nothing where there is more to write than
  /// stands in these, or they are of several runs: then answers() has it.
  virtual std::optional<AnswerColumns> columns(bool with_lines) = 0;
};

}  // namespace v0
}  // namespace entitle
