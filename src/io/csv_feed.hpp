// A CSV file read piece by piece: its header, then whole records as bytes, in constant memory. A
// record ends with its line, line breaks within quotes aside. What the cells mean, and bytes that
// are no UTF-8, are whoever reads the records' business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "io/file_buffer.hpp"

namespace entitle::io {

/// The bytes of one record without its line break.
struct CsvRecord {
  std::string_view bytes;
  std::uint64_t line = 0;   ///< where it begins, from 1
  std::uint32_t lines = 1;  ///< how many it takes
  bool quoted = false;      ///< a quotation mark stands in it
  bool closed = true;       ///< false: the file ended within quotes
};

/// Splits a record into cells: their text without quotes, trimmed where they are not quoted.
/// `scratch` holds what had to be rewritten and must outlive the cells.
void split_cells(const CsvRecord& record, std::vector<std::string_view>& cells,
                 std::vector<std::string>& scratch);
/// The text of one cell of a record, by its place from 0; empty where there are fewer.
std::string_view cell_at(const CsvRecord& record, std::size_t place, std::string& scratch);

class CsvFeed {
 public:
  /// `file` is read from where it is, behind what was read of it already.
  explicit CsvFeed(std::FILE* file, std::string_view begun = {});

  /// The next record, blank lines left out; null at the end. Valid until the next call of advance.
  const CsvRecord* peek();
  void advance();
  /// A record behind the next, counted from 1, as far as the buffer holds it; null beyond.
  const CsvRecord* ahead(std::size_t number);

  bool failed() const { return buffer_.failed(); }
  std::uint64_t bytes_read() const { return buffer_.bytes_read(); }
  bool is_gb18030() const { return gb18030_; }

 private:
  std::size_t next_quote(std::size_t from);
  bool scan(std::size_t from, std::uint64_t line, CsvRecord& record, std::size_t& next);

  FileBuffer buffer_;
  std::size_t at_ = 0;  ///< where the record of peek() begins
  std::uint64_t line_ = 1;
  std::size_t quote_ =
      0;  ///< the first behind where one was last looked for, or how far there is none
  bool gb18030_ = false;
  bool has_ = false;
  CsvRecord record_;
  std::size_t next_ = 0;  ///< where the record behind it begins
  CsvRecord ahead_;
};

}  // namespace entitle::io
