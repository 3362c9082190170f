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

void JsonWriter::put(std::string_view text) {
  std::memcpy(out_.data() + size_, text.data(), text.size());
  size_ += text.size();
}

void JsonWriter::quoted(std::string_view text) {
  // Room for the worst: every byte an escape of six.
  room(text.size() * 6 + 2);
  put('"');
  std::size_t at = 0;
  while (at < text.size()) {
    constexpr std::size_t step = 8;
    if (at + step <= text.size() && !any_must_escape(text.data() + at)) {
      std::memcpy(out_.data() + size_, text.data() + at, step);
      size_ += step;
      at += step;
      continue;
    }
    const std::size_t end = std::min(text.size(), at + step);
    for (; at < end; ++at) {
      if (must_escape(text[at]))
        size_ += escape(text[at], out_.data() + size_);
      else
        put(text[at]);
    }
  }
  put('"');
}

void JsonWriter::new_line() {
  if (indent_ == 0) return;
  const std::size_t spaces = std::size_t{depth_} * indent_;
  room(spaces + 1);
  put('\n');
  std::memset(out_.data() + size_, ' ', spaces);
  size_ += spaces;
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (depth_ == 0) return;
  if (!empty_) {
    room(1);
    put(',');
  }
  new_line();
  empty_ = false;
}

JsonWriter& JsonWriter::key(std::string_view word) {
  before_value();
  room(word.size() + 4);
  put('"');
  put(word);
  put(std::string_view("\": ").substr(0, indent_ == 0 ? 2 : 3));
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::name(std::string_view text) {
  before_value();
  quoted(text);
  room(2);
  put(std::string_view(": ").substr(0, indent_ == 0 ? 1 : 2));
  after_key_ = true;
  return *this;
}

void JsonWriter::string(std::string_view text) {
  before_value();
  quoted(text);
}

void JsonWriter::word(std::string_view word) {
  before_value();
  room(word.size() + 2);
  put('"');
  put(word);
  put('"');
}

void JsonWriter::plain(std::string_view json) {
  before_value();
  room(json.size());
  put(json);
}

void JsonWriter::number(std::uint64_t number) {
  constexpr std::size_t longest = 20;
  before_value();
  room(longest);
  char* const begin = out_.data() + size_;
  size_ += static_cast<std::size_t>(std::to_chars(begin, begin + longest, number).ptr - begin);
}

void JsonWriter::open(char bracket) {
  before_value();
  room(1);
  put(bracket);
  ++depth_;
  empty_ = true;
}

void JsonWriter::close(char bracket) {
  --depth_;
  if (!empty_) new_line();
  room(1);
  put(bracket);
  empty_ = false;
}

std::string JsonWriter::take() {
  std::string out = std::move(out_);
  out.resize(size_);
  out_.clear();
  size_ = 0;
  empty_ = true;
  return out;
}

}  // namespace entitle::io
