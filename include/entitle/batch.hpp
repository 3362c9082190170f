// Deciding many households: tables in, answers out, in constant memory and on as many threads as
// are asked for. Answers come in the order of the households and are those of the single case,
// whatever the threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/date.hpp"
#include "entitle/decimal.hpp"
#include "entitle/determination.hpp"
#include "entitle/diagnostic.hpp"
#include "entitle/export.hpp"
#include "entitle/language.hpp"
#include "entitle/money.hpp"
#include "entitle/ruleset.hpp"

namespace entitle {
inline namespace v0 {

/// How households are written.
enum class TableFormat : std::uint8_t {
  recognised,  ///< NDJSON if the file's name ends in .ndjson or .jsonl or its first character is
               ///< `{`, otherwise CSV
  csv,
  ndjson
};

/// A file with the rows of one collection; of the households themselves where `collection` is
/// empty.
/// Of CSV the first row names the columns: facts in either language; the households' key, called
/// like the household; in a table below, the keys of all rows it belongs to, called like their
/// entities, and perhaps its own; `receives PROGRAM`; `COLLECTION_complete`. An empty cell is not
/// known.
/// Households may also come in NDJSON: a line is one household, a profile as Ruleset::profile reads
/// it with all that is below it, so that no other table goes with it. It may also hold the
/// household's key, called like the household, and each object below that of its row, called like
/// its entity: a text or a number. Keys are only copied to the answers; they need not differ
/// between households. A household without one is called by its number, blank lines not counted.
struct BatchTable {
  std::string collection;
  std::string path;
  TableFormat format = TableFormat::recognised;  ///< of the households; all others are CSV
};

struct BatchOptions {
  Level level = Level::settled;
  std::uint32_t limit = 1024;  ///< parts each open answer may be cut into, at least 1
  unsigned threads = 1;        ///< 0: as many as the machine has
  std::optional<Date> known_on = std::nullopt;
  std::optional<Date> facts_as_of = std::nullopt;  ///< the day that ages are of
  bool ignore_extra = false;    ///< columns, or keys, that are no fact are passed over
  bool unsorted = false;        ///< tables below are held in memory, in whatever order they are
  bool listed_in_full = false;  ///< whoever has no row in a table that is there has no elements
  /// Of columns of tables in memory: how floating point is rounded, to the fact's step and money to
  /// the fen. Nothing: it must be exact, and money is not taken in it.
  std::optional<RoundingMode> float_rounding = std::nullopt;
  bool stop_on_error = false;  ///< ends at the first row that is not taken
  bool settlement = false;     ///< answers of lines of the settlement too
  std::uint64_t explain = 0;   ///< so many households go to BatchSink::explain: the first decided
  Language language = Language::en;  ///< of diagnostics
};

/// One program's answer for one recipient; or, where asked for, that of a line of the settlement:
/// who receives something of it for certain (`qualifies`) or perhaps (`depends`), and how much it
/// pays. Like the columns, lines say what bounds say, as an explanation does.
struct BatchAnswer {
  std::string_view household;          ///< its key, or its number from 1 where the table has none
  std::uint64_t household_row = 0;     ///< from 0, of those that are no duplicates
  std::string_view recipient;          ///< the row's own key, where the table has one
  std::uint32_t recipient_number = 0;  ///< from 1 within the household; 0: the household itself
  std::uint32_t program = 0;           ///< in the ruleset's order; no_index of a line
  std::string_view line;  ///< of a line what it says: "higher of a, b"; empty of a program
  Period line_period = Period::none;  ///< of a line's amounts
  StatusSet status;
  bool not_listed = false;       ///< stands for elements that the tables do not list
  bool settled = true;           ///< false: undecided when the limit of parts was reached
  std::optional<Decimal> least;  ///< amount given it qualifies; nothing: no bound or no amount
  std::optional<Decimal> most;
  Text refused_by;               ///< the line of the program that refuses; may be empty
  std::optional<bool> recorded;  ///< whether it is on record as received
  std::optional<Decimal> recorded_amount;
};

/// A row that was not taken; its household has no answers.
struct BatchRejection {
  std::string file;
  std::uint64_t line = 0;
  std::uint32_t column = 0;  ///< from 1; 0: the whole row
  std::string household;
  Diagnostic reason;
};

/// Counts and sums of one program.
struct BatchTotals {
  std::uint64_t by_status[std::size(all_statuses)] = {};  ///< decided for certain
  std::uint64_t depends = 0;
  std::uint64_t recorded_not_supported = 0;  ///< received on record, and does not qualify
  std::uint64_t entitled_not_recorded = 0;   ///< qualifies, and on record as not received
  Decimal least;                             ///< of whoever qualifies for certain
  std::optional<Decimal> most;               ///< of whoever may; nothing: no bound
};

/// What a batch came to.
struct BatchSummary {
  std::uint64_t households = 0;  ///< that were decided
  std::uint64_t rejected = 0;    ///< rows that were not taken
  std::uint64_t settled = 0;     ///< households that bounds left open and that were cut
  std::uint64_t unsettled = 0;   ///< answers that the limit left undecided
  bool stopped = false;          ///< by the sink, or by an error where that was asked for
  std::vector<BatchTotals> programs;
  /// By the choices of a fact of the household, where that was asked for: the choice, then the
  /// totals of each program. The last has no name: not known.
  std::vector<std::pair<Text, std::vector<BatchTotals>>> groups;

  /// A table for a terminal: of each program the counts, and amounts at least and at most.
  [[nodiscard]] ENTITLE_API std::string text(const Ruleset& ruleset, Language language,
                                             unsigned width = 100) const;
};

/// A definition, criterion or program of the rules as a column of the answers: what it comes to for
/// the recipient, or for whoever the recipient belongs to.
struct BatchColumn {
  std::string name;  ///< as it was asked for
  Value::Kind kind = Value::Kind::nothing;
};

/// Some households, decided. It is as it is until its sink has written it.
/// threads: one at a time.
struct BatchPiece {
  std::uint64_t first = 0;  ///< number of the first household, from 0
  std::uint32_t households = 0;
  std::uint64_t bytes_read = 0;  ///< of the households' table so far
  std::span<const BatchRejection> rejections;

  /// The answers, made when they are first asked for: what is written as rows needs none of them.
  [[nodiscard]] ENTITLE_API std::span<const BatchAnswer> answers() const;
  /// Of each answer the columns asked for, one after the other. Nothing where a column belongs to
  /// somebody below the recipient.
  [[nodiscard]] ENTITLE_API std::span<const Value> values() const;

  class Source;
  Source* source = nullptr;  ///< whoever decided them
};

/// How answers are written as rows.
enum class BatchFormat : std::uint8_t { csv, ndjson };

/// Writes answers as rows, for BatchSink::format. Of CSV the columns are household, recipient,
/// program, status, amount_min, amount_max, period, criterion, recorded: keys as they were given;
/// the program's key, of a line of the settlement what it says (`higher of a, b`); a status,
/// `depends` or, where the limit of parts left it open, `depends_not_settled`; yuan; `month`,
/// `year` or `once`; the label of the line that refuses; `yes`, `no` or the amount on record.
/// Behind these stand the columns asked for: NAME_min and NAME_max of what is ordered, empty where
/// it has no bound or does not apply; NAME of all else: `true`, `false`, `unknown` or
/// `inapplicable` (a criterion that is not in force); choices by their English names with `|`
/// between, `unknown` where nothing is ruled out. Of NDJSON an object a row with these keys,
/// without those that are empty.
[[nodiscard]] ENTITLE_API std::function<void(const BatchPiece&, std::string&)> batch_writer(
    const Ruleset& ruleset, BatchFormat format, std::vector<BatchColumn> columns = {});
/// The first line of a CSV of answers.
[[nodiscard]] ENTITLE_API std::string batch_header(std::span<const BatchColumn> columns = {});
/// The same of hits alone, whoever qualifies for certain and is known by row: household, recipient,
/// program, amount. The amount is what is paid at least.
[[nodiscard]] ENTITLE_API std::function<void(const BatchPiece&, std::string&)> batch_hits_writer(
    const Ruleset& ruleset, BatchFormat format);
[[nodiscard]] ENTITLE_API std::string_view batch_hits_header();
/// The rows that were not taken as CSV: file, line, column, household, code, reason.
[[nodiscard]] ENTITLE_API std::string_view rejections_header();
ENTITLE_API void write_rejections(const BatchPiece& piece, std::string& out);

/// What becomes of the answers.
struct BatchSink {
  /// Writes a piece as bytes. threads: called from several at once.
  std::function<void(const BatchPiece&, std::string&)> format;
  /// Takes the bytes, piece by piece in order; false ends the batch.
  std::function<bool(const BatchPiece&, std::string_view)> write;
  /// Takes the whole determination of each of the first BatchOptions::explain households that are
  /// decided, with its key: the one that Ruleset::evaluate gives. In order, each before its piece
  /// is written, and one at a time; false ends the batch.
  std::function<bool(std::string_view, const Determination&)> explain = nullptr;
};

/// Decides the households of some tables by one ruleset as of a day.
class ENTITLE_API Batch {
 public:
  /// errors: diagnostics of files and headers.
  static Result<Batch> try_open(Ruleset ruleset, Date as_of, const std::vector<BatchTable>& tables,
                                const BatchOptions& options = {});
  ~Batch();
  Batch(Batch&&) noexcept;
  Batch& operator=(Batch&&) noexcept;

  /// The rules that it decides by.
  [[nodiscard]] const Ruleset& ruleset() const;

  /// Groups the summary by a fact of the household that is one of several.
  /// errors: a diagnostic where there is no such fact.
  std::optional<Diagnostic> group_by(std::string_view fact);

  /// One more column of the answers: a definition, criterion or program by its name in either
  /// language. Of a criterion and a program: whether its own conditions hold. Texts are none.
  /// errors: a diagnostic where the rules have nothing of that name.
  std::optional<Diagnostic> add_column(std::string_view name);
  /// Those added, for whoever writes them.
  [[nodiscard]] const std::vector<BatchColumn>& columns() const;

  /// The lines of the settlement that are answers too, by what they say; none unless
  /// options.settlement.
  [[nodiscard]] const std::vector<std::string>& lines() const;

  /// Runs to the end of the tables. errors: tables that cannot be read further.
  [[nodiscard]] Result<BatchSummary> run(const BatchSink& sink);

  struct Impl;
  explicit Batch(std::unique_ptr<Impl> impl);

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace v0
}  // namespace entitle
