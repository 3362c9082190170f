// Draws the pages of the determinations in tests/golden/determination, in both languages, for a
// terminal of two widths and as Markdown, and compares them with tests/golden/pages. With --update
// it writes these files instead.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>

#include "from_json.hpp"

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Whether the file holds `text`; with `update` it does afterwards.
bool same(const fs::path& path, const std::string& text, bool update) {
  if (update) {
    std::ofstream(path, std::ios::binary) << text;
    return true;
  }
  if (read(path) == text) return true;
  std::cout << path.string() << " is not what is drawn now (--update writes it):\n" << text << '\n';
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  const bool update = argc > 1 && std::string_view(argv[1]) == "--update";
  const fs::path golden = ENTITLE_SOURCE_DIR "/tests/golden";
  int failed = 0;
  int drawn = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(golden / "determination")) {
    if (entry.path().extension() != ".json") continue;
    const std::string name = entry.path().stem().string();
    const std::string json = read(entry.path());
    const entitle::Determination determination = pages::from_json(json);
    if (determination.json(2) + "\n" != json) {
      std::cout << "the JSON of " << name << " does not come back as it was:\n"
                << determination.json(2) << '\n';
      ++failed;
    }
    for (const entitle::Language language : {entitle::Language::en, entitle::Language::zh}) {
      const std::string code = language == entitle::Language::zh ? ".zh" : ".en";
      if (!same(golden / "pages" / (name + code + ".txt"), determination.text(language), update))
        ++failed;
      if (!same(golden / "pages" / (name + code + ".narrow.txt"), determination.text(language, 48),
                update))
        ++failed;
      if (!same(golden / "pages" / (name + code + ".missing.txt"), determination.missing(language),
                update))
        ++failed;
      if (!same(golden / "pages" / (name + code + ".html"), determination.html(language), update))
        ++failed;
      if (!same(golden / "pages" / (name + code + ".md"), determination.markdown(language), update))
        ++failed;
      drawn += 5;
    }
  }
  std::cout << drawn << " pages, " << failed << " failed\n";
  return failed == 0 && drawn > 0 ? 0 : 1;
}
