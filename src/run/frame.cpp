// Boxes of households laid out as columns, entity by entity from the root down, so that the
// elements of each parent stand together with the ghost behind them.
#include "run/frame.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "run/block.hpp"
#include "run/clones.hpp"

namespace entitle::run {

namespace {

const Cell nothing_said;

std::uint32_t position_of(const std::vector<model::CollectionId>& collections,
                          model::CollectionId collection) {
  return static_cast<std::uint32_t>(std::find(collections.begin(), collections.end(), collection) -
                                    collections.begin());
}

void clear_level(FrameLevel& level) {
  level.rows = 0;
  level.first.assign(1, 0);
  level.parent.clear();
  level.household.clear();
  level.plain = true;
  if (level.uniform) return;
  level.ghost.clear();
  level.below_ghost.clear();
  level.least.clear();
  level.most.clear();
}

/// Says of each row that it stands for exactly one, where that is not said already.
void all_alike(FrameLevel& level) {
  if (level.uniform && level.ghost.size() >= level.rows) return;
  level.uniform = true;
  level.ghost.assign(level.rows, 0);
  level.below_ghost.assign(level.rows, 0);
  level.least.assign(level.rows, 1);
  level.most.assign(level.rows, 1);
}

void push_row(FrameLevel& level, std::uint32_t parent, std::uint32_t household, bool ghost,
              bool below, std::uint32_t least, std::uint32_t most) {
  if (level.uniform) {
    level.uniform = false;
    level.ghost.resize(level.rows);
    level.below_ghost.resize(level.rows);
    level.least.resize(level.rows);
    level.most.resize(level.rows);
  }
  ++level.rows;
  level.parent.push_back(parent);
  level.household.push_back(household);
  level.ghost.push_back(ghost ? 1 : 0);
  level.below_ghost.push_back(below ? 1 : 0);
  level.least.push_back(least);
  level.most.push_back(most);
  if (least != 1 || most != 1) level.plain = false;
}

/// Without a way out of the loops, which keeps compilers from vectorising them.
ENTITLE_CLONES bool all_complete(const Listing* listings, std::uint32_t count) {
  std::uint8_t other = 0;
  for (std::uint32_t p = 0; p < count; ++p)
    other |= static_cast<std::uint8_t>(static_cast<std::uint8_t>(listings[p]) ^
                                       static_cast<std::uint8_t>(Listing::complete));
  return other == 0;
}
ENTITLE_CLONES void less_begin(const std::uint32_t* __restrict first, std::uint32_t begin,
                               std::uint32_t* __restrict out, std::uint32_t count) {
  for (std::uint32_t p = 0; p < count; ++p) out[p] = first[p] - begin;
}

}  // namespace

Frame::Frame(const model::Model& model)
    : model_(&model),
      levels_(model.entities.size()),
      facts_(model.facts.size()),
      origins_(model.entities.size()) {
  for (std::size_t f = 0; f < facts_.size(); ++f) facts_[f].fit(model, model.facts[f]);
  clear();
}

void Frame::clear() {
  laid_out_ = true;
  borrowed_ = false;
  for (FrameLevel& level : levels_) clear_level(level);
  for (FactColumn& column : facts_) column.clear();
  for (std::vector<std::uint32_t>& origin : origins_) origin.clear();
}

/// Lays out the rows of one entity: of each parent its elements as the source has them, and a ghost
/// where there may be more.
template <class Source>
void Frame::append_rows(std::uint32_t e, const Source& source) {
  const model::Entity& entity = model_->entities[e];
  FrameLevel& level = levels_[e];
  std::vector<std::uint32_t>& origins = origins_[e];
  const model::Collection& collection = (*model_)[entity.collection];
  const FrameLevel& above = levels_[entity.parent.index];
  for (auto p = static_cast<std::uint32_t>(level.first.size()) - 1; p < above.rows; ++p) {
    const std::uint32_t parent = origins_[entity.parent.index][p];
    const bool below = above.below_ghost[p] != 0;
    std::uint32_t listed = 0;
    Listing listing = Listing::unknown;
    if (parent != no_row) {
      source.each_element(e, parent, [&](std::uint32_t row) {
        push_row(level, p, above.household[p], false, below, 1, 1);
        origins.push_back(row);
        ++listed;
      });
      listing = source.listing(e, parent);
    }
    if (listing != Listing::complete && collection.most > listed) {
      push_row(level, p, above.household[p], true, true,
               collection.least > listed ? collection.least - listed : 0, collection.most - listed);
      origins.push_back(no_row);
    }
    level.first.push_back(level.rows);
  }
}

namespace {

struct RowsOfHousehold {
  const model::Model& model;
  const Household& household;
  template <class Visit>
  void each_element(std::uint32_t e, std::uint32_t parent, Visit&& visit) const {
    const std::vector<Row>& rows = household.entities[e];
    for (std::uint32_t r = 0; r < rows.size(); ++r)
      if (rows[r].parent == parent) visit(r);
  }
  Listing listing(std::uint32_t e, std::uint32_t parent) const {
    const model::Entity& entity = model.entities[e];
    return household.entities[entity.parent.index][parent]
        .listings[position_of(model[entity.parent].collections, entity.collection)];
  }
};

struct RowsOfBlock {
  const Block& block;
  template <class Visit>
  void each_element(std::uint32_t e, std::uint32_t parent, Visit&& visit) const {
    const std::vector<std::uint32_t>& first = block.level({e}).first;
    for (std::uint32_t r = first[parent]; r < first[parent + 1]; ++r) visit(r);
  }
  Listing listing(std::uint32_t e, std::uint32_t parent) const {
    return block.level({e}).listings[parent];
  }
};

}  // namespace

void Frame::append(const Household& household) {
  lay_out();
  borrowed_ = false;
  const std::uint32_t number = households();
  for (std::uint32_t e = 0; e < levels_.size(); ++e) {
    const std::size_t begins = origins_[e].size();
    if (e == 0) {
      push_row(levels_[0], number, number, false, false, 1, 1);
      origins_[0].push_back(0);
      levels_[0].first.push_back(levels_[0].rows);
    } else {
      append_rows(e, RowsOfHousehold{*model_, household});
    }
    const model::Entity& entity = model_->entities[e];
    for (std::size_t f = 0; f < entity.facts.size(); ++f) {
      if (!(*model_)[entity.facts[f]].read) continue;
      FactColumn& column = facts_[entity.facts[f].index];
      for (std::size_t r = begins; r < origins_[e].size(); ++r)
        column.push(origins_[e][r] == no_row ? nothing_said
                                             : household.entities[e][origins_[e][r]].cells[f]);
    }
  }
}

void Frame::append(const Block& block, std::uint32_t from, std::uint32_t to) {
  if (households() == 0 && borrow(block, from, to)) return;
  lay_out();
  borrowed_ = false;
  append_range(block, from, to);
}

void Frame::append(const Block& block, std::span<const std::uint32_t> households) {
  lay_out();
  borrowed_ = false;
  for (const std::uint32_t household : households) append_range(block, household, household + 1);
}

void Frame::fill_in() {
  for (std::uint32_t f = 0; f < facts_.size(); ++f)
    if (to_complete({f})) facts_[f].fill_in();
}

void Frame::append_range(const Block& block, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t e = 0; e < levels_.size(); ++e) {
    std::vector<std::uint32_t>& origins = origins_[e];
    const std::size_t begins = origins.size();
    if (e == 0) {
      for (std::uint32_t h = from; h < to; ++h) {
        push_row(levels_[0], levels_[0].rows, levels_[0].rows, false, false, 1, 1);
        levels_[0].first.push_back(levels_[0].rows);
        origins.push_back(h);
      }
    } else {
      append_rows(e, RowsOfBlock{block});
    }
    for (const model::FactId f : model_->entities[e].facts) {
      if (!(*model_)[f].read) continue;
      // What stands together in the block is taken over together.
      for (std::size_t r = begins; r < origins.size();) {
        std::size_t end = r + 1;
        if (origins[r] == no_row) {
          while (end < origins.size() && origins[end] == no_row) ++end;
          facts_[f.index].push_unknown(static_cast<std::uint32_t>(end - r));
        } else {
          while (end < origins.size() && origins[end] == origins[r] + (end - r)) ++end;
          facts_[f.index].append(block.fact(f), origins[r],
                                 origins[r] + static_cast<std::uint32_t>(end - r));
        }
        r = end;
      }
    }
  }
}

