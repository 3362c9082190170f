// Runs a plan over a chunk of households: one column a node, rows of the node's entity. Columns are
// bounds: lo and hi, F/U/T, sets of choices, and an error byte where arithmetic may overflow. One
// household is a chunk of one; a household cut into parts is a chunk of its parts. Knows nothing of
// programs, labels or why.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "model/model.hpp"
#include "plan/plan.hpp"
#include "run/frame.hpp"
#include "run/kernels.hpp"
#include "run/tables.hpp"
#include "value/interval.hpp"
#include "value/truth.hpp"

namespace entitle::run {

/// How long a column's buffer is its own.
enum class Policy : std::uint8_t {
  keep,     ///< for the whole run: to explain, to cut
  recycle,  ///< until its last reader has run: columns stay in cache
};

/// Whether a value is an error: its arithmetic overflows.
enum class Fault : std::uint8_t { none = 0, certain = 1, possible = 2 };

/// A node of one row met with a box after it has been computed; an empty meeting contradicts the
/// row's household.
struct Cut {
  plan::NodeId node = plan::no_node;
  std::uint32_t row = 0;  ///< of the node's entity
  value::Interval number;
  value::Truth truth = value::Truth::U;  ///< T or F; U: no cut of a truth
  std::uint32_t set = 0;                 ///< first word in Cuts::sets
};

/// A cell of a table held to an interval for one household of the chunk.
struct CellCut {
  std::uint32_t cell = 0;
  std::uint32_t household = 0;
  value::Interval value;
};

/// What is cut in a run. `nodes` ascend by (node, row), `cells` by (cell, household).
struct Cuts {
  std::vector<Cut> nodes;
  std::vector<CellCut> cells;
  std::vector<std::uint64_t> sets;
  void clear() {
    nodes.clear();
    cells.clear();
    sets.clear();
  }
};

/// Where a household of a chunk contradicts itself.
struct Clash {
  std::uint32_t household = 0;
  model::FactId fact;     ///< given without applying, or otherwise than computed; invalid where a
                          ///< cut met nothing
  std::uint32_t row = 0;  ///< of the fact's entity
  value::Interval
      computed;  ///< of a number that was supplied: what is computed instead; or nothing
};

class Machine {
 public:
  /// `kept`: nodes whose columns stay under recycle too, besides those of answers.
  Machine(const model::Model& model, const plan::Plan& plan, Policy policy,
          std::span<const plan::NodeId> kept = {});
  ~Machine();
  Machine(Machine&&) noexcept;
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  /// Fills the columns for a chunk. Allocates only when the chunk is larger than any before.
  void run(const Frame& frame, const Tables& tables, const Cuts* cuts = nullptr);

  std::uint32_t rows(model::EntityId entity) const;
  value::Truth truth(plan::NodeId node, std::uint32_t row) const;
  value::Interval number(plan::NodeId node, std::uint32_t row) const;
  std::span<const std::uint64_t> choices(plan::NodeId node, std::uint32_t row) const;
  Fault fault(plan::NodeId node, std::uint32_t row) const;
  /// A cell of the tables as the last run saw it for a household of the chunk.
  value::Interval cell(std::uint32_t cell, std::uint32_t household) const;
  /// Whether a household of the chunk contradicts itself.
  bool contradicted(std::uint32_t household) const;
  std::span<const Clash> clashes() const;

  /// Columns as they are, for loops over a chunk: the bytes of a truth; the ends of a number; the
  /// codes of a one-of, or null where a row is only some of the choices.
  std::span<const std::uint8_t> truth_column(plan::NodeId node) const;
  kernels::Numbers numbers(plan::NodeId node) const;
  const void* codes(plan::NodeId node) const;
  /// Whether every row of a column is one value.
  bool known(plan::NodeId node) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entitle::run
