// Operands are brought to the width of the operation first, unless they have it; that is one cheap
// loop for a few of them, and spares a kernel for every pair of widths.
#include "run/kernels_packed.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

#include "run/clones.hpp"

namespace entitle::run::kernels {

using value::Width;
using Byte = std::uint8_t;
using Word = std::int32_t;
using Wide = std::int64_t;

namespace {

template <class From, class To>
ENTITLE_CLONES void convert(const From* __restrict from, To* __restrict to, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) to[r] = static_cast<To>(from[r]);
}
template <class From, class To>
ENTITLE_CLONES void convert_times(const From* __restrict from, std::int32_t times,
                                  To* __restrict to, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r)
    to[r] = static_cast<To>(static_cast<To>(from[r]) * static_cast<To>(times));
}
ENTITLE_CLONES void wide_times(const Wide* __restrict from, Wide times, Wide* __restrict to,
                               std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) to[r] = from[r] * times;
}

template <class From, class To>
const To* loaded_from(const Side& side, To* room, std::uint32_t rows) {
  const auto* const from = static_cast<const From*>(side.data);
  if (side.times == 1) {
    convert(from, room, rows);
  } else if (side.times >= INT32_MIN && side.times <= INT32_MAX) {
    convert_times(from, static_cast<std::int32_t>(side.times), room, rows);
  } else if constexpr (sizeof(To) == 8) {
    convert(from, room, rows);
    for (std::uint32_t r = 0; r < rows; ++r) room[r] *= side.times;
  } else {
    // Only zeros stay within so narrow a width.
    std::fill_n(room, rows, To{0});
  }
  return room;
}

/// A side in integers of one width.
template <class T>
const T* loaded(const Side& side, std::size_t place, std::uint32_t rows, Scratch& scratch) {
  constexpr Width own = sizeof(T) == 1 ? Width::byte : sizeof(T) == 4 ? Width::word : Width::wide;
  if (side.width == own && side.times == 1) return static_cast<const T*>(side.data);
  T* const room = scratch.room<T>(place, rows);
  if (side.width == Width::byte) return loaded_from<Byte>(side, room, rows);
  if (side.width == Width::word) return loaded_from<Word>(side, room, rows);
  if constexpr (sizeof(T) == 8) {
    wide_times(static_cast<const Wide*>(side.data), side.times, room, rows);
    return room;
  } else {
    return loaded_from<Wide>(side, room, rows);
  }
}

struct Add {
  template <class T>
  static T apply(T a, T b) {
    return static_cast<T>(a + b);
  }
};
struct Sub {
  template <class T>
  static T apply(T a, T b) {
    return static_cast<T>(a - b);
  }
};
struct Mul {
  template <class T>
  static T apply(T a, T b) {
    return static_cast<T>(a * b);
  }
};
struct Larger {
  template <class T>
  static T apply(T a, T b) {
    return a < b ? b : a;
  }
};

template <class Operation, class T>
ENTITLE_CLONES void both(const T* __restrict a, const T* __restrict b, T* __restrict out,
                         std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) out[r] = Operation::apply(a[r], b[r]);
}
/// Products of words are 64 bits wide in one instruction.
ENTITLE_CLONES void word_products(const Word* __restrict a, const Word* __restrict b,
                                  Wide* __restrict out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) out[r] = static_cast<Wide>(a[r]) * b[r];
}

/// Of bytes and words as they are, each times its factor.
template <class Operation, class A, class B>
ENTITLE_CLONES void both_times(const A* __restrict a, Word a_times, const B* __restrict b,
                               Word b_times, Word* __restrict out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r)
    out[r] = Operation::apply(static_cast<Word>(a[r]) * a_times, static_cast<Word>(b[r]) * b_times);
}

/// Calls use(a, b) with both columns as what they are, if they are bytes or words.
template <class Use>
void as_stored(const Side& a, const Side& b, const Use& use) {
  const auto with = [&](const auto* x) {
    if (b.width == Width::byte) {
      use(x, static_cast<const Byte*>(b.data));
    } else {
      use(x, static_cast<const Word*>(b.data));
    }
  };
  if (a.width == Width::byte) {
    with(static_cast<const Byte*>(a.data));
  } else {
    with(static_cast<const Word*>(a.data));
  }
}

