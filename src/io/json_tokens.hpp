// The tokens of lines of JSON as simdjson finds them: where each begins, the strings closed, the
// bytes UTF-8. Whoever takes them one after the other checks their order, and each of them by the
// functions here: between a token and the next there is nothing but space.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

namespace entitle::io {

class JsonTokens {
 public:
  /// How many bytes are readable behind lines.
  static constexpr std::size_t padding = 64;

  /// Lines found together are not longer than `longest`.
  explicit JsonTokens(std::size_t longest);
  ~JsonTokens();
  JsonTokens(const JsonTokens&) = delete;
  JsonTokens& operator=(const JsonTokens&) = delete;

  /// Finds those of a line or of several, behind which there is a line break. False where there
  /// can be none.
  bool find(std::string_view lines);
  /// Goes on to the first token of one of the lines, and ends behind its last.
  void go_to(std::string_view line);

  /// The token at hand; the line break behind them all.
  const char* peek() const { return line_ + *at_; }
  const char* take() { return line_ + *at_++; }
  bool ended() const { return at_ == end_; }
  void skip() { at_ = end_; }

  // By number, from 0: of all lines.
  std::size_t number() const { return static_cast<std::size_t>(at_ - places_); }
  void go(std::size_t number) { at_ = places_ + number; }
  bool has(std::size_t number) const { return number < count_; }
  const char* at(std::size_t number) const { return line_ + places_[number]; }
  /// Whether a token is the first behind a line that holds the one before.
  bool is_behind(std::size_t number, std::string_view line) const {
    const char* const end = line.data() + line.size();
    return at(number - 1) < end && (!has(number) || at(number) >= end);
  }
  /// Where they are in the lines.
  const std::uint32_t* places() const { return places_; }
  const char* bytes() const { return line_; }

 private:
  struct Finder;
  std::unique_ptr<Finder> finder_;
  const char* line_ = nullptr;  ///< the first
  const std::uint32_t* places_ = nullptr;
  std::size_t count_ = 0;
  const std::uint32_t* at_ = nullptr;
  const std::uint32_t* end_ = nullptr;
};

inline bool ends_token(char c) {
  return c == ',' || c == '}' || c == ']' || c == '\n' || c == ' ' || c == '\r' || c == '\t';
}

inline bool is_literal(const char* at, std::string_view literal) {
  return std::memcmp(at, literal.data(), literal.size()) == 0 && ends_token(at[literal.size()]);
}

/// Whether a number has a 0 before its other digits, which is not JSON.
inline bool has_leading_zero(const char* at) {
  if (*at == '-') ++at;
  return *at == '0' && at[1] >= '0' && at[1] <= '9';
}

/// The text of a number without an exponent; empty where it is none.
std::string_view plain_number(const char* at);

/// A string between its quotation marks, as it is written.
struct JsonString {
  std::string_view written;
  bool escaped = false;  ///< holds a backslash
};
/// `at` is behind the opening one.
JsonString json_string(const char* at);
/// What it says; `scratch` holds it where it had to be rewritten. False where it is malformed, or
/// holds halves of code points.
bool contents(const JsonString& string, std::string& scratch, std::string_view& text);

}  // namespace entitle::io
