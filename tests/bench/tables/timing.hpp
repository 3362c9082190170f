// Times several works beside each other: each runs once a round, so that what slows the machine for
// a while slows all of them, and the best round counts.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace bench {

/// Seconds that one call takes.
template <class Work>
double seconds_of(const Work& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

struct Timed {
  std::string key;
  std::uint64_t households = 0;  ///< that one call decides
  std::function<void()> work;
  double seconds = std::numeric_limits<double>::infinity();  ///< of the best call
};

/// A work shorter than a fiftieth of a second is called again in its round.
inline void in_rounds(std::vector<Timed>& all, int rounds) {
  for (int round = 0; round < rounds; ++round)
    for (Timed& one : all) {
      double spent = 0;
      while (spent < 0.02) {
        const double took = seconds_of(one.work);
        one.seconds = std::min(one.seconds, took);
        spent += took;
      }
    }
}

}  // namespace bench
