// Quotients by one number in 32 bits are the exact ones, up to the largest numerators and
// denominators that they are used for.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "run/kernels_packed.hpp"
#include "value/interval.hpp"

using namespace entitle;
using run::kernels::Math;

TEST_CASE("quotients by one number in 32 bits are exact in every rounding") {
  constexpr std::int64_t most = UINT32_MAX;
  run::kernels::Scratch scratch;
  for (const std::int64_t over :
       {2LL, 3LL, 5LL, 7LL, 20LL, 100LL, 365LL, 65'537LL, 1LL << 29, (1LL << 30) - 1, 1LL << 30})
    for (const std::int64_t times : {1LL, 3LL, 13LL, 4'095LL, 65'535LL}) {
      std::vector<std::int32_t> stored;
      // Results are words too.
      const std::int64_t largest =
          std::min<std::int64_t>({most / times, INT32_MAX, INT32_MAX * over / times});
      for (std::int64_t near = 0; near <= largest; near += largest / 50 + 1)
        for (std::int64_t off = -3; off <= 3; ++off) {
          // Around multiples of the denominator, and of half of it.
          const std::int64_t a = near / over * over / 2 + off;
          if (a < 0 || a > largest) continue;
          stored.push_back(static_cast<std::int32_t>(a));
          stored.push_back(static_cast<std::int32_t>(-a));
        }
      stored.push_back(static_cast<std::int32_t>(largest));
      stored.push_back(static_cast<std::int32_t>(-largest));
      std::vector<std::int32_t> out(stored.size());
      for (const value::Rounding mode : {value::Rounding::half_up, value::Rounding::up,
                                         value::Rounding::down, value::Rounding::half_even}) {
        run::kernels::quotient({stored.data(), value::Width::word, times},
                               {nullptr, value::Width::word, over}, mode,
                               {out.data(), value::Width::word}, Math::word,
                               static_cast<std::uint32_t>(out.size()), scratch);
        for (std::size_t i = 0; i < out.size(); ++i)
          REQUIRE(out[i] == static_cast<std::int64_t>(value::detail::rounded_quotient(
                                value::Int128{stored[i]} * times, over, mode)));
      }
    }
}
