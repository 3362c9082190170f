// Parses what is not plainly JSON by nlohmann's events, and says what is wrong. Places are found by
// a cursor that walks the text beside the events, since the parser tells positions of errors only.
#include "io/json_document.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "io/json_builder.hpp"
#include "text/utf8.hpp"

namespace entitle::io {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr int most_numbers_beyond = 16;  // that are told of
constexpr int number_overflow = 406;     // nlohmann's out_of_range for numbers beyond double

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_space_or_separator(char c) { return is_space(c) || c == ',' || c == ':'; }
// What nlohmann's message says it expected.
text::Word expected(std::string_view message) {
  constexpr std::pair<std::string_view, text::Word> endings[] = {
      {"; expected string literal", text::Word::json_key},
      {"; expected ':'", text::Word::json_colon},
      {"; expected '}'", text::Word::json_more_members},
      {"; expected ']'", text::Word::json_more_elements},
      {"; expected end of input", text::Word::end_of_file},
  };
  for (const auto& [ending, word] : endings)
    if (message.find(ending) != std::string_view::npos) return word;
  return text::Word::json_value;
}

bool is_structural(char c) { return c == '{' || c == '}' || c == '[' || c == ']'; }

}  // namespace

class JsonDocument::Handler {
 public:
  /// `text` is the source's, perhaps with numbers blanked that are beyond double.
  Handler(JsonDocument& document, std::string_view text, text::Report& report)
      : document_(document), builder_(document), text_(text), report_(report) {}

  /// The number beyond double at which the parser stopped; empty where it did not.
  text::Span beyond() const { return beyond_; }

  bool null() { return add(JsonKind::null, next_token()); }
  bool boolean(bool yes) {
    if (!add(JsonKind::boolean, next_token())) return false;
    document_.values_.back().yes = yes;
    return true;
  }
  bool number_integer(std::int64_t) { return add(JsonKind::number, next_token()); }
  bool number_unsigned(std::uint64_t) { return add(JsonKind::number, next_token()); }
  bool number_float(double, const std::string&) { return add(JsonKind::number, next_token()); }
  bool string(std::string& contents) {
    const text::Span span = next_token();
    if (!add(JsonKind::string, span)) return false;
    document_.values_.back().decoded = keep(span, contents);
    return true;
  }
  bool binary(std::vector<std::uint8_t>&) { return false; }
  bool start_object(std::size_t) { return open(JsonKind::object); }
  bool start_array(std::size_t) { return open(JsonKind::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& contents) {
    const text::Span span = next_token();
    builder_.key(span, keep(span, contents));
    return true;
  }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception& error) {
    const std::string_view message = error.what();
    if (error.id == number_overflow) {
      const text::Span span = builder_.key();
      const std::string_view key =
          span.empty() ? std::string_view() : text_.substr(span.begin + 1, span.size() - 2);
      beyond_ = next_token();
      report_.report(text::Code::profile_number_too_large, {document_.file_, beyond_},
                     {text::Argument(key), text_.substr(beyond_.begin, beyond_.size())});
      return false;
    }
    const text::Span span = faulty_token(
        position, message.find("; last read") != npos && message.find("unexpected") == npos);
    const text::Place place{document_.file_, span};
    if (!span.empty() && text_[span.begin] == '"' && message.find("invalid string") != npos) {
      report_.report(text::Code::unclosed_string, place);
      return false;
    }
    const text::Argument found = span.empty()
                                     ? text::Argument(text::Word::end_of_file)
                                     : text::Argument(text_.substr(span.begin, span.size()));
    report_.report(text::Code::json_syntax, place, {expected(message), found});
    return false;
  }

 private:
  // The token that the event just now was about: what lies before it is space and separators, as
  // the parser has checked.
  text::Span next_token() {
    while (cursor_ < text_.size() && is_space_or_separator(text_[cursor_])) ++cursor_;
    return token();
  }

