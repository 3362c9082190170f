// Making a household of which nothing is known, and adding rows to it.
#include "run/household.hpp"

namespace entitle::run {

namespace {

Row unknown_row(const model::Entity& entity, std::uint32_t parent) {
  Row row;
  row.parent = parent;
  row.cells.resize(entity.facts.size());
  row.listings.resize(entity.collections.size(), Listing::unknown);
  return row;
}

}  // namespace

Household::Household(const model::Model& model) : entities(model.entities.size()) {
  entities[0].push_back(unknown_row(model.entities[0], 0));
}

std::uint32_t Household::add(const model::Model& model, model::CollectionId collection,
                             std::uint32_t parent_row) {
  const model::Collection& declared = model[collection];
  std::vector<Row>& rows = entities[declared.element.index];
  rows.push_back(unknown_row(model[declared.element], parent_row));
  return static_cast<std::uint32_t>(rows.size() - 1);
}

}  // namespace entitle::run
