// Loops over bytes: tests of several columns at once, codes, and what goes from parents to their
// elements and back.
#include <algorithm>
#include <bit>
#include <cstring>

#include "run/clones.hpp"
#include "run/kernels_packed.hpp"

namespace entitle::run::kernels {

using value::Width;
using Byte = std::uint8_t;
using Word = std::int32_t;
using Wide = std::int64_t;

namespace {

/// Always eight rows at once; those of the next parent are written over.
template <class T>
ENTITLE_CLONES void spread_eight(const T* __restrict parents, const std::uint32_t* __restrict first,
                                 std::uint32_t count, T* __restrict out) {
  for (std::uint32_t p = 0; p < count; ++p) {
    T* const to = out + first[p];
    if constexpr (sizeof(T) == 1) {
      const std::uint64_t eight = parents[p] * std::uint64_t{0x0101'0101'0101'0101};
      std::memcpy(to, &eight, sizeof eight);
    } else {
      for (int i = 0; i < 8; ++i) to[i] = parents[p];
    }
  }
}
template <class T>
[[gnu::noinline, gnu::cold]] void spread_further(const T* parents, const std::uint32_t* first,
                                                 std::uint32_t count, T* out) {
  for (std::uint32_t p = 0; p < count; ++p)
    for (std::uint32_t r = first[p] + 8; r < first[p + 1]; ++r) out[r] = parents[p];
}

template <class T>
void spread_in(const void* parents, const std::uint32_t* first, std::uint32_t count,
               std::uint32_t largest, void* out) {
  const auto* const from = static_cast<const T*>(parents);
  spread_eight(from, first, count, static_cast<T*>(out));
  if (largest <= 8) return;
  // Of a parent with more than eight rows those behind were written over by the next.
  spread_further(from, first, count, static_cast<T*>(out));
}

std::uint32_t count_of(const Byte* rows, bool open, std::uint32_t begin, std::uint32_t end) {
  std::uint32_t found = 0;
  for (std::uint32_t r = begin; r < end; ++r) found += rows[r] == 2 || (open && rows[r] == 1);
  return found;
}

template <class T>
ENTITLE_CLONES void counted(const Byte* rows, bool open, const std::uint32_t* first,
                            std::uint32_t parents, T* out) {
  const std::uint32_t last = first[parents];
  for (std::uint32_t p = 0; p < parents; ++p) {
    const std::uint32_t size = first[p + 1] - first[p];
    if (size > 8 || first[p] + 8 > last) {
      out[p] = static_cast<T>(count_of(rows, open, first[p], first[p + 1]));
      continue;
    }
    std::uint64_t eight;
    std::memcpy(&eight, rows + first[p], sizeof eight);
    eight = size == 0 ? 0 : eight & (~std::uint64_t{0} >> (64 - 8 * size));
    if (open) eight |= eight << 1;
    out[p] = static_cast<T>(std::popcount(eight & 0x0202'0202'0202'0202ULL));
  }
}
template <class T>
ENTITLE_CLONES void sizes(const std::uint32_t* __restrict first, std::uint32_t parents,
                          T* __restrict out) {
  for (std::uint32_t p = 0; p < parents; ++p) out[p] = static_cast<T>(first[p + 1] - first[p]);
}

ENTITLE_CLONES void in_range(const Byte* __restrict codes, Byte low, Byte span,
                             Byte* __restrict out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r)
    out[r] = static_cast<Byte>((static_cast<Byte>(codes[r] - low) <= span) * 2);
}

template <std::size_t Count>
ENTITLE_CLONES void all_of(const Tested* tests, Byte holds, Byte fails, Byte* __restrict out,
                           std::uint32_t rows) {
  const Byte* column[Count];
  Byte base[Count];
  Byte span[Count];
  for (std::size_t t = 0; t < Count; ++t) {
    column[t] = tests[t].column;
    base[t] = tests[t].base;
    span[t] = tests[t].span;
  }
  const auto turn = static_cast<Byte>(holds ^ fails);
  ENTITLE_APART
  for (std::uint32_t r = 0; r < rows; ++r) {
    Byte all = turn;
    for (std::size_t t = 0; t < Count; ++t)
      all &= static_cast<Byte>(
          -static_cast<Byte>(static_cast<Byte>(column[t][r] - base[t]) <= span[t]));
    out[r] = all ^ fails;
  }
}

template <std::size_t Count, bool Column>
ENTITLE_CLONES void first_of(const Tested* tests, const Byte* values, const Byte* otherwise,
                             Byte value, Byte* __restrict out, std::uint32_t rows) {
  const Byte* column[2 * Count];
  Byte base[2 * Count];
  Byte span[2 * Count];
  for (std::size_t t = 0; t < 2 * Count; ++t) {
    column[t] = tests[t].column;
    base[t] = tests[t].base;
    span[t] = tests[t].span;
  }
  Byte of[Count];
  std::copy_n(values, Count, of);
  ENTITLE_APART
  for (std::uint32_t r = 0; r < rows; ++r) {
    Byte made = Column ? otherwise[r] : value;
    for (std::size_t b = Count; b-- > 0;) {
      const auto first = static_cast<Byte>(
          -static_cast<Byte>(static_cast<Byte>(column[2 * b][r] - base[2 * b]) <= span[2 * b]));
      const auto second = static_cast<Byte>(-static_cast<Byte>(
          static_cast<Byte>(column[2 * b + 1][r] - base[2 * b + 1]) <= span[2 * b + 1]));
      const auto both = static_cast<Byte>(first & second);
      made = static_cast<Byte>((of[b] & both) | (made & static_cast<Byte>(~both)));
    }
    out[r] = made;
  }
}

template <std::size_t Count>
void first_of(const Tested* tests, const Byte* values, const Byte* otherwise, Byte value, Byte* out,
              std::uint32_t rows) {
  if (otherwise != nullptr) {
    first_of<Count, true>(tests, values, otherwise, value, out, rows);
  } else {
    first_of<Count, false>(tests, values, otherwise, value, out, rows);
  }
}

}  // namespace

ENTITLE_CLONES std::uint32_t largest_group(const std::uint32_t* first, std::uint32_t parents) {
  std::uint32_t most = 0;
  for (std::uint32_t p = 0; p < parents; ++p) most = std::max(most, first[p + 1] - first[p]);
  return most;
}

void spread(Side parents, const std::uint32_t* first, std::uint32_t count, std::uint32_t largest,
            void* out) {
  if (parents.width == Width::byte) spread_in<Byte>(parents.data, first, count, largest, out);
  if (parents.width == Width::word) spread_in<Word>(parents.data, first, count, largest, out);
  if (parents.width == Width::wide) spread_in<Wide>(parents.data, first, count, largest, out);
}

void count(const Byte* rows, bool open, const std::uint32_t* first, std::uint32_t parents,
           SideOut out) {
  if (out.width == Width::byte) counted(rows, open, first, parents, static_cast<Byte*>(out.data));
  if (out.width == Width::word) counted(rows, open, first, parents, static_cast<Word*>(out.data));
  if (out.width == Width::wide) counted(rows, open, first, parents, static_cast<Wide*>(out.data));
}
void count(const std::uint32_t* first, std::uint32_t parents, SideOut out) {
  if (out.width == Width::byte) sizes(first, parents, static_cast<Byte*>(out.data));
  if (out.width == Width::word) sizes(first, parents, static_cast<Word*>(out.data));
  if (out.width == Width::wide) sizes(first, parents, static_cast<Wide*>(out.data));
}

void all_hold(const Tested* tests, std::size_t count, Byte holds, Byte fails, Byte* out,
              std::uint32_t rows) {
  constexpr decltype(&all_of<1>) by_count[] = {&all_of<1>, &all_of<2>, &all_of<3>, &all_of<4>,
                                               &all_of<5>, &all_of<6>, &all_of<7>, &all_of<8>};
  by_count[count - 1](tests, holds, fails, out, rows);
}
void first_holding(const Tested* tests, const Byte* values, std::size_t count,
                   const Byte* otherwise, Byte value, Byte* out, std::uint32_t rows) {
  using Of = void (*)(const Tested*, const Byte*, const Byte*, Byte, Byte*, std::uint32_t);
  constexpr Of by_count[] = {&first_of<1>, &first_of<2>, &first_of<3>,
                             &first_of<4>, &first_of<5>, &first_of<6>};
  by_count[count - 1](tests, values, otherwise, value, out, rows);
}

void code_in(const Byte* codes, Byte low, Byte high, Byte* out, std::uint32_t rows) {
  in_range(codes, low, static_cast<Byte>(high - low), out, rows);
}
void code_truth(const Byte* codes, const Byte* truths, Byte* out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) out[r] = truths[codes[r]];
}
ENTITLE_CLONES bool any_open(const Byte* truth, std::uint32_t rows) {
  Byte found = 0;
  for (std::uint32_t r = 0; r < rows; ++r) found |= static_cast<Byte>(truth[r] & 1);
  return found != 0;
}

}  // namespace entitle::run::kernels
