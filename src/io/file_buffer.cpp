// Room grows twofold, and is not cleared before it is read into.
#include "io/file_buffer.hpp"

#include <algorithm>
#include <cstring>

namespace entitle::io {

FileBuffer::FileBuffer(std::FILE* file, std::string_view begun) : file_(file), read_(begun.size()) {
  make_room(begun.size() + piece);
  std::copy(begun.begin(), begun.end(), held_.get());
  size_ = begun.size();
}

void FileBuffer::make_room(std::size_t more) {
  if (size_ + more <= capacity_) return;
  capacity_ = std::max(2 * capacity_, size_ + more);
  auto larger = std::make_unique_for_overwrite<char[]>(capacity_);
  std::copy_n(held_.get(), size_, larger.get());
  held_ = std::move(larger);
}

bool FileBuffer::fill() {
  if (ended_) return false;
  make_room(piece);
  const std::size_t got = std::fread(held_.get() + size_, 1, piece, file_);
  size_ += got;
  read_ += got;
  if (got == 0) {
    ended_ = true;
    failed_ = std::ferror(file_) != 0;
  }
  return got > 0;
}

void FileBuffer::drop(std::size_t bytes) {
  std::memmove(held_.get(), held_.get() + bytes, size_ - bytes);
  size_ -= bytes;
}

}  // namespace entitle::io
