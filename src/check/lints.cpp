// What can be said of a ruleset as a whole: names in the texts of who decides, and declarations
// that nothing uses.
#include <string>
#include <string_view>

#include "check/passes.hpp"

namespace entitle::check {
namespace {

/// The names in braces of a text such as "{county}民政局" stand for choices of facts that can be
/// seen.
void check_caption(Context& context, const syntax::Caption& caption, text::FileId file,
                   model::EntityId scope) {
  if (!scope.valid()) return;
  for (const std::string& text : {caption.en, caption.zh}) {
    std::size_t begin = 0;
    while ((begin = text.find('{', begin)) != std::string::npos) {
      const std::size_t end = text.find('}', begin);
      if (end == std::string::npos) break;
      const std::string name = text.substr(begin + 1, end - begin - 1);
      begin = end;
      const auto symbol = context.names.resolve(name, at(file, caption.span), scope);
      if (!symbol) continue;
      const bool choice = symbol->kind == SymbolKind::fact &&
                          context.model.facts[symbol->index].type.kind == value::Kind::choice;
      if (choice)
        context.used_facts[symbol->index] = true;
      else
        context.report.report(Code::caption_no_choice, at(file, caption.span), {name})
            .label(symbol->place, Word::label_declared_here);
    }
  }
}

template <class Tree>
void unused(Context& context, const Declared<Tree>& declared, Word kind) {
  context.report.report(Code::unused, at(declared.file, declared.tree->name.span),
                        {kind, argument(label_of(declared.tree->name, declared.language))});
}

}  // namespace

void check_captions(Context& context) {
  for (std::uint32_t i = 0; i < context.facts.size(); ++i) {
    const auto& [tree, file, language] = context.facts[i];
    const model::EntityId entity = context.model.facts[i].entity;
    check_caption(context, tree->decided_by, file, entity);
    check_caption(context, tree->asked_of, file, entity);
  }
  for (std::uint32_t i = 0; i < context.rules.size(); ++i)
    check_caption(context, context.rules[i].tree->decided_by, context.rules[i].file,
                  context.rule_entities[i]);
}

void check_unused(Context& context) {
  for (std::uint32_t i = 0; i < context.documents.size(); ++i)
    if (!context.used_documents[i]) unused(context, context.documents[i], Word::kind_document);
  for (std::uint32_t i = 0; i < context.facts.size(); ++i) {
    // A text is there to be shown.
    if (context.used_facts[i] || context.model.facts[i].type.kind == value::Kind::text) continue;
    unused(context, context.facts[i], Word::kind_fact);
  }
  for (std::uint32_t i = 0; i < context.parameters.size(); ++i)
    if (!context.used_parameters[i]) unused(context, context.parameters[i], Word::kind_parameter);
  for (std::uint32_t i = 0; i < context.definitions.size(); ++i)
    if (!context.used_definitions[i])
      unused(context, context.definitions[i], Word::kind_definition);
  for (std::uint32_t i = 0; i < context.rules.size(); ++i)
    if (!context.used_rules[i] && !context.rules[i].tree->program)
      unused(context, context.rules[i], Word::kind_criterion);
}

}  // namespace entitle::check
