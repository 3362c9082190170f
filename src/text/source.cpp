// Source: looks through the bytes once for faults and line breaks, answers from what it found.
#include "text/source.hpp"

#include <algorithm>
#include <optional>

#include "text/encoding.hpp"
#include "text/utf8.hpp"

namespace entitle::text {

namespace {

std::vector<std::uint32_t> line_starts(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if ((text[i] == '\n' || text[i] == '\r') && !pair)
      starts.push_back(static_cast<std::uint32_t>(i + 1));
  }
  return starts;
}

// Of well-formed text; what comes before the first fault always is.
std::uint32_t quick_count(std::string_view text) {
  std::uint32_t n = 0;
  for (const char byte : text) n += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1U : 0U;
  return n;
}

}  // namespace

Source::Source(std::string name, std::string bytes, Language language, Form form)
    : name_(std::move(name)), bytes_(std::move(bytes)), language_(language), form_(form) {
  find_fault();
  lines_ = line_starts(text());
}

void Source::find_fault() {
  if (bytes_.size() > max_bytes) {
    fault_ = SourceFault::too_large;
    bytes_.clear();
    bytes_.shrink_to_fit();
    return;
  }
  if (is_office_document(bytes_)) {
    fault_ = SourceFault::office_document;
    bytes_.clear();
    return;
  }
  std::size_t broken = std::string_view::npos;
  SourceFault fault = SourceFault::invalid_utf8;
  if (form_ == Form::table && guess_encoding(bytes_) == Encoding::gb18030) {
    if (std::optional<Transcoded> read = from_gb18030(bytes_)) {
      original_ = std::move(bytes_);
      bytes_ = std::move(read->text);
      broken = read->fault;
      fault = SourceFault::invalid_gb18030;
    }
  }
  if (bytes_.starts_with(byte_order_mark)) mark_ = byte_order_mark.size();
  if (fault == SourceFault::invalid_utf8)
    broken = find_malformed(text());
  else if (broken != std::string_view::npos)
    broken -= mark_;
  const std::size_t nul = text().find('\0');
  if (std::min(broken, nul) == std::string_view::npos) return;
  fault_ = broken < nul ? fault : SourceFault::nul;
  fault_offset_ = static_cast<std::uint32_t>(std::min(broken, nul));
}

std::string_view Source::text(Span span) const noexcept {
  const std::uint32_t end = std::min(span.end, size());
  const std::uint32_t begin = std::min(span.begin, end);
  return text().substr(begin, end - begin);
}

Position Source::position(std::uint32_t offset) const {
  offset = std::min(offset, size());
  const auto after = std::upper_bound(lines_.begin(), lines_.end(), offset);
  const std::uint32_t line_begin = *(after - 1);
  return {static_cast<std::uint32_t>(after - lines_.begin()),
          quick_count(text({line_begin, offset})) + 1};
}

Span Source::line_span(std::uint32_t line) const {
  if (line == 0 || line > lines_.size()) return {size(), size()};
  const std::uint32_t begin = lines_[line - 1];
  std::uint32_t end = line < lines_.size() ? lines_[line] : size();
  const std::string_view all = text();
  while (end > begin && (all[end - 1] == '\n' || all[end - 1] == '\r')) --end;
  return {begin, end};
}

std::uint32_t Source::line_count() const { return static_cast<std::uint32_t>(lines_.size()); }

}  // namespace entitle::text
