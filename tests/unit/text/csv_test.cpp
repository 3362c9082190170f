// CSV as spreadsheets save it: what is read, where cells stand, and what is reported.
#include "text/csv.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entitle;
using namespace entitle::text;

namespace {

/// Rows as text: cells parted by |, rows by /, then the codes of what was reported.
std::string read(std::string bytes) {
  SourceSet sources;
  const FileId file = sources.add("t.csv", std::move(bytes), Language::en, Form::table);
  Report report(sources, Language::en);
  const CsvTable table = read_csv(sources, file, report);
  std::string out;
  const auto add = [&](const CsvRow& row) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (i > 0) out += '|';
      out += row.cells[i].text;
    }
  };
  add(table.header);
  for (const CsvRow& row : table.rows) {
    out += '/';
    add(row);
  }
  for (const Diagnostic& one : report.diagnostics())
    out += " !" + one.code + "@" +
           (one.labels.empty()
                ? std::string("-")
                : std::to_string(one.labels[0].line) + ":" + std::to_string(one.labels[0].column));
  return out;
}

}  // namespace

TEST_CASE("tables and what is wrong with them") {
  using namespace std::string_literals;
  const struct {
    const char* what;
    std::string bytes;
    const char* read;
  } rows[] = {
      {"plain", "a,b\n1,2\n3,4\n", "a|b/1|2/3|4"},
      {"no line break at the end", "a,b\n1,2", "a|b/1|2"},
      {"mark and CR LF",
       "\xEF\xBB\xBF"
       "a,b\r\n1,2\r\n",
       "a|b/1|2"},
      {"CR alone", "a,b\r1,2\r", "a|b/1|2"},
      {"汉字", "县,标准\n林周县,\"5,060\"\n", "县|标准/林周县|5,060"},
      {"doubled quotes", "a\n\"he said \"\"no\"\"\"\n", "a/he said \"no\""},
      {"quoted line breaks are line feeds", "a,b\n\"x\r\ny\",\"p\nq\"\n", "a|b/x\ny|p\nq"},
      {"empty cells", "a,b,c\n,,\n1,,3\n,2,\n", "a|b|c/1||3/|2|"},
      {"a quoted empty cell is a row", "a\n\"\"\n", "a/"},
      {"spaces around unquoted cells", "a , b\n 1\t, 2 3 \n", "a|b/1|2 3"},
      {"spaces around quotes", "a,b\n \"1 \" ,2\n", "a|b/1 |2"},
      {"blank lines and lines of commas", "\n,,\na,b,,\n\n1,2,,\n,,,\n\n", "a|b/1|2"},
      {"header only", "a,b\n", "a|b"},
      {"empty", "", " !R0704@1:1"},
      {"only line breaks", "\n\r\n\n", " !R0704@1:1"},
      {"too few, too many", "a,b\n1\n1,2,3\n1,2\n", "a|b/1|2 !R0703@2:1 !R0703@3:1"},
      {"cut in the last row", "a,b\n1,2\n3", "a|b/1|2 !R0703@3:1"},
      {"cut in a quoted cell", "a,b\n1,2\n3,\"x\ny,", "a|b/1|2 !R0701@3:3"},
      {"quote in a plain cell", "a,b\n1,x\"y\n3,4\n", "a|b/3|4 !R0702@2:4"},
      {"text after a quoted cell", "a,b\n\"1\"x,2\n3,4\n", "a|b/3|4 !R0702@2:4"},
      {"column twice", "a,b,a\n1,2,3\n", "a|b|a/1|2|3 !R0705@1:5"},
      {"NUL", "a\n\0\n"s, " !R0106@2:1"},
      {"GB18030", "\xCF\xD8,a\n\xC1\xD6,\xB5\xCD\xB1\xA3\n", "县|a/林|低保"},
      {"GB18030, a character of four bytes, full-width spaces",
       "\xCF\xD8\r\n\xA1\xA1\x95\x32\x82\x36\xA1\xA1\r\n", "县/𠀀"},
      {"GB18030, one broken byte", "\xCF\xD8,a\n\xC1\xD6,\xB5\xCD\xFF\xA3\n", " !R0710@2:4"},
      {"GB18030, half a character at the end", "\xCF\xD8\n\xC1\xD6\xB5", " !R0710@2:2"},
      {"UTF-8, one broken byte", "县,a\n林周,\xFF低\n", " !R0710@2:4"},
      {"mark of UTF-8, then GB18030",
       "\xEF\xBB\xBF"
       "\xCF\xD8\n",
       " !R0710@1:1"},
      {"UTF-16", "\xFF\xFE\x61\0\n\0"s, " !R0710@1:1"},
      {"full-width and unbroken spaces",
       "a\u3000,\u00A0b\n\u3000 1 \u3000,\u3000\"2\"\u3000\n\u3000,\t\n", "a|b/1|2"},
      {"an Excel document", "PK\3\4\0"s, " !R0109@1:1"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.what));
    CHECK(read(row.bytes) == row.read);
  }
}

TEST_CASE("cells and rows know their places") {
  SourceSet sources;
  const FileId file = sources.add("t.csv", "县,值\n\"林\n周\", 5 \n当雄,6\n");
  Report report(sources);
  const CsvTable table = read_csv(sources, file, report);
  REQUIRE(table.rows.size() == 2);
  CHECK(table.column("值") == 1);
  CHECK_FALSE(table.column("值 ").has_value());
  CHECK(table.rows[0].line == 2);
  CHECK(table.rows[1].line == 4);
  CHECK(sources[file].text(table.rows[0].cells[0].span) == "\"林\n周\"");
  CHECK(sources[file].text(table.rows[0].cells[1].span) == "5");
  CHECK(sources[file].text(table.rows[1].span) == "当雄,6");
  CHECK(table.rows[0].cells[0].quoted);
  CHECK_FALSE(table.rows[0].cells[1].quoted);
  CHECK(sources[file].position(table.place(table.rows[0].cells[1]).span.begin) == Position{3, 5});
  CHECK(report.count() == 0);
}

TEST_CASE("a text of nothing but cells is bounded") {
  SourceSet sources;
  const FileId commas = sources.add("commas", std::string(CsvTable::max_cells + 100, ','));
  std::string many = "a\n";
  for (std::size_t i = 0; i < CsvTable::max_cells; ++i) many += "1\n";
  const FileId lines = sources.add("lines", std::move(many));
  Report report(sources, Language::en);
  CHECK(read_csv(sources, commas, report).rows.empty());
  CHECK(read_csv(sources, lines, report).rows.size() <= CsvTable::max_cells);
  const auto told = report.diagnostics();
  REQUIRE(told.size() >= 2);
  CHECK(told.front().code == "R0709");
  CHECK(told.back().code == "R0709");
}
