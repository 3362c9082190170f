// Writes JSON as it goes: keys and values in the order given, straight into one buffer. Knows
// nothing of what is written; keeps no tree, so that a long determination costs its bytes and no
// more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace entitle::io {

class JsonWriter {
 public:
  /// `indent` spaces a level, each value on its own line; 0: all in one line. `bytes`: about how
  /// many will be written.
  explicit JsonWriter(unsigned indent, std::size_t bytes = 1024);

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  /// Names the next value of an object, by a word of ours: one in which nothing needs escaping.
  JsonWriter& key(std::string_view word);
  /// The same, by any text.
  JsonWriter& name(std::string_view text);

  void string(std::string_view text);
  /// A string that is a word of ours: nothing in it needs escaping.
  void word(std::string_view word);
  void boolean(bool yes) { plain(yes ? "true" : "false"); }
  void null() { plain("null"); }
  void number(std::uint64_t number);

  /// What was written; the writer is then empty.
  std::string take();

 private:
  void open(char bracket);
  void close(char bracket);
  void before_value();
  void new_line();
  void plain(std::string_view json);
  void quoted(std::string_view text);
  void room(std::size_t bytes) {
    if (out_.size() - size_ < bytes) grow(bytes);
  }
  void grow(std::size_t bytes);
  void put(char c) { out_[size_++] = c; }
  void put(std::string_view text);

  unsigned indent_;
  std::string out_;  // filled up to size_
  std::size_t size_ = 0;
  std::uint32_t depth_ = 0;
  bool empty_ = true;  // nothing was written yet at this level
  bool after_key_ = false;
};

}  // namespace entitle::io
