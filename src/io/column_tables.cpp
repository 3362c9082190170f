// Batches of borrowed columns, cut into pieces of households: which rows belong to these looks at
// nothing but keys; values are read later, by any thread, from batches that each piece holds.
#include <algorithm>
#include <deque>
#include <unordered_map>

#include "io/column_rows.hpp"
#include "io/column_values.hpp"
#include "io/csv_rows.hpp"
#include "io/join_rows.hpp"
#include "io/key_index.hpp"
#include "io/say.hpp"
#include "io/table_source.hpp"

namespace entitle::io {

using text::Code;

namespace {

/// Adds a row behind others.
void append(std::vector<FeedRows>& rows, const std::shared_ptr<const ColumnBatch>& batch,
            std::uint64_t row) {
  if (rows.empty() || rows.back().batch != batch || rows.back().row + rows.back().count != row)
    rows.push_back({batch, row, 0});
  ++rows.back().count;
}

/// A feed read row by row, with a look ahead.
class Cursor {
 public:
  explicit Cursor(ColumnFeed& feed) : feed_(&feed) {}

  struct Place {
    const std::shared_ptr<const ColumnBatch>* batch = nullptr;
    std::uint64_t row = 0;
  };
  /// A row ahead of the next, 0 for that; nothing behind the last. Valid until the next call.
  std::optional<Place> at(std::uint64_t ahead) {
    std::uint64_t row = row_ + ahead;
    for (std::size_t b = 0;; ++b) {
      while (b == batches_.size())
        if (!more()) return std::nullopt;
      if (row < rows(b)) return Place{&batches_[b], row};
      row -= rows(b);
    }
  }
  void advance() {
    ++row_;
    while (!batches_.empty() && row_ >= rows(0)) {
      row_ -= rows(0);
      batches_.pop_front();
    }
  }

 private:
  std::uint64_t rows(std::size_t b) const { return batches_[b]->tables.front().rows; }
  bool more() {
    if (ended_) return false;
    std::shared_ptr<const ColumnBatch> batch = feed_->next();
    if (!batch) {
      ended_ = true;
      return false;
    }
    if (batch->tables.front().rows > 0) batches_.push_back(std::move(batch));
    return true;
  }

  ColumnFeed* feed_;
  std::deque<std::shared_ptr<const ColumnBatch>> batches_;
  std::uint64_t row_ = 0;
  bool ended_ = false;
};

class ColumnTables : public TableSource {
 public:
  ColumnTables(const Intake& intake, std::vector<std::unique_ptr<ColumnFeed>> feeds,
               const TableOptions& options)
      : intake_(intake), feeds_(std::move(feeds)), options_(options) {}

  bool open(text::Report& report) {
    tables_ = read_layout(intake_, feeds_, options_, report);
    if (report.has_errors()) return false;
    for (const std::unique_ptr<ColumnFeed>& feed : feeds_) cursors_.emplace_back(*feed);
    held_.resize(feeds_.size());
    for (const ColumnTable& table : tables_) {
      if (table.place == 0 && table.entity.index != 0) joined_.push_back(&table);
      for (const CellText& cell : table.header.cells) {
        const model::DefinitionId definition = intake_.model()[cell.fact()].supplies;
        if (definition.valid() && std::ranges::find(supplied_, definition) == supplied_.end())
          supplied_.push_back(definition);
      }
    }
    std::ranges::sort(supplied_);
    numbered_ =
        !joined_.empty() && has_number_key(tables_.front()) &&
        std::ranges::all_of(joined_, [](const ColumnTable* t) { return has_number_key(*t); });
    return true;
  }

