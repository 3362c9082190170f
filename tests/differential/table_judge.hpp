// Holds what the library says of a table against what it says of each household by itself: chunks
// of any size, at both levels, and the same table read from CSV by any number of threads.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "differential/compile.hpp"
#include "differential/random.hpp"
#include "differential/table.hpp"
#include "entitle/ruleset.hpp"
#include "run/chunk.hpp"
#include "run/decision.hpp"

namespace entitle::differential {

/// What a table gets to be tried on.
struct TableEffort {
  std::uint32_t limit = 1024;  ///< of parts
  /// How often the table's households follow each other where they are read from files; 0: they
  /// are not. Many copies make several pieces for threads to share.
  std::uint32_t copies = 1;
  bool settled_files = true;  ///< files are also decided at `settled`
};

/// What went wrong with a table.
struct TableFailure {
  static constexpr std::uint32_t no_household = 0xFFFF'FFFF;
  std::string what;
  std::uint32_t household = no_household;
};

/// What was seen.
struct TableTally {
  std::uint64_t households = 0;
  std::uint64_t answers = 0;
  std::uint64_t open = 0;  ///< answers left open by `settled`
  std::uint64_t unsettled = 0;
  std::uint64_t contradictions = 0;
  std::uint64_t chunks = 0;
  std::uint64_t apart = 0;  ///< households run apart from the others of their chunk
  std::uint64_t read = 0;   ///< households read from files
  void add(const TableTally& other);
};

/// One answer, as the single case and a table must both give it. Amounts are 0 where there is none.
struct TableAnswer {
  std::uint32_t program = 0;
  std::uint32_t row = 0;  ///< of the program's entity within the household
  bool not_listed = false;
  bool settled = true;
  StatusSet status;
  std::int64_t least = 0;
  std::int64_t most = 0;
  friend bool operator==(const TableAnswer&, const TableAnswer&) = default;
};

/// Nothing for a household that contradicts itself.
using HouseholdAnswers = std::optional<std::vector<TableAnswer>>;

HouseholdAnswers answers_of(const plan::Plan& plan, const run::Decision& decision);
/// What is not the same; empty where all is.
std::string difference(const HouseholdAnswers& expected, const HouseholdAnswers& found);

/// The table read from files by 1, 2 and 7 threads against the single case, as the public interface
/// has both. Files are written into `folder`.
std::optional<TableFailure> judge_files(const Table& table, const entitle::Ruleset& rules,
                                        Date as_of, const TableEffort& effort,
                                        const std::string& folder, Random random,
                                        TableTally& tally);

/// Judges tables under one ruleset.
class TableJudge {
 public:
  explicit TableJudge(const Compiled& compiled);

  /// Chunks of 1, 2 and 7 households and of all against the single case.
  std::optional<TableFailure> chunks(const Table& table, const TableEffort& effort,
                                     TableTally& tally);

 private:
  std::optional<TableFailure> cut(const Table& table, std::uint32_t size,
                                  const std::vector<HouseholdAnswers>& expected,
                                  const run::DecideOptions& options, TableTally& tally);
  HouseholdAnswers of_chunk(std::uint32_t household) const;
  std::string straight(std::uint32_t from) const;

  const Compiled& compiled_;
  const model::Model& model_;
  run::Tables tables_;
  run::Decider decider_;
  run::Block block_;
  run::ChunkDecider plain_;
  run::ChunkDecider refusing_;
  const run::ChunkDecider* chunk_ = nullptr;
};

}  // namespace entitle::differential
