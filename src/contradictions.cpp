// Says what of a profile contradicts itself: the fact that was given although it does not apply,
// the rule that rules it out, and what was given that makes it so.
#include <algorithm>
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

// The facts that an expression reads, through definitions and criteria, each once.
class FactsRead {
 public:
  FactsRead(const model::Model& model, model::ExprId id)
      : model_(model), seen_(model.exprs.size()) {
    read(id);
  }
  const std::vector<model::FactId>& facts() const { return facts_; }

 private:
  void read(model::ExprId id) {
    if (seen_[id.index]) return;
    seen_[id.index] = true;
    const model::Expr& expr = model_[id];
    if (expr.fact.valid() && std::find(facts_.begin(), facts_.end(), expr.fact) == facts_.end())
      facts_.push_back(expr.fact);
    if (expr.definition.valid()) read(model_[expr.definition].value);
    if (expr.rule.valid()) read(model_[model_[expr.rule].condition].expr);
    for (const model::ExprId arg : expr.args) read(arg);
  }

  const model::Model& model_;
  std::vector<bool> seen_;
  std::vector<model::FactId> facts_;
};

class ContradictionTeller {
 public:
  ContradictionTeller(const Ruleset::Impl& ruleset, const Profile::Impl& profile,
                      std::optional<Language> language)
      : model_(ruleset.model),
        profile_(profile),
        sources_(*ruleset.model.sources),
        json_(text::no_file) {
    // The rules' texts and the profile's, so that one diagnostic may point into both.
    if (profile.json)
      json_ = sources_.add(profile.json->name(), std::string(profile.json->text()),
                           profile.json->language());
    report_.emplace(sources_, language);
  }

  void tell(const run::Contradiction& found) {
    if (!found.fact.valid()) {
      report_->report(Code::profile_contradicts_itself,
                      {io::name_argument(model_.entities.front())});
      return;
    }
    const model::Fact& fact = model_[found.fact];
    if (fact.born.valid()) {
      age_and_birth(fact, found);
      return;
    }
    if (fact.supplies.valid()) {
      supplied(fact, found);
      return;
    }
    text::Draft draft =
        report_->report(Code::profile_inapplicable_given, place(found.fact, fact.entity, found.row),
                        {io::name_argument(fact), io::name_argument(model_[fact.entity])});
    std::string path = io::row_path(model_, profile_.household, fact.entity, found.row);
    draft.path((path += '/') += fact.key());
    blame(draft, FactsRead(model_, fact.only_if).facts(), fact.entity, found.row,
          Word::label_ruled_out_by);
    draft.label(model_[fact.only_if].place, Word::label_rules_out);
  }

  void supplied(const model::Fact& fact, const run::Contradiction& found) {
    const run::Cell& cell = cell_of(found.fact, found.row);
    const text::Place where = place(found.fact, fact.entity, found.row);
    text::Draft draft =
        fact.type.is_ordered() && !found.computed.empty()
            ? report_->report(Code::profile_supplied_differs, where,
                              {io::name_argument(fact), said(fact.type, cell.number),
                               said(fact.type, found.computed)})
            : report_->report(Code::profile_supplied_otherwise, where, {io::name_argument(fact)});
    std::string path = io::row_path(model_, profile_.household, fact.entity, found.row);
    draft.path((path += '/') += fact.key());
    const model::ExprId value = model_[fact.supplies].value;
    blame(draft, FactsRead(model_, value).facts(), fact.entity, found.row, Word::label_given_too);
    draft.label(model_[value].place, Word::label_computed_here);
  }

  static text::Argument said(const value::Type& type, value::Interval range) {
    return range.known() ? io::number_argument(type, range.lo) : io::range_argument(type, range);
  }

  const run::Cell& cell_of(model::FactId fact, std::uint32_t row) const {
    const model::EntityId entity = model_[fact].entity;
    const auto& facts = model_[entity].facts;
    const auto position = std::find(facts.begin(), facts.end(), fact) - facts.begin();
    return profile_.household.entities[entity.index][row].cells[static_cast<std::size_t>(position)];
  }

  /// Points at where these facts are given, of a row and of those above it.
  void blame(text::Draft& draft, const std::vector<model::FactId>& causes, model::EntityId of,
             std::uint32_t of_row, Word label) const {
    for (const model::FactId cause : causes) {
      std::uint32_t row = of_row;
      model::EntityId entity = of;
      while (entity != model_[cause].entity && model_[entity].parent.valid()) {
        row = profile_.household.entities[entity.index][row].parent;
        entity = model_[entity].parent;
      }
      if (const text::Place where = place(cause, entity, row); where.somewhere())
        draft.label(where, label);
    }
  }

  void age_and_birth(const model::Fact& age, const run::Contradiction& found) {
    const model::Fact& born = model_[age.born];
    text::Place where = place(found.fact, age.entity, found.row);
    const text::Place other = place(age.born, age.entity, found.row);
    // Where no age was given, it is the ages that there are that no such day makes.
    const bool given = where.somewhere();
    const auto told = [&](Language language) {
      const std::string name = age.name.in(language);
      return given ? name : name + " " + io::say_range(age.type, age.range, language);
    };
    text::Draft draft = report_->report(
        Code::profile_age_and_birth, given ? where : other,
        {text::Argument(told(Language::en), told(Language::zh)), io::name_argument(born)});
    std::string path = io::row_path(model_, profile_.household, age.entity, found.row);
    draft.path((path += '/') += given ? age.key() : born.key());
    if (given && other.somewhere()) draft.label(other, Word::label_ruled_out_by);
    if (!given) draft.no_help();
  }

  std::vector<Diagnostic> diagnostics() const { return report_->diagnostics(); }

 private:
  text::Place place(model::FactId fact, model::EntityId entity, std::uint32_t row) const {
    if (json_ == text::no_file) return {};
    for (const io::FactPlace& given : profile_.places)
      if (given.entity == entity && given.row == row &&
          model_[entity].facts[given.position] == fact)
        return {json_, given.span};
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
                                       const std::vector<run::Contradiction>& found,
                                       std::optional<Language> language) {
  ContradictionTeller teller(ruleset, profile, language);
  for (const run::Contradiction& contradiction : found) teller.tell(contradiction);
  return teller.diagnostics();
}

}  // namespace v0
}  // namespace entitle
