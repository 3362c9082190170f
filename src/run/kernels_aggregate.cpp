// Folding elements into their parents. A row that stands for several elements, or for some that may
// not exist, is folded in that many times; one whose condition is undecided may or may not be in.
#include <algorithm>

#include "run/kernels.hpp"

namespace entitle::run::kernels {

using value::Interval;
using value::Width;

namespace {

/// How many elements a row brings in: what it stands for, and none if it is out.
struct Times {
  std::uint32_t least;
  std::uint32_t most;
};

Times times(const Elements& elements, Truths where, std::uint32_t row) {
  const std::uint32_t least = elements.plain ? 1 : elements.least[row];
  const std::uint32_t most = elements.plain ? 1 : elements.most[row];
  if (where.truth == nullptr || where.truth[row] == 2) return {least, most};
  return {0, where.truth[row] == 0 ? 0 : most};
}

/// An error in a row that may not be in is only a possible one.
Byte fault_of(Times t, Byte body, Byte where) {
  if (t.most == 0) return 0;
  if (where != 0) return where == certain && t.least > 0 ? certain : possible;
  if (body == 0) return 0;
  return body == certain && t.least > 0 ? certain : possible;
}

Byte joined(Byte a, Byte b) {
  if (a == certain || b == certain) return certain;
  return a | b;
}

/// Whether a filter's own error counts: its element may or may not be in.
Byte where_fault(Truths where, std::uint32_t row) {
  return where.truth == nullptr ? Byte{0} : where.fault_at(row);
}

void finish(NumbersOut out, std::uint32_t row, Interval made, Byte fault) {
  if (fault == certain) made = Interval::everything();
  out.put(row, made);
  if (out.fault != nullptr) out.fault[row] = fault;
}

/// The fault of a filter whose error is certain is certain for any fold over it: nobody can say who
/// is in.
Byte filter_fault(Truths where, std::uint32_t row, std::uint32_t least, std::uint32_t most) {
  const Byte fault = where_fault(where, row);
  if (fault == 0 || most == 0) return 0;
  return fault == certain && least > 0 ? certain : possible;
}

}  // namespace

bool count(const Elements& elements, Truths where, const Recipe& recipe, NumbersOut out) {
  if (elements.plain && recipe.packed) {
    const SideOut low{out.lo, out.packing.width};
    if (where.truth == nullptr) {
      count(elements.first, elements.parents, low);
      return true;
    }
    count(where.truth, false, elements.first, elements.parents, low);
    if (where.known) return true;
    count(where.truth, true, elements.first, elements.parents, {out.hi, out.packing.width});
    return false;
  }
  bool known = true;
  for (std::uint32_t p = 0; p < elements.parents; ++p) {
    std::int64_t least = 0;
    std::int64_t most = 0;
    Byte fault = 0;
    for (std::uint32_t r = elements.first[p]; r < elements.first[p + 1]; ++r) {
      const Times t = times(elements, where, r);
      least += t.least;
      most += t.most;
      fault = joined(fault, filter_fault(where, r, elements.plain ? 1 : elements.least[r], t.most));
    }
    known = known && least == most && fault == 0;
    finish(out, p, {least * value::scale, most * value::scale}, fault);
  }
  return known;
}

bool sum(const Elements& elements, Numbers body, Truths where, const Recipe& recipe, NumbersOut out,
         Scratch& scratch) {
  if (elements.plain && recipe.packed && (where.truth == nullptr || where.known)) {
    const Width width = body.packing.width;
    sum({body.lo, width, recipe.a}, where.truth, elements.first, elements.parents,
        {out.lo, out.packing.width}, scratch);
    if (body.known) return true;
    sum({body.hi, width, recipe.a}, where.truth, elements.first, elements.parents,
        {out.hi, out.packing.width}, scratch);
    return false;
  }
  for (std::uint32_t p = 0; p < elements.parents; ++p) {
    Interval total = Interval::point(0);
    Byte fault = 0;
    for (std::uint32_t r = elements.first[p]; r < elements.first[p + 1]; ++r) {
      const Times t = times(elements, where, r);
      if (t.most == 0) continue;
      const Interval one = body.at(r);
      const value::CheckedInterval some = value::mul_scaled(
          one, {std::int64_t{t.least} * value::scale, std::int64_t{t.most} * value::scale});
      const value::CheckedInterval next = value::add(total, some.interval);
      total = next.interval;
      if (next.error || some.error) fault = joined(fault, t.least > 0 ? certain : possible);
      fault = joined(fault, fault_of(t, body.fault_at(r), 0));
      fault = joined(fault, filter_fault(where, r, elements.plain ? 1 : elements.least[r], t.most));
    }
    finish(out, p, total, fault);
  }
  return false;
}

bool extreme(const Elements& elements, Numbers body, Truths where, bool largest, Interval range,
             NumbersOut out) {
  bool known = body.known;
  for (std::uint32_t p = 0; p < elements.parents; ++p) {
    // Of those certainly in, the nearer end bounds the result; of those possibly in, the farther.
    Interval sure = Interval::nothing();
    Interval may = Interval::nothing();
    Interval all = Interval::nothing();
    Byte fault = 0;
    for (std::uint32_t r = elements.first[p]; r < elements.first[p + 1]; ++r) {
      const Times t = times(elements, where, r);
      if (t.most == 0) continue;
      const Interval one = body.at(r);
      all = value::hull(all, one);
      may = may.empty() ? one : largest ? value::larger(may, one) : value::smaller(may, one);
      if (t.least > 0)
        sure = sure.empty() ? one : largest ? value::larger(sure, one) : value::smaller(sure, one);
      fault = joined(fault, fault_of(t, body.fault_at(r), 0));
      fault = joined(fault, filter_fault(where, r, elements.plain ? 1 : elements.least[r], t.most));
    }
    Interval made = range;
    if (!all.empty()) {
      made = all;
      if (largest) {
        made.hi = may.hi;
        if (!sure.empty()) made.lo = sure.lo;
      } else {
        made.lo = may.lo;
        if (!sure.empty()) made.hi = sure.hi;
      }
    }
    known = known && made.known() && fault == 0;
    finish(out, p, made, fault);
  }
  return known;
}

void any(const Elements& elements, Truths body, Truths where, TruthsOut out) {
  for (std::uint32_t p = 0; p < elements.parents; ++p) {
    Byte found = 0;
    bool faulty = false;
    bool all_certain = true;
    for (std::uint32_t r = elements.first[p]; r < elements.first[p + 1]; ++r) {
      const Times t = times(elements, {}, r);
      const Byte in = where.truth == nullptr ? Byte{2} : where.truth[r];
      Byte holds = std::min(body.truth[r], in);
      if (t.most == 0 || holds == 0) continue;
      Byte fault = 0;
      if (holds == 1) {
        const Byte x = body.truth[r] == 1 ? body.fault_at(r) : Byte{0};
        const Byte y = in == 1 ? where_fault(where, r) : Byte{0};
        const bool sure = (body.truth[r] != 1 || x == certain) && (in != 1 || y == certain);
        fault = (x | y) == 0 ? Byte{0} : sure ? certain : possible;
      }
      if (t.least == 0) {
        holds = 1;
        if (fault == certain) fault = possible;
      }
      found = std::max(found, holds);
      if (holds == 1) {
        faulty = faulty || fault != 0;
        all_certain = all_certain && fault == certain;
      }
    }
    out.truth[p] = found;
    if (out.fault != nullptr)
      out.fault[p] = found != 1 || !faulty ? Byte{0} : all_certain ? certain : possible;
  }
}

void every(const Elements& elements, Truths body, Truths where, TruthsOut out) {
  for (std::uint32_t p = 0; p < elements.parents; ++p) {
    Byte holds_all = 2;
    bool faulty = false;
    bool all_certain = true;
    for (std::uint32_t r = elements.first[p]; r < elements.first[p + 1]; ++r) {
      const Times t = times(elements, {}, r);
      const Byte out_of = where.truth == nullptr ? Byte{0} : static_cast<Byte>(2 - where.truth[r]);
      Byte holds = std::max(body.truth[r], out_of);
      if (t.most == 0 || holds == 2) continue;
      Byte fault = 0;
      if (holds == 1) {
        const Byte x = body.truth[r] == 1 ? body.fault_at(r) : Byte{0};
        const Byte y = out_of == 1 ? where_fault(where, r) : Byte{0};
        const bool sure = (body.truth[r] != 1 || x == certain) && (out_of != 1 || y == certain);
        fault = (x | y) == 0 ? Byte{0} : sure ? certain : possible;
      }
      if (t.least == 0) {
        holds = 1;
        if (fault == certain) fault = possible;
      }
      holds_all = std::min(holds_all, holds);
      if (holds == 1) {
        faulty = faulty || fault != 0;
        all_certain = all_certain && fault == certain;
      }
    }
    out.truth[p] = holds_all;
    if (out.fault != nullptr)
      out.fault[p] = holds_all != 1 || !faulty ? Byte{0} : all_certain ? certain : possible;
  }
}

}  // namespace entitle::run::kernels
