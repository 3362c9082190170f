// Walks a tree and gives every name its spelling. One function a form that holds names.
#include "syntax/translate.hpp"

#include <utility>

namespace entitle::syntax {

namespace {

class Translator {
 public:
  Translator(File& file, Language language, const TwinTable& twins,
             std::vector<Reference>& unresolved)
      : file_(file),
        language_(language),
        swaps_(file.language != language),
        twins_(twins),
        unresolved_(unresolved) {}

  void run() {
    if (file_.ruleset) declared(*file_.ruleset);
    each(file_.documents);
    each(file_.entities);
    each(file_.parameters);
    each(file_.definitions);
    each(file_.rules);
    each(file_.settlements);
    each(file_.examples);
    file_.language = language_;
  }

 private:
  template <class Item>
  void each(std::vector<Item>& items) {
    for (Item& item : items) visit(item);
  }
  template <class Item>
  void each(std::optional<Item>& item) {
    if (item) visit(*item);
  }

  void declared(Name& name) const {
    if (swaps_ && !name.twin.empty()) std::swap(name.text, name.twin);
  }
  void used(std::string& text, text::Span span) const {
    if (text.empty()) return;
    if (const Twins* twins = twins_.find({file_.source, span}))
      text = twins->in(language_);
    else
      unresolved_.push_back({text, span});
  }

  void visit(Reference& reference) const { used(reference.text, reference.span); }
  void visit(Citation& citation) { visit(citation.document); }

  void visit(Expression& expression) {
    switch (expression.form) {
      case Form::name:
      case Form::eligible:
      case Form::receives:
      case Form::in_program:
        used(expression.text, expression.span);
        break;
      case Form::aggregate:
        visit(expression.collection);
        break;
      default:
        break;
    }
    each(expression.parts);
    each(expression.where);
  }

  void visit(Entry& entry) {
    declared(entry.label);
    each(entry.expression);
    each(entry.block);
    each(entry.citations);
  }
  void visit(Block& block) { each(block.entries); }
  void visit(Case& row) {
    each(row.condition);
    visit(row.value);
  }

  void visit(Document& document) { declared(document.name); }

  void visit(TypeName& type) {
    for (Name& choice : type.choices) declared(choice);
  }
  void visit(Fact& fact) {
    declared(fact.name);
    visit(fact.type);
    each(fact.born);
    each(fact.only_if);
    each(fact.citations);
  }
  void visit(Collection& collection) {
    declared(collection.name);
    visit(collection.element);
  }
  void visit(Entity& entity) {
    declared(entity.name);
    each(entity.named_by);
    each(entity.facts);
    each(entity.collections);
  }

  void visit(Parameter& parameter) {
    declared(parameter.name);
    each(parameter.keys);
    visit(parameter.type);
    each(parameter.assumed);
    each(parameter.citations);
  }
  void visit(Definition& definition) {
    declared(definition.name);
    visit(definition.entity);
    each(definition.value);
    each(definition.cases);
    each(definition.citations);
  }
  void visit(Rule& rule) {
    declared(rule.name);
    visit(rule.entity);
    each(rule.citations);
    each(rule.appeal);
    each(rule.condition);
    each(rule.block);
    each(rule.amount);
    each(rule.amount_citations);
  }

  void visit(Deduction& deduction) {
    visit(deduction.program);
    each(deduction.per_head);
  }
  void visit(SettlementLine& line) {
    each(line.programs);
    each(line.over);
    each(line.winner);
    each(line.citations);
  }
  void visit(Settlement& settlement) { each(settlement.lines); }

  void visit(Setting& setting) {
    visit(setting.parameter);
    each(setting.value);
  }
  void visit(Given& given) {
    visit(given.fact);
    each(given.values);
    each(given.elements);
  }
  void visit(Element& element) { each(element.facts); }
  void visit(Expectation& expectation) {
    visit(expectation.program);
    each(expectation.because);
  }
  void visit(Example& example) {
    each(example.settings);
    each(example.facts);
    each(example.expectations);
  }

  File& file_;
  Language language_;
  bool swaps_;
  const TwinTable& twins_;
  std::vector<Reference>& unresolved_;
};

}  // namespace

File translate(const File& tree, Language language, const TwinTable& twins,
               std::vector<Reference>& unresolved) {
  File translated = tree;
  Translator(translated, language, twins, unresolved).run();
  return translated;
}

}  // namespace entitle::syntax
