// Lays out brackets, commas, line breaks and escapes.
#include "io/json_writer.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace entitle::io {
namespace {

bool must_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

// Whether any of eight bytes must be escaped: a control, a quotation mark or a backslash.
bool any_must_escape(const char* bytes) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t tops = 0x8080808080808080;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  const std::uint64_t quote = word ^ (ones * '"');
  const std::uint64_t backslash = word ^ (ones * '\\');
  const std::uint64_t control = word - ones * 0x20;
  return (((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) | (control & ~word)) & tops;
}

// The escape of one byte, and its length.
std::size_t escape(char c, char* out) {
  constexpr char digits[] = "0123456789abcdef";
  out[0] = '\\';
  switch (c) {
    case '\n':
      out[1] = 'n';
      return 2;
    case '\r':
      out[1] = 'r';
      return 2;
    case '\t':
      out[1] = 't';
      return 2;
    case '"':
    case '\\':
      out[1] = c;
      return 2;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  out[1] = 'u';
  out[2] = '0';
  out[3] = '0';
  out[4] = digits[byte >> 4U];
  out[5] = digits[byte & 0xFU];
  return 6;
}

}  // namespace

JsonWriter::JsonWriter(unsigned indent, std::size_t bytes) : indent_(indent), out_(bytes, '\0') {}

void JsonWriter::grow(std::size_t bytes) { out_.resize(std::max(out_.size() * 2, size_ + bytes)); }

void JsonWriter::quoted(std::string_view text) {
  // Room for the worst, every byte an escape of six, and what follows a string.
  room(text.size() * 6 + 4);
  put('"');
  constexpr std::size_t step = 8;
  const char* at = text.data();
  const char* const end = at + text.size();
  char* out = out_.data() + size_;
  while (at != end) {
    const auto left = static_cast<std::size_t>(end - at);
    if (left >= step && !any_must_escape(at)) {
      std::memcpy(out, at, step);
      at += step;
      out += step;
      continue;
    }
    // The last few bytes are written again with some before them, which were found plain.
    if (left < step && text.size() >= step && !any_must_escape(end - step)) {
      std::memcpy(out + left - step, end - step, step);
      out += left;
      break;
    }
    for (std::size_t i = 0; i < std::min(left, step); ++i, ++at) {
      if (must_escape(*at))
        out += escape(*at, out);
      else
        *out++ = *at;
    }
  }
  size_ = static_cast<std::size_t>(out - out_.data());
  put('"');
}

void JsonWriter::new_line() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (depth_ != 0) line_break();
}

void JsonWriter::line_break() {
  const std::size_t spaces = std::size_t{depth_} * indent_;
  room(spaces + 1);
  put('\n');
  std::memset(out_.data() + size_, ' ', spaces);
  size_ += spaces;
}

JsonWriter& JsonWriter::name(std::string_view text) {
  before_value();
  quoted(text);
  room(2);
  colon();
  return *this;
}

void JsonWriter::string(std::string_view text) {
  before_value();
  quoted(text);
  put(',');
}

void JsonWriter::plain(std::string_view json) {
  before_value();
  room(json.size() + 1);
  put(json);
  put(',');
}

void JsonWriter::number(std::uint64_t number) {
  constexpr std::size_t longest = 20;
  before_value();
  room(longest + 1);
  char* const begin = out_.data() + size_;
  size_ += static_cast<std::size_t>(std::to_chars(begin, begin + longest, number).ptr - begin);
  put(',');
}

void JsonWriter::close(char bracket) {
  --depth_;
  if (out_[size_ - 1] == ',') {
    --size_;
    if (indent_ != 0) line_break();
  }
  room(2);
  put(bracket);
  put(',');
}

std::string JsonWriter::take() {
  std::string out = std::move(out_);
  out.resize(size_ == 0 ? 0 : size_ - 1);
  out_.clear();
  size_ = 0;
  return out;
}

}  // namespace entitle::io
