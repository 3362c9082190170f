// Where comparisons turn: for each open number below an answer, the values at which some comparison
// that reads it changes, found by solving each comparison for one operand at a time while the
// others keep their boxes. A boundary b parts a range into what is below b and what is b or more.
// Missing one costs tightness, never soundness.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "run/support.hpp"

namespace entitle::run {

/// Where one comparison turns by one fact.
struct Turn {
  NodeRow comparison;
  NodeRow fact;
  std::int64_t value = 0;
  friend auto operator<=>(const Turn&, const Turn&) = default;
};

struct Boundaries {
  std::map<NodeRow, std::vector<std::int64_t>> nodes;        ///< ascending
  std::map<std::uint32_t, std::vector<std::int64_t>> cells;  ///< by cell, ascending
  std::vector<Turn> turns;                                   ///< ascending
};

/// The boundaries within the boxes of the open numbers of a support.
Boundaries find_boundaries(const View& view, const Support& support);

/// The parts that boundaries cut a box into, on multiples of `step`; at least one. With no boundary
/// inside and `halve`, two halves of a bounded box.
std::vector<value::Interval> pieces(value::Interval box, std::int64_t step,
                                    const std::vector<std::int64_t>* boundaries, bool halve);

}  // namespace entitle::run
