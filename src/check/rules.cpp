// Definitions, criteria and programs, and the `only if` of facts: types their expressions in the
// order that dependencies ask for, and makes the clauses that explanations walk.
#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "check/expression.hpp"
#include "check/literals.hpp"
#include "check/passes.hpp"

namespace entitle::check {

using value::Kind;
using value::Op;

namespace {

/// The step of amounts: one fen.
constexpr std::int64_t fen = value::scale / 100;

void check_only_if(Context& context, std::uint32_t index) {
  const auto& [tree, file, language] = context.facts[index];
  if (tree->only_if.empty() || context.broken_facts[index]) return;
  model::Fact& fact = context.model.facts[index];
  ExpressionBuilder builder(context, fact.entity, file);
  const model::ExprId condition = builder.condition(tree->only_if.front());
  context.model.facts[index].only_if = condition;
}

void check_definition(Context& context, std::uint32_t index) {
  State& state = context.definition_states[index];
  if (state != State::open) return;
  state = State::broken;
  const auto& [tree, file, language] = context.definitions[index];
  const model::EntityId entity = context.definition_entities[index];
  model::Definition definition;
  set_name(definition, tree->name, file, language);
  definition.citations = citations(context, tree->citations, file);
  definition.note = label_of(tree->note);
  definition.title = label_of(tree->title);
  definition.entity = entity;
  if (!entity.valid() || (tree->value.empty() && tree->cases.empty())) return;
  ExpressionBuilder builder(context, entity, file);
  definition.value = tree->cases.empty() ? builder.build(tree->value.front())
                                         : builder.cases(tree->cases, tree->span);
  if (!definition.value.valid()) return;
  context.definition_ids[index] = {static_cast<std::uint32_t>(context.model.definitions.size())};
  context.model.definitions.push_back(std::move(definition));
  state = State::done;
}

class RuleMaker {
 public:
  RuleMaker(Context& context, std::uint32_t index)
      : context_(context),
        index_(index),
        tree_(*context.rules[index].tree),
        file_(context.rules[index].file),
        language_(context.rules[index].language),
        builder_(context, context.rule_entities[index], file_) {}

  void make() {
    State& state = context_.rule_states[index_];
    if (state != State::open) return;
    state = State::broken;
    model::Rule rule;
    set_name(rule, tree_.name, file_, language_);
    rule.program = tree_.program;
    rule.citations = citations(context_, tree_.citations, file_);
    rule.decided_by = label_of(tree_.decided_by);
    rule.appeal = citations(context_, tree_.appeal, file_);
    rule.note = label_of(tree_.note);
    rule.title = label_of(tree_.title);
    rule.entity = context_.rule_entities[index_];
    // What was lost to a fault of syntax is not asked for again.
    const bool lost = context_.partial && tree_.block.empty() && tree_.condition.empty();
    if (!rule.entity.valid() || lost) return;
    check_cited();

    rule.condition = tree_.block.empty() ? single_condition() : block(tree_.block.front());
    bool good = rule.condition.valid();
    if (good) {
      model::Clause& whole = context_.model.clauses[rule.condition.index];
      whole.label = rule.name;
      whole.citations = rule.citations;
    }
    if (!tree_.amount.empty()) {
      rule.amount = amount(tree_.amount.front());
      good = good && rule.amount.valid();
      rule.amount_citations = tree_.amount_citations.empty()
                                  ? rule.citations
                                  : citations(context_, tree_.amount_citations, file_);
    }
    if (!good) return;
    if (tree_.force) {
      check_validity(context_, *tree_.force, file_, rule);
      check_unknown_amount(context_, rule);
    }
    if (rule.program) finish_record(context_, index_, rule);
    context_.rule_ids[index_] = {static_cast<std::uint32_t>(context_.model.rules.size())};
    context_.model.rules.push_back(std::move(rule));
    state = State::done;
  }

 private:
  /// A rule cites its law, or each of its lines does.
  void check_cited() {
    if (!tree_.citations.empty()) return;
    const bool lines =
        !tree_.block.empty() && !tree_.block.front().entries.empty() &&
        std::all_of(tree_.block.front().entries.begin(), tree_.block.front().entries.end(),
                    [](const syntax::Entry& entry) { return !entry.citations.empty(); });
    const bool amount = tree_.amount.empty() || !tree_.amount_citations.empty();
    if (lines && amount) return;
    context_.report.report(Code::citation_missing, at(file_, tree_.name.span),
                           {argument(label_of(tree_.name, language_))});
  }

  model::ClauseId add(model::Clause clause) {
    context_.model.clauses.push_back(std::move(clause));
    return {static_cast<std::uint32_t>(context_.model.clauses.size() - 1)};
  }

