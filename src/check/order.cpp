// In what order expressions can be typed: what one needs comes before it. Finds what each needs
// from the names it uses, and reports circles with everything that takes part.
#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "check/passes.hpp"

namespace entitle::check {
namespace {

/// The choices that `x is …` and `x in {…}` are about, where x is a fact or parameter.
model::DomainId compared_domain(const Context& context, const syntax::Expression& tree,
                                model::EntityId scope) {
  if (tree.form != syntax::Form::chain || tree.ops.empty() || tree.parts.empty() ||
      value::row(tree.ops[0]).meaning != value::Meaning::membership)
    return {};
  const syntax::Expression& left = tree.parts.front();
  if (left.form != syntax::Form::name) return {};
  const auto symbol = context.names.find(left.text, scope);
  if (!symbol) return {};
  if (symbol->kind == SymbolKind::fact) return context.model.facts[symbol->index].domain;
  if (symbol->kind == SymbolKind::parameter) return context.model.parameters[symbol->index].domain;
  return {};
}

/// Calls `use` with every fact, definition and rule that an expression names, seen from `scope`.
template <class Use>
void for_each_use(const Context& context, const syntax::Expression& tree, model::EntityId scope,
                  const Use& use) {
  using syntax::Form;
  if (tree.form == Form::name || tree.form == Form::eligible || tree.form == Form::in_program)
    if (const auto symbol = context.names.find(tree.text, scope)) use(*symbol, tree.span);
  model::EntityId inner = scope;
  if (tree.form == Form::aggregate) {
    const auto symbol = context.names.find(tree.collection.text, scope);
    if (!symbol || symbol->kind != SymbolKind::collection) return;
    inner = context.model.collections[symbol->index].element;
    if (!inner.valid()) return;
  }
  const model::DomainId choices = compared_domain(context, tree, scope);
  const auto is_choice = [&](const syntax::Expression& part) {
    return part.form == Form::name && context.domains.find(choices, part.text);
  };
  for (std::size_t i = 0; i < tree.parts.size(); ++i) {
    const syntax::Expression& part = tree.parts[i];
    const bool right_of_choices = i != 0 && choices.valid();
    if (right_of_choices && part.form == Form::members) {
      for (const syntax::Expression& member : part.parts)
        if (!is_choice(member)) for_each_use(context, member, inner, use);
    } else if (!right_of_choices || !is_choice(part)) {
      for_each_use(context, part, inner, use);
    }
  }
  for (const syntax::Expression& part : tree.where) for_each_use(context, part, inner, use);
}

template <class Use>
void for_each_use(const Context& context, const syntax::Block& block, model::EntityId scope,
                  const Use& use) {
  for (const syntax::Entry& entry : block.entries) {
    for (const syntax::Expression& tree : entry.expression) for_each_use(context, tree, scope, use);
    for (const syntax::Block& inner : entry.block) for_each_use(context, inner, scope, use);
  }
}

/// One thing to be ordered, and what it needs.
struct Node {
  Task task;
  text::Place place;
  text::Argument name = "";
  std::vector<std::uint32_t> needs;
};

class Graph {
 public:
  explicit Graph(Context& context) : context_(context) {
    const auto facts = static_cast<std::uint32_t>(context.facts.size());
    const auto definitions = static_cast<std::uint32_t>(context.definitions.size());
    first_definition_ = facts;
    first_rule_ = facts + definitions;
    for (std::uint32_t i = 0; i < context.facts.size(); ++i) add_fact(i);
    for (std::uint32_t i = 0; i < context.definitions.size(); ++i) add_definition(i);
    for (std::uint32_t i = 0; i < context.rules.size(); ++i) add_rule(i);
  }

  /// Tarjan's strongly connected components, without recursion: chains of definitions may be as
  /// long as a file.
  std::vector<Task> order() {
    const auto count = static_cast<std::uint32_t>(nodes_.size());
    index_.assign(count, 0);
    low_.assign(count, 0);
    on_stack_.assign(count, false);
    for (std::uint32_t start = 0; start < count; ++start)
      if (index_[start] == 0) visit(start);
    return std::move(order_);
  }

 private:
  auto collector(Node& node) const {
    return [this, &node](const Symbol& symbol, text::Span) {
      switch (symbol.kind) {
        case SymbolKind::fact:
          node.needs.push_back(symbol.index);
          break;
        case SymbolKind::definition:
          node.needs.push_back(first_definition_ + symbol.index);
          break;
        case SymbolKind::criterion:
        case SymbolKind::program:
          node.needs.push_back(first_rule_ + symbol.index);
          break;
        default:
          break;
      }
    };
  }

  void add_fact(std::uint32_t i) {
    const auto& declared = context_.facts[i];
    Node node = make({Task::Kind::fact, i}, declared.tree->name, declared.file, declared.language);
    for (const syntax::Expression& tree : declared.tree->only_if)
      for_each_use(context_, tree, context_.model.facts[i].entity, collector(node));
    nodes_.push_back(std::move(node));
  }

