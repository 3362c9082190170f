// Makes the closed lists of choices, from the choices a fact names or from a table of codes, names
// and aliases.
#include "check/domains.hpp"

#include <algorithm>
#include <utility>

#include "check/context.hpp"
#include "value/choice_set.hpp"

namespace entitle::check {
namespace {

/// The column of the first of these names that there is.
std::optional<std::size_t> column(const text::CsvTable& table,
                                  std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (auto found = table.column(name)) return found;
  return std::nullopt;
}

std::vector<std::string> split_aliases(std::string_view text) {
  std::vector<std::string> aliases;
  while (!text.empty()) {
    const std::size_t bar = text.find('|');
    std::string_view alias = text.substr(0, bar);
    text.remove_prefix(bar == std::string_view::npos ? text.size() : bar + 1);
    while (!alias.empty() && alias.front() == ' ') alias.remove_prefix(1);
    while (!alias.empty() && alias.back() == ' ') alias.remove_suffix(1);
    if (!alias.empty()) aliases.emplace_back(alias);
  }
  return aliases;
}

}  // namespace

model::DomainId Domains::add(model::Domain domain, Table table) {
  context_.model.domains.push_back(std::move(domain));
  tables_.push_back(std::move(table));
  return {static_cast<std::uint32_t>(tables_.size() - 1)};
}

model::DomainId Domains::make(const std::vector<syntax::Name>& choices, text::FileId file,
                              Language language) {
  model::Domain domain;
  Table table;
  if (choices.size() > value::max_choices)
    context_.report.report(Code::too_many_choices, at(file, choices[value::max_choices].span),
                           {choices.size(), value::max_choices});
  for (const syntax::Name& name : choices) {
    const auto number = static_cast<std::uint32_t>(domain.choices.size());
    const auto enter = [&](const std::string& text, text::Span span) {
      const auto [entry, added] = table.emplace(text, number);
      if (added || entry->second == number) return;
      context_.report.report(Code::declared_twice, at(file, span), {text})
          .label(at(file, choices[entry->second].span), Word::label_first_here);
    };
    enter(name.text, name.span);
    if (!name.twin.empty()) enter(name.twin, name.twin_span);
    domain.choices.push_back({label_of(name, language), {}, {}, {}});
  }
  return add(std::move(domain), std::move(table));
}

model::DomainId Domains::of_table(const std::string& table, text::Place place) {
  const auto found = by_table_.find(table);
  if (found != by_table_.end()) return found->second;
  return by_table_[table] = read(table, place);
}

model::DomainId Domains::read(const std::string& name, text::Place place) {
  const text::CsvTable* table = context_.tables.find(name, place);
  if (table == nullptr) return {};
  const auto name_column = column(*table, {"name", "名称"});
  const auto english_column = column(*table, {"name_en", "英文名称"});
  const auto code_column = column(*table, {"code", "代码"});
  const auto alias_column = column(*table, {"aliases", "别名"});
  const auto within_column = column(*table, {"within", "所属"});
  const auto within_english_column = column(*table, {"within_en", "所属英文名称"});
  if (!name_column) {
    context_.report.report(Code::csv_column_missing, table->place(table->header),
                           {name, text::Argument("name", "名称（name）")});
    return {};
  }
  if (table->rows.empty() || table->rows.size() > value::max_choices) {
    context_.report.report(table->rows.empty() ? Code::no_choices : Code::too_many_choices,
                           table->place(table->header), {name, value::max_choices});
    return {};
  }

  model::Domain domain;
  domain.table = name;
  Table spellings;
  std::vector<text::Place> places;
  for (const text::CsvRow& row : table->rows) {
    const auto number = static_cast<std::uint32_t>(domain.choices.size());
    model::Choice choice;
    const auto enter = [&](const std::string& spelling, const text::CsvCell& cell) {
      if (spelling.empty()) return;
      const auto [entry, added] = spellings.emplace(spelling, number);
      if (added || entry->second == number) return;
      context_.report.report(Code::declared_twice, table->place(cell), {spelling})
          .label(places[entry->second], Word::label_first_here);
    };
    const text::CsvCell& name_cell = row.cells[*name_column];
    places.push_back(table->place(name_cell));
    if (name_cell.text.empty())
      context_.report.report(Code::csv_bad_cell, table->place(row), {"", Word::expected_name});
    choice.name.zh = name_cell.text;
    enter(name_cell.text, name_cell);
    if (english_column) {
      choice.name.en = row.cells[*english_column].text;
      enter(choice.name.en, row.cells[*english_column]);
    }
    if (code_column) {
      choice.code = row.cells[*code_column].text;
      enter(choice.code, row.cells[*code_column]);
    }
    if (alias_column) {
      choice.aliases = split_aliases(row.cells[*alias_column].text);
      for (const std::string& alias : choice.aliases) enter(alias, row.cells[*alias_column]);
    }
    if (within_column) choice.within.zh = row.cells[*within_column].text;
    if (within_english_column) choice.within.en = row.cells[*within_english_column].text;
    domain.choices.push_back(std::move(choice));
  }
  return add(std::move(domain), std::move(spellings));
}

std::optional<std::uint32_t> Domains::find(model::DomainId domain, std::string_view name) const {
  if (!domain.valid()) return std::nullopt;
  const Table& table = tables_[domain.index];
  const auto found = table.find(std::string(name));
  if (found == table.end()) return std::nullopt;
  return found->second;
}

std::optional<std::uint32_t> Domains::resolve(model::DomainId domain, std::string_view name,
                                              text::Place place, const text::Argument& of) {
  if (const auto found = find(domain, name)) {
    // What a table lists keeps the name it was called by.
    const model::Domain& listed = context_.model[domain];
    const model::Label& label = listed.choices[*found].name;
    const bool declared = listed.table.empty();
    context_.names.used(place, declared ? label.in(Language::en) : name,
                        declared ? label.in(Language::zh) : name);
    return found;
  }
  std::vector<std::string_view> candidates;
  for (const auto& [spelling, number] : tables_[domain.index]) candidates.push_back(spelling);
  const auto& choices = context_.model[domain].choices;
  std::string en;
  std::string zh;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (i == 8) {
      en += ", …";
      zh += "、…";
      break;
    }
    en += (i == 0 ? "" : ", ") + choices[i].name.in(Language::en);
    zh += (i == 0 ? "" : "、") + choices[i].name.in(Language::zh);
  }
  context_.names.unknown(Code::profile_unknown_choice, place, {of, name, text::Argument(en, zh)},
                         name, candidates);
  return std::nullopt;
}

}  // namespace entitle::check
