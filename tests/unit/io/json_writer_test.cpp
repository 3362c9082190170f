// The layout of the JSON that is written, its indentation and its escapes.
#include "io/json_writer.hpp"

#include <doctest/doctest.h>

#include <string>

using entitle::io::JsonWriter;

namespace {

std::string sample(unsigned indent) {
  JsonWriter json(indent);
  json.begin_object();
  json.key("a").number(1);
  json.key("b").begin_array();
  json.string("x");
  json.null();
  json.begin_object();
  json.end_object();
  json.end_array();
  json.key("c").begin_array();
  json.end_array();
  json.key("d").boolean(true);
  json.end_object();
  return json.take();
}

}  // namespace

TEST_CASE("in one line and indented") {
  CHECK(sample(0) == R"({"a":1,"b":["x",null,{}],"c":[],"d":true})");
  CHECK(sample(2) ==
        "{\n  \"a\": 1,\n  \"b\": [\n    \"x\",\n    null,\n    {}\n  ],\n  \"c\": [],\n  \"d\": "
        "true\n}");
}

TEST_CASE("what a string may not hold is escaped, the rest is as it was") {
  JsonWriter json(0);
  json.string("\"\\\n\r\t\x01\x1f\x7f/卓玛");
  CHECK(json.take() == "\"\\\"\\\\\\n\\r\\t\\u0001\\u001f\x7f/卓玛\"");
}

TEST_CASE("a writer can be used again") {
  JsonWriter json(0);
  json.begin_array();
  json.end_array();
  CHECK(json.take() == "[]");
  json.begin_array();
  json.number(7);
  json.end_array();
  CHECK(json.take() == "[7]");
}

TEST_CASE("an escape is found wherever it stands") {
  for (const char bad : {'"', '\\', '\n', '\0', '\x1f'})
    for (std::size_t at = 0; at < 20; ++at) {
      std::string text = "卓玛, 82 周岁, x~\x7f";
      text.insert(text.begin() + static_cast<std::ptrdiff_t>(at % text.size()), bad);
      JsonWriter json(0, 1);
      json.string(text);
      const std::string written = json.take();
      std::string back;
      for (std::size_t i = 1; i + 1 < written.size(); ++i) {
        if (written[i] != '\\') {
          back += written[i];
          continue;
        }
        const char kind = written[++i];
        if (kind == 'n') back += '\n';
        if (kind == '"' || kind == '\\') back += kind;
        if (kind == 'u') {
          back += static_cast<char>(std::stoi(written.substr(i + 1, 4), nullptr, 16));
          i += 4;
        }
      }
      CHECK(back == text);
    }
}

TEST_CASE("names of a ruleset may hold anything") {
  JsonWriter json(2, 1);
  json.begin_object();
  json.name("a\"b").number(18'446'744'073'709'551'615U);
  json.end_object();
  CHECK(json.take() == "{\n  \"a\\\"b\": 18446744073709551615\n}");
}
