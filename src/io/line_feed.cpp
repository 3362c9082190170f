// A buffer that is filled from behind. Of a line that is too long only the beginning is held.
#include "io/line_feed.hpp"

#include <utility>

#include "text/encoding.hpp"

namespace entitle::io {
namespace {

constexpr std::size_t piece = std::size_t{1} << 20;

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

LineFeed::LineFeed(std::FILE* file, std::string begun, std::size_t longest)
    : file_(file), buffer_(std::move(begun)), longest_(longest), read_(buffer_.size()) {
  fill();
  if (buffer_.starts_with(text::byte_order_mark)) at_ = text::byte_order_mark.size();
}

bool LineFeed::fill() {
  if (ended_) return false;
  const std::size_t held = buffer_.size();
  buffer_.resize(held + piece);
  const std::size_t got = std::fread(buffer_.data() + held, 1, piece, file_);
  buffer_.resize(held + got);
  read_ += got;
  if (got == 0) {
    ended_ = true;
    failed_ = std::ferror(file_) != 0;
  }
  return got > 0;
}

std::size_t LineFeed::find_end() {
  std::size_t from = at_;
  for (;;) {
    const std::size_t found = buffer_.find('\n', from);
    if (found != std::string::npos) return found;
    buffer_.erase(0, std::exchange(at_, 0));
    if (buffer_.size() > longest_ + 1) buffer_.resize(longest_ + 1);
    from = buffer_.size();
    if (!fill()) return buffer_.size();
  }
}

bool LineFeed::next(std::string_view& line) {
  for (;;) {
    if (at_ == buffer_.size() && !fill()) return false;
    const std::size_t end = find_end();
    const std::size_t begin = at_;
    ++number_;
    at_ = end == buffer_.size() ? end : end + 1;
    line = std::string_view(buffer_).substr(begin, end - begin).substr(0, longest_ + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!is_blank(line)) return true;
  }
}

}  // namespace entitle::io
