// The cells of a parameter's table: keys, days, values with or without their unit, the words for
// how far a row may be trusted. Both languages are read in every table, whatever the language of
// the rules; digits, points, commas and hyphens of days and numbers may be full-width.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "check/context.hpp"
#include "text/csv.hpp"
#include "value/interval.hpp"

namespace entitle::check {

/// Reads cells of one row; whatever is not understood is reported and makes the row no good.
class CellReader {
 public:
  CellReader(Context& context, const text::CsvTable& table) : context_(context), table_(table) {}

  /// A choice of the key's domain, or ParameterRow::any for `*`.
  std::uint32_t key(const text::CsvCell& cell, const model::Fact& fact);
  std::optional<Date> day(const text::CsvCell& cell);
  /// A day, or nothing for `open` and `长期`.
  std::optional<Date> last_day(const text::CsvCell& cell);
  /// `910`, `910..`, `..910`, `300..500`, each perhaps with its unit; a choice; yes or no.
  value::Interval value(const text::CsvCell& cell, const model::Parameter& parameter);
  model::RowStatus status(const text::CsvCell& cell);
  /// Whether a default row is only assumed for its keys.
  bool default_assumed(const text::CsvCell& cell);

  [[nodiscard]] bool good() const { return good_; }
  void fail() { good_ = false; }

 private:
  void bad(const text::CsvCell& cell, const text::Argument& expected, Word cure);
  std::optional<Date> day_or(const text::CsvCell& cell, Word expected, Word cure);
  std::optional<std::int64_t> number(std::string_view text, syntax::Unit unit,
                                     const text::CsvCell& cell, const model::Parameter& parameter);

  Context& context_;
  const text::CsvTable& table_;
  bool good_ = true;
};

/// What a parameter may be where nothing is published: all of its declared range, or all choices.
value::Interval unknown_value(const Context& context, const model::Parameter& parameter);

}  // namespace entitle::check
