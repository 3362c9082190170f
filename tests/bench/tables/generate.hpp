// Draws the workload's households: each is a function of a seed and its number alone, so that any
// piece of the population can be made anew. Also says which facts of a household are left out where
// some are to be missing.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "facts.hpp"

namespace workload {

inline constexpr std::uint64_t golden = 0x9E3779B97F4A7C15;

constexpr std::uint64_t mix64(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

constexpr std::uint64_t household_key(std::uint64_t seed, std::uint64_t index) {
  return mix64(seed + golden * (index + 1));
}

/// 0 .. n-1 from the high half of a word.
constexpr std::uint32_t scaled(std::uint64_t word, std::uint32_t n) {
  return static_cast<std::uint32_t>(((word >> 32) * n) >> 32);
}

/// splitmix64; each call of below() or chance() is one draw.
class Draws {
 public:
  explicit constexpr Draws(std::uint64_t state) : state_(state) {}

  constexpr std::uint32_t below(std::uint32_t n) { return scaled(mix64(state_ += golden), n); }
  constexpr bool chance(std::uint32_t percent) { return below(100) < percent; }
  constexpr Flag flag(std::uint32_t percent) { return chance(percent) ? Flag::yes : Flag::no; }
  constexpr std::uint8_t byte(std::uint32_t n) { return static_cast<std::uint8_t>(below(n)); }

  /// Two draws: an amount below n fen with the given chance, else 0.
  constexpr Money sometimes(std::uint32_t percent, std::uint32_t n) {
    const bool happens = chance(percent);
    const Money amount = below(n) * fen;
    return happens ? amount : 0;
  }

 private:
  std::uint64_t state_;
};

enum class Wealth : std::uint8_t { poor, low, ordinary };

/// A range [base, base + width) in fen.
struct Range {
  std::uint32_t base;
  std::uint32_t width;

  Money draw(Draws& draws) const { return (base + static_cast<Money>(draws.below(width))) * fen; }
};

inline std::size_t draw_size(Draws& draws) {
  constexpr std::array<std::uint32_t, max_members> below{220, 500, 700, 840, 930, 970, 990, 1000};
  const auto u = draws.below(1000);
  return static_cast<std::size_t>(std::upper_bound(below.begin(), below.end(), u) - below.begin()) +
         1;
}

inline Wealth draw_wealth(Draws& draws) {
  const auto u = draws.below(100);
  return u < 10 ? Wealth::poor : u < 30 ? Wealth::low : Wealth::ordinary;
}

inline std::uint8_t draw_dwellings(Draws& draws) {
  const auto u = draws.below(100);
  return u < 4 ? 0 : u < 90 ? 1 : u < 98 ? 2 : 3;
}

inline Event draw_event(Draws& draws) {
  const auto u = draws.below(1000);
  return u < 20 ? Event::severe : u < 60 ? Event::moderate : Event::none;
}

/// The head of the household (first member) is never a child.
inline std::uint8_t draw_age(Draws& draws, bool head) {
  auto u = draws.below(100);
  if (head) u = 20 + u * 80 / 100;
  const auto bracket = u < 20   ? Range{0, 18}
                       : u < 78 ? Range{18, 42}
                       : u < 95 ? Range{60, 20}
                       : u < 99 ? Range{80, 15}
                                : Range{95, 11};
  return static_cast<std::uint8_t>(bracket.base + draws.below(bracket.width));
}

inline void draw_disability(Draws& draws, Member& m) {
  const bool disabled = draws.chance(m.age >= 60 ? 18 : 9);
  const auto kind = static_cast<Disability>(1 + draws.below(7));
  const auto grade = static_cast<std::uint8_t>(1 + draws.below(4));
  m.disability = disabled ? kind : Disability::none;
  m.grade = disabled ? grade : 0;
}

inline Range income_range(const Member& m, Wealth wealth) {
  constexpr std::array<Range, 3> wage{{{0, 80'000}, {0, 250'000}, {150'000, 850'000}}};
  constexpr std::array<Range, 3> pension{{{0, 30'000}, {0, 120'000}, {0, 500'000}}};
  if (m.age < 18) return {0, 1};
  if (m.age >= 60) return pension[static_cast<std::size_t>(wealth)];
  if (severely_disabled(m)) return {0, 30'000};
  return wage[static_cast<std::size_t>(wealth)];
}

inline std::uint8_t draw_failed_self_care(Draws& draws, const Member& m) {
  const auto u = draws.below(100);
  const bool frail = m.age >= 60 || severely_disabled(m);
  return frail && u >= 60 ? static_cast<std::uint8_t>(1 + (u - 60) * 6 / 40) : 0;
}

inline Parent draw_parent(Draws& draws, const Member& m) {
  const auto u = draws.below(1000);
  return m.age < 18 && u >= 850 ? static_cast<Parent>(1 + (u - 850) * 7 / 150) : Parent::fine;
}

inline Student draw_student(Draws& draws, const Member& m) {
  struct School {
    std::uint8_t from, to;
    std::uint32_t percent;
  };
  constexpr std::array<School, 5> schools{
      {{3, 5, 80}, {6, 11, 99}, {12, 14, 97}, {15, 17, 80}, {18, 22, 40}}};
  const auto u = draws.below(100);
  for (std::size_t i = 0; i < schools.size(); ++i)
    if (m.age >= schools[i].from && m.age <= schools[i].to && u < schools[i].percent)
      return static_cast<Student>(i + 1);
  return Student::none;
}

inline Member draw_member(Draws& draws, Wealth wealth, bool head) {
  Member m;
  m.age = draw_age(draws, head);
  draw_disability(draws, m);
  m.own_income = income_range(m, wealth).draw(draws);
  m.able_supporter = draws.flag(wealth == Wealth::poor ? 60 : 85);
  m.care_months = draws.byte(severely_disabled(m) ? 37 : 4);
  m.work_injury_nursing = draws.below(1000) < 15 ? Flag::yes : Flag::no;
  m.failed_self_care = draw_failed_self_care(draws, m);
  m.father = draw_parent(draws, m);
  m.mother = draw_parent(draws, m);
  m.serious_illness = draws.flag(10);
  m.medical_self_paid = draws.below(m.serious_illness == Flag::yes ? 19'000'000 : 400'000) * fen;
  m.insured = draws.flag(95);
  m.student = draw_student(draws, m);
  m.in_institution = draws.flag(4);
  m.local_hukou = draws.flag(92);
  return m;
}

inline Family generate(std::uint64_t seed, std::uint64_t index) {
  constexpr std::array<std::uint32_t, 3> other_income{30'000, 80'000, 200'000};
  constexpr std::array<std::uint32_t, 3> savings{1'500'000, 4'000'000, 30'000'000};
  constexpr std::array<std::uint32_t, 3> vehicle_percent{2, 10, 40};

  Draws draws{household_key(seed, index)};
  Family f;
  Household& h = f.household;
  h.county = static_cast<County>(draws.below(counties));
  h.area = draws.chance(60) ? Area::rural : Area::urban;
  f.size = draw_size(draws);
  const Wealth wealth = draw_wealth(draws);
  const auto w = static_cast<std::size_t>(wealth);
  const Money other = draws.below(other_income[w]) * fen;
  const bool on_the_line = draws.chance(1);
  h.savings = draws.below(savings[w]) * fen;
  h.dwellings = draw_dwellings(draws);
  h.vehicle = draws.flag(vehicle_percent[w]);
  h.medical_spending =
      (draws.chance(8) ? Range{1'000'000, 9'000'000} : Range{0, 500'000}).draw(draws);
  h.education_spending = draws.sometimes(40, 2'000'000);
  h.rehabilitation_spending = draws.sometimes(5, 3'000'000);
  h.event = draw_event(draws);
  const auto months = draws.byte(25);
  h.event_months_ago = h.event == Event::none ? 0 : months;
  h.in_trouble = draws.flag(55);

  Money earned = 0;
  for (std::size_t i = 0; i < f.size; ++i) {
    f.slots[i] = draw_member(draws, wealth, i == 0);
    earned += f.slots[i].own_income;
  }
  const Money line = standard_of(h).dibao * static_cast<Money>(f.size);
  h.monthly_income = on_the_line && earned <= line ? line : earned + other;
  return f;
}

/// Whether a fact of a household is left out where `percent` of all are. Slot 0 is the household,
/// slot m + 1 member m; facts count from 0 in their order.
inline bool left_out(std::uint64_t seed, std::uint64_t household, std::size_t slot,
                     std::size_t fact, std::uint32_t percent) {
  const std::uint64_t place = 0xD1B54A32D192ED03 * (slot * 16 + fact + 1);
  return scaled(mix64(household_key(seed, household) + place), 100) < percent;
}

}  // namespace workload
