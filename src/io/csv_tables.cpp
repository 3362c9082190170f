// CSV files joined by keys. Finding which rows belong to the next households looks at nothing but
// keys and line ends; cells are read later, by any thread.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "io/csv_feed.hpp"
#include "io/csv_rows.hpp"
#include "io/files.hpp"
#include "io/join_rows.hpp"
#include "io/key_index.hpp"
#include "io/say.hpp"
#include "io/table_source.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

namespace entitle::io {

using text::Code;
using text::Word;

namespace {

/// Where the rows of one table come from.
struct Stream {
  FilePointer file;
  std::unique_ptr<CsvFeed> feed;
};

/// Rows held in memory, by household.
struct Held {
  std::string bytes;
  std::vector<RawTables::Row> rows;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_household;
};

/// Households that are joined at once: of two with one key the second is found among these.
constexpr std::uint32_t window_households = 1'024;

RawTables::Row row_of(const CsvRecord& record, std::size_t begin, std::uint32_t household) {
  return {begin, record.bytes.size(), record.line, record.quoted, record.closed, household};
}

void take(RawTables::Part& part, const CsvRecord& record, std::uint32_t household) {
  part.rows.push_back(row_of(record, part.bytes.size(), household));
  part.bytes += record.bytes;
  part.bytes += '\n';
}

/// The rows of some of the households.
void copy(const RawTables::Part& from, std::uint32_t begin, std::uint32_t end,
          RawTables::Part& to) {
  const auto first = std::ranges::lower_bound(from.rows, begin, {}, &RawTables::Row::household);
  const auto last = std::ranges::lower_bound(from.rows, end, {}, &RawTables::Row::household);
  const std::size_t bytes = first == from.rows.end() ? from.bytes.size() : first->begin;
  to.bytes.assign(from.bytes, bytes,
                  (last == from.rows.end() ? from.bytes.size() : last->begin) - bytes);
  to.bytes.append(csv_padding, '\0');
  to.rows.assign(first, last);
  for (RawTables::Row& row : to.rows) {
    row.begin -= bytes;
    row.household -= begin;
  }
}

class CsvTables : public TableSource {
 public:
  CsvTables(const Intake& intake, const TableOptions& options)
      : intake_(intake), model_(intake.model()), options_(options) {}

  bool open(const std::vector<TableFile>& files, BegunFile households, text::Report& report);

  std::uint32_t piece() const override { return file_piece; }
  bool next(std::uint32_t households, RawTables& raw) override;
  void read(const RawTables& raw, TableBlock& out) const override;
  const std::optional<Diagnostic>& failure() const override { return failure_; }
  std::uint64_t bytes_read() const override { return streams_.front().feed->bytes_read(); }
  const std::vector<model::DefinitionId>& supplied() const override { return supplied_; }
  const std::string& name() const override { return tables_.front().file.path; }

 private:
  void open_one(const TableFile& file, BegunFile begun, bool joined, text::Report& report);
  void hold(std::size_t table);
  /// The rows of a table below, for join_rows().
  struct Joined {
    CsvTables& tables;
    std::size_t table;
    RawTables& raw;
    std::optional<std::string_view> key(std::size_t ahead);
    void take(std::size_t household);
    void orphan();
  };
  bool find_window(RawTables& raw);
  void not_sorted(std::size_t table);
  std::string_view key(const CsvRecord& record, std::uint32_t column);
  void take_below(std::size_t table, const std::vector<std::string_view>& keys, RawTables& raw);
  void reject(RawTables& raw, std::size_t table, const CsvRecord& record, Code code,
              std::string_view key) const;
  model::EntityId parent_of(model::EntityId entity) const { return model_[entity].parent; }

