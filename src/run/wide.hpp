// Two things that C++ has no words for and that every x86-64 does: which of many bytes equal one,
// as bits, and stores that pass by the caches. Beside each stands the plain C++ that other machines
// run and that gives the same.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace entitle::run {

namespace plain {

/// Of 64 bytes a bit each, the first lowest: whether it is `wanted`.
inline std::uint64_t which_equal(const std::uint8_t* bytes, std::uint8_t wanted) {
  constexpr std::uint64_t ones = 0x0101'0101'0101'0101;
  constexpr std::uint64_t low7 = 0x7F7F'7F7F'7F7F'7F7F;
  std::uint64_t found = 0;
  for (unsigned part = 0; part < 8; ++part) {
    std::uint64_t eight;
    std::memcpy(&eight, bytes + std::size_t{8} * part, sizeof eight);
    eight ^= ones * wanted;
    // The high bit of each byte that is zero now, gathered into one byte.
    const std::uint64_t zeros = ~(((eight & low7) + low7) | eight | low7);
    found |= ((zeros >> 7) * 0x0102'0408'1020'4080ULL >> 56) << (8 * part);
  }
  return found;
}

/// Copies what nobody reads soon; finish_copies() before another thread does.
inline void copy_past_caches(void* to, const void* from, std::size_t bytes) {
  std::memcpy(to, from, bytes);
}
inline void finish_copies() {}

}  // namespace plain

#if defined(__SSE2__)

inline std::uint64_t which_equal(const std::uint8_t* bytes, std::uint8_t wanted) {
  const __m128i all = _mm_set1_epi8(static_cast<char>(wanted));
  std::uint64_t found = 0;
  for (unsigned part = 0; part < 4; ++part) {
    const __m128i some =
        _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + std::size_t{16} * part));
    const auto bits = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(some, all)));
    found |= std::uint64_t{bits} << (16 * part);
  }
  return found;
}

/// Less than a line, without a call.
inline void copy_few(std::byte* to, const std::byte* from, std::size_t bytes) {
  std::size_t at = 0;
  for (; at + 16 <= bytes; at += 16) std::memcpy(to + at, from + at, 16);
  for (; at + 4 <= bytes; at += 4) std::memcpy(to + at, from + at, 4);
  for (; at < bytes; ++at) to[at] = from[at];
}

/// Whole lines of 64 bytes go past the caches, what is before and behind them does not.
inline void copy_past_caches(void* to, const void* from, std::size_t bytes) {
  auto* const out = static_cast<std::byte*>(to);
  const auto* const in = static_cast<const std::byte*>(from);
  std::size_t at = std::min(bytes, (64 - reinterpret_cast<std::uintptr_t>(out) % 64) % 64);
  copy_few(out, in, at);
  for (; at + 64 <= bytes; at += 64)
    for (std::size_t part = 0; part < 64; part += 16)
      _mm_stream_si128(reinterpret_cast<__m128i*>(out + at + part),
                       _mm_loadu_si128(reinterpret_cast<const __m128i*>(in + at + part)));
  copy_few(out + at, in + at, bytes - at);
}
inline void finish_copies() { _mm_sfence(); }

#else

using plain::copy_past_caches;
using plain::finish_copies;
using plain::which_equal;

#endif

}  // namespace entitle::run
