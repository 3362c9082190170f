// Finds names in the tree and tokens in the text, and puts something behind them.
#include "format/decorate.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "syntax/parse.hpp"
#include "syntax/scan.hpp"
#include "text/report.hpp"

namespace entitle::format_test {
namespace {

using differential::Random;

/// Twins that are never twice the same.
class Twins {
 public:
  explicit Twins(Random& random) : random_(random) {}

  std::string next() {
    static const std::vector<std::string> forms{"名",   "收入", "我的", "第 ", "甲",
                                                "and ", "x",    "且",   "中"};
    static const std::vector<std::string> keywords{"且",   "中", "金额", "标题", "低于",
                                                   "人数", "是", "按月", "项目", "事实"};
    if (used_ < keywords.size() && random_.chance(20)) return "「" + keywords[used_++] + "」";
    std::string number;
    static const char* const digits[] = {"零", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    for (std::uint32_t rest = ++count_; rest != 0; rest /= 10) number.insert(0, digits[rest % 10]);
    if (random_.chance(30)) return "「" + random_.pick(forms) + std::to_string(count_) + "」";
    return "「" + random_.pick(forms) + number + "」";
  }

 private:
  Random& random_;
  std::uint32_t count_ = 0;
  std::size_t used_ = 0;
};

void collect(const syntax::Block& block, std::vector<const syntax::Name*>& names) {
  for (const syntax::Entry& entry : block.entries) {
    names.push_back(&entry.label);
    for (const syntax::Block& inner : entry.block) collect(inner, names);
  }
}

std::vector<const syntax::Name*> declared(const syntax::File& file) {
  std::vector<const syntax::Name*> names;
  if (file.ruleset) names.push_back(&*file.ruleset);
  const auto type = [&](const syntax::TypeName& of) {
    for (const syntax::Name& choice : of.choices) names.push_back(&choice);
  };
  for (const auto& each : file.documents) names.push_back(&each.name);
  for (const auto& entity : file.entities) {
    names.push_back(&entity.name);
    for (const auto& fact : entity.facts) {
      names.push_back(&fact.name);
      type(fact.type);
    }
    for (const auto& collection : entity.collections) names.push_back(&collection.name);
  }
  for (const auto& parameter : file.parameters) {
    names.push_back(&parameter.name);
    type(parameter.type);
  }
  for (const auto& definition : file.definitions) names.push_back(&definition.name);
  for (const auto& rule : file.rules) {
    names.push_back(&rule.name);
    for (const auto& block : rule.block) collect(block, names);
  }
  return names;
}

/// What an example says of an entity: yes/no and choices drawn, the rest unknown, its members.
std::string givens(const syntax::File& file, const syntax::Entity& entity, Random& random) {
  std::string text;
  const std::vector<std::string> parting{", ", "\n", "\n\n", " # c\n", ",\n"};
  const auto add = [&](const std::string& name, const std::string& value) {
    if (!text.empty()) text += random.pick(parting);
    text += name + " : " + value;
  };
  for (const syntax::Fact& fact : entity.facts) {
    if (!fact.only_if.empty() || random.chance(40)) continue;
    const auto& choices = fact.type.choices;
    if (fact.type.word == syntax::TypeWord::yes_no)
      add(fact.name.text, random.chance(50) ? "yes" : "no");
    else if (choices.size() > 1 && random.chance(50))
      add(fact.name.text, "one of {" + choices[0].text + ", " + choices[1].text + "}");
    else if (!choices.empty())
      add(fact.name.text, choices[random.below(choices.size())].text);
    else
      add(fact.name.text, "unknown");
  }
  for (const syntax::Collection& collection : entity.collections) {
    const auto element = std::find_if(
        file.entities.begin(), file.entities.end(),
        [&](const syntax::Entity& each) { return each.name.text == collection.element.text; });
    if (element == file.entities.end()) continue;
    const std::string gap = random.chance(50) ? " " : "\n";
    add(collection.name.text, "[" + gap + "{" + gap + givens(file, *element, random) + gap + "}" +
                                  gap + "]" + (random.chance(50) ? ", incomplete" : " incomplete"));
  }
  return text;
}

std::string example(const syntax::File& file, Random& random) {
  if (file.entities.empty()) return {};
  const syntax::Entity& root = file.entities.front();
  std::string text =
      "\nexample \"e\" as of 2021-06-01 {\n" + givens(file, root, random) + "\n} expect {\n";
  for (const syntax::Rule& rule : file.rules)
    if (rule.program && rule.entity.text == root.name.text)
      text += rule.name.text + " : depends" + (random.chance(50) ? "\n" : " ; ");
  return text + "}\n";
}

}  // namespace

std::string with_twins(const std::string& rules, Random& random) {
  text::SourceSet sources;
  text::Report report(sources);
  const text::FileId file = sources.add("", rules);
  const syntax::File tree = syntax::parse(sources[file], file, report);
  std::string text = rules + example(tree, random);
  std::vector<const syntax::Name*> names = declared(tree);
  std::sort(names.begin(), names.end(), [](const syntax::Name* a, const syntax::Name* b) {
    return a->span.begin > b->span.begin;
  });
  Twins twins(random);
  for (const syntax::Name* name : names)
    if (random.chance(80)) text.insert(name->span.end, " / " + twins.next());
  return text;
}

std::string with_noise(const std::string& rules, Random& random) {
  using syntax::Iterator;
  const std::vector<std::string> noises{"\n", "\r\n", "  ", "　", "\t", " # c\n", "\n\n# d\n\n"};
  std::string text;
  const Iterator last = rules.data() + rules.size();
  const std::uint32_t percent = random.below(4);
  for (Iterator p = rules.data(); p != last;) {
    const Iterator token = syntax::skip_space(p, last);
    text.append(p, token);
    if (token == last) break;
    p = syntax::scan_any(token, last);
    text.append(token, p);
    if (p != last && (*p == ' ' || *p == '\n') && random.chance(percent))
      text += random.pick(noises);
  }
  return text;
}

}  // namespace entitle::format_test
