// Integers by a loop of their own; everything rarer value by value.
#include "io/column_cells.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <utility>

#include "io/column_floats.hpp"
#include "io/column_runs.hpp"
#include "io/column_values.hpp"
#include "io/say.hpp"
#include "text/words.hpp"

namespace entitle::io {

using text::Code;
using text::Word;
using value::Kind;

namespace {

/// Dictionaries of more names are not remembered.
constexpr std::uint64_t remembered_names = 4'096;

/// "-12.05" of -1205 with two decimals.
std::string written(Wide number, std::int32_t scale) {
  const bool negative = number < 0;
  std::string digits;
  for (Wide rest = number; rest != 0; rest /= 10) {
    const int digit = static_cast<int>(rest % 10);
    digits += static_cast<char>('0' + (digit < 0 ? -digit : digit));
  }
  if (digits.empty()) digits = "0";
  if (scale < 0 && number != 0) digits.insert(0, static_cast<std::size_t>(-scale), '0');
  while (scale > 0 && digits.size() <= static_cast<std::size_t>(scale)) digits += '0';
  std::ranges::reverse(digits);
  if (scale > 0) {
    digits.insert(digits.size() - static_cast<std::size_t>(scale), ".");
    while (digits.back() == '0') digits.pop_back();
    if (digits.back() == '.') digits.pop_back();
  }
  return negative ? "-" + digits : digits;
}

/// Turns numbers with a scale into the units that a fact is held in.
class Scaling {
 public:
  Scaling(const value::Type& type, const ColumnData& data)
      : scale_(data.type == ColumnType::date32 ? 4 : data.scale) {
    // A date's units are days; those of a number ten-thousandths, of a hundred per cent.
    const int places = (type.kind == Kind::percent ? 2 : 4) - scale_;
    for (int i = 0; i < std::abs(places); ++i) power_ *= 10;
    divides_ = places < 0;
  }

  /// What a product of small numbers may be multiplied by; 0: not to be done that way.
  std::int64_t factor() const {
    return divides_ || power_ > std::numeric_limits<std::int32_t>::max()
               ? 0
               : static_cast<std::int64_t>(power_);
  }
  std::optional<std::int64_t> units(Wide number, DecimalFault& fault) const {
    Wide result = 0;
    if (divides_) {
      fault = DecimalFault::too_many_decimals;
      if (number % power_ != 0) return std::nullopt;
      result = number / power_;
    } else if (__builtin_mul_overflow(number, power_, &result)) {
      fault = DecimalFault::too_large;
      return std::nullopt;
    }
    fault = DecimalFault::too_large;
    if (result < Decimal::lowest().units() || result > Decimal::highest().units())
      return std::nullopt;
    return static_cast<std::int64_t>(result);
  }
  std::int32_t scale() const { return scale_; }

 private:
  std::int32_t scale_;
  Wide power_ = 1;
  bool divides_ = false;
};

/// Reads one column of one run.
struct CellReading {
  const Intake& intake;
  const CellText& cell;
  const Column& column;
  const ColumnRun& run;
  run::FactColumn& into;
  std::vector<RefusedRow>& refused;

  const model::Fact& fact() const { return intake.model()[cell.fact()]; }
  bool there(const ColumnData& data, std::uint64_t row) const {
    return run.table->present.at(row) && column.present.at(row) && data.validity.at(row);
  }
  /// Of the rows from one on that are all there, `copy(row, rows, into)` copies as many as it can:
  /// how many these were.
  template <class Copy>
  std::uint32_t at_once(std::uint32_t i, const Copy& copy) const {
    std::uint32_t rows = run.count - i;
    for (const RowMask* const mask :
         {&run.table->present, &column.present, &column.values.validity})
      rows = rows_present(*mask, run.row + i, rows);
    const std::uint32_t taken = copy(run.row + i, rows, into.room(rows));
    into.fill(taken);
    return taken;
  }
  void refuse(std::uint32_t i, Refusal refusal) const {
    into.push_unknown();
    refused.push_back({i, std::move(refusal)});
  }

