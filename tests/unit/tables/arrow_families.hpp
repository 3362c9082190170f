// The same families as Arrow arrays: nested, or a table for each entity joined by key, in several
// choices of types.
#pragma once

#include "arrow_maker.hpp"
#include "families.hpp"

namespace tables {

/// How the values are held.
enum class Style { plain, wide, texts };

using Rows = std::vector<const Row*>;

inline std::optional<std::int64_t> fen_of(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return entitle::Decimal::parse(text)->units() / 100;
}

template <class Value, class Read>
std::vector<std::optional<Value>> cells(const Rows& rows, std::size_t column, Read read) {
  std::vector<std::optional<Value>> made;
  for (const Row* row : rows) {
    const std::string& text = row->cells[column];
    made.push_back(text.empty() ? std::nullopt : std::optional<Value>(read(text)));
  }
  return made;
}
inline std::vector<std::optional<std::string>> as_texts(const Rows& rows, std::size_t column) {
  return cells<std::string>(rows, column, [](const std::string& text) { return text; });
}
inline std::vector<std::optional<bool>> as_flags(const Rows& rows, std::size_t column) {
  return cells<bool>(rows, column, [](const std::string& text) { return text == "true"; });
}

inline made::Node money(const std::string& name, const Rows& rows, std::size_t column,
                        Style style) {
  const auto fen =
      cells<std::int64_t>(rows, column, [](const std::string& t) { return *fen_of(t); });
  if (style == Style::texts) return made::texts(name, as_texts(rows, column));
  if (style == Style::wide) return made::decimals(name, fen, 2);
  made::Node node = made::column<std::int64_t>(name, fen);
  node.metadata = made::scaled(2);
  return node;
}

inline made::Node field(std::size_t level, std::size_t c, const Rows& rows, Style style) {
  const std::string& name = columns[level][c];
  if (name == "income" || name == "pension" || name == "salary") return money(name, rows, c, style);
  if (name == "called") return made::texts(name, as_texts(rows, c));
  if (style == Style::texts) {
    if (name == "area") return made::coded<std::uint32_t>(name, as_texts(rows, c));
    return made::texts<std::int64_t>(name, as_texts(rows, c));
  }
  const bool wide = style == Style::wide;
  const auto number = [](const std::string& text) { return std::stoi(text); };
  if (name == "area")
    return wide ? made::texts(name, as_texts(rows, c)) : made::coded(name, as_texts(rows, c));
  if (name == "registered")
    return made::column<std::int32_t>(
        name,
        cells<std::int32_t>(rows, c,
                            [](const std::string& t) { return entitle::Date::parse(t)->days(); }),
        "tdD");
  if (name == "age" || name == "burden")
    return wide ? made::column<std::uint64_t>(name, cells<std::uint64_t>(rows, c, number))
                : made::column<std::int8_t>(name, cells<std::int8_t>(rows, c, number));
  if (wide)
    return made::column<std::int8_t>(
        name, cells<std::int8_t>(rows, c, [](const std::string& t) { return t == "true"; }));
  return made::flags(name, as_flags(rows, c));
}

/// The rows of a level and, below, lists of their elements.
inline made::Node nested(const Rows& rows, std::size_t level, Style style, std::string key) {
  std::vector<made::Node> children;
  if (level == 0) {
    std::vector<std::optional<std::string>> keys;
    for (std::size_t h = 0; h < rows.size(); ++h) keys.emplace_back(key_of(h));
    children.push_back(made::texts(std::move(key), keys));
  }
  if (level == 1) {
    std::vector<std::optional<std::int16_t>> numbers;
    for (std::size_t r = 0; r < rows.size(); ++r)
      numbers.emplace_back(static_cast<std::int16_t>(r));
    children.push_back(made::column<std::int16_t>("person", numbers));
  }
  for (std::size_t c = columns[level].size(); c-- > 0;)
    children.push_back(field(level, c, rows, style));
  if (level < 2) {
    Rows below;
    std::vector<std::optional<std::size_t>> counts;
    for (const Row* row : rows) {
      counts.push_back(row->listed ? std::optional(row->below.size()) : std::nullopt);
      for (const Row& one : row->below) below.push_back(&one);
    }
    made::Node elements = nested(below, level + 1, style, {});
    children.insert(
        children.begin(),
        style == Style::wide
            ? made::lists<std::int64_t>(collections[level + 1], counts, std::move(elements))
            : made::lists(collections[level + 1], counts, std::move(elements)));
  }
  return made::structs("", std::move(children), static_cast<std::int64_t>(rows.size()));
}

inline Rows pointers(const Families& families) {
  Rows rows;
  for (const Row& family : families) rows.push_back(&family);
  return rows;
}
inline made::Node nested(const Families& families, Style style) {
  return nested(pointers(families), 0, style, "household");
}

/// A table for each level, joined by keys: of the households a number, of the members theirs.
inline std::vector<made::Node> joined(const Families& families, Style style) {
  std::vector<std::optional<std::int32_t>> keys[3];
  std::vector<std::optional<std::string>> persons[3];
  Rows rows[3];
  for (std::size_t h = 0; h < families.size(); ++h) {
    const auto household = static_cast<std::int32_t>(h);
    rows[0].push_back(&families[h]);
    keys[0].emplace_back(household);
    for (std::size_t m = 0; m < families[h].below.size(); ++m) {
      rows[1].push_back(&families[h].below[m]);
      keys[1].emplace_back(household);
      persons[1].emplace_back(std::to_string(m + 1));
      for (const Row& supporter : families[h].below[m].below) {
        rows[2].push_back(&supporter);
        keys[2].emplace_back(household);
        persons[2].emplace_back(std::to_string(m + 1));
      }
    }
  }
  std::vector<made::Node> made;
  for (std::size_t level = 0; level < 3; ++level) {
    std::vector<made::Node> children{made::column<std::int32_t>("household", keys[level])};
    if (level > 0) children.push_back(made::texts("person", persons[level]));
    for (std::size_t c = 0; c < columns[level].size(); ++c)
      children.push_back(field(level, c, rows[level], style));
    if (level < 2) {
      std::vector<std::optional<bool>> listed;
      for (const Row* row : rows[level])
        listed.push_back(row->listed ? std::optional(true) : std::nullopt);
      children.push_back(made::flags(collections[level + 1] + "_complete", listed));
    }
    made.push_back(
        made::structs("", std::move(children), static_cast<std::int64_t>(rows[level].size())));
  }
  return made;
}

/// One node in batches of so many rows.
inline std::vector<made::Node> in_batches(const made::Node& node, std::int64_t rows) {
  std::vector<made::Node> batches;
  for (std::int64_t from = 0; from == 0 || from < node.length; from += rows)
    batches.push_back(made::sliced(node, from, std::min(rows, node.length - from)));
  return batches;
}

inline entitle::Result<entitle::Batch> open(std::vector<made::Node> batches,
                                            const entitle::BatchOptions& options = {}) {
  ArrowArrayStream stream = made::stream(std::move(batches));
  auto batch = entitle::try_open_arrow(ruleset(), day, {{.stream = &stream}}, options);
  CHECK(made::gone(stream));
  return batch;
}

}  // namespace tables
