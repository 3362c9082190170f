// How the cells and values of answers are written, in CSV and in JSON.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "entitle/decimal.hpp"

namespace entitle::io {

/// No amount or number takes more bytes.
inline constexpr std::size_t longest_number = 32;

inline char* write_number(std::uint64_t value, char* to) {
  return std::to_chars(to, to + longest_number, value).ptr;
}

/// Two decimals, more where there are more.
inline char* write_amount(Decimal value, char* to) {
  const std::int64_t units = value.units();
  if (units < 0 || units % 100 != 0) {
    const std::string text = value.to_string(2);
    return std::copy(text.begin(), text.end(), to);
  }
  to = write_number(static_cast<std::uint64_t>(units / Decimal::scale), to);
  const auto fen = static_cast<char>(units % Decimal::scale / 100);
  *to++ = '.';
  *to++ = static_cast<char>('0' + fen / 10);
  *to++ = static_cast<char>('0' + fen % 10);
  return to;
}

inline void append_number(std::uint64_t value, std::string& out) {
  std::array<char, longest_number> text{};
  out.append(text.data(), write_number(value, text.data()));
}

inline void append_amount(Decimal value, std::string& out) {
  std::array<char, longest_number> text{};
  out.append(text.data(), write_amount(value, text.data()));
}

inline void append_csv(std::string_view text, std::string& out) {
  const auto plain = [](char c) { return c != ',' && c != '"' && c != '\r' && c != '\n'; };
  if (std::ranges::all_of(text, plain) &&
      (text.empty() || (text.front() != ' ' && text.back() != ' '))) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

inline void append_json(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      constexpr char hex[] = "0123456789abcdef";
      out += "\\u00";
      out += hex[static_cast<unsigned char>(c) >> 4];
      out += hex[static_cast<unsigned char>(c) & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

}  // namespace entitle::io
