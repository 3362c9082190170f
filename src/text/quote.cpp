// Finds line, column and the part of the line to quote.
#include "text/quote.hpp"

#include <algorithm>
#include <utility>

#include "text/utf8.hpp"

namespace entitle::text {

namespace {

constexpr std::size_t longest_quote = 120;
constexpr std::size_t before_place = 40;

// The byte offset `n` code points after `from`, or the end.
std::size_t advanced(std::string_view line, std::size_t from, std::size_t n) {
  for (; n > 0 && from < line.size(); --n) {
    const Decoded decoded = decode(line, from);
    from += decoded.length == 0 ? 1 : decoded.length;
  }
  return std::min(from, line.size());
}

// The byte offset `n` code points before `from`, or 0; `n` becomes how many there were.
std::size_t retreated(std::string_view line, std::size_t from, std::size_t& n) {
  std::size_t gone = 0;
  while (gone < n && from > 0) {
    --from;
    while (from > 0 && (static_cast<unsigned char>(line[from]) & 0xC0) == 0x80) --from;
    ++gone;
  }
  n = gone;
  return from;
}

}  // namespace

Label make_label(const Source& source, Span span, bool primary, std::string text) {
  Label label;
  span.begin = std::min(span.begin, source.size());
  span.end = std::clamp(span.end, span.begin, source.size());
  const Position begin = source.position(span.begin);
  const Span line_span = source.line_span(begin.line);
  const std::string_view line = source.text(line_span);
  Position end = begin;
  if (span.end > line_span.end)
    end = source.position(span.end);
  else
    end.column += static_cast<std::uint32_t>(count_code_points(source.text(span)));
  label.file = source.name();
  label.begin = span.begin;
  label.end = span.end;
  label.line = begin.line;
  label.column = begin.column;
  label.end_line = end.line;
  label.end_column = end.column;
  label.primary = primary;
  label.text = std::move(text);

  std::size_t first = 0;
  if (advanced(line, 0, longest_quote) < line.size()) {
    std::size_t shown = before_place;
    first =
        retreated(line, std::min<std::size_t>(span.begin - line_span.begin, line.size()), shown);
    label.quote_column = begin.column - static_cast<std::uint32_t>(shown);
  }
  const std::size_t last = advanced(line, first, longest_quote);
  label.quote = printable(line.substr(first, last - first));
  label.quote_ends_early = last < line.size();
  return label;
}

}  // namespace entitle::text
