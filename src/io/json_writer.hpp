// Writes JSON as it goes: keys and values in the order given, straight into one buffer. Knows
// nothing of what is written; keeps no tree, so that a long determination costs its bytes and no
// more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace entitle::io {

/// A key or a value that is a word of ours, as it stands in JSON: quoted, in a block of one size,
/// which is copied faster than so many bytes.
struct JsonWord {
  static constexpr std::size_t most = 32;
  template <std::size_t size>
  // NOLINTNEXTLINE(google-explicit-constructor): a literal is a word
  consteval JsonWord(const char (&text)[size]) : length(size + 1) {
    static_assert(size + 1 <= most);
    std::size_t at = 0;
    bytes[at++] = '"';
    for (std::size_t i = 0; i + 1 < size; ++i) {
      if (text[i] < ' ' || text[i] == '"' || text[i] == '\\') throw "a word needs no escape";
      bytes[at++] = text[i];
    }
    bytes[at] = '"';
  }
  char bytes[most] = {};
  std::size_t length;
};

class JsonWriter {
 public:
  /// `indent` spaces a level, each value on its own line; 0: all in one line. `bytes`: about how
  /// many will be written.
  explicit JsonWriter(unsigned indent, std::size_t bytes = 1024);

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  /// Names the next value of an object, by a word of ours.
  JsonWriter& key(const JsonWord& word) {
    before_value();
    room(JsonWord::most + 2);
    put(word);
    colon();
    return *this;
  }
  /// The same, by any text.
  JsonWriter& name(std::string_view text);

  void string(std::string_view text);
  void word(const JsonWord& word) {
    before_value();
    room(JsonWord::most + 1);
    put(word);
    put(',');
  }
  /// A string in which nothing needs escaping: a date, a number.
  void unescaped(std::string_view text) {
    before_value();
    room(text.size() + 3);
    put('"');
    put(text);
    put(std::string_view("\","));
  }
  void boolean(bool yes) { plain(yes ? "true" : "false"); }
  void null() { plain("null"); }
  void number(std::uint64_t number);

  /// What was written; the writer is then empty.
  std::string take();

 private:
  // Every value is followed by a comma, which the end of its list or object takes back.
  void open(char bracket) {
    before_value();
    room(1);
    put(bracket);
    ++depth_;
  }
  void close(char bracket);
  void before_value() {
    if (indent_ != 0) new_line();
  }
  void new_line();
  void line_break();
  void colon() {
    put(':');
    if (indent_ == 0) return;
    put(' ');
    after_key_ = true;
  }
  void plain(std::string_view json);
  void quoted(std::string_view text);
  void room(std::size_t bytes) {
    if (out_.size() - size_ < bytes) grow(bytes);
  }
  void grow(std::size_t bytes);
  void put(char c) { out_[size_++] = c; }
  void put(std::string_view text) {
    std::memcpy(out_.data() + size_, text.data(), text.size());
    size_ += text.size();
  }
  void put(const JsonWord& word) {
    std::memcpy(out_.data() + size_, word.bytes, JsonWord::most);
    size_ += word.length;
  }

  unsigned indent_;
  std::string out_;  // filled up to size_
  std::size_t size_ = 0;
  std::uint32_t depth_ = 0;
  bool after_key_ = false;  // only where there are lines
};

}  // namespace entitle::io
