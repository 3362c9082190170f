// Checks every rule file of golden/bad and compares what is said of it with the .diag beside it;
// `--update` rewrites those instead. A line `# with: a.rules b.rules` names files that are checked
// together with it. Then counts: every diagnostic code has an example here, or in a file that
// bad/elsewhere.txt names.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entitle/ruleset.hpp"
#include "text/report.hpp"

namespace fs = std::filesystem;
using namespace entitle;

namespace {

const fs::path root = ENTITLE_SOURCE_DIR;
const fs::path folder = root / "tests/golden/bad";

std::optional<std::string> read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

/// The files that a rule file asks to be checked with, then itself.
std::vector<std::string> together(const std::string& name, const std::string& bytes) {
  static constexpr std::string_view mark = "# with: ";
  std::vector<std::string> names;
  std::istringstream lines(bytes);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind(mark, 0) != 0) continue;
    std::istringstream words(line.substr(mark.size()));
    for (std::string word; words >> word;) names.push_back(word);
  }
  names.push_back(name);
  return names;
}

std::string diagnostics_of(const std::string& name) {
  std::vector<SourceFile> files;
  for (const std::string& part : together(name, read(folder / name).value_or("")))
    files.push_back({part, read(folder / part).value_or("")});
  const Result<Ruleset> rules = Ruleset::try_compile(
      std::move(files), [](std::string_view table) { return read(folder / table); });
  std::string said = to_text(rules.diagnostics);
  if (rules) said += "\nchecked: a model was made\n";
  return said;
}

std::vector<std::string> rule_files() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".rules") names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

/// The numbers of diagnostics in a text: R0401.
std::set<std::string> codes_in(const std::string& text) {
  std::set<std::string> codes;
  for (std::size_t at = text.find("[R"); at != std::string::npos; at = text.find("[R", at + 1))
    if (text.size() > at + 6 && text[at + 6] == ']') codes.insert(text.substr(at + 1, 5));
  return codes;
}

/// Codes whose example is a test of another kind: lines "symbolic_name path", where the file at
/// path names the code.
std::set<std::string> codes_elsewhere(int& failures) {
  std::set<std::string> codes;
  std::istringstream lines(read(folder / "elsewhere.txt").value_or(""));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream words(line);
    std::string name;
    std::string path;
    words >> name >> path;
    const auto all = text::all_codes();
    const auto code =
        std::find_if(all.begin(), all.end(), [&](text::Code c) { return text::name(c) == name; });
    if (code == all.end()) {
      std::cout << "elsewhere.txt: no diagnostic is called " << name << '\n';
      ++failures;
      continue;
    }
    const std::string number(text::number(*code));
    const std::string content = read(root / path).value_or("");
    if (content.find(name) == std::string::npos && content.find(number) == std::string::npos) {
      std::cout << "elsewhere.txt: " << path << " says nothing of " << name << '\n';
      ++failures;
    }
    codes.insert(number);
  }
  return codes;
}

}  // namespace

int main(int argc, char** argv) {
  const bool update = argc > 1 && std::string_view(argv[1]) == "--update";
  int failures = 0;
  std::set<std::string> seen;
  const std::vector<std::string> names = rule_files();
  for (const std::string& name : names) {
    const std::string said = diagnostics_of(name);
    const fs::path beside = (folder / name).replace_extension(".diag");
    if (update) std::ofstream(beside, std::ios::binary) << said;
    const std::string expected = read(beside).value_or("");
    if (said != expected) {
      std::cout << name << ": what is said differs from " << beside.filename().string()
                << "; now it is\n"
                << said << '\n';
      ++failures;
    }
    seen.merge(codes_in(expected));
  }
  const std::set<std::string> elsewhere = codes_elsewhere(failures);
  std::size_t codes = 0;
  for (const text::Code code : text::all_codes()) {
    ++codes;
    const std::string number(text::number(code));
    if (seen.count(number) != 0 || elsewhere.count(number) != 0) continue;
    std::cout << number << " (" << text::name(code) << ") has no failing example\n";
    ++failures;
  }
  std::cout << names.size() << " rule files, " << codes << " codes, " << failures << " failures\n";
  return failures == 0 ? 0 : 1;
}
