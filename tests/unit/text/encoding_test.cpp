// Encodings: what is taken for GB18030 and what is not, what it says, where it breaks off, what is
// no text at all.
#include "text/encoding.hpp"

#include <doctest/doctest.h>

#include <string>

#include "text/source.hpp"
#include "text/utf8.hpp"

using namespace entitle;
using namespace entitle::text;
using namespace std::string_literals;

TEST_CASE("well-formed UTF-8 stays UTF-8, and a broken byte does not make it GB18030") {
  const struct {
    std::string bytes;
    Encoding encoding;
  } rows[] = {
      {"", Encoding::utf8},
      {"plain", Encoding::utf8},
      {"低保", Encoding::utf8},
      {"\xEF\xBB\xBF\xB5\xCD", Encoding::utf8},
      {"林周县,\xFF", Encoding::utf8},
      {"a,\xFF", Encoding::gb18030},
      {"\xB5\xCD\xB1\xA3", Encoding::gb18030},
      {"\xC1\xAA\xCD\xA8", Encoding::gb18030},  // 联通, half of which is UTF-8 by accident
  };
  for (const auto& row : rows) {
    CAPTURE(row.bytes);
    CHECK(guess_encoding(row.bytes) == row.encoding);
  }
}

TEST_CASE("GB18030 as UTF-8, up to the line where it breaks") {
  const auto read = [](const std::string& bytes) {
    const auto out = from_gb18030(bytes);
    REQUIRE(out);
    return out->text + (out->fault == std::string::npos ? "" : "@" + std::to_string(out->fault));
  };
  CHECK(read("") == "");
  CHECK(read("a,1\r\n") == "a,1\r\n");
  CHECK(read("\xB5\xCD\xB1\xA3\x80") == "低保\uFFFD@6");
  CHECK(read("\x95\x32\x82\x36") == "𠀀");
  CHECK(read("\x84\x31\x95\x33\xB5\xCD") == "\uFEFF低");
  CHECK(read("\xB5\xCD,\xFF\xB1\xA3\n\xB5\xCD\n") == "低,\uFFFD保@4");
  CHECK(read("\xB5") == "\uFFFD@0");
  CHECK(read("\xB5,1\n") == "\uFFFD,1@0");

  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "\xB5\xCD\n";
  CHECK(read(many).size() == 400'000);
  CHECK(read(many + std::string(100'000, '\xFF')).size() < 500'000);
}

TEST_CASE("a table is decoded where its source is made, and keeps its bytes") {
  const std::string bytes = "\xCF\xD8\n\xC1\xD6\n";
  const Source table("t.csv", bytes, Language::zh, Form::table);
  CHECK(table.fault() == SourceFault::none);
  CHECK(table.text() == "县\n林\n");
  CHECK(table.original() == bytes);
  CHECK(table.position(4) == Position{2, 1});
  const Source rules("t.rules", bytes, Language::zh);
  CHECK(rules.fault() == SourceFault::invalid_utf8);
  CHECK(rules.original() == bytes);
  const Source marked("t.csv", "\xEF\xBB\xBF县", Language::zh, Form::table);
  CHECK(marked.original() == "县");
  const Source broken("t.csv", "\x84\x31\x95\x33\xB5\xCD\xFF", Language::zh, Form::table);
  CHECK(broken.fault() == SourceFault::invalid_gb18030);
  CHECK(broken.text() == "低\uFFFD");
  CHECK(broken.fault_offset() == 3);
}

TEST_CASE("Word and Excel documents are known by how they begin") {
  CHECK(is_office_document("PK\3\4..."));
  CHECK(is_office_document("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0"s));
  CHECK(is_office_document("{\\rtf1\\ansi"));
  for (const char* text : {"", "PK", "PK\n", "# language: zh", "{\n", "\xD0\xCF"})
    CHECK_FALSE(is_office_document(text));
  for (const Form form : {Form::plain, Form::table}) {
    const Source source("w", "PK\3\4\n\0"s, Language::en, form);
    CHECK(source.fault() == SourceFault::office_document);
    CHECK(source.text().empty());
  }
}
