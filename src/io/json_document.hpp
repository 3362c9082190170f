// A JSON text as a flat list of values in the order they stand, each with its span: what reading a
// profile needs and a tree of nlohmann's loses (exact numbers, duplicate keys, places). Made of the
// tokens that simdjson finds, or by nlohmann's event parser; neither recurses. Says nothing of what
// the values mean.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/report.hpp"
#include "text/source.hpp"

namespace entitle::io {

enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };

/// One value. Its children follow it; `after` is the first value that is neither it nor below it.
struct JsonValue {
  static constexpr std::uint32_t verbatim = 0xFFFF'FFFF;
  JsonKind kind = JsonKind::null;
  bool yes = false;     ///< booleans
  text::Span span;      ///< as written, quotes included
  text::Span key_span;  ///< of the key before it, quotes included; empty in arrays
  std::uint32_t after = 0;
  std::uint32_t decoded = verbatim;  ///< of a string with escapes
  std::uint32_t decoded_key = verbatim;
};

class JsonDocument {
 public:
  /// How deep arrays and objects may stand in each other, and how many values there may be.
  static constexpr std::uint32_t max_depth = 64;
  static constexpr std::size_t max_values = 1'000'000;

  /// Parses one source. Whatever keeps it from being JSON is reported; then nothing is returned.
  /// The source must outlive the document.
  static std::optional<JsonDocument> parse(const text::SourceSet& sources, text::FileId file,
                                           text::Report& report);

  std::uint32_t size() const { return static_cast<std::uint32_t>(values_.size()); }
  const JsonValue& operator[](std::uint32_t index) const { return values_[index]; }
  /// The contents of a string; what was written of anything else.
  std::string_view text(const JsonValue& value) const;
  std::string_view key(const JsonValue& value) const;
  text::Place place(const JsonValue& value) const { return {file_, value.span}; }
  text::Place key_place(const JsonValue& value) const { return {file_, value.key_span}; }

  /// Calls `each(index)` for every direct child of the array or object at `parent`.
  template <class Each>
  void for_children(std::uint32_t parent, Each&& each) const {
    for (std::uint32_t child = parent + 1; child < values_[parent].after;
         child = values_[child].after)
      each(child);
  }
  std::uint32_t count_children(std::uint32_t parent) const {
    std::uint32_t count = 0;
    for_children(parent, [&](std::uint32_t) { ++count; });
    return count;
  }

 private:
  class Builder;
  class Handler;
  class Walk;
  /// Fills the document, or is false and leaves parts of it there.
  bool walk_tokens();
  const text::Source* source_ = nullptr;
  text::FileId file_ = text::no_file;
  std::vector<JsonValue> values_;
  std::vector<std::string> decoded_;
};

}  // namespace entitle::io
