// Values of one fact as a table writes them: what stands in a cell, read into the fact's column.
// The usual spellings go by a fast path; whatever else a person may have written (a range, several
// choices, "1,234.50 元", an unknown) and every mistake goes through the Intake, like a profile's.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "io/intake.hpp"
#include "model/model.hpp"
#include "run/frame.hpp"

namespace entitle::io {

/// What a yes or a no is written as in a table, in either language.
std::optional<bool> yes_no_word(std::string_view text);
/// Whether the cell of a record says how much is received, rather than yes, no or nothing.
bool says_amount(std::string_view text);

class CellText {
 public:
  CellText(const Intake& intake, model::FactId fact);

  /// Reads the cell that begins at `at`, and appends its value to the column, if it is written
  /// plainly and ends with a comma or the line. Returns its end; null where it is for slow(), and
  /// nothing was appended. Sixteen bytes behind `end` may be read.
  const char* fast(const char* at, const char* end, run::FactColumn& column) const;
  /// Reads the whole text of a cell; what is refused is appended as not known.
  Refused slow(std::string_view text, run::FactColumn& column) const;

  /// The number written plainly from `at` on - digits, at most four of them behind a point - in
  /// units. Returns where it ends; null where it is written otherwise or the fact does not take it.
  const char* number(const char* at, const char* end, std::int64_t& units) const;
  /// The choice that is spelt so, of spellings of at most 16 bytes; no_choice: it is not. Sixteen
  /// bytes from `at` on are read.
  static constexpr std::uint32_t no_choice = 0xFFFF'FFFF;
  std::uint32_t choice(const char* at, std::size_t length) const;

  model::FactId fact() const { return fact_; }
  value::Kind kind() const { return kind_; }
  bool is_number() const {
    return kind_ != value::Kind::yes_no && kind_ != value::Kind::choice &&
           kind_ != value::Kind::text && kind_ != value::Kind::date;
  }
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
  static std::size_t hash(std::uint64_t first, std::uint64_t second, std::uint32_t length);
  const Spelling* find(std::uint64_t first, std::uint64_t second, std::uint32_t length) const;
  Refused read(std::string_view text, run::Cell& cell) const;
  Refused read_number(std::string_view text, run::Cell& cell) const;

  const Intake& intake_;
  model::FactId fact_;
  value::Kind kind_{};
  value::Interval range_;
  std::int64_t step_ = 1;
  std::int64_t whole_ = 1;       ///< units of 1
  unsigned decimals_ = 0;        ///< digits that may stand behind the point in the fast path
  std::vector<Spelling> table_;  ///< of choices, open addressing; its size a power of two
};

}  // namespace entitle::io
