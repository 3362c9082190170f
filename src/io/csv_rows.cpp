// Cell by cell; plainly written ones by a fast path, rows with quotation marks whole.
#include "io/csv_rows.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "io/csv_feed.hpp"
#include "io/say.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

namespace entitle::io {

using text::Code;
using text::Word;

void TableBlock::clear() {
  block.clear();
  for (Keys& one : keys) one.clear();
  rejected.clear();
  lines.clear();
  supplied.clear();
  rejections.clear();
}

model::EntityId entity_of(const Intake& intake, std::string_view collection, text::Report& report) {
  const model::Model& model = intake.model();
  if (collection.empty()) return {0};
  const auto found = std::ranges::find_if(model.collections, [&](const model::Collection& one) {
    return one.name.en == collection || one.name.zh == collection;
  });
  if (found != model.collections.end()) return found->element;
  report.report(Code::profile_unknown_key, {collection, name_argument(model.entities.front())});
  return {};
}

Diagnostic said(Language language, Code code, const text::Arguments& arguments,
                std::string_view suggestion, std::optional<Word> help) {
  static const text::SourceSet none;
  text::Report report(none, language);
  text::Draft draft = report.report(code, arguments);
  if (!suggestion.empty())
    draft.help(Word::help_did_you_mean, {suggestion});
  else if (help)
    draft.help(*help);
  return report.diagnostics().front();
}

namespace {

/// Reads one piece, and knows where it is for what it has to tell.
struct Reading {
  const Intake& intake;
  const model::Model& model;
  const TableOptions& options;
  std::span<const CsvTable> tables;
  const RawTables& raw;
  TableBlock& out;
  std::vector<std::string_view> cells;
  std::vector<std::string> scratch;
  std::string transcoded;
  bool broken = false;  ///< the row that was transcoded last holds what is no character

  void reject(std::size_t table, const RawTables::Row& row, std::uint32_t column,
              std::uint32_t household, Diagnostic diagnostic) {
    Rejection& rejection = out.rejections.emplace_back();
    rejection.file = tables[table].file.path;
    rejection.line = row.line;
    rejection.column = column;
    if (household < out.keys[0].size()) rejection.household = out.keys[0][household];
    rejection.diagnostic = std::move(diagnostic);
    if (household < out.rejected.size()) out.rejected[household] = 1;
  }
  void refuse(std::size_t table, const RawTables::Row& row, std::uint32_t column,
              std::uint32_t household, const Refusal& refusal, model::FactId fact) {
    std::optional<Word> help;
    if (refusal.code == Code::profile_wrong_type) help = intake.cell_form(fact);
    reject(table, row, column, household,
           said(options.language, refusal.code, refusal.arguments, refusal.suggestion, help));
  }

  /// A row's bytes as UTF-8, readable a little behind their end.
  std::string_view bytes(std::size_t table, const RawTables::Row& row) {
    const std::string_view given = raw.parts[table].of(row);
    if (!tables[table].gb18030) return given;
    auto text = text::from_gb18030(given);
    broken = text && text->fault != std::string::npos;
    transcoded = text ? std::move(text->text) : std::string(given);
    const std::size_t size = transcoded.size();
    transcoded.append(csv_padding, '\0');
    return std::string_view(transcoded).substr(0, size);
  }

  void households();
  void below(std::size_t table);
  void row(std::size_t table, const RawTables::Row& row, std::uint32_t household);
  void cell(std::size_t table, const RawTables::Row& row, std::uint32_t household,
            std::uint32_t column, std::string_view text);
  std::vector<std::vector<std::uint8_t>> listed;  ///< by collection: as said, by parent row

