// Fills a document from the tokens that simdjson finds, several times faster than from nlohmann's
// events. Knows what is right only: of anything else it makes nothing, and the events say what is
// wrong there.
#include "io/json_document.hpp"
#include "io/json_tokens.hpp"

namespace entitle::io {
namespace {

constexpr std::size_t surely_double = 300;  // as many digits are within double

}  // namespace

class JsonDocument::Walk {
 public:
  Walk(JsonDocument& document, std::string_view text)
      : document_(document), padded_(padded(text)), tokens_(text.size()) {
    found_ = tokens_.find(std::string_view(padded_).substr(0, text.size()));
  }

  bool whole() {
    if (!found_) return false;
    do {
      if (!value()) return false;
      while (!open_.empty() && *tokens_.peek() == closing()) close();
      if (!open_.empty() && !goes_on()) return false;
    } while (!open_.empty());
    return tokens_.ended();
  }

 private:
  static std::string padded(std::string_view text) {
    std::string made;
    made.reserve(text.size() + JsonTokens::padding);
    made = text;
    made.append(JsonTokens::padding, '\n');
    return made;
  }

  /// A value, or the opening of one that holds others, up to the first of these.
  bool value() {
    for (;;) {
      const char* const at = tokens_.take();
      switch (*at) {
        case '{':
          if (!open(JsonKind::object, at)) return false;
          if (*tokens_.peek() == '}') return true;
          if (!key()) return false;
          break;
        case '[':
          if (!open(JsonKind::array, at)) return false;
          if (*tokens_.peek() == ']') return true;
          break;
        case '"': {
          std::uint32_t decoded = JsonValue::verbatim;
          const text::Span span = string(at, decoded);
          if (span.empty() || !add(JsonKind::string, span)) return false;
          document_.values_.back().decoded = decoded;
          return true;
        }
        case 't':
          if (!literal(JsonKind::boolean, at, "true")) return false;
          return document_.values_.back().yes = true;
        case 'f':
          return literal(JsonKind::boolean, at, "false");
        case 'n':
          return literal(JsonKind::null, at, "null");
        default: {
          const std::string_view number = plain_number(at);
          return !number.empty() && number.size() < surely_double &&
                 add(JsonKind::number, span(at, number.size()));
        }
      }
    }
  }

  /// What stands between a value and the next within the same array or object.
  bool goes_on() { return *tokens_.take() == ',' && (closing() == ']' || key()); }

  bool key() {
    const char* const at = tokens_.take();
    if (*at != '"') return false;
    key_span_ = string(at, decoded_key_);
    return !key_span_.empty() && *tokens_.take() == ':';
  }

  bool literal(JsonKind kind, const char* at, std::string_view said) {
    return is_literal(at, said) && add(kind, span(at, said.size()));
  }

  /// Empty where it is malformed.
  text::Span string(const char* at, std::uint32_t& decoded) {
    decoded = JsonValue::verbatim;
    const JsonString found = json_string(at + 1);
    if (found.escaped) {
      std::string scratch;
      std::string_view said;
      if (!contents(found, scratch, said)) return {};
      document_.decoded_.emplace_back(said);
      decoded = static_cast<std::uint32_t>(document_.decoded_.size() - 1);
    }
    return span(at, found.written.size() + 2);
  }

  text::Span span(const char* at, std::size_t size) const {
    const auto begin = static_cast<std::uint32_t>(at - padded_.data());
    return {begin, begin + static_cast<std::uint32_t>(size)};
  }

  bool add(JsonKind kind, text::Span span) {
    auto& values = document_.values_;
    if (values.size() >= max_values) return false;
    JsonValue& value = values.emplace_back();
    value.kind = kind;
    value.span = span;
    value.key_span = key_span_;
    value.decoded_key = decoded_key_;
    value.after = static_cast<std::uint32_t>(values.size());
    key_span_ = {};
    decoded_key_ = JsonValue::verbatim;
    return true;
  }

  bool open(JsonKind kind, const char* at) {
    if (open_.size() >= max_depth || !add(kind, span(at, 1))) return false;
    open_.push_back(static_cast<std::uint32_t>(document_.values_.size() - 1));
    return true;
  }

  char closing() const {
    return document_.values_[open_.back()].kind == JsonKind::object ? '}' : ']';
  }

  void close() {
    JsonValue& value = document_.values_[open_.back()];
    open_.pop_back();
    value.span.end = span(tokens_.take(), 1).end;
    value.after = static_cast<std::uint32_t>(document_.values_.size());
  }

  JsonDocument& document_;
  std::string padded_;
  JsonTokens tokens_;
  bool found_ = false;
  std::vector<std::uint32_t> open_;
  text::Span key_span_;
  std::uint32_t decoded_key_ = JsonValue::verbatim;
};

bool JsonDocument::walk_tokens() { return Walk(*this, source_->text()).whole(); }

}  // namespace entitle::io
