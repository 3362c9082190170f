// The naive evaluator of points: walks the trees of the model with arithmetic of its own, one row
// at a time. It is the judge of plan/ and run/ and shares nothing with them; it is never shipped.
// Numbers are exact fractions without bounds, and beside each value stands whether the way to it
// left the numbers that the library can hold: such a value is an error there, unless nothing
// depended on it.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "entitle/determination.hpp"
#include "model/model.hpp"
#include "reference/exact.hpp"
#include "reference/point.hpp"

namespace entitle::reference {

/// How a value was come by.
enum class Sure : std::uint8_t {
  exact,       ///< within the numbers
  overflowed,  ///< over a result outside them; the value is what unbounded numbers would give
  lost,        ///< the reference does not know the value
};

/// The value of an expression at a row.
struct Value {
  enum class Form : std::uint8_t { truth, number, choice };
  Form form = Form::truth;
  bool none = false;
  bool yes = false;
  std::uint32_t choice = 0;
  Exact number;
  Sure sure = Sure::exact;
};

/// What a program gives at a row of its entity, settled.
struct Outcome {
  Status status = Status::error;
  Sure sure = Sure::exact;  ///< of the status
  bool has_amount = false;
  Value amount;  ///< meaningful where it qualifies
};

/// Evaluates the expressions of a model at one point. Each (expression, row) is evaluated once and
/// remembered.
class Evaluator {
 public:
  Evaluator(const model::Model& model, const Point& point);

  /// `row` is of `entity`, which is the expression's own or one below it.
  const Value& value(model::ExprId expr, model::EntityId entity, std::uint32_t row);
  Outcome outcome(model::RuleId program, std::uint32_t row);
  /// Whether a line is, on this day, as if not written: it names a criterion that is not in force.
  bool absent(model::ExprId expr) const;
  /// Whether a fact applies to a row of its entity: its `only if` holds.
  Value applies(model::FactId fact, std::uint32_t row);
  /// The row of an entity above (or at) a row.
  std::uint32_t ancestor(model::EntityId entity, std::uint32_t row, model::EntityId above) const;
  /// Forgets what was remembered: values of the point have changed, its rows have not.
  void forget() { ++time_; }
  /// Whether ten thousand times a value met so far would leave the numbers: the terms of a quotient
  /// may have done so then.
  bool met_large() const { return met_large_; }

 private:
  Value compute(const model::Expr& expr, model::EntityId entity, std::uint32_t row);
  Value cases(const model::Expr& expr, model::EntityId entity, std::uint32_t row);
  Value aggregate(const model::Expr& expr, model::EntityId entity, std::uint32_t row);
  Value read_fact(model::FactId fact, model::EntityId entity, std::uint32_t row);
  Value read_parameter(model::ParameterId parameter, model::EntityId entity, std::uint32_t row);

  // settlement.cpp: what a program is before a line of the settlement takes effect.
  std::int64_t state(model::RuleId rule) const;
  Value rule_value(model::RuleId rule, model::EntityId entity, std::uint32_t row);
  Value amount_before(model::RuleId program, std::uint32_t row, std::size_t line);
  Value had_before(model::RuleId program, std::uint32_t row, std::size_t line);
  Value kept(model::RuleId program, std::uint32_t row, std::size_t line);
  Value left(const model::SettlementLine& line, std::uint32_t row);
  Value per_month(model::RuleId program, const Value& amount) const;
  Value pays(model::RuleId program, std::uint32_t row, std::size_t line);
  void find_lines();
  std::size_t payee_line(model::RuleId program) const;

  const model::Model& model_;
  const Point& point_;
  struct Remembered {
    std::uint32_t time = 0;
    Value value;
  };
  std::vector<std::uint32_t> first_;  ///< by ExprId: where its rows begin in remembered_
  std::vector<Remembered> remembered_;
  std::uint32_t time_ = 1;
  bool met_large_ = false;
  std::vector<std::size_t> line_of_;  ///< by ExprId: of what stands in a line's amount, its line
};

/// For the tests of the reference: a truth and a number as values.
Value truth_value(bool yes, Sure sure = Sure::exact);
Value number_value(const Exact& number, Sure sure = Sure::exact);

}  // namespace entitle::reference
