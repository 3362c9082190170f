// The golden rule files and the rulesets that are shipped: all parse; the English and the Chinese file of a pair say the
// same; and no damage to them does harm.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "parsed.hpp"

using namespace entitle::syntax;
namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<fs::path> rule_files() {
  std::vector<fs::path> out;
  for (const char* folder : {"tests/golden/rules", "rulesets"})
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(ENTITLE_SOURCE_DIR) / folder))
      if (entry.path().extension() == ".rules") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

// Puts the English name for every Chinese one of a printed tree, and drops what only one language says.
class Translation {
 public:
  void learn(const std::string& printed) {
    for (std::size_t at = printed.find('['); at != std::string::npos; at = printed.find('[', at + 1)) {
      const std::string name = printed.substr(at + 1, printed.find(']', at) - at - 1);
      const std::size_t slash = name.find(" / ");
      if (slash != std::string::npos) english_[name.substr(0, slash)] = name.substr(slash + 3);
    }
  }

  std::string apply(const std::string& printed) const {
    std::string out;
    std::istringstream lines(printed);
    for (std::string line; std::getline(lines, line);) out += apply_to_line(line) + '\n';
    return out;
  }

 private:
  std::string apply_to_line(std::string line) const {
    if (line.starts_with("example ")) return "example" + line.substr(line.rfind('"') + 1);
    std::string out;
    std::string word;
    bool quoted = false;
    for (const char c : line + '\n') {
      const bool parts = !quoted && std::string_view(" ()[]<>:/\n").find(c) != std::string_view::npos;
      if (parts) {
        const auto found = english_.find(word);
        out += found == english_.end() ? word : found->second;
        word.clear();
        out += c;
      } else {
        word += c;
      }
      if (c == '"') quoted = !quoted;
    }
    out.pop_back();
    // [a / b] stands in the order of the file.
    const std::size_t open = out.find('[');
    const std::size_t slash = out.find(" / ");
    const std::size_t close = out.find(']');
    if (open != std::string::npos && slash != std::string::npos && slash < close && open < slash)
      out = out.substr(0, slash) + out.substr(close);
    return out;
  }

  std::map<std::string, std::string> english_;
};

void check_spans(const Parsed& parsed) {
  const auto size = parsed.sources[0].size();
  for (const auto& diagnostic : parsed.report.diagnostics()) {
    for (const auto& label : diagnostic.labels) {
      REQUIRE(label.begin <= label.end);
      REQUIRE(label.end <= size);
    }
  }
}

}  // namespace

TEST_CASE("the golden files and the rulesets parse") {
  const auto files = rule_files();
  CHECK(files.size() >= 10);
  for (const fs::path& path : files) {
    CAPTURE(path.filename().string());
    CHECK(Parsed(read(path)).errors() == "");
  }
}

TEST_CASE("a pair of golden files has one meaning") {
  Translation translation;
  for (const fs::path& path : rule_files())
    if (path.string().ends_with(".zh.rules")) translation.learn(print(Parsed(read(path)).tree));
  int pairs = 0;
  for (const fs::path& path : rule_files()) {
    if (!path.string().ends_with(".en.rules")) continue;
    std::string chinese = path.string();
    chinese.replace(chinese.rfind(".en."), 4, ".zh.");
    CAPTURE(chinese);
    // A label may stand for different names in different files; that of its own file is meant.
    const std::string printed = print(Parsed(read(chinese)).tree);
    Translation own = translation;
    own.learn(printed);
    std::istringstream a(own.apply(print(Parsed(read(path)).tree)));
    std::istringstream b(own.apply(printed));
    std::string line_a;
    std::string line_b;
    while (std::getline(a, line_a)) {
      std::getline(b, line_b);
      REQUIRE(line_a == line_b);
    }
    CHECK_FALSE(std::getline(b, line_b));
    ++pairs;
  }
  CHECK(pairs >= 4);
}

TEST_CASE("no end of a file does harm") {
  for (const fs::path& path : rule_files()) {
    const std::string whole = read(path);
    const std::size_t step = std::max<std::size_t>(7, whole.size() / 400 / 7 * 7);
    for (std::size_t size = 0; size < whole.size(); size += step) {
      const Parsed parsed(whole.substr(0, size));
      check_spans(parsed);
    }
  }
}

TEST_CASE("no changed byte does harm") {
  std::uint32_t random = 12345;
  const auto next = [&random] { return random = random * 1664525U + 1013904223U; };
  for (const fs::path& path : rule_files()) {
    const std::string whole = read(path);
    for (int round = 0; round < 60; ++round) {
      std::string damaged = whole;
      for (int i = 0; i < 1 + round / 10; ++i) {
        const std::size_t at = next() % damaged.size();
        static constexpr std::string_view marks = "{}()[]:;,\"#/ \n";
        if (round % 3 == 0)
          damaged[at] = static_cast<char>(damaged[at] ^ (1U << next() % 8));
        else if (round % 3 == 1)
          damaged[at] = marks[next() % marks.size()];
        else
          damaged.erase(at, next() % 40);
        if (damaged.empty()) damaged = "x";
      }
      const Parsed parsed(damaged);
      check_spans(parsed);
    }
  }
}
