// Batches over tables in memory, a caller's own or Arrow's: which table is whose, and which hang
// together by lists.
#include "entitle/table.hpp"

#include <algorithm>
#include <utility>

#include "batch_source.hpp"
#include "entitle/arrow.hpp"
#include "io/arrow_feed.hpp"
#include "io/column_feed.hpp"

namespace entitle {
inline namespace v0 {
namespace {

using text::Code;
using text::Word;

std::string called(const model::Model& model, model::EntityId entity, std::string_view given) {
  if (!given.empty()) return std::string(given);
  return entity.index == 0 ? model[entity].key() : model[model[entity].collection].key();
}

/// What a table's columns are called and what they hold, without the values.
io::FeedTable shape_of(const Table& table, model::EntityId entity, std::string name) {
  io::FeedTable shape;
  shape.entity = entity;
  shape.name = std::move(name);
  for (const Column& column : table.columns) {
    shape.columns.push_back(column);
    shape.positions.push_back(static_cast<std::uint32_t>(shape.columns.size()));
  }
  return shape;
}

/// Tables that hang together by lists, the first by keys or the households'.
struct Group {
  std::vector<io::FeedTable> shapes;
  std::vector<Table> tables;
};

class Groups {
 public:
  Groups(const model::Model& model, text::Report& report) : model_(model), report_(report) {}

  /// In the order of their entities.
  void add(Table table, model::EntityId entity) {
    const std::string name = called(model_, entity, table.name);
    for (Column& column : table.columns)
      if (!io::seal(column, table.rows)) broken(name, Word::broken_no_values, column.name);
    io::FeedTable shape = shape_of(table, entity, name);
    if (!table.lists) {
      groups_.push_back({});
      groups_.back().shapes.push_back(std::move(shape));
      groups_.back().tables.push_back(std::move(table));
      return;
    }
    const model::EntityId parent = model_[entity].parent;
    for (Group& group : groups_) {
      const auto above = std::ranges::find(group.shapes, parent, &io::FeedTable::entity);
      if (above == group.shapes.end()) continue;
      shape.above = static_cast<std::uint32_t>(above - group.shapes.begin());
      if (table.lists->offsets == nullptr && group.tables[shape.above].rows > 0)
        broken(name, Word::broken_offsets, name);
      group.shapes.push_back(std::move(shape));
      group.tables.push_back(std::move(table));
      return;
    }
    broken(name, Word::broken_parent,
           parent.valid() ? model_[parent].key() : model_.entities.front().key());
  }

  std::vector<std::unique_ptr<io::ColumnFeed>> feeds() {
    std::vector<std::unique_ptr<io::ColumnFeed>> made;
    for (Group& group : groups_)
      made.push_back(io::feed_of_tables(std::move(group.shapes), std::move(group.tables)));
    return made;
  }

 private:
  void broken(const std::string& name, Word why, const std::string& what) {
    report_.report(Code::table_broken, {name, io::phrase(why, {what})});
  }

  const model::Model& model_;
  text::Report& report_;
  std::vector<Group> groups_;
};

}  // namespace

Result<Batch> try_open_tables(Ruleset ruleset, Date as_of, std::vector<Table> tables,
                              const BatchOptions& options) {
  return open_batch(
      std::move(ruleset), as_of, options,
      [&](const io::Intake& intake, const io::TableOptions& with,
          text::Report& report) -> std::unique_ptr<io::TableSource> {
        std::vector<std::pair<model::EntityId, Table*>> sorted;
        sorted.reserve(tables.size());
        for (Table& table : tables)
          sorted.emplace_back(io::entity_of(intake, table.collection, report), &table);
        if (report.has_errors()) return nullptr;
        std::ranges::stable_sort(sorted, {}, [](const auto& one) { return one.first; });
        Groups groups(intake.model(), report);
        for (const auto& [entity, table] : sorted) groups.add(std::move(*table), entity);
        if (report.has_errors()) return nullptr;
        return io::open_columns(intake, groups.feeds(), with, report);
      });
}

Result<Batch> try_open_arrow(Ruleset ruleset, Date as_of, const std::vector<ArrowTable>& tables,
                             const BatchOptions& options) {
  std::vector<io::ArrowInput> inputs;
  inputs.reserve(tables.size());
  for (const ArrowTable& table : tables)
    inputs.push_back({io::Owned(table.stream), io::Owned(table.schema), io::Owned(table.array)});
  return open_batch(
      std::move(ruleset), as_of, options,
      [&](const io::Intake& intake, const io::TableOptions& with,
          text::Report& report) -> std::unique_ptr<io::TableSource> {
        std::vector<std::unique_ptr<io::ColumnFeed>> feeds;
        for (std::size_t t = 0; t < tables.size(); ++t) {
          const model::EntityId entity = io::entity_of(intake, tables[t].collection, report);
          if (!entity.valid()) continue;
          auto feed = io::feed_of_arrow(intake, entity, called(intake.model(), entity, {}),
                                        std::move(inputs[t]), with.language, report);
          if (feed) feeds.push_back(std::move(feed));
        }
        if (report.has_errors()) return nullptr;
        return io::open_columns(intake, std::move(feeds), with, report);
      });
}

}  // namespace v0
}  // namespace entitle
