// The settlement as nodes: what every program is and pays once the lines between programs have been
// applied in their order. Made of ordinary operations, so that nothing that runs a plan knows of
// it.
#pragma once

#include <vector>

#include "plan/builder.hpp"
#include "plan/quantity.hpp"

namespace entitle::plan {

class Settlement {
 public:
  Settlement(const model::Model& model, Plan& plan, Builder& builder, Quantities& quantities)
      : m_(model), plan_(plan), b_(builder), q_(quantities), states_(model.rules.size()) {}

  /// A program as its criteria and its amount have it.
  void begin(model::RuleId program, NodeId eligible, Quantity amount);

  /// What a program pays by the lines so far: its recorded amount where one is stated, nothing
  /// where it is not received.
  Quantity pays(model::RuleId program);

  void higher_of(const model::SettlementLine& line);
  /// `left` is the line's amount, of pays().
  void tops_up(const model::SettlementLine& line, const Quantity& left);
  void given_up(const model::SettlementLine& line);

  /// Fills Plan::programs.
  void finish(model::RuleId program, NodeId absent);

 private:
  struct State {
    NodeId eligible = no_node;
    NodeId kept = no_node;  ///< not given up for another; no_node: no line may take it
    NodeId left = no_node;  ///< something is left to pay; no_node: no line deducts
    Quantity amount;
    bool pays = false;
  };
  NodeId had(const State& state);
  Quantity per_month(model::RuleId program);

  const model::Model& m_;
  Plan& plan_;
  Builder& b_;
  Quantities& q_;
  std::vector<State> states_;  ///< by rule
};

}  // namespace entitle::plan
