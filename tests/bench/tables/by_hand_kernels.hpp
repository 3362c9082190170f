// The kernels of the loop written by hand: each is one loop over one width of integers, without
// branches on data, so that g++ vectorises it. They use what is known of the workload: at most 8
// members, money facts in whole fen, standards and amounts below 2^31 units, self-paid medical cost
// likewise. Included by by_hand.cpp alone.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "programs.hpp"

// As in src/run/clones.hpp, and for AVX-512 too.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define BENCH_KERNEL \
  [[gnu::noinline, gnu::target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")]] static
#else
#define BENCH_KERNEL static
#endif

namespace workload::by_hand {

using U8 = std::uint8_t;
using I32 = std::int32_t;
using U32 = std::uint32_t;
using I64 = std::int64_t;

inline constexpr std::size_t chunk_households = 1024;
inline constexpr std::size_t chunk_members = chunk_households * max_members;
// Plain arrays: through std::array's operator[] g++ 12 loses that two columns cannot overlap.
// Eight spare rows, so that eight may be read or written at any row.
template <class T>
using PerHousehold = T[chunk_households + 8];
template <class T>
using PerMember = T[chunk_members + 8];

/// What the person-level rules read of the household, one byte, spread to its members.
enum Bit : U8 {
  property_bit = 1,
  dibao_bit = 2,
  marginal_bit = 4,
  rigid_bit = 8,
  any_tekun_bit = 16,
  rural_bit = 32,
  altitude_bit = 64 /* times 0, 1, 2 */
};

/// Working columns of one chunk, reused from chunk to chunk. Amounts are int32 in 10^-4 yuan, or
/// bytes in the unit that each_outcome tells; a row that does not qualify holds 0 in its program's
/// flag or byte.
struct alignas(64) Scratch {
  PerHousehold<I32> standard, disposable, share, dibao, emergency;
  PerHousehold<U8> size, tekun_members, bits, is_dibao, is_marginal, is_rigid, is_emergency;

  PerMember<I32> member_standard, member_share, tekun, child, medical;
  PerMember<U8> member_bits, below_standard, is_tekun, is_child, is_medical;
  PerMember<U8> living, nursing, age, elderly, education;
};

/// A chunk: the columns it reads, and where.
struct Chunk {
  const Columns& data;
  std::size_t first, count;

  const U32* offsets() const { return data.offsets.data() + first; }
  std::size_t member_first() const { return data.offsets[first]; }
  std::size_t member_count() const { return data.offsets[first + count] - member_first(); }

  const Money* money(const std::vector<Money>& column) const { return column.data() + first; }
  const Money* member_money(const std::vector<Money>& c) const { return c.data() + member_first(); }
  template <class T>
  const U8* bytes(const std::vector<T>& column) const {
    return reinterpret_cast<const U8*>(column.data()) + first;
  }
  template <class T>
  const U8* member_bytes(const std::vector<T>& column) const {
    return reinterpret_cast<const U8*>(column.data()) + member_first();
  }
};

template <class E>
constexpr U8 code(E e) {
  return static_cast<U8>(e);
}

/// What county and area tell, by row county * 2 + area.
struct Place {
  I32 standard, disposable;
  U8 bits;
};
inline constexpr auto places = [] {
  std::array<Place, standards.size()> made{};
  for (std::size_t i = 0; i < made.size(); ++i)
    made[i] = {static_cast<I32>(standards[i].dibao),
               static_cast<I32>(standards[i].disposable_income),
               static_cast<U8>((i & 1) * rural_bit | standards[i].altitude * altitude_bit)};
  return made;
}();
/// 840 / n is whole for n = 1..8, so x / n = x * of_840[n] / 840: a division by a constant.
inline constexpr std::array<U32, 9> of_840{0, 840, 420, 280, 210, 168, 140, 120, 105};

/// x / 100 and x / 10 for x that is a whole multiple: one multiplication by the inverse modulo
/// 2^32.
constexpr U32 exact_hundredth(U32 x) { return (x >> 2) * 0xC28F5C29; }
constexpr U32 exact_tenth(U32 x) { return (x >> 1) * 0xCCCCCCCD; }

/// value where the condition holds, else 0, without a branch.
constexpr U8 only_if(bool condition, U8 value) { return static_cast<U8>(-condition & value); }

inline std::uint64_t load_eight(const U8* from) {
  std::uint64_t eight;
  std::memcpy(&eight, from, sizeof eight);
  return eight;
}

/// The first n >= 1 bytes (all eight for n >= 8), the rest zero.
constexpr std::uint64_t first_bytes(std::uint64_t eight, std::size_t n) {
  return n >= 8 ? eight : eight & (~std::uint64_t{0} >> (64 - 8 * n));
}

BENCH_KERNEL void find_property(std::size_t n, const U32* __restrict offsets,
                                const U8* __restrict county, const U8* __restrict area,
                                const Money* __restrict savings, const U8* __restrict dwellings,
                                const U8* __restrict vehicle, Scratch& s) {
  for (std::size_t i = 0; i < n; ++i) {
    const Place& place = places[county[i] * 2u + area[i]];
    s.standard[i] = place.standard;
    s.disposable[i] = place.disposable;
    s.bits[i] = place.bits;
  }
  for (std::size_t i = 0; i < n; ++i) s.size[i] = static_cast<U8>(offsets[i + 1] - offsets[i]);
  for (std::size_t i = 0; i < n; ++i) {
    const bool enough = savings[i] <= static_cast<I64>(24 * s.standard[i] * s.size[i]);
    s.bits[i] |= static_cast<U8>(enough & (dwellings[i] <= 1) & (vehicle[i] == 0));
  }
}

/// tekun_members: eight member bytes in one load, those of the next household masked off, one
/// popcount.
BENCH_KERNEL void count_tekun(std::size_t n, const U32* __restrict offsets, Scratch& s) {
  for (std::size_t i = 0; i < n; ++i) {
    const U32 size = offsets[i + 1] - offsets[i];
    const std::uint64_t eight = load_eight(s.is_tekun + (offsets[i] - offsets[0]));
    s.tekun_members[i] = static_cast<U8>(std::popcount(first_bytes(eight, size)));
  }
}

struct Spending {
  const Money *medical, *education, *rehabilitation;
};

BENCH_KERNEL void find_layer(std::size_t n, const U8* __restrict area,
                             const Money* __restrict income, Spending spending, Scratch& s) {
  const Money* __restrict medical = spending.medical;
  const Money* __restrict education = spending.education;
  const Money* __restrict rehabilitation = spending.rehabilitation;
  for (std::size_t i = 0; i < n; ++i) {
    const I64 line = s.standard[i] * s.size[i];
    s.is_dibao[i] = income[i] < line;
    s.is_marginal[i] = 2 * income[i] < 3 * line;
    s.dibao[i] = static_cast<I32>(line - income[i]);  // the gap; read only where is_dibao
  }
  for (std::size_t i = 0; i < n; ++i) {
    const I64 limit = static_cast<I64>(s.disposable[i]) * s.size[i];
    const I64 spent = 100 * (medical[i] + education[i] + rehabilitation[i]);
    const I64 least = 600 * income[i] + 120 * (income[i] & (I64{area[i]} - 1));  // 50 or 60 percent
    s.is_rigid[i] = (12 * income[i] < limit) & (spent >= least);
  }
  for (std::size_t i = 0; i < n; ++i) {
    const U8 open = s.bits[i] & only_if(s.tekun_members[i] < s.size[i], property_bit);
    const U8 dibao = open & s.is_dibao[i];
    const U8 marginal = open & s.is_marginal[i] & ~s.is_dibao[i];
    const U8 rigid = open & s.is_rigid[i] & ~s.is_marginal[i];
    s.is_dibao[i] = dibao;
    s.is_marginal[i] = marginal;
    s.is_rigid[i] = rigid;
    s.bits[i] |= static_cast<U8>(dibao * dibao_bit | marginal * marginal_bit | rigid * rigid_bit |
                                 only_if(s.tekun_members[i] > 0, any_tekun_bit));
  }
}

BENCH_KERNEL void find_household_amounts(std::size_t n, const U8* __restrict event,
                                         const U8* __restrict months, const U8* __restrict trouble,
                                         Scratch& s) {
  for (std::size_t i = 0; i < n; ++i) {
    const U32 size = s.size[i];
    const U32 gap = exact_hundredth(static_cast<U32>(s.is_dibao[i] ? s.dibao[i] : 0));  // fen
    const U32 share = (2 * gap + size) * of_840[size] / 1680 * 100;
    s.share[i] = static_cast<I32>(share);
    s.dibao[i] = static_cast<I32>(share) * (s.size[i] - s.tekun_members[i]);
  }
  for (std::size_t i = 0; i < n; ++i)
    s.is_emergency[i] = (event[i] != 0) & (months[i] <= 6) & (trouble[i] != 0);
  for (std::size_t i = 0; i < n; ++i) {
    const I32 times = event[i] == code(Event::severe) ? 6 : 3;
    s.emergency[i] = s.is_emergency[i] ? times * s.standard[i] * s.size[i] : 0;
  }
}

// Always writes eight rows; the next household overwrites what is not its own.

BENCH_KERNEL void spread(std::size_t n, const U32* __restrict offsets, const I32* __restrict from,
                         I32* __restrict to) {
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < max_members; ++k) to[offsets[i] - offsets[0] + k] = from[i];
}

BENCH_KERNEL void spread_bits(std::size_t n, const U32* __restrict offsets,
                              const U8* __restrict from, U8* __restrict to) {
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t eight = from[i] * std::uint64_t{0x0101010101010101};
    std::memcpy(to + (offsets[i] - offsets[0]), &eight, sizeof eight);
  }
}

BENCH_KERNEL void find_tekun(std::size_t n, const Money* __restrict income,
                             const U8* __restrict age, const U8* __restrict kind,
                             const U8* __restrict grade, const U8* __restrict supporter,
                             Scratch& s) {
  for (std::size_t i = 0; i < n; ++i) s.below_standard[i] = income[i] < s.member_standard[i];
  for (std::size_t i = 0; i < n; ++i) {
    const U8 mind =
        (kind[i] == code(Disability::intellectual)) | (kind[i] == code(Disability::mental));
    const U8 body = kind[i] == code(Disability::physical);
    const U8 sight = kind[i] == code(Disability::visual);
    const U8 impaired =
        (mind & (grade[i] <= 3)) | (body & (grade[i] <= 2)) | (sight & (grade[i] == 1));
    s.is_tekun[i] = ((age[i] >= 60) | (age[i] < 16) | impaired) & s.below_standard[i] &
                    (s.member_bits[i] & property_bit) & (supporter[i] == 0);
  }
}

BENCH_KERNEL void find_tekun_amount(std::size_t n, const U8* __restrict failed, Scratch& s) {
  for (std::size_t i = 0; i < n; ++i) {
    const I32 tenth = static_cast<I32>(exact_tenth(static_cast<U32>(s.member_standard[i])));
    const I32 base = tenth * ((s.member_bits[i] & rural_bit) ? 15 : 13);
    const I32 care = failed[i] >= 4 ? 600 * yuan : failed[i] >= 1 ? 300 * yuan : 0;
    s.tekun[i] = s.is_tekun[i] ? base + care : 0;
  }
}

/// living, nursing, age, elderly: bytes in units of 10 yuan.
BENCH_KERNEL void find_care(std::size_t n, const U8* __restrict age, const U8* __restrict grade,
                            const U8* __restrict care_months, const U8* __restrict injury,
                            const U8* __restrict failed, const U8* __restrict hukou, Scratch& s) {
  for (std::size_t i = 0; i < n; ++i) {
    const U8 bits = s.member_bits[i];
    const U8 dibao = (bits & dibao_bit) != 0, marginal = (bits & marginal_bit) != 0;
    const U8 low = (bits & (dibao_bit | marginal_bit | rigid_bit)) != 0;
    const U8 severe = (grade[i] == 1) | (grade[i] == 2);
    const U8 open = (s.is_tekun[i] == 0) & (injury[i] == 0);
    const U8 living = severe ? 10 : 8;
    const U8 nursing = grade[i] == 1 ? 20 : 15;
    const U8 elderly = dibao ? 22 : marginal ? 18 : 16;
    const U8 allowance = age[i] >= 100 ? 30 : age[i] >= 90 ? 20 : 10;
    const U8 may_nurse = (severe & open & (care_months[i] >= 6)) ? nursing : 0;
    const U8 may_elder =
        ((age[i] >= 60) & low & (failed[i] >= 4) & (s.is_tekun[i] == 0)) ? elderly : 0;
    s.living[i] = ((grade[i] != 0) & dibao & open) ? living : 0;
    s.nursing[i] = may_elder > may_nurse ? 0 : may_nurse;
    s.elderly[i] = may_elder > may_nurse ? may_elder : 0;
    s.age[i] = ((hukou[i] != 0) & (age[i] >= 80)) ? allowance : 0;
  }
}

/// education: bytes in units of 50 yuan.
BENCH_KERNEL void find_education(std::size_t n, const U8* __restrict age,
                                 const U8* __restrict student, Scratch& s) {
  for (std::size_t i = 0; i < n; ++i) {
    const U8 bits = s.member_bits[i];
    const U8 full = only_if(student[i] == 1, 20) | only_if(student[i] == 2, 24) |
                    only_if(student[i] == 3, 30) | only_if(student[i] == 4, 40) |
                    only_if(student[i] == 5, 80);
    const U8 most = (bits & (dibao_bit | any_tekun_bit)) ? full : static_cast<U8>(full >> 1);
    const U8 open = (age[i] >= 3) & (age[i] <= 24) &
                    ((bits & (dibao_bit | marginal_bit | rigid_bit | any_tekun_bit)) != 0);
    s.education[i] = open ? most : 0;
  }
}

BENCH_KERNEL void find_child(std::size_t n, const U8* __restrict age, const U8* __restrict father,
                             const U8* __restrict mother, const U8* __restrict institution,
                             Scratch& s) {
  constexpr U8 dead = code(Parent::dead), missing = code(Parent::missing);
  for (std::size_t i = 0; i < n; ++i) {
    const U8 father_gone = (father[i] == dead) | (father[i] == missing);
    const U8 mother_gone = (mother[i] == dead) | (mother[i] == missing);
    s.is_child[i] =
        (age[i] < 18) & (father[i] != 0) & (mother[i] != 0) & ((father_gone & mother_gone) == 0);
  }
  for (std::size_t i = 0; i < n; ++i) {
    const U8 altitude = s.member_bits[i] / altitude_bit;
    const I32 at_home = altitude == 0   ? child_rate[0][0]
                        : altitude == 1 ? child_rate[1][0]
                                        : child_rate[2][0];
    const I32 inside = altitude == 0   ? child_rate[0][1]
                       : altitude == 1 ? child_rate[1][1]
                                       : child_rate[2][1];
    const I32 aid = s.member_share[i] + s.living[i] * static_cast<I32>(10 * yuan);
    const I32 top_up = (institution[i] ? inside : at_home) - (s.is_tekun[i] ? s.tekun[i] : aid);
    s.child[i] = s.is_child[i] && top_up > 0 ? top_up : 0;
  }
  for (std::size_t i = 0; i < n; ++i) s.is_child[i] = s.child[i] != 0;
}

BENCH_KERNEL void find_medical(std::size_t n, const Money* __restrict paid,
                               const U8* __restrict insured, const U8* __restrict ill, Scratch& s) {
  constexpr auto i32 = [](Money m) constexpr { return static_cast<I32>(m); };
  constexpr MedicalClass t = medical_of_tekun, d = medical_of_dibao, m = medical_of_marginal;
  constexpr I32 deductible[] = {i32(t.deductible), i32(d.deductible), i32(m.deductible)};
  constexpr U32 cap[] = {U32(t.cap), U32(d.cap), U32(m.cap)};
  constexpr U32 percent[] = {U32(t.percent), U32(d.percent), U32(m.percent)};
  for (std::size_t i = 0; i < n; ++i)
    s.is_medical[i] = (insured[i] != 0) &
                      ((s.is_tekun[i] | (s.member_bits[i] & (dibao_bit | marginal_bit))) != 0);
  for (std::size_t i = 0; i < n; ++i) {
    const bool tekun = s.is_tekun[i] != 0, dibao = (s.member_bits[i] & dibao_bit) != 0;
    const I32 over = static_cast<I32>(paid[i]) - (tekun   ? deductible[0]
                                                  : dibao ? deductible[1]
                                                          : deductible[2]);
    const U32 whole = exact_hundredth(static_cast<U32>(over > 0 ? over : 0));
    const U32 rate = (tekun   ? percent[0]
                      : dibao ? percent[1]
                              : percent[2]) +
                     (ill[i] ? U32(serious_illness_percent) : 0);
    const U32 most = tekun ? cap[0] : dibao ? cap[1] : cap[2];
    const U32 aid = (whole * rate + 50) / 100 * 100;
    s.medical[i] = static_cast<I32>(s.is_medical[i] ? (aid < most ? aid : most) : 0);
  }
  for (std::size_t i = 0; i < n; ++i) s.is_medical[i] = s.medical[i] != 0;
}

BENCH_KERNEL I64 count_set(std::size_t n, const U8* __restrict flags) {
  U32 count = 0;
  for (std::size_t i = 0; i < n; ++i) count += flags[i] != 0;
  return count;
}

BENCH_KERNEL I64 sum_bytes(std::size_t n, const U8* __restrict amounts) {
  U32 sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += amounts[i];
  return sum;
}

BENCH_KERNEL I64 sum_ints(std::size_t n, const I32* __restrict amounts) {
  I64 sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += amounts[i];
  return sum;
}

}  // namespace workload::by_hand
