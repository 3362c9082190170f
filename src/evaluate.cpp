// Decides profiles: the whole determination, or only statuses and amounts.
#include <stdexcept>
#include <utility>

#include "entitle/ruleset.hpp"
#include "explain/explain.hpp"
#include "ruleset_impl.hpp"
#include "run/frame.hpp"

namespace entitle {
inline namespace v0 {
namespace {

const Profile::Impl& checked(const Profile& profile, const Ruleset::Impl* ruleset) {
  if (profile.impl().ruleset.get() != ruleset)
    throw std::invalid_argument(
        "the profile was made by another ruleset: make it with this one's profile() or "
        "new_profile()");
  return profile.impl();
}

run::DecideOptions decide_options(const Options& options, bool explain) {
  run::DecideOptions out;
  out.settled = options.level == Level::settled;
  out.limit = options.limit == 0 ? 1 : options.limit;
  out.explain = explain;
  out.questions = explain && options.questions;
  return out;
}

/// The language that diagnostics of a profile speak: its own text's.
Language language_of(const Profile& profile) {
  const text::Source* const json = profile.impl().json.get();
  return json != nullptr ? json->language() : Language::en;
}

}  // namespace

std::optional<Determination> determine(const std::shared_ptr<const Ruleset::Impl>& ruleset,
                                       const Profile::Impl& profile, const run::Tables& tables,
                                       const Options& options, run::Decider& decider,
                                       std::optional<Language> language,
                                       std::vector<Diagnostic>& diagnostics) {
  const run::DecideOptions how = decide_options(options, true);
  Deciding deciding(*ruleset, profile.household, decider);
  const run::Decision& decision = deciding.decide(profile.household, tables, how);
  if (!decision.contradictions.empty()) {
    diagnostics = contradictions(*ruleset, profile, decision.contradictions, language);
    return std::nullopt;
  }
  const run::Decider& by = deciding.decider();
  return explain::explain(ruleset->catalogue, deciding.plan(),
                          {profile.household, by.frame(), tables, decision, by.base(), ruleset,
                           how.settled ? "settled" : "bounds", how.limit});
}

Result<Determination> Ruleset::try_evaluate(const Profile& profile, Date as_of,
                                            const Options& options, Language language) const {
  const Profile::Impl& given = checked(profile, impl_.get());
  std::unique_ptr<run::Decider> decider = impl_->take_decider();
  const std::shared_ptr<const run::Tables> tables = impl_->tables(as_of, options.known_on);
  Result<Determination> result;
  result.value = determine(impl_, given, *tables, options, *decider, language, result.diagnostics);
  impl_->give_back(std::move(decider));
  return result;
}

Determination Ruleset::evaluate(const Profile& profile, Date as_of, const Options& options) const {
  Result<Determination> result = try_evaluate(profile, as_of, options, language_of(profile));
  if (!result) throw Error(std::move(result.diagnostics));
  return std::move(*result.value);
}

struct ENTITLE_INTERNAL Evaluator::Impl {
  Impl(Ruleset rules, Options given)
      : ruleset(std::move(rules)), options(given), decider(ruleset.impl()->take_decider()) {}

  /// The tables of a day; those of the last are kept.
  const run::Tables& tables_of(Date as_of) {
    if (!tables || tables->as_of() != as_of)
      tables = ruleset.impl()->tables(as_of, options.known_on);
    return *tables;
  }

  Ruleset ruleset;
  Options options;
  std::unique_ptr<run::Decider> decider;
  std::shared_ptr<const run::Tables> tables;
  std::vector<Answer> answers;
};

Evaluator::Evaluator(Ruleset ruleset, Options options)
    : impl_(std::make_unique<Impl>(std::move(ruleset), options)) {}
Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator& Evaluator::operator=(Evaluator&&) noexcept = default;

Result<std::span<const Answer>> Evaluator::try_decide(const Profile& profile, Date as_of,
                                                      Language language) {
  const Ruleset::Impl& ruleset = *present(impl_, "entitle::Evaluator").ruleset.impl();
  const Profile::Impl& given = checked(profile, &ruleset);
  const run::Tables& tables = impl_->tables_of(as_of);
  Deciding deciding(ruleset, given.household, *impl_->decider);
  const run::Decision& decision =
      deciding.decide(given.household, tables, decide_options(impl_->options, false));
  Result<std::span<const Answer>> result;
  if (!decision.contradictions.empty()) {
    result.diagnostics = contradictions(ruleset, given, decision.contradictions, language);
    return result;
  }
  impl_->answers.clear();
  for (const run::AnswerBox& box : decision.answers) {
    Answer answer;
    answer.program = box.program;
    answer.recipient = box.row;
    answer.not_listed = box.ghost;
    answer.settled = box.settled;
    answer.status = box.status;
    if (box.status.has(Status::qualifies) &&
        ruleset.plan.programs[box.program].amount != plan::no_node) {
      answer.least = bound(box.amount.lo);
      answer.most = bound(box.amount.hi);
    }
    impl_->answers.push_back(answer);
  }
  result.value = impl_->answers;
  return result;
}

const std::vector<Answer>& Evaluator::decide(const Profile& profile, Date as_of) {
  const Language language = language_of(profile);
  auto result = try_decide(profile, as_of, language);
  if (!result) throw Error(std::move(result.diagnostics));
  return impl_->answers;
}

Result<Determination> Evaluator::try_evaluate(const Profile& profile, Date as_of,
                                              Language language) {
  const std::shared_ptr<const Ruleset::Impl>& ruleset =
      present(impl_, "entitle::Evaluator").ruleset.impl();
  const Profile::Impl& given = checked(profile, ruleset.get());
  Result<Determination> result;
  result.value = determine(ruleset, given, impl_->tables_of(as_of), impl_->options, *impl_->decider,
                           language, result.diagnostics);
  return result;
}

Determination Evaluator::evaluate(const Profile& profile, Date as_of) {
  Result<Determination> result = try_evaluate(profile, as_of, language_of(profile));
  if (!result) throw Error(std::move(result.diagnostics));
  return std::move(*result.value);
}

}  // namespace v0
}  // namespace entitle
