// Looks at 64 bytes at once, and makes one bit of each; those that are set are then counted off.
#include "io/separators.hpp"

#include <bit>
#include <cstring>

namespace entitle::io {
namespace {

constexpr std::size_t look = 64;

/// One bit for each byte that is a separator.
std::uint64_t separators(const char* at) {
  static_assert(std::endian::native == std::endian::little);
  // Compared by the compiler's vectors, then eight noughts and ones gathered at a time.
  unsigned char flags[look];
  for (std::size_t i = 0; i < look; ++i)
    flags[i] = static_cast<unsigned char>((at[i] == ',') | (at[i] == '\n'));
  std::uint64_t found = 0;
  for (unsigned part = 0; part < look / 8; ++part) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, flags + std::size_t{8} * part, sizeof eight);
    found |= (eight * 0x0102'0408'1020'4080ULL >> 56) << (8 * part);
  }
  return found;
}

}  // namespace

void Separators::find(std::string_view bytes) {
  // As many as there are bytes, the first, and those that are written ahead of being there.
  const std::size_t most = bytes.size() + 1 + look;
  if (capacity_ < most) {
    capacity_ = most + most / 2;
    places_ = std::make_unique_for_overwrite<std::uint32_t[]>(capacity_);
  }
  std::uint32_t* next = places_.get();
  *next++ = UINT32_MAX;
  for (std::size_t at = 0; at < bytes.size(); at += look) {
    std::uint64_t found = separators(bytes.data() + at);
    if (bytes.size() - at < look) found &= (std::uint64_t{1} << (bytes.size() - at)) - 1;
    const int count = std::popcount(found);
    // Eight at a time, whether they are there or not: fewer branches that nobody foresees.
    for (int begun = 0; begun < count; begun += 8)
      for (int i = begun; i < begun + 8; ++i, found &= found - 1)
        next[i] =
            static_cast<std::uint32_t>(at + static_cast<std::size_t>(std::countr_zero(found)));
    next += count;
  }
  size_ = static_cast<std::size_t>(next - places_.get());
}

}  // namespace entitle::io
