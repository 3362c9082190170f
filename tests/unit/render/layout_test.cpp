// Lines and columns: where a line may end, and that columns stand straight under 汉字.
#include "render/layout.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace entitle::render;

namespace {

std::string tied(std::string text) {
  for (std::size_t at = text.find('_'); at != std::string::npos; at = text.find('_', at))
    text.replace(at, 1, tie);
  return text;
}

std::vector<std::string> lines_of(const std::string& page) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t end = page.find('\n'); end != std::string::npos; end = page.find('\n', begin)) {
    lines.push_back(page.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

}  // namespace

TEST_CASE("lines end at spaces and between 汉字") {
  CHECK(wrap("aa bb cc", 5) == std::vector<std::string>{"aa bb", "cc"});
  CHECK(wrap("家庭人均收入", 6) == std::vector<std::string>{"家庭人", "均收入"});
  CHECK(wrap("", 10) == std::vector<std::string>{""});
}

TEST_CASE("no line ends inside a number, before its unit, or before closing punctuation") {
  CHECK(wrap(tied("低于 2,730.00_元/月"), 10) ==
        std::vector<std::string>{"低于", tied("2,730.00_元/月")});
  CHECK(wrap("第9条和第14条", 8) == std::vector<std::string>{"第9条和", "第14条"});
  CHECK(wrap("收入低，符合", 6) == std::vector<std::string>{"收入", "低，符", "合"});
  CHECK(wrap("见（附件）内", 8) == std::vector<std::string>{"见（附", "件）内"});
  // A word that is wider than the line stands alone and whole.
  CHECK(wrap("a 1234567890 b", 4, 4, true) ==
        std::vector<std::string>{"a", "1234", "5678", "90 b"});
  CHECK(wrap("至多分 1024 种可能", 20, 11, true) == std::vector<std::string>{"至多分 1024 种可能"});
  CHECK(wrap("每项至多分 1024 种可能", 14, 11, true) ==
        std::vector<std::string>{"每项至多分", "1024 种可能"});
  CHECK(wrap("a 1234567890 b", 4) == std::vector<std::string>{"a", "1234567890", "b"});
}

TEST_CASE("columns stand straight under 汉字") {
  Sheet sheet(80);
  sheet.table(2, {{"符合", "低保", "全户", "x"}, {"qualifies", "低收入家庭", "卓玛、扎西", "y"}});
  const std::vector<std::string> lines = lines_of(sheet.take());
  REQUIRE(lines.size() == 2);
  CHECK(width_of(lines[0].substr(0, lines[0].find('x'))) ==
        width_of(lines[1].substr(0, lines[1].find('y'))));
}

TEST_CASE("on a narrow page the last column stands under the others") {
  Sheet sheet(30);
  sheet.table(2, {{"符合", "最低生活保障边缘家庭", "全户", "至多 330.00"}});
  CHECK(sheet.take() == "  符合  最低生活保障边缘家庭\n    全户\n      至多 330.00\n");
}

TEST_CASE("the right side stands at the edge, or below where there is no room") {
  Sheet sheet(20);
  sheet.line(0, 2, "收入", "第9条");
  sheet.line(0, 2, "家庭人均收入", "第9条、第13条");
  CHECK(sheet.take() == "收入           第9条\n家庭人均收入\n  第9条、第13条\n");
}

TEST_CASE("no line is wider than the page") {
  const std::string text = tied(
      "家庭人均收入 800.00 至 1,000.00_元/月，是否低于低保标准 910.00_元/月 ① a longer English "
      "tail of words");
  for (unsigned width = 24; width < 120; width += 3) {
    Sheet sheet(width);
    sheet.line(2, 10, text, "国务院令第649号 第9条");
    for (const std::string& line : lines_of(sheet.take())) CHECK(width_of(line) <= width);
  }
}
