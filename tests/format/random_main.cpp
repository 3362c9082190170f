// Random rulesets through the formatter. Of each: English of Chinese of its English form is that,
// byte for byte, and each form is laid out already; that they mean the same is looked at by
// format_rules() itself. Then with noise: whatever of it parses keeps its tree and comments, and is
// laid out by one pass.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "differential/generate.hpp"
#include "entitle/format.hpp"
#include "format/decorate.hpp"

namespace {

using namespace entitle;

struct Counts {
  unsigned translated = 0;
  unsigned refused = 0;  ///< by the checker
  unsigned noisy = 0;
  unsigned unparsed = 0;
};

std::string fail(const char* what, const std::string& text, const std::string& more = {}) {
  return std::string(what) + "\n---\n" + text + "\n---\n" + more;
}

/// What is wrong, or nothing.
std::string try_one(std::uint32_t number, Counts& counts) {
  differential::Random random = differential::Random(11).fork(number + 1);
  const differential::Ruleset drawn = differential::generate(random.fork(1));
  const std::map<std::string, std::string> tables = drawn.tables();
  const Ruleset::Loader loader = [&](std::string_view name) -> std::optional<std::string> {
    const auto found = tables.find(std::string(name));
    return found == tables.end() ? std::nullopt : std::optional(found->second);
  };
  const std::string text = format_test::with_twins(drawn.text(), random);
  const auto into = [&](const std::string& rules, Language language) {
    return format_rules({{"a.rules", rules}}, language, {}, loader);
  };

  const FormatResult english = into(text, Language::en);
  if (!english.complete) {
    if (english.files.empty()) return fail("not formatted", text, to_text(english.diagnostics));
    ++counts.refused;
  } else {
    ++counts.translated;
    const std::string& e = english.files[0].text;
    const FormatResult chinese = into(e, Language::zh);
    if (!chinese.complete) return fail("not translated", e, to_text(chinese.diagnostics));
    const std::string& z = chinese.files[0].text;
    const FormatResult again = into(z, Language::en);
    if (!again.complete) return fail("not translated back", z, to_text(again.diagnostics));
    if (again.files[0].text != e) return fail("another English", e, again.files[0].text);
    if (format_text(e) != e) return fail("formatting English twice differs", e, format_text(e));
    if (format_text(z) != z) return fail("formatting Chinese twice differs", z, format_text(z));
  }

  const std::string noisy = format_test::with_noise(english.files[0].text, random);
  const FormatResult laid_out = format_rules({{"a.rules", noisy}});
  if (!laid_out.complete) {
    for (const Diagnostic& diagnostic : laid_out.diagnostics)
      if (diagnostic.code == "R0230") return fail("another tree", noisy);
    ++counts.unparsed;
    return {};
  }
  ++counts.noisy;
  const std::string& once = laid_out.files[0].text;
  if (format_text(once) != once) return fail("formatting twice differs", once, format_text(once));
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const auto argument = [&](int i, unsigned otherwise) {
    return argc > i ? static_cast<unsigned>(std::strtoul(argv[i], nullptr, 10)) : otherwise;
  };
  const unsigned rulesets = argument(1, 1000);
  const unsigned first = argument(2, 0);
  Counts counts;
  for (unsigned number = first; number < first + rulesets; ++number) {
    const std::string wrong = try_one(number, counts);
    if (wrong.empty()) continue;
    std::printf("ruleset %u: %s\n", number, wrong.c_str());
    return 1;
  }
  std::printf(
      "%u rulesets translated and back, %u not understood; %u laid out with noise, %u not "
      "read with it\n",
      counts.translated, counts.refused, counts.noisy, counts.unparsed);
  const bool enough = counts.refused * 5 < rulesets && counts.noisy * 3 > rulesets;
  if (!enough) std::printf("too few\n");
  return enough ? 0 : 1;
}
