// Puts comments and empty lines between lines.
#include "syntax/writer.hpp"

#include <utility>

namespace entitle::syntax {

void Writer::put(std::string_view text) {
  out_.append(indent_, ' ');
  out_ += text;
  out_ += '\n';
  fresh_ = false;
}

void Writer::empty_line() {
  if (!fresh_ && out_ != "\n" && !out_.ends_with("\n\n")) out_ += '\n';
}

void Writer::comments_before(std::uint32_t place, bool keep_empty_lines) {
  const auto& all = trivia_.comments();
  for (; next_ < all.size() && all[next_].span.begin < place; ++next_) {
    if (keep_empty_lines && all[next_].after_empty_line) empty_line();
    put(trivia_.text(all[next_].span));
  }
}

// A comment at the end of the line that ended at `place`, past the comma there.
void Writer::comment_behind(std::uint32_t place) {
  const auto& all = trivia_.comments();
  if (next_ == all.size() || !trivia_.only_commas_between(place, all[next_].span.begin)) return;
  out_.pop_back();
  out_ += "  ";
  out_ += trivia_.text(all[next_++].span);
  out_ += '\n';
}

void Writer::line(text::Span from, std::string_view text) {
  comments_before(from.begin, true);
  if (trivia_.empty_line_before(from.begin)) empty_line();
  comments_before(from.end, false);
  put(text);
  ++lines_;
  comment_behind(from.end);
}

void Writer::close(text::Span from, std::string_view text) {
  comments_before(from.begin, true);
  comments_before(from.end, false);
  outdent();
  put(text);
  ++lines_;
  comment_behind(from.end);
}

void Writer::begin_part() {
  part_ = out_.size();
  lines_ = 0;
}

void Writer::part_from_before() {
  if (part_ == 0 || out_.compare(part_, 1, "\n") == 0 ||
      std::string_view(out_).substr(0, part_).ends_with("\n\n"))
    return;
  out_.insert(part_, 1, '\n');
}

std::string Writer::take() && {
  comments_before(UINT32_MAX, true);
  return std::move(out_);
}

}  // namespace entitle::syntax
