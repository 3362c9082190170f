// Columns of a run as values that a person reads: of the household that is explained, or of the
// rows of a batch whose columns were kept. Where something stands in a profile, and why, is told by
// others.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "entitle/determination.hpp"
#include "explain/catalogue.hpp"
#include "model/model.hpp"
#include "plan/plan.hpp"
#include "run/frame.hpp"
#include "run/machine.hpp"
#include "value/interval.hpp"
#include "value/truth.hpp"

namespace entitle::explain {

/// The row of an entity from which an expression is read; what belongs to an ancestor is read from
/// the row above it.
struct Spot {
  model::EntityId entity;
  std::uint32_t row = 0;
};

Truth3 shown(value::Truth truth);
/// What kind of value is shown of a type.
Value::Kind shown(const value::Type& type);
/// One end as it is shown; `whole`: it counts elements or days, not ten-thousandths.
std::optional<Decimal> shown_end(std::int64_t units, bool whole);

/// What the amount of a line of the settlement is of: yearly amounts are compared by the month.
value::Type line_type(const model::Model& model, const model::SettlementLine& line);

class Columns {
 public:
  /// All must outlive it. The machine's columns of what is read are kept.
  Columns(const Catalogue& catalogue, const plan::Plan& plan, const run::Frame& frame,
          const run::Machine& machine)
      : texts_(catalogue),
        model_(catalogue.model()),
        plan_(plan),
        frame_(frame),
        machine_(machine) {}

  std::uint32_t row_at(model::EntityId entity, Spot spot) const;
  value::Truth truth(plan::NodeId node, Spot spot) const;
  value::Interval number(plan::NodeId node, Spot spot) const;
  /// What an expression comes to.
  void fill(Value& value, model::ExprId id, Spot spot) const;
  void fill_number(Value& value, const value::Type& type, value::Interval number) const;
  void fill_choices(Value& value, model::DomainId domain, std::span<const std::uint64_t> set) const;

 protected:
  const Catalogue& texts_;
  const model::Model& model_;
  const plan::Plan& plan_;

 private:
  bool exact(const plan::Lowered& lowered, value::Interval box, Spot spot) const;

  const run::Frame& frame_;
  const run::Machine& machine_;
};

}  // namespace entitle::explain
