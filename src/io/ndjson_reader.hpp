// Reads households' profiles from lines of JSON straight into the rows of a block, by simdjson,
// where they are written in one of the usual forms. Anything else, and whatever is wrong, is for
// the reader of single profiles, which says so in its own words: a line is then as if not looked
// at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "io/block_rows.hpp"
#include "io/cell_text.hpp"
#include "io/intake.hpp"
#include "io/table_source.hpp"

namespace entitle::io {

/// threads: one at a time; each has its own.
class NdjsonReader {
 public:
  /// `cells` by FactId. All outlive it. No lines that are found together are longer than `longest`.
  NdjsonReader(const Intake& intake, const std::vector<CellText>& cells, bool ignore_extra,
               std::size_t longest, TableBlock& out, BlockRows& rows);
  ~NdjsonReader();
  NdjsonReader(const NdjsonReader&) = delete;
  NdjsonReader& operator=(const NdjsonReader&) = delete;

  /// Looks at some lines, which are then read in their order, by together() and by read(). Behind
  /// them stand a line break and JsonTokens::padding bytes of which the last are noughts.
  void find(std::string_view lines);
  /// Appends the households of as many of the next lines as are written like the one before them;
  /// of how many.
  std::uint32_t together(std::span<const std::string_view> lines);
  /// Appends the household of the next line. Lines stay where they are as long as it reads. False:
  /// nothing was appended.
  bool read(std::string_view line);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entitle::io
