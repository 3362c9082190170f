// Rows that are written plainly column by column, some of them together; others cell by cell, those
// with quotation marks whole.
#include "io/csv_rows.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
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

/// Rows that are read together: what they take stays in the nearest cache.
constexpr std::size_t rows_together = 64;

/// A row of a table, and whose it is.
struct Placed {
  std::uint32_t row = 0;  ///< of the part
  std::uint32_t household = 0;
  std::uint32_t parent = 0;
};

/// Reads one piece, and knows where it is for what it has to tell.
struct CsvReading {
  const Intake& intake;
  const model::Model& model;
  const TableOptions& options;
  std::span<const CsvTable> tables;
  const RawTables& raw;
  TableBlock& out;
  std::vector<std::string_view> cells{};
  std::vector<std::string> scratch{};
  std::string transcoded{};
  std::string key_text{};
  bool broken = false;  ///< the row that was transcoded last holds what is no character
  std::vector<std::uint32_t> before{};  ///< by row of the part: the separator before a plain one
  static constexpr std::uint32_t not_plain = UINT32_MAX;
  std::vector<std::uint32_t> together{};  ///< of rows that are read together
  std::vector<std::size_t> told{};        ///< by rejection of these: the row

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
  void cut(std::size_t table);
  std::string_view text_at(std::size_t table, std::uint32_t row, std::uint32_t column,
                           std::string& kept);
  void rows(std::size_t table, std::span<const Placed> placed);
  void columns(std::size_t table, std::span<const Placed> placed);
  void facts(std::size_t table, std::span<const Placed> placed, std::uint32_t column);
  void in_order(std::size_t first);
  void row(std::size_t table, const RawTables::Row& row, std::uint32_t household);
  void cell(std::size_t table, const RawTables::Row& row, std::uint32_t household,
            std::uint32_t column, std::string_view text);
  std::vector<std::vector<std::uint8_t>> listed{};  ///< by collection: as said, by parent row

  void listing(model::EntityId entity);
};

