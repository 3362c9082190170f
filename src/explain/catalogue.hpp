// What explanations show of a ruleset whoever the household is: labels as they are said, citations
// with their documents, places with line and column, texts with holes cut at their holes. Made once
// when rules are loaded, from the model; it holds nothing of any household and decides nothing.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/determination.hpp"
#include "model/model.hpp"
#include "plan/plan.hpp"

namespace entitle::explain {

/// A text into which choices are put: "{county}民政局".
struct Template {
  /// Literal text, then the choice of `fact` (a root fact; invalid after the last piece).
  struct Piece {
    std::string_view text;
    model::FactId fact;
  };
  std::vector<Piece> en;
  std::vector<Piece> zh;
  bool empty() const { return en.empty() && zh.empty(); }
  /// Whether it is one text without a hole.
  bool plain() const { return en.size() <= 1 && zh.size() <= 1; }
};

/// threads: immutable once made; shared.
class Catalogue {
 public:
  /// errors: none. `model` must outlive this object.
  explicit Catalogue(const model::Model& model);
  Catalogue(const Catalogue&) = delete;
  Catalogue& operator=(const Catalogue&) = delete;

  struct FactTexts {
    Text label;
    std::string_view key;
    std::string segment;         ///< "/monthly_income", escaped as in a JSON pointer
    std::uint32_t position = 0;  ///< in its entity's facts
    Text proved_by;
    Template asked_of;
    Template decided_by;
    Citations citations;
  };
  struct CollectionTexts {
    Text label;
    std::string segment;  ///< "/members"
  };
  struct ParameterTexts {
    Text label;
    Citations citations;
  };
  struct RuleTexts {
    Text label;
    Text note;
    Template decided_by;
    Citations citations;
    Citations amount_citations;
    Citations appeal;
  };
  struct ClauseTexts {
    Text label;
    Citations citations;
    RulePlace place;
  };

  const model::Model& model() const { return model_; }
  const FactTexts& of(model::FactId id) const { return facts_[id.index]; }
  const CollectionTexts& of(model::CollectionId id) const { return collections_[id.index]; }
  const ParameterTexts& of(model::ParameterId id) const { return parameters_[id.index]; }
  const RuleTexts& of(model::RuleId id) const { return rules_[id.index]; }
  const ClauseTexts& of(model::ClauseId id) const { return clauses_[id.index]; }
  const Text& label(model::DefinitionId id) const { return definitions_[id.index]; }
  const Text& choice(model::DomainId domain, std::uint32_t choice) const {
    return choices_[domain.index][choice];
  }
  /// What a choice is part of: the prefecture of a county. Empty where its table does not say.
  Text within(model::DomainId domain, std::uint32_t choice) const {
    const model::Label& within = model_[domain].choices[choice].within;
    return {within.in(Language::en), within.in(Language::zh)};
  }
  /// Of a line of the settlement.
  const Text& note(std::size_t line) const { return lines_[line].note; }
  Citations line_citations(std::size_t line) const { return lines_[line].citations; }
  const RulePlace& place(model::ExprId id) const { return places_[id.index]; }
  /// The title of the ruleset; its name where it has none.
  const Text& title() const { return title_; }
  /// The root's one-ofs that say where the household lives: those of tables, then those that choose
  /// between parameters.
  const std::vector<model::FactId>& place_facts() const { return place_facts_; }

 private:
  Text said(const model::Label& label);
  Text said_name(const model::Named& named);
  std::string_view spoken(std::string_view name);
  Citations cite(const std::vector<model::Citation>& citations);
  Template cut(const model::Label& label);
  std::vector<Template::Piece> pieces(std::string_view text) const;
  RulePlace place_of(const model::Place& place) const;
  void find_place_facts();

  const model::Model& model_;
  std::deque<std::string> texts_;
  std::deque<std::vector<CitationRef>> citations_;
  Text title_;
  std::vector<FactTexts> facts_;
  std::vector<CollectionTexts> collections_;
  std::vector<ParameterTexts> parameters_;
  std::vector<Text> definitions_;
  std::vector<RuleTexts> rules_;
  std::vector<ClauseTexts> clauses_;
  struct LineTexts {
    Text note;
    Citations citations;
  };
  std::vector<LineTexts> lines_;
  std::vector<std::vector<Text>> choices_;
  std::vector<RulePlace> places_;
  std::vector<model::FactId> place_facts_;
};

}  // namespace entitle::explain
