// Boxes of households laid out as columns, entity by entity from the root down, so that the
// elements of each parent stand together with the ghost behind them.
#include "run/frame.hpp"

#include <algorithm>

namespace entitle::run {

namespace {

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

/// Appends what is known of one fact of one row; no cell: a ghost's, of which nothing is known.
void push_cell(FactColumn& column, const model::Model& model, const model::Fact& fact,
               const Cell* cell) {
  if (!fact.read) return;
  const bool given = cell != nullptr && cell->given;
  column.given.push_back(given ? 1 : 0);
  switch (fact.type.kind) {
    case value::Kind::text:
      return;
    case value::Kind::yes_no: {
      const value::Truth truth = given ? cell->truth : value::Truth::U;
      column.truth.push_back(static_cast<std::uint8_t>(truth));
      column.known = column.known && truth != value::Truth::U;
      return;
    }
    case value::Kind::choice: {
      const std::size_t choices = model[fact.domain].choices.size();
      const std::size_t at = column.sets.size();
      column.sets.resize(at + column.words, 0);
      const value::choices::Words set(column.sets.data() + at, column.words);
      if (!given) {
        value::choices::fill(set, choices);
      } else {
        for (const std::uint32_t choice : cell->choices) value::choices::insert(set, choice);
      }
      column.known = column.known && value::choices::count(set) == 1;
      return;
    }
    default: {
      const value::Interval number = given ? value::meet(cell->number, fact.range) : fact.range;
      column.lo.push_back(number.lo);
      column.hi.push_back(number.hi);
      column.known = column.known && number.known();
      return;
    }
  }
}

}  // namespace

Frame::Frame(const model::Model& model)
    : model_(&model),
      levels_(model.entities.size()),
      facts_(model.facts.size()),
      origins_(model.entities.size()) {
  for (std::size_t f = 0; f < facts_.size(); ++f)
    if (model.facts[f].type.kind == value::Kind::choice)
      facts_[f].words = static_cast<std::uint32_t>(
          value::choices::words_for(model[model.facts[f].domain].choices.size()));
  clear();
}

void Frame::clear() {
  for (FrameLevel& level : levels_) clear_level(level);
  for (FactColumn& column : facts_) {
    column.lo.clear();
    column.hi.clear();
    column.truth.clear();
    column.sets.clear();
    column.given.clear();
    column.known = true;
  }
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
      for (std::size_t f = 0; f < entity.facts.size(); ++f)
        push_cell(facts_[entity.facts[f].index], *model_, (*model_)[entity.facts[f]],
                  row == nullptr ? nullptr : &row->cells[f]);
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
      out.known = out.known && in.known;
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
