// The page as a whole: order of the answers, one line for what nobody gets, refusals with the lines
// that refuse.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "entitle/determination.hpp"
#include "render/layout.hpp"
#include "render/refusal.hpp"

using namespace entitle;

namespace {

StatusSet only(Status status) {
  StatusSet set;
  set.add(status);
  return set;
}

Reason line(const char* label, Truth3 truth) {
  Reason reason;
  reason.label = {label, label};
  reason.reads = {label, label};
  reason.truth = truth;
  return reason;
}

/// Three programs: one that nobody gets, an open one, one that 卓玛 gets and 扎西 does not.
Determination family() {
  Determination d;
  d.header.title = {"Rules", "规则集"};
  d.header.version = "1";
  d.header.as_of = Date(2021, 9, 1);
  d.members = 2;
  const auto program = [&](const char* key, Text label, bool of_household, std::uint32_t outcomes) {
    ProgramInfo& info = d.programs.emplace_back();
    info.key = key;
    info.label = label;
    info.of_household = of_household;
    info.first_outcome = static_cast<std::uint32_t>(d.outcomes.size());
    info.outcomes = outcomes;
    for (std::uint32_t i = 0; i < outcomes; ++i) {
      Outcome& outcome = d.outcomes.emplace_back();
      outcome.program = key;
      outcome.label = label;
      outcome.reason.kind = Reason::Kind::all_of;
    }
  };
  program("refused", {"refused", "被拒项目"}, true, 1);
  d.outcomes[0].status = only(Status::does_not_qualify);
  d.outcomes[0].reason.parts = {line("资格", Truth3::yes), line("年龄", Truth3::no)};
  program("open", {"open", "未定项目"}, true, 1);
  d.outcomes[1].status = only(Status::does_not_qualify);
  d.outcomes[1].status.add(Status::qualifies);
  d.outcomes[1].reason.parts = {line("收入", Truth3::unknown)};
  program("given", {"given", "已定项目"}, false, 2);
  d.outcomes[2].recipient = "卓玛";
  d.outcomes[2].recipient_number = 1;
  d.outcomes[2].status = only(Status::qualifies);
  d.outcomes[2].reason.parts = {line("高龄", Truth3::yes)};
  d.outcomes[3].recipient = "扎西";
  d.outcomes[3].recipient_number = 2;
  d.outcomes[3].status = only(Status::does_not_qualify);
  d.outcomes[3].reason.parts = {line("高龄", Truth3::no)};
  return d;
}

}  // namespace

TEST_CASE("who qualifies stands first, then what is open, then what nobody gets") {
  const std::string page = family().text(Language::zh);
  const std::size_t given = page.find("符合    已定项目");
  const std::size_t open = page.find("待定    未定项目");
  const std::size_t refused = page.find("不符合  被拒项目");
  REQUIRE(given != std::string::npos);
  CHECK(given < open);
  CHECK(open < refused);
  // Of a program that somebody gets, who does not get it is not listed.
  CHECK(page.find("扎西") == std::string::npos);
}

TEST_CASE("a refusal shows the line that refuses and no other") {
  const std::string page = family().text(Language::zh);
  const std::size_t why = page.find("不符合的原因");
  REQUIRE(why != std::string::npos);
  CHECK(page.find("✗ 年龄", why) != std::string::npos);
  CHECK(page.find("资格", why) == std::string::npos);
}

TEST_CASE("of \"none of\" the lines that hold refuse") {
  Reason reason;
  reason.kind = Reason::Kind::none_of;
  reason.truth = Truth3::no;
  reason.parts = {line("a", Truth3::yes), line("b", Truth3::no), line("c", Truth3::unknown)};
  const std::vector<const Reason*> found = render::refusing(reason);
  REQUIRE(found.size() == 1);
  CHECK(found[0]->label.zh == "a");
  // Where no line alone refuses, the whole does.
  reason.parts = {line("c", Truth3::unknown)};
  CHECK(render::refusing(reason)[0] == &reason);
}

TEST_CASE("nothing at all makes a page too") {
  const Determination empty;
  CHECK_FALSE(empty.text(Language::zh).empty());
  CHECK(empty.missing(Language::zh) == "没有缺少的情况。\n");
  CHECK(empty.missing(Language::en) == "Nothing is missing.\n");
}

TEST_CASE(
    "the Chinese page has no English, the English page no words of the rules' other language") {
  for (const char c : family().text(Language::zh)) CHECK_FALSE((c >= 'a' && c <= 'z'));
}

TEST_CASE("no line is wider than the page, whatever its width") {
  for (unsigned width = 24; width <= 120; width += 7) {
    const std::string page = family().text(Language::en, width);
    std::size_t begin = 0;
    for (std::size_t end = page.find('\n'); end != std::string::npos;
         end = page.find('\n', begin)) {
      CHECK(render::width_of(std::string_view(page).substr(begin, end - begin)) <= width);
      begin = end + 1;
    }
  }
}
