// One chunk of 1,024 households after the other through the kernels, in cache, on one thread.
#include "by_hand.hpp"

#include <algorithm>
#include <bit>

#include "by_hand_kernels.hpp"

namespace workload::by_hand {

namespace {

void decide(const Chunk& c, Scratch& s) {
  const auto& h = c.data.households;
  const auto& m = c.data.members;
  const auto n = c.count, k = c.member_count();
  find_property(n, c.offsets(), c.bytes(h.county), c.bytes(h.area), c.money(h.savings),
                c.bytes(h.dwellings), c.bytes(h.vehicle), s);
  spread(n, c.offsets(), s.standard, s.member_standard);
  spread_bits(n, c.offsets(), s.bits, s.member_bits);
  find_tekun(k, c.member_money(m.own_income), c.member_bytes(m.age), c.member_bytes(m.disability),
             c.member_bytes(m.grade), c.member_bytes(m.able_supporter), s);
  count_tekun(n, c.offsets(), s);
  find_layer(n, c.bytes(h.area), c.money(h.monthly_income),
             {c.money(h.medical_spending), c.money(h.education_spending),
              c.money(h.rehabilitation_spending)},
             s);
  find_household_amounts(n, c.bytes(h.event), c.bytes(h.event_months_ago), c.bytes(h.in_trouble),
                         s);
  spread(n, c.offsets(), s.share, s.member_share);
  spread_bits(n, c.offsets(), s.bits, s.member_bits);
  find_tekun_amount(k, c.member_bytes(m.failed_self_care), s);
  find_care(k, c.member_bytes(m.age), c.member_bytes(m.grade), c.member_bytes(m.care_months),
            c.member_bytes(m.work_injury_nursing), c.member_bytes(m.failed_self_care),
            c.member_bytes(m.local_hukou), s);
  find_education(k, c.member_bytes(m.age), c.member_bytes(m.student), s);
  find_child(k, c.member_bytes(m.age), c.member_bytes(m.father), c.member_bytes(m.mother),
             c.member_bytes(m.in_institution), s);
  find_medical(k, c.member_money(m.medical_self_paid), c.member_bytes(m.insured),
               c.member_bytes(m.serious_illness), s);
}

template <class Use>
void each_chunk(const Columns& data, Scratch& s, Use&& use) {
  for (std::size_t first = 0; first < data.size(); first += chunk_households) {
    const Chunk chunk{data, first, std::min(chunk_households, data.size() - first)};
    decide(chunk, s);
    use(chunk);
  }
}

/// Calls visit(program, rows, base row, flags, amounts, unit) for each program's outcome in a
/// chunk. amounts is null where the flag byte itself is the amount in `unit`s.
template <class Visit>
void each_outcome(const Chunk& c, const Scratch& s, Visit&& visit) {
  const auto n = c.count, k = c.member_count(), mf = c.member_first();
  const auto house = [&](Program p, const U8* flags, const I32* amounts) {
    visit(p, n, c.first, flags, amounts, Money{0});
  };
  const auto person = [&](Program p, const U8* flags, const I32* amounts, Money unit) {
    visit(p, k, mf, flags, amounts, unit);
  };
  house(Program::dibao, s.is_dibao, s.dibao);
  house(Program::marginal, s.is_marginal, nullptr);
  house(Program::rigid, s.is_rigid, nullptr);
  house(Program::emergency, s.is_emergency, s.emergency);
  person(Program::tekun, s.is_tekun, s.tekun, 0);
  person(Program::child, s.is_child, s.child, 0);
  person(Program::medical, s.is_medical, s.medical, 0);
  person(Program::living, s.living, nullptr, 10 * yuan);
  person(Program::nursing, s.nursing, nullptr, 10 * yuan);
  person(Program::age, s.age, nullptr, 10 * yuan);
  person(Program::elderly, s.elderly, nullptr, 10 * yuan);
  person(Program::education, s.education, nullptr, 50 * yuan);
}

/// Sets the high bit of each byte that is not zero.
constexpr std::uint64_t nonzero_bytes(std::uint64_t eight) {
  constexpr std::uint64_t low7 = 0x7F7F7F7F7F7F7F7F;
  return (((eight & low7) + low7) | eight) & ~low7;
}

/// Calls use(i) for each i < n with flags[i] != 0, eight bytes at a look.
template <class Use>
void each_set(std::size_t n, const U8* flags, Use&& use) {
  for (std::size_t base = 0; base < n; base += 8) {
    const std::uint64_t eight = first_bytes(load_eight(flags + base), n - base);
    for (auto set = nonzero_bytes(eight); set; set &= set - 1)
      use(base + static_cast<std::size_t>(std::countr_zero(set)) / 8);
  }
}

}  // namespace

Loop::Loop() : scratch_(std::make_unique<Scratch>()) {}
Loop::~Loop() = default;

Tally Loop::tally(const Columns& data) {
  Scratch& s = *scratch_;
  Tally total;
  each_chunk(data, s, [&](const Chunk& chunk) {
    each_outcome(chunk, s,
                 [&](Program p, std::size_t n, std::size_t, const U8* flags, const I32* amounts,
                     Money unit) {
                   const auto i = static_cast<std::size_t>(p);
                   total.count[i] += count_set(n, flags);
                   if (amounts)
                     total.sum[i] += sum_ints(n, amounts);
                   else if (unit)
                     total.sum[i] += sum_bytes(n, flags) * unit;
                 });
  });
  return total;
}

void Loop::hits(const Columns& data, HitList& out) {
  Scratch& s = *scratch_;
  out.clear();
  each_chunk(data, s, [&](const Chunk& chunk) {
    out.reserve_more(program_count * chunk_members);
    each_outcome(chunk, s,
                 [&](Program p, std::size_t n, std::size_t base, const U8* flags,
                     const I32* amounts, Money unit) {
                   each_set(n, flags, [&](std::size_t i) {
                     const Money amount = amounts ? amounts[i] : flags[i] * unit;
                     out.push_unchecked({amount, static_cast<U32>(base + i), p});
                   });
                 });
  });
}

}  // namespace workload::by_hand
