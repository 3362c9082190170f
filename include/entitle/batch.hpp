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
#include "entitle/ruleset.hpp"

namespace entitle {
inline namespace v0 {

/// A CSV file with the rows of one collection; of the households themselves where `collection` is
/// empty. The first row names the columns: facts in either language; the households' key, called
/// like the household; in a table below, the keys of all rows it belongs to, called like their
/// entities, and perhaps its own; `receives PROGRAM`; `COLLECTION_complete`. An empty cell is not
/// known.
struct BatchTable {
  std::string collection;
  std::string path;
};

struct BatchOptions {
  Level level = Level::settled;
  std::uint32_t limit = 1024;  ///< parts each open answer may be cut into, at least 1
  unsigned threads = 1;        ///< 0: as many as the machine has
  std::optional<Date> known_on = std::nullopt;
  std::optional<Date> facts_as_of = std::nullopt;  ///< the day that ages are of
  bool ignore_extra = false;                       ///< columns that are no fact are passed over
  bool unsorted = false;        ///< tables below are held in memory, in whatever order they are
  bool listed_in_full = false;  ///< whoever has no row in a table that is there has no elements
  bool stop_on_error = false;   ///< ends at the first row that is not taken
  Language language = Language::en;  ///< of diagnostics
};

/// One program's answer for one recipient.
struct BatchAnswer {
  std::string_view household;          ///< its key, or its number from 1 where the table has none
  std::uint64_t household_row = 0;     ///< from 0, of those that are no duplicates
  std::string_view recipient;          ///< the row's own key, where the table has one
  std::uint32_t recipient_number = 0;  ///< from 1 within the household; 0: the household itself
  std::uint32_t program = 0;           ///< in the ruleset's order
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

/// Some households, decided.
struct BatchPiece {
  std::uint64_t first = 0;  ///< number of the first household, from 0
  std::uint32_t households = 0;
  std::uint64_t bytes_read = 0;  ///< of the households' table so far
  std::span<const BatchAnswer> answers;
  std::span<const BatchRejection> rejections;
};

/// How answers are written as rows.
enum class BatchFormat : std::uint8_t { csv, ndjson };

/// Writes answers as rows, for BatchSink::format. Of CSV the columns are household, recipient,
/// program, status, amount_min, amount_max, period, criterion, recorded: keys as they were given;
/// the program's key; a status, `depends` or, where the limit of parts left it open,
/// `depends_not_settled`; yuan; `month`, `year` or `once`; the label of the line that refuses;
/// `yes`, `no` or the amount on record. Of NDJSON an object a row with these keys, without those
/// that are empty.
[[nodiscard]] ENTITLE_API std::function<void(const BatchPiece&, std::string&)> batch_writer(
    const Ruleset& ruleset, BatchFormat format);
/// The first line of a CSV of answers.
[[nodiscard]] ENTITLE_API std::string_view batch_header();
/// The rows that were not taken as CSV: file, line, column, household, code, reason.
[[nodiscard]] ENTITLE_API std::string_view rejections_header();
ENTITLE_API void write_rejections(const BatchPiece& piece, std::string& out);

/// What becomes of the answers.
struct BatchSink {
  /// Writes a piece as bytes. threads: called from several at once.
  std::function<void(const BatchPiece&, std::string&)> format;
  /// Takes the bytes, piece by piece in order; false ends the batch.
  std::function<bool(const BatchPiece&, std::string_view)> write;
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

  /// Runs to the end of the tables. errors: tables that cannot be read further.
  [[nodiscard]] Result<BatchSummary> run(const BatchSink& sink);

  struct Impl;
  explicit Batch(std::unique_ptr<Impl> impl);

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace v0
}  // namespace entitle
