// One row for each figure; the goals are those that the engine was given for whole tables.
#include "figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace bench {
namespace {

enum class Unit : std::uint8_t {
  count,
  rate,
  nanoseconds,
  microseconds,
  milliseconds,
  megabytes,
  per_second,
  ratio
};

/// A goal that is a rate is met by more of it, another by less.
struct Row {
  const char* key;
  const char* label;
  Unit unit;
  const char* against = nullptr;  ///< the figure that goals are ratios to; none: goals are absolute
  double floor = 0;               ///< 0: no goal
  double aim = 0;
};

constexpr Row rows[] = {
    {"households", "households", Unit::count},
    {"handwritten_soa", "by hand, tally", Unit::rate},
    {"handwritten_hits", "by hand, hits", Unit::rate},
    {"entitle_1t", "all known, hits", Unit::rate, "handwritten_hits", 0.7, 1.2},
    {"entitle_statuses_1t", "all known, statuses and amounts of all", Unit::rate,
     "handwritten_hits", 0.6, 1},
    {"entitle_2t", "all known, hits, 2 threads", Unit::rate, "entitle_1t", 1.7, 1.95},
    {"entitle_unknown10_1t", "10 % of facts missing, bounds", Unit::rate, "entitle_1t", 0.35, 0.55},
    {"entitle_settled10_1t", "10 % of facts missing, settled", Unit::rate, "entitle_unknown10_1t",
     0.1, 0.3},
    {"entitle_one_missing_1t", "one missing in a chunk, bounds", Unit::rate, "entitle_1t", 0.8,
     0.95},
    {"entitle_one_missing_settled_1t", "one missing in a chunk, settled", Unit::rate, "entitle_1t"},
    {"entitle_ranges_1t", "every standard a range, bounds", Unit::rate, "entitle_1t"},
    {"entitle_fill_ns", "taking the columns in", Unit::nanoseconds},
    {"csv_end_to_end", "CSV to CSV", Unit::rate, nullptr, 0.6e6, 1e6},
    {"ndjson_end_to_end", "NDJSON to CSV", Unit::rate, "ndjson_simdjson_only", 0.5, 0.6},
    {"ndjson_simdjson_only", "NDJSON, simdjson reading alone", Unit::rate},
    {"single_us", "one household", Unit::microseconds, nullptr, 10, 3},
    {"single_json_per_s", "one household, explained, as JSON", Unit::per_second},
    {"load_ms", "loading the rules", Unit::milliseconds},
    {"rss_households", "  households streamed for the next", Unit::count},
    {"rss_mb_streaming", "resident memory, streaming CSV", Unit::megabytes, nullptr, 300, 100},
    {"rows_1e5", "10^5 rows", Unit::rate},
    {"rows_1e6", "10^6 rows", Unit::rate},
    {"rows_1e7", "10^7 rows", Unit::rate},
    {"linear_1e5_1e6", "time a row, 10^6 : 10^5", Unit::ratio, nullptr, 1.15, 1},
    {"linear_1e5_1e7", "time a row, 10^7 : 10^5", Unit::ratio, nullptr, 1.15, 1},
    {"programs_x1", "12 programs", Unit::rate},
    {"programs_x4", "48 programs", Unit::rate},
    {"programs_x16", "192 programs", Unit::rate},
    {"programs_x4_relative", "time a program, 4 x : 1 x", Unit::ratio, nullptr, 1.25, 1},
    {"programs_x16_relative", "time a program, 16 x : 1 x", Unit::ratio, nullptr, 1.25, 1},
};

std::string amount(double value, Unit unit) {
  switch (unit) {
    case Unit::count:
      return fmt::format("{:.0f}", value);
    case Unit::rate:
    case Unit::per_second:
      return value >= 1e6 ? fmt::format("{:.2f} M/s", value / 1e6)
                          : fmt::format("{:.1f} k/s", value / 1e3);
    case Unit::nanoseconds:
      return fmt::format("{:.1f} ns", value);
    case Unit::microseconds:
      return fmt::format("{:.2f} us", value);
    case Unit::milliseconds:
      return fmt::format("{:.2f} ms", value);
    case Unit::megabytes:
      return fmt::format("{:.0f} MB", value);
    case Unit::ratio:
      break;
  }
  return fmt::format("{:.3g} x", value);
}

}  // namespace

void Figures::set(std::string_view key, double value) {
  if (std::ranges::none_of(rows, [&](const Row& row) { return row.key == key; }))
    throw std::logic_error("no such figure: " + std::string(key));
  values_[std::string(key)] = value;
}

std::optional<double> Figures::get(std::string_view key) const {
  const auto found = values_.find(key);
  return found == values_.end() ? std::nullopt : std::optional(found->second);
}

std::string Figures::text() const {
  const auto line = [](std::string_view what, std::string_view value, std::string_view each,
                       std::string_view hand, std::string_view is, std::string_view floor,
                       std::string_view aim, std::string_view verdict) {
    return fmt::format("{:<40} {:>11} {:>10} {:>9} {:>11} {:>11} {:>11}  {}\n", what, value, each,
                       hand, is, floor, aim, verdict);
  };
  std::string out = line("", "", "ns each", "x by hand", "ratio", "at least", "aim", "");
  const std::optional<double> hand = get("handwritten_hits");
  for (const Row& row : rows) {
    const std::optional<double> value = get(row.key);
    if (!value) {
      out += line(row.label, "-", "", "", "", "", "", "not measured");
      continue;
    }
    const bool rate = row.unit == Unit::rate;
    std::optional<double> is;
    if (row.against == nullptr)
      is = row.floor != 0 ? value : std::nullopt;
    else if (const std::optional<double> base = get(row.against))
      is = *value / *base;
    const Unit unit = row.against == nullptr ? row.unit : Unit::ratio;
    std::string verdict;
    if (is && row.floor != 0) {
      const auto met = [&](double goal) { return rate ? *is >= goal : *is <= goal; };
      verdict = met(row.aim) ? "aim met" : met(row.floor) ? "met" : "NOT MET";
    }
    const auto goal = [&](double wanted) {
      return wanted == 0 ? std::string() : amount(wanted, unit);
    };
    out +=
        line(row.label, amount(*value, row.unit), rate ? fmt::format("{:.1f}", 1e9 / *value) : "",
             rate && hand ? fmt::format("{:.3f}", *value / *hand) : "", is ? amount(*is, unit) : "",
             goal(row.floor), goal(row.aim), verdict);
  }
  return out;
}

std::string Figures::json() const {
  std::string out = "{";
  for (const Row& row : rows) {
    const std::optional<double> value = get(row.key);
    out += fmt::format("{}\n  \"{}\": {}", &row == rows ? "" : ",", row.key,
                       value ? fmt::format("{:.6g}", *value) : "null");
  }
  return out + "\n}\n";
}

}  // namespace bench
