// Lays out brackets, commas, line breaks and escapes.
#include "io/json_writer.hpp"

#include <array>
#include <utility>

namespace entitle::io {
namespace {

// Bytes that a JSON string may not hold as they are.
constexpr std::array<bool, 256> must_escape = [] {
  std::array<bool, 256> escape{};
  for (std::size_t c = 0; c < 0x20; ++c) escape[c] = true;
  escape['"'] = escape['\\'] = true;
  return escape;
}();

void append_escape(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  constexpr char digits[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  out += "\\u00";
  out += digits[byte >> 4U];
  out += digits[byte & 0xFU];
}

}  // namespace

void JsonWriter::quoted(std::string_view text) {
  out_ += '"';
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!must_escape[static_cast<unsigned char>(text[i])]) continue;
    out_ += text.substr(plain, i - plain);
    append_escape(out_, text[i]);
    plain = i + 1;
  }
  out_ += text.substr(plain);
  out_ += '"';
}

void JsonWriter::new_line() {
  if (indent_ == 0) return;
  out_ += '\n';
  out_.append(std::size_t{depth_} * indent_, ' ');
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (depth_ == 0) return;
  if (!empty_) out_ += ',';
  new_line();
  empty_ = false;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  before_value();
  quoted(name);
  out_ += indent_ == 0 ? ":" : ": ";
  after_key_ = true;
  return *this;
}

void JsonWriter::string(std::string_view text) {
  before_value();
  quoted(text);
}

void JsonWriter::raw(std::string_view json) {
  before_value();
  out_ += json;
}

void JsonWriter::open(char bracket) {
  before_value();
  out_ += bracket;
  ++depth_;
  empty_ = true;
}

void JsonWriter::close(char bracket) {
  --depth_;
  if (!empty_) new_line();
  out_ += bracket;
  empty_ = false;
}

std::string JsonWriter::take() {
  empty_ = true;
  return std::exchange(out_, {});
}

}  // namespace entitle::io