/// One cell that the fast path did not read.
void CsvReading::cell(std::size_t table, const RawTables::Row& at, std::uint32_t household,
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
void CsvReading::row(std::size_t table, const RawTables::Row& at, std::uint32_t household) {
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

/// Finds the cells of a table's plain rows: whole, without quotation marks, with as many cells as
/// there are columns.
void CsvReading::cut(std::size_t table) {
  const RawTables::Part& part = raw.parts[table];
  before.clear();
  const std::size_t bytes =
      part.rows.empty() ? 0 : part.rows.back().begin + part.rows.back().size + 1;
  if (tables[table].gb18030 || bytes >= not_plain) {
    before.assign(part.rows.size(), not_plain);
    return;
  }
  out.separators.find(std::string_view(part.bytes).substr(0, bytes));
  const std::uint32_t* const places = out.separators.places();
  const std::size_t columns = tables[table].header.columns.size();
  std::size_t at = 0;
  for (const RawTables::Row& row : part.rows) {
    const std::size_t end = row.begin + row.size;
    const bool as_many = at + columns < out.separators.size() && places[at + columns] == end;
    before.push_back(as_many && !row.quoted && row.closed ? static_cast<std::uint32_t>(at)
                                                          : not_plain);
    if (as_many)
      at += columns;
    else
      while (places[at] != end) ++at;
  }
}

/// The text of one cell; `kept` may hold it.
std::string_view CsvReading::text_at(std::size_t table, std::uint32_t row, std::uint32_t column,
                                     std::string& kept) {
  const RawTables::Part& part = raw.parts[table];
  const RawTables::Row& at = part.rows[row];
  if (before[row] == not_plain)
    return cell_at({bytes(table, at), at.line, 1, at.quoted, at.closed}, column, kept);
  const std::uint32_t* const end = out.separators.places() + before[row] + column;
  const std::string_view text(part.bytes.data() + (end[0] + 1), end[1] - (end[0] + 1));
  // Mostly there is nothing to trim.
  return text.empty() || (text.front() > ' ' && text.back() > ' ') ? text : text::trimmed(text);
}

/// All cells of some rows, in their order.
void CsvReading::rows(std::size_t table, std::span<const Placed> placed) {
  for (std::size_t from = 0; from < placed.size();
       from += std::max<std::size_t>(1, together.size())) {
    together.clear();
    for (std::size_t r = from; r < placed.size() && together.size() < rows_together; ++r) {
      if (before[placed[r].row] == not_plain) break;
      together.push_back(before[placed[r].row]);
    }
    if (together.empty())
      row(table, raw.parts[table].rows[placed[from].row], placed[from].household);
    else
      columns(table, placed.subspan(from, together.size()));
  }
}

/// The cells of plain rows.
void CsvReading::columns(std::size_t table, std::span<const Placed> placed) {
  const CsvHeader& header = tables[table].header;
  const std::size_t rejections = out.rejections.size();
  told.clear();
  for (std::uint32_t c = 0; c < header.columns.size(); ++c) {
    const CsvColumn& column = header.columns[c];
    if (column.use == CsvColumn::Use::ignored ||
        (column.use == CsvColumn::Use::key && column.entity != tables[table].file.entity))
      continue;
    if (column.use == CsvColumn::Use::fact) {
      facts(table, placed, c);
      continue;
    }
    for (std::size_t r = 0; r < placed.size(); ++r) {
      cell(table, raw.parts[table].rows[placed[r].row], placed[r].household, c,
           text_at(table, placed[r].row, c, key_text));
      told.resize(out.rejections.size() - rejections, r);
    }
  }
  if (told.size() > 1) in_order(rejections);
}

/// One column of plain rows.
void CsvReading::facts(std::size_t table, std::span<const Placed> placed, std::uint32_t column) {
  const CellText& read = tables[table].header.cells[tables[table].header.columns[column].cell];
  run::FactColumn& into = out.block.fact(read.fact());
  const CellRun all{raw.parts[table].bytes.data(), out.separators.places() + column, together};
  const std::size_t rejections = out.rejections.size() - told.size();
  for (std::size_t r = 0;; ++r) {
    r += read.plain({all.bytes, all.ends, all.rows.subspan(r)}, into);
    if (r == placed.size()) return;
    const std::uint32_t* const end = all.ends + together[r];
    const std::string_view text(all.bytes + (end[0] + 1), end[1] - (end[0] + 1));
    if (read.fast(text.data(), text.data() + text.size(), into) != nullptr) continue;
    cell(table, raw.parts[table].rows[placed[r].row], placed[r].household, column,
         text::trimmed(text));
    told.resize(out.rejections.size() - rejections, r);
  }
}

/// What was told of rows that were read together, row by row.
void CsvReading::in_order(std::size_t first) {
  std::vector<std::size_t> order(told.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::size_t one) { return told[one]; });
  std::vector<Rejection> sorted;
  sorted.reserve(order.size());
  for (const std::size_t one : order) sorted.push_back(std::move(out.rejections[first + one]));
  std::ranges::move(sorted, out.rejections.begin() + static_cast<std::ptrdiff_t>(first));
}

void CsvReading::households() {
  const RawTables::Part& part = raw.parts.front();
  const auto count = static_cast<std::uint32_t>(part.rows.size());
  out.block.level({0}).rows = count;
  out.rejected.assign(count, 0);
  std::vector<Placed> placed;
  placed.reserve(count);
  for (std::uint32_t h = 0; h < count; ++h) {
    out.lines.push_back(part.rows[h].line);
    placed.push_back({h, h, 0});
  }
  cut(0);
  rows(0, placed);
}

/// The rows of an entity below, each at the row that it belongs to.
void CsvReading::below(std::size_t table) {
  const RawTables::Part& part = raw.parts[table];
  const CsvHeader& header = tables[table].header;
  const model::EntityId entity = tables[table].file.entity;
  const model::EntityId parent = model[entity].parent;
  const Keys& above = out.keys[parent.index];
  const run::BlockLevel& above_level = out.block.level(parent);

  // Whose row each is. They come by household; within one household their parents may be in any
  // order.
  std::vector<Placed> placed;
  placed.reserve(part.rows.size());
  std::string parent_scratch;
  bool ordered = true;
  cut(table);
  for (std::uint32_t r = 0; r < part.rows.size(); ++r) {
    const RawTables::Row& at = part.rows[r];
    const std::uint32_t household = at.household;
    std::uint32_t row = household;
    if (parent.index != 0) {
      const std::string_view of_parent =
          text_at(table, r, header.key_of[parent.index], parent_scratch);
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
    placed.push_back({r, household, row});
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
  rows(table, placed);
  if (tables[table].own_key == CsvHeader::no_column) return;
  // Two rows of one parent may not be called the same.
  const Keys& keys = out.keys[entity.index];
  for (std::uint32_t p = 0; p < above_level.rows; ++p)
    for (std::uint32_t a = level.first[p]; a < level.first[p + 1]; ++a)
      for (std::uint32_t b = level.first[p]; b < a; ++b)
        if (keys[a] == keys[b])
          reject(table, part.rows[placed[a].row], tables[table].own_key + 1, placed[a].household,
                 said(options.language, Code::table_duplicate_key, {keys[a]}));
}

/// Whether the elements of each parent are all listed.
void CsvReading::listing(model::EntityId entity) {
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
  CsvReading reading{.intake = intake,
                     .model = model,
                     .options = options,
                     .tables = tables,
                     .raw = raw,
                     .out = out};
  reading.listed.resize(model.collections.size());
  reading.households();
  for (std::size_t t = 1; t < tables.size(); ++t) reading.below(t);
  for (std::uint32_t e = 1; e < model.entities.size(); ++e) reading.listing({e});
  out.block.complete();
}

}  // namespace entitle::io
