// Runs of households by how much is known of them, and the laying out of rows by their parents.
#include "differential/table.hpp"

#include <algorithm>

#include "differential/boxes.hpp"

namespace entitle::differential {

using run::Household;
using run::Listing;
using value::Interval;
using value::Kind;

namespace {

enum class Mood : std::uint8_t { known, stated, one_missing, mixed, small, stripped, bare };

class Drawer {
 public:
  Drawer(const model::Model& model, const Corners& corners, const reference::CellRanges& cells,
         Random& random)
      : model_(model), corners_(corners), cells_(cells), random_(random) {}

  Table run() {
    static const std::vector<std::uint32_t> sizes = {0, 1, 2, 3, 7, 8, 13, 20, 20, 33, 40, 40};
    const std::uint32_t size = random_.pick(sizes);
    static const std::vector<Mood> moods = {Mood::known, Mood::known,    Mood::one_missing,
                                            Mood::mixed, Mood::mixed,    Mood::mixed,
                                            Mood::small, Mood::stripped, Mood::bare};
    Table table;
    // Few who are not known among many who are: those are run apart.
    const bool nearly_known = random_.chance(35);
    while (table.size() < size) {
      const Mood mood = nearly_known && !random_.chance(15) ? Mood::stated : random_.pick(moods);
      for (std::uint32_t more = 1 + random_.below(12); more > 0 && table.size() < size; --more) {
        Household household = drawn(mood);
        if (random_.chance(4)) spoil(household);
        make_sayable(household);
        table.push_back(std::move(household));
      }
    }
    return table;
  }

 private:
  const model::Fact& fact(std::uint32_t entity, std::size_t position) const {
    return model_[model_.entities[entity].facts[position]];
  }

  Household drawn(Mood mood) {
    switch (mood) {
      case Mood::mixed:
      case Mood::small:
        return draw_box(model_, corners_, cells_, mood == Mood::small, random_);
      case Mood::bare:
        return Household(model_);
      case Mood::stripped:
        return stripped(draw_box(model_, corners_, cells_, false, random_));
      default:
        break;
    }
    Household household = known(mood == Mood::stated);
    if (mood == Mood::one_missing) {
      run::Cell* cell = any_cell(household, true);
      if (cell != nullptr) *cell = {};
    }
    return household;
  }

  /// `stated`: to the last fact that may be said.
  Household known(bool stated) {
    const Household nothing(model_);
    const std::optional<Completion> base = draw({model_, nothing, corners_, cells_}, random_);
    if (!base) return nothing;
    Household household = known_household(model_, base->point);
    for (std::uint32_t e = 0; e < model_.entities.size(); ++e)
      for (run::Row& row : household.entities[e])
        for (std::size_t f = 0; f < row.cells.size(); ++f) {
          const model::Fact& of = fact(e, f);
          const bool record = of.record_of.valid() && (!of.read || random_.chance(70));
          if ((record && !stated) || of.supplies.valid() || of.type.kind == Kind::text)
            row.cells[f] = {};
        }
    return household;
  }

  /// Without elements: none, or nobody knows.
  Household stripped(const Household& from) {
    Household household(model_);
    household.entities[0][0].cells = from.entities[0][0].cells;
    const auto& collections = model_.entities[0].collections;
    for (std::size_t c = 0; c < collections.size(); ++c)
      household.entities[0][0].listings[c] = model_[collections[c]].least == 0 && random_.chance(60)
                                                 ? Listing::complete
                                             : random_.chance(50) ? Listing::part
                                                                  : Listing::unknown;
    return household;
  }

  /// A cell of a fact that is neither a record nor supplies a definition.
  run::Cell* any_cell(Household& household, bool given, const model::Fact** of = nullptr) {
    std::vector<std::pair<run::Cell*, const model::Fact*>> found;
    for (std::uint32_t e = 0; e < model_.entities.size(); ++e)
      for (run::Row& row : household.entities[e])
        for (std::size_t f = 0; f < row.cells.size(); ++f) {
          const model::Fact& one = fact(e, f);
          if (row.cells[f].given == given && !one.record_of.valid() && !one.supplies.valid() &&
              one.type.kind != Kind::text)
            found.emplace_back(&row.cells[f], &one);
        }
    if (found.empty()) return nullptr;
    const auto& [cell, which] = random_.pick(found);
    if (of != nullptr) *of = which;
    return cell;
  }

