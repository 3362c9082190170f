// Named definitions, criteria and programs as columns of a batch's answers, and the lines of the
// settlement as answers: what an explanation shows of them, for all rows of a chunk.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/batch.hpp"
#include "explain/columns.hpp"
#include "ruleset_impl.hpp"
#include "run/chunk.hpp"

namespace entitle {
inline namespace v0 {

class ENTITLE_INTERNAL NamedColumns {
 public:
  explicit NamedColumns(const Ruleset::Impl& rules) : rules_(rules) {}

  /// False where the rules have nothing of that name that is a column.
  bool add(std::string_view name);
  const std::vector<BatchColumn>& columns() const { return columns_; }
  /// What may have been meant by a name; empty if nothing is near.
  std::string suggest(std::string_view name) const;

  /// Which columns a run by this plan has to keep.
  std::vector<model::ExprId> exprs(const plan::Plan& plan) const;
  /// Appends all of them for a row of an entity.
  void fill(const explain::Columns& columns, const plan::Plan& plan, const run::Tables& tables,
            explain::Spot spot, std::vector<Value>& out) const;

 private:
  struct Column {
    model::EntityId entity;
    model::ExprId expr;
    model::DefinitionId definition;       ///< invalid of rules
    std::vector<model::ExprId> referred;  ///< where a definition that may be supplied is read
    model::ParameterId state;             ///< of a rule that is not always in force
  };
  model::ExprId expr_of(const Column& column, const plan::Plan& plan) const;

  const Ruleset::Impl& rules_;
  std::vector<Column> named_;
  std::vector<BatchColumn> columns_;
};

/// What a line of the settlement says: "higher of nursing, elderly".
std::string line_text(const model::Model& model, const model::SettlementLine& line);

}  // namespace v0
}  // namespace entitle
