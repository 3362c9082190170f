// Comparisons and logic over columns. F, U and T are the bytes 0, 1 and 2: and is min, or is max,
// not is 2 - x. An error is a U with a mark; it vanishes where the other operands decide.
#include <algorithm>
#include <bit>

#include "run/clones.hpp"
#include "run/kernels.hpp"
#include "value/choice_set.hpp"

namespace entitle::run::kernels {

using value::Int128;
using value::Interval;
using value::Width;

namespace {

/// Joins the fault of a further undecided operand: certain only while every undecided operand is an
/// error for certain.
struct UndecidedFault {
  bool any = false;
  bool all_certain = true;
  void add(Byte fault) {
    any = any || fault != 0;
    all_certain = all_certain && fault == certain;
  }
  Byte result(bool undecided) const {
    if (!undecided || !any) return 0;
    return all_certain ? certain : possible;
  }
};

ENTITLE_CLONES void min_into(Byte* __restrict out, const Byte* __restrict a, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) out[r] = out[r] < a[r] ? out[r] : a[r];
}
ENTITLE_CLONES void max_into(Byte* __restrict out, const Byte* __restrict a, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) out[r] = out[r] < a[r] ? a[r] : out[r];
}

/// A comparison of what may be an error: undecided if either side is one for certain.
void mark_faults(TruthsOut out, std::uint32_t row, Byte fault) {
  if (out.fault == nullptr) return;
  if (fault == certain) out.truth[row] = 1;
  out.fault[row] = out.truth[row] == 1 ? fault : Byte{0};
}

struct Products {
  Int128 lo;
  Int128 hi;
};

Products products(Interval a, Interval b) {
  const Int128 ends[] = {
      value::detail::end_product(a.lo, b.lo), value::detail::end_product(a.lo, b.hi),
      value::detail::end_product(a.hi, b.lo), value::detail::end_product(a.hi, b.hi)};
  return {*std::min_element(ends, ends + 4), *std::max_element(ends, ends + 4)};
}

template <class Compare>
void compare_products(Numbers a, Numbers d, Numbers c, Numbers b, TruthsOut out, std::uint32_t rows,
                      Compare compare) {
  for (std::uint32_t r = 0; r < rows; ++r) {
    out.truth[r] =
        static_cast<Byte>(compare(products(a.at(r), d.at(r)), products(c.at(r), b.at(r))));
    mark_faults(out, r,
                inherited(inherited(a.fault_at(r), d.fault_at(r)),
                          inherited(c.fault_at(r), b.fault_at(r))));
  }
}

/// What is in where it may hold, and what is in where it may not.
ENTITLE_CLONES void cases_of_words(const Byte* __restrict condition,
                                   const std::uint64_t* __restrict then,
                                   const std::uint64_t* __restrict otherwise,
                                   std::uint64_t* __restrict out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) {
    const std::uint64_t may = -static_cast<std::uint64_t>(condition[r] != 0);
    const std::uint64_t may_not = -static_cast<std::uint64_t>(condition[r] != 2);
    out[r] = (then[r] & may) | (otherwise[r] & may_not);
  }
}

}  // namespace

void less(Numbers a, Numbers b, const Recipe& recipe, TruthsOut out, std::uint32_t rows,
          Scratch& scratch) {
  const Width wa = a.packing.width;
  const Width wb = b.packing.width;
  // Certainly less counts 2, possibly less counts 1.
  if (recipe.against == Recipe::Against::number) {
    const bool left = recipe.column == 0;
    const Numbers& of = left ? a : b;
    const Side near{left ? of.hi : of.lo, of.packing.width, 1};
    const Side far{left ? of.lo : of.hi, of.packing.width, 1};
    if (of.known && left) {
      surely_less(near, recipe.number, out.truth, rows);
    } else if (of.known) {
      surely_greater(near, recipe.number, out.truth, rows);
    } else if (left) {
      less(near, recipe.number, out.truth, rows, false);
      less(far, recipe.number, out.truth, rows, true);
    } else {
      greater(near, recipe.number, out.truth, rows, false);
      greater(far, recipe.number, out.truth, rows, true);
    }
  } else if (a.known && b.known) {
    surely_less({a.lo, wa, recipe.a}, {b.lo, wb, recipe.b}, recipe.math, out.truth, rows, scratch);
  } else {
    less({a.hi, wa, recipe.a}, {b.lo, wb, recipe.b}, recipe.math, out.truth, rows, false, scratch);
    less({a.lo, wa, recipe.a}, {b.hi, wb, recipe.b}, recipe.math, out.truth, rows, true, scratch);
  }
  if (out.fault != nullptr)
    for (std::uint32_t r = 0; r < rows; ++r)
      mark_faults(out, r, inherited(a.fault_at(r), b.fault_at(r)));
}

