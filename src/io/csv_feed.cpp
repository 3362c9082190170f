// Records are looked for in the bytes that were read, and never copied. Quotation marks, which few
// files have, are looked for ahead of them all.
#include "io/csv_feed.hpp"

#include <algorithm>
#include <cstring>

#include "text/encoding.hpp"
#include "text/utf8.hpp"

namespace entitle::io {
namespace {

const char* find(const char* from, const char* end, char c) {
  return static_cast<const char*>(std::memchr(from, c, static_cast<std::size_t>(end - from)));
}

bool is_blank(std::string_view bytes) {
  return bytes.find_first_not_of(" \t") == std::string_view::npos;
}

/// One quoted or plain cell from `at`; `at` then stands at the comma or the end.
std::string_view take_cell(std::string_view bytes, std::size_t& at, std::string& scratch) {
  std::size_t begin = at;
  while (begin < bytes.size() && (bytes[begin] == ' ' || bytes[begin] == '\t')) ++begin;
  if (begin == bytes.size() || bytes[begin] != '"') {
    const std::size_t comma = bytes.find(',', at);
    const std::size_t end = comma == std::string_view::npos ? bytes.size() : comma;
    const std::string_view cell = text::trimmed(bytes.substr(at, end - at));
    at = end;
    return cell;
  }
  std::size_t here = begin + 1;
  bool rewritten = false;
  scratch.clear();
  std::size_t from = here;
  for (; here < bytes.size(); ++here) {
    if (bytes[here] != '"') continue;
    if (here + 1 >= bytes.size() || bytes[here + 1] != '"') break;
    scratch.append(bytes, from, here + 1 - from);
    rewritten = true;
    from = here + 2;
    ++here;
  }
  const std::string_view last =
      bytes.substr(std::min(from, bytes.size()), here - std::min(from, here));
  std::string_view cell = last;
  if (rewritten) {
    scratch += last;
    cell = scratch;
  }
  const std::size_t comma = bytes.find(',', std::min(here + 1, bytes.size()));
  at = comma == std::string_view::npos ? bytes.size() : comma;
  return cell;
}

}  // namespace

void split_cells(const CsvRecord& record, std::vector<std::string_view>& cells,
                 std::vector<std::string>& scratch) {
  cells.clear();
  for (std::size_t at = 0;; ++at) {
    if (scratch.size() <= cells.size()) scratch.resize(2 * cells.size() + 8);
    cells.push_back(take_cell(record.bytes, at, scratch[cells.size()]));
    if (at >= record.bytes.size()) return;
  }
}

std::string_view cell_at(const CsvRecord& record, std::size_t place, std::string& scratch) {
  std::size_t at = 0;
  for (std::size_t i = 0;; ++i, ++at) {
    const std::string_view cell = take_cell(record.bytes, at, scratch);
    if (i == place) return cell;
    if (at >= record.bytes.size()) return {};
  }
}

CsvFeed::CsvFeed(std::FILE* file, std::string_view begun) : buffer_(file, begun) {
  buffer_.fill();
  const std::string_view bytes = buffer_.bytes();
  if (bytes.starts_with(text::byte_order_mark)) at_ = text::byte_order_mark.size();
  // Of the first piece only whole lines tell: a character may be cut at its end.
  gb18030_ = text::guess_encoding(bytes.substr(0, bytes.rfind('\n'))) == text::Encoding::gb18030;
}

/// The first quotation mark that is not before `from`, or the end of what was read. Who goes back
/// looks for it anew.
std::size_t CsvFeed::next_quote(std::size_t from) {
  const std::string_view bytes = buffer_.bytes();
  quote_ = std::max(quote_, from);
  if (quote_ < bytes.size() && bytes[quote_] != '"')
    quote_ = std::min(bytes.find('"', quote_), bytes.size());
  return quote_;
}

/// Finds the record that begins at `from`; blank lines before it are skipped.
bool CsvFeed::scan(std::size_t from, std::uint64_t line, CsvRecord& record, std::size_t& next) {
  for (;;) {
    std::size_t stop = std::string::npos;
    // What is found moves when the buffer grows, so the record is looked for again.
    do {
      const char* const data = buffer_.bytes().data();
      const char* const end = data + buffer_.size();
      const char* const begin = data + from;
      const char* found = begin == end ? nullptr : find(begin, end, '\n');
      record.line = line;
      record.lines = 1;
      record.closed = true;
      record.quoted = data + next_quote(from) < (found == nullptr ? end : found);
      if (record.quoted) {
        // Quotes open and close in turn; a doubled one closes and opens again.
        bool open = false;
        for (found = begin; found != end && (open || *found != '\n'); ++found) {
          if (*found == '"') open = !open;
          if (*found == '\n') ++record.lines;
        }
        record.closed = !open;
        if (found == end) found = nullptr;
      }
      stop = found == nullptr ? std::string::npos : static_cast<std::size_t>(found - data);
    } while (stop == std::string::npos && buffer_.fill());
    const bool last = stop == std::string::npos;
    if (last) stop = buffer_.size();
    if (last && stop == from) return false;
    std::size_t size = stop - from;
    if (size > 0 && buffer_.bytes()[stop - 1] == '\r') --size;
    record.bytes = buffer_.bytes().substr(from, size);
    next = last ? stop : stop + 1;
    if (!is_blank(record.bytes)) return true;
    if (last) return false;
    from = next;
    line += record.lines;
  }
}

const CsvRecord* CsvFeed::peek() {
  if (has_) return &record_;
  if (at_ >= FileBuffer::piece) {
    buffer_.drop(at_);
    quote_ -= std::min(quote_, at_);
    at_ = 0;
  }
  has_ = scan(at_, line_, record_, next_);
  return has_ ? &record_ : nullptr;
}

void CsvFeed::advance() {
  if (!has_) return;
  at_ = next_;
  line_ = record_.line + record_.lines;
  has_ = false;
}

const CsvRecord* CsvFeed::ahead(std::size_t number) {
  if (peek() == nullptr) return nullptr;
  std::size_t from = next_;
  std::uint64_t line = record_.line + record_.lines;
  const auto offset = static_cast<std::size_t>(record_.bytes.data() - buffer_.bytes().data());
  const std::size_t quote = quote_;
  bool there = true;
  for (std::size_t i = 0; i < number && there; ++i) {
    there = scan(from, line, ahead_, from);
    line = ahead_.line + ahead_.lines;
  }
  // The buffer may have grown, at the end of the file too.
  record_.bytes = buffer_.bytes().substr(offset, record_.bytes.size());
  quote_ = quote;
  return there ? &ahead_ : nullptr;
}

}  // namespace entitle::io
