// Values of one fact as a table writes them: what stands in a cell, read into the fact's column.
// The usual spellings go by a fast path; whatever else a person may have written (a range, several
// choices, "1,234.50 元", an unknown) and every mistake goes through the Intake, like a profile's.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "io/intake.hpp"
#include "io/short_text.hpp"
#include "model/model.hpp"
#include "run/frame.hpp"

namespace entitle::io {

/// What a yes or a no is written as in a table, in either language.
std::optional<bool> yes_no_word(std::string_view text);
/// Whether the cell of a record says how much is received, rather than yes, no or nothing.
bool says_amount(std::string_view text);

/// Cells of one column in some rows: each stands behind one separator and before the next, or, of
/// JSON, at one token and before the next. 16 bytes behind the last are readable.
struct CellRun {
  const char* bytes = nullptr;
  const std::uint32_t* ends = nullptr;       ///< places of separators; UINT32_MAX before the first
  std::span<const std::uint32_t> rows = {};  ///< by row: the separator before its cell
  bool json = false;
};

class CellText {
 public:
  CellText(const Intake& intake, model::FactId fact);

  /// Reads the cell that begins at `at`, and appends its value to the column, if it is written
  /// plainly and ends with a comma or the line. Returns its end; null where it is for slow(), and
  /// nothing was appended. Sixteen bytes behind `end` may be read.
  const char* fast(const char* at, const char* end, run::FactColumn& column) const;
  /// Appends the values of cells as far as they are written plainly; of how many.
  std::size_t plain(const CellRun& cells, run::FactColumn& column) const;
  /// Reads the whole text of a cell; what is refused is appended as not known.
  Refused slow(std::string_view text, run::FactColumn& column) const;

  /// The number written plainly from `at` on - digits, at most four of them behind a point - in
  /// units. Returns where it ends; null where it is written otherwise or the fact does not take it.
  const char* number(const char* at, const char* end, std::int64_t& units) const;
  /// What a number is stored as that is written more plainly still, and is taken; eight bytes
  /// behind it are readable.
  bool number(const char* at, std::size_t length, std::int64_t& stored) const {
    return plain_.read(at, length, stored);
  }
  /// The choice that is spelt so, of spellings of at most 16 bytes; no_choice: it is not. Sixteen
  /// bytes from `at` on are read.
  static constexpr std::uint32_t no_choice = 0xFFFF'FFFF;
  std::uint32_t choice(const char* at, std::size_t length) const {
    if (length > longest_spelling) return no_choice;
    const Spelling* const found =
        find(first_bytes(at, length), length > 8 ? first_bytes(at + 8, length - 8) : 0,
             static_cast<std::uint32_t>(length));
    return found == nullptr ? no_choice : found->choice;
  }

  model::FactId fact() const { return fact_; }
  value::Kind kind() const { return kind_; }
  bool is_number() const {
    return kind_ != value::Kind::yes_no && kind_ != value::Kind::choice &&
           kind_ != value::Kind::text && kind_ != value::Kind::date;
  }
  /// What fits(), in units, and the step that it is a multiple of.
  value::Interval range() const { return range_; }
  std::int64_t step() const { return step_; }
  bool fits(std::int64_t units) const {
    return units >= range_.lo && units <= range_.hi && (step_ == 1 || units % step_ == 0);
  }

 private:
  /// A choice's spelling of at most 16 bytes.
  struct Spelling {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    std::uint32_t length = 0;
    std::uint32_t choice = 0;
  };
  static constexpr std::size_t longest_spelling = 16;
  static std::size_t hash(std::uint64_t first, std::uint64_t second, std::uint32_t length) {
    return static_cast<std::size_t>(
        ((first ^ std::rotl(second, 29) ^ length) * 0x9E37'79B9'7F4A'7C15ULL) >> 40);
  }
  const Spelling* find(std::uint64_t first, std::uint64_t second, std::uint32_t length) const {
    for (std::size_t at = hash(first, second, length) & mask_; table_[at].length != 0;
         at = (at + 1) & mask_) {
      const Spelling& one = table_[at];
      if (one.first == first && one.second == second && one.length == length) return &one;
    }
    return nullptr;
  }
  std::size_t truths(const CellRun& cells, void* into) const;
  template <class Code>
  std::size_t codes(const CellRun& cells, void* into) const;
  template <class Stored>
  std::size_t numbers(const CellRun& cells, void* into) const;
  Refused read(std::string_view text, run::Cell& cell) const;
  Refused read_number(std::string_view text, run::Cell& cell) const;

  const Intake& intake_;
  model::FactId fact_;
  value::Kind kind_{};
  value::Interval range_;
  std::int64_t step_ = 1;
  std::int64_t whole_ = 1;  ///< units of 1
  PlainNumber plain_;
  unsigned decimals_ = 0;        ///< digits that may stand behind the point in the fast path
  std::vector<Spelling> table_;  ///< of choices, open addressing; its size a power of two
  std::size_t mask_ = 0;         ///< one less
};

}  // namespace entitle::io