bool plain_words(const Side& a, const Side& b) {
  return a.width == Width::word && b.width == Width::word && a.times == 1 && b.times == 1;
}

template <class T>
ENTITLE_CLONES void larger_than(const T* __restrict a, T number, T* __restrict out,
                                std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) out[r] = a[r] < number ? number : a[r];
}

template <class T>
void narrow(const T* from, SideOut out, std::uint32_t rows) {
  if (out.width == Width::byte) convert(from, static_cast<Byte*>(out.data), rows);
  if (out.width == Width::word) convert(from, static_cast<Word*>(out.data), rows);
  if (out.width == Width::wide) convert(from, static_cast<Wide*>(out.data), rows);
}

template <class Operation, class T>
void run_in(Side a, Side b, SideOut out, std::uint32_t rows, Scratch& scratch) {
  const T* const x = loaded<T>(a, 0, rows, scratch);
  const T* const y = loaded<T>(b, 1, rows, scratch);
  if (value::bytes_of(out.width) == sizeof(T)) {
    both<Operation>(x, y, static_cast<T*>(out.data), rows);
    return;
  }
  T* const room = scratch.room<T>(2, rows);
  both<Operation>(x, y, room, rows);
  narrow(room, out, rows);
}

template <class Operation>
void run(Side a, Side b, SideOut out, Math math, std::uint32_t rows, Scratch& scratch) {
  if (math == Math::word && out.width == Width::word && !plain_words(a, b) &&
      a.width != Width::wide && b.width != Width::wide) {
    as_stored(a, b, [&]<class A, class B>(const A* x, const B* y) {
      both_times<Operation, A, B>(x, static_cast<Word>(a.times), y, static_cast<Word>(b.times),
                                  static_cast<Word*>(out.data), rows);
    });
  } else if (math == Math::word) {
    run_in<Operation, Word>(a, b, out, rows, scratch);
  } else {
    run_in<Operation, Wide>(a, b, out, rows, scratch);
  }
}

template <bool Down, class T, class By>
ENTITLE_CLONES void less_than(const T* __restrict a, const By* __restrict b, Byte* __restrict out,
                              std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r)
    out[r] = static_cast<Byte>(Down ? out[r] + (a[r] < b[r]) : (a[r] < b[r]) * 2);
}
template <class A, class B>
ENTITLE_CLONES void less_times(const A* __restrict a, Word a_times, const B* __restrict b,
                               Word b_times, Byte* __restrict out, std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r)
    out[r] = static_cast<Byte>(
        (static_cast<Word>(a[r]) * a_times < static_cast<Word>(b[r]) * b_times) * 2);
}
template <bool Onto, bool Less, class T>
ENTITLE_CLONES void compared(const T* __restrict a, T by, Byte one, Byte* __restrict out,
                             std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) {
    const auto holds = static_cast<Byte>(-static_cast<Byte>(Less ? a[r] < by : a[r] > by) & one);
    out[r] = Onto ? static_cast<Byte>(out[r] + holds) : holds;
  }
}
template <class T>
ENTITLE_CLONES void equal_to(const T* __restrict a, const T* __restrict b, Byte* __restrict out,
                             std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) out[r] = static_cast<Byte>((a[r] == b[r]) * 2);
}

/// A column compared with one number, in the column's own width; numbers beyond it decide all rows.
template <bool Less, class T>
void compare_in(Side a, std::int64_t number, Byte one, Byte* out, std::uint32_t rows, bool onto) {
  constexpr std::int64_t least = std::numeric_limits<T>::min();
  constexpr std::int64_t most = std::numeric_limits<T>::max();
  const bool none = Less ? number <= least : number >= most;
  const bool all = Less ? number > most : number < least;
  if (none || all) {
    const Byte each = all ? one : Byte{0};
    for (std::uint32_t r = 0; r < rows; ++r)
      out[r] = onto ? static_cast<Byte>(out[r] + each) : each;
    return;
  }
  const auto* const column = static_cast<const T*>(a.data);
  if (onto) {
    compared<true, Less>(column, static_cast<T>(number), one, out, rows);
  } else {
    compared<false, Less>(column, static_cast<T>(number), one, out, rows);
  }
}