/// Takes over households of which every element is listed, columns and all; false where there are
/// others.
bool Frame::borrow(const Block& block, std::uint32_t from, std::uint32_t to) {
  std::uint32_t begin = from;
  std::uint32_t end = to;
  const auto listed = [&](std::uint32_t e, std::uint32_t first, std::uint32_t last) {
    const BlockLevel& source = block.level({e});
    const std::uint32_t most = (*model_)[model_->entities[e].collection].most;
    if (all_complete(source.listings.data() + first, last - first)) return true;
    for (std::uint32_t p = first; p < last; ++p)
      if (source.listings[p] != Listing::complete && source.first[p + 1] - source.first[p] < most)
        return false;
    return true;
  };
  ranges_.assign(levels_.size(), {from, to});
  for (std::uint32_t e = 1; e < levels_.size(); ++e) {
    std::tie(begin, end) = ranges_[model_->entities[e].parent.index];
    if (!listed(e, begin, end)) return false;
    ranges_[e] = {block.level({e}).first[begin], block.level({e}).first[end]};
  }
  for (std::uint32_t e = 0; e < levels_.size(); ++e) {
    FrameLevel& level = levels_[e];
    std::tie(begin, end) = ranges_[e];
    level.rows = end - begin;
    level.plain = true;
    all_alike(level);
    if (e == 0) {
      level.first.resize(level.rows + 1);
      std::iota(level.first.begin(), level.first.end(), 0U);
    } else {
      const auto [above_begin, above_end] = ranges_[model_->entities[e].parent.index];
      level.first.resize(above_end - above_begin + 1);
      less_begin(block.level({e}).first.data() + above_begin, begin, level.first.data(),
                 static_cast<std::uint32_t>(level.first.size()));
    }
    for (const model::FactId f : model_->entities[e].facts)
      if ((*model_)[f].read) facts_[f.index].borrow(block.fact(f), begin, end);
  }
  laid_out_ = false;
  borrowed_ = true;
  return true;
}

