// Writes JSON as it goes: keys and values in the order given, straight into one string. Knows
// nothing of what is written; keeps no tree, so that a long determination costs its bytes and no
// more.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace entitle::io {

class JsonWriter {
 public:
  /// `indent` spaces a level, each value on its own line; 0: all in one line.
  explicit JsonWriter(unsigned indent) : indent_(indent) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  /// Names the next value of an object. A key is text of ours or of a ruleset, written like any
  /// string.
  JsonWriter& key(std::string_view name);

  void string(std::string_view text);
  void boolean(bool yes) { raw(yes ? "true" : "false"); }
  void null() { raw("null"); }
  void number(std::uint64_t number) { raw(std::to_string(number)); }
  /// Text that is JSON already.
  void raw(std::string_view json);

  /// What was written; the writer is then empty.
  std::string take();
  void reserve(std::size_t bytes) { out_.reserve(bytes); }

 private:
  void open(char bracket);
  void close(char bracket);
  void before_value();
  void new_line();
  void quoted(std::string_view text);

  unsigned indent_;
  std::string out_;
  std::uint32_t depth_ = 0;
  bool empty_ = true;  // nothing was written yet at this level
  bool after_key_ = false;
};

}  // namespace entitle::io
