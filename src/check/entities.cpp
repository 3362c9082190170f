// The tree of entities: exactly one is in no collection (the root, a household), each other one in
// exactly one. Numbers them so that a parent stands before its children, and their facts and
// collections after that.
#include <algorithm>
#include <optional>
#include <vector>

#include "check/passes.hpp"

namespace entitle::check {
namespace {

/// Where an entity is held: a collection of another.
struct Held {
  std::uint32_t parent = 0;  // by declaration
  const syntax::Collection* tree = nullptr;
  text::FileId file = 0;
};

text::Place name_place(const Declared<syntax::Entity>& declared) {
  return at(declared.file, declared.tree->name.span);
}

text::Argument name_argument(const Declared<syntax::Entity>& declared) {
  return argument(label_of(declared.tree->name, declared.language));
}

/// Who holds whom; an entity held twice keeps the first.
std::vector<std::optional<Held>> find_holders(Context& context) {
  std::vector<std::optional<Held>> held(context.entities.size());
  for (std::uint32_t i = 0; i < context.entities.size(); ++i) {
    const auto& declared = context.entities[i];
    for (const syntax::Collection& tree : declared.tree->collections) {
      if (tree.element.text.empty()) continue;
      const auto element = context.names.entity(tree.element, declared.file);
      if (!element) continue;
      if (held[*element]) {
        context.report
            .report(Code::entity_in_two_collections, at(declared.file, tree.name.span),
                    {name_argument(context.entities[*element])})
            .label(at(held[*element]->file, held[*element]->tree->name.span),
                   Word::label_first_here);
        continue;
      }
      held[*element] = Held{i, &tree, declared.file};
    }
  }
  return held;
}

/// The entities from the root down; those that hang on a circle are left out and reported.
std::vector<std::uint32_t> order_of(Context& context,
                                    const std::vector<std::optional<Held>>& held) {
  std::vector<std::uint32_t> order;
  std::vector<std::vector<std::uint32_t>> children(held.size());
  for (std::uint32_t i = 0; i < held.size(); ++i) {
    if (held[i])
      children[held[i]->parent].push_back(i);
    else if (order.empty())
      order.push_back(i);
    else if (!context.partial &&
             context.names.entity_number(context.entities[i].tree->name.text) == i)
      context.report
          .report(Code::entity_in_no_collection, name_place(context.entities[i]),
                  {name_argument(context.entities[i]), name_argument(context.entities[order[0]])})
          .label(name_place(context.entities[order[0]]), Word::label_root);
  }
  for (std::size_t next = 0; next < order.size(); ++next)
    for (const std::uint32_t child : children[order[next]]) order.push_back(child);

  std::vector<bool> reached(held.size(), false);
  for (const std::uint32_t i : order) reached[i] = true;
  // Whoever is not reached hangs below a second root, which is reported, or on a circle: follow the
  // holders to it.
  std::vector<bool> walked = reached;
  for (std::uint32_t start = 0; start < held.size(); ++start) {
    std::vector<std::uint32_t> path;
    std::uint32_t i = start;
    while (!walked[i]) {
      walked[i] = true;
      path.push_back(i);
      if (!held[i]) break;
      i = held[i]->parent;
    }
    const auto circle = std::find(path.begin(), path.end(), i);
    if (circle == path.end() || !held[i]) continue;
    auto draft =
        context.report.report(Code::entity_in_itself, name_place(context.entities[*circle]),
                              {name_argument(context.entities[*circle])});
    for (auto party = circle + 1; party != path.end(); ++party)
      draft.also(name_place(context.entities[*party]));
  }
  return order;
}

void add_entity(Context& context, const Declared<syntax::Entity>& declared) {
  const model::EntityId id{static_cast<std::uint32_t>(context.model.entities.size())};
  model::Entity entity;
  set_name(entity, declared.tree->name, declared.file, declared.language);
  for (const syntax::Fact& tree : declared.tree->facts) {
    entity.facts.push_back({static_cast<std::uint32_t>(context.model.facts.size())});
    model::Fact fact;
    set_name(fact, tree.name, declared.file, declared.language);
    fact.entity = id;
    context.model.facts.push_back(std::move(fact));
    context.facts.push_back({&tree, declared.file, declared.language});
  }
  for (const syntax::Collection& tree : declared.tree->collections) {
    entity.collections.push_back({static_cast<std::uint32_t>(context.model.collections.size())});
    model::Collection collection;
    set_name(collection, tree.name, declared.file, declared.language);
    collection.parent = id;
    collection.least = tree.least.value_or(0);
    collection.most = tree.most.value_or(model::Collection::unbounded);
    if (collection.least > collection.most)
      context.report.report(Code::empty_range, at(declared.file, tree.span),
                            {std::to_string(collection.least), std::to_string(collection.most)});
    context.model.collections.push_back(std::move(collection));
    context.collections.push_back({&tree, declared.file, declared.language});
  }
  context.model.entities.push_back(std::move(entity));
}

}  // namespace

bool make_entity_tree(Context& context) {
  if (context.entities.empty()) {
    if (!context.files.empty() && !context.partial)
      context.report.report(Code::no_entity, at(context.files.front().source, {}));
    return false;
  }
  const std::vector<std::optional<Held>> held = find_holders(context);
  const std::vector<std::uint32_t> order = order_of(context, held);
  if (order.empty()) return false;

  const std::vector<Declared<syntax::Entity>> written = std::move(context.entities);
  context.entities.clear();
  std::vector<model::EntityId> ids(written.size());
  for (const std::uint32_t i : order) {
    ids[i] = {static_cast<std::uint32_t>(context.entities.size())};
    context.entities.push_back(written[i]);
    add_entity(context, written[i]);
  }
  context.depths.assign(order.size(), 0);
  for (const std::uint32_t i : order) {
    if (!held[i]) continue;
    model::Entity& entity = context.model.entities[ids[i].index];
    entity.parent = ids[held[i]->parent];
    context.depths[ids[i].index] = context.depths[entity.parent.index] + 1;
    for (const model::CollectionId id : context.model[entity.parent].collections)
      if (context.collections[id.index].tree == held[i]->tree) {
        entity.collection = id;
        context.model.collections[id.index].element = ids[i];
      }
  }
  return true;
}

}  // namespace entitle::check
