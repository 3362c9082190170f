// Drawing of expressions by the type that is wanted, from what can be seen at an entity of a
// ruleset in the making.
#pragma once

#include <cstdint>

#include "differential/palette.hpp"
#include "differential/random.hpp"
#include "differential/ruleset.hpp"

namespace entitle::differential {

class Expressions {
 public:
  Expressions(const Ruleset& set, const Palette& palette, Random& random)
      : set_(set), palette_(palette), random_(random) {}

  /// The condition of a rule: a block, or one expression.
  Tree condition(std::uint32_t entity);
  /// A condition over facts of the entity and its ancestors alone, for `only if`.
  Tree condition_of_facts(std::uint32_t entity);
  /// The body of a definition: an expression or a table of cases, of any type.
  Tree definition(std::uint32_t entity);
  /// Money that is no ratio and always there.
  Tree amount(std::uint32_t entity);

 private:
  /// What a number may be.
  struct Allowed {
    bool ratio = false;
    bool none = false;
  };

  Tree block(std::uint32_t entity, int depth);
  Tree truth(std::uint32_t entity, int depth);
  Tree truth_leaf(std::uint32_t entity);
  Tree comparison(std::uint32_t entity, int depth);
  Tree number(const Type& type, std::uint32_t entity, int depth, Allowed allowed);
  Tree number_leaf(const Type& type, std::uint32_t entity, Allowed allowed);
  Tree product(const Type& type, std::uint32_t entity, int depth, Allowed allowed);
  Tree quotient(const Type& type, std::uint32_t entity, int depth);
  Tree multiplied_back(const Type& type, std::uint32_t entity, int depth);
  Tree aggregate(const Type& type, std::uint32_t entity, int depth, Allowed allowed);
  Tree rounded(const Type& type, std::uint32_t entity, int depth);
  /// A whole number that is never zero; its pieces are empty if there is none.
  Tree divisor(std::uint32_t entity);
  Tree literal(const Type& type);

  bool above(std::uint32_t entity, std::uint32_t other) const;
  std::vector<const Collection*> collections(std::uint32_t entity) const;
  template <class Use>
  void facts_seen(std::uint32_t entity, Use use) const;

  const Ruleset& set_;
  const Palette& palette_;
  Random& random_;
  bool facts_only_ = false;
};

}  // namespace entitle::differential
