// What a one-of may still be: a set of choices, one bit each, in 64-bit words. Columns hold the
// words of many sets in a row and use the functions on spans; ChoiceSet owns the words of one set.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "value/truth.hpp"

namespace entitle::value {

/// The most choices a domain may have.
inline constexpr std::size_t max_choices = 4096;

namespace choices {

using Words = std::span<std::uint64_t>;
using ConstWords = std::span<const std::uint64_t>;

/// How many words a set of `choices` choices takes.
[[nodiscard]] constexpr std::size_t words_for(std::size_t choices) noexcept {
  return (choices + 63) / 64;
}

[[nodiscard]] constexpr bool contains(ConstWords set, std::size_t choice) noexcept {
  return choice / 64 < set.size() && ((set[choice / 64] >> (choice % 64)) & 1) != 0;
}
constexpr void insert(Words set, std::size_t choice) noexcept {
  set[choice / 64] |= std::uint64_t{1} << (choice % 64);
}
constexpr void erase(Words set, std::size_t choice) noexcept {
  set[choice / 64] &= ~(std::uint64_t{1} << (choice % 64));
}
/// Makes `set` the first `choices` choices.
constexpr void fill(Words set, std::size_t choices) noexcept {
  for (std::size_t i = 0; i < set.size(); ++i) {
    const std::size_t before = i * 64;
    if (choices >= before + 64)
      set[i] = ~std::uint64_t{0};
    else
      set[i] = choices <= before ? 0 : (std::uint64_t{1} << (choices - before)) - 1;
  }
}

[[nodiscard]] constexpr std::size_t count(ConstWords set) noexcept {
  std::size_t n = 0;
  for (const std::uint64_t word : set) n += static_cast<std::size_t>(std::popcount(word));
  return n;
}
[[nodiscard]] constexpr bool empty(ConstWords set) noexcept {
  for (const std::uint64_t word : set)
    if (word != 0) return false;
  return true;
}
/// The lowest choice, or SIZE_MAX of an empty set.
[[nodiscard]] constexpr std::size_t first(ConstWords set) noexcept {
  for (std::size_t i = 0; i < set.size(); ++i)
    if (set[i] != 0) return i * 64 + static_cast<std::size_t>(std::countr_zero(set[i]));
  return SIZE_MAX;
}

// Both sets of what follows have as many words.
constexpr void meet(Words into, ConstWords other) noexcept {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] &= other[i];
}
constexpr void hull(Words into, ConstWords other) noexcept {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] |= other[i];
}
[[nodiscard]] constexpr bool overlap(ConstWords a, ConstWords b) noexcept {
  for (std::size_t i = 0; i < a.size(); ++i)
    if ((a[i] & b[i]) != 0) return true;
  return false;
}
[[nodiscard]] constexpr bool is_subset(ConstWords a, ConstWords of) noexcept {
  for (std::size_t i = 0; i < a.size(); ++i)
    if ((a[i] & ~of[i]) != 0) return false;
  return true;
}

/// Whether what may be `a` is one of the known `range`. An `a` without choices is none: it is in
/// nothing.
[[nodiscard]] constexpr Truth in(ConstWords a, ConstWords range) noexcept {
  if (!overlap(a, range)) return Truth::F;
  return is_subset(a, range) ? Truth::T : Truth::U;
}
/// Whether what may be `a` is what may be `b`.
[[nodiscard]] constexpr Truth is(ConstWords a, ConstWords b) noexcept {
  if (!overlap(a, b)) return Truth::F;
  return count(a) == 1 && count(b) == 1 ? Truth::T : Truth::U;
}

}  // namespace choices

/// A set of choices of one domain.
class ChoiceSet {
 public:
  ChoiceSet() = default;
  /// An empty set of a domain of `choices` choices.
  explicit ChoiceSet(std::size_t choices)
      : choices_(choices), words_(choices::words_for(choices)) {}

  [[nodiscard]] static ChoiceSet all(std::size_t choices) {
    ChoiceSet set(choices);
    choices::fill(set.words_, choices);
    return set;
  }
  [[nodiscard]] static ChoiceSet single(std::size_t choices, std::size_t choice) {
    ChoiceSet set(choices);
    set.insert(choice);
    return set;
  }

  /// How many choices the domain has.
  [[nodiscard]] std::size_t domain_size() const noexcept { return choices_; }
  [[nodiscard]] std::size_t count() const noexcept { return choices::count(words_); }
  [[nodiscard]] bool empty() const noexcept { return choices::empty(words_); }
  [[nodiscard]] bool known() const noexcept { return count() == 1; }
  [[nodiscard]] bool contains(std::size_t choice) const noexcept {
    return choices::contains(words_, choice);
  }
  /// The lowest choice, or SIZE_MAX of an empty set.
  [[nodiscard]] std::size_t first() const noexcept { return choices::first(words_); }

  /// Adds or removes a choice below domain_size().
  void insert(std::size_t choice) noexcept { choices::insert(words_, choice); }
  void erase(std::size_t choice) noexcept { choices::erase(words_, choice); }

  // The other set is of the same domain.
  ChoiceSet& operator&=(const ChoiceSet& other) noexcept {
    choices::meet(words_, other.words_);
    return *this;
  }
  ChoiceSet& operator|=(const ChoiceSet& other) noexcept {
    choices::hull(words_, other.words_);
    return *this;
  }
  /// The other choices of the domain.
  [[nodiscard]] ChoiceSet complement() const {
    ChoiceSet set = all(choices_);
    for (std::size_t i = 0; i < words_.size(); ++i) set.words_[i] &= ~words_[i];
    return set;
  }

  [[nodiscard]] choices::ConstWords words() const noexcept { return words_; }
  [[nodiscard]] choices::Words words() noexcept { return words_; }

  friend bool operator==(const ChoiceSet&, const ChoiceSet&) = default;

 private:
  std::size_t choices_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace entitle::value
