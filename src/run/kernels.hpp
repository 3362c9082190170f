// The operations over columns: what a node of the plan does to all rows of a chunk. Plain loops
// over plain arrays, known values and boxes apart, keyed by operation and shape; total on any rows.
// They allocate nothing and know no plan and no household.
#pragma once

#include <cstdint>
#include <span>

#include "model/model.hpp"
#include "value/interval.hpp"
#include "value/truth.hpp"

namespace entitle::run::kernels {

using Byte = std::uint8_t;

/// A number column to read. `hi` is `lo` where every row is known. `fault` may be null: none.
struct Numbers {
  const std::int64_t* lo = nullptr;
  const std::int64_t* hi = nullptr;
  const Byte* fault = nullptr;
  bool known = false;
  value::Interval at(std::uint32_t row) const { return {lo[row], hi[row]}; }
  Byte fault_at(std::uint32_t row) const { return fault == nullptr ? Byte{0} : fault[row]; }
};

/// A truth column to read.
struct Truths {
  const Byte* truth = nullptr;
  const Byte* fault = nullptr;
  Byte fault_at(std::uint32_t row) const { return fault == nullptr ? Byte{0} : fault[row]; }
};

/// A column to fill; `fault` is null where the node cannot fail.
struct NumbersOut {
  std::int64_t* lo = nullptr;
  std::int64_t* hi = nullptr;
  Byte* fault = nullptr;
};
struct TruthsOut {
  Byte* truth = nullptr;
  Byte* fault = nullptr;
};

/// The elements of each parent row: element rows first[p] .. first[p + 1], each standing for
/// least..most elements.
struct Elements {
  std::uint32_t parents = 0;
  const std::uint32_t* first = nullptr;
  const std::uint32_t* least = nullptr;
  const std::uint32_t* most = nullptr;
  bool plain = true;  ///< every row stands for exactly one
};

// Numbers. Each returns whether every row of the result is known; then only `lo` is filled.
bool add(Numbers a, Numbers b, NumbersOut out, std::uint32_t rows);
bool sub(Numbers a, Numbers b, NumbersOut out, std::uint32_t rows);
bool mul(Numbers a, Numbers b, std::int64_t divide_a, std::int64_t divide_b, NumbersOut out,
         std::uint32_t rows);
bool rounded(Numbers a, model::RoundingRule rule, NumbersOut out, std::uint32_t rows);
bool rounded(Numbers numerator, Numbers denominator, model::RoundingRule rule, NumbersOut out,
             std::uint32_t rows);
void quotient(Numbers numerator, Numbers denominator, NumbersOut out, std::uint32_t rows);
bool cases(Truths condition, Numbers then, Numbers otherwise, NumbersOut out, std::uint32_t rows);
bool higher(Numbers a, Numbers b, NumbersOut out, std::uint32_t rows);
/// What two columns for one value have in common; what of `b` is nearest to `a` where they have
/// nothing. What is known by either is no error.
bool met(Numbers a, Numbers b, NumbersOut out, std::uint32_t rows);

// Comparisons.
void less(Numbers a, Numbers b, TruthsOut out, std::uint32_t rows);
void equal(Numbers a, Numbers b, TruthsOut out, std::uint32_t rows);
/// a × d < c × b, of raw units.
void less_products(Numbers a, Numbers d, Numbers c, Numbers b, TruthsOut out, std::uint32_t rows);
void equal_products(Numbers a, Numbers d, Numbers c, Numbers b, TruthsOut out, std::uint32_t rows);
void same_choice(const std::uint64_t* a, const std::uint64_t* b, std::uint32_t words, Byte* out,
                 std::uint32_t rows);
void in_set(const std::uint64_t* sets, std::uint32_t words, const std::uint64_t* of, Byte* out,
            std::uint32_t rows);

// Logic.
void all_of(std::span<const Truths> parts, TruthsOut out, std::uint32_t rows);
void any_of(std::span<const Truths> parts, TruthsOut out, std::uint32_t rows);
void negated(Truths a, TruthsOut out, std::uint32_t rows);
void at_least(std::span<const Truths> parts, std::uint32_t least, TruthsOut out,
              std::uint32_t rows);
void met(Truths a, Truths b, TruthsOut out, std::uint32_t rows);
void cases(Truths condition, Truths then, Truths otherwise, TruthsOut out, std::uint32_t rows);
/// Sets of choices, with the faults of the columns; `out.fault` may be null.
struct Sets {
  const std::uint64_t* sets = nullptr;
  const Byte* fault = nullptr;
  Byte fault_at(std::uint32_t row) const { return fault == nullptr ? Byte{0} : fault[row]; }
};
struct SetsOut {
  std::uint64_t* sets = nullptr;
  Byte* fault = nullptr;
};
void met(Sets a, Sets b, std::uint32_t words, SetsOut out, std::uint32_t rows);
void cases(Truths condition, Sets then, Sets otherwise, std::uint32_t words, SetsOut out,
           std::uint32_t rows);

// Aggregates; `where` with a null truth: all elements.
bool count(const Elements& elements, Truths where, NumbersOut out);
bool sum(const Elements& elements, Numbers body, Truths where, NumbersOut out);
bool extreme(const Elements& elements, Numbers body, Truths where, bool largest,
             value::Interval range, NumbersOut out);
void any(const Elements& elements, Truths body, Truths where, TruthsOut out);
void every(const Elements& elements, Truths body, Truths where, TruthsOut out);

}  // namespace entitle::run::kernels
