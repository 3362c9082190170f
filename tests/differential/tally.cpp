// Adds up what was compared and prints the shares, so that nobody takes trivial cases for a proof.
#include "differential/tally.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdio>

namespace entitle::differential {

void Tally::add(const Tally& other) {
  // All members are counters of one type.
  using Counters = std::array<std::uint64_t, sizeof(Tally) / sizeof(std::uint64_t)>;
  auto counters = std::bit_cast<Counters>(*this);
  const auto further = std::bit_cast<Counters>(other);
  for (std::size_t i = 0; i < counters.size(); ++i) counters[i] += further[i];
  *this = std::bit_cast<Tally>(counters);
}

namespace {

unsigned long long n(std::uint64_t number) { return number; }

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

void print(const Tally& t) {
  std::printf(
      "%llu rulesets (%llu drawn were refused in part), %llu boxes, %llu completions (%llu more "
      "could not be drawn), %llu points\n",
      n(t.rulesets), n(t.refused), n(t.boxes), n(t.completions), n(t.undrawn), n(t.points));
  std::printf("%llu values of nodes compared on boxes and points, %.1f %% of them open\n",
              n(t.nodes), share(t.open_nodes, t.nodes));
  static const char* const levels[] = {"bounds ", "settled"};
  for (int level = 0; level < 2; ++level) {
    const std::uint64_t* a = t.answers[level];
    const std::uint64_t all = a[0] + a[1] + a[2] + a[3];
    std::printf(
        "answers at %s: %.1f %% qualify, %.1f %% do not, %.1f %% depend, %.2f %% error (of %llu)\n",
        levels[level], share(a[0], all), share(a[1], all), share(a[2], all), share(a[3], all),
        n(all));
  }
  const std::uint64_t points = t.point_answers[0] + t.point_answers[1] + t.point_answers[2];
  std::printf(
      "known households: %.1f %% qualify, %.1f %% do not, %.2f %% error (of %llu); %llu errors of "
      "quotients' terms alone\n",
      share(t.point_answers[0], points), share(t.point_answers[1], points),
      share(t.point_answers[2], points), n(points), n(t.errors_by_ratio));
  std::printf(
      "enumerated: %llu boxes of %llu points; open there: %llu answers at bounds (%llu "
      "needlessly), %llu at settled (0 needlessly)\n",
      n(t.enumerated), n(t.enumerated_points), n(t.enumerated_open[0]), n(t.needless_bounds),
      n(t.enumerated_open[1]));
  std::printf(
      "depends at settled: %llu, whose completions showed both in %.1f %%; %llu marked not "
      "settled; %llu certain by cases\n",
      n(t.seen_open + t.unseen_open), share(t.seen_open, t.seen_open + t.unseen_open),
      n(t.unsettled), n(t.by_cases));
  std::printf(
      "%llu witnesses and cases held against the reference, and %llu turning values (of %llu no "
      "completion was met); %llu answers provisional\n",
      n(t.witnesses), n(t.turnings), n(t.turnings_undrawn), n(t.provisional));
}

}  // namespace entitle::differential
