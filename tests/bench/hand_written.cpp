// One loop over households, one over members, as one would write them for these five programs and
// nothing else.
#include "hand_written.hpp"

namespace bench {

void decide(const Columns& in, const Standards& standards, Results& out) {
  const std::size_t households = in.income.size();
  const std::size_t members = in.age.size();
  out.dibao.resize(households);
  out.dibao_amount.resize(households);
  out.edge.resize(households);
  out.low_income.resize(households);
  out.nursing.resize(members);
  out.nursing_amount.resize(members);
  out.elderly.resize(members);
  out.elderly_amount.resize(members);
  for (std::size_t i = 0; i < households; ++i) {
    const std::int64_t count = in.first_member[i + 1] - in.first_member[i];
    // Everything times twelve, so that a yearly standard needs no division.
    const std::int64_t line =
        (in.rural[i] != 0 ? standards.rural_year : standards.urban_month * 12) * count;
    const std::int64_t income = in.income[i] * 12;
    const bool dibao = income < line && in.property[i] != 0;
    const bool edge = !dibao && income * 2 < line * 3 && in.edge_property[i] != 0;
    out.dibao[i] = dibao ? 1 : 0;
    out.edge[i] = edge ? 1 : 0;
    out.low_income[i] = dibao || edge ? 1 : 0;
    // Half up to a fen: (line - income) / 12, in hundreds of 10^-4.
    out.dibao_amount[i] = dibao ? (line - income + 600) / 1200 * 100 : 0;
  }
  for (std::size_t i = 0; i < members; ++i) {
    const bool nursing = in.grade[i] - 1U < 2U && in.care_months[i] >= 6 && in.in_tekun[i] == 0 &&
                         in.work_injury[i] == 0;
    out.nursing[i] = nursing ? 1 : 0;
    out.nursing_amount[i] = nursing ? standards.nursing_month : 0;
    const bool elderly = in.age[i] >= 80;
    out.elderly[i] = elderly ? 1 : 0;
    out.elderly_amount[i] = !elderly           ? 0
                            : in.age[i] >= 100 ? standards.elderly_100_year
                            : in.age[i] >= 90  ? standards.elderly_90_year
                                               : standards.elderly_80_year;
  }
}

}  // namespace bench
