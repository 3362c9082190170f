// The operations over columns: what a node of the plan does to all rows of a chunk. What ranges
// prove safe runs as loops over packed columns, one end after the other; all else row by row
// through the checked intervals of value/, so that boxes and overflow have one meaning. They are
// total on any rows, allocate nothing and know no plan and no household.
#pragma once

#include <cstdint>
#include <span>

#include "model/model.hpp"
#include "run/kernels_packed.hpp"
#include "run/recipe.hpp"
#include "value/interval.hpp"
#include "value/truth.hpp"

namespace entitle::run::kernels {

using Byte = std::uint8_t;

/// Faults in a column; 0: none.
inline constexpr Byte certain = 1;
inline constexpr Byte possible = 2;
/// What a result inherits: an error for certain if an operand is one for certain.
inline Byte inherited(Byte a, Byte b) {
  return a == certain || b == certain ? certain : static_cast<Byte>(a | b);
}

/// A number column to read. `hi` is `lo` where every row is known. `fault` may be null: none.
struct Numbers {
  const void* lo = nullptr;
  const void* hi = nullptr;
  const Byte* fault = nullptr;
  bool known = false;
  value::Packing packing;
  value::Interval at(std::uint32_t row) const { return {packing.at(lo, row), packing.at(hi, row)}; }
  Byte fault_at(std::uint32_t row) const { return fault == nullptr ? Byte{0} : fault[row]; }
};

/// A truth column to read.
struct Truths {
  const Byte* truth = nullptr;
  const Byte* fault = nullptr;
  bool known = false;  ///< no row is U
  Byte fault_at(std::uint32_t row) const { return fault == nullptr ? Byte{0} : fault[row]; }
};

/// A column to fill; `fault` is null where the node cannot fail.
struct NumbersOut {
  void* lo = nullptr;
  void* hi = nullptr;
  Byte* fault = nullptr;
  value::Packing packing;
  void put(std::uint32_t row, value::Interval number) const {
    const value::Interval stored = packing.stored(number);
    packing.put(lo, row, stored.lo);
    packing.put(hi, row, stored.hi);
  }
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
bool add(Numbers a, Numbers b, const Recipe& recipe, NumbersOut out, std::uint32_t rows,
         Scratch& scratch);
bool sub(Numbers a, Numbers b, const Recipe& recipe, NumbersOut out, std::uint32_t rows,
         Scratch& scratch);
bool mul(Numbers a, Numbers b, const Recipe& recipe, NumbersOut out, std::uint32_t rows,
         Scratch& scratch);
bool higher(Numbers a, Numbers b, const Recipe& recipe, NumbersOut out, std::uint32_t rows,
            Scratch& scratch);
bool rounded(Numbers a, const Recipe& recipe, model::RoundingRule rule, NumbersOut out,
             std::uint32_t rows, Scratch& scratch);
bool rounded(Numbers numerator, Numbers denominator, const Recipe& recipe, model::RoundingRule rule,
             NumbersOut out, std::uint32_t rows, Scratch& scratch);
void quotient(Numbers numerator, Numbers denominator, NumbersOut out, std::uint32_t rows);
/// `then` and `otherwise` may be one number in every row.
bool cases(Truths condition, Numbers then, const Branch& then_low, Numbers otherwise,
           const Branch& otherwise_low, const Recipe& recipe, NumbersOut out, std::uint32_t rows,
           Scratch& scratch);
/// What two columns for one value have in common; what of `b` is nearest to `a` where they have
/// nothing. What is known by either is no error.
bool met(Numbers a, Numbers b, NumbersOut out, std::uint32_t rows);

// Comparisons.
void less(Numbers a, Numbers b, const Recipe& recipe, TruthsOut out, std::uint32_t rows,
          Scratch& scratch);
void equal(Numbers a, Numbers b, const Recipe& recipe, TruthsOut out, std::uint32_t rows,
           Scratch& scratch);
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
bool count(const Elements& elements, Truths where, const Recipe& recipe, NumbersOut out);
bool sum(const Elements& elements, Numbers body, Truths where, const Recipe& recipe, NumbersOut out,
         Scratch& scratch);
bool extreme(const Elements& elements, Numbers body, Truths where, bool largest,
             value::Interval range, NumbersOut out);
void any(const Elements& elements, Truths body, Truths where, TruthsOut out);
void every(const Elements& elements, Truths body, Truths where, TruthsOut out);

}  // namespace entitle::run::kernels
