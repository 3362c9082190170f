// Columns are called like those of CSV tables, and read by the same header; here it is seen besides
// that each is of a type that holds what its name says.
#include <algorithm>

#include "io/column_feed.hpp"
#include "io/column_floats.hpp"
#include "io/column_values.hpp"
#include "io/say.hpp"

namespace entitle::io {

using text::Code;
using text::Word;

namespace {

bool seal(ColumnData& data, const RowMask& present, std::uint64_t rows) {
  if (data.type == ColumnType::none || rows == 0) return true;
  const auto needed = [](const ColumnData& of) {
    if (of.type == ColumnType::utf8_view && of.block_count > 0 &&
        (of.blocks == nullptr || of.block_sizes == nullptr))
      return false;
    const bool offsets = is_text(of.type) && of.type != ColumnType::utf8_view;
    return (offsets ? of.offsets : of.values) != nullptr;
  };
  const bool has = needed(data) && (!data.dictionary || data.dictionary->size == 0 ||
                                    needed(data.dictionary->names));
  if (has) return true;
  for (std::uint64_t row = 0; row < rows; ++row)
    if (present.at(row) && data.validity.at(row)) return false;
  data = {};
  return true;
}

class Layout {
 public:
  Layout(const Intake& intake, const TableOptions& options, text::Report& report)
      : intake_(intake), model_(intake.model()), options_(options), report_(report) {}

  void add(const FeedTable& shape, std::uint32_t feed, std::uint32_t place) {
    if (std::ranges::find(made_, shape.entity, &ColumnTable::entity) != made_.end()) {
      report_.report(Code::table_broken,
                     {shape.name, phrase(Word::broken_twice, {name_of(shape.entity)})});
      return;
    }
    ColumnTable table;
    table.entity = shape.entity;
    table.feed = feed;
    table.place = place;
    table.shape = &shape;
    std::vector<std::string_view> names;
    for (const Column& column : shape.columns) names.emplace_back(column.name);
    table.header =
        read_header(intake_, shape.entity, names, shape.name, options_.ignore_extra, report_);
    for (std::size_t c = 0; c < shape.columns.size(); ++c) check(shape, c, table.header);
    made_.push_back(std::move(table));
  }

  /// Tables that are joined have the keys that it takes.
  std::vector<ColumnTable> done(std::size_t feeds) {
    std::ranges::stable_sort(made_, {}, [](const ColumnTable& one) { return one.entity.index; });
    if (made_.empty() || made_.front().entity.index != 0)
      report_.report(Code::table_broken,
                     {name_of({0}), phrase(Word::broken_parent, {name_of({0})})});
    for (const ColumnTable& table : made_) {
      if (table.place != 0) continue;
      const model::EntityId parent = model_[table.entity].parent;
      if (feeds > 1) need(table, {0});
      if (table.entity.index == 0 || parent.index == 0) continue;
      need(table, parent);
      const auto above = std::ranges::find(made_, parent, &ColumnTable::entity);
      if (above == made_.end())
        missing(*table.shape, parent);
      else
        need(*above, parent);
    }
    return std::move(made_);
  }

 private:
  const std::string& name_of(model::EntityId entity) const { return model_[entity].key(); }

  void need(const ColumnTable& table, model::EntityId entity) {
    if (table.key(entity) == CsvHeader::no_column) missing(*table.shape, entity);
  }
  void missing(const FeedTable& shape, model::EntityId entity) {
    report_.report(Code::csv_column_missing, {shape.name, name_argument(model_[entity])})
        .help(Word::help_key_column, {name_argument(model_[entity])})
        .path(shape.name);
  }

  static std::string found(const FeedTable& shape, std::size_t c) {
    const Column& column = shape.columns[c];
    if (c < shape.unread.size() && !shape.unread[c].empty()) return shape.unread[c];
    const bool lower = column.values.type != ColumnType::none;
    return type_name(lower || !column.upper ? column.values : *column.upper);
  }

