// The golden rule files and the rulesets that are shipped: all parse; the English and the Chinese
// file of a pair say the same; and no damage to them does harm.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <vector>

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
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(ENTITLE_SOURCE_DIR) / folder))
      if (entry.path().extension() == ".rules") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

// Compares printed trees of the two languages: each word is the same, or a name and its twin.
class Twins {
 public:
  void learn(const std::string& printed) {
    for (std::size_t at = printed.find('['); at != std::string::npos;
         at = printed.find('[', at + 1)) {
      const std::string name = printed.substr(at + 1, printed.find(']', at) - at - 1);
      const std::size_t slash = name.find(" / ");
      if (slash != std::string::npos) pairs_.emplace(name.substr(0, slash), name.substr(slash + 3));
    }
  }

  [[nodiscard]] bool same(const std::string& chinese, const std::string& english) const {
    const auto a = words(chinese);
    const auto b = words(english);
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [this](const std::string& x, const std::string& y) {
                        return x == y || pairs_.contains({x, y}) || pairs_.contains({y, x});
                      });
  }

 private:
  // Words and marks; a quoted text is one word. The name of an example is in one language only.
  static std::vector<std::string> words(const std::string& line) {
    std::vector<std::string> out(1);
    bool quoted = false;
    for (const char c : line.starts_with("example ") ? line.substr(line.rfind('"') + 1) : line) {
      if (!quoted && std::string_view(" ()[]<>:").find(c) != std::string_view::npos) {
        out.push_back({c});
        out.emplace_back();
      } else {
        out.back() += c;
      }
      if (c == '"') quoted = !quoted;
    }
    return out;
  }

  std::set<std::pair<std::string, std::string>> pairs_;
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
  Twins twins;
  for (const fs::path& path : rule_files()) twins.learn(print(Parsed(read(path)).tree));
  int pairs = 0;
  for (const fs::path& path : rule_files()) {
    if (!path.string().ends_with(".en.rules")) continue;
    std::string other = path.string();
    other.replace(other.rfind(".en."), 4, ".zh.");
    CAPTURE(other);
    std::istringstream english(print(Parsed(read(path)).tree));
    std::istringstream chinese(print(Parsed(read(other)).tree));
    std::string a;
    std::string b;
    while (std::getline(english, a)) {
      REQUIRE(std::getline(chinese, b));
      CHECK_MESSAGE(twins.same(b, a), a << "\n" << b);
    }
    CHECK_FALSE(std::getline(chinese, b));
    ++pairs;
  }
  CHECK(pairs >= 4);
}

TEST_CASE("no end of a file does harm") {
  for (const fs::path& path : rule_files()) {
    const std::string whole = read(path);
#ifdef NDEBUG
    const std::size_t step = 7;
#else
    const std::size_t step = std::max<std::size_t>(7, whole.size() / 100);
#endif
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
