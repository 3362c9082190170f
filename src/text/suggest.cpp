// Suggestions by edit distance over code points, with neighbours swapped as one edit.
#include "text/suggest.hpp"

#include <algorithm>
#include <array>

#include "text/utf8.hpp"

namespace entitle::text {

namespace {

constexpr std::size_t longest = 64;
constexpr std::size_t longest_bytes = longest * 4;

std::u32string folded(std::string_view word) {
  std::u32string out;
  for (char32_t c : CodePoints(word)) {
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    out.push_back(c);
  }
  return out;
}

std::size_t distance(const std::u32string& a, const std::u32string& b, std::size_t limit) {
  if (a.size() > longest || b.size() > longest) return limit + 1;
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > limit) return limit + 1;
  using Row = std::array<std::size_t, longest + 1>;
  Row before_last{};
  Row last{};
  Row row{};
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = last;
    last = row;
  }
  return std::min(last[b.size()], limit + 1);
}

template <class String>
std::string_view nearest(std::string_view word, std::span<const String> candidates) {
  if (word.size() > longest_bytes) return {};
  const std::u32string wanted = folded(word);
  std::size_t limit = wanted.size() <= 5 ? 1 : wanted.size() <= 8 ? 2 : 3;
  std::string_view best;
  for (const std::string_view candidate : candidates) {
    if (candidate.size() > longest_bytes || candidate.empty()) continue;
    const std::u32string other = folded(candidate);
    const std::size_t edits = distance(wanted, other, limit);
    if (edits > limit || edits >= std::min(wanted.size(), other.size())) continue;
    best = candidate;
    if (edits == 0) break;
    limit = edits - 1;
  }
  return best;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a == b) return 0;
  if (a.size() > longest_bytes || b.size() > longest_bytes) return limit + 1;
  std::u32string left;
  std::u32string right;
  for (const char32_t c : CodePoints(a)) left.push_back(c);
  for (const char32_t c : CodePoints(b)) right.push_back(c);
  return distance(left, right, limit);
}

std::string_view suggest(std::string_view word, std::span<const std::string_view> candidates) {
  return nearest(word, candidates);
}
std::string_view suggest(std::string_view word, std::span<const std::string> candidates) {
  return nearest(word, candidates);
}

}  // namespace entitle::text
