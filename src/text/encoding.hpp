// What the bytes of a text are written in, and GB18030 as UTF-8: spreadsheets of Chinese Windows
// save tables so. Other encodings are not read; what is no character is left to the caller to
// report.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entitle::text {

/// The bytes that may stand before UTF-8 to say that it is.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

enum class Encoding : std::uint8_t { utf8, gb18030 };

/// What a table is written in. Well-formed UTF-8 is that, with a byte-order mark or without; what
/// is not well-formed is UTF-8 all the same where most of it could be nothing else, so that one
/// broken byte does not turn a whole table into other characters.
/// complexity: linear in the size.
[[nodiscard]] Encoding guess_encoding(std::string_view bytes) noexcept;

/// A text as UTF-8.
struct Transcoded {
  std::string text;
  /// Where in `text` the first U+FFFD stands for bytes that are no character, or npos. The text
  /// then ends with the line of that place.
  std::size_t fault = std::string::npos;
};

/// Reads GB18030. Nothing where the system's C library cannot.
/// complexity: linear in the size.
[[nodiscard]] std::optional<Transcoded> from_gb18030(std::string_view bytes);

/// Whether this is a Word or Excel document, new or old, or rich text, whatever the file's name
/// says.
[[nodiscard]] bool is_office_document(std::string_view bytes) noexcept;

}  // namespace entitle::text
