// Writes the workload household by household, as each is drawn.
#include "export.hpp"

#include <concepts>
#include <fstream>
#include <stdexcept>

#include "generate.hpp"

namespace workload {
namespace {

template <class T>
constexpr bool is_quoted = !std::integral<T> && !std::same_as<T, Flag>;

constexpr auto each_of_household = [](auto&& visit, auto& x) { each_household_fact(visit, x); };
constexpr auto each_of_member = [](auto&& visit, auto& x) { each_member_fact(visit, x); };

std::ofstream open(const std::string& path) {
  std::ofstream out(path, std::ios::binary);
  if (!out) throw std::runtime_error("cannot write " + path);
  out.exceptions(std::ios::failbit | std::ios::badbit);
  return out;
}

/// The names of all facts after those of the keys.
template <class Each, class Facts>
std::string header(std::string keys, Each each, Facts facts) {
  each([&](std::string_view name, const auto&) { (keys += ',') += name; }, facts);
  return keys + '\n';
}

template <class Each, class Facts>
void add_cells(std::string& line, Each each, const Facts& facts) {
  each([&](std::string_view, const auto& value) { (line += ',') += text(value); }, facts);
}

template <class Each, class Facts>
void add_keys(std::string& line, Each each, const Facts& facts) {
  each(
      [&]<class T>(std::string_view name, const T& value) {
        const std::string_view quote = is_quoted<T> ? "\"" : "";
        ((((((line += ",\"") += name) += "\":") += quote) += text(value)) += quote);
      },
      facts);
}

}  // namespace

void write_csv(std::uint64_t seed, std::uint64_t households, const std::string& folder) {
  std::ofstream of_households = open(folder + "/households.csv");
  std::ofstream of_members = open(folder + "/members.csv");
  of_households << header("household", each_of_household, Household{});
  of_members << header("household,member", each_of_member, Member{});
  for (std::uint64_t i = 0; i < households; ++i) {
    const Family family = generate(seed, i);
    std::string line = std::to_string(i);
    add_cells(line, each_of_household, family.household);
    of_households << line << '\n';
    for (std::size_t m = 0; m < family.size; ++m) {
      line = std::to_string(i) + ',' + std::to_string(m);
      add_cells(line, each_of_member, family.slots[m]);
      of_members << line << '\n';
    }
  }
}

void write_ndjson(std::uint64_t seed, std::uint64_t households, const std::string& folder) {
  std::ofstream out = open(folder + "/households.ndjson");
  for (std::uint64_t i = 0; i < households; ++i) {
    const Family family = generate(seed, i);
    std::string line = "{\"household\":" + std::to_string(i);
    add_keys(line, each_of_household, family.household);
    line += ",\"members\":[";
    for (std::size_t m = 0; m < family.size; ++m) {
      (line += m != 0 ? ",{\"member\":" : "{\"member\":") += std::to_string(m);
      add_keys(line, each_of_member, family.slots[m]);
      line += '}';
    }
    out << line << "]}\n";
  }
}

}  // namespace workload
