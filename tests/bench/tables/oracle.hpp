// The judge of the workload: one household at a time, each rule written as its text words it, with
// no thought of speed.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "programs.hpp"

namespace workload::oracle {

inline bool yes(Flag f) { return f == Flag::yes; }

/// numerator / denominator in 10^-4 yuan, rounded half up to a whole fen; both positive.
inline Money divide_to_fen(Money numerator, Money denominator) {
  const Money unit = denominator * fen;
  return (2 * numerator + unit) / (2 * unit) * fen;
}

inline bool property_ok(const Household& h, Money n) {
  return h.savings <= 24 * standard_of(h).dibao * n && h.dwellings <= 1 && !yes(h.vehicle);
}

inline bool is_tekun(const Household& h, const Member& m, bool property) {
  const bool impaired =
      ((m.disability == Disability::intellectual || m.disability == Disability::mental) &&
       m.grade >= 1 && m.grade <= 3) ||
      (m.disability == Disability::physical && severely_disabled(m)) ||
      (m.disability == Disability::visual && m.grade == 1);
  return (m.age >= 60 || m.age < 16 || impaired) && m.own_income < standard_of(h).dibao &&
         property && !yes(m.able_supporter);
}

inline bool spends_rigidly(const Household& h, Money n) {
  const Money year = 12 * h.monthly_income;
  const Money spent = h.medical_spending + h.education_spending + h.rehabilitation_spending;
  return year < standard_of(h).disposable_income * n &&
         100 * spent >= standard_of(h).rigid_percent * year;
}

/// What the person-level rules ask about the household.
struct Layer {
  bool dibao = false, marginal = false, rigid = false;
  Money size = 0;
  Money tekun_members = 0;
  Money dibao_share = 0;  // monthly, for each member who is not tekun

  bool low_income() const { return dibao || marginal || rigid; }
};

inline Layer layer_of(const Household& h, Money n, Money tekun_members, bool property) {
  const Money line = standard_of(h).dibao * n;
  Layer layer{.size = n, .tekun_members = tekun_members};
  if (!property || tekun_members == n) return layer;
  if (h.monthly_income < line) {
    layer.dibao = true;
    layer.dibao_share = divide_to_fen(line - h.monthly_income, n);
  } else if (2 * h.monthly_income < 3 * line) {
    layer.marginal = true;
  } else {
    layer.rigid = spends_rigidly(h, n);
  }
  return layer;
}

inline Money emergency(const Household& h, Money n) {
  if (h.event == Event::none || h.event_months_ago > 6 || !yes(h.in_trouble)) return 0;
  return (h.event == Event::severe ? 6 : 3) * standard_of(h).dibao * n;
}

inline Money tekun_amount(const Household& h, const Member& m) {
  const Money tenths = h.area == Area::urban ? 13 : 15;
  const Money care = m.failed_self_care >= 4 ? 600 : m.failed_self_care >= 1 ? 300 : 0;
  return standard_of(h).dibao * tenths / 10 + care * yuan;
}

inline Money living(const Member& m, const Layer& layer, bool tekun) {
  if (m.disability == Disability::none || !layer.dibao || tekun || yes(m.work_injury_nursing))
    return 0;
  return (severely_disabled(m) ? 100 : 80) * yuan;
}

inline Money nursing(const Member& m, bool tekun) {
  if (!severely_disabled(m) || m.care_months < 6 || tekun || yes(m.work_injury_nursing)) return 0;
  return (m.grade == 1 ? 200 : 150) * yuan;
}

inline Money age_allowance(const Member& m) {
  if (!yes(m.local_hukou) || m.age < 80) return 0;
  return (m.age >= 100 ? 300 : m.age >= 90 ? 200 : 100) * yuan;
}

inline Money elderly_care(const Member& m, const Layer& layer, bool tekun) {
  if (m.age < 60 || !layer.low_income() || m.failed_self_care < 4 || tekun) return 0;
  return (layer.dibao ? 220 : layer.marginal ? 180 : 160) * yuan;
}

inline bool gone(Parent p) { return p == Parent::dead || p == Parent::missing; }
inline bool unable(Parent p) { return p != Parent::fine && !gone(p); }

/// Tops up to the rate what the child gets otherwise.
inline Money child(const Household& h, const Member& m, Money received) {
  const bool unattended = (unable(m.father) && unable(m.mother)) ||
                          (gone(m.father) && unable(m.mother)) ||
                          (unable(m.father) && gone(m.mother));
  if (m.age >= 18 || !unattended) return 0;
  return std::max<Money>(0, child_rate[standard_of(h).altitude][yes(m.in_institution)] - received);
}

inline Money medical(const Member& m, const Layer& layer, bool tekun) {
  if (!yes(m.insured) || !(tekun || layer.dibao || layer.marginal)) return 0;
  const MedicalClass& c = tekun         ? medical_of_tekun
                          : layer.dibao ? medical_of_dibao
                                        : medical_of_marginal;
  if (m.medical_self_paid <= c.deductible) return 0;
  const auto percent = c.percent + (yes(m.serious_illness) ? serious_illness_percent : 0);
  return std::min(c.cap, divide_to_fen((m.medical_self_paid - c.deductible) * percent, 100));
}

inline Money education(const Member& m, const Layer& layer) {
  if (m.age < 3 || m.age > 24 || !(layer.low_income() || layer.tekun_members > 0)) return 0;
  const Money full = education_full[static_cast<std::size_t>(m.student)];
  return layer.dibao || layer.tekun_members > 0 ? full : full / 2;
}

template <class Emit>
void decide_member(const Household& h, const Member& m, const Layer& layer, bool tekun,
                   Emit&& grant) {
  const Money support = tekun ? tekun_amount(h, m) : 0;
  const Money for_living = living(m, layer, tekun);
  const Money for_nursing = nursing(m, tekun);
  const Money for_elderly = elderly_care(m, layer, tekun);
  const bool elderly_wins = for_elderly > for_nursing;
  const Money received = tekun ? support : layer.dibao_share + for_living;

  grant(Program::tekun, support);
  grant(Program::living, for_living);
  grant(Program::nursing, elderly_wins ? 0 : for_nursing);
  grant(Program::age, age_allowance(m));
  grant(Program::elderly, elderly_wins ? for_elderly : 0);
  grant(Program::child, child(h, m, received));
  grant(Program::medical, medical(m, layer, tekun));
  grant(Program::education, education(m, layer));
}

/// Calls emit(program, member or -1, amount) for each program granted.
template <class Emit>
void decide(const Household& h, std::span<const Member> members, Emit&& emit) {
  const auto n = static_cast<Money>(members.size());
  const bool property = property_ok(h, n);
  std::array<bool, max_members> tekun{};
  for (std::size_t i = 0; i < members.size(); ++i) tekun[i] = is_tekun(h, members[i], property);
  const Layer layer = layer_of(h, n, std::count(tekun.begin(), tekun.end(), true), property);

  if (layer.dibao) emit(Program::dibao, -1, layer.dibao_share * (n - layer.tekun_members));
  if (layer.marginal) emit(Program::marginal, -1, Money{0});
  if (layer.rigid) emit(Program::rigid, -1, Money{0});
  if (const Money aid = emergency(h, n); aid > 0) emit(Program::emergency, -1, aid);

  for (std::size_t i = 0; i < members.size(); ++i)
    decide_member(h, members[i], layer, tekun[i], [&](Program p, Money amount) {
      if (amount > 0) emit(p, static_cast<int>(i), amount);
    });
}

}  // namespace workload::oracle
