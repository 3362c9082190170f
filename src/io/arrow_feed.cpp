// Arrays become tables without a value being looked at: places and masks are added up along the
// way down, since a struct's own offset holds for what its children are, and theirs come on top.
#include "io/arrow_feed.hpp"

#include <cstring>
#include <tuple>

#include "io/arrow_schema.hpp"
#include "io/csv_rows.hpp"

namespace entitle::io {

using text::Code;
using text::Word;

namespace {

/// An array from a place on: the first of so many rows.
struct Slice {
  const ArrowArray* array = nullptr;
  std::uint64_t first = 0;
};

const void* buffer(const ArrowArray& array, std::int64_t number) {
  return number < array.n_buffers && array.buffers != nullptr ? array.buffers[number] : nullptr;
}

RowMask mask(const Slice& slice) {
  if (slice.array->null_count == 0) return {};
  return {static_cast<const std::uint8_t*>(buffer(*slice.array, 0)), slice.first};
}

class ArrowFeed : public ColumnFeed {
 public:
  ArrowFeed(ArrowLayout layout, std::string name, ArrowInput input, Language language)
      : layout_(std::move(layout)),
        name_(std::move(name)),
        input_(std::move(input)),
        language_(language) {}

  const std::vector<FeedTable>& tables() const override { return layout_.tables; }
  const std::optional<Diagnostic>& failure() const override { return failure_; }

  std::shared_ptr<const ColumnBatch> next() override {
    if (failure_) return nullptr;
    auto array = std::make_shared<Owned<ArrowArray>>();
    if (!input_.stream.empty()) {
      ArrowArrayStream& stream = *input_.stream;
      if (const int fault = stream.get_next(&stream, array->get()); fault != 0) {
        failure_ = said(language_, Code::table_broken,
                        {name_, phrase(Word::broken_stream, {stream_error(stream, fault)})});
        return nullptr;
      }
    } else {
      *array = std::move(input_.array);
    }
    if (array->empty()) return nullptr;
    auto batch = std::make_shared<ColumnBatch>();
    batch->tables.resize(layout_.tables.size());
    batch->first = rows_;
    if (!rows(0, **array, *batch)) {
      failure_ = said(language_, Code::table_broken,
                      {name_, phrase(Word::broken_schema, {broken_.empty() ? name_ : broken_})});
      return nullptr;
    }
    rows_ += batch->tables.front().rows;
    batch->owner = std::move(array);
    return batch;
  }

  static std::string stream_error(ArrowArrayStream& stream, int fault) {
    const char* told = stream.get_last_error == nullptr ? nullptr : stream.get_last_error(&stream);
    return told != nullptr && *told != '\0' ? told : std::strerror(fault);
  }

 private:
  /// A child of a struct, from the struct's first row on; nothing where it is not as long.
  static std::optional<Slice> child(const ArrowArray& parent, std::uint64_t first,
                                    std::uint64_t rows, std::int64_t number) {
    const ArrowArray* array = parent.children[number];
    if (array == nullptr || array->length < 0 || array->offset < 0 ||
        static_cast<std::uint64_t>(array->length) < first + rows)
      return std::nullopt;
    return Slice{array, first + static_cast<std::uint64_t>(array->offset)};
  }

  std::optional<ColumnData> values(const Slice& slice, const ArrowType& type) {
    ColumnData data;
    data.type = type.type;
    data.scale = type.scale;
    if (type.type == ColumnType::none) return data;
    data.first = slice.first;
    data.validity = mask(slice);
    if (type.type == ColumnType::utf8_view && slice.array->n_buffers > 3) {
      // Behind the views come the blocks, and last their sizes.
      data.block_count = static_cast<std::uint64_t>(slice.array->n_buffers) - 3;
      data.blocks = slice.array->buffers + 2;
      data.block_sizes =
          static_cast<const std::int64_t*>(buffer(*slice.array, slice.array->n_buffers - 1));
    }
    const bool text = type.type == ColumnType::utf8 || type.type == ColumnType::large_utf8;
    data.values = buffer(*slice.array, text ? 2 : 1);
    if (text) data.offsets = buffer(*slice.array, 1);
    if (!type.names) return data;
    const ArrowArray* names = slice.array->dictionary;
    if (names == nullptr || names->length < 0 || names->offset < 0) return std::nullopt;
    auto dictionary = std::make_shared<Dictionary>();
    dictionary->size = static_cast<std::uint64_t>(names->length);
    const std::optional<ColumnData> of =
        values({names, static_cast<std::uint64_t>(names->offset)}, {*type.names, 0, {}});
    dictionary->names = *of;
    data.dictionary = std::move(dictionary);
    return data;
  }

