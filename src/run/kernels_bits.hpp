// Truths as bits: several columns of a parent, packed into one byte a row, go to its elements in
// one pass.
#pragma once

#include <cstddef>
#include <cstdint>

namespace entitle::run::kernels {

/// Each row a byte whose bits say which of one to eight columns of F and T hold, the first lowest.
void pack(const std::uint8_t* const* truths, std::size_t count, std::uint8_t* out,
          std::uint32_t rows);
/// Each row T where its byte has a bit in common with `bits`, else F.
void unpack(const std::uint8_t* packed, std::uint8_t bits, std::uint8_t* out, std::uint32_t rows);

}  // namespace entitle::run::kernels
