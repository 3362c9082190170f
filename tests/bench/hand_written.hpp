// The rules of rulesets/xizang written by hand as plain C++, for known households on one day: what
// the engine is measured against.
#pragma once

#include <cstdint>
#include <vector>

namespace bench {

/// Money in 10^-4 yuan.
struct Standards {
  std::int64_t urban_month = 0;
  std::int64_t rural_year = 0;
  std::int64_t nursing_month = 0;
  std::int64_t elderly_80_year = 0;
  std::int64_t elderly_90_year = 0;
  std::int64_t elderly_100_year = 0;
};

/// Columns of households; members of one stand together.
struct Columns {
  std::vector<std::int64_t> income;
  std::vector<std::uint8_t> rural;
  std::vector<std::uint8_t> property;
  std::vector<std::uint8_t> edge_property;
  std::vector<std::uint32_t> first_member;  ///< and one more
  std::vector<std::uint8_t> age;
  std::vector<std::uint8_t> grade;  ///< 0: not disabled
  std::vector<std::uint16_t> care_months;
  std::vector<std::uint8_t> in_tekun;
  std::vector<std::uint8_t> work_injury;
};

struct Results {
  std::vector<std::uint8_t> dibao;
  std::vector<std::int64_t> dibao_amount;
  std::vector<std::uint8_t> edge;
  std::vector<std::uint8_t> low_income;
  std::vector<std::uint8_t> nursing;
  std::vector<std::int64_t> nursing_amount;
  std::vector<std::uint8_t> elderly;
  std::vector<std::int64_t> elderly_amount;
};

/// Decides every household and member. `out` has room already after the first call.
void decide(const Columns& in, const Standards& standards, Results& out);

}  // namespace bench
