// The answers of a program over a chunk, read out of the columns of its nodes: statuses and amounts
// of everybody, or the list of those who qualify for certain.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "entitle/determination.hpp"
#include "plan/plan.hpp"
#include "run/frame.hpp"
#include "run/machine.hpp"

namespace entitle::run {

/// The answers of one program: a row for each row of its entity in the chunk's frame.
struct ProgramColumn {
  static constexpr std::uint16_t no_line = 0xFFFF;
  std::vector<StatusSet> status;  ///< empty: of somebody not listed, and nothing to be told
  /// Amounts given it qualifies, where it may and the program has one; else 0. Without `most` it is
  /// `least` in every row.
  std::vector<std::int64_t> least;
  std::vector<std::int64_t> most;
  std::vector<std::uint8_t> unsettled;  ///< 1: undecided when the limit of parts was reached;
                                        ///< empty: none
  /// Which line of the program's condition refuses for certain, the first of them, by its place in
  /// the block; no_line where none does alone.
  std::vector<std::uint16_t> refused_by;

  std::int64_t most_of(std::uint32_t row) const { return most.empty() ? least[row] : most[row]; }
  bool settled(std::uint32_t row) const { return unsettled.empty() || unsettled[row] == 0; }
  /// Gives every row an end and a mark of its own.
  void spell_out();
};

/// Where the answers of a program go: a row for each row of its entity in the chunk's frame, as in
/// ProgramColumn.
struct AnswerRows {
  StatusSet* status = nullptr;
  std::int64_t* least = nullptr;  ///< null: amounts are not wanted
  std::int64_t* most = nullptr;   ///< null: of amounts only `least` is
};

/// A recipient who qualifies for certain.
struct Hit {
  std::int64_t amount = 0;  ///< at least; 0 where the program has none
  std::uint32_t row = 0;    ///< of the program's entity in the block
  std::uint32_t program = 0;
  friend bool operator==(const Hit&, const Hit&) = default;
};

/// Hits in a buffer that keeps its room.
class HitList {
 public:
  void clear() { size_ = 0; }
  /// Keeps the first so many, as many as there are at least.
  void shrink(std::size_t size) { size_ = size; }
  std::span<const Hit> view() const { return {buffer_.get(), size_}; }
  std::span<Hit> from(std::size_t first) { return {buffer_.get() + first, size_ - first}; }
  /// Room behind the hits for so many more; what was written there is kept by grow().
  Hit* room(std::size_t more) {
    if (size_ + more > capacity_) {
      capacity_ = std::max(size_ + more, 2 * capacity_);
      auto larger = std::make_unique_for_overwrite<Hit[]>(capacity_);
      std::copy_n(buffer_.get(), size_, larger.get());
      buffer_ = std::move(larger);
    }
    return buffer_.get() + size_;
  }
  void grow(const Hit* end) { size_ = static_cast<std::size_t>(end - buffer_.get()); }

 private:
  std::unique_ptr<Hit[]> buffer_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

/// The statuses of so many rows of a program, by bounds. Returns whether one is open.
bool read_statuses(const Machine& machine, const plan::Plan& plan,
                   const plan::ProgramNodes& program, std::uint32_t rows,
                   std::vector<StatusSet>& out);

/// By bounds. Returns whether an answer is open.
bool read_answers(const Machine& machine, const plan::Plan& plan, const plan::ProgramNodes& program,
                  const FrameLevel& level, ProgramColumn& out);

/// Writes the answers of a program, past the caches: whoever asks for those of many rows does not
/// read them at once. finish_copies() before anybody does.
void write_answers(const Machine& machine, const plan::Plan& plan,
                   const plan::ProgramNodes& program, const FrameLevel& level,
                   const AnswerRows& out);
/// The same out of columns that were read, and perhaps settled, already.
void write_answers(const ProgramColumn& column, const AnswerRows& out);

/// Appends who of a program's listed rows qualifies for certain, by bounds. Their rows are those of
/// the frame, `first` the number of the first of them.
void read_hits(const Machine& machine, const plan::Plan& plan, std::uint32_t program,
               const FrameLevel& level, std::uint32_t first, HitList& out);
/// The same out of columns that were read, and perhaps settled, already.
void read_hits(const ProgramColumn& column, std::uint32_t program, const FrameLevel& level,
               std::uint32_t first, HitList& out);

/// Whether every row has one status.
bool all_decided(const Machine& machine, const plan::ProgramNodes& program);

}  // namespace entitle::run
