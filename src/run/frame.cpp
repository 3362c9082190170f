// Boxes of households laid out as columns, entity by entity from the root down, so that the
// elements of each parent stand together with the ghost behind them.
#include "run/frame.hpp"

#include <algorithm>

#include "run/block.hpp"

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
  level.ghost.clear();
  level.below_ghost.clear();
  level.least.clear();
  level.most.clear();
  level.plain = true;
}

void push_row(FrameLevel& level, std::uint32_t parent, std::uint32_t household, bool ghost,
              bool below, std::uint32_t least, std::uint32_t most) {
  ++level.rows;
  level.parent.push_back(parent);
  level.household.push_back(household);
  level.ghost.push_back(ghost ? 1 : 0);
  level.below_ghost.push_back(below ? 1 : 0);
  level.least.push_back(least);
  level.most.push_back(most);
  if (least != 1 || most != 1) level.plain = false;
}

}  // namespace

void FactColumn::fit(const model::Model& model, const model::Fact& fact) {
  if (fact.type.kind == value::Kind::choice)
    words =
        static_cast<std::uint32_t>(value::choices::words_for(model[fact.domain].choices.size()));
}

void FactColumn::clear() {
  lo.clear();
  hi.clear();
  truth.clear();
  sets.clear();
  given.clear();
  known = true;
}

void FactColumn::push_unknown(const model::Model& model, const model::Fact& fact) {
  given.push_back(0);
  switch (fact.type.kind) {
    case value::Kind::text:
      return;
    case value::Kind::yes_no:
      truth.push_back(static_cast<std::uint8_t>(value::Truth::U));
      known = false;
      return;
    case value::Kind::choice: {
      const std::size_t at = sets.size();
      sets.resize(at + words, 0);
      const std::size_t choices = model[fact.domain].choices.size();
      value::choices::fill({sets.data() + at, words}, choices);
      known = known && choices == 1;
      return;
    }
    default:
      lo.push_back(fact.range.lo);
      hi.push_back(fact.range.hi);
      known = known && fact.range.known();
  }
}

void FactColumn::push(const model::Model& model, const model::Fact& fact, const Cell& cell) {
  if (!cell.given) {
    push_unknown(model, fact);
    return;
  }
  given.push_back(1);
  switch (fact.type.kind) {
    case value::Kind::text:
      return;
    case value::Kind::yes_no:
      truth.push_back(static_cast<std::uint8_t>(cell.truth));
      known = known && cell.truth != value::Truth::U;
      return;
    case value::Kind::choice: {
      const std::size_t at = sets.size();
      sets.resize(at + words, 0);
      const value::choices::Words set(sets.data() + at, words);
      for (const std::uint32_t choice : cell.choices) value::choices::insert(set, choice);
      known = known && value::choices::count(set) == 1;
      return;
    }
    default: {
      const value::Interval number = value::meet(cell.number, fact.range);
      lo.push_back(number.lo);
      hi.push_back(number.hi);
      known = known && number.known();
    }
  }
}

bool FactColumn::rows_known(std::uint32_t from, std::uint32_t to) const {
  for (std::uint32_t r = from; r < to; ++r) {
    if (!lo.empty() && lo[r] != hi[r]) return false;
    if (!truth.empty() && truth[r] == static_cast<std::uint8_t>(value::Truth::U)) return false;
    if (words != 0 && value::choices::count({sets.data() + std::size_t{r} * words, words}) != 1)
      return false;
  }
  return true;
}

void FactColumn::take(const FactColumn& from, std::span<const std::uint32_t> rows,
                      const model::Model& model, const model::Fact& fact) {
  known = known && from.known;
  for (const std::uint32_t r : rows) {
    if (r == Frame::no_row) {
      push_unknown(model, fact);
      continue;
    }
    given.push_back(from.given[r]);
    if (!from.truth.empty()) truth.push_back(from.truth[r]);
    if (!from.lo.empty()) {
      lo.push_back(from.lo[r]);
      hi.push_back(from.hi[r]);
    }
    const std::size_t at = std::size_t{r} * words;
    sets.insert(sets.end(), from.sets.begin() + static_cast<std::ptrdiff_t>(at),
                from.sets.begin() + static_cast<std::ptrdiff_t>(at + words));
  }
}

Frame::Frame(const model::Model& model)
    : model_(&model),
      levels_(model.entities.size()),
      facts_(model.facts.size()),
      origins_(model.entities.size()) {
  for (std::size_t f = 0; f < facts_.size(); ++f) facts_[f].fit(model, model.facts[f]);
  clear();
}

void Frame::clear() {
  for (FrameLevel& level : levels_) clear_level(level);
  for (FactColumn& column : facts_) column.clear();
  for (std::vector<std::uint32_t>& origin : origins_) origin.clear();
}

