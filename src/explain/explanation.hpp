// The making of one determination, private to this folder: one object whose parts stand in
// values.cpp (columns and boxes as values), terms.cpp (arithmetic), reasons.cpp (conditions) and
// outcomes.cpp (answers, what is open, questions).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "entitle/determination.hpp"
#include "explain/catalogue.hpp"
#include "explain/columns.hpp"
#include "explain/explain.hpp"
#include "explain/store.hpp"

namespace entitle::explain {

class Explanation : private Columns {
 public:
  Explanation(const Catalogue& catalogue, const plan::Plan& plan, const Input& input);
  Determination made();

 private:
  // values.cpp
  Spot above(model::EntityId entity, Spot spot) const { return {entity, row_at(entity, spot)}; }
  void fill(Value& value, model::ExprId id, Spot spot) const;
  /// A cell of a parameter's table: a number, or the number of a choice.
  void fill_cell(Value& value, const model::Parameter& parameter, value::Interval cell) const;
  Value boxed(const run::Leaf& leaf, const run::Box& box) const;
  Value known_of(const run::Leaf& leaf) const;
  std::optional<Value> gap_of(model::ExprId id, Spot spot, bool& multiplied) const;

  // places.cpp
  struct Element {
    std::string_view path;
    std::string_view name;
    std::uint32_t number = 0;
    bool ghost = false;
    bool known = false;
  };
  const Element& element(Spot spot);
  std::string_view path_of(model::FactId fact, Spot spot);
  std::string_view path_of(model::CollectionId collection, Spot spot);
  /// Whether an age is counted from this fact.
  bool is_birth(model::FactId fact) const;
  const run::Cell* cell_of(model::FactId fact, std::uint32_t row) const;
  /// Whether the profile says what a definition is.
  bool supplied(model::DefinitionId definition, Spot spot) const;
  Text put_in(const Template& text);
  /// Those whose document is in force on the day; all of them where none is.
  Citations of_the_day(Citations citations);

  // terms.cpp
  void fill(Term& term, model::ExprId id, Spot spot);
  void fill_parameter(Term& term, const model::Expr& expr, Spot spot);
  void fill_cases(Term& term, const model::Expr& expr, Spot spot);
  void fill_aggregate(Term& term, const model::Expr& expr, Spot spot);
  std::uint32_t row_used(std::uint32_t cell);
  /// True the first time in an outcome; definitions and criteria are told once.
  bool first_time(std::uint32_t kind, std::uint32_t index, Spot spot);
  /// Whether definitions are told within definitions too deeply for a person, and for the stack.
  bool too_deep() const { return depth_ >= 60; }
  /// One more definition or criterion told within another.
  struct Within {
    explicit Within(std::uint32_t& depth) : depth_of(depth) { ++depth_of; }
    ~Within() { --depth_of; }
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;
    std::uint32_t& depth_of;
  };

  // reasons.cpp
  void fill(Reason& reason, model::ClauseId id, Spot spot);
  void fill(Reason& reason, model::ExprId id, Spot spot);
  void fill_parts(Reason& reason, const std::vector<model::ExprId>& ids, Spot spot);
  void fill_comparison(Reason& reason, model::ExprId id, Spot spot);
  void fill_fact(Reason& reason, const model::Expr& expr, Spot spot);
  void fill_rule(Reason& reason, const model::Expr& expr, Spot spot);
  /// 0: not in force on the day, 1: in force, 2: the text of the day is not known.
  std::int64_t state_of(const model::Rule& rule) const;
  /// Of a rule whose text does not hold on the day.
  void fill_other_text(Reason& reason, const model::Rule& rule) const;
  void fill_in_program(Reason& reason, const model::Expr& expr, Spot spot);
  void fill_elements(Reason& reason, const model::Expr& expr, Spot spot);

  // outcomes.cpp
  void head();
  void programs();
  void settlement();
  void settled(Outcome& outcome, const run::AnswerBox& answer, const model::Rule& rule);
  void recorded(Outcome& outcome, const model::Rule& rule, Spot spot);
  std::uint32_t program_index(model::RuleId rule) const;
  void outcome(const run::AnswerBox& answer, std::uint32_t program);
  /// Adds what else is possible of elements not listed, of which a program has one outcome.
  void widen(Outcome& outcome, const run::AnswerBox& answer, const model::Rule& rule);
  void cases(Outcome& outcome, const run::AnswerBox& answer);
  Condition condition(const run::Turning& turning) const;
  void open_facts();
  void questions();

  const Input& in_;
  std::shared_ptr<Kept> kept_;
  Determination made_;
  std::vector<std::uint32_t> cells_used_;       ///< by index in Determination::parameters: the cell
  std::vector<std::vector<Element>> elements_;  ///< by entity and row, made when asked for
  std::uint32_t depth_ = 0;
  std::vector<std::uint64_t> told_;  ///< what was told in this outcome
  std::vector<std::pair<const Template*, Text>> put_;
};

}  // namespace entitle::explain
