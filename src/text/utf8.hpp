// UTF-8: reading code points, what may stand in a name, how wide text is in a fixed-width font.
// Nothing is normalised: what could be written in two ways is refused in names instead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace entitle::text {

/// One code point and how many bytes it takes; no bytes where the text is malformed or over.
struct Decoded {
  char32_t code_point = 0;
  std::uint8_t length = 0;
};

/// The code point at `offset`. Overlong forms, surrogates and what lies above U+10FFFF are
/// malformed.
[[nodiscard]] Decoded decode(std::string_view bytes, std::size_t offset) noexcept;

/// Where the first malformed sequence begins, or npos.
[[nodiscard]] std::size_t find_malformed(std::string_view bytes) noexcept;

/// Appends one code point; what is none is appended as U+FFFD.
void append(std::string& out, char32_t code_point);

// Each byte of a malformed sequence counts as one code point of width 1.

/// How many code points there are.
[[nodiscard]] std::size_t count_code_points(std::string_view bytes) noexcept;

/// The first `most` code points, followed by "…" where there are more.
[[nodiscard]] std::string clipped(std::string_view bytes, std::size_t most);

/// The text without the spaces around it: those of typewriters, of Chinese (U+3000) and those that
/// do not break (U+00A0).
[[nodiscard]] std::string_view trimmed(std::string_view bytes) noexcept;

/// The text with U+FFFD for whatever would disturb a terminal: malformed bytes, controls other than
/// tabs, marks that turn the direction of writing. As many code points as before.
[[nodiscard]] std::string printable(std::string_view bytes);

/// How many columns of a fixed-width terminal this takes: 2 for 汉字, 0 for combining marks and
/// controls.
[[nodiscard]] int display_width(char32_t code_point) noexcept;
[[nodiscard]] std::size_t display_width(std::string_view bytes) noexcept;

/// Whether this is one of the digits 0 to 9 as bytes have them.
[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Whether this is a 汉字, 〇 and 々 among them.
[[nodiscard]] bool is_han(char32_t code_point) noexcept;

/// Whether a name may begin with this: a letter of any script, a 汉字 or "_"; neither a combining
/// mark nor a form that stands for another letter (full-width Ａ, ligature ﬁ, compatibility 汉字).
[[nodiscard]] bool is_identifier_start(char32_t code_point) noexcept;

/// Whether a name may go on with this: the same, or a digit 0 to 9.
[[nodiscard]] bool is_identifier_continue(char32_t code_point) noexcept;

/// Whether the whole text is one name.
[[nodiscard]] bool is_identifier(std::string_view bytes) noexcept;

/// The code points of a text in a range-based for.
class CodePoints {
 public:
  class Iterator {
   public:
    Iterator(std::string_view bytes, std::size_t offset) : bytes_(bytes), offset_(offset) {
      read();
    }
    char32_t operator*() const noexcept { return current_.code_point; }
    Iterator& operator++() noexcept {
      offset_ += current_.length;
      read();
      return *this;
    }
    /// Where the code point begins, in bytes.
    [[nodiscard]] std::size_t offset() const noexcept { return offset_; }
    friend bool operator==(const Iterator& a, const Iterator& b) noexcept {
      return a.offset_ == b.offset_;
    }

   private:
    void read() noexcept {
      current_ = decode(bytes_, offset_);
      if (current_.length == 0 && offset_ < bytes_.size()) current_ = {U'\uFFFD', 1};
    }
    std::string_view bytes_;
    std::size_t offset_;
    Decoded current_;
  };

  explicit CodePoints(std::string_view bytes) : bytes_(bytes) {}
  [[nodiscard]] Iterator begin() const { return {bytes_, 0}; }
  [[nodiscard]] Iterator end() const { return {bytes_, bytes_.size()}; }

 private:
  std::string_view bytes_;
};

}  // namespace entitle::text
