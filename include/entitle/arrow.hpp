// Whole tables to and from other software through the Arrow C data and stream interface: two plain
// structs, without libarrow. pyarrow, polars, DuckDB, nanoarrow and others produce and consume
// them.
//
//   ArrowArrayStream families = ...;  // a struct a household; members as list<struct>
//   auto batch = entitle::try_open_arrow(rules, entitle::Date(2021, 9, 1), {{.stream =
//   &families}}); if (!batch) throw entitle::Error(batch.diagnostics); ArrowArrayStream answers; //
//   for a consumer that pulls them entitle::answers_to_arrow(std::move(*batch.value), &answers);
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "entitle/batch.hpp"
#include "entitle/date.hpp"
#include "entitle/export.hpp"
#include "entitle/ruleset.hpp"

// As https://arrow.apache.org/docs/format/CDataInterface.html prints them, so that they may stand
// beside another copy.
extern "C" {

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  // Array type description
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;

  // Release callback
  void (*release)(struct ArrowSchema*);
  // Opaque producer-specific data
  void* private_data;
};

struct ArrowArray {
  // Array data description
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;

  // Release callback
  void (*release)(struct ArrowArray*);
  // Opaque producer-specific data
  void* private_data;
};

#endif  // ARROW_C_DATA_INTERFACE

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  // Callbacks providing stream functionality
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);

  // Release callback
  void (*release)(struct ArrowArrayStream*);

  // Opaque producer-specific data
  void* private_data;
};

#endif  // ARROW_C_STREAM_INTERFACE
}

namespace entitle {
inline namespace v0 {

/// The rows of one collection, of the households where it has no name: a struct array a batch, a
/// child a column. Columns are called and hold what those of Table do. Further forms:
/// - list<struct> or large_list<struct>, called like a collection: its elements, to any depth. A
///   null list is not known, an empty one has no elements.
/// - struct<min, max>, one of which may be missing: the least and the most that a fact may be.
/// - decimal of 32, 64 or 128 bits: its scale is its type's. That of integers is said by the
/// field's
///   metadata, a whole number under the key `scale`; without it they are yuan, not fen.
/// - null: nothing is known.
struct ArrowTable {
  std::string collection{};
  ArrowArrayStream* stream = nullptr;
  ArrowSchema* schema = nullptr;  ///< where there is no stream: a schema and one array
  ArrowArray* array = nullptr;
};

/// A Batch over Arrow tables, joined by keys where there are several. A batch of rows is asked for
/// when the ones before have been taken, and released when all of its rows have been decided, or
/// at the end; so memory does not grow with the rows, unless options.unsorted.
/// lifetime: streams, schemas and arrays are taken over, also where there are errors: their
/// `release` is null afterwards, and is called once when they are no longer needed.
/// errors: diagnostics of schemas. A stream that fails later ends Batch::run with a diagnostic.
/// Rejections number the rows and columns of a table from 1; those of rows in a list have their
/// household's row, the list's column and a path such as "/members/2/age".
/// threads: a stream is asked by one thread at a time, not always the same.
[[nodiscard]] ENTITLE_API Result<Batch> try_open_arrow(Ruleset ruleset, Date as_of,
                                                       const std::vector<ArrowTable>& tables,
                                                       const BatchOptions& options = {});

/// What a stream of answers holds.
struct ArrowAnswers {
  /// Only who qualifies for certain: program, recipient, amount.
  bool hits = false;
  /// Amounts as int64 in ten-thousandths of a yuan, instead of decimal128 with scale 4.
  bool amounts_as_int64 = false;
  /// Told of rows that are not taken, piece by piece in order; of the end; and of how far it is.
  /// threads: called on a thread of the stream's, one call at a time.
  std::function<void(std::span<const BatchRejection>)> rejected = {};
  std::function<void(const BatchSummary&)> done = {};
  std::function<void(std::uint64_t households)> decided = {};
};

/// Runs a batch as a stream that a consumer pulls: a record batch for each piece of households, in
/// their order, whatever the threads; it decides ahead of the consumer by a few pieces and then
/// waits. The columns are
/// - household: utf8; recipient: utf8, null of the household itself, `not_listed` of elements that
///   are not listed; program: dictionary<int32, utf8>;
/// - status: dictionary<int8, utf8>; amount_min, amount_max: decimal128(19, 4) yuan, null where
///   there is no bound or no amount; period: dictionary<int8, utf8>; criterion: utf8, the label of
///   the line that refuses;
/// - recorded: bool; recorded_amount: like the amounts.
/// As batch_writer() says them, save that `recorded` is in two columns and that Batch::add_column
/// adds none. Answers of lines of the settlement have for their program a name behind all programs:
/// what the line says. With `hits`: program
/// (dictionary<int32, utf8>), household_row (uint64, from 0), recipient_row (uint32, from 1 within
/// the household, 0: the household itself), amount (the least that is due, null where there is
/// none).
/// lifetime: `out` owns the batch; its release stops what is still running and waits for it.
/// errors: get_next gives EIO where a table cannot be read further, ENOMEM, or EINVAL after a
/// failure; get_last_error says why.
/// threads: one call at a time, as the interface says.
ENTITLE_API void answers_to_arrow(Batch batch, ArrowArrayStream* out,
                                  const ArrowAnswers& options = {});

}  // namespace v0
}  // namespace entitle
