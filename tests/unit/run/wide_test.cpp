// What processors do many bytes at a time must be what the plain C++ beside it does.
#include "run/wide.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <vector>

using namespace entitle;

TEST_CASE("which of 64 bytes equal one is the same both ways, bit by bit") {
  std::array<std::uint8_t, 80> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<std::uint8_t>(i * i * 7 % 3 + (i % 11 == 0 ? 127 : 0));
  for (const std::uint8_t wanted : {0, 1, 2, 127, 128, 129, 255})
    for (std::size_t first = 0; first < 16; ++first) {
      std::uint64_t expected = 0;
      for (std::size_t i = 0; i < 64; ++i)
        expected |= std::uint64_t{bytes[first + i] == wanted} << i;
      CHECK(run::which_equal(bytes.data() + first, wanted) == expected);
      CHECK(run::plain::which_equal(bytes.data() + first, wanted) == expected);
    }
}

TEST_CASE("copies past the caches copy all of it and nothing beside it, wherever it begins") {
  std::vector<std::uint8_t> from(400);
  std::iota(from.begin(), from.end(), std::uint8_t{1});
  for (const std::size_t size : {0, 1, 15, 63, 64, 65, 127, 200, 300})
    for (std::size_t begin = 0; begin < 70; begin += 3) {
      std::vector<std::uint8_t> to(500, 0);
      std::vector<std::uint8_t> expected = to;
      run::copy_past_caches(to.data() + begin, from.data() + begin % 5, size);
      run::finish_copies();
      std::copy_n(from.data() + begin % 5, size, expected.data() + begin);
      CHECK(to == expected);
    }
}
