// Records as they stand in the block, and answers on demand.
#include "batch_answers.hpp"

namespace entitle {
inline namespace v0 {

void AnswerColumns::rows_of(std::uint32_t h, std::vector<Rows>& rows) const {
  rows.resize(model.entities.size());
  rows[0] = {h, h + 1};
  for (std::uint32_t e = 1; e < rows.size(); ++e) {
    const std::vector<std::uint32_t>& first = frame.level({e}).first;
    const Rows above = rows[model.entities[e].parent.index];
    rows[e] = {first[above.begin], first[above.end]};
  }
}

OnRecord AnswerColumns::record(std::uint32_t program, std::uint32_t row) const {
  const std::uint32_t origin = frame.origin(rule(program).entity, row);
  if (origin == run::Frame::no_row) return {};
  const run::FactColumn& received = read.block.fact(rule(program).received);
  if (!received.given(origin) || received.truth(origin) == value::Truth::U) return {};
  OnRecord found{received.truth(origin) == value::Truth::T, std::nullopt};
  if (!rule(program).received_amount.valid()) return found;
  const run::FactColumn& much = read.block.fact(rule(program).received_amount);
  if (const value::Interval amount = much.number(origin); much.given(origin) && amount.known())
    found.amount = Decimal::from_units(amount.lo);
  return found;
}

std::span<const BatchAnswer> BatchPiece::answers() const {
  return source == nullptr ? std::span<const BatchAnswer>() : source->answers();
}

std::span<const Value> BatchPiece::values() const {
  return source == nullptr ? std::span<const Value>() : source->values();
}

}  // namespace v0
}  // namespace entitle
