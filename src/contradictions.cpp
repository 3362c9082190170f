// Says what of a profile contradicts itself: the fact that was given although it does not apply, the rule that rules it out, and
// what was given that makes it so.
#include <string>
#include <vector>

#include "io/say.hpp"
#include "ruleset_impl.hpp"
#include "text/words.hpp"

namespace entitle {
inline namespace v0 {
namespace {

using text::Code;
using text::Word;

// The facts that an expression reads, through definitions and criteria.
void facts_read(const model::Model& model, model::ExprId id, std::vector<model::FactId>& facts) {
  const model::Expr& expr = model[id];
  if (expr.fact.valid()) facts.push_back(expr.fact);
  if (expr.definition.valid()) facts_read(model, model[expr.definition].value, facts);
  if (expr.rule.valid()) facts_read(model, model[model[expr.rule].condition].expr, facts);
  for (const model::ExprId arg : expr.args) facts_read(model, arg, facts);
}

class Teller {
 public:
  Teller(const Ruleset::Impl& ruleset, const Profile::Impl& profile, std::optional<Language> language)
      : model_(ruleset.model), profile_(profile), sources_(*ruleset.model.sources), json_(text::no_file) {
    // The rules' texts and the profile's, so that one diagnostic may point into both.
    if (profile.json)
      json_ = sources_.add(profile.json->name(), std::string(profile.json->text()), profile.json->language());
    report_.emplace(sources_, language);
  }

  void tell(const run::Contradiction& found) {
    if (!found.fact.valid()) {
      report_->report(Code::profile_contradicts_itself, {io::name_argument(model_.entities.front())});
      return;
    }
    const model::Fact& fact = model_[found.fact];
    text::Draft draft = report_->report(Code::profile_inapplicable_given, place(found.fact, fact.entity, found.row),
                                        {io::name_argument(fact), io::name_argument(model_[fact.entity])});
    std::string path = io::row_path(model_, profile_.household, fact.entity, found.row);
    draft.path((path += '/') += fact.key());
    std::vector<model::FactId> causes;
    facts_read(model_, fact.only_if, causes);
    for (const model::FactId cause : causes) {
      std::uint32_t row = found.row;
      model::EntityId entity = fact.entity;
      while (entity != model_[cause].entity && model_[entity].parent.valid()) {
        row = profile_.household.entities[entity.index][row].parent;
        entity = model_[entity].parent;
      }
      if (const text::Place where = place(cause, entity, row); where.somewhere()) draft.label(where, Word::label_ruled_out_by);
    }
    draft.label(model_[fact.only_if].place, Word::label_rules_out);
  }

  std::vector<Diagnostic> diagnostics() const { return report_->diagnostics(); }

 private:
  text::Place place(model::FactId fact, model::EntityId entity, std::uint32_t row) const {
    if (json_ == text::no_file) return {};
    for (const io::FactPlace& given : profile_.places)
      if (given.entity == entity && given.row == row && model_[entity].facts[given.position] == fact) return {json_, given.span};
    return {};
  }

  const model::Model& model_;
  const Profile::Impl& profile_;
  text::SourceSet sources_;
  text::FileId json_;
  std::optional<text::Report> report_;
};

}  // namespace

std::vector<Diagnostic> contradictions(const Ruleset::Impl& ruleset, const Profile::Impl& profile,
                                       const std::vector<run::Contradiction>& found, std::optional<Language> language) {
  Teller teller(ruleset, profile, language);
  for (const run::Contradiction& contradiction : found) teller.tell(contradiction);
  return teller.diagnostics();
}

}  // namespace v0
}  // namespace entitle