template <bool Less>
void compare(Side a, std::int64_t number, Byte one, Byte* out, std::uint32_t rows, bool onto) {
  if (a.width == Width::byte) compare_in<Less, Byte>(a, number, one, out, rows, onto);
  if (a.width == Width::word) compare_in<Less, Word>(a, number, one, out, rows, onto);
  if (a.width == Width::wide) compare_in<Less, Wide>(a, number, one, out, rows, onto);
}

template <bool ThenOne, bool OtherwiseOne, class T>
ENTITLE_CLONES void chosen(const Byte* __restrict condition, const T* __restrict then, T then_one,
                           const T* __restrict otherwise, T otherwise_one, T* __restrict out,
                           std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) {
    const T a = ThenOne ? then_one : then[r];
    const T b = OtherwiseOne ? otherwise_one : otherwise[r];
    const T mask = static_cast<T>(-static_cast<T>(condition[r] == 2));
    out[r] = static_cast<T>((a & mask) | (b & static_cast<T>(~mask)));
  }
}
template <bool Higher, class T>
ENTITLE_CLONES void chosen_open(const Byte* __restrict condition, const T* __restrict then,
                                const T* __restrict otherwise, T* __restrict out,
                                std::uint32_t rows) {
  for (std::uint32_t r = 0; r < rows; ++r) {
    const T a = then[r];
    const T b = otherwise[r];
    const T end = Higher ? (a < b ? b : a) : (a < b ? a : b);
    out[r] = condition[r] == 2 ? a : condition[r] == 0 ? b : end;
  }
}

template <class T>
const T* branch(const Branch& of, std::size_t place, std::uint32_t rows, Scratch& scratch) {
  if (!of.constant) return loaded<T>(of.side, place, rows, scratch);
  T* const room = scratch.room<T>(place, rows);
  std::fill_n(room, rows, static_cast<T>(of.number));
  return room;
}

template <class T>
void select_in(const Byte* condition, const Branch& then, const Branch& otherwise, T* out,
               std::uint32_t rows, Scratch& scratch) {
  const auto a = static_cast<T>(then.number);
  const auto b = static_cast<T>(otherwise.number);
  const T* const x = then.constant ? nullptr : loaded<T>(then.side, 0, rows, scratch);
  const T* const y = otherwise.constant ? nullptr : loaded<T>(otherwise.side, 1, rows, scratch);
  if (then.constant && otherwise.constant) {
    chosen<true, true>(condition, x, a, y, b, out, rows);
  } else if (then.constant) {
    chosen<true, false>(condition, x, a, y, b, out, rows);
  } else if (otherwise.constant) {
    chosen<false, true>(condition, x, a, y, b, out, rows);
  } else {
    chosen<false, false>(condition, x, a, y, b, out, rows);
  }
}

template <class T>
void select_open_in(const Byte* condition, const Branch& then, const Branch& otherwise, bool higher,
                    T* out, std::uint32_t rows, Scratch& scratch) {
  const T* const x = branch<T>(then, 0, rows, scratch);
  const T* const y = branch<T>(otherwise, 1, rows, scratch);
  if (higher) {
    chosen_open<true>(condition, x, y, out, rows);
  } else {
    chosen_open<false>(condition, x, y, out, rows);
  }
}

/// Whether a rest rounds away from zero.
template <value::Rounding Mode>
Word away_from(double rest, double down, Word whole) {
  if (Mode == value::Rounding::half_up) return static_cast<Word>(rest + rest >= down);
  if (Mode == value::Rounding::up) return static_cast<Word>(rest > 0);
  if (Mode == value::Rounding::half_even)
    return static_cast<Word>(rest + rest > down) |
           (static_cast<Word>(rest + rest == down) & whole & 1);
  return 0;
}

/// Quotients of magnitudes are exact: both are whole and below 2^52. By a column they are divided,
/// which rounds to the right side of the next whole number; by one number they are multiplied by
/// its inverse, which is at most one off, as the rest tells. Without branches, to be vectorised.
template <value::Rounding Mode, bool Columns>
ENTITLE_CLONES void quotients(const Word* __restrict a, double times, const Word* __restrict b,
                              double over, Word* __restrict out, std::uint32_t rows) {
  const double inverse = 1 / over;
  for (std::uint32_t r = 0; r < rows; ++r) {
    const Word sign = a[r] >> 31;
    const double top = static_cast<double>((a[r] ^ sign) - sign) * times;
    const double down = Columns ? static_cast<double>(b[r]) * over : over;
    auto whole = static_cast<Word>(Columns ? top / down : top * inverse);
    double rest = top - static_cast<double>(whole) * down;
    if (!Columns) {
      const Word off = static_cast<Word>(rest >= down) - static_cast<Word>(rest < 0);
      whole += off;
      rest -= static_cast<double>(off) * down;
    }
    whole += away_from<Mode>(rest, down, whole);
    out[r] = (whole ^ sign) - sign;
  }
}

