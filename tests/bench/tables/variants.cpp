// Rewrites the text of the rules and of the standards before they are compiled. A copy of the
// programs declares every definition, criterion and program anew under a name with a number, reads
// those of its own number, and has other amounts, ages, rates and limits, so that little of it is
// what another copy has computed.
#include "variants.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>

namespace bench {
namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

entitle::Ruleset compile(const std::string& folder, std::string rules,
                         const entitle::Ruleset::Loader& loader) {
  entitle::Result<entitle::Ruleset> made = entitle::Ruleset::try_compile(
      {{(std::filesystem::path(folder) / "workload.rules").string(), std::move(rules)}}, loader);
  if (!made) throw entitle::Error(std::move(made.diagnostics));
  return std::move(*made.value);
}

entitle::Ruleset::Loader beside(const std::string& folder) {
  return [folder](std::string_view name) -> std::optional<std::string> {
    return read(std::filesystem::path(folder) / name);
  };
}

/// Replaces what an expression finds by what `change` makes of its match.
template <class Change>
std::string replaced(const std::string& text, const std::regex& what, const Change& change) {
  std::string out;
  std::string::const_iterator from = text.begin();
  for (std::sregex_iterator at(text.begin(), text.end(), what), end; at != end; ++at) {
    out.append(from, text.begin() + at->position());
    out += change(*at);
    from = text.begin() + at->position() + at->length();
  }
  return out.append(from, text.end());
}

/// `value` hundredths as a decimal.
std::string hundredths(long value) {
  char text[32];
  std::snprintf(text, sizeof text, "%ld.%02ld", value / 100, value % 100);
  return text;
}

/// The standards' table with the column `value` as ranges.
std::string ranges(const std::string& table) {
  std::istringstream lines(table);
  std::string line;
  std::string out;
  for (bool head = true; std::getline(lines, line); head = false) {
    static const std::regex cells("^([^,]*,[^,]*,[^,]*,[^,]*),([0-9]+),(.*)$");
    std::smatch found;
    if (!head && !std::regex_match(line, found, cells))
      throw std::runtime_error("not a row of the standards: " + line);
    if (!head) {
      const long value = std::stol(found[2]);
      line = found[1].str() + "," + hundredths(value * 99) + ".." + hundredths(value * 101) + "," +
             found[3].str();
    }
    out += line + "\n";
  }
  return out;
}

/// The entries between the parameters and the settlement.
struct Parts {
  std::string before;
  std::string programs;
  std::string settlement;
};

Parts parts_of(const std::string& rules) {
  const std::size_t first = rules.find("\ndefine ");
  const std::size_t last = rules.find("\nsettlement {");
  if (first == std::string::npos || last == std::string::npos)
    throw std::runtime_error("the rules do not stand in the workload's order");
  return {rules.substr(0, first + 1), rules.substr(first + 1, last - first),
          rules.substr(last + 1)};
}

const std::regex declared("(define|criterion|program) ([a-z_]+) / [^ ]+ of");

/// The programs once more, as number `copy` (from 1).
std::string copied(const std::string& programs, unsigned copy) {
  std::set<std::string> names;
  for (std::sregex_iterator at(programs.begin(), programs.end(), declared), end; at != end; ++at)
    names.insert((*at)[2]);
  const std::string number = "_" + std::to_string(copy + 1);
  std::string text = replaced(programs, declared, [](const std::smatch& found) {
    return found[1].str() + " " + found[2].str() + " of";
  });
  // After `is` stands a choice.
  text = replaced(text, std::regex("(is )?\\b([a-z_]+)\\b"), [&](const std::smatch& found) {
    return found[1].length() == 0 && names.count(found[2]) != 0 ? found[2].str() + number
                                                                : found.str();
  });
  const long more = copy;
  text = replaced(text, std::regex("\\b([0-9,]+) 元"), [&](const std::smatch& found) {
    std::string digits = found[1];
    std::erase(digits, ',');
    const long value = std::stol(digits);
    return (value == 0 || (found.position() > 0 && text[found.position() - 1] == '.')
                ? found[1].str()
                : std::to_string(value + more)) +
           " 元";
  });
  text = replaced(text, std::regex("\\b([0-9]+) (years|months)"), [&](const std::smatch& found) {
    const long value = std::stol(found[1]);
    return std::to_string(value + more % (value < 10 ? 9 : 16)) + " " + found[2].str();
  });
  text = replaced(text, std::regex("\\b([0-9]+)%"), [&](const std::smatch& found) {
    return std::to_string(std::stol(found[1]) + more) + "%";
  });
  // Multipliers of the standard: "* 1.3", "per year * 2".
  text = replaced(
      text, std::regex("\\* ([12])(\\.[0-9])?( rounded| and)"), [&](const std::smatch& found) {
        const long tenths = found[2].length() == 0 ? 0 : found[2].str()[1] - '0';
        return "* " + hundredths(std::stol(found[1]) * 100 + tenths * 10 + more) + found[3].str();
      });
  return text;
}

}  // namespace

entitle::Ruleset rules_with_ranges(const std::string& folder) {
  const entitle::Ruleset::Loader plain = beside(folder);
  return compile(folder, read(std::filesystem::path(folder) / "workload.rules"),
                 [&](std::string_view name) -> std::optional<std::string> {
                   std::optional<std::string> table = plain(name);
                   return name == "standard.csv" ? ranges(*table) : table;
                 });
}

entitle::Ruleset rules_times(const std::string& folder, unsigned times) {
  const Parts parts = parts_of(read(std::filesystem::path(folder) / "workload.rules"));
  std::string programs = parts.programs;
  std::string settlement = parts.settlement;
  const std::size_t end = settlement.rfind('}');
  std::string lines;
  for (unsigned copy = 1; copy < times; ++copy) {
    const std::string number = "_" + std::to_string(copy + 1);
    programs += "\n" + copied(parts.programs, copy);
    lines +=
        "  higher of nursing" + number + ", elderly" + number + "\n    cites text section \"4\"\n";
  }
  settlement.insert(end, lines);
  return compile(folder, parts.before + programs + settlement, beside(folder));
}

}  // namespace bench
