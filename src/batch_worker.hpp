// Reads and decides the pieces of a batch, one after the other: what one thread needs, its own
// memory, everything else shared. Which piece comes next, and where answers go, is not its matter.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "batch_answers.hpp"
#include "batch_impl.hpp"
#include "batch_totals.hpp"
#include "entitle/batch.hpp"
#include "explain/columns.hpp"
#include "io/table_source.hpp"
#include "ruleset_impl.hpp"
#include "run/chunk.hpp"

namespace entitle {
inline namespace v0 {

class ENTITLE_INTERNAL BatchWorker final : public BatchPiece::Source {
  const Batch::Impl& batch_;
  const model::Model& model_;

 public:
  explicit BatchWorker(const Batch::Impl& batch);

  io::RawTables raw;
  std::uint64_t number = 0;  ///< of the piece
  std::uint64_t first = 0;   ///< its first household
  BatchPiece piece;
  std::string bytes;

  /// Fills the piece from the raw rows.
  void decide();
  /// The whole determinations of the first households that were decided, at most so many; how many
  /// there were. False where the sink wants no more.
  bool explain(const BatchSink& sink, std::uint64_t most, std::uint64_t& explained);

  std::span<const BatchAnswer> answers() override;
  std::span<const Value> values() override;
  std::optional<AnswerColumns> columns(bool with_lines) override;

  Totals totals{batch_.rules(), batch_.group};

 private:
  /// The rules as they are decided for households that supply certain definitions.
  struct Supplied {
    std::vector<model::DefinitionId> definitions;
    std::shared_ptr<const Ruleset::Impl::Supplying> supplying;
    std::unique_ptr<run::ChunkDecider> chunk;
  };

  /// Of the definitions that may be supplied here, those that a household does supply.
  std::vector<model::DefinitionId> supplied_by(std::uint32_t household) const;
  void decide(const std::vector<model::DefinitionId>& supplied, std::uint32_t from,
              std::uint32_t to);
  run::Decider& decider();
  Profile::Impl single(std::uint32_t h) const;
  /// Households without a key are called by their number.
  void number_keys(std::uint32_t households);
  std::string_view key(std::uint32_t household) const;
  /// A household that contradicts itself is decided by itself, for what there is to tell.
  void contradictions(std::uint32_t to);
  AnswerColumns columns(const std::vector<run::ProgramColumn>& programs) const;
  /// Answers one by one, of the households decided last.
  void collect();
  void household(const run::Frame& frame, std::uint32_t h);
  /// The rows of an entity that belong to one household of the chunk.
  std::pair<std::uint32_t, std::uint32_t> rows(const run::Frame& frame, model::EntityId entity,
                                               std::uint32_t h) const;
  void answer(const run::Frame& frame, model::EntityId entity, std::uint32_t p, std::uint32_t h,
              std::uint32_t r, std::uint32_t place);
  void recipient(BatchAnswer& made, const run::Frame& frame, model::EntityId entity,
                 std::uint32_t r, std::uint32_t place) const;
  void values(const run::Frame& frame, explain::Spot spot);
  /// The lines of the settlement of which somebody receives something, or may.
  void lines(const run::Frame& frame, std::uint32_t h);

  io::TableBlock read_;
  std::vector<model::DefinitionId> may_supply_;  ///< in this piece, ascending
  std::vector<Supplied> supplied_;               ///< those met last
  run::ChunkDecider* chunk_ = nullptr;           ///< for the households at hand
  const plan::Plan* plan_ = nullptr;
  std::uint32_t from_ = 0;  ///< the first of them
  bool collected_ = false;  ///< the answers of the piece have been made
  run::DecideOptions options_;
  std::unique_ptr<run::Decider> decider_;
  std::vector<std::string> keys_;
  std::vector<BatchAnswer> answers_;
  std::vector<Value> values_;           ///< the columns of each
  std::vector<std::uint32_t> decided_;  ///< the households, where some are explained
  std::vector<BatchRejection> rejections_;
};

}  // namespace v0
}  // namespace entitle
