// UTF-8 by hand for what is read byte by byte; widths and the nature of letters from utf8proc's
// tables.
#include "text/utf8.hpp"

#include <utf8proc.h>

namespace entitle::text {

namespace {

constexpr bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

bool is_letter(utf8proc_category_t category) {
  switch (category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
      return true;
    default:
      return false;
  }
}

// Jamo join into syllables that have code points of their own.
bool is_joining_jamo(char32_t c) {
  return (c >= 0x1100 && c <= 0x11FF) || (c >= 0xA960 && c <= 0xA97F) ||
         (c >= 0xD7B0 && c <= 0xD7FF);
}

// Whether normalisation (composed, compatibility) leaves this one code point as it is.
bool stands_for_itself(char32_t c, const utf8proc_property_t& property) {
  if (property.decomp_type != 0 || property.ignorable) return false;
  constexpr utf8proc_ssize_t most = 8;
  constexpr auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE);
  const auto wanted = static_cast<utf8proc_int32_t>(c);
  utf8proc_int32_t parts[most] = {};
  int last_boundary = 0;
  const utf8proc_ssize_t n = utf8proc_decompose_char(wanted, parts, most, options, &last_boundary);
  if (n < 1 || n > most) return false;
  return utf8proc_normalize_utf32(parts, n, options) == 1 && parts[0] == wanted;
}

}  // namespace

Decoded decode(std::string_view bytes, std::size_t offset) noexcept {
  if (offset >= bytes.size()) return {};
  const auto byte = [&](std::size_t i) -> unsigned char {
    return offset + i < bytes.size() ? static_cast<unsigned char>(bytes[offset + i]) : 0;
  };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const auto bits = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3F); };
  if (first >= 0xC2 && first <= 0xDF && is_continuation(byte(1)))
    return {(static_cast<char32_t>(first & 0x1F) << 6) | bits(1), 2};
  if ((first & 0xF0) == 0xE0 && is_continuation(byte(1)) && is_continuation(byte(2))) {
    const char32_t c = (static_cast<char32_t>(first & 0x0F) << 12) | (bits(1) << 6) | bits(2);
    if (c >= 0x800 && (c < 0xD800 || c > 0xDFFF)) return {c, 3};
  }
  if ((first & 0xF8) == 0xF0 && is_continuation(byte(1)) && is_continuation(byte(2)) &&
      is_continuation(byte(3))) {
    const char32_t c =
        (static_cast<char32_t>(first & 0x07) << 18) | (bits(1) << 12) | (bits(2) << 6) | bits(3);
    if (c >= 0x10000 && c <= 0x10FFFF) return {c, 4};
  }
  return {};
}

std::size_t find_malformed(std::string_view bytes) noexcept {
  std::size_t i = 0;
  while (i < bytes.size()) {
    if (static_cast<unsigned char>(bytes[i]) < 0x80) {
      ++i;
      continue;
    }
    const Decoded decoded = decode(bytes, i);
    if (decoded.length == 0) return i;
    i += decoded.length;
  }
  return std::string_view::npos;
}

void append(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = U'\uFFFD';
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

std::size_t count_code_points(std::string_view bytes) noexcept {
  std::size_t n = 0;
  for (std::size_t i = 0; i < bytes.size(); ++n) {
    const Decoded decoded = decode(bytes, i);
    i += decoded.length == 0 ? 1 : decoded.length;
  }
  return n;
}

std::string clipped(std::string_view bytes, std::size_t most) {
  std::size_t i = 0;
  for (std::size_t n = 0; n < most && i < bytes.size(); ++n) {
    const Decoded decoded = decode(bytes, i);
    i += decoded.length == 0 ? 1 : decoded.length;
  }
  std::string out(bytes.substr(0, i));
  if (i < bytes.size()) out += "…";
  return out;
}

std::string_view trimmed(std::string_view bytes) noexcept {
  constexpr std::string_view spaces[] = {" ", "\t", "\u3000", "\u00A0"};
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view space : spaces) {
      if (bytes.starts_with(space))
        bytes.remove_prefix(space.size());
      else if (bytes.ends_with(space))
        bytes.remove_suffix(space.size());
      else
        continue;
      found = true;
    }
  }
  return bytes;
}

std::string printable(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (const char32_t c : CodePoints(bytes)) {
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    const bool turns_text = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
                            c == 0x200E || c == 0x200F || c == 0x2028 || c == 0x2029;
    append(out, (control && c != U'\t') || turns_text ? U'\uFFFD' : c);
  }
  return out;
}

int display_width(char32_t c) noexcept {
  if (c >= 0x20 && c < 0x7F) return 1;
  if (c > 0x10FFFF) return 1;
  return utf8proc_charwidth(static_cast<utf8proc_int32_t>(c));
}

std::size_t display_width(std::string_view bytes) noexcept {
  std::size_t width = 0;
  for (const char32_t c : CodePoints(bytes)) width += static_cast<std::size_t>(display_width(c));
  return width;
}

bool is_han(char32_t c) noexcept {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
         c == 0x3005 || (c >= 0x20000 && c <= 0x2FFFF && is_identifier_start(c)) ||
         (c >= 0x30000 && c <= 0x3FFFF && is_identifier_start(c));
}

bool is_identifier_start(char32_t c) noexcept {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  if ((c >= 0x4E00 && c <= 0x9FA5) || c == 0x3007) return true;
  if (c > 0x10FFFF || is_joining_jamo(c)) return false;
  const utf8proc_property_t& property = *utf8proc_get_property(static_cast<utf8proc_int32_t>(c));
  return is_letter(static_cast<utf8proc_category_t>(property.category)) &&
         stands_for_itself(c, property);
}

bool is_identifier_continue(char32_t c) noexcept {
  return (c >= '0' && c <= '9') || is_identifier_start(c);
}

bool is_identifier(std::string_view bytes) noexcept {
  const Decoded first = decode(bytes, 0);
  if (first.length == 0 || !is_identifier_start(first.code_point)) return false;
  for (const char32_t c : CodePoints(bytes))
    if (!is_identifier_continue(c)) return false;
  return true;
}

}  // namespace entitle::text
