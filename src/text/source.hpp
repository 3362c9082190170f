// The texts that are read - rule files, tables, profiles - and places in them. A place is a span of
// byte offsets; columns and quoted lines are found only when somebody asks. Reads no files itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entitle/language.hpp"

namespace entitle::text {

/// A stretch of a Source in byte offsets, `end` excluded.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr bool empty() const noexcept { return begin >= end; }
  [[nodiscard]] constexpr std::uint32_t size() const noexcept { return empty() ? 0 : end - begin; }
  friend constexpr bool operator==(Span, Span) noexcept = default;
};

/// The span from the start of the first to the end of the last of both.
[[nodiscard]] constexpr Span join(Span a, Span b) noexcept {
  return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end};
}

/// A line and a column, both from 1; columns count code points.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend constexpr bool operator==(Position, Position) noexcept = default;
};

/// What makes a whole text unreadable.
enum class SourceFault : std::uint8_t {
  none,
  too_large,
  office_document,
  invalid_utf8,
  invalid_gb18030,
  nul
};

/// What a text is: rules and profiles are UTF-8, a table is what a spreadsheet saves, GB18030 too.
enum class Form : std::uint8_t { plain, table };

/// One text with its name, as UTF-8. Offsets count from the first byte after a byte-order mark.
class Source {
 public:
  /// The most bytes that are read at all. A longer text is kept empty and has the fault too_large;
  /// so is an office document.
  static constexpr std::size_t max_bytes = std::size_t{32} << 20;

  Source(std::string name, std::string bytes, Language language = Language::en,
         Form form = Form::plain);

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] Language language() const noexcept { return language_; }
  void set_language(Language language) noexcept { language_ = language; }
  [[nodiscard]] Form form() const noexcept { return form_; }

  /// The text after the byte-order mark. It stays where it is as long as this object does.
  [[nodiscard]] std::string_view text() const noexcept {
    return std::string_view(bytes_).substr(mark_);
  }
  [[nodiscard]] std::string_view text(Span span) const noexcept;
  [[nodiscard]] std::uint32_t size() const noexcept {
    return static_cast<std::uint32_t>(bytes_.size() - mark_);
  }

  /// The bytes that were given, in their own encoding, without a byte-order mark of UTF-8.
  [[nodiscard]] std::string_view original() const noexcept {
    return original_.empty() ? text() : std::string_view(original_);
  }

  /// The first fault, found once when the source was made, and where. Nothing may be parsed if
  /// there is one.
  [[nodiscard]] SourceFault fault() const noexcept { return fault_; }
  [[nodiscard]] std::uint32_t fault_offset() const noexcept { return fault_offset_; }

  /// Where an offset is. An offset past the end is taken as the end. CR LF, LF and CR each end a
  /// line.
  [[nodiscard]] Position position(std::uint32_t offset) const;

  /// The bounds of a line (counted from 1), without its line break. Empty at the end for a line too
  /// many.
  [[nodiscard]] Span line_span(std::uint32_t line) const;
  [[nodiscard]] std::uint32_t line_count() const;

 private:
  void find_fault();

  std::string name_;
  std::string bytes_;
  std::string original_;  // of what was not UTF-8
  std::size_t mark_ = 0;
  Language language_;
  Form form_;
  SourceFault fault_ = SourceFault::none;
  std::uint32_t fault_offset_ = 0;
  std::vector<std::uint32_t> lines_;  // where each begins
};

using FileId = std::uint32_t;
inline constexpr FileId no_file = UINT32_MAX;

/// A span in one file of a SourceSet, or nowhere.
struct Place {
  FileId file = no_file;
  Span span;

  [[nodiscard]] constexpr bool somewhere() const noexcept { return file != no_file; }
  friend constexpr bool operator==(Place, Place) noexcept = default;
};

/// All texts of one compilation. Sources never move.
class SourceSet {
 public:
  FileId add(std::string name, std::string bytes, Language language = Language::en,
             Form form = Form::plain) {
    sources_.emplace_back(std::move(name), std::move(bytes), language, form);
    return static_cast<FileId>(sources_.size() - 1);
  }
  [[nodiscard]] const Source& operator[](FileId file) const { return sources_.at(file); }
  [[nodiscard]] Source& operator[](FileId file) { return sources_.at(file); }
  [[nodiscard]] std::size_t size() const noexcept { return sources_.size(); }

 private:
  std::deque<Source> sources_;
};

}  // namespace entitle::text
