// Where the households of a batch come from: a source gives the bytes of the next households one
// piece after the other, and reads such a piece into columns, which any thread may do. Rows that
// are not taken are told, each with its reason; they never stop the others.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/batch.hpp"
#include "entitle/diagnostic.hpp"
#include "entitle/language.hpp"
#include "io/files.hpp"
#include "io/intake.hpp"
#include "io/profile_reader.hpp"
#include "io/separators.hpp"
#include "model/model.hpp"
#include "run/block.hpp"
#include "text/report.hpp"

namespace entitle::io {

/// Keys of rows, one behind the other.
class Keys {
 public:
  void clear() {
    bytes_.clear();
    ends_.clear();
  }
  void push(std::string_view key) {
    bytes_ += key;
    ends_.push_back(bytes_.size());
  }
  /// Forgets all but the first so many.
  void cut(std::size_t rows) {
    if (rows >= ends_.size()) return;
    ends_.resize(rows);
    bytes_.resize(rows == 0 ? 0 : ends_.back());
  }
  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t row) const {
    const std::size_t begin = row == 0 ? 0 : ends_[row - 1];
    return std::string_view(bytes_).substr(begin, ends_[row] - begin);
  }

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;
};

/// What was not taken, and why.
struct Rejection {
  std::string file;
  std::uint64_t line = 0;
  std::uint32_t column = 0;  ///< from 1: of the table; of NDJSON, of the line; 0: the whole row
  std::string household;     ///< its key; empty where it has none
  Diagnostic diagnostic;
};

/// Some households, read.
struct TableBlock {
  explicit TableBlock(const model::Model& model) : block(model), keys(model.entities.size()) {}
  void clear();

  run::Block block;
  std::vector<Keys> keys;              ///< by entity; empty where its rows have none
  std::vector<std::uint8_t> rejected;  ///< by household: 1 where something of it was not taken
  std::vector<std::uint64_t> lines;    ///< by household: where it stands
  /// Definitions that some of these households supply, ascending; besides TableSource::supplied().
  std::vector<model::DefinitionId> supplied;
  std::vector<Rejection> rejections;
  Separators separators;  ///< while its rows are read
};

struct ColumnPiece;

/// One of the households by itself, for whoever explains it.
struct SingleHousehold {
  run::Household household;
  std::shared_ptr<const text::Source> json;  ///< that it was read from; nothing of a row of cells
  std::vector<FactPlace> places;
};

/// The rows of some households as bytes, of each file.
struct RawTables {
  struct Row {
    std::size_t begin = 0;
    std::size_t size = 0;
    std::uint64_t line = 0;
    bool quoted = false;
    bool closed = true;
    std::uint32_t household = 0;  ///< of these, whose it is
  };
  struct Part {
    std::string bytes;
    std::vector<Row> rows;
    std::string_view of(const Row& row) const {
      return std::string_view(bytes).substr(row.begin, row.size);
    }
  };
  std::vector<Part> parts;  ///< the households' first
  std::uint32_t households() const {
    return parts.empty() ? 0 : static_cast<std::uint32_t>(parts.front().rows.size());
  }
  std::shared_ptr<const ColumnPiece> columns;  ///< where they are borrowed columns instead of bytes
  std::uint64_t first = 0;                     ///< the number of the first household, from 0
  std::vector<Rejection> rejections;
};

/// Households of a file that are read at once.
inline constexpr std::uint32_t file_piece = 256;

class TableSource {
 public:
  virtual ~TableSource() = default;

  /// How many households are best found at once: so many that what is read, decided and written of
  /// them stays in cache.
  virtual std::uint32_t piece() const = 0;
  /// The next households, at most so many; false at the end, or where there is a failure.
  /// threads: one at a time.
  virtual bool next(std::uint32_t households, RawTables& raw) = 0;
  /// Reads what next() found.
  /// threads: any number.
  virtual void read(const RawTables& raw, TableBlock& out) const = 0;

  /// One household of what read() made of it: what the single case would have been given.
  /// threads: any number.
  virtual SingleHousehold single(const RawTables& raw, const TableBlock& read,
                                 std::uint32_t household) const;

  /// Moves what is told of such a household to its place in the file, where it stands on that line.
  /// The column, from 1; 0: the whole row.
  virtual std::uint32_t locate(Diagnostic& diagnostic, std::uint64_t line) const;

  /// Why the source cannot be read further; nothing where it was read to its end.
  virtual const std::optional<Diagnostic>& failure() const = 0;
  /// How far the households' file has been read.
  virtual std::uint64_t bytes_read() const = 0;
  /// The definitions that it may supply.
  virtual const std::vector<model::DefinitionId>& supplied() const = 0;
  /// What the households' file is called.
  virtual const std::string& name() const = 0;
};

struct TableFile {
  std::string path;
  model::EntityId entity;
};

struct TableOptions {
  TableFormat households = TableFormat::recognised;
  bool ignore_extra = false;    ///< columns that are no fact are passed over
  bool unsorted = false;        ///< rows of the entities below are held in memory
  bool listed_in_full = false;  ///< whoever has no row in a table that is there has no elements
  std::optional<RoundingMode> float_rounding = std::nullopt;  ///< of columns in memory
  Language language = Language::en;
};

/// The entity whose rows a collection of that name has, in either language; the households' where
/// it has no name. Invalid, and reported, where there is none.
model::EntityId entity_of(const Intake& intake, std::string_view collection, text::Report& report);

/// A file that was opened, and the bytes that were read of it to see what it is.
struct BegunFile {
  FilePointer file;
  std::string begun;
};

/// Tables in CSV, a file for each entity, the households' first, joined by keys. They are read side
/// by side in constant memory: the rows of an entity below stand in the order of the households,
/// unless they are held in memory. What is wrong with the files or their headers is reported; then
/// nothing is returned.
std::unique_ptr<TableSource> open_csv(const Intake& intake, const std::vector<TableFile>& files,
                                      const TableOptions& options, BegunFile households,
                                      text::Report& report);

/// Households in NDJSON: a profile a line, in constant memory. A line may hold the household's key,
/// and each object below that of its row, called like the entity.
std::unique_ptr<TableSource> open_ndjson(const Intake& intake, const std::string& path,
                                         const TableOptions& options, BegunFile households);

/// The one or the other. A file whose form is not said is NDJSON if its name ends in .ndjson or
/// .jsonl, or if it begins with {; otherwise it is CSV.
std::unique_ptr<TableSource> open_tables(const Intake& intake, const std::vector<TableFile>& files,
                                         const TableOptions& options, text::Report& report);

}  // namespace entitle::io