void equal(Numbers a, Numbers b, const Recipe& recipe, TruthsOut out, std::uint32_t rows,
           Scratch& scratch) {
  if (a.known && b.known && out.fault == nullptr) {
    surely_equal({a.lo, a.packing.width, recipe.a}, {b.lo, b.packing.width, recipe.b}, recipe.math,
                 out.truth, rows, scratch);
    return;
  }
  for (std::uint32_t r = 0; r < rows; ++r) {
    out.truth[r] = static_cast<Byte>(value::is(a.at(r), b.at(r)));
    mark_faults(out, r, inherited(a.fault_at(r), b.fault_at(r)));
  }
}

void less_products(Numbers a, Numbers d, Numbers c, Numbers b, TruthsOut out, std::uint32_t rows) {
  compare_products(a, d, c, b, out, rows, [](const Products& x, const Products& y) {
    return (x.hi < y.lo) + (x.lo < y.hi);
  });
}

void equal_products(Numbers a, Numbers d, Numbers c, Numbers b, TruthsOut out, std::uint32_t rows) {
  compare_products(a, d, c, b, out, rows, [](const Products& x, const Products& y) {
    if (x.hi < y.lo || y.hi < x.lo) return 0;
    return x.lo == x.hi && y.lo == y.hi ? 2 : 1;
  });
}

void in_set(const std::uint64_t* sets, std::uint32_t words, const std::uint64_t* of, Byte* out,
            std::uint32_t rows) {
  if (words == 1) {
    const std::uint64_t mask = of[0];
    for (std::uint32_t r = 0; r < rows; ++r)
      out[r] = static_cast<Byte>(((sets[r] & mask) != 0) +
                                 ((sets[r] & mask) != 0 && (sets[r] & ~mask) == 0));
    return;
  }
  for (std::uint32_t r = 0; r < rows; ++r) {
    std::uint64_t inside = 0;
    std::uint64_t outside = 0;
    for (std::uint32_t w = 0; w < words; ++w) {
      const std::uint64_t set = sets[std::size_t{r} * words + w];
      inside |= set & of[w];
      outside |= set & ~of[w];
    }
    out[r] = static_cast<Byte>((inside != 0) + (inside != 0 && outside == 0));
  }
}

void same_choice(const std::uint64_t* a, const std::uint64_t* b, std::uint32_t words, Byte* out,
                 std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) {
    const std::size_t at = std::size_t{r} * words;
    out[r] = static_cast<Byte>(value::choices::is({a + at, words}, {b + at, words}));
  }
}

void all_of(std::span<const Truths> parts, TruthsOut out, std::uint32_t rows) {
  std::copy_n(parts[0].truth, rows, out.truth);
  for (std::size_t p = 1; p < parts.size(); ++p) min_into(out.truth, parts[p].truth, rows);
  if (out.fault == nullptr) return;
  for (std::uint32_t r = 0; r < rows; ++r) {
    UndecidedFault fault;
    for (const Truths& part : parts)
      if (part.truth[r] == 1) fault.add(part.fault_at(r));
    out.fault[r] = fault.result(out.truth[r] == 1);
  }
}

void any_of(std::span<const Truths> parts, TruthsOut out, std::uint32_t rows) {
  std::copy_n(parts[0].truth, rows, out.truth);
  for (std::size_t p = 1; p < parts.size(); ++p) max_into(out.truth, parts[p].truth, rows);
  if (out.fault == nullptr) return;
  for (std::uint32_t r = 0; r < rows; ++r) {
    UndecidedFault fault;
    for (const Truths& part : parts)
      if (part.truth[r] == 1) fault.add(part.fault_at(r));
    out.fault[r] = fault.result(out.truth[r] == 1);
  }
}

