// Documents, and the citations that name them.
#include "check/passes.hpp"

namespace entitle::check {

void check_documents(Context& context) {
  for (const auto& [tree, file, language] : context.documents) {
    model::Document document;
    set_name(document, tree->name, file, language);
    document.number = tree->number;
    document.title = label_of(tree->title);
    document.from = tree->from;
    document.through = tree->through;
    if (document.from && document.through && *document.through < *document.from)
      context.report.report(Code::days_backwards, at(file, tree->span),
                            {document.from->iso(), document.through->iso()});
    context.model.documents.push_back(std::move(document));
  }
}

std::vector<model::Citation> citations(Context& context, const std::vector<syntax::Citation>& trees,
                                       text::FileId file) {
  std::vector<model::Citation> result;
  for (const syntax::Citation& tree : trees) {
    const auto number = context.names.document(tree.document, file);
    if (!number) continue;
    context.used_documents[*number] = true;
    result.push_back(
        {{*number}, tree.article, tree.paragraph, tree.item, tree.section, at(file, tree.span)});
  }
  return result;
}

}  // namespace entitle::check