  const Intake& intake_;
  const model::Model& model_;
  TableOptions options_;
  std::vector<CsvTable> tables_;
  std::vector<Stream> streams_;  ///< beside tables_
  std::vector<Held> held_;       ///< beside tables_, where rows are held in memory
  std::vector<model::DefinitionId> supplied_;
  std::optional<Diagnostic> failure_;
  RawTables window_;
  std::uint32_t given_ = 0;  ///< households of the window that were handed on
  std::string last_key_;
  KeyIndex seen_;  ///< of the households at hand
  bool began_ = false;
  std::string scratch_;
};

void CsvTables::open_one(const TableFile& file, BegunFile begun, bool joined,
                         text::Report& report) {
  CsvTable table;
  table.file = file;
  Stream stream;
  stream.file = begun.file ? std::move(begun.file) : open_file(file.path, file.path, report);
  if (!stream.file) return;
  stream.feed = std::make_unique<CsvFeed>(stream.file.get(), begun.begun);
  table.gb18030 = stream.feed->is_gb18030();
  const CsvRecord* record = stream.feed->peek();
  if (record == nullptr) {
    report.report(Code::csv_no_header, {file.path});
    return;
  }
  std::string transcoded;
  CsvRecord header = *record;
  if (table.gb18030) {
    if (auto text = text::from_gb18030(record->bytes)) transcoded = std::move(text->text);
    header.bytes = transcoded;
  }
  std::vector<std::string_view> names;
  std::vector<std::string> scratch;
  split_cells(header, names, scratch);
  table.header = read_header(intake_, file.entity, names, file.path, options_.ignore_extra, report);
  stream.feed->advance();
  table.own_key = table.header.key_of[file.entity.index];
  table.root_key = table.header.key_of[0];
  const auto need = [&](model::EntityId entity) {
    if (table.header.key_of[entity.index] != CsvHeader::no_column) return;
    report.report(Code::csv_column_missing, {file.path, name_argument(model_[entity])})
        .help(Word::help_key_column, {name_argument(model_[entity])});
  };
  if (file.entity.index != 0) {
    need({0});
    need(parent_of(file.entity));
  } else if (joined) {
    need({0});
  }
  for (const CellText& cell : table.header.cells) {
    const model::DefinitionId definition = model_[cell.fact()].supplies;
    if (definition.valid() && std::ranges::find(supplied_, definition) == supplied_.end())
      supplied_.push_back(definition);
  }
  tables_.push_back(std::move(table));
  streams_.push_back(std::move(stream));
}

bool CsvTables::open(const std::vector<TableFile>& files, BegunFile households,
                     text::Report& report) {
  for (const TableFile& file : files)
    open_one(file, std::exchange(households, {}), files.size() > 1, report);
  if (report.has_errors()) return false;
  std::ranges::sort(supplied_);
  // A table below one that is not there has nothing to belong to; one above must have keys.
  for (const CsvTable& table : tables_) {
    if (table.file.entity.index == 0) continue;
    const model::EntityId parent = parent_of(table.file.entity);
    const auto above =
        std::ranges::find(tables_, parent, [](const CsvTable& other) { return other.file.entity; });
    if (above == tables_.end() || above->own_key == CsvHeader::no_column)
      report
          .report(Code::csv_column_missing,
                  {above == tables_.end() ? table.file.path : above->file.path,
                   name_argument(model_[parent])})
          .help(Word::help_key_column, {name_argument(model_[parent])});
  }
  held_.resize(tables_.size());
  return !report.has_errors();
}

std::string_view CsvTables::key(const CsvRecord& record, std::uint32_t column) {
  if (column == CsvHeader::no_column) return {};
  if (!record.quoted && column == 0) {
    const std::size_t comma = record.bytes.find(',');
    return text::trimmed(record.bytes.substr(0, comma));
  }
  return cell_at(record, column, scratch_);
}

void CsvTables::reject(RawTables& raw, std::size_t table, const CsvRecord& record, Code code,
                       std::string_view key) const {
  Rejection& rejection = raw.rejections.emplace_back();
  rejection.file = tables_[table].file.path;
  rejection.line = record.line;
  rejection.column = tables_[table].root_key + 1;
  rejection.household = key;
  rejection.diagnostic = said(options_.language, code, {key});
}

/// Reads a whole table into memory.
void CsvTables::hold(std::size_t table) {
  Held& held = held_[table];
  CsvFeed& feed = *streams_[table].feed;
  for (const CsvRecord* record = feed.peek(); record != nullptr; record = feed.peek()) {
    held.by_household[std::string(key(*record, tables_[table].root_key))].push_back(
        static_cast<std::uint32_t>(held.rows.size()));
    held.rows.push_back(row_of(*record, held.bytes.size(), 0));
    held.bytes += record->bytes;
    feed.advance();
  }
}

std::optional<std::string_view> CsvTables::Joined::key(std::size_t ahead) {
  CsvFeed& feed = *tables.streams_[table].feed;
  const CsvRecord* record = ahead == 0 ? feed.peek() : feed.ahead(ahead);
  if (record == nullptr) return std::nullopt;
  return tables.key(*record, tables.tables_[table].root_key);
}

void CsvTables::Joined::take(std::size_t household) {
  CsvFeed& feed = *tables.streams_[table].feed;
  io::take(raw.parts[table], *feed.peek(), static_cast<std::uint32_t>(household));
  feed.advance();
}

void CsvTables::Joined::orphan() {
  const std::string of(*key(0));
  CsvFeed& feed = *tables.streams_[table].feed;
  tables.reject(raw, table, *feed.peek(), Code::table_row_orphan, of);
  feed.advance();
}

void CsvTables::not_sorted(std::size_t table) {
  const CsvRecord& record = *streams_[table].feed->peek();
  failure_ = said(
      options_.language, Code::table_not_sorted,
      {tables_[table].file.path, record.line, std::string(key(record, tables_[table].root_key))});
}

/// The rows of one table that belong to the households at hand.
void CsvTables::take_below(std::size_t table, const std::vector<std::string_view>& keys,
                           RawTables& raw) {
  RawTables::Part& part = raw.parts[table];
  if (options_.unsorted) {
    Held& held = held_[table];
    for (std::uint32_t k = 0; k < keys.size(); ++k) {
      const auto found = held.by_household.find(std::string(keys[k]));
      if (found == held.by_household.end()) continue;
      for (const std::uint32_t r : found->second) {
        RawTables::Row row = held.rows[r];
        const std::size_t begin = part.bytes.size();
        part.bytes.append(held.bytes, row.begin, row.size);
        part.bytes += '\n';
        row.begin = begin;
        row.household = k;
        part.rows.push_back(row);
      }
      held.by_household.erase(found);
    }
    return;
  }
  Joined rows{*this, table, raw};
  if (!join_rows(rows, keys)) not_sorted(table);
}

bool CsvTables::next(std::uint32_t households, RawTables& raw) {
  raw.rejections.clear();
  const std::uint32_t from = given_ == window_.households() ? 0 : given_;
  if (from == 0) {
    if (!find_window(window_)) return false;
    raw.rejections = window_.rejections;
  }
  given_ = std::min(window_.households(), from + households);
  raw.parts.resize(tables_.size());
  for (std::size_t t = 0; t < tables_.size(); ++t)
    copy(window_.parts[t], from, given_, raw.parts[t]);
  return true;
}

/// The next households with all rows of theirs.
bool CsvTables::find_window(RawTables& raw) {
  raw.parts.resize(tables_.size());
  raw.rejections.clear();
  for (RawTables::Part& part : raw.parts) {
    part.bytes.clear();
    part.rows.clear();
  }
  if (failure_) return false;
  if (!began_ && options_.unsorted)
    for (std::size_t t = 1; t < tables_.size(); ++t) hold(t);
  began_ = true;

  CsvFeed& feed = *streams_.front().feed;
  const std::uint32_t column = tables_.front().own_key;
  Keys keys;
  seen_.clear(window_households);
  while (raw.households() < window_households) {
    const CsvRecord* record = feed.peek();
    if (record == nullptr) break;
    const std::string_view of = key(*record, column);
    const bool twice =
        column != CsvHeader::no_column &&
        (of == last_key_ || !seen_.insert(of, static_cast<std::uint32_t>(keys.size()), keys));
    if (twice && (!raw.parts.front().rows.empty() || !last_key_.empty())) {
      reject(raw, 0, *record, Code::table_duplicate_key, of);
    } else {
      take(raw.parts.front(), *record, raw.households());
      keys.push(of);
      last_key_ = of;
    }
    feed.advance();
  }
  for (std::size_t t = 0; t < tables_.size(); ++t)
    if (streams_[t].feed->failed())
      failure_ =
          said(options_.language, Code::file_unreadable, {tables_[t].file.path, Word::io_failed});
  std::vector<std::string_view> views;
  for (std::size_t k = 0; k < keys.size(); ++k) views.push_back(keys[k]);
  for (std::size_t t = 1; t < tables_.size() && !failure_; ++t) take_below(t, views, raw);
  const bool at_end = feed.peek() == nullptr;
  if (at_end && !failure_)
    for (std::size_t t = 1; t < tables_.size(); ++t) {
      for (auto& [of, rows] : held_[t].by_household)
        for (const std::uint32_t r : rows) {
          const RawTables::Row& row = held_[t].rows[r];
          reject(raw, t, {std::string_view(held_[t].bytes).substr(row.begin, row.size), row.line},
                 Code::table_row_orphan, of);
        }
      held_[t].by_household.clear();
      Joined rest{*this, t, raw};
      if (!failure_ && !orphan_rest(rest)) not_sorted(t);
    }
  return !failure_ && (!raw.parts.front().rows.empty() || !raw.rejections.empty());
}

void CsvTables::read(const RawTables& raw, TableBlock& out) const {
  read_csv_rows(intake_, options_, tables_, raw, out);
}

}  // namespace

std::unique_ptr<TableSource> open_csv(const Intake& intake, const std::vector<TableFile>& files,
                                      const TableOptions& options, BegunFile households,
                                      text::Report& report) {
  auto tables = std::make_unique<CsvTables>(intake, options);
  if (!tables->open(files, std::move(households), report)) return nullptr;
  return tables;
}

}  // namespace entitle::io