  void check(const FeedTable& shape, std::size_t c, const CsvHeader& header) {
    const Column& column = shape.columns[c];
    const CsvColumn& meaning = header.columns[c];
    const bool unread = c < shape.unread.size() && !shape.unread[c].empty();
    if (meaning.use == CsvColumn::Use::ignored) return;
    text::Argument name = column.name;
    text::Argument type = Word::type_yes_no;
    std::optional<Word> cure;
    if (meaning.use == CsvColumn::Use::key) {
      type = Word::column_key;
      if (unread || column.upper ||
          !(says_text(column.values) || is_integer(column.values.type) ||
            column.values.type == ColumnType::none))
        cure = Word::help_column_key;
    } else {
      value::Kind kind = value::Kind::yes_no;
      const bool amount =
          meaning.use == CsvColumn::Use::record && meaning.amount != CsvColumn::no_cell;
      if (meaning.use == CsvColumn::Use::fact) {
        const model::Fact& fact = model_[header.cells[meaning.cell].fact()];
        kind = fact.type.kind;
        name = name_argument(fact);
        type = type_argument(fact.type);
      }
      cure = unread ? cure_of(kind)
             : meaning.use == CsvColumn::Use::record
                 ? unfit_for_record(amount, column)
                 : unfit_for(kind, column, options_.float_rounding);
      const bool floats =
          unread ? shape.unread[c].starts_with("float") : is_float(column.values.type);
      if (floats && (amount || cure == Word::help_column_number)) cure = Word::help_column_exact;
    }
    if (cure)
      report_.report(Code::column_wrong_type, {name, type, found(shape, c)})
          .help(*cure)
          .path(shape.name);
    for (const ColumnData* data : {&column.values, column.upper ? &*column.upper : nullptr})
      if (data != nullptr && (data->scale < least_scale || data->scale > most_scale))
        report_
            .report(Code::table_broken,
                    {shape.name,
                     phrase(Word::broken_scale, {std::to_string(data->scale), column.name})})
            .path(shape.name);
  }

  const Intake& intake_;
  const model::Model& model_;
  const TableOptions& options_;
  text::Report& report_;
  std::vector<ColumnTable> made_;
};

class BorrowedFeed : public ColumnFeed {
 public:
  BorrowedFeed(std::vector<FeedTable> shapes, std::vector<Table> tables)
      : shapes_(std::move(shapes)), batch_(std::make_shared<ColumnBatch>()) {
    batch_->tables = std::move(tables);
  }
  const std::vector<FeedTable>& tables() const override { return shapes_; }
  std::shared_ptr<const ColumnBatch> next() override { return std::move(batch_); }
  const std::optional<Diagnostic>& failure() const override { return failure_; }

 private:
  std::vector<FeedTable> shapes_;
  std::shared_ptr<ColumnBatch> batch_;
  std::optional<Diagnostic> failure_;
};

}  // namespace

bool seal(Column& column, std::uint64_t rows) {
  return seal(column.values, column.present, rows) &&
         (!column.upper || seal(*column.upper, column.present, rows));
}

std::vector<ColumnTable> read_layout(const Intake& intake,
                                     const std::vector<std::unique_ptr<ColumnFeed>>& feeds,
                                     const TableOptions& options, text::Report& report) {
  Layout layout(intake, options, report);
  for (std::uint32_t f = 0; f < feeds.size(); ++f)
    for (std::uint32_t t = 0; t < feeds[f]->tables().size(); ++t)
      layout.add(feeds[f]->tables()[t], f, t);
  return layout.done(feeds.size());
}

std::unique_ptr<ColumnFeed> feed_of_tables(std::vector<FeedTable> shapes,
                                           std::vector<Table> tables) {
  return std::make_unique<BorrowedFeed>(std::move(shapes), std::move(tables));
}

}  // namespace entitle::io
