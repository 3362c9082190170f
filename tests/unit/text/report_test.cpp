// Reports and how they are drawn: in the reader's language, marks right under 汉字, several labels
// and files.
#include "text/report.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

using namespace entitle;
using namespace entitle::text;

namespace {

/// The place of the `nth` occurrence of `words` in a file.
Place place_of(const SourceSet& sources, FileId file, std::string_view words, int nth = 0) {
  std::size_t at = sources[file].text().find(words);
  for (; nth > 0; --nth) at = sources[file].text().find(words, at + 1);
  REQUIRE(at != std::string_view::npos);
  const auto begin = static_cast<std::uint32_t>(at);
  return {file, {begin, begin + static_cast<std::uint32_t>(words.size())}};
}

std::string drawn(const Report& report) { return to_text(report.diagnostics()); }

}  // namespace

TEST_CASE("marks stand right under 汉字, primary and secondary, the cure below") {
  SourceSet sources;
  const FileId file = sources.add(
      "低保.rules", "# language: zh\n    收入: 家庭月收入 低于 农村低保标准\n", Language::zh);
  Report report(sources);
  report.report(Code::unknown_name, place_of(sources, file, "家庭月收入"), {"家庭月收入"})
      .label(place_of(sources, file, "农村低保标准"), Word::label_declared_as,
             {"元/年", "标准.rules:7"})
      .help(Word::help_did_you_mean, {"家庭收入"});
  CHECK(drawn(report) ==
        "错误[R0301]：没有声明过「家庭月收入」\n"
        "  ┌─ 低保.rules:2:9\n"
        "2 │     收入: 家庭月收入 低于 农村低保标准\n"
        "  │           ^^^^^^^^^^      ~~~~~~~~~~~~ 在 标准.rules:7 声明为 元/年\n"
        "  = 改法：是不是「家庭收入」？\n");
}

TEST_CASE("several labels on a line, further lines, another file, notes") {
  SourceSet sources;
  const FileId a = sources.add("a.rules", "one\ntwo three four\nfive\nsix\nseven eight\n");
  const FileId b = sources.add("b.rules", std::string(99, '\n') + "other name here\n");
  Report report(sources);
  report.report(Code::declared_twice, place_of(sources, a, "three"), {"three"})
      .at_primary(Word::label_opened_here)
      .label(place_of(sources, a, "four"), Word::label_declared_here)
      .label(place_of(sources, a, "two"))
      .label(place_of(sources, a, "eight"), Word::label_first_here)
      .label(place_of(sources, b, "name"), Word::label_declared_here)
      .also(place_of(sources, b, "here"))
      .note(Word::help_did_you_mean, {"x"});
  CHECK(drawn(report) ==
        "error[R0302]: three is declared twice\n"
        "    ┌─ a.rules:2:5\n"
        "  2 │ two three four\n"
        "    │ ~~~ ^^^^^ ~~~~ declared here\n"
        "    │     opened here\n"
        "    │ …\n"
        "  5 │ seven eight\n"
        "    │       ~~~~~ first here\n"
        "    ┌─ b.rules:100:12\n"
        "100 │ other name here\n"
        "    │       ~~~~ ^^^^\n"
        "    │       declared here\n"
        "    = note: did you mean \"x\"?\n"
        "    = help: rename or remove one of them\n");
}

TEST_CASE("tabs, empty places, places over lines, the end of the file") {
  SourceSet sources;
  const FileId file = sources.add("t", "\tab\tcd\nlast");
  Report report(sources, Language::en);
  report.report(Code::file_empty, place_of(sources, file, "ab"), {"t"});
  report.report(Code::file_empty, place_of(sources, file, "cd"), {"t"});
  report.report(Code::file_empty, place_of(sources, file, "b\tcd\nla"), {"t"});
  report.report(Code::file_empty, Place{file, {1, 1}}, {"t"});
  report.report(Code::file_empty, Place{file, {99, 99}}, {"t"});
  const std::string head = "error[R0107]: t is empty\n";
  CHECK(drawn(report) == head + "  ┌─ t:1:2\n1 │     ab  cd\n  │     ^^\n\n" +          //
                             head + "  ┌─ t:1:2\n1 │     ab  cd\n  │     ^\n\n" +       //
                             head + "  ┌─ t:1:3\n1 │     ab  cd\n  │      ^^^^^\n\n" +  //
                             head + "  ┌─ t:1:5\n1 │     ab  cd\n  │         ^^\n\n" +  //
                             head + "  ┌─ t:2:5\n2 │ last\n  │     ^\n");
}

TEST_CASE("a very long line is shown around the place") {
  SourceSet sources;
  std::string line;
  for (int i = 0; i < 300; ++i) line += i == 150 ? "错" : "字";
  const FileId file = sources.add("长", line, Language::zh);
  Report report(sources);
  report.report(Code::unknown_name, place_of(sources, file, "错"), {"错"});
  std::string quote;
  for (int i = 110; i < 230; ++i) quote += i == 150 ? "错" : "字";
  CHECK(drawn(report) == "错误[R0301]：没有声明过「错」\n  ┌─ 长:1:151\n1 │ …" + quote + "…\n  │ " +
                             std::string(1 + 80, ' ') + "^^\n  = 改法：请先声明，或检查是否写错\n");
}

