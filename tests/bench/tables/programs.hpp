// The workload's twelve programs as data (their names in the order of their numbers, their
// constants), and what deciding them yields: hits and tallies.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "facts.hpp"

namespace workload {

enum class Program : std::uint8_t {
  dibao,
  marginal,
  rigid,
  tekun,
  living,
  nursing,
  age,
  elderly,
  child,
  emergency,
  medical,
  education
};
inline constexpr std::size_t program_count = 12;

inline constexpr std::array<std::string_view, program_count> program_names{
    "dibao",         "marginal", "rigid", "tekun",     "living",  "nursing",
    "age_allowance", "elderly",  "child", "emergency", "medical", "education"};

/// Whether a program is the household's, not a member's.
constexpr bool of_household(Program p) { return p <= Program::rigid || p == Program::emergency; }

/// Monthly rate of a child in hardship: [altitude class][in institution].
inline constexpr Money child_rate[3][2] = {
    {715 * yuan, 1'468 * yuan}, {858 * yuan, 1'762 * yuan}, {966 * yuan, 1'982 * yuan}};

struct MedicalClass {
  std::int64_t percent;
  Money deductible;
  Money cap;
};
inline constexpr MedicalClass medical_of_tekun{95, 0, 60'000 * yuan};
inline constexpr MedicalClass medical_of_dibao{75, 500 * yuan, 50'000 * yuan};
inline constexpr MedicalClass medical_of_marginal{60, 3'000 * yuan, 30'000 * yuan};
inline constexpr std::int64_t serious_illness_percent = 5;

/// Yearly amount by Student.
inline constexpr std::array<Money, 6> education_full{
    0, 1'000 * yuan, 1'200 * yuan, 1'500 * yuan, 2'000 * yuan, 4'000 * yuan};

/// One granted program. `row` is the household's index or the member's, by the program's level.
struct Hit {
  Money amount;
  std::uint32_t row;
  Program program;

  auto operator<=>(const Hit&) const = default;
};

/// Hits in a buffer that keeps its room from run to run.
class HitList {
 public:
  void clear() { size_ = 0; }
  /// Keeps the first `n`, as many as there are at least.
  void shrink(std::size_t n) { size_ = n; }
  std::span<const Hit> view() const { return {buffer_.get(), size_}; }
  void push_unchecked(const Hit& hit) { buffer_[size_++] = hit; }

  void reserve_more(std::size_t n) {
    if (size_ + n <= capacity_) return;
    capacity_ = std::max(size_ + n, 2 * capacity_);
    auto larger = std::make_unique_for_overwrite<Hit[]>(capacity_);
    std::copy_n(buffer_.get(), size_, larger.get());
    buffer_ = std::move(larger);
  }

 private:
  std::unique_ptr<Hit[]> buffer_;
  std::size_t size_ = 0, capacity_ = 0;
};

/// Count and sum of amounts, by program.
struct Tally {
  std::array<std::int64_t, program_count> count{};
  std::array<Money, program_count> sum{};

  void add(Program p, Money amount) {
    ++count[static_cast<std::size_t>(p)];
    sum[static_cast<std::size_t>(p)] += amount;
  }
  bool operator==(const Tally&) const = default;
};

}  // namespace workload
