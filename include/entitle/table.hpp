// Tables that the caller holds in memory, column by column, for Batch: what they mean and where
// their values lie. Values are borrowed and read as they are, a piece of households at a time.
//
//   std::vector<std::int64_t> fen = {120000, 85050};   // 1,200.00 and 850.50 yuan
//   std::vector<std::int32_t> members = {0, 2, 3};     // two of the first household, then one
//   std::vector<std::uint8_t> ages = {82, 46, 30};
//   entitle::Table households{.rows = 2};
//   households.columns.push_back({.name = "income", .values = entitle::borrow(fen, 2)});
//   entitle::Table persons{.collection = "members", .rows = 3};
//   persons.columns.push_back({.name = "age", .values = entitle::borrow(ages)});
//   persons.lists = entitle::Lists{.offsets = members.data()};
//   auto batch = entitle::try_open_tables(rules, entitle::Date(2021, 9, 1), {households, persons});
//
// A table belongs to the one above it in one of two ways: by `lists`, which say where the elements
// of each row above begin, or by columns of keys, as CSV files do (see BatchTable).
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <ranges>
#include <string>
#include <type_traits>
#include <vector>

#include "entitle/batch.hpp"
#include "entitle/date.hpp"
#include "entitle/export.hpp"
#include "entitle/ruleset.hpp"

namespace entitle {
inline namespace v0 {

/// How the values of a column lie in memory.
enum class ColumnType : std::uint8_t {
  none,     ///< not at all: nothing is known
  boolean,  ///< a bit a row, the lowest of a byte first
  int8,
  int16,
  int32,
  int64,
  uint8,
  uint16,
  uint32,
  uint64,
  decimal128,  ///< 16 bytes a row, two's complement, the lowest first
  date32,      ///< int32: days since 1970-01-01
  utf8,  ///< texts one behind the other, int32 offsets: where each begins, and where the last ends
  large_utf8,  ///< the same with int64 offsets
  utf8_view,   ///< 16 bytes a row: a text's length and, up to 12 bytes, itself; of longer ones the
               ///< first four, a block and a place in it, int32 all
  float32,
  float64,
};

/// Which rows there is something in: a bit a row, the lowest of a byte first.
struct RowMask {
  const std::uint8_t* bits = nullptr;  ///< null: all
  std::uint64_t first = 0;             ///< the bit of row 0
  [[nodiscard]] bool at(std::uint64_t row) const noexcept {
    return bits == nullptr || ((bits[(first + row) / 8] >> ((first + row) % 8)) & 1) != 0;
  }
};

struct Dictionary;

/// Borrowed values, one a row.
/// lifetime: what the pointers point at is neither changed nor freed before the Batch ends. Nothing
/// behind the last row is read; values need not be aligned.
struct ColumnData {
  ColumnType type = ColumnType::none;
  const void* values = nullptr;         ///< may be null where no row has a value
  const void* offsets = nullptr;        ///< of utf8 and large_utf8: one more than there are rows
  const void* const* blocks = nullptr;  ///< of utf8_view: the longer texts
  const std::int64_t* block_sizes = nullptr;  ///< in bytes
  std::uint64_t block_count = 0;
  RowMask validity{};       ///< a row without its bit is not known
  std::uint64_t first = 0;  ///< the place of row 0 in `values` and `offsets`
  std::int32_t scale = 0;   ///< of integers and decimal128: decimals, -18 to 36; fen have 2
  /// Where it is set, the values are numbers of its names, from 0.
  std::shared_ptr<const Dictionary> dictionary{};
};

/// The names that codes stand for.
struct Dictionary {
  ColumnData names{};  ///< utf8, large_utf8 or utf8_view
  std::uint64_t size = 0;
};

/// One column, called like a column of a CSV table: by a fact in either language, `receives
/// PROGRAM`, `COLLECTION_complete`, or as a key by the name of an entity. What it may hold:
/// numbers and durations - integers and decimal128 with their scale, in the fact's own unit (yuan,
/// per cent, years); yes/no - boolean, or integers 0 and 1; dates - date32; choices - names, or
/// codes with a dictionary of these; keys - integers or texts; `receives` - what a yes/no may hold,
/// or, where the program has an amount, how much as decimal128 or an integer that is not of one
/// byte. Texts are read of everything, as a cell of a CSV table. Floating point stands for the
/// shortest decimal that reads back as it, and is read of numbers, per cents and durations; of
/// money, which it does not hold exactly, only as BatchOptions::float_rounding says.
struct Column {
  std::string name{};
  ColumnData values{};
  /// Of numbers, durations and dates: where it is set, `values` are the least and these the most
  /// that each may be; an end of which nothing is known is the declared one.
  std::optional<ColumnData> upper = std::nullopt;
  RowMask present{};  ///< over both ends
};

/// Which rows of a table are the elements of each row of the table above it.
struct Lists {
  const void* offsets = nullptr;  ///< int32, one more than there are rows above: where each begins
  bool large = false;             ///< they are int64
  std::uint64_t first = 0;        ///< the place of the offset of row 0
  RowMask validity{};             ///< the elements of a row without its bit are not known
};

/// The rows of one collection; of the households where it has no name.
struct Table {
  std::string collection{};  ///< in either language
  std::string name{};        ///< what rejections call it; empty: like its collection or entity
  std::uint64_t rows = 0;
  std::vector<Column> columns{};              ///< each of as many rows
  std::optional<Lists> lists = std::nullopt;  ///< nothing: joined by keys
  RowMask present{};                          ///< of a row without its bit nothing is known
};

/// The column type of a C++ number.
template <class Number>
requires(std::integral<Number> && !std::same_as<Number, bool> && sizeof(Number) <= 8)
    [[nodiscard]] constexpr ColumnType column_type_of() noexcept {
  constexpr bool has_sign = std::is_signed_v<Number>;
  if constexpr (sizeof(Number) == 1) return has_sign ? ColumnType::int8 : ColumnType::uint8;
  if constexpr (sizeof(Number) == 2) return has_sign ? ColumnType::int16 : ColumnType::uint16;
  if constexpr (sizeof(Number) == 4) return has_sign ? ColumnType::int32 : ColumnType::uint32;
  return has_sign ? ColumnType::int64 : ColumnType::uint64;
}

/// Borrows the whole numbers of a vector, an array or a span. validity: a bit a row; null: all
/// there.
template <class Numbers>
[[nodiscard]] ColumnData borrow(const Numbers& numbers, std::int32_t scale = 0,
                                const std::uint8_t* validity = nullptr) {
  ColumnData data;
  data.type = column_type_of<std::remove_cvref_t<decltype(*std::data(numbers))>>();
  data.values = std::data(numbers);
  data.validity.bits = validity;
  data.scale = scale;
  return data;
}
template <class Numbers>
requires(!std::ranges::borrowed_range<Numbers>) ColumnData
    borrow(const Numbers&& numbers, std::int32_t scale = 0, const std::uint8_t* validity = nullptr)
= delete;

/// A Batch over tables in memory, in any order, the households' among them. Rows of tables joined
/// by keys stand in the order of the households, unless options.unsorted. Rejections have a table's
/// name, a row's number from 1 as their line, and a column's number from 1.
/// errors: diagnostics of what the tables are made of. Values are looked at only when it runs; one
/// that is not taken rejects its household and nobody else.
/// threads: options.threads read at once, without changing anything.
[[nodiscard]] ENTITLE_API Result<Batch> try_open_tables(Ruleset ruleset, Date as_of,
                                                        std::vector<Table> tables,
                                                        const BatchOptions& options = {});

}  // namespace v0
}  // namespace entitle