TEST_CASE("a path stands where a place would, or beside it") {
  SourceSet sources;
  const FileId file = sources.add("p.json", "{\"age\": -1}");
  Report report(sources, Language::zh);
  report.report(Code::profile_empty_range, {"年龄", "3", "2"}).path("/members/0/age");
  report.report(Code::file_empty, place_of(sources, file, "-1"), {"x"}).path("/age");
  CHECK(drawn(report) ==
        "错误[R0107]：x 是空的\n  ┌─ p.json:1:9  /age\n1 │ {\"age\": -1}\n  │         ^^\n\n"
        "错误[R0728]：「年龄」没有 3 到 2 之间的值\n  ┌─ /members/0/age\n"
        "  = 改法：请把较小的写在 \"min\"，较大的写在 \"max\"\n");
}

TEST_CASE("without a language a diagnostic speaks that of its file") {
  SourceSet sources;
  const FileId zh = sources.add("中", "x", Language::zh);
  const FileId en = sources.add("en", "x", Language::en);
  Report report(sources);
  report.report(Code::unknown_name, {zh, {0, 1}}, {Argument("income", "收入")});
  report.report(Code::unknown_name, {en, {0, 1}}, {Argument("income", "收入")});
  report.report(Code::unknown_name, {Word::op_less});
  const auto told = report.diagnostics();
  REQUIRE(told.size() == 3);
  CHECK(told[0].message == "没有声明过「收入」");
  CHECK(told[1].message == "income is not declared");
  CHECK(told[2].message == "< is not declared");
}

TEST_CASE("after fifty only the number is told, and drafts past it are harmless") {
  SourceSet sources;
  const FileId file = sources.add("a", std::string(100, 'x'), Language::en);
  Report report(sources);
  for (std::uint32_t i = 0; i < 73; ++i)
    report.report(Code::unknown_name, {file, {99 - i, 100 - i}}, {i})
        .label({file, {0, 1}}, Word::label_first_here)
        .at_primary(Word::label_first_here)
        .also({file, {0, 1}})
        .note(Word::end_of_file)
        .help(Word::end_of_file)
        .no_help()
        .path("/x");
  CHECK(report.count() == 73);
  CHECK(report.error_count() == 73);
  CHECK(report.has_errors());
  const auto told = report.diagnostics();
  REQUIRE(told.size() == 51);
  CHECK(told.front().message == "49 is not declared");  // by place, not by time
  CHECK(told.back().code == "R0100");
  CHECK(told.back().severity == Severity::note);
  CHECK(told.back().message == "23 more are not shown");
}

TEST_CASE("an argument cannot flood or disturb the screen") {
  SourceSet sources;
  Report report(sources);
  report.report(Code::unknown_name, {std::string(1 << 20, 'x')});
  report.report(Code::unknown_name, {"a\x1B[2Jb\nc"});
  const auto told = report.diagnostics();
  CHECK(told[0].message == std::string(80, 'x') + "… is not declared");
  CHECK(told[1].message == "a\uFFFD[2Jb\uFFFDc is not declared");
}

TEST_CASE("an error says everything and may be copied") {
  SourceSet sources;
  Report report(sources);
  report.report(Code::unknown_name, {"x"});
  report.report(Code::file_empty, {"y"});
  try {
    throw Error(report.diagnostics());
  } catch (const Error& caught) {
    const Error copy = caught;
    CHECK(copy.diagnostics().size() == 2);
    CHECK(std::string(copy.what()) ==
          "error[R0301]: x is not declared\n  = help: declare it, or check the spelling\n\n"
          "error[R0107]: y is empty\n");
  }
  CHECK(has_errors(report.diagnostics()));
  CHECK_FALSE(has_errors({}));
}

TEST_CASE("unreadable sources are told with their place") {
  SourceSet sources;
  const FileId fine = sources.add("fine", "x");
  const FileId gb = sources.add("gb", "a\n\xB5\xCD\xB1\xA3", Language::en);
  const FileId nul = sources.add("nul", std::string("a\0b", 3));
  const FileId large = sources.add("large", std::string(Source::max_bytes + 1, 'x'));
  Report report(sources, Language::en);
  CHECK(check_readable(sources, fine, report));
  CHECK(report.count() == 0);
  CHECK_FALSE(check_readable(sources, gb, report));
  CHECK_FALSE(check_readable(sources, nul, report));
  CHECK_FALSE(check_readable(sources, large, report));
  CHECK(drawn(report) ==
        "error[R0105]: this is not UTF-8 text\n  ┌─ gb:2:1\n2 │ \uFFFD\u0371\uFFFD\n  │ ^\n"
        "  = help: save the file again as UTF-8: in Notepad, File > Save as, Encoding: UTF-8\n\n"
        "error[R0106]: there is a NUL byte here, so this is not a text file\n  ┌─ nul:1:2\n"
        "1 │ a\uFFFDb\n  │  ^\n  = help: save the file as plain UTF-8 text\n\n"
        "error[R0104]: large has more than 32 MB\n"
        "  = help: split it, or check that it is the right file\n");
}
