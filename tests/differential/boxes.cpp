// Forgetting parts of a household, and the printing of households and points.
#include "differential/boxes.hpp"

#include <algorithm>

#include "differential/palette.hpp"
#include "entitle/date.hpp"

namespace entitle::differential {

using reference::Known;
using value::Interval;
using value::Kind;

namespace {

/// How much of a household is known, in percent.
constexpr std::uint32_t supplied = 25;  ///< of definitions that may be, that something is said

struct Knowledge {
  std::uint32_t given = 100;     ///< of facts, that something is known
  std::uint32_t exactly = 100;   ///< of these, that it is one value
  std::uint32_t complete = 100;  ///< of collections
  std::uint32_t listed = 100;    ///< of elements of the others
};

Interval around(const model::Fact& fact, const Corners& corners, std::int64_t value, bool narrow,
                Random& random) {
  const auto end = [&](std::int64_t far_end, int sense) {
    if (narrow) return value + sense * fact.step * static_cast<std::int64_t>(random.below(3));
    if (random.chance(30)) return value;
    if (random.chance(30)) return far_end;
    const Interval beyond =
        sense < 0 ? Interval{fact.range.lo, value} : Interval{value, fact.range.hi};
    return corners.draw(fact.type, fact.step, beyond, random);
  };
  const std::int64_t lo = end(fact.range.lo, -1);
  const std::int64_t hi = end(fact.range.hi, 1);
  return {std::max(lo, fact.range.lo), std::min(hi, fact.range.hi)};
}

void give(const model::Model& model, const model::Fact& fact, const Known& known, bool exactly,
          bool narrow, const Corners& corners, Random& random, run::Cell& cell) {
  cell.given = true;
  switch (fact.type.kind) {
    case Kind::yes_no:
      if (!exactly)
        cell.given = false;
      else
        cell.truth = value::truth(known.yes);
      return;
    case Kind::choice: {
      const std::size_t choices = model[fact.domain].choices.size();
      for (std::uint32_t i = 0; i < choices; ++i)
        if (i == known.choice || (!exactly && random.chance(50))) cell.choices.push_back(i);
      return;
    }
    case Kind::text:
      cell.given = false;
      return;
    default:
      cell.number = exactly ? Interval::point(known.number)
                            : around(fact, corners, known.number, narrow, random);
  }
}

/// What a definition comes to at a point, as a fact would have it; none where that is not known.
Known computed(const model::Model& model, reference::Evaluator& evaluator, const model::Fact& fact,
               std::uint32_t row) {
  const reference::Value& value = evaluator.value(model[fact.supplies].value, fact.entity, row);
  if (value.none || value.sure != reference::Sure::exact || value.number.lost)
    return Known::nothing();
  if (value.form == reference::Value::Form::truth) return Known::truth(value.yes);
  if (value.form == reference::Value::Form::choice) return Known::one_of(value.choice);
  if (!reference::fits(value.number)) return Known::nothing();
  return Known::units(static_cast<std::int64_t>(reference::floor_of(value.number)));
}

/// The least number of the grid that is not below what a definition comes to.
std::int64_t above(const model::Model& model, reference::Evaluator& evaluator,
                   const model::Fact& fact, std::uint32_t row) {
  const reference::Exact& exact =
      evaluator.value(model[fact.supplies].value, fact.entity, row).number;
  return static_cast<std::int64_t>(reference::floor_of(exact)) + (exact.whole() ? 0 : 1);
}

/// Says of some definitions what they come to, once it is settled which records are stated.
void supply(const model::Model& model, const reference::Point& point,
            const std::vector<std::vector<std::uint32_t>>& row_of, bool narrow,
            const Corners& corners, Random& random, run::Household& household) {
  reference::Evaluator evaluator(model, point);
  for (std::uint32_t e = 0; e < model.entities.size(); ++e)
    for (std::uint32_t r = 0; r < point.entities[e].size(); ++r) {
      if (row_of[e][r] == not_listed) continue;
      run::Row& row = household.entities[e][row_of[e][r]];
      for (std::size_t f = 0; f < model.entities[e].facts.size(); ++f) {
        const model::Fact& fact = model[model.entities[e].facts[f]];
        if (!fact.supplies.valid() || !fact.read || !random.chance(supplied)) continue;
        const Known value = computed(model, evaluator, fact, r);
        if (value.none) continue;
        run::Cell& cell = row.cells[f];
        give(model, fact, value, random.chance(50), narrow, corners, random, cell);
        // A quotient lies above the number of the grid that was taken for it.
        if (fact.type.is_ordered() && cell.given)
          cell.number.hi = std::max(cell.number.hi, above(model, evaluator, fact, r));
      }
    }
}

run::Household forget(const model::Model& model, reference::Point point, const Knowledge& knowledge,
                      bool narrow, const Corners& corners, Random& random) {
  run::Household household(model);
  std::vector<std::vector<std::uint32_t>> row_of(model.entities.size());
  row_of[0] = {0};
  for (std::uint32_t e = 0; e < model.entities.size(); ++e) {
    const model::Entity& entity = model.entities[e];
    if (e > 0) row_of[e].assign(point.entities[e].size(), not_listed);
    for (std::uint32_t r = 0; r < point.entities[e].size(); ++r) {
      if (e > 0) {
        const std::uint32_t parent = row_of[entity.parent.index][point.entities[e][r].parent];
        if (parent == not_listed) continue;
        const run::Listing listing =
            household.entities[entity.parent.index][parent]
                .listings[reference::position_of(model, entity.collection)];
        if (listing == run::Listing::unknown ||
            (listing == run::Listing::part && !random.chance(knowledge.listed)))
          continue;
        row_of[e][r] = household.add(model, entity.collection, parent);
      }
      run::Row& row = household.entities[e][row_of[e][r]];
      for (std::size_t f = 0; f < entity.facts.size(); ++f) {
        const Known& known = point.entities[e][r].facts[f];
        if (model[entity.facts[f]].supplies.valid()) continue;
        if (model[entity.facts[f]].record_of.valid()) {
          // What a profile says of a record it says for certain.
          if (model[entity.facts[f]].read && random.chance(40)) {
            give(model, model[entity.facts[f]], known, true, narrow, corners, random, row.cells[f]);
            point.entities[e][r].facts[f].stated = true;
          }
        } else if (!known.none && random.chance(knowledge.given))
          give(model, model[entity.facts[f]], known, random.chance(knowledge.exactly), narrow,
               corners, random, row.cells[f]);
        else if (random.chance(10))
          row.cells[f].refused = true;
      }
      for (run::Listing& listing : row.listings)
        listing = random.chance(knowledge.complete) ? run::Listing::complete
                  : random.chance(50)               ? run::Listing::part
                                                    : run::Listing::unknown;
    }
  }
  supply(model, point, row_of, narrow, corners, random, household);
  return household;
}

}  // namespace

run::Household draw_box(const model::Model& model, const Corners& corners,
                        const reference::CellRanges& cells, bool small, Random& random) {
  const run::Household nothing(model);
  const std::optional<Completion> base = draw({model, nothing, corners, cells}, random);
  if (!base) return nothing;
  Knowledge knowledge;
  if (small) {
    knowledge = {70 + random.below(30), 50 + random.below(50), 100, 100};
  } else {
    static const Knowledge levels[] = {{100, 100, 100, 100}, {90, 90, 80, 60}, {70, 70, 60, 60},
                                       {40, 60, 40, 50},     {10, 50, 20, 30}, {80, 20, 90, 80}};
    knowledge = levels[random.below(6)];
  }
  return forget(model, base->point, knowledge, small, corners, random);
}

run::Household known_household(const model::Model& model, const reference::Point& point) {
  run::Household household(model);
  for (std::uint32_t e = 0; e < model.entities.size(); ++e) {
    for (std::uint32_t r = 0; r < point.entities[e].size(); ++r) {
      const reference::PointRow& row = point.entities[e][r];
      if (e > 0) household.add(model, model.entities[e].collection, row.parent);
      run::Row& made = household.entities[e][r];
      for (run::Listing& listing : made.listings) listing = run::Listing::complete;
      for (std::size_t f = 0; f < row.facts.size(); ++f) {
        const Known& known = row.facts[f];
        run::Cell& cell = made.cells[f];
        cell.given = !known.none;
        if (known.none) continue;
        cell.number = Interval::point(known.number);
        cell.truth = value::truth(known.yes);
        cell.choices = {known.choice};
      }
    }
  }
  return household;
}

run::Household carried_over(const model::Model& from, const run::Household& household,
                            const model::Model& to) {
  run::Household carried(to);
  std::vector<std::vector<std::uint32_t>> row_of(to.entities.size());
  for (std::uint32_t e = 0; e < to.entities.size(); ++e) {
    const model::Entity& entity = to.entities[e];
    const auto same =
        std::find_if(from.entities.begin(), from.entities.end(),
                     [&](const model::Entity& old) { return old.key() == entity.key(); });
    if (same == from.entities.end()) continue;
    const auto old_index = static_cast<std::size_t>(same - from.entities.begin());
    const std::vector<run::Row>& old_rows = household.entities[old_index];
    row_of[e].assign(old_rows.size(), 0);
    for (std::uint32_t r = 0; r < old_rows.size(); ++r) {
      if (e > 0)
        row_of[e][r] =
            carried.add(to, entity.collection, row_of[entity.parent.index].at(old_rows[r].parent));
      run::Row& row = carried.entities[e][row_of[e][r]];
      for (std::size_t f = 0; f < entity.facts.size(); ++f)
        for (std::size_t old = 0; old < same->facts.size(); ++old) {
          const model::Fact& fact = to[entity.facts[f]];
          const model::Fact& was = from[same->facts[old]];
          if (was.key() != fact.key() || was.type.kind != fact.type.kind) continue;
          row.cells[f] = old_rows[r].cells[old];
          if (fact.type.kind == Kind::choice)
            std::erase_if(row.cells[f].choices, [&](std::uint32_t choice) {
              return choice >= to[fact.domain].choices.size();
            });
          if (fact.type.kind == Kind::choice && row.cells[f].choices.empty())
            row.cells[f].given = false;
        }
      for (std::size_t c = 0; c < entity.collections.size(); ++c)
        for (std::size_t old = 0; old < same->collections.size(); ++old)
          if (from[same->collections[old]].key() == to[entity.collections[c]].key())
            row.listings[c] = old_rows[r].listings[old];
    }
  }
  return carried;
}

namespace {

std::string number_text(const model::Fact& fact, std::int64_t units) {
  if (units == INT64_MAX || units == -INT64_MAX) return "";
  if (fact.type.kind == Kind::date) return Date::from_days(static_cast<std::int32_t>(units)).iso();
  return decimal_text(units);
}

std::string cell_text(const model::Model& model, const model::Fact& fact, const run::Cell& cell) {
  if (!cell.given) return cell.refused ? "unknown (refused)" : "unknown";
  switch (fact.type.kind) {
    case Kind::yes_no:
      return cell.truth == value::Truth::T   ? "yes"
             : cell.truth == value::Truth::F ? "no"
                                             : "unknown but given";
    case Kind::choice: {
      std::string text;
      for (const std::uint32_t choice : cell.choices)
        text +=
            (text.empty() ? "" : " | ") + model[fact.domain].choices[choice].name.in(Language::en);
      return text;
    }
    default:
      if (cell.number.lo == cell.number.hi) return number_text(fact, cell.number.lo);
      return number_text(fact, cell.number.lo) + ".." + number_text(fact, cell.number.hi);
  }
}

std::string known_text(const model::Model& model, const model::Fact& fact, const Known& known) {
  if (known.none) return "none";
  switch (fact.type.kind) {
    case Kind::yes_no:
      return known.yes ? "yes" : "no";
    case Kind::choice:
      return model[fact.domain].choices[known.choice].name.in(Language::en);
    default:
      return number_text(fact, known.number);
  }
}

std::string indented(std::uint32_t depth) {
  return std::string(2 * static_cast<std::size_t>(depth) + 2, ' ');
}

void describe_row(const model::Model& model, const run::Household& household, std::uint32_t e,
                  std::uint32_t r, std::uint32_t depth, std::string& text) {
  const model::Entity& entity = model.entities[e];
  const run::Row& row = household.entities[e][r];
  for (std::size_t f = 0; f < entity.facts.size(); ++f)
    text += indented(depth) + model[entity.facts[f]].key() + " : " +
            cell_text(model, model[entity.facts[f]], row.cells[f]) + "\n";
  for (std::size_t c = 0; c < entity.collections.size(); ++c) {
    const model::Collection& collection = model[entity.collections[c]];
    static const char* const listings[] = {"unknown", "listed in part", "complete"};
    text += indented(depth) + collection.key() + " (" +
            listings[static_cast<std::size_t>(row.listings[c])] + ")\n";
    const std::vector<run::Row>& elements = household.entities[collection.element.index];
    for (std::uint32_t i = 0; i < elements.size(); ++i)
      if (elements[i].parent == r) {
        text += indented(depth) + "- element " + std::to_string(i) + "\n";
        describe_row(model, household, collection.element.index, i, depth + 1, text);
      }
  }
}

}  // namespace

std::string describe(const model::Model& model, const run::Household& household) {
  std::string text;
  describe_row(model, household, 0, 0, 0, text);
  return text;
}

std::string describe(const model::Model& model, const Completion& completion) {
  std::string text;
  for (std::uint32_t e = 0; e < model.entities.size(); ++e)
    for (std::uint32_t r = 0; r < completion.origin[e].size(); ++r) {
      const model::Entity& entity = model.entities[e];
      text += "  " + entity.key() + " " + std::to_string(r) +
              (completion.origin[e][r] == not_listed ? " (not listed)" : "");
      if (e > 0)
        text += " of " + model[entity.parent].key() + " " +
                std::to_string(completion.point.entities[e][r].parent);
      text += " :";
      for (std::size_t f = 0; f < entity.facts.size(); ++f)
        text += " " + model[entity.facts[f]].key() + "=" +
                known_text(model, model[entity.facts[f]], completion.point.entities[e][r].facts[f]);
      text += "\n";
    }
  for (std::size_t p = 0; p < model.parameters.size(); ++p) {
    text += "  " + model.parameters[p].key() + " :";
    for (const std::int64_t units : completion.point.cells[p]) text += " " + decimal_text(units);
    text += "\n";
  }
  return text;
}

}  // namespace entitle::differential
