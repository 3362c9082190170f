// Sources: byte-order mark, line breaks, positions in code points, faults; and the quote a label
// carries.
#include "text/source.hpp"

#include <doctest/doctest.h>

#include <string>

#include "text/quote.hpp"

using namespace entitle;
using namespace entitle::text;

TEST_CASE("a byte-order mark and CR LF are as if they were not there") {
  const Source plain("a", "一二\nthree\n");
  const Source marked("a", "\xEF\xBB\xBF一二\r\nthree\r\n");
  CHECK(plain.text() == "一二\nthree\n");
  CHECK(marked.text() == "一二\r\nthree\r\n");
  for (const std::uint32_t line : {1U, 2U, 3U})
    CHECK(plain.text(plain.line_span(line)) == marked.text(marked.line_span(line)));
  CHECK(plain.line_count() == 3);
  CHECK(marked.line_count() == 3);
  CHECK(plain.position(7) == Position{2, 1});
  CHECK(marked.position(8) == Position{2, 1});
}

TEST_CASE("positions count code points") {
  const Source source("a", "低保a\n\r\r\n\tx");
  const struct {
    std::uint32_t offset;
    Position position;
  } rows[] = {
      {0, {1, 1}}, {3, {1, 2}},  {6, {1, 3}},  {7, {1, 4}},  {8, {2, 1}},
      {9, {3, 1}}, {11, {4, 1}}, {12, {4, 2}}, {13, {4, 3}}, {999, {4, 3}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.offset);
    CHECK(source.position(row.offset) == row.position);
  }
  CHECK(source.line_count() == 4);
  CHECK(source.text(source.line_span(1)) == "低保a");
  CHECK(source.text(source.line_span(2)).empty());
  CHECK(source.text(source.line_span(4)) == "\tx");
  CHECK(source.text(source.line_span(5)).empty());
  CHECK(source.text(source.line_span(0)).empty());
  CHECK(source.text({3, 6}) == "保");
  CHECK(source.text({3, 900}) == "保a\n\r\r\n\tx");
  CHECK(source.text({900, 3}).empty());
}

TEST_CASE("an empty text has one empty line") {
  for (const char* bytes : {"", "\xEF\xBB\xBF"}) {
    const Source source("a", bytes);
    CHECK(source.size() == 0);
    CHECK(source.line_count() == 1);
    CHECK(source.position(0) == Position{1, 1});
    CHECK(source.position(5) == Position{1, 1});
    CHECK(source.fault() == SourceFault::none);
  }
}

TEST_CASE("faults are found once, the first of them") {
  using namespace std::string_literals;
  const struct {
    std::string bytes;
    SourceFault fault;
    std::uint32_t offset;
  } rows[] = {
      {"fine 低保", SourceFault::none, 0},
      {"ab\xFF", SourceFault::invalid_utf8, 2},
      {"a\0\xFF"s, SourceFault::nul, 1},
      {"a\xFF\0"s, SourceFault::invalid_utf8, 1},
      {"\xEF\xBB\xBF\0"s, SourceFault::nul, 0},
      {"\xEF\xBB", SourceFault::invalid_utf8, 0},
      {"\xFF\xFE\x61\0"s, SourceFault::invalid_utf8, 0},
  };
  for (const auto& row : rows) {
    const Source source("a", row.bytes);
    CHECK(source.fault() == row.fault);
    CHECK(source.fault_offset() == row.offset);
  }
  CHECK(Source("a", std::string(Source::max_bytes, 'x')).fault() == SourceFault::none);
  const Source large("a", std::string(Source::max_bytes + 1, 'x'));
  CHECK(large.fault() == SourceFault::too_large);
  CHECK(large.text().empty());
}

TEST_CASE("spans join") {
  CHECK(join({3, 5}, {7, 9}) == Span{3, 9});
  CHECK(join({7, 9}, {3, 5}) == Span{3, 9});
  CHECK(Span{5, 5}.empty());
  CHECK(Span{6, 5}.size() == 0);
}

TEST_CASE("a label quotes its line") {
  const Source source("a.rules", "第一行\r\n  收入: 家庭\x1B[31m\r\n");
  const Label label = make_label(source, {13, 19}, true, "beside");
  CHECK(label.file == "a.rules");
  CHECK(label.line == 2);
  CHECK(label.column == 3);
  CHECK(label.end_line == 2);
  CHECK(label.end_column == 5);
  CHECK(label.quote == "  收入: 家庭\uFFFD[31m");
  CHECK(label.quote_column == 1);
  CHECK_FALSE(label.quote_ends_early);
  CHECK(label.text == "beside");
}

TEST_CASE("of a very long line the part around the place is quoted") {
  std::string line;
  for (int i = 0; i < 500; ++i) line += "汉";
  const Source source("a", "x\n" + line + "\n");
  const auto at = [](std::uint32_t i) { return 2 + 3 * i; };
  const Label middle = make_label(source, {at(200), at(202)}, true, "");
  CHECK(middle.column == 201);
  CHECK(middle.end_column == 203);
  CHECK(middle.quote_column == 161);
  CHECK(middle.quote.size() == 3 * 120);
  CHECK(middle.quote_ends_early);
  const Label first = make_label(source, {at(3), at(4)}, true, "");
  CHECK(first.quote_column == 1);
  CHECK(first.quote_ends_early);
  const Label last = make_label(source, {at(499), at(500)}, true, "");
  CHECK(last.quote_column == 460);
  CHECK(last.quote.size() == 3 * 41);
  CHECK_FALSE(last.quote_ends_early);
}

TEST_CASE("labels at the end, and over several lines") {
  const Source source("a", "ab\ncd\n");
  const Label end = make_label(source, {6, 6}, true, "");
  CHECK(end.line == 3);
  CHECK(end.column == 1);
  CHECK(end.quote.empty());
  const Label beyond = make_label(source, {60, 70}, true, "");
  CHECK(beyond.begin == 6);
  CHECK(beyond.end == 6);
  const Label both = make_label(source, {1, 4}, true, "");
  CHECK(both.line == 1);
  CHECK(both.end_line == 2);
  CHECK(both.end_column == 2);
  CHECK(both.quote == "ab");
}
