// Columns of many households, and one of these households taken out again as rows of cells.
#include "run/block.hpp"

#include "value/choice_set.hpp"

namespace entitle::run {

Block::Block(const model::Model& model)
    : model_(&model),
      levels_(model.entities.size()),
      facts_(model.facts.size()),
      texts_(model.facts.size()) {
  for (std::size_t f = 0; f < facts_.size(); ++f) facts_[f].fit(model, model.facts[f]);
  clear();
}

void Block::clear() {
  for (BlockLevel& level : levels_) {
    level.rows = 0;
    level.first.assign(1, 0);
    level.listings.clear();
  }
  for (FactColumn& column : facts_) column.clear();
  for (std::vector<std::string>& texts : texts_) texts.clear();
  own_facts_as_of.clear();
}

void Block::complete() {
  for (std::size_t f = 0; f < facts_.size(); ++f) {
    const model::Fact& fact = model_->facts[f];
    const std::uint32_t rows = level(fact.entity).rows;
    if (facts_[f].rows() < rows) facts_[f].push_unknown(rows - facts_[f].rows());
  }
}

Household Block::household(std::uint32_t number) const {
  Household made(*model_);
  made.facts_as_of = facts_as_of_household(number);
  std::uint32_t begins = number;
  std::uint32_t ends = number + 1;
  // Where the rows of each entity begin in the block.
  std::vector<std::uint32_t> base(levels_.size());
  for (std::uint32_t e = 0; e < levels_.size(); ++e) {
    const model::Entity& entity = model_->entities[e];
    if (e == 0) {
      base[e] = number;
    } else {
      const std::vector<std::uint32_t>& first = levels_[e].first;
      const std::uint32_t parents = base[entity.parent.index];
      const auto count = static_cast<std::uint32_t>(made.entities[entity.parent.index].size());
      const auto& collections = (*model_)[entity.parent].collections;
      const auto position = static_cast<std::size_t>(
          std::ranges::find(collections, entity.collection) - collections.begin());
      base[e] = first[parents];
      for (std::uint32_t p = 0; p < count; ++p) {
        for (std::uint32_t r = first[parents + p]; r < first[parents + p + 1]; ++r)
          made.add(*model_, entity.collection, p);
        made.entities[entity.parent.index][p].listings[position] = levels_[e].listings[parents + p];
      }
    }
    begins = base[e];
    ends = begins + static_cast<std::uint32_t>(made.entities[e].size());
    for (std::size_t f = 0; f < entity.facts.size(); ++f) {
      const model::FactId id = entity.facts[f];
      const FactColumn& column = facts_[id.index];
      for (std::uint32_t r = begins; r < ends; ++r) {
        Cell& cell = made.entities[e][r - begins].cells[f];
        cell.given = column.given(r);
        if (!cell.given) continue;
        if (column.form() == FactColumn::Form::truth) cell.truth = column.truth(r);
        if (column.form() == FactColumn::Form::number) cell.number = column.number(r);
        if (column.form() == FactColumn::Form::choice) {
          const std::vector<std::uint64_t> set = column.set_of(r);
          for (std::uint32_t c = 0; c < column.choices(); ++c)
            if (value::choices::contains(set, c)) cell.choices.push_back(c);
        }
        if (r < texts_[id.index].size()) cell.text = texts_[id.index][r];
      }
    }
  }
  return made;
}

}  // namespace entitle::run