  void add_definition(std::uint32_t i) {
    const auto& declared = context_.definitions[i];
    Node node =
        make({Task::Kind::definition, i}, declared.tree->name, declared.file, declared.language);
    const model::EntityId scope = context_.definition_entities[i];
    if (scope.valid()) {
      for (const syntax::Expression& tree : declared.tree->value)
        for_each_use(context_, tree, scope, collector(node));
      for (const syntax::Case& row : declared.tree->cases) {
        for (const syntax::Expression& tree : row.condition)
          for_each_use(context_, tree, scope, collector(node));
        for_each_use(context_, row.value, scope, collector(node));
      }
    }
    nodes_.push_back(std::move(node));
  }

  void add_rule(std::uint32_t i) {
    const auto& declared = context_.rules[i];
    Node node = make({Task::Kind::rule, i}, declared.tree->name, declared.file, declared.language);
    const model::EntityId scope = context_.rule_entities[i];
    if (scope.valid()) {
      for (const syntax::Expression& tree : declared.tree->condition)
        for_each_use(context_, tree, scope, collector(node));
      for (const syntax::Block& block : declared.tree->block)
        for_each_use(context_, block, scope, collector(node));
      for (const syntax::Expression& tree : declared.tree->amount)
        for_each_use(context_, tree, scope, collector(node));
    }
    nodes_.push_back(std::move(node));
  }

  static Node make(Task task, const syntax::Name& name, text::FileId file, Language language) {
    Node node;
    node.task = task;
    node.place = at(file, name.span);
    node.name = argument(label_of(name, language));
    return node;
  }

  void visit(std::uint32_t start) {
    struct Frame {
      std::uint32_t node;
      std::size_t next;
    };
    std::vector<Frame> frames{{start, 0}};
    open(start);
    while (!frames.empty()) {
      Frame& frame = frames.back();
      const std::uint32_t node = frame.node;
      if (frame.next < nodes_[node].needs.size()) {
        const std::uint32_t need = nodes_[node].needs[frame.next++];
        if (index_[need] == 0) {
          open(need);
          frames.push_back({need, 0});
        } else if (on_stack_[need]) {
          low_[node] = std::min(low_[node], index_[need]);
        }
        continue;
      }
      frames.pop_back();
      if (!frames.empty())
        low_[frames.back().node] = std::min(low_[frames.back().node], low_[node]);
      if (low_[node] == index_[node]) close(node);
    }
  }

  void open(std::uint32_t node) {
    index_[node] = low_[node] = ++visited_;
    stack_.push_back(node);
    on_stack_[node] = true;
  }

  void close(std::uint32_t root) {
    std::vector<std::uint32_t> component;
    while (component.empty() || component.back() != root) {
      component.push_back(stack_.back());
      on_stack_[stack_.back()] = false;
      stack_.pop_back();
    }
    const auto& needs = nodes_[root].needs;
    if (component.size() == 1 && std::find(needs.begin(), needs.end(), root) == needs.end()) {
      order_.push_back(nodes_[root].task);
      return;
    }
    std::sort(component.begin(), component.end());
    report_cycle(component);
  }

  void report_cycle(const std::vector<std::uint32_t>& component) {
    // The shortest way round, from the first that is written: others of the component only touch
    // it.
    const std::vector<std::uint32_t> circle = shortest_circle(component);
    auto draft = context_.report.report(Code::cycle, nodes_[circle.front()].place,
                                        {nodes_[circle.front()].name});
    for (std::size_t i = 1; i < circle.size() && i < max_parties; ++i)
      draft.also(nodes_[circle[i]].place, Word::label_needed_by, {nodes_[circle[i - 1]].name});
    draft.at_primary(Word::label_needed_by, {nodes_[circle.back()].name});
    for (const std::uint32_t node : component) mark_broken(nodes_[node].task);
  }

  std::vector<std::uint32_t> shortest_circle(const std::vector<std::uint32_t>& component) const {
    const std::uint32_t start = component.front();
    std::vector<std::uint32_t> queue{start};
    std::unordered_map<std::uint32_t, std::uint32_t> came_from;
    for (std::size_t next = 0; next < queue.size(); ++next)
      for (const std::uint32_t need : nodes_[queue[next]].needs) {
        if (need == start) {
          std::vector<std::uint32_t> circle;
          for (std::uint32_t at = queue[next]; at != start; at = came_from[at])
            circle.push_back(at);
          circle.push_back(start);
          std::reverse(circle.begin(), circle.end());
          return circle;
        }
        if (!std::binary_search(component.begin(), component.end(), need)) continue;
        if (came_from.emplace(need, queue[next]).second) queue.push_back(need);
      }
    return component;
  }

  void mark_broken(Task task) {
    switch (task.kind) {
      case Task::Kind::fact:
        context_.broken_facts[task.index] = true;
        break;
      case Task::Kind::definition:
        context_.definition_states[task.index] = State::broken;
        break;
      case Task::Kind::rule:
        context_.rule_states[task.index] = State::broken;
        break;
    }
  }

  static constexpr std::size_t max_parties = 20;

  Context& context_;
  std::vector<Node> nodes_;
  std::uint32_t first_definition_ = 0;
  std::uint32_t first_rule_ = 0;
  std::vector<std::uint32_t> index_;
  std::vector<std::uint32_t> low_;
  std::vector<bool> on_stack_;
  std::vector<std::uint32_t> stack_;
  std::uint32_t visited_ = 0;
  std::vector<Task> order_;
};

}  // namespace

std::vector<Task> dependency_order(Context& context) { return Graph(context).order(); }

}  // namespace entitle::check