  /// Nothing is read or written of them: the more, the fewer runs.
  std::uint32_t piece() const override { return 1'024; }
  bool next(std::uint32_t households, RawTables& raw) override;
  void read(const RawTables& raw, TableBlock& out) const override {
    out.clear();
    out.rejections = raw.rejections;
    if (raw.columns) read_column_rows(intake_, options_, tables_, *raw.columns, out);
  }
  const std::optional<Diagnostic>& failure() const override { return failure_; }
  std::uint64_t bytes_read() const override { return 0; }
  const std::vector<model::DefinitionId>& supplied() const override { return supplied_; }
  const std::string& name() const override { return tables_.front().shape->name; }

 private:
  /// What stands for a key where keys are compared: equal where they are.
  struct Mark {
    WrittenKey written{};
    Wide number = 0;
  };
  static bool has_number_key(const ColumnTable& table) {
    const ColumnData& data = table.shape->columns[table.key({0})].values;
    return is_integer(data.type) && !data.dictionary;
  }
  static std::string_view key(const ColumnTable& table, const ColumnBatch& batch, std::uint64_t row,
                              WrittenKey& written) {
    const Table& columns = batch.tables.front();
    return key_at(columns.columns[table.key({0})], columns, row, written);
  }
  /// Of numbers their bytes, which takes less than to write them.
  std::string_view mark(const ColumnTable& table, const ColumnBatch& batch, std::uint64_t row,
                        Mark& of) const {
    if (!numbered_) return key(table, batch, row, of.written);
    const Table& columns = batch.tables.front();
    const Column& column = columns.columns[table.key({0})];
    if (!has_key(column, columns, row)) return {};
    of.number = number_at(column.values, row);
    return {reinterpret_cast<const char*>(&of.number), sizeof of.number};
  }

  /// The rows of one table below, for join_rows().
  struct Joined {
    ColumnTables& of;
    const ColumnTable& table;
    RawTables& raw;
    PieceRows& rows;
    std::uint32_t taken = 0;
    Mark mark{};

    std::optional<std::string_view> key(std::size_t ahead) {
      const auto place = of.cursors_[table.feed].at(ahead);
      if (!place) return std::nullopt;
      return of.mark(table, **place->batch, place->row, mark);
    }
    void take(std::size_t household) {
      const auto place = of.cursors_[table.feed].at(0);
      rows.first.resize(std::max(rows.first.size(), household + 1), taken++);
      append(rows.runs, *place->batch, place->row);
      of.cursors_[table.feed].advance();
    }
    void orphan() {
      const auto place = of.cursors_[table.feed].at(0);
      of.reject(raw, table, **place->batch, place->row, Code::table_row_orphan);
      of.cursors_[table.feed].advance();
    }
  };
  /// The rows of a table that is held in memory, by household.
  struct Held {
    struct Row {
      std::shared_ptr<const ColumnBatch> batch;
      std::uint64_t row = 0;
    };
    std::unordered_map<std::string, std::vector<Row>> by_household;
  };

  void reject(RawTables& raw, const ColumnTable& table, const ColumnBatch& batch, std::uint64_t row,
              Code code) const {
    WrittenKey written;
    const std::string_view own = key(table, batch, row, written);
    Rejection& rejection = raw.rejections.emplace_back();
    rejection.file = table.shape->name;
    rejection.line = batch.first + row + 1;
    rejection.column = table.shape->positions[table.key({0})];
    rejection.household = own;
    rejection.diagnostic = said(options_.language, code, {own});
  }
  void hold(const ColumnTable& table);
  void take_held(const ColumnTable& table, const std::vector<std::string_view>& keys,
                 PieceRows& rows);
  void rest(const ColumnTable& table, RawTables& raw);
  void not_sorted(Joined& rows);

  const Intake& intake_;
  std::vector<std::unique_ptr<ColumnFeed>> feeds_;
  TableOptions options_;
  std::vector<ColumnTable> tables_;
  std::vector<const ColumnTable*> joined_;
  std::vector<Cursor> cursors_;  ///< by feed
  std::vector<Held> held_;       ///< by feed
  std::vector<model::DefinitionId> supplied_;
  bool numbered_ = false;  ///< all keys of households are whole numbers
  std::optional<Diagnostic> failure_;
  std::string last_key_;
  KeyIndex seen_;  ///< the keys of the piece at hand
  bool began_ = false;
};

void ColumnTables::not_sorted(Joined& rows) {
  const auto place = cursors_[rows.table.feed].at(0);
  WrittenKey written;
  failure_ = said(options_.language, Code::table_not_sorted,
                  {rows.table.shape->name, (*place->batch)->first + place->row + 1,
                   key(rows.table, **place->batch, place->row, written)});
}

void ColumnTables::hold(const ColumnTable& table) {
  Mark of;
  Cursor& cursor = cursors_[table.feed];
  for (auto place = cursor.at(0); place; place = cursor.at(0)) {
    held_[table.feed]
        .by_household[std::string(mark(table, **place->batch, place->row, of))]
        .push_back({*place->batch, place->row});
    cursor.advance();
  }
}

void ColumnTables::take_held(const ColumnTable& table, const std::vector<std::string_view>& keys,
                             PieceRows& rows) {
  auto& held = held_[table.feed].by_household;
  std::uint32_t taken = 0;
  for (const std::string_view household : keys) {
    rows.first.push_back(taken);
    const auto found = held.find(std::string(household));
    if (found == held.end()) continue;
    for (const Held::Row& row : found->second) append(rows.runs, row.batch, row.row);
    taken += static_cast<std::uint32_t>(found->second.size());
    held.erase(found);
  }
}

/// What is left behind the last household belongs to nobody.
void ColumnTables::rest(const ColumnTable& table, RawTables& raw) {
  std::vector<Held::Row> left;
  for (const auto& [of, rows] : held_[table.feed].by_household)
    left.insert(left.end(), rows.begin(), rows.end());
  std::ranges::sort(left, {}, [](const Held::Row& row) { return row.batch->first + row.row; });
  for (const Held::Row& row : left) reject(raw, table, *row.batch, row.row, Code::table_row_orphan);
  held_[table.feed].by_household.clear();
  PieceRows none;
  Joined rows{*this, table, raw, none};
  if (!orphan_rest(rows)) not_sorted(rows);
}

bool ColumnTables::next(std::uint32_t households, RawTables& raw) {
  raw.parts.resize(1);
  raw.parts.front().rows.clear();
  raw.rejections.clear();
  raw.columns.reset();
  if (failure_) return false;
  if (!began_ && options_.unsorted)
    for (const ColumnTable* table : joined_) hold(*table);
  began_ = true;

  auto piece = std::make_shared<ColumnPiece>();
  piece->feeds.resize(feeds_.size());
  const ColumnTable& root = tables_.front();
  Cursor& cursor = cursors_[root.feed];
  const bool keyed = root.key({0}) != CsvHeader::no_column;
  Keys keys;
  seen_.clear(households);
  Mark mark_of;
  while (raw.parts.front().rows.size() < households) {
    const auto place = cursor.at(0);
    if (!place) break;
    const std::uint64_t line = (*place->batch)->first + place->row + 1;
    const std::string_view of =
        keyed ? mark(root, **place->batch, place->row, mark_of) : std::string_view();
    if (keyed && (line > 1 || keys.size() > 0) && (of == last_key_ || seen_.find(of, keys))) {
      reject(raw, root, **place->batch, place->row, Code::table_duplicate_key);
    } else {
      if (keyed) seen_.insert(of, static_cast<std::uint32_t>(keys.size()), keys);
      append(piece->feeds[root.feed].runs, *place->batch, place->row);
      raw.parts.front().rows.push_back({0, 0, line, false, true});
      keys.push(of);
      last_key_ = of;
    }
    cursor.advance();
  }
  std::vector<std::string_view> views;
  for (std::size_t k = 0; k < keys.size(); ++k) views.push_back(keys[k]);
  const bool at_end = !cursor.at(0);
  for (const ColumnTable* table : joined_) {
    if (failure_) break;
    PieceRows& rows = piece->feeds[table->feed];
    Joined joined{*this, *table, raw, rows};
    if (options_.unsorted)
      take_held(*table, views, rows);
    else if (!join_rows(joined, views))
      not_sorted(joined);
    rows.first.resize(views.size() + 1, rows.count());
    if (at_end && !failure_) rest(*table, raw);
  }
  for (const std::unique_ptr<ColumnFeed>& feed : feeds_)
    if (feed->failure()) failure_ = feed->failure();
  raw.columns = std::move(piece);
  return !failure_ && (!raw.parts.front().rows.empty() || !raw.rejections.empty());
}

}  // namespace

std::unique_ptr<TableSource> open_columns(const Intake& intake,
                                          std::vector<std::unique_ptr<ColumnFeed>> feeds,
                                          const TableOptions& options, text::Report& report) {
  auto tables = std::make_unique<ColumnTables>(intake, std::move(feeds), options);
  if (!tables->open(report)) return nullptr;
  return tables;
}

}  // namespace entitle::io
