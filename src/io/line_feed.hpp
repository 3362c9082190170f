// The lines of a file one after the other, in constant memory, without those that are blank. What
// stands in them, and bytes that are no UTF-8, are whoever reads them's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string_view>

#include "io/file_buffer.hpp"

namespace entitle::io {

class LineFeed {
 public:
  /// `file` is read from where it is, behind what was read of it already. Of a line longer than
  /// `longest` bytes one byte more than that is given.
  LineFeed(std::FILE* file, std::string_view begun, std::size_t longest);

  /// The next line that is not blank, without its line break; valid until the next call. False at
  /// the end.
  bool next(std::string_view& line);
  /// Which line that was, from 1.
  std::uint64_t number() const { return number_; }

  bool failed() const { return buffer_.failed(); }
  std::uint64_t bytes_read() const { return buffer_.bytes_read(); }

 private:
  /// Where the line that begins at at_ ends; the end of the buffer at the end of the file.
  std::size_t find_end();

  FileBuffer buffer_;
  std::size_t longest_;
  std::size_t at_ = 0;  ///< where the next line begins
  std::uint64_t number_ = 0;
};

}  // namespace entitle::io
