// Table by table from the households down, and column by column; runs of rows that follow each
// other in one batch are read at once.
#include "io/column_rows.hpp"

#include <algorithm>
#include <utility>

#include "io/column_values.hpp"
#include "io/csv_rows.hpp"
#include "io/say.hpp"

namespace entitle::io {

using text::Code;

namespace {

/// The rows of one entity, in the order of their parents.
struct EntityRows {
  struct Run {
    const ColumnBatch* batch = nullptr;
    ColumnRun rows;
  };
  const ColumnTable* table = nullptr;
  std::vector<Run> runs;
  std::vector<std::uint32_t> household;  ///< by row
  std::vector<std::uint64_t> line;       ///< by row: the number that it is told of by

  void push(const ColumnBatch& batch, std::uint64_t row, std::uint32_t of, std::uint64_t at) {
    const Table& columns = batch.tables[table->place];
    if (runs.empty() || runs.back().rows.table != &columns ||
        runs.back().rows.row + runs.back().rows.count != row)
      runs.push_back({&batch, {&columns, row, 0}});
    ++runs.back().rows.count;
    household.push_back(of);
    line.push_back(at);
  }
};

struct RowReading {
  const Intake& intake;
  const model::Model& model;
  const TableOptions& options;
  const ColumnPiece& piece;
  TableBlock& out;
  std::vector<EntityRows> rows;                   ///< by entity
  std::vector<std::vector<std::uint8_t>> listed;  ///< by collection, by parent row: 0 in part, 1
                                                  ///< not said, 2 in full
  std::vector<std::vector<std::uint8_t>> given;   ///< by collection, by parent row: a list is there

