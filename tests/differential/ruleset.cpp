// Prints a generated ruleset as rule text and tables, so that the whole chain is tested.
#include "differential/ruleset.hpp"

namespace entitle::differential {

namespace {

std::string spaces(int indent) { return std::string(static_cast<std::size_t>(indent), ' '); }

std::size_t size_of(const Tree& tree) {
  std::size_t size = 1;
  for (const Tree& kid : tree.kids) size += size_of(kid);
  return size;
}

}  // namespace

std::string Tree::print(int indent) const {
  std::string text;
  switch (form) {
    case Form::simple:
      for (std::size_t i = 0; i < pieces.size(); ++i) {
        text += pieces[i];
        if (i < kids.size()) text += kids[i].print(indent);
      }
      return text;
    case Form::block:
      text = head + " {\n";
      for (std::size_t i = 0; i < kids.size(); ++i)
        text += spaces(indent + 2) + "line_" + std::to_string(i + 1) + " : " +
                kids[i].print(indent + 2) + "\n";
      return text + spaces(indent) + "}";
    case Form::cases:
      for (std::size_t i = 0; i + 1 < kids.size(); i += 2)
        text += "\n" + spaces(indent + 2) + "when " + kids[i].print(indent) + " : " +
                kids[i + 1].print(indent);
      return text + "\n" + spaces(indent + 2) + "otherwise : " + kids.back().print(indent);
  }
  return text;
}

std::vector<std::string> Parameter::columns() const {
  std::vector<std::string> columns = keys;
  for (const char* column :
       {"from", "through", "value", "status", "default", "source", "known_on", "note"})
    if (!keys.empty() || std::string(column) != "default") columns.emplace_back(column);
  return columns;
}

std::string Ruleset::text() const {
  std::string text =
      "# language: en\nruleset generated version 0.1\n  title en \"Generated\" zh \"生成\"\n\n";
  text += "document law\n  number \"第1号\"\n  title en \"A law\" zh \"某法\"\n\n";
  for (const Entity& entity : entities) {
    text += "entity " + entity.name + " {\n";
    for (const Fact& fact : entity.facts) {
      if (fact.finding) {
        text += "  finding " + fact.name +
                "\n    decided by en \"the bureau\" zh \"民政局\"\n    cites law article 3\n";
        continue;
      }
      text += "  fact " + fact.name + " : " + fact.words;
      for (std::size_t i = 0; i < fact.choices.size(); ++i)
        text += (i == 0 ? "" : " | ") + fact.choices[i];
      if (!fact.born.empty()) text += " by " + fact.born;
      for (const Tree& condition : fact.only_if) text += " only if " + condition.print(2);
      text += "\n";
    }
    for (const Collection& collection : entity.collections)
      text += "  " + collection.name + " : " + entities[collection.element].name + collection.size +
              "\n";
    text += "}\n\n";
  }
  for (const Parameter& parameter : parameters) {
    text += "parameter " + parameter.name;
    for (std::size_t i = 0; i < parameter.keys.size(); ++i)
      text += (i == 0 ? " by " : ", ") + parameter.keys[i];
    text +=
        " : " + parameter.words + " from \"" + parameter.name + ".csv\"\n  cites law article 2\n";
  }
  for (const Definition& definition : definitions)
    text += "\ndefine " + definition.name + " of " + entities[definition.entity].name + " = " +
            definition.value.print(0) + "\n";
  for (const Rule& rule : rules) {
    text += std::string("\n") + (rule.program ? "program " : "criterion ") + rule.name + " of " +
            entities[rule.entity].name + "\n  cites law article 1\n" +
            (rule.force.empty() ? "" : "  " + rule.force + "\n") + "  " +
            (rule.condition.form == Tree::Form::block ? "" : ": ") + rule.condition.print(2) + "\n";
    for (const Tree& amount : rule.amount) text += "  amount " + amount.print(2) + "\n";
  }
  if (!settlement.empty()) text += "\nsettlement {\n";
  for (const std::string& line : settlement) text += "  " + line + "\n    cites law article 9\n";
  if (!settlement.empty()) text += "}\n";
  return text;
}

std::map<std::string, std::string> Ruleset::tables() const {
  std::map<std::string, std::string> tables;
  std::string table = "code,name\n";
  for (std::size_t i = 0; i < counties.size(); ++i)
    table += std::to_string(540000 + i) + "," + counties[i] + "\n";
  tables["counties.csv"] = table;
  for (const Parameter& parameter : parameters) {
    std::string csv;
    for (const std::string& column : parameter.columns()) csv += (csv.empty() ? "" : ",") + column;
    csv += "\n";
    for (const std::vector<std::string>& row : parameter.rows) {
      std::string line;
      for (std::size_t i = 0; i < row.size(); ++i) line += (i == 0 ? "" : ",") + row[i];
      csv += line + "\n";
    }
    tables[parameter.name + ".csv"] = csv;
  }
  return tables;
}

std::size_t size_of(const Ruleset& ruleset) {
  std::size_t size = 0;
  for (const Entity& entity : ruleset.entities) {
    size += 1 + entity.collections.size();
    for (const Fact& fact : entity.facts) {
      size += 1 + fact.choices.size();
      for (const Tree& condition : fact.only_if) size += size_of(condition);
    }
  }
  for (const Parameter& parameter : ruleset.parameters)
    size += 1 + parameter.keys.size() + parameter.rows.size();
  for (const Definition& definition : ruleset.definitions) size += 1 + size_of(definition.value);
  for (const Rule& rule : ruleset.rules) {
    size += 1 + size_of(rule.condition);
    for (const Tree& amount : rule.amount) size += 1 + size_of(amount);
  }
  return size;
}

}  // namespace entitle::differential
