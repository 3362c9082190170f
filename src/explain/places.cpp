// Whose something is and where it stands in the profile: names and JSON pointers of elements and
// facts, kept in the determination's store; and texts into which the household's choices are put.
#include <array>
#include <charconv>
#include <string>

#include <algorithm>
#include <iterator>

#include "explain/explanation.hpp"
#include "value/choice_set.hpp"

namespace entitle::explain {

const Explanation::Element& Explanation::element(Spot spot) {
  Element& element = elements_[spot.entity.index][spot.row];
  if (element.known) return element;
  element.known = true;
  const model::Entity& entity = model_[spot.entity];
  if (!entity.parent.valid()) return element;
  const run::FrameLevel& level = in_.frame.level(spot.entity);
  element.ghost = level.below_ghost[spot.row] != 0;
  if (element.ghost) return element;
  const std::uint32_t parent = level.parent[spot.row];
  const std::uint32_t index = spot.row - level.first[parent];
  element.number = index + 1;
  std::string path(this->element({entity.parent, parent}).path);
  path += texts_.of(entity.collection).segment;
  path += '/';
  path += std::to_string(index);
  element.path = kept_->store.keep(path);
  if (entity.named_by.valid())
    if (const run::Cell* cell = cell_of(entity.named_by, spot.row); cell != nullptr && cell->given)
      element.name = kept_->store.keep(cell->text);
  return element;
}

std::string_view Explanation::path_of(model::FactId fact, Spot spot) {
  const Element& whose = element(above(model_[fact].entity, spot));
  if (whose.ghost) return {};
  const std::string& segment = texts_.of(fact).segment;
  if (whose.path.empty()) return segment;
  return kept_->store.keep(std::string(whose.path).append(segment));
}

std::string_view Explanation::path_of(model::CollectionId collection, Spot spot) {
  const Element& whose = element(above(model_[collection].parent, spot));
  if (whose.ghost) return {};
  const std::string& segment = texts_.of(collection).segment;
  if (whose.path.empty()) return segment;
  return kept_->store.keep(std::string(whose.path).append(segment));
}

const run::Cell* Explanation::cell_of(model::FactId fact, std::uint32_t row) const {
  const model::EntityId entity = model_[fact].entity;
  const std::uint32_t origin = in_.frame.origin(entity, row);
  if (origin == run::Frame::no_row) return nullptr;
  return &in_.household.entities[entity.index][origin].cells[texts_.of(fact).position];
}

bool Explanation::supplied(model::DefinitionId definition, Spot spot) const {
  const model::FactId fact = model_[definition].supplied;
  if (!fact.valid()) return false;
  const run::Cell* cell = cell_of(fact, row_at(model_[definition].entity, spot));
  return cell != nullptr && cell->given;
}

bool Explanation::is_birth(model::FactId fact) const {
  return std::any_of(model_.facts.begin(), model_.facts.end(),
                     [&](const model::Fact& age) { return age.born == fact; });
}

Citations Explanation::of_the_day(Citations citations) {
  const Date day = in_.tables.as_of();
  const auto holds = [&](const CitationRef& one) {
    return (!one.from || *one.from <= day) && (!one.through || day <= *one.through);
  };
  const auto count = std::count_if(citations.begin(), citations.end(), holds);
  if (count == 0 || count == static_cast<std::ptrdiff_t>(citations.size())) return citations;
  std::vector<CitationRef>& kept = kept_->citations.emplace_back();
  std::copy_if(citations.begin(), citations.end(), std::back_inserter(kept), holds);
  return kept;
}

Text Explanation::put_in(const Template& text) {
  if (text.empty()) return {};
  if (text.plain() && (text.en.empty() || !text.en[0].fact.valid()) &&
      (text.zh.empty() || !text.zh[0].fact.valid()))
    return {text.en.empty() ? std::string_view{} : text.en[0].text,
            text.zh.empty() ? std::string_view{} : text.zh[0].text};
  for (const auto& [made_of, made] : put_)
    if (made_of == &text) return made;
  const auto put = [&](const std::vector<Template::Piece>& pieces, Language language) {
    std::string out;
    for (const Template::Piece& piece : pieces) {
      out += piece.text;
      if (!piece.fact.valid()) continue;
      const run::FactColumn& column = in_.frame.fact(piece.fact);
      const bool known = column.choice(0) < column.choices();
      const Text name = known ? texts_.choice(model_[piece.fact].domain, column.choice(0))
                              : texts_.of(piece.fact).label;
      out += name.in(language);
    }
    return kept_->store.keep(out);
  };
  const Text made{put(text.en, Language::en), put(text.zh, Language::zh)};
  put_.emplace_back(&text, made);
  return made;
}

}  // namespace entitle::explain
