// Finding the rows of a completion in a frame.
#include "differential/rows.hpp"

namespace entitle::differential {

Rows::Rows(const run::Frame& frame, std::uint32_t number, const Completion& completion)
    : model_(frame.model()), completion_(completion), rows_(frame.model().entities.size()) {
  rows_[0] = {number};
  for (std::uint32_t e = 1; e < rows_.size(); ++e) {
    const model::EntityId entity{e};
    const run::FrameLevel& level = frame.level(entity);
    for (std::uint32_t r = 0; r < completion.origin[e].size(); ++r) {
      const std::uint32_t parent =
          rows_[model_[entity].parent.index][completion.point.entities[e][r].parent];
      const std::uint32_t wanted =
          completion.origin[e][r] == not_listed ? run::Frame::no_row : completion.origin[e][r];
      std::uint32_t found = level.first[parent];
      while (found < level.first[parent + 1] && frame.origin(entity, found) != wanted) ++found;
      complete_ = complete_ && found < level.first[parent + 1];
      rows_[e].push_back(complete_ ? found : 0);
    }
  }
}

std::uint32_t Rows::lifted(model::EntityId entity, std::uint32_t row, model::EntityId above) const {
  while (entity != above && model_[entity].parent.valid()) {
    row = completion_.point.entities[entity.index][row].parent;
    entity = model_[entity].parent;
  }
  return at(entity, row);
}

}  // namespace entitle::differential
