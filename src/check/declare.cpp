// Finds the declarations of all files and fills the tables of names; the ruleset's own line is read
// here too.
#include <string>
#include <unordered_map>

#include "check/passes.hpp"

namespace entitle::check {

// A name with one spelling is called so in both languages, whichever the file is in.
model::Label label_of(const syntax::Name& name, Language language) {
  if (name.twin.empty()) return {name.text, name.text};
  if (language == Language::zh) return {name.twin, name.text};
  return {name.text, name.twin};
}

model::Label label_of(const syntax::Caption& caption) { return {caption.en, caption.zh}; }

void set_name(model::Named& named, const syntax::Name& name, text::FileId file, Language language) {
  named.name = label_of(name, language);
  named.place = at(file, name.span);
}

namespace {

void declare_ruleset(Context& context) {
  const syntax::File* first = nullptr;
  for (const syntax::File& file : context.files) {
    if (!file.ruleset) continue;
    if (first != nullptr) {
      context.report.report(Code::ruleset_twice, at(file.source, file.ruleset->span))
          .label(at(first->source, first->ruleset->span), Word::label_first_here);
      continue;
    }
    first = &file;
    set_name(context.model.ruleset, *file.ruleset, file.source, file.language);
    context.model.title = label_of(file.title);
    context.model.version = file.version;
  }
  if (first == nullptr && !context.files.empty() && !context.partial)
    context.report.report(Code::ruleset_missing, at(context.files.front().source, {}));
}

template <class Tree>
void collect(const std::vector<Tree>& trees, const syntax::File& file,
             std::vector<Declared<Tree>>& into) {
  for (const Tree& tree : trees) into.push_back({&tree, file.source, file.language});
}

/// The entity that a definition or rule is of; invalid where it is not known.
model::EntityId entity_of(Context& context, const syntax::Reference& reference, text::FileId file,
                          const std::vector<model::EntityId>& ids) {
  if (reference.text.empty()) return {};
  const auto number = context.names.entity(reference, file);
  return number ? ids[*number] : model::EntityId{};
}

void declare_globals(Context& context) {
  for (std::uint32_t i = 0; i < context.parameters.size(); ++i) {
    const auto& declared = context.parameters[i];
    context.names.declare_global(
        declared.tree->name,
        {SymbolKind::parameter, i, at(declared.file, declared.tree->name.span)});
  }
  for (std::uint32_t i = 0; i < context.definitions.size(); ++i) {
    const auto& declared = context.definitions[i];
    context.names.declare_global(
        declared.tree->name,
        {SymbolKind::definition, i, at(declared.file, declared.tree->name.span)});
  }
  for (std::uint32_t i = 0; i < context.rules.size(); ++i) {
    const auto& declared = context.rules[i];
    const SymbolKind kind = declared.tree->program ? SymbolKind::program : SymbolKind::criterion;
    context.names.declare_global(declared.tree->name,
                                 {kind, i, at(declared.file, declared.tree->name.span)});
  }
}

void declare_members(Context& context) {
  for (std::uint32_t i = 0; i < context.facts.size(); ++i) {
    const auto& declared = context.facts[i];
    context.names.declare_member(
        context.model.facts[i].entity, declared.tree->name,
        {SymbolKind::fact, i, at(declared.file, declared.tree->name.span)});
  }
  for (std::uint32_t i = 0; i < context.collections.size(); ++i) {
    const auto& declared = context.collections[i];
    context.names.declare_member(
        context.model.collections[i].parent, declared.tree->name,
        {SymbolKind::collection, i, at(declared.file, declared.tree->name.span)});
  }
}

}  // namespace

bool declare(Context& context) {
  declare_ruleset(context);
  for (const syntax::File& file : context.files) {
    collect(file.documents, file, context.documents);
    collect(file.entities, file, context.entities);
    collect(file.parameters, file, context.parameters);
    collect(file.definitions, file, context.definitions);
    collect(file.rules, file, context.rules);
  }
  for (std::uint32_t i = 0; i < context.documents.size(); ++i)
    context.names.declare_document(context.documents[i].tree->name, context.documents[i].file, i);
  for (std::uint32_t i = 0; i < context.entities.size(); ++i)
    context.names.declare_entity(context.entities[i].tree->name, context.entities[i].file, i);

  // Entities get their numbers by the tree, so what names one is looked up by the number of its
  // declaration.
  const std::vector<Declared<syntax::Entity>> written = context.entities;
  if (!make_entity_tree(context)) return false;
  std::unordered_map<const syntax::Entity*, model::EntityId> numbered;
  for (std::uint32_t id = 0; id < context.entities.size(); ++id)
    numbered[context.entities[id].tree] = model::EntityId{id};
  std::vector<model::EntityId> ids(written.size());
  for (std::uint32_t i = 0; i < written.size(); ++i)
    if (const auto found = numbered.find(written[i].tree); found != numbered.end())
      ids[i] = found->second;

  declare_members(context);
  declare_globals(context);
  for (const auto& declared : context.definitions)
    context.definition_entities.push_back(
        entity_of(context, declared.tree->entity, declared.file, ids));
  for (const auto& declared : context.rules)
    context.rule_entities.push_back(entity_of(context, declared.tree->entity, declared.file, ids));

  context.definition_states.assign(context.definitions.size(), State::open);
  context.rule_states.assign(context.rules.size(), State::open);
  context.definition_ids.resize(context.definitions.size());
  context.rule_ids.resize(context.rules.size());
  context.broken_facts.assign(context.facts.size(), false);
  context.broken_parameters.assign(context.parameters.size(), false);
  context.used_facts.assign(context.facts.size(), false);
  context.used_parameters.assign(context.parameters.size(), false);
  context.used_definitions.assign(context.definitions.size(), false);
  context.used_rules.assign(context.rules.size(), false);
  context.used_documents.assign(context.documents.size(), false);
  return true;
}

}  // namespace entitle::check
