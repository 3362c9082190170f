// The layout of the JSON that is written, its indentation and its escapes.
#include "io/json_writer.hpp"

#include <doctest/doctest.h>

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
