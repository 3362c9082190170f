// The workload as text: its facts as words and numbers that the ruleset reads, yuan with two
// decimals; and whole populations as the files that are read end to end.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "facts.hpp"

namespace workload {

constexpr std::string_view word(Area x) {
  constexpr std::string_view words[]{"urban", "rural"};
  return words[static_cast<std::size_t>(x)];
}
constexpr std::string_view word(Flag x) { return x == Flag::yes ? "true" : "false"; }
constexpr std::string_view word(Event x) {
  constexpr std::string_view words[]{"none", "moderate", "severe"};
  return words[static_cast<std::size_t>(x)];
}
constexpr std::string_view word(Disability x) {
  constexpr std::string_view words[]{"none",     "visual",       "hearing", "speech",
                                     "physical", "intellectual", "mental",  "multiple"};
  return words[static_cast<std::size_t>(x)];
}
constexpr std::string_view word(Parent x) {
  constexpr std::string_view words[]{"fine",     "dead", "missing", "detained",
                                     "disabled", "ill",  "lost",    "unfit"};
  return words[static_cast<std::size_t>(x)];
}
constexpr std::string_view word(Student x) {
  constexpr std::string_view words[]{"none", "preschool", "primary", "junior", "senior", "college"};
  return words[static_cast<std::size_t>(x)];
}

inline std::string text(std::uint8_t x) { return std::to_string(x); }
inline std::string text(County x) {
  char buffer[8];
  std::snprintf(buffer, sizeof buffer, "C%02u", static_cast<unsigned>(x));
  return buffer;
}
inline std::string text(Money x) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%lld.%02lld", static_cast<long long>(x / yuan),
                static_cast<long long>(x % yuan / fen));
  return buffer;
}
template <class E>
requires requires(E e) { word(e); }
std::string text(E e) { return std::string{word(e)}; }

/// Writes households.csv and members.csv of the first households of a seed into a folder, members
/// by household. errors: std::runtime_error where a file cannot be written.
void write_csv(std::uint64_t seed, std::uint64_t households, const std::string& folder);
/// Writes the same as households.ndjson: one object a line, members within.
void write_ndjson(std::uint64_t seed, std::uint64_t households, const std::string& folder);

}  // namespace workload
