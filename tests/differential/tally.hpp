// What the differential test has seen: counters, and their printing.
#pragma once

#include <cstdint>

namespace entitle::differential {

/// What was seen, so that nobody takes trivial cases for a proof.
struct Tally {
  std::uint64_t rulesets = 0;
  std::uint64_t refused = 0;  ///< drawn rulesets that the checker did not take
  std::uint64_t boxes = 0;
  std::uint64_t completions = 0;
  std::uint64_t points = 0;   ///< completions also run as known households
  std::uint64_t undrawn = 0;  ///< completions that could not be drawn
  std::uint64_t nodes = 0;    ///< values of nodes compared on boxes
  std::uint64_t open_nodes = 0;
  std::uint64_t answers[2][4] = {};  ///< bounds, settled: qualifies, does not, open, error
  std::uint64_t point_answers[3] = {};
  std::uint64_t enumerated = 0;  ///< boxes of which all points were tried
  std::uint64_t enumerated_points = 0;
  std::uint64_t enumerated_open[2] = {};  ///< answers of these at bounds, settled that are open
  std::uint64_t needless_bounds = 0;      ///< enumerable answers that bounds left open needlessly
  std::uint64_t seen_open = 0;    ///< settled *depends* elsewhere, whose completions showed both
  std::uint64_t unseen_open = 0;  ///< and showed only one
  std::uint64_t unsettled = 0;
  std::uint64_t by_cases = 0;
  std::uint64_t witnesses = 0;
  std::uint64_t turnings = 0;
  std::uint64_t turnings_undrawn = 0;  ///< of which no completion was met
  std::uint64_t provisional = 0;
  std::uint64_t errors_by_ratio =
      0;  ///< errors on points that come from the terms of a quotient alone
  void add(const Tally& other);
};

void print(const Tally& tally);

}  // namespace entitle::differential
