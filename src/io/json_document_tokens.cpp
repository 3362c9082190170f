// Fills a document from the tokens that simdjson finds, several times faster than from nlohmann's
// events. Knows what is right only: of anything else it makes nothing, and the events say what is
// wrong there.
#include "io/json_builder.hpp"
#include "io/json_document.hpp"
#include "io/json_tokens.hpp"

namespace entitle::io {
namespace {

constexpr std::size_t surely_double = 300;  // as many digits are within double

}  // namespace

class JsonDocument::Walk {
 public:
  Walk(JsonDocument& document, std::string_view text)
      : builder_(document), padded_(padded(text)), tokens_(text.size()) {
    found_ = tokens_.find(std::string_view(padded_).substr(0, text.size()));
  }

  bool whole() {
    if (!found_) return false;
    do {
      if (!value()) return false;
      while (builder_.any_open() && *tokens_.peek() == closing())
        builder_.close(span(tokens_.take(), 1).end);
      if (builder_.any_open() && !goes_on()) return false;
    } while (builder_.any_open());
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
          if (span.empty() || builder_.is_full()) return false;
          builder_.add(JsonKind::string, span).decoded = decoded;
          return true;
        }
        case 't':
          return literal(JsonKind::boolean, at, "true", true);
        case 'f':
          return literal(JsonKind::boolean, at, "false");
        case 'n':
          return literal(JsonKind::null, at, "null");
        default:
          return number(plain_number(at));
      }
    }
  }

  /// What stands between a value and the next within the same array or object.
  bool goes_on() { return *tokens_.take() == ',' && (closing() == ']' || key()); }

  bool key() {
    const char* const at = tokens_.take();
    if (*at != '"') return false;
    std::uint32_t decoded = JsonValue::verbatim;
    const text::Span span = string(at, decoded);
    builder_.key(span, decoded);
    return !span.empty() && *tokens_.take() == ':';
  }

  bool literal(JsonKind kind, const char* at, std::string_view said, bool yes = false) {
    if (!is_literal(at, said) || builder_.is_full()) return false;
    builder_.add(kind, span(at, said.size())).yes = yes;
    return true;
  }

  bool number(std::string_view written) {
    if (written.empty() || written.size() >= surely_double || builder_.is_full()) return false;
    builder_.add(JsonKind::number, span(written.data(), written.size()));
    return true;
  }

  /// Empty where it is malformed.
  text::Span string(const char* at, std::uint32_t& decoded) {
    decoded = JsonValue::verbatim;
    const JsonString found = json_string(at + 1);
    if (found.escaped) {
      std::string scratch;
      std::string_view said;
      if (!contents(found, scratch, said)) return {};
      decoded = builder_.keep(said);
    }
    return span(at, found.written.size() + 2);
  }

  text::Span span(const char* at, std::size_t size) const {
    const auto begin = static_cast<std::uint32_t>(at - padded_.data());
    return {begin, begin + static_cast<std::uint32_t>(size)};
  }

  bool open(JsonKind kind, const char* at) {
    if (builder_.is_deepest() || builder_.is_full()) return false;
    builder_.open(kind, span(at, 1));
    return true;
  }

  char closing() const { return builder_.innermost() == JsonKind::object ? '}' : ']'; }

  Builder builder_;
  std::string padded_;
  JsonTokens tokens_;
  bool found_ = false;
};

bool JsonDocument::walk_tokens() { return Walk(*this, source_->text()).whole(); }

}  // namespace entitle::io