template <bool Columns>
void quotients_by(value::Rounding mode, const Word* a, double times, const Word* b, double over,
                  Word* out, std::uint32_t rows) {
  switch (mode) {
    case value::Rounding::half_up:
      return quotients<value::Rounding::half_up, Columns>(a, times, b, over, out, rows);
    case value::Rounding::up:
      return quotients<value::Rounding::up, Columns>(a, times, b, over, out, rows);
    case value::Rounding::down:
      return quotients<value::Rounding::down, Columns>(a, times, b, over, out, rows);
    case value::Rounding::half_even:
      return quotients<value::Rounding::half_even, Columns>(a, times, b, over, out, rows);
  }
}

/// Quotients by one number in 32 bits: multiplied by its inverse times 2^32, cut off, they are at
/// most one too low, as the rest tells.
template <value::Rounding Mode>
ENTITLE_CLONES void word_quotients(const Word* __restrict a, std::uint32_t times,
                                   std::uint32_t over, Word* __restrict out, std::uint32_t rows) {
  const auto inverse = static_cast<std::uint32_t>((std::uint64_t{1} << 32) / over);
  for (std::uint32_t r = 0; r < rows; ++r) {
    const auto sign = static_cast<std::uint32_t>(a[r] >> 31);
    const std::uint32_t top = ((static_cast<std::uint32_t>(a[r]) ^ sign) - sign) * times;
    auto whole = static_cast<std::uint32_t>((std::uint64_t{top} * inverse) >> 32);
    auto rest = static_cast<Word>(top - whole * over);
    const auto down = static_cast<Word>(over);
    const Word low = rest >= down;
    whole += static_cast<std::uint32_t>(low);
    rest -= down & -low;
    Word away = 0;
    if (Mode == value::Rounding::half_up) away = rest + rest >= down;
    if (Mode == value::Rounding::up) away = rest > 0;
    if (Mode == value::Rounding::half_even)
      away = static_cast<Word>(rest + rest > down) |
             (static_cast<Word>(rest + rest == down) & static_cast<Word>(whole & 1));
    whole += static_cast<std::uint32_t>(away);
    out[r] = static_cast<Word>((whole ^ sign) - sign);
  }
}

void word_quotients_by(value::Rounding mode, const Word* a, std::uint32_t times, std::uint32_t over,
                       Word* out, std::uint32_t rows) {
  switch (mode) {
    case value::Rounding::half_up:
      return word_quotients<value::Rounding::half_up>(a, times, over, out, rows);
    case value::Rounding::up:
      return word_quotients<value::Rounding::up>(a, times, over, out, rows);
    case value::Rounding::down:
      return word_quotients<value::Rounding::down>(a, times, over, out, rows);
    case value::Rounding::half_even:
      return word_quotients<value::Rounding::half_even>(a, times, over, out, rows);
  }
}

template <class T>
void looked_up(const Key* keys, std::size_t count, const T* table, T* out, std::uint32_t rows,
               Scratch& scratch) {
  if (count == 0) {
    std::fill_n(out, rows, table[0]);
    return;
  }
  if (count == 1 && keys[0].width == Width::byte) {
    const auto* const codes = static_cast<const Byte*>(keys[0].codes);
    for (std::uint32_t r = 0; r < rows; ++r) out[r] = table[codes[r]];
    return;
  }
  if (count == 2 && keys[0].width == Width::byte && keys[1].width == Width::byte) {
    const auto* const first = static_cast<const Byte*>(keys[0].codes);
    const auto* const second = static_cast<const Byte*>(keys[1].codes);
    const std::uint32_t stride = keys[0].stride;
    for (std::uint32_t r = 0; r < rows; ++r) out[r] = table[first[r] * stride + second[r]];
    return;
  }
  auto* const at = scratch.room<std::uint32_t>(0, rows);
  std::fill_n(at, rows, 0U);
  for (std::size_t k = 0; k < count; ++k) {
    const value::Packing packing{keys[k].width};
    for (std::uint32_t r = 0; r < rows; ++r)
      at[r] += static_cast<std::uint32_t>(packing.raw(keys[k].codes, r)) * keys[k].stride;
  }
  for (std::uint32_t r = 0; r < rows; ++r) out[r] = table[at[r]];
}

