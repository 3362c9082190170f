// The bytes of a file that were read and are still needed: filled from behind, piece by piece, and
// let go from the front. Whoever looks for lines or records in them keeps where it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string_view>

namespace entitle::io {

class FileBuffer {
 public:
  /// How many bytes are read at once.
  static constexpr std::size_t piece = std::size_t{1} << 20;

  /// `file` is read from where it is, behind what was read of it already.
  FileBuffer(std::FILE* file, std::string_view begun);

  /// Valid until the next call of what changes them.
  std::string_view bytes() const { return {held_.get(), size_}; }
  std::size_t size() const { return size_; }

  /// Reads a further piece; false at the end of the file, or where it cannot be read.
  bool fill();
  /// Lets the first so many bytes go.
  void drop(std::size_t bytes);
  /// Lets all but the first so many go.
  void cut(std::size_t bytes) { size_ = bytes < size_ ? bytes : size_; }

  bool failed() const { return failed_; }
  std::uint64_t bytes_read() const { return read_; }

 private:
  void make_room(std::size_t more);

  std::FILE* file_;
  std::unique_ptr<char[]> held_;
  std::size_t capacity_ = 0;
  std::size_t size_ = 0;
  std::uint64_t read_ = 0;
  bool ended_ = false;
  bool failed_ = false;
};

}  // namespace entitle::io
