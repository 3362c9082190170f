// Completions of a household of which only a box is known: points drawn from its corners, or all of
// them where they are few. Facts that do not apply are none, facts that the profile gives do apply,
// sizes are as declared.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "differential/random.hpp"
#include "model/model.hpp"
#include "reference/evaluate.hpp"
#include "reference/point.hpp"
#include "run/household.hpp"

namespace entitle::differential {

inline constexpr std::uint32_t not_listed = 0xFFFF'FFFF;

/// A point within a box, and where its rows come from.
struct Completion {
  reference::Point point;
  std::vector<std::vector<std::uint32_t>>
      origin;  ///< by entity and row: the row of run::Household::entities, or not_listed
};

/// The values at which comparisons may turn: every constant and every end of a parameter's row,
/// small multiples of money, birthdays, and one step to either side. By type; ascending.
class Corners {
 public:
  Corners(const model::Model& model, const reference::CellRanges& cells, Date day);
  /// One value of the interval, whose ends may be infinite.
  std::int64_t draw(const value::Type& type, std::int64_t step, value::Interval from,
                    Random& random) const;
  /// The day that is decided for.
  Date day() const { return day_; }
  const std::vector<std::int64_t>& of(const value::Type& type) const {
    return by_kind_[static_cast<std::size_t>(type.kind)];
  }

 private:
  std::vector<std::vector<std::int64_t>> by_kind_;
  Date day_;
};

/// What completions are drawn from.
struct Drawing {
  const model::Model& model;
  const run::Household& household;
  const Corners& corners;
  const reference::CellRanges& cells;
  bool widened = false;  ///< provisional cells are drawn from the declared range
};

/// A completion; nothing where none was met (the box may contradict itself).
std::optional<Completion> draw(const Drawing& drawing, Random& random);

/// All completions, if there are no more than `limit`, no collection is open and no supplied
/// definition overflows; nothing otherwise.
std::optional<std::vector<Completion>> enumerate(const Drawing& drawing, std::uint64_t limit);

/// The same point as a household that says everything would have it: its rows are those listed, and
/// every record is stated.
Completion all_stated(const model::Model& model, const Completion& completion);

/// Whether a value is one that a cell which supplies it allows.
bool is_within(const reference::Value& value, const run::Cell& cell);

/// The values that a fact may have in a row of the box (`cell` null: one that is not listed).
value::Interval interval_of(const model::Fact& fact, const run::Cell* cell);
std::vector<std::uint32_t> choices_of(const model::Model& model, const model::Fact& fact,
                                      const run::Cell* cell);

}  // namespace entitle::differential