template <class T>
void summed(const T* rows, const Byte* where, const std::uint32_t* first, std::uint32_t parents,
            SideOut out) {
  const value::Packing into{out.width};
  for (std::uint32_t p = 0; p < parents; ++p) {
    std::int64_t total = 0;
    for (std::uint32_t r = first[p]; r < first[p + 1]; ++r)
      total += where == nullptr || where[r] == 2 ? static_cast<std::int64_t>(rows[r]) : 0;
    into.put(out.data, p, total);
  }
}

}  // namespace

void add(Side a, Side b, SideOut out, Math math, std::uint32_t rows, Scratch& scratch) {
  run<Add>(a, b, out, math, rows, scratch);
}
void sub(Side a, Side b, SideOut out, Math math, std::uint32_t rows, Scratch& scratch) {
  run<Sub>(a, b, out, math, rows, scratch);
}
void larger(Side a, Side b, SideOut out, Math math, std::uint32_t rows, Scratch& scratch) {
  run<Larger>(a, b, out, math, rows, scratch);
}
void larger(Side a, std::int64_t number, SideOut out, std::uint32_t rows, Scratch& scratch) {
  const auto of = [&]<class T>(T* to) {
    larger_than(loaded<T>(a, 0, rows, scratch), static_cast<T>(number), to, rows);
  };
  if (out.width == Width::byte) of(static_cast<Byte*>(out.data));
  if (out.width == Width::word) of(static_cast<Word*>(out.data));
  if (out.width == Width::wide) of(static_cast<Wide*>(out.data));
}
void mul(Side a, Side b, SideOut out, Math math, std::uint32_t rows, Scratch& scratch) {
  if (math == Math::word || a.width == Width::wide || b.width == Width::wide || a.times != 1 ||
      b.times != 1) {
    run<Mul>(a, b, out, math, rows, scratch);
    return;
  }
  const Word* const x = loaded<Word>(a, 0, rows, scratch);
  const Word* const y = loaded<Word>(b, 1, rows, scratch);
  if (out.width == Width::wide) {
    word_products(x, y, static_cast<Wide*>(out.data), rows);
    return;
  }
  Wide* const room = scratch.room<Wide>(2, rows);
  word_products(x, y, room, rows);
  narrow(room, out, rows);
}

void scale(Side a, SideOut out, std::uint32_t rows, Scratch& scratch) {
  const auto copied = [&]<class T>(T* to) {
    const T* const from = loaded<T>(a, 0, rows, scratch);
    std::copy_n(from, rows, to);
  };
  if (out.width == Width::byte) copied(static_cast<Byte*>(out.data));
  if (out.width == Width::word) copied(static_cast<Word*>(out.data));
  if (out.width == Width::wide) copied(static_cast<Wide*>(out.data));
}

void quotient(Side a, Side b, value::Rounding mode, SideOut out, Math math, std::uint32_t rows,
              Scratch& scratch) {
  const Word* const x = loaded<Word>({a.data, a.width, 1}, 0, rows, scratch);
  const auto times = static_cast<double>(a.times);
  const auto over = static_cast<double>(b.times);
  Word* const room =
      out.width == Width::word ? static_cast<Word*>(out.data) : scratch.room<Word>(2, rows);
  if (math == Math::word) {
    word_quotients_by(mode, x, static_cast<std::uint32_t>(a.times),
                      static_cast<std::uint32_t>(b.times), room, rows);
  } else if (b.data != nullptr) {
    quotients_by<true>(mode, x, times, loaded<Word>({b.data, b.width, 1}, 1, rows, scratch), over,
                       room, rows);
  } else {
    quotients_by<false>(mode, x, times, x, over, room, rows);
  }
  if (out.width != Width::word) narrow(room, out, rows);
}

