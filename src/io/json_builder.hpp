// Puts the values of a JSON document one behind the other as they are met, whoever meets them:
// knows which arrays and objects are open, and what key stands before the next value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/json_document.hpp"

namespace entitle::io {

class JsonDocument::Builder {
 public:
  explicit Builder(JsonDocument& document) : document_(document) {}

  bool is_full() const { return document_.values_.size() >= max_values; }
  bool is_deepest() const { return open_.size() >= max_depth; }
  bool any_open() const { return !open_.empty(); }
  JsonKind innermost() const { return document_.values_[open_.back()].kind; }

  /// What a string with escapes says: by this number.
  std::uint32_t keep(std::string_view contents) {
    document_.decoded_.emplace_back(contents);
    return static_cast<std::uint32_t>(document_.decoded_.size() - 1);
  }
  void key(text::Span span, std::uint32_t decoded) {
    key_span_ = span;
    decoded_key_ = decoded;
  }
  text::Span key() const { return key_span_; }

  /// Not where it is full.
  JsonValue& add(JsonKind kind, text::Span span) {
    JsonValue& value = document_.values_.emplace_back();
    value.kind = kind;
    value.span = span;
    value.key_span = key_span_;
    value.decoded_key = decoded_key_;
    value.after = static_cast<std::uint32_t>(document_.values_.size());
    key({}, JsonValue::verbatim);
    return value;
  }
  /// Nor where it is deepest.
  void open(JsonKind kind, text::Span span) {
    add(kind, span);
    open_.push_back(static_cast<std::uint32_t>(document_.values_.size() - 1));
  }
  void close(std::uint32_t end) {
    JsonValue& value = document_.values_[open_.back()];
    open_.pop_back();
    value.span.end = end;
    value.after = static_cast<std::uint32_t>(document_.values_.size());
  }

 private:
  JsonDocument& document_;
  std::vector<std::uint32_t> open_;
  text::Span key_span_;
  std::uint32_t decoded_key_ = JsonValue::verbatim;
};

}  // namespace entitle::io