void negated(Truths a, TruthsOut out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) out.truth[r] = static_cast<Byte>(2 - a.truth[r]);
  if (out.fault != nullptr)
    for (std::uint32_t r = 0; r < rows; ++r) out.fault[r] = a.fault_at(r);
}

void at_least(std::span<const Truths> parts, std::uint32_t least, TruthsOut out,
              std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) {
    std::uint32_t sure = 0;
    std::uint32_t may = 0;
    UndecidedFault fault;
    for (const Truths& part : parts) {
      sure += part.truth[r] == 2 ? 1 : 0;
      may += part.truth[r] != 0 ? 1 : 0;
      if (part.truth[r] == 1) fault.add(part.fault_at(r));
    }
    out.truth[r] = static_cast<Byte>((sure >= least) + (may >= least));
    if (out.fault != nullptr) out.fault[r] = fault.result(out.truth[r] == 1);
  }
}

void met(Truths a, Truths b, TruthsOut out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) {
    out.truth[r] = b.truth[r] == 1 ? a.truth[r] : b.truth[r];
    if (out.fault != nullptr) out.fault[r] = out.truth[r] == 1 ? a.fault_at(r) : Byte{0};
  }
}

void cases(Truths condition, Truths then, Truths otherwise, TruthsOut out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) {
    const Byte c = condition.truth[r];
    const Byte a = then.truth[r];
    const Byte b = otherwise.truth[r];
    out.truth[r] = c == 2 ? a : c == 0 ? b : a == b ? a : Byte{1};
    if (out.fault == nullptr) continue;
    const Byte x = then.fault_at(r);
    const Byte y = otherwise.fault_at(r);
    Byte fault = c == 2 ? x : y;
    if (c == 1) {
      fault = x == y ? x : (x | y) != 0 ? possible : Byte{0};
      const Byte asked = condition.fault_at(r);
      if (asked == certain) {
        fault = certain;
        out.truth[r] = 1;
      } else if (asked == possible && fault == 0) {
        fault = possible;
        out.truth[r] = 1;
      }
    }
    out.fault[r] = out.truth[r] == 1 ? fault : Byte{0};
  }
}

void met(Sets a, Sets b, std::uint32_t words, SetsOut out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) {
    const std::size_t at = std::size_t{r} * words;
    std::uint64_t any = 0;
    for (std::uint32_t w = 0; w < words; ++w) any |= a.sets[at + w] & b.sets[at + w];
    for (std::uint32_t w = 0; w < words; ++w)
      out.sets[at + w] = any != 0 ? a.sets[at + w] & b.sets[at + w] : b.sets[at + w];
    if (out.fault != nullptr) out.fault[r] = a.fault_at(r);
  }
}

void cases(Truths condition, Sets then, Sets otherwise, std::uint32_t words, SetsOut out,
           std::uint32_t rows) {
  if (words == 1 && out.fault == nullptr) {
    cases_of_words(condition.truth, then.sets, otherwise.sets, out.sets, rows);
    return;
  }
  for (std::uint32_t r = 0; r < rows; ++r) {
    const Byte c = condition.truth[r];
    bool several = false;
    for (std::uint32_t w = 0; w < words; ++w) {
      const std::size_t at = std::size_t{r} * words + w;
      const std::uint64_t a = then.sets[at];
      const std::uint64_t b = otherwise.sets[at];
      out.sets[at] = c == 2 ? a : c == 0 ? b : a | b;
      several = several || a != b;
    }
    if (out.fault == nullptr) continue;
    const Byte x = then.fault_at(r);
    const Byte y = otherwise.fault_at(r);
    Byte fault = c == 2 ? x : y;
    if (c == 1) {
      const Byte asked = condition.fault_at(r);
      fault = asked == certain && several ? certain
              : x == y && asked == 0      ? x
              : (x | y | asked) != 0      ? possible
                                          : Byte{0};
    }
    out.fault[r] = fault;
  }
}

}  // namespace entitle::run::kernels