  /// Says something of a fact of which nothing is known; it may not apply.
  void spoil(Household& household) {
    const model::Fact* of = nullptr;
    run::Cell* cell = any_cell(household, false, &of);
    if (cell == nullptr) return;
    cell->refused = false;
    cell->given = true;
    cell->truth = value::truth(random_.chance(50));
    if (of->type.kind == Kind::choice)
      cell->choices = {random_.below(model_[of->domain].choices.size())};
    else if (of->type.kind != Kind::yes_no)
      cell->number = Interval::point(corners_.draw(of->type, of->step, of->range, random_));
  }

  /// A cell of a CSV has no way to say that a number is given and may be any, nor how much is drawn
  /// on a record without the record.
  void make_sayable(Household& household) const {
    for (std::uint32_t e = 0; e < model_.entities.size(); ++e)
      for (run::Row& row : household.entities[e])
        for (std::size_t f = 0; f < row.cells.size(); ++f) {
          const model::Fact& of = fact(e, f);
          run::Cell& cell = row.cells[f];
          if (cell.given && of.type.is_ordered() && !value::is_finite(cell.number.lo) &&
              !value::is_finite(cell.number.hi))
            cell = {};
          if (!cell.given || !of.record_of.valid() || of.type.kind == Kind::yes_no) continue;
          const auto& facts = model_.entities[e].facts;
          const auto received = static_cast<std::size_t>(
              std::ranges::find(facts, model_[of.record_of].received) - facts.begin());
          run::Cell& record = row.cells[received];
          if (record.given && record.truth != value::Truth::T) {
            cell = {};
          } else {
            record.given = true;
            record.truth = value::Truth::T;
          }
        }
  }

  const model::Model& model_;
  const Corners& corners_;
  const reference::CellRanges& cells_;
  Random& random_;
};

}  // namespace

Table draw_table(const model::Model& model, const Corners& corners,
                 const reference::CellRanges& cells, Random& random) {
  return Drawer(model, corners, cells, random).run();
}

std::vector<std::vector<std::uint32_t>> order_of(const model::Model& model,
                                                 const Household& household) {
  std::vector<std::vector<std::uint32_t>> order(model.entities.size());
  order[0] = {0};
  for (std::uint32_t e = 1; e < order.size(); ++e)
    for (const std::uint32_t parent : order[model.entities[e].parent.index])
      for (std::uint32_t r = 0; r < household.entities[e].size(); ++r)
        if (household.entities[e][r].parent == parent) order[e].push_back(r);
  return order;
}

void fill(const model::Model& model, const Table& table, run::Block& block) {
  block.clear();
  for (const Household& household : table) {
    const auto order = order_of(model, household);
    for (std::uint32_t e = 0; e < order.size(); ++e) {
      const model::Entity& entity = model.entities[e];
      run::BlockLevel& level = block.level({e});
      if (e > 0) {
        const std::size_t position = reference::position_of(model, entity.collection);
        std::uint32_t rows = level.rows;
        for (const std::uint32_t parent : order[entity.parent.index]) {
          rows += static_cast<std::uint32_t>(
              std::ranges::count(household.entities[e], parent, &run::Row::parent));
          level.first.push_back(rows);
          level.listings.push_back(
              household.entities[entity.parent.index][parent].listings[position]);
        }
      }
      level.rows += static_cast<std::uint32_t>(order[e].size());
      for (const std::uint32_t r : order[e])
        for (std::size_t f = 0; f < entity.facts.size(); ++f)
          block.fact(entity.facts[f]).push(household.entities[e][r].cells[f]);
    }
  }
}

}  // namespace entitle::differential