void less(Side a, Side b, Math math, Byte* out, std::uint32_t rows, bool onto, Scratch& scratch) {
  if (!onto) std::memset(out, 0, rows);
  if (math == Math::word) {
    less_than<true>(loaded<Word>(a, 0, rows, scratch), loaded<Word>(b, 1, rows, scratch), out,
                    rows);
  } else {
    less_than<true>(loaded<Wide>(a, 0, rows, scratch), loaded<Wide>(b, 1, rows, scratch), out,
                    rows);
  }
}
void surely_less(Side a, Side b, Math math, Byte* out, std::uint32_t rows, Scratch& scratch) {
  if (math == Math::word && !plain_words(a, b) && a.width != Width::wide &&
      b.width != Width::wide) {
    as_stored(a, b, [&](const auto* x, const auto* y) {
      less_times(x, static_cast<Word>(a.times), y, static_cast<Word>(b.times), out, rows);
    });
  } else if (math == Math::word) {
    less_than<false>(loaded<Word>(a, 0, rows, scratch), loaded<Word>(b, 1, rows, scratch), out,
                     rows);
  } else {
    less_than<false>(loaded<Wide>(a, 0, rows, scratch), loaded<Wide>(b, 1, rows, scratch), out,
                     rows);
  }
}
void less(Side a, std::int64_t number, Byte* out, std::uint32_t rows, bool onto) {
  compare<true>(a, number, 1, out, rows, onto);
}
void greater(Side a, std::int64_t number, Byte* out, std::uint32_t rows, bool onto) {
  compare<false>(a, number, 1, out, rows, onto);
}
void surely_less(Side a, std::int64_t number, Byte* out, std::uint32_t rows) {
  compare<true>(a, number, 2, out, rows, false);
}
void surely_greater(Side a, std::int64_t number, Byte* out, std::uint32_t rows) {
  compare<false>(a, number, 2, out, rows, false);
}
void surely_equal(Side a, Side b, Math math, Byte* out, std::uint32_t rows, Scratch& scratch) {
  if (math == Math::word) {
    equal_to(loaded<Word>(a, 0, rows, scratch), loaded<Word>(b, 1, rows, scratch), out, rows);
  } else {
    equal_to(loaded<Wide>(a, 0, rows, scratch), loaded<Wide>(b, 1, rows, scratch), out, rows);
  }
}

void select(const Byte* condition, const Branch& then, const Branch& otherwise, SideOut out,
            std::uint32_t rows, Scratch& scratch) {
  if (out.width == Width::byte)
    select_in(condition, then, otherwise, static_cast<Byte*>(out.data), rows, scratch);
  if (out.width == Width::word)
    select_in(condition, then, otherwise, static_cast<Word*>(out.data), rows, scratch);
  if (out.width == Width::wide)
    select_in(condition, then, otherwise, static_cast<Wide*>(out.data), rows, scratch);
}
void select_open(const Byte* condition, const Branch& then, const Branch& otherwise, bool higher,
                 SideOut out, std::uint32_t rows, Scratch& scratch) {
  if (out.width == Width::byte)
    select_open_in(condition, then, otherwise, higher, static_cast<Byte*>(out.data), rows, scratch);
  if (out.width == Width::word)
    select_open_in(condition, then, otherwise, higher, static_cast<Word*>(out.data), rows, scratch);
  if (out.width == Width::wide)
    select_open_in(condition, then, otherwise, higher, static_cast<Wide*>(out.data), rows, scratch);
}

void look_up(const Key* keys, std::size_t count, const void* table, SideOut out, std::uint32_t rows,
             Scratch& scratch) {
  if (out.width == Width::byte)
    looked_up(keys, count, static_cast<const Byte*>(table), static_cast<Byte*>(out.data), rows,
              scratch);
  if (out.width == Width::word)
    looked_up(keys, count, static_cast<const Word*>(table), static_cast<Word*>(out.data), rows,
              scratch);
  if (out.width == Width::wide)
    looked_up(keys, count, static_cast<const Wide*>(table), static_cast<Wide*>(out.data), rows,
              scratch);
}

void sum(Side rows, const Byte* where, const std::uint32_t* first, std::uint32_t parents,
         SideOut out, Scratch& scratch) {
  if (rows.width == Width::word && rows.times == 1) {
    summed(static_cast<const Word*>(rows.data), where, first, parents, out);
  } else {
    summed(loaded<Wide>(rows, 0, first[parents], scratch), where, first, parents, out);
  }
}

}  // namespace entitle::run::kernels
