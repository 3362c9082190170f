// Columns grow when something is said of a row; those behind are filled up when they are next
// needed, or at the end.
#include "io/block_rows.hpp"

#include <algorithm>

namespace entitle::io {
void BlockRows::back() {
  for (std::uint32_t e = 0; e < mark_.size(); ++e) {
    const model::Entity& entity = model_.entities[e];
    run::BlockLevel& level = out_.block.level({e});
    level.rows = mark_[e];
    if (e != 0 && level.listings.size() > mark_[entity.parent.index]) {
      level.listings.resize(mark_[entity.parent.index]);
      level.first.resize(level.listings.size() + 1);
    }
    for (const model::FactId fact : entity.facts) out_.block.fact(fact).cut(mark_[e]);
    out_.keys[e].cut(mark_[e]);
  }
  std::vector<std::optional<Date>>& days = out_.block.own_facts_as_of;
  if (days.size() > mark_[0]) days.resize(mark_[0]);
}

bool BlockRows::text(model::FactId fact, std::uint32_t row) {
  static const run::Cell given = [] {
    run::Cell cell;
    cell.given = true;
    return cell;
  }();
  return cell(fact, row, given);
}

bool BlockRows::unknown(model::FactId fact, std::uint32_t row) {
  run::FactColumn* const column = unsaid(fact, row);
  if (column != nullptr) column->push_unknown();
  return column != nullptr;
}

bool BlockRows::cell(model::FactId fact, std::uint32_t row, const run::Cell& cell) {
  run::FactColumn* const column = unsaid(fact, row);
  if (column != nullptr) column->push(cell);
  return column != nullptr;
}

bool BlockRows::key(model::EntityId entity, std::uint32_t row, std::string_view key) {
  Keys& keys = out_.keys[entity.index];
  if (keys.size() > row) return false;
  while (keys.size() < row) keys.push({});
  keys.push(key);
  return true;
}

void BlockRows::supplies(model::FactId fact) {
  const model::DefinitionId definition = model_[fact].supplies;
  if (definition.valid() && std::ranges::find(out_.supplied, definition) == out_.supplied.end())
    out_.supplied.push_back(definition);
}

bool BlockRows::begin(model::EntityId element, std::uint32_t parent) {
  run::BlockLevel& level = out_.block.level(element);
  if (level.listings.size() > parent) return false;
  while (level.listings.size() < parent) {
    level.listings.push_back(run::Listing::unknown);
    level.first.push_back(level.rows);
  }
  return true;
}

bool BlockRows::end(model::EntityId element, run::Listing listing, std::string_view& twice) {
  run::BlockLevel& level = out_.block.level(element);
  const std::size_t begins = level.first.back();
  level.listings.push_back(listing);
  level.first.push_back(level.rows);
  const Keys& keys = out_.keys[element.index];
  keys_.clear();
  for (std::size_t r = begins; r < keys.size(); ++r)
    if (!keys[r].empty()) keys_.push_back(keys[r]);
  if (keys_.size() < 2) return true;
  // They mostly ascend already.
  if (!std::ranges::is_sorted(keys_)) std::ranges::sort(keys_);
  const auto found = std::ranges::adjacent_find(keys_);
  if (found == keys_.end()) return true;
  twice = *found;
  return false;
}

std::vector<std::string> BlockRows::append(const ReadProfile& profile) {
  std::vector<std::string> doubles;
  std::vector<std::uint32_t> base(model_.entities.size());
  const std::uint32_t number = out_.block.households();
  for (std::uint32_t e = 0; e < base.size(); ++e) {
    const model::Entity& entity = model_.entities[e];
    const std::vector<run::Row>& rows = profile.household.entities[e];
    base[e] = out_.block.level({e}).rows;
    const auto take = [&](std::uint32_t r) {
      const std::uint32_t row = add({e});
      for (std::size_t f = 0; f < entity.facts.size(); ++f) {
        const run::Cell& said = rows[r].cells[f];
        if (!said.given) continue;
        cell(entity.facts[f], row, said);
        supplies(entity.facts[f]);
      }
      if (r < profile.keys[e].size() && !profile.keys[e][r].empty())
        key({e}, row, profile.keys[e][r]);
    };
    if (e == 0) {
      take(0);
      continue;
    }
    const std::vector<run::Row>& parents = profile.household.entities[entity.parent.index];
    const auto& collections = model_[entity.parent].collections;
    const auto position = static_cast<std::size_t>(
        std::ranges::find(collections, entity.collection) - collections.begin());
    std::uint32_t next = 0;
    for (std::uint32_t p = 0; p < parents.size(); ++p) {
      begin({e}, base[entity.parent.index] + p);
      while (next < rows.size() && rows[next].parent == p) take(next++);
      std::string_view twice;
      if (!end({e}, parents[p].listings[position], twice)) doubles.emplace_back(twice);
    }
  }
  if (profile.household.facts_as_of) {
    out_.block.own_facts_as_of.resize(number + 1);
    out_.block.own_facts_as_of[number] = profile.household.facts_as_of;
  }
  return doubles;
}

void BlockRows::finish() {
  for (std::uint32_t e = 1; e < model_.entities.size(); ++e)
    begin({e}, out_.block.level(model_.entities[e].parent).rows);
  out_.block.complete();
}

}  // namespace entitle::io
