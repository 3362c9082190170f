// How many columns there are is known to each loop, or it would not be vectorised.
#include "run/kernels_bits.hpp"

#include <algorithm>

#include "run/clones.hpp"

namespace entitle::run::kernels {

using Byte = std::uint8_t;

namespace {

template <std::size_t Count>
ENTITLE_CLONES void pack_of(const Byte* const* truths, Byte* __restrict out, std::uint32_t rows) {
  const Byte* column[Count];
  std::copy_n(truths, Count, column);
  ENTITLE_APART
  for (std::uint32_t r = 0; r < rows; ++r) {
    Byte bits = 0;
    for (std::size_t t = 0; t < Count; ++t)
      bits |= static_cast<Byte>(-static_cast<Byte>(column[t][r] == 2) & (1 << t));
    out[r] = bits;
  }
}

}  // namespace

void pack(const Byte* const* truths, std::size_t count, Byte* out, std::uint32_t rows) {
  constexpr decltype(&pack_of<1>) by_count[] = {&pack_of<1>, &pack_of<2>, &pack_of<3>, &pack_of<4>,
                                                &pack_of<5>, &pack_of<6>, &pack_of<7>, &pack_of<8>};
  by_count[count - 1](truths, out, rows);
}
ENTITLE_CLONES void unpack(const Byte* __restrict packed, Byte bits, Byte* __restrict out,
                           std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r)
    out[r] = static_cast<Byte>(-static_cast<Byte>((packed[r] & bits) != 0) & 2);
}

}  // namespace entitle::run::kernels
