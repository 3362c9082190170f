// Formats are those of https://arrow.apache.org/docs/format/CDataInterface.html.
#include "io/arrow_schema.hpp"

#include <charconv>
#include <cstring>
#include <string_view>

#include "io/column_floats.hpp"
#include "io/column_values.hpp"
#include "io/say.hpp"

namespace entitle::io {

using text::Code;
using text::Word;

namespace {

/// Lists within lists; no model is as deep.
constexpr int deepest = 64;

struct Named {
  std::string_view format;
  const char* name;
};

/// Those that are not read, at all or as an end of a range.
constexpr Named unread_types[] = {
    {"e", "float16"},      {"f", "float32"},         {"g", "float64"},           {"z", "binary"},
    {"Z", "large_binary"}, {"vz", "binary_view"},    {"tdm", "date64"},          {"+l", "list"},
    {"+L", "large_list"},  {"+vl", "list_view"},     {"+vL", "large_list_view"}, {"+s", "struct"},
    {"+m", "map"},         {"+r", "run_end_encoded"}};

/// What a type that is not read is called: by its name, or as its format.
std::string name_of(std::string_view format) {
  for (const Named& one : unread_types)
    if (one.format == format) return one.name;
  if (format.starts_with("ts")) return "timestamp";
  if (format.starts_with("+w")) return "fixed_size_list";
  if (format.starts_with("d:")) return "decimal256";
  return std::string(format);
}

std::optional<std::int32_t> whole(std::string_view text) {
  std::int32_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// "d:19,2", "d:9,2,32".
std::optional<ArrowType> decimal_type(std::string_view format) {
  const std::string_view numbers = format.substr(2);
  const std::size_t comma = numbers.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const std::string_view rest = numbers.substr(comma + 1);
  const std::size_t second = rest.find(',');
  const std::optional<std::int32_t> scale = whole(rest.substr(0, second));
  const std::string_view bits =
      second == std::string_view::npos ? std::string_view("128") : rest.substr(second + 1);
  if (!scale) return std::nullopt;
  if (bits == "128") return ArrowType{ColumnType::decimal128, *scale, {}};
  if (bits == "64") return ArrowType{ColumnType::int64, *scale, {}};
  if (bits == "32") return ArrowType{ColumnType::int32, *scale, {}};
  return std::nullopt;
}

std::optional<ArrowType> plain_type(std::string_view format) {
  if (format.starts_with("d:")) return decimal_type(format);
  if (format == "vu") return ArrowType{ColumnType::utf8_view, 0, {}};
  if (format == "tdD") return ArrowType{ColumnType::date32, 0, {}};
  if (format.size() != 1) return std::nullopt;
  switch (format.front()) {
    case 'n':
      return ArrowType{};
    case 'b':
      return ArrowType{ColumnType::boolean, 0, {}};
    case 'c':
      return ArrowType{ColumnType::int8, 0, {}};
    case 'C':
      return ArrowType{ColumnType::uint8, 0, {}};
    case 's':
      return ArrowType{ColumnType::int16, 0, {}};
    case 'S':
      return ArrowType{ColumnType::uint16, 0, {}};
    case 'i':
      return ArrowType{ColumnType::int32, 0, {}};
    case 'I':
      return ArrowType{ColumnType::uint32, 0, {}};
    case 'l':
      return ArrowType{ColumnType::int64, 0, {}};
    case 'L':
      return ArrowType{ColumnType::uint64, 0, {}};
    case 'f':
      return ArrowType{ColumnType::float32, 0, {}};
    case 'g':
      return ArrowType{ColumnType::float64, 0, {}};
    case 'u':
      return ArrowType{ColumnType::utf8, 0, {}};
    case 'U':
      return ArrowType{ColumnType::large_utf8, 0, {}};
    default:
      return std::nullopt;
  }
}

/// What the metadata of a field say under a key: pairs of texts, each behind its length.
std::optional<std::string_view> metadata(const char* at, std::string_view key) {
  if (at == nullptr) return std::nullopt;
  const auto number = [&] {
    std::int32_t read = 0;
    std::memcpy(&read, at, sizeof(read));
    at += sizeof(read);
    return read;
  };
  const auto text = [&] {
    const std::int32_t size = number();
    const std::string_view read(at, size < 0 ? 0 : static_cast<std::size_t>(size));
    at += read.size();
    return read;
  };
  for (std::int32_t left = number(); left > 0; --left) {
    const std::string_view name = text();
    const std::string_view value = text();
    if (name == key) return value;
  }
  return std::nullopt;
}

std::string_view format_of(const ArrowSchema& schema) {
  return schema.format == nullptr ? std::string_view() : schema.format;
}
std::string_view field_name(const ArrowSchema& schema) {
  return schema.name == nullptr ? std::string_view() : schema.name;
}
bool has_children(const ArrowSchema& schema, std::int64_t at_least) {
  if (schema.n_children < at_least || (schema.n_children > 0 && schema.children == nullptr))
    return false;
  for (std::int64_t c = 0; c < schema.n_children; ++c)
    if (schema.children[c] == nullptr) return false;
  return true;
}

class SchemaReader {
 public:
  SchemaReader(const Intake& intake, const std::string& name, text::Report& report)
      : intake_(intake), name_(name), report_(report) {}

  std::optional<ArrowLayout> read(model::EntityId entity, const ArrowSchema& schema) {
    if (format_of(schema) != "+s" || !has_children(schema, 0)) {
      report_.report(Code::column_wrong_type, {name_, Word::json_array, name_of(format_of(schema))})
          .help(Word::help_column_rows);
      return std::nullopt;
    }
    FeedTable table;
    table.entity = entity;
    table.name = name_;
    made_.tables.push_back(std::move(table));
    made_.levels.emplace_back();
    if (!fields(0, schema, 0)) return std::nullopt;
    return std::move(made_);
  }

 private:
  /// The fields of the struct that a table's rows are; of a table below, `top` is the number of the
  /// field that it hangs on.
  bool fields(std::uint32_t table, const ArrowSchema& schema, std::uint32_t top) {
    made_.levels[table].children = schema.n_children;
    bool fine = true;
    for (std::int64_t c = 0; c < schema.n_children; ++c) {
      const ArrowSchema& field = *schema.children[c];
      const auto number = top == 0 ? static_cast<std::uint32_t>(c) + 1 : top;
      const Slot* slot = intake_.vocabulary().find(made_.tables[table].entity, field_name(field));
      if (slot != nullptr && slot->is_collection)
        fine = list(table, field, c, *slot, number) && fine;
      else
        column(table, field, c, number);
    }
    return fine;
  }

  bool list(std::uint32_t above, const ArrowSchema& field, std::int64_t child, const Slot& slot,
            std::uint32_t number) {
    const std::string_view format = format_of(field);
    const model::Collection& collection = intake_.model()[slot.collection];
    if (format == "n") return true;
    const bool is_list = (format == "+l" || format == "+L") && has_children(field, 1) &&
                         format_of(*field.children[0]) == "+s" &&
                         has_children(*field.children[0], 0) && ++depth_ <= deepest;
    if (!is_list) {
      std::string found = name_of(format);
      if ((format == "+l" || format == "+L") && has_children(field, 1)) {
        const std::string_view of = format_of(*field.children[0]);
        found +=
            "<" + (plain_type(of) ? type_name({.type = plain_type(of)->type}) : name_of(of)) + ">";
      } else if (const std::optional<ArrowType> type = plain_type(format)) {
        found = type_name({.type = type->type});
      }
      report_.report(Code::column_wrong_type, {name_argument(collection), Word::json_array, found})
          .help(Word::help_column_rows)
          .path(name_);
      return false;
    }
    FeedTable table;
    table.entity = collection.element;
    table.name = name_;
    table.above = above;
    table.list = number;
    table.nested = true;
    const auto place = static_cast<std::uint32_t>(made_.tables.size());
    made_.tables.push_back(std::move(table));
    ArrowLevel level;
    level.child = child;
    level.large = format == "+L";
    made_.levels.push_back(std::move(level));
    const bool fine = fields(place, *field.children[0], number);
    --depth_;
    return fine;
  }

  std::optional<ArrowType> type_of(const ArrowSchema& field) const {
    std::optional<ArrowType> type = plain_type(format_of(field));
    if (!type) return std::nullopt;
    if (field.dictionary != nullptr) {
      const std::optional<ArrowType> names = plain_type(format_of(*field.dictionary));
      if (!names || field.dictionary->dictionary != nullptr || !is_text(names->type) ||
          !is_integer(type->type))
        return std::nullopt;
      type->names = names->type;
    }
    const auto scale = metadata(field.metadata, "scale");
    if (scale && type->scale == 0) type->scale = whole(*scale).value_or(most_scale + 1);
    return type;
  }

  static ColumnData data_of(const ArrowType& type) {
    ColumnData data;
    data.type = type.type;
    data.scale = type.scale;
    if (type.names) {
      auto dictionary = std::make_shared<Dictionary>();
      dictionary->names.type = *type.names;
      data.dictionary = std::move(dictionary);
    }
    return data;
  }

  /// A field that is no list of rows: its type, or what it is instead.
  void column(std::uint32_t table, const ArrowSchema& field, std::int64_t child,
              std::uint32_t number) {
    Column shape;
    shape.name = field_name(field);
    ArrowColumn made;
    made.child = child;
    std::string unread;
    if (const std::optional<ArrowType> type = type_of(field)) {
      made.values = *type;
      shape.values = data_of(*type);
    } else if (format_of(field) == "+s" && has_children(field, 1)) {
      unread = range(field, made, shape);
    } else {
      unread = name_of(format_of(field));
      if (field.dictionary != nullptr)
        unread = "dictionary<" + name_of(format_of(*field.dictionary)) + ">";
    }
    FeedTable& into = made_.tables[table];
    into.columns.push_back(std::move(shape));
    into.positions.push_back(number);
    into.unread.push_back(std::move(unread));
    made_.levels[table].columns.push_back(made);
  }

  /// struct<min, max>. What it is instead, where it is not that.
  std::string range(const ArrowSchema& field, ArrowColumn& made, Column& shape) const {
    made.range = true;
    shape.upper.emplace();
    for (std::int64_t c = 0; c < field.n_children; ++c) {
      const std::string_view end = field_name(*field.children[c]);
      const std::optional<ArrowType> type = type_of(*field.children[c]);
      if (end != "min" && end != "max") return "struct";
      if (!type || is_float(type->type))
        return "struct<" + name_of(format_of(*field.children[c])) + ">";
      (end == "min" ? made.least : made.most) = c;
      (end == "min" ? made.values : made.upper) = *type;
      (end == "min" ? shape.values : *shape.upper) = data_of(*type);
    }
    return {};
  }

  const Intake& intake_;
  const std::string& name_;
  text::Report& report_;
  ArrowLayout made_;
  int depth_ = 0;
};

}  // namespace

std::optional<ArrowLayout> read_arrow_schema(const Intake& intake, model::EntityId entity,
                                             const std::string& name, const ArrowSchema& schema,
                                             text::Report& report) {
  return SchemaReader(intake, name, report).read(entity, schema);
}

}  // namespace entitle::io
