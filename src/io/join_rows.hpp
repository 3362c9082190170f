// Rows of a table below, joined by key to the households at hand while both are read side by side:
// which rows belong to these, which to later ones, and which to nobody. Rows stand in the order of
// the households; where they do not, it is told.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "io/key_index.hpp"

namespace entitle::io {

/// How many rows are looked at ahead for one of the households at hand, before a row of another
/// household is taken as one of later ones.
inline constexpr std::size_t rows_ahead = 64;

/// `Rows` gives the key of a row ahead of the first that is not taken (nothing behind the last) by
/// `key(ahead)`, valid until the next call, and goes on by `take(household)`, the place of
/// its key, or by `orphan()`. False: the
/// first row belongs to a household that was passed.
template <class Rows>
bool join_rows(Rows& rows, const std::vector<std::string_view>& keys) {
  KeyIndex places;
  const auto place = [&](std::string_view of) {
    if (places.empty()) {
      places.clear(keys.size());
      for (std::size_t k = 0; k < keys.size(); ++k)
        places.insert(keys[k], static_cast<std::uint32_t>(k), keys);
    }
    const std::optional<std::uint32_t> found = places.find(of, keys);
    return found ? std::size_t{*found} : keys.size();
  };
  std::size_t at = 0;
  while (const std::optional<std::string_view> of = rows.key(0)) {
    if (at + 1 < keys.size() && *of == keys[at + 1]) ++at;
    if (at < keys.size() && *of == keys[at]) {
      rows.take(at);
      continue;
    }
    const std::size_t there = place(*of);
    if (there < at) return false;
    if (there < keys.size()) {
      at = there;
      continue;
    }
    // Of a later household, or of none: then rows of these households come behind it.
    bool of_none = false;
    for (std::size_t a = 1; a <= rows_ahead && !of_none; ++a) {
      const std::optional<std::string_view> later = rows.key(a);
      if (!later) break;
      const std::size_t found = place(*later);
      of_none = found >= at && found < keys.size();
    }
    if (!of_none) return true;
    rows.orphan();
  }
  return true;
}

/// What is left behind the last household belongs to nobody: a few rows may, many say that the
/// table stands in another order. False: that.
template <class Rows>
bool orphan_rest(Rows& rows) {
  std::size_t left = 0;
  while (rows.key(0)) {
    if (++left > rows_ahead) return false;
    rows.orphan();
  }
  return true;
}

}  // namespace entitle::io
