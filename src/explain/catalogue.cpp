// Takes from a model what explanations show. An English name is said with spaces where the
// identifier has "_"; a text or name that one language lacks is the other's.
#include "explain/catalogue.hpp"

#include <algorithm>

namespace entitle::explain {

namespace {

std::string pointer_segment(std::string_view key) {
  std::string segment = "/";
  for (const char c : key) {
    if (c == '~')
      segment += "~0";
    else if (c == '/')
      segment += "~1";
    else
      segment += c;
  }
  return segment;
}

/// The root fact that a hole names, in either language; invalid if none does.
model::FactId root_choice(const model::Model& model, std::string_view name) {
  if (model.entities.empty()) return {};
  for (const model::FactId fact : model.entities[0].facts)
    if ((model[fact].name.en == name || model[fact].name.zh == name) && model[fact].domain.valid())
      return fact;
  return {};
}

/// Adds the root's one-ofs that an expression reads.
void read_choices(const model::Model& model, model::ExprId id, std::vector<model::FactId>& found) {
  const model::Expr& expr = model[id];
  if (expr.op == value::Op::fact && expr.type.kind == value::Kind::choice &&
      model[expr.fact].entity.index == 0 &&
      std::find(found.begin(), found.end(), expr.fact) == found.end())
    found.push_back(expr.fact);
  for (const model::ExprId arg : expr.args) read_choices(model, arg, found);
}

bool reads_parameter(const model::Model& model, model::ExprId id) {
  const model::Expr& expr = model[id];
  return expr.op == value::Op::parameter ||
         std::any_of(expr.args.begin(), expr.args.end(),
                     [&](model::ExprId arg) { return reads_parameter(model, arg); });
}

}  // namespace

Catalogue::Catalogue(const model::Model& model) : model_(model) {
  title_ = model.title.empty() ? said_name(model.ruleset) : said(model.title);
  choices_.resize(model.domains.size());
  for (std::size_t d = 0; d < choices_.size(); ++d)
    for (const model::Choice& choice : model.domains[d].choices) {
      const Text text = said(choice.name);
      choices_[d].push_back(model.domains[d].table.empty() ? Text{spoken(text.en), text.zh} : text);
    }
  facts_.resize(model.facts.size());
  for (const model::Entity& entity : model.entities)
    for (std::size_t i = 0; i < entity.facts.size(); ++i)
      facts_[entity.facts[i].index].position = static_cast<std::uint32_t>(i);
  for (std::size_t f = 0; f < facts_.size(); ++f) {
    const model::Fact& fact = model.facts[f];
    FactTexts& texts = facts_[f];
    texts.label = said_name(fact);
    texts.key = fact.key();
    texts.segment = (fact.record_of.valid() ? "/receives" : "") + pointer_segment(fact.key());
    texts.proved_by = said(fact.proved_by);
    texts.asked_of = cut(fact.asked_of);
    texts.decided_by = cut(fact.decided_by);
    texts.citations = cite(fact.citations);
  }
  for (const model::Collection& collection : model.collections)
    collections_.push_back({said_name(collection), pointer_segment(collection.key())});
  for (const model::Parameter& parameter : model.parameters)
    parameters_.push_back({said_name(parameter), cite(parameter.citations)});
  for (const model::Definition& definition : model.definitions)
    definitions_.push_back(said_name(definition));
  for (const model::Rule& rule : model.rules)
    rules_.push_back({said_name(rule), said(rule.note), cut(rule.decided_by), cite(rule.citations),
                      cite(rule.amount_citations), cite(rule.appeal)});
  for (const model::SettlementLine& line : model.settlement)
    lines_.push_back({said(line.note), cite(line.citations)});
  for (const model::Clause& clause : model.clauses) {
    Text label = said(clause.label);
    label.en = spoken(label.en);
    clauses_.push_back({label, cite(clause.citations), place_of(clause.place)});
  }
  for (const model::Expr& expr : model.exprs) places_.push_back(place_of(expr.place));
  find_place_facts();
}

Text Catalogue::said(const model::Label& label) {
  return {label.in(Language::en), label.in(Language::zh)};
}

Text Catalogue::said_name(const model::Named& named) {
  // Each side falls back by itself: most titles say only in English what the Chinese name says
  // already.
  const std::string_view en = named.title.en.empty() ? spoken(named.name.in(Language::en))
                                                     : std::string_view(named.title.en);
  const std::string& zh = named.title.zh.empty() ? named.name.in(Language::zh) : named.title.zh;
  return {en, zh};
}

std::string_view Catalogue::spoken(std::string_view name) {
  if (name.find('_') == std::string_view::npos) return name;
  std::string& text = texts_.emplace_back(name);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

Citations Catalogue::cite(const std::vector<model::Citation>& citations) {
  if (citations.empty()) return {};
  std::vector<CitationRef>& refs = citations_.emplace_back();
  for (const model::Citation& citation : citations) {
    const model::Document& document = model_[citation.document];
    const Text title = document.title.empty() ? said_name(document) : said(document.title);
    refs.push_back({document.key(), title, document.number, citation.article, citation.paragraph,
                    citation.item, citation.section, document.from, document.through});
  }
  return refs;
}

std::vector<Template::Piece> Catalogue::pieces(std::string_view text) const {
  std::vector<Template::Piece> found;
  std::size_t begin = 0;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find('}', at);
    if (end == std::string_view::npos) break;
    const model::FactId fact = root_choice(model_, text.substr(at + 1, end - at - 1));
    if (!fact.valid()) continue;
    found.push_back({text.substr(begin, at - begin), fact});
    begin = end + 1;
  }
  if (begin < text.size()) found.push_back({text.substr(begin), {}});
  return found;
}

Template Catalogue::cut(const model::Label& label) {
  return {pieces(label.in(Language::en)), pieces(label.in(Language::zh))};
}

RulePlace Catalogue::place_of(const model::Place& place) const {
  if (!place.somewhere() || model_.sources == nullptr) return {};
  const text::Source& source = (*model_.sources)[place.file];
  const text::Position position = source.position(place.span.begin);
  return {source.name(), position.line, position.column};
}

void Catalogue::find_place_facts() {
  if (model_.entities.empty()) return;
  std::vector<model::FactId> choosing;
  for (const model::Expr& expr : model_.exprs)
    if (expr.op == value::Op::cases &&
        std::any_of(expr.args.begin(), expr.args.end(),
                    [&](model::ExprId arg) { return reads_parameter(model_, arg); }))
      for (std::size_t i = 0; i + 1 < expr.args.size(); i += 2)
        read_choices(model_, expr.args[i], choosing);
  for (const model::FactId fact : model_.entities[0].facts)
    if (model_[fact].domain.valid() && !model_[model_[fact].domain].table.empty())
      place_facts_.push_back(fact);
  for (const model::FactId fact : choosing)
    if (model_[model_[fact].domain].table.empty()) place_facts_.push_back(fact);
}

}  // namespace entitle::explain