  model::ClauseId single_condition() {
    if (tree_.condition.empty()) {  // no file that parses has one
      context_.report.report(Code::no_body, at(file_, tree_.name.span),
                             {argument(label_of(tree_.name, language_)), Word::missing_condition});
      return {};
    }
    model::Clause clause;
    clause.expr = builder_.condition(tree_.condition.front());
    clause.place = at(file_, tree_.condition.front().span);
    return clause.expr.valid() ? add(std::move(clause)) : model::ClauseId{};
  }

  model::ClauseId block(const syntax::Block& tree) {
    check_labels(tree);
    bool good = check_size(tree);
    model::Clause clause;
    clause.place = at(file_, tree.span);
    std::vector<model::ExprId> lines;
    for (const syntax::Entry& entry : tree.entries) {
      const model::ClauseId part = line(entry);
      good = good && part.valid();
      if (!part.valid()) continue;
      clause.parts.push_back(part);
      lines.push_back(context_.model[part].expr);
    }
    if (!good) return {};
    clause.expr = builder_.block(tree.op, tree.least, std::move(lines), tree.span);
    return clause.expr.valid() ? add(std::move(clause)) : model::ClauseId{};
  }

  model::ClauseId line(const syntax::Entry& entry) {
    std::vector<model::Citation> cited = citations(context_, entry.citations, file_);
    model::ClauseId id;
    if (!entry.block.empty()) {
      id = block(entry.block.front());
    } else if (!entry.expression.empty()) {
      model::Clause clause;
      clause.expr = builder_.condition(entry.expression.front());
      if (clause.expr.valid()) id = add(std::move(clause));
    }
    if (!id.valid()) return {};
    model::Clause& clause = context_.model.clauses[id.index];
    clause.label = label_of(entry.label, language_);
    clause.citations = std::move(cited);
    clause.place = at(file_, entry.span);
    return id;
  }

  void check_labels(const syntax::Block& tree) {
    std::unordered_map<std::string_view, const syntax::Entry*> labels;
    for (const syntax::Entry& entry : tree.entries)
      for (const auto& [text, span] :
           {std::pair{std::string_view(entry.label.text), entry.label.span},
            std::pair{std::string_view(entry.label.twin), entry.label.twin_span}}) {
        if (text.empty()) continue;
        const auto [first, added] = labels.emplace(text, &entry);
        if (added || first->second == &entry) continue;
        context_.report.report(Code::label_twice, at(file_, span), {text})
            .label(at(file_, first->second->label.span), Word::label_first_here);
        break;
      }
  }

  bool check_size(const syntax::Block& tree) {
    if (context_.partial) return !tree.entries.empty();
    if (tree.entries.empty()) {
      context_.report.report(Code::block_empty, at(file_, tree.span));
      return false;
    }
    if (tree.op != Op::at_least || (tree.least > 0 && tree.least <= tree.entries.size()))
      return true;
    context_.report.report(Code::block_count, at(file_, tree.span),
                           {tree.least, tree.entries.size()});
    return false;
  }

  model::ExprId amount(const syntax::Expression& tree) {
    const model::ExprId id = builder_.build(tree);
    if (!id.valid()) return {};
    const model::Expr& expr = context_.model[id];
    const text::Place place = at(file_, tree.span);
    const std::string text = context_.text(place);
    if (expr.type.kind != Kind::money) {
      context_.report.report(Code::amount_no_money, place, {text, argument(plain(expr.type))});
      return {};
    }
    if (expr.type.may_be_none) {
      context_.report.report(Code::may_not_apply, place, {text})
          .help(Word::help_write,
                {"(" + text + " " +
                 std::string(text::words(context_.sources[file_].language()).of(Word::op_or)) +
                 " " + shown(0, expr.type).in(context_.sources[file_].language()) + ")"});
      return {};
    }
    if (expr.type.ratio || expr.step % fen != 0) {
      context_.report.report(Code::amount_not_rounded, place, {text});
      return {};
    }
    return id;
  }

  Context& context_;
  std::uint32_t index_;
  const syntax::Rule& tree_;
  text::FileId file_;
  Language language_;
  ExpressionBuilder builder_;
};

}  // namespace

void check_rules(Context& context, const std::vector<Task>& order) {
  for (const Task task : order) {
    switch (task.kind) {
      case Task::Kind::fact:
        check_only_if(context, task.index);
        break;
      case Task::Kind::definition:
        check_definition(context, task.index);
        break;
      case Task::Kind::rule:
        RuleMaker(context, task.index).make();
        break;
    }
  }
  for (std::uint32_t i = 0; i < context.rules.size(); ++i)
    if (context.rules[i].tree->program && context.rule_ids[i].valid())
      context.model.programs.push_back(context.rule_ids[i]);
}

}  // namespace entitle::check
