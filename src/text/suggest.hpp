// Guesses what a misspelt word was meant to be.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace entitle::text {

/// How many code points must be inserted, removed, replaced or swapped with their neighbour to make
/// one from the other, or `limit` + 1 where it is more than that. complexity: the product of both
/// lengths, none of which counts beyond 64.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The candidate nearest to `word`, the first of those equally near; empty where none is near
/// enough: one edit for words up to 5 code points, two up to 8, three for longer ones, and never a
/// whole word. Case does not count.
[[nodiscard]] std::string_view suggest(std::string_view word,
                                       std::span<const std::string_view> candidates);
[[nodiscard]] std::string_view suggest(std::string_view word,
                                       std::span<const std::string> candidates);

}  // namespace entitle::text
