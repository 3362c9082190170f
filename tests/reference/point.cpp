// Points, and the look-up of what parameters may be, straight from the rows of their tables.
#include "reference/point.hpp"

#include <algorithm>
#include <string>

namespace entitle::reference {

namespace {

bool holds(const model::ParameterRow& row, const std::vector<std::uint32_t>& keys, Date as_of) {
  if (as_of < row.from || (row.through && *row.through < as_of)) return false;
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (row.keys[i] != model::ParameterRow::any && row.keys[i] != keys[i]) return false;
  return true;
}

std::size_t named_keys(const model::ParameterRow& row) {
  std::size_t named = 0;
  for (const std::uint32_t key : row.keys) named += key != model::ParameterRow::any ? 1 : 0;
  return named;
}

CellRange range_of(const model::Parameter& parameter, const std::vector<std::uint32_t>& keys,
                   Date as_of) {
  const model::ParameterRow* best = nullptr;
  for (const model::ParameterRow& row : parameter.rows)
    if (holds(row, keys, as_of) && (best == nullptr || named_keys(row) > named_keys(*best)))
      best = &row;

  CellRange range{parameter.range.lo, parameter.range.hi, parameter.range.lo, parameter.range.hi};
  if (best == nullptr || !best->published_value) return range;
  range.lo = best->value.lo;
  range.hi = best->value.hi;
  const bool firm = best->status == model::RowStatus::published && !best->default_assumed;
  if (firm) {
    range.widest_lo = range.lo;
    range.widest_hi = range.hi;
  }
  return range;
}

template <class Ids, class Wanted>
std::uint32_t place_in(const Ids& ids, Wanted wanted) {
  return static_cast<std::uint32_t>(std::find(ids.begin(), ids.end(), wanted) - ids.begin());
}

PointRow blank_row(const model::Model& model, model::EntityId entity) {
  PointRow row;
  row.facts.assign(model[entity].facts.size(), Known::nothing());
  row.elements.resize(model[entity].collections.size());
  return row;
}

}  // namespace

CellRanges cell_ranges(const model::Model& model, Date as_of) {
  CellRanges all;
  for (const model::Parameter& parameter : model.parameters) {
    std::vector<CellRange>& cells = all.emplace_back();
    std::vector<std::uint32_t> keys(parameter.keys.size(), 0);
    for (bool more = true; more;) {
      cells.push_back(range_of(parameter, keys, as_of));
      more = false;
      for (std::size_t i = keys.size(); i-- > 0 && !more;) {
        const auto choices = model[model[parameter.keys[i]].domain].choices.size();
        more = ++keys[i] < choices;
        if (!more) keys[i] = 0;
      }
    }
  }
  return all;
}

Point::Point(const model::Model& model) {
  entities.resize(model.entities.size());
  entities[0].push_back(blank_row(model, model::EntityId{0}));
  for (const std::vector<CellRange>& ranges : cell_ranges(model, Date{}))
    cells.emplace_back(ranges.size(), 0);
}

std::uint32_t Point::add(const model::Model& model, model::CollectionId collection,
                         std::uint32_t parent_row) {
  const model::Collection& declared = model[collection];
  std::vector<PointRow>& rows = entities[declared.element.index];
  const auto row = static_cast<std::uint32_t>(rows.size());
  rows.push_back(blank_row(model, declared.element));
  rows.back().parent = parent_row;
  entities[declared.parent.index][parent_row].elements[position_of(model, collection)].push_back(
      row);
  return row;
}

Known& Point::fact(const model::Model& model, model::FactId fact, std::uint32_t row) {
  return entities[model[fact].entity.index][row].facts[position_of(model, fact)];
}

const Known& Point::fact(const model::Model& model, model::FactId fact, std::uint32_t row) const {
  return entities[model[fact].entity.index][row].facts[position_of(model, fact)];
}

std::uint32_t position_of(const model::Model& model, model::FactId fact) {
  return place_in(model[model[fact].entity].facts, fact);
}

std::uint32_t position_of(const model::Model& model, model::CollectionId collection) {
  return place_in(model[model[collection].parent].collections, collection);
}

std::int64_t full_years(Date birth, Date on) {
  const auto birthday_in = [&](int year) {
    for (unsigned day = birth.day();; --day)
      if (const auto found = Date::parse(std::to_string(10'000 + year).substr(1) + "-" +
                                         std::to_string(birth.month()) + "-" + std::to_string(day)))
        return *found;
  };
  const int years = on.year() - birth.year();
  return on < birthday_in(on.year()) ? years - 1 : years;
}

}  // namespace entitle::reference