std::uint32_t Frame::household_of(model::EntityId entity, std::uint32_t row) const {
  for (; entity.index != 0; entity = (*model_)[entity].parent) {
    const std::vector<std::uint32_t>& first = levels_[entity.index].first;
    row = static_cast<std::uint32_t>(std::ranges::upper_bound(first, row) - first.begin()) - 1;
  }
  return row;
}

void Frame::lay_out_borrowed() const {
  laid_out_ = true;
  for (std::uint32_t e = 0; e < levels_.size(); ++e) {
    FrameLevel& level = levels_[e];
    origins_[e].resize(level.rows);
    std::iota(origins_[e].begin(), origins_[e].end(), ranges_[e].first);
    level.parent.resize(level.rows);
    level.household.resize(level.rows);
    if (e == 0) {
      std::iota(level.parent.begin(), level.parent.end(), 0U);
      std::iota(level.household.begin(), level.household.end(), 0U);
      continue;
    }
    const FrameLevel& above = levels_[model_->entities[e].parent.index];
    for (std::uint32_t p = 0; p < above.rows; ++p)
      for (std::uint32_t r = level.first[p]; r < level.first[p + 1]; ++r) {
        level.parent[r] = p;
        level.household[r] = above.household[p];
      }
  }
}

void Frame::append_copies(const Frame& from, std::uint32_t household, std::uint32_t copies) {
  lay_out();
  borrowed_ = false;
  from.lay_out();
  for (std::uint32_t e = 0; e < levels_.size(); ++e) {
    const FrameLevel& source = from.levels_[e];
    const model::Entity& entity = model_->entities[e];
    const auto begins = static_cast<std::uint32_t>(
        std::lower_bound(source.household.begin(), source.household.end(), household) -
        source.household.begin());
    const auto ends = static_cast<std::uint32_t>(
        std::upper_bound(source.household.begin(), source.household.end(), household) -
        source.household.begin());
    FrameLevel& level = levels_[e];
    level.plain = level.plain && source.plain;
    // How far rows and parents move from the source to the first copy.
    std::uint32_t first_parent = 0;
    std::uint32_t parents = 1;
    if (e > 0) {
      const FrameLevel& above = from.levels_[entity.parent.index];
      first_parent = static_cast<std::uint32_t>(
          std::lower_bound(above.household.begin(), above.household.end(), household) -
          above.household.begin());
      parents = static_cast<std::uint32_t>(
                    std::upper_bound(above.household.begin(), above.household.end(), household) -
                    above.household.begin()) -
                first_parent;
    }
    const std::uint32_t first_household = e == 0 ? households() : levels_[0].rows - copies;
    std::uint32_t parent_base =
        e == 0 ? first_household : static_cast<std::uint32_t>(level.first.size()) - 1;
    for (std::uint32_t c = 0; c < copies; ++c) {
      const std::uint32_t base = level.rows;
      for (std::uint32_t r = begins; r < ends; ++r) {
        push_row(level, e == 0 ? parent_base + c : parent_base + (source.parent[r] - first_parent),
                 first_household + c, source.ghost[r] != 0, source.below_ghost[r] != 0,
                 source.least[r], source.most[r]);
        origins_[e].push_back(from.origins_[e][r]);
      }
      if (e == 0) {
        level.first.push_back(level.rows);
      } else {
        for (std::uint32_t p = first_parent; p < first_parent + parents; ++p)
          level.first.push_back(base + (source.first[p + 1] - begins));
        parent_base += parents;
      }
    }
    for (const model::FactId f : entity.facts) {
      if (!(*model_)[f].read) continue;
      for (std::uint32_t c = 0; c < copies; ++c)
        facts_[f.index].append(from.facts_[f.index], begins, ends);
    }
  }
}

}  // namespace entitle::run
