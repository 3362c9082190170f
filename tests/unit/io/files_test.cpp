// Reading files: what stays below a folder, what a folder holds, what cannot be read.
#include "io/files.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace entitle;

namespace {

std::string code_of(const std::string& path) {
  const text::SourceSet none;
  text::Report report(none);
  const std::optional<std::string> bytes = io::read_file(path, path, report);
  if (bytes) return "read";
  REQUIRE(report.diagnostics().size() == 1);
  return report.diagnostics()[0].code;
}

}  // namespace

TEST_CASE("the names of tables stay below their folder") {
  CHECK(io::stays_below("counties.csv"));
  CHECK(io::stays_below("standards/a b/低保.csv"));
  CHECK_FALSE(io::stays_below(""));
  CHECK_FALSE(io::stays_below("/etc/passwd"));
  CHECK_FALSE(io::stays_below("../a.csv"));
  CHECK_FALSE(io::stays_below("a/../../b.csv"));
  CHECK_FALSE(io::stays_below("a\\..\\b.csv"));
  CHECK_FALSE(io::stays_below(std::string_view("a\0b", 3)));
}

TEST_CASE("what cannot be read is said") {
  CHECK(code_of("no/such/file") == "R0101");
  CHECK(code_of(std::string("a\0b", 3)) == "R0101");
  CHECK(code_of(".") == "R0103");
  CHECK(code_of("/proc/self/mem") == "R0102");
  CHECK(code_of("/proc/self/status") == "read");
}

TEST_CASE("a folder's rule files come by name, and nothing else does") {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / "entitle_files_test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "d.rules");
  for (const char* name : {"b.rules", "a.rules", "c.csv", "rules"})
    std::ofstream(folder / name) << "x";
  const text::SourceSet none;
  text::Report report(none);
  const std::vector<std::string> files = io::rule_files(folder.string(), report);
  REQUIRE(files.size() == 2);
  CHECK(files[0].ends_with("a.rules"));
  CHECK(files[1].ends_with("b.rules"));
  CHECK_FALSE(report.has_errors());
  std::filesystem::remove_all(folder / "a.rules");
  std::filesystem::remove_all(folder / "b.rules");
  CHECK(io::rule_files(folder.string(), report).empty());
  CHECK(report.has_errors());
  std::filesystem::remove_all(folder);
}
