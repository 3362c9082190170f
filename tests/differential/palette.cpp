// Types, units and constants of generated rulesets.
#include "differential/palette.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "entitle/date.hpp"

namespace entitle::differential {

using value::DurationUnit;
using value::Kind;

namespace {

std::string unit_of(const Type& type) {
  switch (type.kind) {
    case Kind::money:
      return type.period == Period::month  ? " 元/月"
             : type.period == Period::year ? " 元/年"
                                           : " 元";
    case Kind::duration:
      return type.unit == DurationUnit::years    ? " years"
             : type.unit == DurationUnit::months ? " months"
                                                 : " days";
    case Kind::percent:
      return "%";
    default:
      return "";
  }
}

std::string word_of(const Type& type) {
  switch (type.kind) {
    case Kind::money:
      return type.period == Period::month  ? "money per month"
             : type.period == Period::year ? "money per year"
                                           : "money";
    case Kind::duration:
      return type.unit == DurationUnit::years    ? "years"
             : type.unit == DurationUnit::months ? "months"
                                                 : "days";
    case Kind::percent:
      return "percent";
    case Kind::decimal:
      return "decimal";
    case Kind::date:
      return "date";
    default:
      return "whole number";
  }
}

std::vector<std::int64_t> candidates(const Type& type) {
  switch (type.kind) {
    case Kind::money:
      return {0, 100, 1'000'000, 9'100'000, 10'005'000, 27'300'000, 27'299'900, 50'600'000, 3'300};
    case Kind::duration:
      if (type.unit == DurationUnit::years) return {0, 160'000, 180'000, 600'000, 800'000, 10'000};
      return {0, 60'000, 120'000, 10'000};
    case Kind::percent:
      return {0, 1'000, 5'000, 6'000, 10'000, 15'000, 3'333};
    case Kind::decimal:
      return {0, 5'000, 10'000, 15'000, 22'500, 1, 30'000};
    case Kind::date:
      return {18'262, 18'779, 18'780, 17'000};
    default:
      return {0, 10'000, 20'000, 30'000, 40'000, 70'000};
  }
}

/// The largest numbers of integers of 7 to 32 bits, and of 16 and 31 of whole yuan.
constexpr std::int64_t last_of_width[] = {127,           255,           32'767,    65'535,
                                          2'147'483'647, 4'294'967'295, 6'553'500, 214'748'364'700};

}  // namespace

bool same_type(const Type& a, const Type& b) {
  return a.kind == b.kind && a.period == b.period &&
         (a.kind != Kind::duration || a.unit == b.unit) && a.choice_domain == b.choice_domain;
}

std::string decimal_text(std::int64_t units) {
  const std::int64_t size = std::abs(units);
  std::string text = std::to_string(size / 10'000);
  if (size % 10'000 != 0) {
    std::string rest = std::to_string(10'000 + size % 10'000).substr(1);
    while (rest.back() == '0') rest.pop_back();
    text += "." + rest;
  }
  return units < 0 ? "-" + text : text;
}

Palette::Palette(Random random) {
  narrow_ = random.chance(40);
  std::vector<Type> all = {Type::of(Kind::whole),
                           Type::of(Kind::decimal),
                           Type::of(Kind::percent),
                           Type::money(Period::none),
                           Type::money(Period::month),
                           Type::money(Period::year),
                           Type::of(Kind::date),
                           Type::duration(DurationUnit::years),
                           Type::duration(DurationUnit::months),
                           Type::duration(DurationUnit::days)};
  for (const Type& type : all)
    if (type.kind == Kind::whole || type.kind == Kind::money || random.chance(50))
      numbers_.push_back(type);
  const bool huge = random.chance(12);
  edges_ = !narrow_ && random.fork(1).chance(50);
  Random edging = random.fork(2);
  for (const Type& type : numbers_) {
    Constants& constants = constants_.emplace_back();
    constants.type = type;
    const std::vector<std::int64_t> from = candidates(type);
    const std::uint32_t few = 2 + random.below(3);
    for (std::uint32_t i = 0; i < few; ++i) constants.units.push_back(random.pick(from));
    if (huge && type.kind != Kind::date && type.kind != Kind::percent && random.chance(60))
      constants.units.push_back(9'000'000'000'000'000'000);
    if (!edges_ || type.kind == Kind::date) continue;
    for (int i = 0; i < 2; ++i) {
      const std::int64_t at =
          last_of_width[edging.below(std::size(last_of_width))] + edging.below(3) - 1;
      // Years are counted up to 200, and percent are written with two decimals.
      const std::int64_t most = type.kind == Kind::duration  ? 200
                                : type.kind == Kind::percent ? 65'536
                                                             : at;
      constants.units.push_back(step(type) * std::min(at, most));
    }
  }
}

std::int64_t Palette::step(const Type& type) const {
  switch (type.kind) {
    case Kind::money:
      return 100;
    case Kind::whole:
    case Kind::duration:
      return 10'000;
    default:
      return 1;
  }
}

std::int64_t Palette::constant(const Type& type, Random& random) const {
  for (const Constants& constants : constants_)
    if (same_type(constants.type, type)) return random.pick(constants.units);
  return step(type);
}

std::string literal_text(const Type& type, std::int64_t units) {
  if (type.kind == Kind::date) return Date::from_days(static_cast<std::int32_t>(units)).iso();
  if (type.kind == Kind::percent) return decimal_text(units * 100) + "%";
  return decimal_text(units) + unit_of(type);
}

std::string Palette::declaration(const Type& type, Random& random) const {
  const std::string word = word_of(type);
  if (type.kind == Kind::date) return word;
  const std::int64_t by = step(type);
  const auto bare = [&](std::int64_t units) {
    return decimal_text(type.kind == Kind::percent ? units * 100 : units);
  };
  const auto range = [&](std::int64_t lo, std::int64_t hi) {
    return word + (lo < 0 ? " >= " + decimal_text(0) : " " + bare(lo) + ".." + bare(hi)) +
           unit_of(type);
  };
  std::int64_t around = constant(type, random);
  if (around > 10'000'000'000'000'000) around = by;
  const std::int64_t below = around - by * random.below(3);
  const std::int64_t least = below < 0 ? 0 : below;
  if (narrow_) return range(least, least + by * (1 + random.below(4)));
  // The range ends at an edge or a step beside it.
  if (edges_ && random.chance(60))
    return range(random.chance(50) ? 0 : least % (by * 100), around + by * random.below(2));
  switch (random.below(6)) {
    case 0:
      return word;
    case 1:
      return word + " >= " + bare(0) + unit_of(type);
    case 2:
      return word + " <= " + bare(around + by * 100) + unit_of(type);
    case 3:
      return range(least, least + by * (1 + random.below(4)));
    default:
      return range(0, around + by * (1 + random.below(200)));
  }
}

std::string Palette::positive_declaration(const Type& type, Random& random) const {
  const std::int64_t by = type.kind == Kind::whole ? 10'000 : 1'000'000;
  const std::string most = decimal_text(by * (1 + random.below(4)));
  if (narrow_ || random.chance(50))
    return word_of(type) + " " + decimal_text(by) + ".." + most + unit_of(type);
  return word_of(type) + " >= " + decimal_text(by) + unit_of(type);
}

}  // namespace entitle::differential
