// Random numbers that are the same on every machine: the whole test follows from its seed, and any
// part of it can be replayed.
#pragma once

#include <cstdint>
#include <vector>

namespace entitle::differential {

/// A stream of numbers (splitmix64).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
  }
  /// 0 .. bound - 1; `bound` > 0.
  std::uint32_t below(std::size_t bound) {
    return static_cast<std::uint32_t>((next() >> 11) % bound);
  }
  bool chance(std::uint32_t percent) { return below(100) < percent; }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }
  /// A stream of its own, so that what one part draws does not move another's.
  Random fork(std::uint64_t name) {
    return Random(state_ ^ (name * 0xD1B54A32D192ED03U + 0x2545F4914F6CDD1DU));
  }

 private:
  std::uint64_t state_;
};

}  // namespace entitle::differential