void Frame::append(const Household& household) {
  const std::uint32_t number = households();
  for (std::uint32_t e = 0; e < levels_.size(); ++e) {
    const model::Entity& entity = model_->entities[e];
    FrameLevel& level = levels_[e];
    const std::vector<Row>& rows = household.entities[e];
    const auto push = [&](std::uint32_t parent, const Row* row, std::uint32_t origin, bool below,
                          std::uint32_t least, std::uint32_t most) {
      push_row(level, parent, number, row == nullptr, below || row == nullptr, least, most);
      origins_[e].push_back(origin);
      for (std::size_t f = 0; f < entity.facts.size(); ++f) {
        const model::Fact& fact = (*model_)[entity.facts[f]];
        if (fact.read)
          facts_[entity.facts[f].index].push(*model_, fact,
                                             row == nullptr ? nothing_said : row->cells[f]);
      }
    };
    if (e == 0) {
      push(number, rows.data(), 0, false, 1, 1);
      level.first.push_back(level.rows);
      continue;
    }
    const model::Collection& collection = (*model_)[entity.collection];
    const FrameLevel& above = levels_[entity.parent.index];
    const std::uint32_t position =
        position_of((*model_)[entity.parent].collections, entity.collection);
    for (std::uint32_t p = static_cast<std::uint32_t>(level.first.size()) - 1; p < above.rows;
         ++p) {
      const std::uint32_t parent_origin = origins_[entity.parent.index][p];
      const bool below = above.below_ghost[p] != 0;
      std::uint32_t listed = 0;
      Listing listing = Listing::unknown;
      if (parent_origin != no_row) {
        for (std::uint32_t r = 0; r < rows.size(); ++r) {
          if (rows[r].parent != parent_origin) continue;
          push(p, &rows[r], r, below, 1, 1);
          ++listed;
        }
        listing = household.entities[entity.parent.index][parent_origin].listings[position];
      }
      if (listing != Listing::complete && collection.most > listed)
        push(p, nullptr, no_row, true, collection.least > listed ? collection.least - listed : 0,
             collection.most - listed);
      level.first.push_back(level.rows);
    }
  }
}

void Frame::append(const Block& block, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t e = 0; e < levels_.size(); ++e) {
    const model::Entity& entity = model_->entities[e];
    FrameLevel& level = levels_[e];
    std::vector<std::uint32_t>& origins = origins_[e];
    const std::size_t begins = origins.size();
    if (e == 0) {
      for (std::uint32_t h = from; h < to; ++h) {
        push_row(level, level.rows, level.rows, false, false, 1, 1);
        level.first.push_back(level.rows);
        origins.push_back(h);
      }
    } else {
      const model::Collection& collection = (*model_)[entity.collection];
      const FrameLevel& above = levels_[entity.parent.index];
      const BlockLevel& source = block.level({e});
      for (std::uint32_t p = static_cast<std::uint32_t>(level.first.size()) - 1; p < above.rows;
           ++p) {
        const std::uint32_t parent = origins_[entity.parent.index][p];
        const bool below = above.below_ghost[p] != 0;
        std::uint32_t listed = 0;
        Listing listing = Listing::unknown;
        if (parent != no_row) {
          for (std::uint32_t r = source.first[parent]; r < source.first[parent + 1]; ++r) {
            push_row(level, p, above.household[p], false, below, 1, 1);
            origins.push_back(r);
          }
          listed = source.first[parent + 1] - source.first[parent];
          listing = source.listings[parent];
        }
        if (listing != Listing::complete && collection.most > listed) {
          push_row(level, p, above.household[p], true, true,
                   collection.least > listed ? collection.least - listed : 0,
                   collection.most - listed);
          origins.push_back(no_row);
        }
        level.first.push_back(level.rows);
      }
    }
    for (const model::FactId f : entity.facts) {
      const model::Fact& fact = (*model_)[f];
      if (fact.read)
        facts_[f.index].take(block.fact(f), {origins.data() + begins, origins.size() - begins},
                             *model_, fact);
    }
  }
}

void Frame::append_copies(const Frame& from, std::uint32_t household, std::uint32_t copies) {
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
      const FactColumn& in = from.facts_[f.index];
      FactColumn& out = facts_[f.index];
      // Its own rows may be known where those of other households are not.
      out.known = out.known && (in.known || in.rows_known(begins, ends));
      const auto copy = [&](auto& target, const auto& values, std::uint32_t width) {
        if (values.empty()) return;
        for (std::uint32_t c = 0; c < copies; ++c)
          target.insert(target.end(), values.begin() + std::ptrdiff_t{begins} * width,
                        values.begin() + std::ptrdiff_t{ends} * width);
      };
      copy(out.lo, in.lo, 1);
      copy(out.hi, in.hi, 1);
      copy(out.truth, in.truth, 1);
      copy(out.sets, in.sets, in.words);
      copy(out.given, in.given, 1);
    }
  }
}

}  // namespace entitle::run
