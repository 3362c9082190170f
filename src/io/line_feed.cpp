// Of a line that is too long only the beginning is held.
#include "io/line_feed.hpp"

#include <utility>

#include "text/encoding.hpp"

namespace entitle::io {
namespace {

bool is_blank_line(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

LineFeed::LineFeed(std::FILE* file, std::string_view begun, std::size_t longest)
    : buffer_(file, begun), longest_(longest) {
  buffer_.fill();
  if (buffer_.bytes().starts_with(text::byte_order_mark)) at_ = text::byte_order_mark.size();
}

std::size_t LineFeed::find_end() {
  std::size_t from = at_;
  for (;;) {
    const std::size_t found = buffer_.bytes().find('\n', from);
    if (found != std::string_view::npos) return found;
    buffer_.drop(std::exchange(at_, 0));
    buffer_.cut(longest_ + 1);
    from = buffer_.size();
    if (!buffer_.fill()) return buffer_.size();
  }
}

bool LineFeed::next(std::string_view& line) {
  for (;;) {
    if (at_ == buffer_.size() && !buffer_.fill()) return false;
    const std::size_t end = find_end();
    const std::size_t begin = at_;
    ++number_;
    at_ = end == buffer_.size() ? end : end + 1;
    line = buffer_.bytes().substr(begin, end - begin).substr(0, longest_ + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!is_blank_line(line)) return true;
  }
}

}  // namespace entitle::io
