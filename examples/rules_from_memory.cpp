// Compiles rules that no file holds: the text is given, and a loader gives the bytes of each table
// by the name that the rules use, from a database, an archive or, as here, a map. Prints what the
// ruleset is called and what it decides. Nothing touches the disk.
#include <entitle/entitle.hpp>
#include <iostream>
#include <map>
#include <string>

int main() {
  const std::map<std::string, std::string, std::less<>> tables = {
      {"line.csv",
       "from,through,value,status,source\n2020-01-01,2025-12-31,900,published,a decree\n"}};
  const auto loader = [&](std::string_view name) -> std::optional<std::string> {
    const auto found = tables.find(name);
    return found == tables.end() ? std::nullopt : std::optional(found->second);
  };
  const auto rules = entitle::Ruleset::try_compile({{"small.rules", R"(# language: en
ruleset small version 1.0
document decree
  number "1"
  title en "A decree"
entity household { fact income : money per month >= 0 元/月 }
parameter line : money per month >= 0 元/月 from "line.csv"
program help of household
  cites decree article 1
  all of { low : income < line }
  amount line - income
)"}},
                                                   loader);
  if (!rules) {
    std::cerr << to_text(rules.diagnostics);
    return 1;
  }
  auto family = rules.value->new_profile();
  family.root().set("income", entitle::Decimal(640));
  std::cout << rules.value->name() << ' ' << rules.value->version() << "\n\n"
            << rules.value->evaluate(family, entitle::Date(2021, 9, 1)).text(entitle::Language::en);
}
