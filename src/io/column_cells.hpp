// Values of one fact as a column of a table in memory holds them, read into the fact's column. This
// is the one file of tables in memory that fills columns of facts; what a value means, and why it
// is not taken, is the Intake's to say, and of texts CellText's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entitle/table.hpp"
#include "io/cell_text.hpp"
#include "io/intake.hpp"
#include "run/block.hpp"

namespace entitle::io {

/// Rows of a table that follow each other.
struct ColumnRun {
  const Table* table = nullptr;
  std::uint64_t row = 0;
  std::uint32_t count = 0;
};

/// How floating point becomes a number of the rules; nothing: exactly, and money not at all.
using FloatRounding = std::optional<RoundingMode>;

/// A row of a run that is not taken.
struct RefusedRow {
  std::uint32_t row = 0;  ///< within the run
  Refusal refusal;
};

/// What columns of facts of a kind may hold: a cure.
text::Word cure_of(value::Kind kind);
/// The cure where a column cannot hold such facts; nothing where it can.
std::optional<text::Word> unfit_for(value::Kind kind, const Column& column, FloatRounding floats);
/// The same of a record: yes or no, or where there is an amount, how much.
std::optional<text::Word> unfit_for_record(bool has_amount, const Column& column);
/// What is said of the type that a column has: "int8", "dictionary<int32, utf8>".
std::string type_name(const ColumnData& data);

/// Appends the values of a run of rows to the column of the fact that `cell` reads; what is refused
/// is appended as not known.
void read_fact(const Intake& intake, const CellText& cell, const Column& column,
               const ColumnRun& run, FloatRounding floats, run::Block& block,
               std::vector<RefusedRow>& refused);
/// The same of a record; `amount` reads how much, where the program has an amount.
void read_record(const Intake& intake, const CellText& received, const CellText* amount,
                 const Column& column, const ColumnRun& run, run::Block& block,
                 std::vector<RefusedRow>& refused);
/// A yes or a no of a column that is no fact's; nothing where it is not known or was refused.
std::optional<bool> read_yes_no(const Column& column, const Table& table, std::uint64_t row,
                                std::optional<Refusal>& refused);
/// A key that is a number, written: rows that belong together have the same, so that it is written
/// once.
struct WrittenKey {
  std::string text;
  std::optional<std::int64_t> number{};  ///< nothing: of one that is none of these
};
/// The key in a column, as text, which `written` may hold; empty where there is none.
std::string_view key_at(const Column& column, const Table& table, std::uint64_t row,
                        WrittenKey& written);

/// That a text or a code cannot be read; `column` is what its column is called.
Refusal broken_value(const ColumnData& data, std::uint64_t row, std::string_view column);
/// A phrase with holes, in both languages.
text::Argument phrase(text::Word word, std::initializer_list<std::string> arguments);

}  // namespace entitle::io