  void reject(const ColumnTable& table, std::uint32_t row, std::uint32_t column,
              std::string_view name, const Refusal& refusal, std::optional<text::Word> help = {});
  void path(std::uint32_t entity, std::uint32_t row, std::string& out_path) const;
  std::uint32_t parent_row(std::uint32_t entity, std::uint32_t row) const;
  void households(const ColumnTable& table);
  void listed_rows(const ColumnTable& table);
  void joined_rows(const ColumnTable& table);
  std::optional<std::uint32_t> place(const ColumnTable& table, const Table& columns,
                                     std::uint64_t row, std::uint32_t household);
  void cells(const ColumnTable& table);
  void keys(const ColumnTable& table, std::uint32_t column);
  void same_keys(const ColumnTable& table);
  void listing(model::EntityId entity);
};

std::uint32_t RowReading::parent_row(std::uint32_t entity, std::uint32_t row) const {
  const std::vector<std::uint32_t>& first = out.block.level({entity}).first;
  return static_cast<std::uint32_t>(std::upper_bound(first.begin(), first.end(), row) -
                                    first.begin() - 1);
}

/// A JSON pointer to a row that hangs on another.
void RowReading::path(std::uint32_t entity, std::uint32_t row, std::string& out_path) const {
  const ColumnTable* table = rows[entity].table;
  if (table == nullptr || !table->shape->nested) return;
  const std::uint32_t parent = parent_row(entity, row);
  path(model.entities[entity].parent.index, parent, out_path);
  out_path += '/' + model[model.entities[entity].collection].key() + '/' +
              std::to_string(row - out.block.level({entity}).first[parent]);
}

void RowReading::reject(const ColumnTable& table, std::uint32_t row, std::uint32_t column,
                        std::string_view name, const Refusal& refusal,
                        std::optional<text::Word> help) {
  const EntityRows& of = rows[table.entity.index];
  const std::uint32_t household = of.household[row];
  Rejection& rejection = out.rejections.emplace_back();
  rejection.file = table.shape->name;
  rejection.line = of.line[row];
  rejection.column = table.shape->nested ? table.shape->list : column;
  if (household < out.keys[0].size()) rejection.household = out.keys[0][household];
  rejection.diagnostic =
      said(options.language, refusal.code, refusal.arguments, refusal.suggestion, help);
  path(table.entity.index, row, rejection.diagnostic.path);
  if (!rejection.diagnostic.path.empty() && !name.empty())
    rejection.diagnostic.path.append("/").append(name);
  out.rejected[household] = 1;
}

void RowReading::households(const ColumnTable& table) {
  EntityRows& made = rows[0];
  made.table = &table;
  for (const FeedRows& part : piece.feeds[table.feed].runs)
    for (std::uint32_t i = 0; i < part.count; ++i) {
      const std::uint64_t line = part.batch->first + part.row + i + 1;
      made.push(*part.batch, part.row + i, static_cast<std::uint32_t>(made.line.size()), line);
    }
  out.lines = made.line;
  const auto count = static_cast<std::uint32_t>(made.line.size());
  out.block.level({0}).rows = count;
  out.rejected.assign(count, 0);
}

/// The elements of each row above.
void RowReading::listed_rows(const ColumnTable& table) {
  const std::uint32_t e = table.entity.index;
  const EntityRows& above = rows[model.entities[e].parent.index];
  EntityRows& made = rows[e];
  made.table = &table;
  run::BlockLevel& level = out.block.level(table.entity);
  level.first.clear();
  std::vector<std::uint8_t>& lists_given = given[model.entities[e].collection.index];
  std::vector<std::uint32_t> broken;
  std::uint32_t parent = 0;
  for (const EntityRows::Run& run : above.runs) {
    const Table& elements = run.batch->tables[table.place];
    const Lists& lists = *elements.lists;
    for (std::uint32_t i = 0; i < run.rows.count; ++i, ++parent) {
      level.first.push_back(static_cast<std::uint32_t>(made.line.size()));
      const std::uint64_t row = run.rows.row + i;
      const bool there = run.rows.table->present.at(row) && lists.validity.at(row);
      lists_given.push_back(there ? 1 : 0);
      if (!there) continue;
      const std::uint64_t at = lists.first + row;
      const std::int64_t begin = lists.large ? value_at<std::int64_t>(lists.offsets, at)
                                             : value_at<std::int32_t>(lists.offsets, at);
      const std::int64_t end = lists.large ? value_at<std::int64_t>(lists.offsets, at + 1)
                                           : value_at<std::int32_t>(lists.offsets, at + 1);
      if (begin < 0 || end < begin || static_cast<std::uint64_t>(end) > elements.rows) {
        broken.push_back(parent);
        continue;
      }
      for (std::int64_t r = begin; r < end; ++r)
        made.push(*run.batch, static_cast<std::uint64_t>(r), above.household[parent],
                  table.shape->nested ? above.line[parent] : static_cast<std::uint64_t>(r) + 1);
    }
  }
  level.first.push_back(static_cast<std::uint32_t>(made.line.size()));
  level.rows = level.first.back();
  const std::string& name = model[model.entities[e].collection].key();
  for (const std::uint32_t row : broken)
    reject(
        *above.table, row, table.shape->list, name,
        {Code::table_broken, {table.shape->name, phrase(text::Word::broken_offsets, {name})}, {}});
}

/// The row that a row belongs to, by the keys of its parent; nothing where there is none.
std::optional<std::uint32_t> RowReading::place(const ColumnTable& table, const Table& columns,
                                               std::uint64_t row, std::uint32_t household) {
  const model::EntityId parent = model[table.entity].parent;
  if (parent.index == 0) return household;
  WrittenKey written;
  const std::string_view of = key_at(columns.columns[table.key(parent)], columns, row, written);
  std::uint32_t begin = household;
  std::uint32_t end = household + 1;
  std::vector<model::EntityId> down;
  for (model::EntityId e = parent; e.index != 0; e = model[e].parent) down.push_back(e);
  for (auto e = down.rbegin(); e != down.rend(); ++e) {
    const std::vector<std::uint32_t>& first = out.block.level(*e).first;
    begin = first[begin];
    end = first[end];
  }
  const Keys& above = out.keys[parent.index];
  for (std::uint32_t r = begin; r < end; ++r)
    if (r < above.size() && above[r] == of) return r;
  Rejection& rejection = out.rejections.emplace_back();
  rejection.file = table.shape->name;
  rejection.column = table.shape->positions[table.key(parent)];
  if (household < out.keys[0].size()) rejection.household = out.keys[0][household];
  rejection.diagnostic = said(options.language, Code::table_row_orphan, {of});
  out.rejected[household] = 1;
  return std::nullopt;
}

/// Rows that come by household; within one their parents may be in any order.
void RowReading::joined_rows(const ColumnTable& table) {
  struct Placed {
    std::uint32_t parent = 0;
    std::uint32_t household = 0;
    const ColumnBatch* batch = nullptr;
    std::uint64_t row = 0;
  };
  const PieceRows& of = piece.feeds[table.feed];
  std::vector<Placed> placed;
  placed.reserve(of.count());
  std::uint32_t household = 0;
  std::uint32_t number = 0;
  for (const FeedRows& part : of.runs)
    for (std::uint64_t row = part.row; row < part.row + part.count; ++row, ++number) {
      while (of.first[household + 1] <= number) ++household;
      if (const auto parent = place(table, part.batch->tables.front(), row, household))
        placed.push_back({*parent, household, part.batch.get(), row});
      else
        out.rejections.back().line = part.batch->first + row + 1;
    }
  if (!std::ranges::is_sorted(placed, {}, &Placed::parent))
    std::ranges::stable_sort(placed, {}, &Placed::parent);
  EntityRows& made = rows[table.entity.index];
  made.table = &table;
  run::BlockLevel& level = out.block.level(table.entity);
  level.first.clear();
  std::size_t next = 0;
  const std::uint32_t parents = out.block.level(model[table.entity].parent).rows;
  for (std::uint32_t p = 0; p < parents; ++p) {
    level.first.push_back(static_cast<std::uint32_t>(next));
    for (; next < placed.size() && placed[next].parent == p; ++next)
      made.push(*placed[next].batch, placed[next].row, placed[next].household,
                placed[next].batch->first + placed[next].row + 1);
  }
  level.first.push_back(static_cast<std::uint32_t>(next));
  level.rows = level.first.back();
}

void RowReading::keys(const ColumnTable& table, std::uint32_t column) {
  WrittenKey written;
  for (const EntityRows::Run& run : rows[table.entity.index].runs)
    for (std::uint32_t i = 0; i < run.rows.count; ++i)
      out.keys[table.entity.index].push(
          key_at(run.rows.table->columns[column], *run.rows.table, run.rows.row + i, written));
}

/// Two rows of one parent may not be called the same.
void RowReading::same_keys(const ColumnTable& table) {
  const std::uint32_t own = table.key(table.entity);
  const Keys& of = out.keys[table.entity.index];
  const std::vector<std::uint32_t>& first = out.block.level(table.entity).first;
  for (std::size_t p = 0; p + 1 < first.size(); ++p)
    for (std::uint32_t a = first[p]; a < first[p + 1]; ++a)
      for (std::uint32_t b = first[p]; b < a; ++b)
        if (of[a] == of[b])
          reject(table, a, table.shape->positions[own], table.shape->columns[own].name,
                 {Code::table_duplicate_key, {of[a]}, {}});
}

/// All columns of one table.
void RowReading::cells(const ColumnTable& table) {
  const EntityRows& of = rows[table.entity.index];
  if (table.key(table.entity) != CsvHeader::no_column) keys(table, table.key(table.entity));
  const std::size_t told = out.rejections.size();
  std::vector<RefusedRow> refused;
  for (std::uint32_t c = 0; c < table.header.columns.size(); ++c) {
    const CsvColumn& meaning = table.header.columns[c];
    const std::uint32_t number = table.shape->positions[c];
    const std::string& name = table.shape->columns[c].name;
    std::uint32_t base = 0;
    for (const EntityRows::Run& run : of.runs) {
      const Column& column = run.rows.table->columns[c];
      refused.clear();
      std::optional<text::Word> help;
      switch (meaning.use) {
        case CsvColumn::Use::ignored:
        case CsvColumn::Use::key:
          break;
        case CsvColumn::Use::fact: {
          const CellText& cell = table.header.cells[meaning.cell];
          help = intake.cell_form(cell.fact());
          read_fact(intake, cell, column, run.rows, options.float_rounding, out.block, refused);
          break;
        }
        case CsvColumn::Use::record: {
          const CellText& cell = table.header.cells[meaning.cell];
          help = intake.cell_form(cell.fact());
          read_record(
              intake, cell,
              meaning.amount == CsvColumn::no_cell ? nullptr : &table.header.cells[meaning.amount],
              column, run.rows, out.block, refused);
          break;
        }
        case CsvColumn::Use::complete:
          for (std::uint32_t i = 0; i < run.rows.count; ++i) {
            std::optional<Refusal> why;
            const std::optional<bool> yes =
                read_yes_no(column, *run.rows.table, run.rows.row + i, why);
            listed[meaning.collection.index].push_back(!yes ? 1 : *yes ? 2 : 0);
            if (why) refused.push_back({i, std::move(*why)});
          }
          break;
      }
      for (const RefusedRow& one : refused)
        reject(table, base + one.row, number, name, one.refusal,
               one.refusal.code == Code::profile_wrong_type ? help : std::nullopt);
      base += run.rows.count;
    }
  }
  if (table.entity.index != 0 && table.key(table.entity) != CsvHeader::no_column) same_keys(table);
  std::ranges::stable_sort(out.rejections.begin() + static_cast<std::ptrdiff_t>(told),
                           out.rejections.end(), {}, &Rejection::line);
}

/// Whether the elements of each parent are all listed.
void RowReading::listing(model::EntityId entity) {
  const model::CollectionId id = model[entity].collection;
  const model::Collection& collection = model[id];
  run::BlockLevel& level = out.block.level(entity);
  const std::uint32_t parents = out.block.level(collection.parent).rows;
  const ColumnTable* table = rows[entity.index].table;
  if (table == nullptr) level.first.assign(parents + 1, 0);
  level.listings.assign(parents, run::Listing::unknown);
  const std::vector<std::uint8_t>& lists_given = given[id.index];
  for (std::uint32_t p = 0; p < parents; ++p) {
    const std::uint32_t count = level.first[p + 1] - level.first[p];
    run::Listing& listing = level.listings[p];
    const bool listed_here =
        p < lists_given.size() ? lists_given[p] != 0 : table != nullptr && options.listed_in_full;
    if (count > 0 || listed_here) listing = run::Listing::complete;
    if (p < listed[id.index].size() && listed[id.index][p] != 1)
      listing = listed[id.index][p] == 2 ? run::Listing::complete : run::Listing::part;
    if (count <= collection.most &&
        (listing != run::Listing::complete || count >= collection.least))
      continue;
    const ColumnTable& above = *rows[collection.parent.index].table;
    reject(above, p, 0, collection.key(),
           {Code::profile_collection_size,
            {name_argument(collection), count, size_argument(collection)},
            {}});
  }
}

}  // namespace

void read_column_rows(const Intake& intake, const TableOptions& options,
                      std::span<const ColumnTable> tables, const ColumnPiece& piece,
                      TableBlock& out) {
  const model::Model& model = intake.model();
  RowReading reading{intake, model, options, piece, out, {}, {}, {}};
  reading.rows.resize(model.entities.size());
  reading.listed.resize(model.collections.size());
  reading.given.resize(model.collections.size());
  for (const ColumnTable& table : tables) {
    if (table.entity.index == 0)
      reading.households(table);
    else if (table.place != 0)
      reading.listed_rows(table);
    else
      reading.joined_rows(table);
    reading.cells(table);
  }
  for (std::uint32_t e = 1; e < model.entities.size(); ++e) reading.listing({e});
  out.block.complete();
}

}  // namespace entitle::io
