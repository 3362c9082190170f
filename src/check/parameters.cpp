// Parameters: their types, the facts that are their keys, and their tables. Reading the cells of a
// row is cells.hpp's, gaps and overlaps between rows are row_order.hpp's.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "check/cells.hpp"
#include "check/declared_type.hpp"
#include "check/literals.hpp"
#include "check/passes.hpp"
#include "check/row_order.hpp"
#include "check/settings.hpp"

namespace entitle::check {

using value::Kind;

namespace {

/// The fact that a key names: of the entity nearest the root, where several have it.
std::optional<model::FactId> key_fact(Context& context, const syntax::Reference& key,
                                      text::FileId file) {
  const text::Place place = at(file, key.span);
  std::optional<Symbol> found;
  std::uint32_t depth = 0;
  bool ambiguous = false;
  for (const model::EntityId owner : context.names.owners(key.text)) {
    const Symbol symbol = *context.names.member(owner, key.text);
    if (symbol.kind != SymbolKind::fact) continue;
    if (found && context.depths[owner.index] > depth) continue;
    ambiguous = found && context.depths[owner.index] == depth;
    found = symbol;
    depth = context.depths[owner.index];
  }
  if (!found) {
    std::vector<std::string_view> candidates;
    for (std::uint32_t i = 0; i < context.facts.size(); ++i) {
      if (context.model.facts[i].type.kind != Kind::choice) continue;
      candidates.push_back(context.facts[i].tree->name.text);
      candidates.push_back(context.facts[i].tree->name.twin);
    }
    context.names.unknown(Code::unknown_name, place, {key.text}, key.text, candidates);
    return std::nullopt;
  }
  const model::Fact& fact = context.model.facts[found->index];
  context.names.used(place, *found->name, found->place.file);
  context.used_facts[found->index] = true;
  if (ambiguous) {
    context.report.report(Code::key_ambiguous, place, {key.text})
        .label(found->place, Word::label_declared_here);
    return std::nullopt;
  }
  if (context.broken_facts[found->index]) return std::nullopt;
  if (fact.type.kind != Kind::choice) {
    context.report.report(Code::key_no_choice, place, {key.text, argument(fact.type)})
        .label(found->place, Word::label_declared_here);
    return std::nullopt;
  }
  if (fact.type.may_be_none) {
    context.report.report(Code::key_may_not_apply, place, {key.text})
        .label(found->place, Word::label_declared_here);
    return std::nullopt;
  }
  return model::FactId{found->index};
}

/// "from", "起（from）": tables may name their columns in either language.
text::Argument both_names(std::string_view en, std::string_view zh) {
  if (en == zh) return en;
  return {en, std::string(zh) + "（" + std::string(en) + "）"};
}

/// The columns of a parameter's table.
struct Columns {
  std::vector<std::size_t> keys;
  std::optional<std::size_t> from, through, value, status, source, known_on, default_, note;
};

std::optional<Columns> find_columns(Context& context, const text::CsvTable& table,
                                    const model::Parameter& parameter) {
  Columns columns;
  std::vector<bool> known(table.header.cells.size(), false);
  bool good = true;
  const auto find = [&](std::string_view en, std::string_view zh, std::string_view other = {}) {
    std::optional<std::size_t> found = table.column(en);
    if (!found) found = table.column(zh);
    if (!found && !other.empty()) found = table.column(other);
    if (found) known[*found] = true;
    return found;
  };
  const auto need = [&](std::string_view en, std::string_view zh, std::string_view other = {}) {
    const auto found = find(en, zh, other);
    if (!found) {
      context.report.report(Code::csv_column_missing, table.place(table.header),
                            {context.sources[table.file].name(), both_names(en, zh)});
      good = false;
    }
    return found;
  };
  for (const model::FactId key : parameter.keys) {
    const model::Label& name = context.model[key].name;
    const auto found = need(name.in(Language::en), name.in(Language::zh));
    if (found) columns.keys.push_back(*found);
  }
  columns.from = need("from", "起", "自");
  columns.through = need("through", "至");
  columns.value = need("value", "标准", "值");
  columns.status = need("status", "状态");
  columns.source = need("source", "来源");
  columns.known_on = find("known_on", "获知日", "知悉日");
  columns.default_ = find("default", "默认");
  columns.note = find("note", "说明");
  for (std::size_t i = 0; i < known.size(); ++i) {
    const text::CsvCell& cell = table.header.cells[i];
    const bool repeated = std::any_of(
        table.header.cells.begin(), table.header.cells.begin() + static_cast<std::ptrdiff_t>(i),
        [&](const text::CsvCell& earlier) { return earlier.text == cell.text; });
    if (known[i] || cell.text.empty() || repeated)
      continue;  // a repeated column is told of by the reader of tables
    static const std::vector<std::string_view> all = {
        "from", "through", "value", "status", "source", "known_on", "default", "note",
        "起",   "至",      "标准",  "状态",   "来源",   "获知日",   "默认",    "说明"};
    context.names.unknown(Code::csv_column_unknown, table.place(cell), {cell.text}, cell.text, all);
    good = false;
  }
  if (!good) return std::nullopt;
  return columns;
}

/// One row; nothing where a cell was not understood, which was reported.
std::optional<model::ParameterRow> read_row(Context& context, const text::CsvTable& table,
                                            const Columns& columns, const text::CsvRow& csv,
                                            const model::Parameter& parameter) {
  model::ParameterRow row;
  row.line = csv.line;
  CellReader reader(context, table);
  const auto cell = [&](std::size_t column) -> const text::CsvCell& { return csv.cells[column]; };
  bool default_row = false;
  for (std::size_t i = 0; i < columns.keys.size(); ++i) {
    row.keys.push_back(reader.key(cell(columns.keys[i]), context.model[parameter.keys[i]]));
    default_row = default_row || row.keys.back() == model::ParameterRow::any;
  }
  row.from = reader.day(cell(*columns.from)).value_or(Date{});
  row.through = reader.last_day(cell(*columns.through));
  if (reader.good() && row.through && *row.through < row.from) {
    context.report.report(Code::days_backwards, table.place(csv),
                          {row.from.iso(), row.through->iso()});
    reader.fail();
  }
  const text::CsvCell& value = cell(*columns.value);
  row.published_value = !value.text.empty();
  row.value =
      row.published_value ? reader.value(value, parameter) : unknown_value(context, parameter);
  const text::CsvCell& status = cell(*columns.status);
  if (row.published_value || !status.text.empty()) row.status = reader.status(status);
  row.source = cell(*columns.source).text;
  if (row.published_value && row.source.empty() && row.status == model::RowStatus::published) {
    context.report.report(Code::row_without_source, table.place(csv), {argument(parameter.name)});
    reader.fail();
  }
  if (columns.known_on && !cell(*columns.known_on).text.empty())
    row.known_on = reader.day(cell(*columns.known_on));
  if (columns.note) row.note = cell(*columns.note).text;
  const bool says_default = columns.default_ && !cell(*columns.default_).text.empty();
  if (says_default) {
    row.default_assumed = reader.default_assumed(cell(*columns.default_));
  } else if (default_row && row.published_value) {
    context.report.report(Code::default_not_said, table.place(csv), {argument(parameter.name)});
    reader.fail();
  }
  if (!reader.good()) return std::nullopt;
  return row;
}

/// The rows of one table; `overlay` is its name where it is laid over the parameter's own.
void read_rows(Context& context, const text::CsvTable& table, model::Parameter& parameter,
               const std::string& overlay) {
  const auto columns = find_columns(context, table, parameter);
  if (!columns) return;
  bool good = true;
  std::vector<PlacedRow> placed;
  for (const text::CsvRow& csv : table.rows) {
    auto row = read_row(context, table, *columns, csv, parameter);
    good = good && row;
    if (!row) continue;
    row->overlay = overlay;
    placed.push_back({static_cast<std::uint32_t>(parameter.rows.size()), table.place(csv)});
    parameter.rows.push_back(std::move(*row));
  }
  // Where a row was not understood, what seems a gap may be that row; below a gap of an overlay
  // lies the table that it is laid over.
  check_rows(context, parameter, placed, good && overlay.empty());
}

/// The one row of a parameter without a table: assumed for every day and all keys.
std::optional<model::ParameterRow> assumed_row(Context& context, const syntax::Expression& tree,
                                               text::FileId file,
                                               const model::Parameter& parameter) {
  const auto value = parameter_value(context, tree, file, parameter);
  if (!value) return std::nullopt;
  model::ParameterRow row;
  row.keys.assign(parameter.keys.size(), model::ParameterRow::any);
  row.from = Date(1, 1, 1);
  row.published_value = true;
  row.value = *value;
  row.status = model::RowStatus::assumed;
  return row;
}

/// "standards/dibao_urban.csv" is "dibao_urban".
std::string_view stem(std::string_view name) {
  name = name.substr(name.rfind('/') + 1);
  if (name.ends_with(".csv") || name.ends_with(".CSV")) name.remove_suffix(4);
  return name;
}

bool is_over(const model::Parameter& parameter, const Overlay& overlay) {
  const std::string_view name = stem(overlay.name);
  return (!parameter.table.empty() && name == stem(parameter.table)) || name == parameter.name.en ||
         name == parameter.name.zh;
}

/// Lays the caller's tables over the rows of a parameter.
void lay_over(Context& context, model::Parameter& parameter, std::vector<bool>& laid) {
  for (std::size_t i = 0; i < context.overlays.size(); ++i) {
    Overlay& overlay = context.overlays[i];
    if (!is_over(parameter, overlay)) continue;
    laid[i] = true;
    const Language language = context.sources[parameter.place.file].language();
    if (const text::CsvTable* table = context.tables.add(overlay.name, overlay.bytes, language))
      read_rows(context, *table, parameter, overlay.name);
  }
}

void report_unmatched(Context& context, const std::vector<bool>& laid) {
  for (std::size_t i = 0; i < laid.size(); ++i) {
    if (laid[i] || context.partial) continue;
    const std::string& name = context.overlays[i].name;
    std::vector<std::string_view> candidates;
    for (const model::Parameter& parameter : context.model.parameters) {
      if (!parameter.table.empty()) candidates.push_back(stem(parameter.table));
      candidates.emplace_back(parameter.name.en);
      candidates.emplace_back(parameter.name.zh);
    }
    context.names.unknown(Code::overlay_unmatched, {}, {name}, stem(name), candidates);
  }
}

}  // namespace

void check_parameters(Context& context) {
  std::vector<bool> laid(context.overlays.size(), false);
  for (std::uint32_t i = 0; i < context.parameters.size(); ++i) {
    const auto& [tree, file, language] = context.parameters[i];
    model::Parameter parameter;
    set_name(parameter, tree->name, file, language);
    const text::Argument name = argument(parameter.name);
    const DeclaredType declared = declared_type(context, tree->type, file, language, name);
    parameter.type = declared.type;
    parameter.range = declared.range;
    parameter.step = declared.step;
    parameter.domain = declared.domain;
    if (!parameter.type.is_ordered()) {
      // A choice is held by its number, yes as 1.
      parameter.range = unknown_value(context, parameter);
      parameter.step = 1;
    }
    parameter.table = tree->table;
    parameter.citations = citations(context, tree->citations, file);
    parameter.note = label_of(tree->note);
    parameter.title = label_of(tree->title);
    bool good = declared.good;
    if (declared.type.kind == Kind::text) {
      context.report.report(Code::parameter_of_text, at(file, tree->type.span), {name});
      good = false;
    }
    for (const syntax::Reference& key : tree->keys) {
      const auto fact = key_fact(context, key, file);
      if (fact &&
          std::find(parameter.keys.begin(), parameter.keys.end(), *fact) != parameter.keys.end())
        context.report.report(Code::declared_twice, at(file, key.span), {key.text});
      else if (fact)
        parameter.keys.push_back(*fact);
      good = good && fact;
    }
    const text::CsvTable* table =
        tree->table.empty() ? nullptr
                            : context.tables.find(tree->table, at(file, tree->table_span));
    if (table != nullptr && good) read_rows(context, *table, parameter, {});
    if (!tree->assumed.empty() && good)
      if (auto row = assumed_row(context, tree->assumed.front(), file, parameter))
        parameter.rows.push_back(std::move(*row));
    if (good) lay_over(context, parameter, laid);
    context.broken_parameters[i] = !good;
    context.model.parameters.push_back(std::move(parameter));
  }
  report_unmatched(context, laid);
}

}  // namespace entitle::check
