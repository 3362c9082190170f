// Numbers that name the parts of a model: one type for each kind of part, so that a fact's number
// is never taken for a program's. A number is an index into the vector of the model that holds the
// parts of its kind.
#pragma once

#include <compare>
#include <cstdint>

namespace entitle::model {

/// An index into one vector of a Model; `none` where there is nothing.
template <class Tag>
struct Id {
  static constexpr std::uint32_t no_index = 0xFFFF'FFFF;
  std::uint32_t index = no_index;
  constexpr bool valid() const { return index != no_index; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

using EntityId = Id<struct EntityTag>;
using CollectionId = Id<struct CollectionTag>;
using FactId = Id<struct FactTag>;
using DomainId = Id<struct DomainTag>;
using DocumentId = Id<struct DocumentTag>;
using ParameterId = Id<struct ParameterTag>;
using DefinitionId = Id<struct DefinitionTag>;
using RuleId = Id<struct RuleTag>;
using ExprId = Id<struct ExprTag>;
using ClauseId = Id<struct ClauseTag>;

}  // namespace entitle::model
