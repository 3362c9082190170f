// Finds names, and reads their columns as an explanation would.
#include "batch_columns.hpp"

#include <algorithm>

#include "text/suggest.hpp"

namespace entitle {
inline namespace v0 {
namespace {

bool is_called(const model::Named& named, std::string_view name) {
  return !name.empty() && (name == named.name.en || name == named.name.zh);
}

std::string keys_of(const model::Model& model, const std::vector<model::RuleId>& programs) {
  std::string all;
  for (const model::RuleId program : programs)
    (all += all.empty() ? "" : ", ") += model[program].key();
  return all;
}

}  // namespace

bool NamedColumns::add(std::string_view name) {
  const model::Model& model = rules_.model;
  Column made;
  const auto definition = std::ranges::find_if(
      model.definitions, [&](const model::Definition& one) { return is_called(one, name); });
  const auto rule = std::ranges::find_if(
      model.rules, [&](const model::Rule& one) { return is_called(one, name); });
  if (definition != model.definitions.end()) {
    made.entity = definition->entity;
    made.expr = definition->value;
    made.definition = {static_cast<std::uint32_t>(definition - model.definitions.begin())};
    for (std::uint32_t e = 0; e < model.exprs.size(); ++e)
      if (model.exprs[e].op == value::Op::reference && model.exprs[e].definition == made.definition)
        made.referred.push_back({e});
  } else if (rule != model.rules.end()) {
    made.entity = rule->entity;
    made.expr = model[rule->condition].expr;
    made.state = rule->validity.state;
  } else {
    return false;
  }
  const Value::Kind kind = explain::shown(model[made.expr].type);
  if (kind == Value::Kind::text) return false;
  columns_.push_back({std::string(name), kind});
  named_.push_back(std::move(made));
  return true;
}

std::string NamedColumns::suggest(std::string_view name) const {
  std::vector<std::string_view> names;
  const auto known = [&](const model::Named& one) {
    for (const std::string* each : {&one.name.en, &one.name.zh})
      if (!each->empty()) names.push_back(*each);
  };
  for (const model::Definition& one : rules_.model.definitions) known(one);
  for (const model::Rule& one : rules_.model.rules) known(one);
  return std::string(text::suggest(name, names));
}

/// A definition that may be supplied is met with what the profile says where it is read.
model::ExprId NamedColumns::expr_of(const Column& column, const plan::Plan& plan) const {
  for (const model::ExprId id : column.referred)
    if (plan.lowered[id.index].value != plan::no_node) return id;
  return column.expr;
}

std::vector<model::ExprId> NamedColumns::exprs(const plan::Plan& plan) const {
  std::vector<model::ExprId> all;
  for (const Column& column : named_) all.push_back(expr_of(column, plan));
  return all;
}

void NamedColumns::fill(const explain::Columns& columns, const plan::Plan& plan,
                        const run::Tables& tables, explain::Spot spot,
                        std::vector<Value>& out) const {
  const model::Model& model = rules_.model;
  for (const Column& column : named_) {
    Value& made = out.emplace_back();
    model::EntityId above = spot.entity;
    while (above.valid() && above != column.entity) above = model[above].parent;
    if (!above.valid()) continue;
    columns.fill(made, expr_of(column, plan), {above, columns.row_at(above, spot)});
    if (!column.state.valid()) continue;
    const std::int64_t state = tables.cells()[tables.first(column.state)].value.lo;
    if (state != 1) made.truth = state == 0 ? Truth3::inapplicable : Truth3::unknown;
  }
}

std::string line_text(const model::Model& model, const model::SettlementLine& line) {
  using Kind = model::SettlementLine::Kind;
  std::string programs = keys_of(model, line.programs);
  if (line.kind == Kind::higher_of) return "higher of " + programs;
  if (line.kind == Kind::given_up) return programs + " given up for " + model[line.winner].key();
  std::vector<model::RuleId> over;
  for (const model::Deduction& one : line.over) over.push_back(one.program);
  return programs + " tops up over " + keys_of(model, over);
}

}  // namespace v0
}  // namespace entitle
