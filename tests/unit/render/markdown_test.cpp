// Markdown: what is escaped, how indents become nested lists, what parts two lists and two blocks.
#include "render/markdown.hpp"

#include <doctest/doctest.h>

using namespace entitle::render;

TEST_CASE("what Markdown would read is escaped") {
  CHECK(escaped("a|b") == "a\\|b");
  CHECK(escaped("*<b>_&`[x]\\~") == "\\*\\<b\\>\\_\\&\\`\\[x\\]\\\\\\~");
  CHECK(escaped("# 1") == "\\# 1");
  CHECK(escaped("- a") == "\\- a");
  CHECK(escaped("+ a") == "\\+ a");
  CHECK(escaped("12. a") == "12\\. a");
  CHECK(escaped("3) a") == "3\\) a");
  CHECK(escaped("1.5 a") == "1.5 a");
  CHECK(escaped("2,100.00") == "2,100.00");
  CHECK(escaped("a\n\r\t b") == "a b");
  CHECK(escaped("910.00\u00A0元") == "910.00 元");
  CHECK(escaped(" 卓玛 ") == "卓玛");
  CHECK(escaped("") == "");
}

TEST_CASE("a page as Markdown") {
  MarkdownSheet sheet;
  sheet.title("A", "B");
  sheet.heading("C|", "");
  sheet.numbered(2, 1, "one", "right");
  sheet.line(5, 7, "under it", "");
  sheet.numbered(2, 2, "two", "");
  sheet.blank();
  sheet.line(2, 4, "other list", "");
  const std::size_t below = sheet.entry({2, "✓", "label", 9, "text", ""});
  sheet.line(below, below, "deep", "");
  sheet.entry({2, "?", "", 0, "no label", "x"});
  sheet.table(2, {{"a|b", "c"}, {"d"}}, {"h", "i", "j"});
  sheet.line(0, 2, "end", "");
  CHECK(sheet.take() == R"(# A

B

## C\|

1. one — right
   - under it
2. two

* other list
* ✓ **label** text
  * deep
* ? no label — x

| h | i | j |
| --- | --- | --- |
| a\|b | c |  |
| d |  |  |

end
)");
}
