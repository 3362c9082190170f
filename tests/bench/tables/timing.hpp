// Times several works beside each other: each runs once a round, so that what slows the machine for
// a while slows all of them, and the best round counts.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace bench {

/// What is timed: time as it passes, or what the process has of processors, which others on the
/// machine do not lengthen.
enum class Clock : std::uint8_t { wall, processor };

struct Seconds {
  double wall = std::numeric_limits<double>::infinity();
  double processor = std::numeric_limits<double>::infinity();
  double by(Clock clock) const { return clock == Clock::wall ? wall : processor; }
};

/// What one call takes.
template <class Work>
Seconds seconds_of(const Work& work) {
  const auto begin = std::chrono::steady_clock::now();
  const std::clock_t used = std::clock();
  work();
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(),
          static_cast<double>(std::clock() - used) / CLOCKS_PER_SEC};
}

struct Timed {
  std::string key;
  std::uint64_t households = 0;  ///< that one call decides
  std::function<void()> work;
  Clock clock = Clock::wall;
  double seconds = std::numeric_limits<double>::infinity();  ///< of the best call
  Seconds sum{0, 0};                                         ///< of all calls
};

/// A work shorter than a fiftieth of a second is called again in its round.
inline void in_rounds(std::vector<Timed>& all, int rounds) {
  for (int round = 0; round < rounds; ++round)
    for (Timed& one : all)
      for (double spent = 0; spent < 0.02;) {
        const Seconds took = seconds_of(one.work);
        one.seconds = std::min(one.seconds, took.by(one.clock));
        one.sum.wall += took.wall;
        one.sum.processor += took.processor;
        spent += took.wall;
      }
}

}  // namespace bench