  // The first token after the last event that reaches to where the parser had read. It has read one
  // character beyond a token that is malformed in itself, and one less than we where it stopped
  // within one ("01").
  text::Span faulty_token(std::size_t position, bool malformed) {
    const std::size_t reached = position - (malformed && position > 0 ? 1 : 0);
    if (!malformed && position > 0 && position <= cursor_ && cursor_ < text_.size())
      return {last_begin_, static_cast<std::uint32_t>(cursor_)};
    for (;;) {
      while (cursor_ < text_.size() && is_space(text_[cursor_])) ++cursor_;
      const bool separator = cursor_ < text_.size() && is_space_or_separator(text_[cursor_]);
      const auto begin = static_cast<std::uint32_t>(cursor_);
      const text::Span span =
          separator ? text::Span{begin, static_cast<std::uint32_t>(++cursor_)} : token();
      if (span.empty() || span.end >= reached) return span;
    }
  }

  text::Span token() {
    const std::size_t begin = cursor_;
    last_begin_ = static_cast<std::uint32_t>(begin);
    if (cursor_ < text_.size()) {
      const char first = text_[cursor_++];
      if (first == '"') {
        while (cursor_ < text_.size() && text_[cursor_] != '"')
          cursor_ += text_[cursor_] == '\\' ? 2 : 1;
        ++cursor_;
      } else if (!is_structural(first)) {
        while (cursor_ < text_.size() && !is_space_or_separator(text_[cursor_]) &&
               !is_structural(text_[cursor_]))
          ++cursor_;
      }
    }
    cursor_ = std::min(cursor_, text_.size());
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(cursor_)};
  }

  std::uint32_t keep(text::Span span, std::string_view contents) {
    return contents.size() + 2 == span.size() ? JsonValue::verbatim : builder_.keep(contents);
  }

  bool has_room(text::Span span) {
    if (!builder_.is_full()) return true;
    report_.report(text::Code::json_too_many_values, {document_.file_, span}, {max_values});
    return false;
  }

  bool add(JsonKind kind, text::Span span) {
    if (!has_room(span)) return false;
    builder_.add(kind, span);
    return true;
  }

  bool open(JsonKind kind) {
    const text::Span span = next_token();
    if (builder_.is_deepest()) {
      report_.report(text::Code::json_too_deep, {document_.file_, span}, {max_depth});
      return false;
    }
    if (!has_room(span)) return false;
    builder_.open(kind, span);
    return true;
  }

  bool close() {
    builder_.close(next_token().end);
    return true;
  }

  JsonDocument& document_;
  Builder builder_;
  std::string_view text_;
  text::Report& report_;
  std::size_t cursor_ = 0;
  std::uint32_t last_begin_ = 0;
  text::Span beyond_;
};

std::optional<JsonDocument> JsonDocument::parse(const text::SourceSet& sources, text::FileId file,
                                                text::Report& report) {
  if (!text::check_readable(sources, file, report)) return std::nullopt;
  JsonDocument document;
  document.source_ = &sources[file];
  document.file_ = file;
  const std::string_view text = document.source_->text();
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    report.report(text::Code::file_empty, text::Place{file, {}}, {document.source_->name()});
    return std::nullopt;
  }
  if (document.walk_tokens()) return document;
  // The parser stops at a number beyond double. It is reported and blanked, so that what is wrong
  // behind it is found as well.
  std::string blanked;
  for (int again = 0; again < most_numbers_beyond; ++again) {
    document.values_.clear();
    document.decoded_.clear();
    const std::string_view read = blanked.empty() ? text : std::string_view(blanked);
    Handler handler(document, read, report);
    if (nlohmann::json::sax_parse(read.begin(), read.end(), &handler)) return document;
    const text::Span beyond = handler.beyond();
    constexpr std::string_view nothing = "null";
    if (beyond.size() < nothing.size()) return std::nullopt;
    if (blanked.empty()) blanked = text;
    std::fill_n(blanked.begin() + beyond.begin, beyond.size(), ' ');
    std::ranges::copy(nothing, blanked.begin() + beyond.begin);
  }
  return std::nullopt;
}

std::string_view JsonDocument::text(const JsonValue& value) const {
  if (value.decoded != JsonValue::verbatim) return decoded_[value.decoded];
  text::Span span = value.span;
  if (value.kind == JsonKind::string) span = {span.begin + 1, span.end - 1};
  return source_->text(span);
}

std::string_view JsonDocument::key(const JsonValue& value) const {
  if (value.decoded_key != JsonValue::verbatim) return decoded_[value.decoded_key];
  if (value.key_span.empty()) return {};
  return source_->text({value.key_span.begin + 1, value.key_span.end - 1});
}

}  // namespace entitle::io