  bool column(const ArrowColumn& where, const ArrowArray& structs, std::uint64_t first,
              std::uint64_t rows, Column& column) {
    const std::optional<Slice> slice = child(structs, first, rows, where.child);
    if (!slice) return false;
    if (!where.range) {
      std::optional<ColumnData> data = values(*slice, where.values);
      if (data) column.values = std::move(*data);
      return data.has_value();
    }
    column.present = mask(*slice);
    column.upper.emplace();
    for (const auto& [number, type, into] :
         {std::tuple(where.least, &where.values, &column.values),
          std::tuple(where.most, &where.upper, &*column.upper)}) {
      if (number == ArrowColumn::none) continue;
      if (number >= slice->array->n_children || slice->array->children == nullptr) return false;
      const std::optional<Slice> end = child(*slice->array, slice->first, rows, number);
      std::optional<ColumnData> data = end ? values(*end, *type) : std::nullopt;
      if (!data) return false;
      *into = std::move(*data);
    }
    return true;
  }

  /// The rows of a table, which are the structs of an array, and of the tables below it.
  bool rows(std::uint32_t number, const ArrowArray& structs, ColumnBatch& batch) {
    const ArrowLevel& level = layout_.levels[number];
    Table& table = batch.tables[number];
    if (structs.length < 0 || structs.offset < 0 || structs.n_children != level.children ||
        (level.children > 0 && structs.children == nullptr))
      return false;
    const auto first = static_cast<std::uint64_t>(structs.offset);
    table.rows = static_cast<std::uint64_t>(structs.length);
    table.present = mask({&structs, first});
    table.columns.resize(level.columns.size());
    for (std::size_t c = 0; c < level.columns.size(); ++c) {
      broken_ = layout_.tables[number].columns[c].name;
      if (!layout_.tables[number].unread[c].empty()) continue;
      if (!column(level.columns[c], structs, first, table.rows, table.columns[c]) ||
          !seal(table.columns[c], table.rows))
        return false;
    }
    for (std::uint32_t below = number + 1; below < layout_.tables.size(); ++below) {
      if (layout_.tables[below].above != number) continue;
      broken_.clear();
      const std::optional<Slice> list =
          child(structs, first, table.rows, layout_.levels[below].child);
      if (!list || list->array->n_children < 1 || list->array->children == nullptr ||
          list->array->children[0] == nullptr)
        return false;
      Lists lists;
      lists.offsets = buffer(*list->array, 1);
      lists.large = layout_.levels[below].large;
      lists.first = list->first;
      lists.validity = mask(*list);
      if (lists.offsets == nullptr && table.rows > 0) return false;
      batch.tables[below].lists = lists;
      if (!rows(below, *list->array->children[0], batch)) return false;
    }
    return true;
  }

  ArrowLayout layout_;
  std::string name_;
  ArrowInput input_;
  Language language_;
  std::uint64_t rows_ = 0;
  std::string broken_;  ///< the column that is looked at
  std::optional<Diagnostic> failure_;
};

}  // namespace

std::unique_ptr<ColumnFeed> feed_of_arrow(const Intake& intake, model::EntityId entity,
                                          std::string name, ArrowInput input, Language language,
                                          text::Report& report) {
  const auto broken = [&](const std::string& why) {
    report.report(Code::table_broken, {name, phrase(Word::broken_stream, {why})});
  };
  if (!input.stream.empty()) {
    Owned<ArrowSchema> schema;
    ArrowArrayStream& stream = *input.stream;
    if (const int fault = stream.get_schema(&stream, schema.get()); fault != 0) {
      broken(ArrowFeed::stream_error(stream, fault));
      return nullptr;
    }
    input.schema = std::move(schema);
  }
  if (input.schema.empty() || (input.stream.empty() && input.array.empty())) {
    report.report(Code::table_broken, {name, phrase(Word::broken_no_values, {name})});
    return nullptr;
  }
  std::optional<ArrowLayout> layout =
      read_arrow_schema(intake, entity, name, *input.schema, report);
  if (!layout) return nullptr;
  return std::make_unique<ArrowFeed>(std::move(*layout), std::move(name), std::move(input),
                                     language);
}

}  // namespace entitle::io