  void numbers() const;
  void floats(FloatRounding rounding) const;
  template <class Number>
  void integers(std::int64_t factor, const Scaling& scaling) const;
  template <class Number>
  std::uint32_t plain_integers(std::uint32_t i, const PlainRange& range) const;
  std::optional<PlainRange> plain_range(std::int64_t factor) const;
  void number(std::uint32_t i, const Scaling& scaling) const;
  void ranges(const ColumnData& upper) const;
  void truths() const;
  void choices() const;
  std::uint32_t plain_codes(std::uint32_t i, std::span<const std::uint32_t> met,
                            std::uint32_t none) const;
  void texts(std::vector<std::string>* kept) const;
  void nothing() const { into.push_unknown(run.count); }
};

void CellReading::number(std::uint32_t i, const Scaling& scaling) const {
  DecimalFault fault{};
  const Wide found = number_at(column.values, run.row + i);
  const std::optional<std::int64_t> units = scaling.units(found, fault);
  if (!units) {
    refuse(i, intake.bad_number(cell.fact(), written(found, scaling.scale()), fault));
    return;
  }
  if (cell.fits(*units)) {
    into.push_number(*units);
    return;
  }
  run::Cell checked;
  if (Refused why = intake.interval(cell.fact(), units, units, checked))
    refuse(i, std::move(*why));
  else
    into.push(checked);
}

/// What a column of multiples of the fact's step may hold to be stored as it is; nothing where not
/// every number is such a multiple.
std::optional<PlainRange> CellReading::plain_range(std::int64_t factor) const {
  const std::int64_t unit = std::max(into.packing().unit, cell.step());
  if (factor == 0 || factor % unit != 0) return std::nullopt;
  const std::int64_t least = std::max(cell.range().lo, value::lowest);
  const std::int64_t most = std::min(cell.range().hi, value::highest);
  return PlainRange{static_cast<std::int64_t>(value::ceil_div(least, factor)),
                    static_cast<std::int64_t>(value::floor_div(most, factor)),
                    factor / into.packing().unit};
}

template <class Number>
std::uint32_t CellReading::plain_integers(std::uint32_t i, const PlainRange& range) const {
  const ColumnData& data = column.values;
  return at_once(i, [&](std::uint64_t row, std::uint32_t rows, void* room) {
    switch (into.packing().width) {
      case value::Width::byte:
        return copy_numbers<Number, std::uint8_t>(data.values, data.first + row, rows, range, room);
      case value::Width::word:
        return copy_numbers<Number, std::int32_t>(data.values, data.first + row, rows, range, room);
      case value::Width::wide:
        break;
    }
    return copy_numbers<Number, std::int64_t>(data.values, data.first + row, rows, range, room);
  });
}

template <class Number>
void CellReading::integers(std::int64_t factor, const Scaling& scaling) const {
  const ColumnData& data = column.values;
  const std::optional<PlainRange> plain = plain_range(factor);
  for (std::uint32_t i = 0; i < run.count; ++i) {
    if (plain) i += plain_integers<Number>(i, *plain);
    if (i == run.count) break;
    const std::uint64_t row = run.row + i;
    if (!there(data, row)) {
      into.push_unknown();
      continue;
    }
    const auto found = value_at<Number>(data.values, data.first + row);
    std::int64_t units = 0;
    if (std::in_range<std::int64_t>(found) && factor != 0 &&
        !__builtin_mul_overflow(static_cast<std::int64_t>(found), factor, &units) &&
        cell.fits(units))
      into.push_number(units);
    else
      number(i, scaling);
  }
}

void CellReading::numbers() const {
  const Scaling scaling(fact().type, column.values);
  const std::int64_t factor = scaling.factor();
  if (with_number_type(column.values.type,
                       [&]<class Number>(Number) { integers<Number>(factor, scaling); }))
    return;
  for (std::uint32_t i = 0; i < run.count; ++i) {
    if (there(column.values, run.row + i))
      number(i, scaling);
    else
      into.push_unknown();
  }
}

void CellReading::floats(FloatRounding rounding) const {
  const value::Type& type = fact().type;
  const std::int64_t fen = value::scale / 100;
  const std::int64_t step = std::max<std::int64_t>(type.kind == Kind::money ? fen : 1, fact().step);
  for (std::uint32_t i = 0; i < run.count; ++i) {
    const std::uint64_t row = run.row + i;
    if (!there(column.values, row)) {
      into.push_unknown();
      continue;
    }
    const std::string text = shortest_decimal(column.values, row);
    const bool finite = text.find_first_of("0123456789") != std::string::npos;
    if (!rounding || !finite) {
      if (Refused why = cell.slow(text, into)) refused.push_back({i, std::move(*why)});
      continue;
    }
    const auto units = rounded_units(text, type.kind == Kind::percent ? 2 : 4, step, *rounding);
    run::Cell checked;
    if (!units)
      refuse(i, intake.bad_number(cell.fact(), text, DecimalFault::too_large));
    else if (Refused why = intake.interval(cell.fact(), units, units, checked))
      refuse(i, std::move(*why));
    else
      into.push(checked);
  }
}

void CellReading::ranges(const ColumnData& upper) const {
  const ColumnData* const sides[] = {&column.values, &upper};
  const Scaling scalings[] = {Scaling(fact().type, column.values), Scaling(fact().type, upper)};
  for (std::uint32_t i = 0; i < run.count; ++i) {
    std::optional<std::int64_t> ends[2];
    std::optional<Refusal> why;
    for (const int side : {0, 1}) {
      const ColumnData& data = *sides[side];
      if (data.type == ColumnType::none || !there(data, run.row + i)) continue;
      DecimalFault fault{};
      const Wide found = number_at(data, run.row + i);
      ends[side] = scalings[side].units(found, fault);
      if (!ends[side] && !why)
        why = intake.bad_number(cell.fact(), written(found, scalings[side].scale()), fault);
    }
    run::Cell checked;
    if (!why && (ends[0] || ends[1])) why = intake.interval(cell.fact(), ends[0], ends[1], checked);
    if (why)
      refuse(i, std::move(*why));
    else
      into.push(checked);
  }
}

void CellReading::truths() const {
  const ColumnData& data = column.values;
  const bool flags = data.type == ColumnType::boolean;
  const RowMask bits{static_cast<const std::uint8_t*>(data.values), data.first};
  constexpr std::uint32_t no_truth = 0xFFFF'FFFF;
  for (std::uint32_t i = 0; i < run.count; ++i) {
    i += at_once(i, [&](std::uint64_t row, std::uint32_t rows, void* room) {
      return flags ? copy_flags(bits, row, rows, room)
                   : copy_codes<std::uint8_t>(data.type, data.values, data.first + row, rows,
                                              stored_truths, no_truth, room);
    });
    if (i == run.count) break;
    if (!there(column.values, run.row + i)) {
      into.push_unknown();
      continue;
    }
    const Wide found = number_at(column.values, run.row + i);
    if (found == 0 || found == 1)
      into.push_truth(found == 1);
    else
      refuse(i, intake.wrong_type(cell.fact(), written(found, 0)));
  }
}

std::uint32_t CellReading::plain_codes(std::uint32_t i, std::span<const std::uint32_t> met,
                                       std::uint32_t none) const {
  const ColumnData& data = column.values;
  return at_once(i, [&](std::uint64_t row, std::uint32_t rows, void* room) {
    return into.codes().width() == value::Width::byte
               ? copy_codes<std::uint8_t>(data.type, data.values, data.first + row, rows, met, none,
                                          room)
               : copy_codes<std::int32_t>(data.type, data.values, data.first + row, rows, met, none,
                                          room);
  });
}

void CellReading::choices() const {
  const ColumnData& data = column.values;
  const auto& spellings = intake.vocabulary().spellings(fact().domain);
  // The choices of a small dictionary's names, each looked up when it is first met.
  constexpr std::uint32_t not_met = 0xFFFF'FFFF;
  std::vector<std::uint32_t> met;
  if (data.dictionary && data.dictionary->size <= remembered_names)
    met.assign(data.dictionary->size, not_met);
  std::string_view last;
  std::uint32_t last_choice = not_met;
  for (std::uint32_t i = 0; i < run.count; ++i) {
    if (!met.empty()) i += plain_codes(i, met, not_met);
    if (i == run.count) break;
    const std::uint64_t row = run.row + i;
    if (!there(data, row)) {
      into.push_unknown();
      continue;
    }
    std::uint32_t* known = nullptr;
    if (!met.empty()) {
      const Wide code = number_at(data, row);
      if (code >= 0 && code < static_cast<Wide>(met.size())) {
        known = &met[static_cast<std::size_t>(code)];
        if (*known != not_met) {
          into.push_choice(*known);
          continue;
        }
      }
    }
    std::string_view text;
    switch (text_at(data, row, text)) {
      case Found::nothing:
        into.push_unknown();
        continue;
      case Found::value:
        break;
      default:
        refuse(i, broken_value(data, row, column.name));
        continue;
    }
    if (last_choice != not_met && text == last) {
      into.push_choice(last_choice);
    } else if (const auto found = spellings.find(text); found != spellings.end()) {
      last = text;
      last_choice = found->second;
      into.push_choice(last_choice);
    } else {
      if (Refused why = cell.slow(text, into)) refused.push_back({i, std::move(*why)});
      continue;
    }
    if (known != nullptr) *known = last_choice;
  }
}

void CellReading::texts(std::vector<std::string>* kept) const {
  for (std::uint32_t i = 0; i < run.count; ++i) {
    const std::uint64_t row = run.row + i;
    std::string_view text;
    const Found found =
        there(column.values, row) ? text_at(column.values, row, text) : Found::nothing;
    if (found == Found::nothing) {
      into.push_unknown();
    } else if (found != Found::value) {
      refuse(i, broken_value(column.values, row, column.name));
    } else {
      if (kept != nullptr) {
        kept->resize(into.rows());
        kept->emplace_back(text);
      }
      if (Refused why = cell.slow(text, into)) refused.push_back({i, std::move(*why)});
    }
  }
}

bool holds_number(const ColumnData& data) {
  return !data.dictionary && (is_integer(data.type) || data.type == ColumnType::decimal128);
}
bool holds_yes_no(const ColumnData& data) {
  return !data.dictionary && (is_integer(data.type) || data.type == ColumnType::boolean);
}
bool is_amount(const ColumnData& data) {
  return holds_number(data) && data.type != ColumnType::int8 && data.type != ColumnType::uint8;
}

bool holds(value::Kind kind, const ColumnData& data, bool end, FloatRounding floats) {
  if (data.type == ColumnType::none) return true;
  switch (kind) {
    case Kind::yes_no:
      return !end && (holds_yes_no(data) || says_text(data));
    case Kind::choice:
    case Kind::text:
      return !end && says_text(data);
    case Kind::date:
      return (data.type == ColumnType::date32 && !data.dictionary) || (!end && says_text(data));
    default:
      if (!end && is_float(data.type) && !data.dictionary) return kind != Kind::money || floats;
      return holds_number(data) || (!end && says_text(data));
  }
}

}  // namespace

text::Argument phrase(Word word, std::initializer_list<std::string> arguments) {
  return {text::words(Language::en).fill(word, arguments),
          text::words(Language::zh).fill(word, arguments)};
}

Refusal broken_value(const ColumnData& data, std::uint64_t row, std::string_view column) {
  std::string_view text;
  const std::string name(column);
  if (text_at(data, row, text) == Found::bad_code)
    return {Code::table_broken,
            {name, phrase(Word::broken_code, {written(number_at(data, row), 0), name})},
            {}};
  return {Code::table_broken, {name, phrase(Word::broken_offsets, {name})}, {}};
}

std::string type_name(const ColumnData& data) {
  constexpr const char* names[] = {"null",       "bool",   "int8",   "int16",      "int32",
                                   "int64",      "uint8",  "uint16", "uint32",     "uint64",
                                   "decimal128", "date32", "utf8",   "large_utf8", "utf8_view",
                                   "float32",    "float64"};
  const std::string name = names[static_cast<std::size_t>(data.type)];
  if (!data.dictionary) return name;
  return "dictionary<" + name + ", " + type_name(data.dictionary->names) + ">";
}

Word cure_of(Kind kind) {
  switch (kind) {
    case Kind::yes_no:
      return Word::help_column_yes_no;
    case Kind::date:
      return Word::help_column_day;
    case Kind::choice:
    case Kind::text:
      return Word::help_column_text;
    default:
      return Word::help_column_number;
  }
}

std::optional<Word> unfit_for(Kind kind, const Column& column, FloatRounding floats) {
  if (holds(kind, column.values, column.upper.has_value(), floats) &&
      (!column.upper || holds(kind, *column.upper, true, floats)))
    return std::nullopt;
  return cure_of(kind);
}

std::optional<Word> unfit_for_record(bool has_amount, const Column& column) {
  if (has_amount && is_amount(column.values)) return unfit_for(Kind::money, column, {});
  return unfit_for(Kind::yes_no, column, {});
}

void read_fact(const Intake& intake, const CellText& cell, const Column& column,
               const ColumnRun& run, FloatRounding floats, run::Block& block,
               std::vector<RefusedRow>& refused) {
  const CellReading reading{intake, cell, column, run, block.fact(cell.fact()), refused};
  const Kind kind = reading.fact().type.kind;
  const ColumnData& data = column.values;
  if (column.upper)
    reading.ranges(*column.upper);
  else if (data.type == ColumnType::none)
    reading.nothing();
  else if (kind == Kind::choice)
    reading.choices();
  else if (says_text(data))
    reading.texts(kind == Kind::text ? &block.texts(cell.fact()) : nullptr);
  else if (kind == Kind::yes_no)
    reading.truths();
  else if (is_float(data.type))
    reading.floats(floats);
  else
    reading.numbers();
}

void read_record(const Intake& intake, const CellText& received, const CellText* amount,
                 const Column& column, const ColumnRun& run, run::Block& block,
                 std::vector<RefusedRow>& refused) {
  run::FactColumn& into = block.fact(received.fact());
  if (amount == nullptr) {
    read_fact(intake, received, column, run, {}, block, refused);
    return;
  }
  run::FactColumn& much = block.fact(amount->fact());
  const bool numbers = is_amount(column.values);
  if (numbers) read_fact(intake, *amount, column, run, {}, block, refused);
  const CellReading reading{intake, received, column, run, into, refused};
  if (numbers) {
    for (std::uint32_t i = 0; i < run.count; ++i) {
      const std::uint64_t row = run.row + i;
      const bool there =
          reading.there(column.values, row) || (column.upper && reading.there(*column.upper, row));
      if (there)
        into.push_truth(true);
      else
        into.push_unknown();
    }
    return;
  }
  if (!says_text(column.values)) {
    read_fact(intake, received, column, run, {}, block, refused);
    much.push_unknown(run.count);
    return;
  }
  for (std::uint32_t i = 0; i < run.count; ++i) {
    const std::uint64_t row = run.row + i;
    std::string_view text;
    const Found found =
        reading.there(column.values, row) ? text_at(column.values, row, text) : Found::nothing;
    if (found != Found::value && found != Found::nothing)
      refused.push_back({i, broken_value(column.values, row, column.name)});
    if (found != Found::value) text = {};
    const bool amounts = says_amount(text);
    if (amounts)
      into.push_truth(true);
    else if (Refused why = received.slow(text, into))
      refused.push_back({i, std::move(*why)});
    if (Refused why = amount->slow(amounts ? text : std::string_view(), much))
      refused.push_back({i, std::move(*why)});
  }
}

std::optional<bool> read_yes_no(const Column& column, const Table& table, std::uint64_t row,
                                std::optional<Refusal>& refused) {
  const ColumnData& data = column.values;
  if (data.type == ColumnType::none || !table.present.at(row) || !column.present.at(row) ||
      !data.validity.at(row))
    return std::nullopt;
  if (!says_text(data)) {
    const Wide found = number_at(data, row);
    if (found == 0 || found == 1) return found == 1;
    refused = Refusal{Code::csv_bad_cell, {written(found, 0), Word::expected_yes_no}, {}};
    return std::nullopt;
  }
  std::string_view text;
  const Found found = text_at(data, row, text);
  if (found == Found::nothing || (found == Found::value && text.empty())) return std::nullopt;
  const std::optional<bool> yes = found == Found::value ? yes_no_word(text) : std::nullopt;
  if (!yes)
    refused = found == Found::value ? Refusal{Code::csv_bad_cell, {text, Word::expected_yes_no}, {}}
                                    : broken_value(data, row, column.name);
  return yes;
}

std::string_view key_at(const Column& column, const Table& table, std::uint64_t row,
                        WrittenKey& written) {
  const ColumnData& data = column.values;
  if (!has_key(column, table, row)) return {};
  if (says_text(data)) {
    std::string_view text;
    return text_at(data, row, text) == Found::value ? text : std::string_view();
  }
  const Wide found = number_at(data, row);
  if (found > INT64_MAX) {
    written = {io::written(found, 0), std::nullopt};
    return written.text;
  }
  const auto number = static_cast<std::int64_t>(found);
  if (number != written.number) {
    written.number = number;
    written.text = std::to_string(number);
  }
  return written.text;
}

}  // namespace entitle::io
