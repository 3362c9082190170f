// One value of a borrowed column: whether there is one, as a number, as a text. It knows how values
// lie in memory, and nothing of what they mean; not a byte behind the last row is read.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "entitle/table.hpp"

namespace entitle::io {

/// Wide enough for every number that a column holds.
__extension__ using Wide = __int128;

constexpr bool is_integer(ColumnType type) noexcept {
  return type >= ColumnType::int8 && type <= ColumnType::uint64;
}
constexpr bool is_text(ColumnType type) noexcept {
  return type == ColumnType::utf8 || type == ColumnType::large_utf8 ||
         type == ColumnType::utf8_view;
}
/// Whether its rows are texts, or codes for texts.
inline bool says_text(const ColumnData& data) noexcept {
  return data.dictionary ? is_text(data.dictionary->names.type) : is_text(data.type);
}

template <class T>
T value_at(const void* values, std::uint64_t place) noexcept {
  T value;
  std::memcpy(&value, static_cast<const char*>(values) + place * sizeof(T), sizeof(T));
  return value;
}

/// A number of an integer or decimal128 column, or a day.
inline Wide number_at(const ColumnData& data, std::uint64_t row) noexcept {
  const std::uint64_t at = data.first + row;
  switch (data.type) {
    case ColumnType::boolean:
      return RowMask{static_cast<const std::uint8_t*>(data.values), data.first}.at(row) ? 1 : 0;
    case ColumnType::int8:
      return value_at<std::int8_t>(data.values, at);
    case ColumnType::int16:
      return value_at<std::int16_t>(data.values, at);
    case ColumnType::int32:
    case ColumnType::date32:
      return value_at<std::int32_t>(data.values, at);
    case ColumnType::int64:
      return value_at<std::int64_t>(data.values, at);
    case ColumnType::uint8:
      return value_at<std::uint8_t>(data.values, at);
    case ColumnType::uint16:
      return value_at<std::uint16_t>(data.values, at);
    case ColumnType::uint32:
      return value_at<std::uint32_t>(data.values, at);
    case ColumnType::uint64:
      return value_at<std::uint64_t>(data.values, at);
    case ColumnType::decimal128:
      return value_at<Wide>(data.values, at);
    default:
      return 0;
  }
}

/// Calls `visit` with a value of the type that whole numbers or days of a column have in memory.
/// False where it holds others.
template <class Visit>
bool with_number_type(ColumnType type, const Visit& visit) {
  switch (type) {
    case ColumnType::int8:
      visit(std::int8_t());
      return true;
    case ColumnType::int16:
      visit(std::int16_t());
      return true;
    case ColumnType::int32:
    case ColumnType::date32:
      visit(std::int32_t());
      return true;
    case ColumnType::int64:
      visit(std::int64_t());
      return true;
    case ColumnType::uint8:
      visit(std::uint8_t());
      return true;
    case ColumnType::uint16:
      visit(std::uint16_t());
      return true;
    case ColumnType::uint32:
      visit(std::uint32_t());
      return true;
    case ColumnType::uint64:
      visit(std::uint64_t());
      return true;
    default:
      return false;
  }
}

/// Whether a key column has one at a row.
inline bool has_key(const Column& column, const Table& table, std::uint64_t row) noexcept {
  return column.values.type != ColumnType::none && table.present.at(row) &&
         column.values.validity.at(row);
}

/// What there is at a row.
enum class Found : std::uint8_t {
  nothing,  ///< not known
  value,
  bad_code,     ///< a code that stands for no name
  bad_offsets,  ///< a text that ends before it begins
};

/// A text of utf8_view.
inline Found view_at(const ColumnData& data, std::uint64_t at, std::string_view& text) noexcept {
  constexpr std::int32_t longest_within = 12;
  const auto length = value_at<std::int32_t>(data.values, 4 * at);
  if (length < 0) return Found::bad_offsets;
  if (length <= longest_within) {
    text = std::string_view(static_cast<const char*>(data.values) + 16 * at + 4,
                            static_cast<std::size_t>(length));
    return Found::value;
  }
  const auto block = value_at<std::int32_t>(data.values, 4 * at + 2);
  const auto begin = value_at<std::int32_t>(data.values, 4 * at + 3);
  if (block < 0 || static_cast<std::uint64_t>(block) >= data.block_count || begin < 0 ||
      data.blocks[block] == nullptr ||
      std::int64_t{begin} + length >
          value_at<std::int64_t>(data.block_sizes, static_cast<std::uint64_t>(block)))
    return Found::bad_offsets;
  text = std::string_view(static_cast<const char*>(data.blocks[block]) + begin,
                          static_cast<std::size_t>(length));
  return Found::value;
}

/// A text without a dictionary.
inline Found plain_text_at(const ColumnData& data, std::uint64_t row,
                           std::string_view& text) noexcept {
  if (!data.validity.at(row)) return Found::nothing;
  const std::uint64_t at = data.first + row;
  if (data.type == ColumnType::utf8_view) return view_at(data, at, text);
  const bool large = data.type == ColumnType::large_utf8;
  const auto offset = [&](std::uint64_t place) -> std::int64_t {
    return large ? value_at<std::int64_t>(data.offsets, place)
                 : value_at<std::int32_t>(data.offsets, place);
  };
  const std::int64_t begin = offset(at);
  const std::int64_t end = offset(at + 1);
  if (begin < 0 || end < begin || (data.values == nullptr && end != begin))
    return Found::bad_offsets;
  text = begin == end ? std::string_view()
                      : std::string_view(static_cast<const char*>(data.values) + begin,
                                         static_cast<std::size_t>(end - begin));
  return Found::value;
}

/// A text, or the one that a code stands for.
inline Found text_at(const ColumnData& data, std::uint64_t row, std::string_view& text) noexcept {
  if (!data.dictionary) return plain_text_at(data, row, text);
  if (!data.validity.at(row)) return Found::nothing;
  const Wide code = number_at(data, row);
  if (code < 0 || code >= static_cast<Wide>(data.dictionary->size)) return Found::bad_code;
  return plain_text_at(data.dictionary->names, static_cast<std::uint64_t>(code), text);
}

}  // namespace entitle::io
