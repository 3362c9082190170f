// JSON texts as lists of values: whether they are found by their tokens or by the parser's events,
// they are the same. Events are asked for by a last element that tokens are not enough for, a
// number with an exponent.
#include "io/json_document.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace entitle;

namespace {

/// The values of an array of these elements, one line each; nothing where something is told.
std::optional<std::vector<std::string>> values(const std::string& elements,
                                               const std::string& behind) {
  text::SourceSet sources;
  const text::FileId file = sources.add("a.json", "[" + elements + behind + "]", Language::en);
  text::Report report(sources, Language::en);
  const auto json = io::JsonDocument::parse(sources, file, report);
  CHECK(json.has_value() >= report.diagnostics().empty());
  if (!report.diagnostics().empty()) return std::nullopt;
  const auto number = [](std::uint32_t of) { return std::to_string(of); };
  std::vector<std::string> lines;
  for (std::uint32_t i = 1; i < json->size(); ++i) {
    const io::JsonValue& value = (*json)[i];
    lines.push_back(number(static_cast<std::uint32_t>(value.kind)) + (value.yes ? " yes " : " ") +
                    number(value.span.begin) + "-" + number(value.span.end) + " key " +
                    number(value.key_span.begin) + "-" + number(value.key_span.end) + " after " +
                    number(value.after) + " " + std::string(json->key(value)) + "=" +
                    std::string(json->text(value)));
  }
  return lines;
}

void check_same(const std::string& elements) {
  CAPTURE(elements);
  const auto by_tokens = values(elements, "");
  const bool none = elements.find_first_not_of(' ') == std::string::npos;
  auto by_events = values(elements, none ? "1e0" : ",1e0");
  if (by_events) by_events->pop_back();
  CHECK(by_tokens == by_events);
}

class Random {
 public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}
  std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>(engine_() % end); }
  std::string pick(std::initializer_list<const char*> from) {
    return std::data(from)[below(static_cast<std::uint32_t>(from.size()))];
  }

  std::string string() {
    std::string made = "\"";
    for (std::uint32_t i = below(4); i > 0; --i)
      made +=
          pick({"a", "低保", " ", "\\n", "\\\"", "\\\\", "\\u4e2d", "\\u0000", ",", "{", "]", ":"});
    return made + "\"";
  }

  std::string value(std::uint32_t depth) {
    if (depth == 0 || below(3) == 0)
      return below(3) == 0 ? string()
                           : pick({"true", "false", "null", "0", "-0", "12.50", "-3", "1234567890",
                                   "\"\\ud83d\\ude00\""});
    const bool object = below(2) == 0;
    std::string made = object ? "{" : "[";
    for (std::uint32_t i = 0, size = below(4); i < size; ++i) {
      if (i != 0) made += pick({",", ", ", " ,\n"});
      if (object) made += string() + pick({":", ": ", " :\t"});
      made += value(depth - 1);
    }
    return made + pick({"", " "}) + (object ? "}" : "]");
  }

 private:
  std::mt19937 engine_;
};

}  // namespace

TEST_CASE("tokens and events make the same values") {
  for (const char* const elements :
       {"", "1", "\"\"", "{}", "[]", "[[[]]]", "{\"a\": {}}", "{\"\": 1}", "{\"a\":1,\"a\":[2,{}]}",
        " true , false\r\n,\tnull ", "\"\\u00e9\\/\"", "\"\\uD83D\\uDE00\"", "-1.5, 0.0",
        "[{\"x\": [1, 2]}, \"y\"]"})
    check_same(elements);
  CHECK(values("{\"a\": [1, \"b\"]}", "")->size() == 4);
}

TEST_CASE("what is not JSON is refused, by its tokens as by the events") {
  for (const char* const elements :
       {"1,",       ",1",          "01",          "-",       "-a",        "1.",
        ".5",       "+1",          "tru",         "trueish", "nul",       "{\"a\"}",
        "{\"a\":}", "{\"a\":1,}",  "{a:1}",       "{1:2}",   "[1 2]",     "{\"a\":1 \"b\":2}",
        "]",        "}",           "[}",          "{]",      "\"a",       "\"\t\"",
        "\"\\x\"",  "\"\\u12g4\"", "\"\\ud800\"", "'a'",     "\f1",       "1\v",
        "1],[2",    "\"a\"\"b\"",  "1\"a\"",      "\"a\"1",  "truefalse", "[]1"}) {
    CAPTURE(elements);
    CHECK_FALSE(values(elements, ""));
    check_same(elements);
  }
}

TEST_CASE("depth, count and long numbers are where they were") {
  const std::string deep(io::JsonDocument::max_depth - 1, '[');
  const std::string closed(io::JsonDocument::max_depth - 1, ']');
  check_same(deep + closed);
  CHECK(values(deep + closed, ""));
  CHECK_FALSE(values("[" + deep + closed + "]", ""));
  CHECK(values(std::string(299, '9'), ""));
  CHECK(values(std::string(308, '9'), ""));
  CHECK_FALSE(values(std::string(400, '9'), ""));
}

TEST_CASE("random texts, whole and with a byte changed") {
  Random random(20230130);
  for (int round = 0; round < 2000; ++round) {
    std::string elements = random.value(5);
    check_same(elements);
    const std::string put = random.pick({"\"", "\\", "{", "}", "[", "]", ",", ":", " ", "0", "t"});
    elements[random.below(static_cast<std::uint32_t>(elements.size()))] = put[0];
    check_same(elements);
  }
}
