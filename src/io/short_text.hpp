// Short texts read eight bytes at once: words as numbers to compare, and numbers written with up to
// eight digits and two decimals or none. Whatever is written otherwise is for slower readers.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "value/interval.hpp"
#include "value/packing.hpp"

namespace entitle::io {

static_assert(std::endian::native == std::endian::little, "bytes are read as numbers");

/// The first bytes of a text, those behind it zero. Eight are readable.
inline std::uint64_t first_bytes(const char* at, std::size_t length) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  return length >= 8 ? bytes : bytes & ((std::uint64_t{1} << (8 * length)) - 1);
}

/// A word of less than eight bytes, with its length.
inline std::uint64_t short_word(const char* at, std::size_t length) {
  return first_bytes(at, length) | std::uint64_t{length} << 56;
}
constexpr std::uint64_t short_word(std::string_view text) {
  std::uint64_t bytes = std::uint64_t{text.size()} << 56;
  for (std::size_t i = 0; i < text.size(); ++i)
    bytes |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
  return bytes;
}

/// The number that 1 to 8 digits are; false where they are none. Eight bytes are readable.
inline bool read_digits(const char* at, std::size_t length, std::uint64_t& number) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  // Noughts before them, as zero bytes.
  bytes = (bytes ^ 0x3030'3030'3030'3030) << (8 * (8 - length));
  if ((((bytes + 0x7676'7676'7676'7676) | bytes) & 0x8080'8080'8080'8080) != 0) return false;
  // Pairs of digits, then fours, then all of them.
  bytes = bytes * 10 + (bytes >> 8);
  number = ((bytes & 0x0000'00FF'0000'00FF) * (100 + (std::uint64_t{1'000'000} << 32)) +
            ((bytes >> 16) & 0x0000'00FF'0000'00FF) * (1 + (std::uint64_t{10'000} << 32))) >>
           32;
  return true;
}

/// Numbers of one fact: what they are stored as, where they are written plainly and the fact takes
/// them.
class PlainNumber {
 public:
  PlainNumber() = default;
  /// `whole`: how many units 1 is.
  PlainNumber(value::Interval range, std::int64_t step, std::int64_t whole) {
    const std::int64_t hundredth = whole / 100;
    const std::int64_t unit = value::Packing::of(range, step).unit;
    // Otherwise what is written may lie between two steps.
    if (whole % step != 0) return;
    whole_ = whole / unit;
    if (hundredth % step == 0) hundredth_ = hundredth / unit;
    least_ = static_cast<std::int64_t>(value::ceil_div(range.lo, unit));
    most_ = static_cast<std::int64_t>(value::floor_div(range.hi, unit));
  }

  bool read(const char* at, std::size_t length, std::int64_t& stored) const {
    const bool fen = length > 3 && at[length - 3] == '.';
    const std::size_t whole = fen ? length - 3 : length;
    std::uint64_t number = 0;
    if (whole - 1 >= 8 || !read_digits(at, whole, number)) return false;
    stored = static_cast<std::int64_t>(number) * whole_;
    if (fen) {
      const unsigned tens = static_cast<unsigned char>(at[length - 2]) - unsigned{'0'};
      const unsigned ones = static_cast<unsigned char>(at[length - 1]) - unsigned{'0'};
      if (tens > 9 || ones > 9 || hundredth_ == 0) return false;
      stored += static_cast<std::int64_t>(tens * 10 + ones) * hundredth_;
    }
    return stored >= least_ && stored <= most_;
  }

 private:
  std::int64_t whole_ = 0;      ///< what 1 is stored as
  std::int64_t hundredth_ = 0;  ///< and 0.01; 0: it may lie between two steps
  std::int64_t least_ = 1;
  std::int64_t most_ = 0;
};

}  // namespace entitle::io
