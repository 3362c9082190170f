// What all parts of the checker share: the declarations found in the trees, the tables of names,
// the model that is being made, and what is known of its expressions beside what the model says.
// Lives for one call of check().
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "check/check.hpp"
#include "check/domains.hpp"
#include "check/exact.hpp"
#include "check/names.hpp"
#include "check/tables.hpp"
#include "model/model.hpp"
#include "syntax/tree.hpp"
#include "syntax/twins.hpp"
#include "text/report.hpp"
#include "text/source.hpp"

namespace entitle::check {

using text::Code;
using text::Word;

/// A declaration with the file it stands in.
template <class Tree>
struct Declared {
  const Tree* tree = nullptr;
  text::FileId file = 0;
  Language language = Language::en;
};

/// How far the checking of a definition or rule has come.
enum class State : std::uint8_t { open, done, broken };

/// The facts that record a program.
struct Record {
  model::FactId received;
  model::FactId amount;
};

/// What the checker knows of an expression that the model does not say.
struct Beside {
  Exact exact;  ///< step and divisors
  std::uint32_t number =
      0;  ///< equal for expressions that are structurally equal, definitions expanded
  std::uint32_t size = 1;  ///< nodes, shared ones as often as they are used
  bool zero_yuan = false;  ///< the literal `0 元`, which is zero in every period
};

struct Context {
  Context(const std::vector<syntax::File>& of, text::SourceSet& texts, const Loader& loader,
          text::Report& into)
      : files(of),
        sources(texts),
        report(into),
        tables(texts, loader, into),
        domains(*this),
        names(*this) {
    partial = report.has_errors();
  }

  const std::vector<syntax::File>& files;

  /// Whether parsing failed somewhere: then parts of trees are missing, and what seems wrong may
  /// only be lost.
  bool partial = false;

  /// What names are called where they are used, if somebody wants to know.
  syntax::TwinTable* twins = nullptr;

  text::SourceSet& sources;
  text::Report& report;
  Tables tables;
  Domains domains;
  Names names;
  model::Model model;

  // Declarations, by the number of their part of the model; definitions and rules by the number
  // that names.hpp gives them, since the model orders them anew.
  std::vector<Declared<syntax::Document>> documents;
  std::vector<Declared<syntax::Entity>> entities;
  std::vector<Declared<syntax::Fact>> facts;
  std::vector<Declared<syntax::Collection>> collections;
  std::vector<Declared<syntax::Parameter>> parameters;
  std::vector<Declared<syntax::Definition>> definitions;
  std::vector<Declared<syntax::Rule>> rules;

  std::vector<model::EntityId> definition_entities;
  std::vector<model::EntityId> rule_entities;
  std::vector<Overlay> overlays;
  std::vector<Record> records;  ///< by rule; of programs only
  std::vector<State> definition_states;
  std::vector<State> rule_states;
  std::vector<model::DefinitionId> definition_ids;
  std::vector<model::RuleId> rule_ids;
  std::vector<bool> broken_facts;  ///< their type could not be made out
  std::vector<bool> broken_parameters;

  std::vector<Beside> beside;  ///< by ExprId
  ValueNumbers value_numbers;

  std::vector<bool> used_facts, used_parameters, used_definitions, used_rules, used_documents;

  std::vector<std::uint32_t> depths;  ///< of entities; 0 for the root

  /// Whether what belongs to `outer` can be seen from `inner`.
  [[nodiscard]] bool sees(model::EntityId inner, model::EntityId outer) const {
    while (inner.valid() && inner != outer) inner = model[inner].parent;
    return inner == outer;
  }
  /// The deeper of two entities of one branch.
  [[nodiscard]] model::EntityId deeper(model::EntityId a, model::EntityId b) const {
    return depths[a.index] < depths[b.index] ? b : a;
  }
  [[nodiscard]] std::string text(text::Place place) const {
    return std::string(sources[place.file].text(place.span));
  }
};

inline text::Place at(text::FileId file, text::Span span) { return {file, span}; }

/// A name as people of either language read it, for a sentence.
inline text::Argument argument(const model::Label& label) {
  return {label.in(Language::en), label.in(Language::zh)};
}
inline text::Argument argument(const value::Type& type) {
  return {type.to_words(Language::en), type.to_words(Language::zh)};
}

/// What people read of a declaration, each language by itself: its title there, else its name.
inline std::string called(const model::Named& named, Language language) {
  const std::string& title = language == Language::zh ? named.title.zh : named.title.en;
  return title.empty() ? named.name.in(language) : title;
}

/// Without what is said of exactness and none: what people call the type.
inline value::Type plain(value::Type type) {
  type.ratio = false;
  type.may_be_none = false;
  return type;
}

/// What a name written in a file of `language` means in each language.
model::Label label_of(const syntax::Name& name, Language language);
model::Label label_of(const syntax::Caption& caption);
void set_name(model::Named& named, const syntax::Name& name, text::FileId file, Language language);

}  // namespace entitle::check
