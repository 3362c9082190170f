// The passes, each one run over all households.
#include "run/corners.hpp"

#include <algorithm>

#include "run/answers.hpp"
#include "run/polarity.hpp"
#include "value/choice_set.hpp"

namespace entitle::run {

namespace {

constexpr std::uint32_t passes_by_chance = 4;
constexpr std::uint32_t most_programs = 12;  // passes for and against; with more, some share theirs

/// Bits of one fact in one pass, by the place of a row.
std::uint64_t pattern(std::uint32_t pass, std::uint32_t fact) {
  std::uint64_t z = 0x9E3779B97F4A7C15ULL * (fact + 1) + 0xD1B54A32D192ED03ULL * (pass + 1);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

}  // namespace

Corners::Corners(const model::Model& model, const plan::Plan& plan)
    : model_(model),
      plan_(plan),
      one_(model),
      frame_(model),
      machine_(model, plan, Policy::recycle),
      places_(model.entities.size()),
      unknown_(model.facts.size()),
      shown_(plan.programs.size()) {}

/// Made when first needed: most households have nothing to settle.
void Corners::find_ways() {
  if (!ways_.empty()) return;
  const auto facts = static_cast<std::uint32_t>(model_.facts.size());
  const auto by_chance = [&] {
    std::vector<Way>& ways = ways_.emplace_back(facts);
    for (std::uint32_t f = 0; f < facts; ++f)
      ways[f].ends = {pattern(static_cast<std::uint32_t>(ways_.size()), f),
                      pattern(static_cast<std::uint32_t>(ways_.size()), f + facts)};
    return ways_.size() - 1;
  };
  const auto programs = static_cast<std::uint32_t>(plan_.programs.size());
  for (std::uint32_t first = 0; first < std::min(programs, most_programs); ++first)
    for (const bool for_it : {true, false}) {
      std::vector<Way>& ways = ways_[by_chance()];
      std::vector<bool> told(facts, false);
      for (std::uint32_t p = first; p < programs; p += most_programs) {
        const std::vector<Polarity> all = polarity_of(plan_, facts, plan_.programs[p].eligible);
        for (std::uint32_t f = 0; f < facts; ++f) {
          const Polarity& of = all[f];
          if (told[f] || (of.for_it == of.against && of.set.empty())) continue;
          told[f] = true;
          if (of.for_it != of.against)
            ways[f].ends = {of.for_it == for_it ? ~std::uint64_t{0} : 0, 0};
          ways[f].set = for_it ? of.set : of.any;
          if (!for_it)
            for (std::uint64_t& word : ways[f].set) word = ~word;
        }
      }
    }
  for (std::uint32_t pass = 0; pass < passes_by_chance; ++pass) by_chance();
}

/// One-ofs that a pass wants to be one of a set.
void Corners::prefer(const FactColumn& from, std::span<const std::uint32_t> unknown,
                     const std::vector<std::uint64_t>& set, std::uint32_t at,
                     FactColumn& to) const {
  std::vector<std::uint64_t> one(set.size(), 0);
  for (const std::uint32_t r : unknown) {
    const std::vector<std::uint64_t> may = from.set_of(r);
    for (std::uint32_t c = 0; c < from.choices(); ++c) {
      if (!value::choices::contains(may, c) || !value::choices::contains(set, c)) continue;
      std::fill(one.begin(), one.end(), 0);
      value::choices::insert(one, c);
      to.set_choices(at + r, one);
      break;
    }
  }
}

/// Completes the households of a frame as one pass does, in their copy number `copy`.
void Corners::complete(const Frame& from, std::uint32_t pass, std::uint32_t copy) {
  for (std::uint32_t f = 0; f < model_.facts.size(); ++f) {
    if (unknown_[f].empty()) continue;
    const std::vector<std::uint32_t>& places = places_[model_.facts[f].entity.index];
    const Way& way = ways_[pass][f];
    const auto at = copy * static_cast<std::uint32_t>(places.size());
    frame_.fact({f}).complete(at, from.fact({f}), unknown_[f], way.ends, places);
    if (!way.set.empty()) prefer(from.fact({f}), unknown_[f], way.set, at, frame_.fact({f}));
  }
}

void Corners::all_complete(const Frame& from) {
  for (std::uint32_t f = 0; f < model_.facts.size(); ++f)
    if (from.to_complete({f})) frame_.fact({f}).all_complete();
}

void Corners::find_places(const Frame& frame) {
  for (std::uint32_t e = 0; e < model_.entities.size(); ++e) {
    const std::vector<std::uint32_t>& household = frame.level({e}).household;
    places_[e].resize(household.size());
    for (std::uint32_t r = 0; r < household.size(); ++r)
      places_[e][r] = r > 0 && household[r] == household[r - 1] ? places_[e][r - 1] + 1 : 0;
  }
}

void Corners::begin(const Frame& frame) {
  find_ways();
  find_places(frame);
  for (std::uint32_t f = 0; f < model_.facts.size(); ++f) {
    unknown_[f].clear();
    if (frame.to_complete({f})) frame.fact({f}).find_unknown(unknown_[f]);
  }
  for (std::uint32_t p = 0; p < plan_.programs.size(); ++p)
    shown_[p].assign(frame.outline(model_[plan_.programs[p].rule].entity).rows, {});
}

/// Runs what was completed, which are the rows shown_ is of, or copies of them.
void Corners::add_shown(const Tables& tables) {
  tables_ = &tables;
  machine_.run(frame_, tables);
  std::vector<std::uint8_t> contradicted;
  if (!machine_.clashes().empty()) contradicted.assign(frame_.households(), 0);
  for (const Clash& clash : machine_.clashes()) contradicted[clash.household] = 1;
  for (std::uint32_t p = 0; p < plan_.programs.size(); ++p) {
    const FrameLevel& level = frame_.outline(model_[plan_.programs[p].rule].entity);
    std::vector<StatusSet>& shown = shown_[p];
    if (level.rows == 0) continue;
    read_statuses(machine_, plan_, plan_.programs[p], level.rows, statuses_);
    if (!contradicted.empty()) {
      const auto& household = frame_.level(model_[plan_.programs[p].rule].entity).household;
      for (std::uint32_t r = 0; r < statuses_.size(); ++r)
        if (contradicted[household[r]] != 0) statuses_[r] = {};
    }
    for (std::size_t copy = 0; copy < statuses_.size(); copy += shown.size())
      for (std::size_t r = 0; r < shown.size(); ++r)
        if (const StatusSet status = statuses_[copy + r]; !status.depends()) shown[r].add(status);
  }
}

const StatusColumns& Corners::show(const Frame& frame, const Tables& tables) {
  begin(frame);
  for (std::uint32_t pass = 0; pass < ways_.size(); ++pass) {
    if (pass == 0) frame_ = frame;
    complete(frame, pass, 0);
    if (pass == 0) all_complete(frame);
    add_shown(tables);
  }
  return shown_;
}

const StatusColumns& Corners::show(const View& household) {
  one_.clear();
  one_.append_copies(household.frame(), household.number(), 1);
  begin(one_);
  frame_.clear();
  const auto passes = static_cast<std::uint32_t>(ways_.size());
  frame_.append_copies(one_, 0, passes);
  for (std::uint32_t pass = 0; pass < passes; ++pass) complete(one_, pass, pass);
  all_complete(one_);
  add_shown(household.tables());
  return shown_;
}

View Corners::view(std::uint32_t number) const {
  return {model_, plan_, machine_, frame_, *tables_, number};
}

}  // namespace entitle::run
