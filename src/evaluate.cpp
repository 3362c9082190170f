// Decides profiles: the whole determination, or only statuses and amounts.
#include <stdexcept>
#include <utility>

#include "entitle/ruleset.hpp"
#include "explain/explain.hpp"
#include "ruleset_impl.hpp"
#include "run/frame.hpp"
#include "value/numbers.hpp"

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

std::optional<Decimal> bound(std::int64_t units) {
  return value::is_finite(units) ? std::optional(Decimal::from_units(units)) : std::nullopt;
}

/// A moved-from evaluator has nothing to evaluate with.
template <class Impl>
Impl& present(const std::unique_ptr<Impl>& impl) {
  if (!impl) throw std::logic_error("entitle::Evaluator: used after it was moved from");
  return *impl;
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
  const text::Source* json = checked(profile, impl_.get()).json.get();
  Result<Determination> result =
      try_evaluate(profile, as_of, options, json != nullptr ? json->language() : Language::en);
  if (!result) throw Error(std::move(result.diagnostics));
  return std::move(*result.value);
}

struct ENTITLE_INTERNAL Evaluator::Impl {
  Impl(Ruleset rules, Options given)
      : ruleset(std::move(rules)), options(given), decider(ruleset.impl()->take_decider()) {}

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

const std::vector<Answer>& Evaluator::decide(const Profile& profile, Date as_of) {
  const Ruleset::Impl& ruleset = *present(impl_).ruleset.impl();
  const Profile::Impl& given = checked(profile, &ruleset);
  if (!impl_->tables || impl_->tables->as_of() != as_of)
    impl_->tables = ruleset.tables(as_of, impl_->options.known_on);
  Deciding deciding(ruleset, given.household, *impl_->decider);
  const run::Decision& decision =
      deciding.decide(given.household, *impl_->tables, decide_options(impl_->options, false));
  if (!decision.contradictions.empty())
    throw Error(contradictions(ruleset, given, decision.contradictions, std::nullopt));
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
  return impl_->answers;
}

Determination Evaluator::evaluate(const Profile& profile, Date as_of) {
  const std::shared_ptr<const Ruleset::Impl>& ruleset = present(impl_).ruleset.impl();
  const Profile::Impl& given = checked(profile, ruleset.get());
  const std::shared_ptr<const run::Tables> tables = ruleset->tables(as_of, impl_->options.known_on);
  std::vector<Diagnostic> diagnostics;
  std::optional<Determination> determination = determine(
      ruleset, given, *tables, impl_->options, *impl_->decider, std::nullopt, diagnostics);
  if (!determination) throw Error(std::move(diagnostics));
  return std::move(*determination);
}

}  // namespace v0
}  // namespace entitle