  void listing(model::EntityId entity);
};

/// One cell that the fast path did not read.
void Reading::cell(std::size_t table, const RawTables::Row& at, std::uint32_t household,
                   std::uint32_t number, std::string_view text) {
  const CsvHeader& header = tables[table].header;
  const CsvColumn& column = header.columns[number];
  const auto malformed = [&] {
    const bool bad = text::find_malformed(text) != std::string_view::npos;
    if (bad)
      reject(table, at, number + 1, household,
             said(options.language, Code::csv_broken_character, {"UTF-8"}));
    return bad;
  };
  switch (column.use) {
    case CsvColumn::Use::ignored:
      return;
    case CsvColumn::Use::key:
      if (column.entity == tables[table].file.entity) out.keys[column.entity.index].push(text);
      return;
    case CsvColumn::Use::complete: {
      text = text::trimmed(text);
      const std::optional<bool> yes = yes_no_word(text);
      if (!yes && !text.empty())
        reject(table, at, number + 1, household,
               said(options.language, Code::csv_bad_cell, {text, Word::expected_yes_no}));
      listed[column.collection.index].push_back(!yes ? 1 : *yes ? 2 : 0);
      return;
    }
    case CsvColumn::Use::fact: {
      const CellText& read = header.cells[column.cell];
      run::FactColumn& into = out.block.fact(read.fact());
      if (malformed()) {
        into.push_unknown();
      } else {
        if (model[read.fact()].type.kind == value::Kind::text) {
          std::vector<std::string>& texts = out.block.texts(read.fact());
          texts.resize(into.rows());
          texts.emplace_back(text);
        }
        if (const Refused refused = read.slow(text, into))
          refuse(table, at, number + 1, household, *refused, read.fact());
      }
      return;
    }
    case CsvColumn::Use::record: {
      const CellText& received = header.cells[column.cell];
      run::FactColumn& into = out.block.fact(received.fact());
      const bool has_amount = column.amount != CsvColumn::no_cell;
      const bool amount = has_amount && says_amount(text);
      if (amount) {
        into.push_truth(true);
      } else if (const Refused refused = received.slow(text, into)) {
        refuse(table, at, number + 1, household, *refused, received.fact());
      }
      if (!has_amount) return;
      const CellText& much = header.cells[column.amount];
      if (const Refused refused =
              much.slow(amount ? text : std::string_view(), out.block.fact(much.fact())))
        refuse(table, at, number + 1, household, *refused, much.fact());
      return;
    }
  }
}

/// All cells of one row.
void Reading::row(std::size_t table, const RawTables::Row& at, std::uint32_t household) {
  const CsvHeader& header = tables[table].header;
  broken = false;
  const std::string_view text = bytes(table, at);
  const auto count = static_cast<std::uint32_t>(header.columns.size());
  if (broken) {
    split_cells({text, at.line, 1, true, at.closed}, cells, scratch);
    for (std::uint32_t c = 0; c < count; ++c)
      cell(table, at, household, c,
           header.columns[c].use == CsvColumn::Use::key && c < cells.size() ? cells[c]
                                                                            : std::string_view());
    reject(table, at, 0, household,
           said(options.language, Code::csv_broken_character, {"GB18030"}));
    return;
  }
  if (!at.closed) {
    for (std::uint32_t c = 0; c < count; ++c) cell(table, at, household, c, {});
    reject(table, at, 0, household, said(options.language, Code::csv_unclosed_quote, {}));
    return;
  }
  if (at.quoted) {
    split_cells({text, at.line, 1, true, at.closed}, cells, scratch);
    for (std::uint32_t c = 0; c < count; ++c)
      cell(table, at, household, c, c < cells.size() ? cells[c] : std::string_view());
    if (cells.size() != count)
      reject(table, at, 0, household,
             said(options.language, Code::csv_cell_count, {cells.size(), count}));
    return;
  }
  const char* here = text.data();
  const char* const end = here + text.size();
  std::uint32_t c = 0;
  for (; c < count; ++c) {
    const CsvColumn& column = header.columns[c];
    const char* after = nullptr;
    if (column.use == CsvColumn::Use::fact) {
      const CellText& read = header.cells[column.cell];
      after = read.fast(here, end, out.block.fact(read.fact()));
    }
    if (after == nullptr) {
      after =
          static_cast<const char*>(std::memchr(here, ',', static_cast<std::size_t>(end - here)));
      if (after == nullptr) after = end;
      cell(table, at, household, c,
           text::trimmed(std::string_view(here, static_cast<std::size_t>(after - here))));
    }
    here = after;
    if (here == end) {
      ++c;
      break;
    }
    ++here;
  }
  if (c == count && here == end) return;
  const std::size_t found =
      c + (here == end ? 0U : 1U + static_cast<std::size_t>(std::count(here, end, ',')));
  for (std::uint32_t rest = c; rest < count; ++rest) cell(table, at, household, rest, {});
  reject(table, at, 0, household, said(options.language, Code::csv_cell_count, {found, count}));
}

void Reading::households() {
  const RawTables::Part& part = raw.parts.front();
  const auto count = static_cast<std::uint32_t>(part.rows.size());
  out.block.level({0}).rows = count;
  out.rejected.assign(count, 0);
  for (std::uint32_t h = 0; h < count; ++h) {
    out.lines.push_back(part.rows[h].line);
    row(0, part.rows[h], h);
  }
}

/// The rows of an entity below, each at the row that it belongs to.
void Reading::below(std::size_t table) {
  const RawTables::Part& part = raw.parts[table];
  const CsvHeader& header = tables[table].header;
  const model::EntityId entity = tables[table].file.entity;
  const model::EntityId parent = model[entity].parent;
  const Keys& above = out.keys[parent.index];
  const run::BlockLevel& above_level = out.block.level(parent);

  // Whose row each is. They come by household; within one household their parents may be in any
  // order.
  struct Placed {
    std::uint32_t parent = 0;
    std::uint32_t household = 0;
    const RawTables::Row* row = nullptr;
  };
  std::vector<Placed> placed;
  placed.reserve(part.rows.size());
  std::uint32_t household = 0;
  std::string key_scratch;
  std::string parent_scratch;
  bool ordered = true;
  for (const RawTables::Row& at : part.rows) {
    const CsvRecord record{bytes(table, at), at.line, 1, at.quoted, at.closed};
    const std::string_view of_household = cell_at(record, tables[table].root_key, key_scratch);
    while (household < out.keys[0].size() && out.keys[0][household] != of_household) ++household;
    if (household == out.keys[0].size()) break;
    std::uint32_t row = household;
    if (parent.index != 0) {
      const std::string_view of_parent =
          cell_at(record, header.key_of[parent.index], parent_scratch);
      std::uint32_t begin = household;
      std::uint32_t end = household + 1;
      // Down from the household to the rows of the parent.
      std::vector<model::EntityId> path;
      for (model::EntityId e = parent; e.index != 0; e = model[e].parent) path.push_back(e);
      for (auto e = path.rbegin(); e != path.rend(); ++e) {
        const std::vector<std::uint32_t>& first = out.block.level(*e).first;
        begin = first[begin];
        end = first[end];
      }
      for (row = begin; row < end && above[row] != of_parent;) ++row;
      if (row == end) {
        reject(table, at, header.key_of[parent.index] + 1, household,
               said(options.language, Code::table_row_orphan, {of_parent}));
        continue;
      }
    }
    ordered = ordered && (placed.empty() || placed.back().parent <= row);
    placed.push_back({row, household, &at});
  }
  if (!ordered) std::ranges::stable_sort(placed, {}, [](const Placed& one) { return one.parent; });

  run::BlockLevel& level = out.block.level(entity);
  level.rows = static_cast<std::uint32_t>(placed.size());
  level.first.clear();
  std::size_t next = 0;
  for (std::uint32_t p = 0; p < above_level.rows; ++p) {
    level.first.push_back(static_cast<std::uint32_t>(next));
    while (next < placed.size() && placed[next].parent == p) ++next;
  }
  level.first.push_back(static_cast<std::uint32_t>(next));
  for (const Placed& one : placed) row(table, *one.row, one.household);
  if (tables[table].own_key == CsvHeader::no_column) return;
  // Two rows of one parent may not be called the same.
  const Keys& keys = out.keys[entity.index];
  for (std::uint32_t p = 0; p < above_level.rows; ++p)
    for (std::uint32_t a = level.first[p]; a < level.first[p + 1]; ++a)
      for (std::uint32_t b = level.first[p]; b < a; ++b)
        if (keys[a] == keys[b])
          reject(table, *placed[a].row, tables[table].own_key + 1, placed[a].household,
                 said(options.language, Code::table_duplicate_key, {keys[a]}));
}

/// Whether the elements of each parent are all listed.
void Reading::listing(model::EntityId entity) {
  const model::Collection& collection = model[model[entity].collection];
  run::BlockLevel& level = out.block.level(entity);
  const std::uint32_t parents = out.block.level(collection.parent).rows;
  const bool there = std::ranges::any_of(
      tables, [&](const CsvTable& table) { return table.file.entity == entity; });
  if (!there) level.first.assign(parents + 1, 0);
  level.listings.assign(parents, run::Listing::unknown);
  const std::vector<std::uint8_t>& said_so = listed[model[entity].collection.index];
  for (std::uint32_t p = 0; p < parents; ++p) {
    const std::uint32_t count = level.first[p + 1] - level.first[p];
    run::Listing& listing = level.listings[p];
    if (count > 0 || (there && options.listed_in_full)) listing = run::Listing::complete;
    if (p < said_so.size() && said_so[p] != 1)
      listing = said_so[p] == 2 ? run::Listing::complete : run::Listing::part;
    if (count <= collection.most &&
        (listing != run::Listing::complete || count >= collection.least))
      continue;
    std::uint32_t household = p;
    if (collection.parent.index != 0)
      for (model::EntityId e = collection.parent; e.index != 0; e = model[e].parent) {
        const std::vector<std::uint32_t>& first = out.block.level(e).first;
        household = static_cast<std::uint32_t>(
            std::upper_bound(first.begin(), first.end(), household) - first.begin() - 1);
      }
    Rejection& rejection = out.rejections.emplace_back();
    rejection.file = tables.front().file.path;
    rejection.line = out.lines[household];
    if (household < out.keys[0].size()) rejection.household = out.keys[0][household];
    rejection.diagnostic = said(options.language, Code::profile_collection_size,
                                {name_argument(collection), count, size_argument(collection)});
    out.rejected[household] = 1;
  }
}

}  // namespace

void read_csv_rows(const Intake& intake, const TableOptions& options,
                   std::span<const CsvTable> tables, const RawTables& raw, TableBlock& out) {
  const model::Model& model = intake.model();
  out.clear();
  out.rejections = raw.rejections;
  Reading reading{intake, model, options, tables, raw, out, {}, {}, {}, false, {}};
  reading.listed.resize(model.collections.size());
  reading.households();
  for (std::size_t t = 1; t < tables.size(); ++t) reading.below(t);
  for (std::uint32_t e = 1; e < model.entities.size(); ++e) reading.listing({e});
  out.block.complete();
}

}  // namespace entitle::io
