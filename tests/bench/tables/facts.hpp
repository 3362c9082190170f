// The facts of the workload's households and members, as single values and as columns, in the order
// in which everything lists them; and the standards of its counties. They are those of
// ../workload/workload.rules; no program is decided here, and no value drawn (generate.hpp).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace workload {

using Money = std::int64_t;  ///< units of 10^-4 yuan
inline constexpr Money fen = 100;
inline constexpr Money yuan = 10'000;

inline constexpr std::size_t counties = 74;
inline constexpr std::size_t max_members = 8;

enum class County : std::uint8_t {};
enum class Area : std::uint8_t { urban, rural };
enum class Flag : std::uint8_t { no, yes };
enum class Event : std::uint8_t { none, moderate, severe };
enum class Disability : std::uint8_t {
  none,
  visual,
  hearing,
  speech,
  physical,
  intellectual,
  mental,
  multiple
};
enum class Parent : std::uint8_t { fine, dead, missing, detained, disabled, ill, lost, unfit };
enum class Student : std::uint8_t { none, preschool, primary, junior, senior, college };

template <class T>
using One = T;
template <class T>
using Column = std::vector<T>;

/// The facts of a household: one value each (`Of` = One) or one column each (`Of` = Column).
template <template <class> class Of>
struct HouseholdFacts {
  Of<County> county{};
  Of<Area> area{};
  Of<Money> monthly_income{};
  Of<Money> savings{};
  Of<std::uint8_t> dwellings{};
  Of<Flag> vehicle{};
  Of<Money> medical_spending{};
  Of<Money> education_spending{};
  Of<Money> rehabilitation_spending{};
  Of<Event> event{};
  Of<std::uint8_t> event_months_ago{};
  Of<Flag> in_trouble{};
};

template <template <class> class Of>
struct MemberFacts {
  Of<std::uint8_t> age{};
  Of<Disability> disability{};
  Of<std::uint8_t> grade{};
  Of<Money> own_income{};
  Of<Flag> able_supporter{};
  Of<std::uint8_t> care_months{};
  Of<Flag> work_injury_nursing{};
  Of<std::uint8_t> failed_self_care{};
  Of<Parent> father{};
  Of<Parent> mother{};
  Of<Money> medical_self_paid{};
  Of<Flag> insured{};
  Of<Flag> serious_illness{};
  Of<Student> student{};
  Of<Flag> in_institution{};
  Of<Flag> local_hukou{};
};

/// Calls visit(name, fact of x, fact of y, ...) for each fact, in the order of ../WORKLOAD.md.
template <class Visit, class... Facts>
void each_household_fact(Visit&& visit, Facts&... x) {
  visit("county", x.county...);
  visit("area", x.area...);
  visit("monthly_income", x.monthly_income...);
  visit("savings", x.savings...);
  visit("dwellings", x.dwellings...);
  visit("vehicle", x.vehicle...);
  visit("medical_spending", x.medical_spending...);
  visit("education_spending", x.education_spending...);
  visit("rehabilitation_spending", x.rehabilitation_spending...);
  visit("event", x.event...);
  visit("event_months_ago", x.event_months_ago...);
  visit("in_trouble", x.in_trouble...);
}

template <class Visit, class... Facts>
void each_member_fact(Visit&& visit, Facts&... x) {
  visit("age", x.age...);
  visit("disability", x.disability...);
  visit("grade", x.grade...);
  visit("own_income", x.own_income...);
  visit("able_supporter", x.able_supporter...);
  visit("care_months", x.care_months...);
  visit("work_injury_nursing", x.work_injury_nursing...);
  visit("failed_self_care", x.failed_self_care...);
  visit("father", x.father...);
  visit("mother", x.mother...);
  visit("medical_self_paid", x.medical_self_paid...);
  visit("insured", x.insured...);
  visit("serious_illness", x.serious_illness...);
  visit("student", x.student...);
  visit("in_institution", x.in_institution...);
  visit("local_hukou", x.local_hukou...);
}

using Household = HouseholdFacts<One>;
using Member = MemberFacts<One>;

inline bool severely_disabled(const Member& m) { return m.grade == 1 || m.grade == 2; }

struct Family {
  Household household;
  std::array<Member, max_members> slots;
  std::size_t size = 0;

  std::span<const Member> members() const { return {slots.data(), size}; }
};

struct Standard {
  Money dibao;              ///< per person, per month
  Money disposable_income;  ///< per person, last year
  std::int64_t rigid_percent;
  std::uint8_t altitude;  ///< 0, 1, 2: classes two, three, four
};

/// Row county * 2 + area.
inline constexpr auto standards = [] {
  std::array<Standard, counties * 2> rows{};
  for (std::size_t c = 0; c < counties; ++c) {
    const auto n = static_cast<Money>(c);
    const auto altitude = static_cast<std::uint8_t>(c % 3);
    rows[2 * c] = {(800 + 10 * (7 * n % 31)) * yuan, (40'000 + 500 * (5 * n % 37)) * yuan, 60,
                   altitude};
    rows[2 * c + 1] = {(400 + 5 * (11 * n % 29)) * yuan, (15'000 + 250 * (13 * n % 23)) * yuan, 50,
                       altitude};
  }
  return rows;
}();

inline const Standard& standard_of(const Household& h) {
  return standards[static_cast<std::size_t>(h.county) * 2 + static_cast<std::size_t>(h.area)];
}

/// Households and members as columns; members of household h are rows offsets[h] .. offsets[h+1]-1.
struct Columns {
  HouseholdFacts<Column> households;
  MemberFacts<Column> members;
  std::vector<std::uint32_t> offsets{0};

  std::size_t size() const { return offsets.size() - 1; }
  std::size_t member_count() const { return offsets.back(); }

  void append(const Family& f) {
    constexpr auto push = [](auto, auto& column, const auto& value) { column.push_back(value); };
    each_household_fact(push, households, f.household);
    for (const Member& m : f.members()) each_member_fact(push, members, m);
    offsets.push_back(offsets.back() + static_cast<std::uint32_t>(f.size));
  }
};

}  // namespace workload
