// The first stage of simdjson's parsers, which finds tokens at several bytes a cycle; its second is
// ours, since ours knows the keys and makes no values in between.
#include "io/json_tokens.hpp"

#include <simdjson.h>

#include <algorithm>

#include "text/utf8.hpp"

namespace entitle::io {
namespace {

/// The value of four hexadecimal digits; -1 where one is none.
int hexadecimal(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    const char lower = static_cast<char>(c | 0x20);
    if (text::is_digit(c))
      value = value * 16 + (c - '0');
    else if (lower >= 'a' && lower <= 'f')
      value = value * 16 + (lower - 'a' + 10);
    else
      return -1;
  }
  return digits.size() == 4 ? value : -1;
}

/// What one escaped character stands for; nothing where it is none.
char escaped(char c) {
  constexpr std::string_view letters = "\"\\/bfnrt";
  constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
  const std::size_t found = letters.find(c);
  return found == std::string_view::npos ? '\0' : meanings[found];
}

}  // namespace

struct JsonTokens::Finder {
  simdjson::dom::parser parser;
};

JsonTokens::JsonTokens(std::size_t longest) : finder_(std::make_unique<Finder>()) {
  static_assert(padding >= simdjson::SIMDJSON_PADDING);
  // Where there is no memory, no line has tokens.
  [[maybe_unused]] const simdjson::error_code error =
      finder_->parser.allocate(longest < padding ? padding : longest);
}
JsonTokens::~JsonTokens() = default;

bool JsonTokens::find(std::string_view lines) {
  const auto& finder = finder_->parser.implementation;
  if (!finder || lines.size() > finder_->parser.capacity()) return false;
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(lines.data());
  if (finder->stage1(bytes, lines.size(), simdjson::stage1_mode::regular) != simdjson::SUCCESS)
    return false;
  line_ = lines.data();
  places_ = finder->structural_indexes.get();
  count_ = finder->n_structural_indexes;
  at_ = places_;
  end_ = places_ + count_;
  return true;
}

void JsonTokens::go_to(std::string_view line) {
  const std::uint32_t* const last = places_ + count_;
  const auto begin = static_cast<std::size_t>(line.data() - line_);
  while (at_ != last && *at_ < begin) ++at_;
  end_ = std::lower_bound(at_, last, begin + line.size());
}

std::string_view plain_number(const char* at) {
  const char* here = at;
  if (*here == '-') ++here;
  if (!text::is_digit(*here) || has_leading_zero(at)) return {};
  while (text::is_digit(*here)) ++here;
  if (*here == '.') {
    if (!text::is_digit(*++here)) return {};
    while (text::is_digit(*here)) ++here;
  }
  if (!ends_token(*here)) return {};
  return {at, static_cast<std::size_t>(here - at)};
}

JsonString json_string(const char* at) {
  JsonString found;
  const char* here = at;
  for (; *here != '"'; ++here) {
    if (*here != '\\') continue;
    found.escaped = true;
    ++here;
  }
  found.written = {at, static_cast<std::size_t>(here - at)};
  return found;
}

bool contents(const JsonString& string, std::string& scratch, std::string_view& text) {
  text = string.written;
  if (!string.escaped) return true;
  scratch.clear();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      scratch += text[i];
      continue;
    }
    ++i;
    if (text[i] == 'u') {
      const int code = hexadecimal(text.substr(i + 1, 4));
      if (code < 0 || (code >= 0xD800 && code <= 0xDFFF)) return false;
      text::append(scratch, static_cast<char32_t>(code));
      i += 4;
    } else if (const char meant = escaped(text[i]); meant != '\0') {
      scratch += meant;
    } else {
      return false;
    }
  }
  text = scratch;
  return true;
}

}  // namespace entitle::io
