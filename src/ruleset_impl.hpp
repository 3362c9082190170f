// What a Ruleset and a Profile hold behind the public headers: the model with everything made from
// it once, tables of parameters by day, and deciders that wait for the next household. The facade
// over all layers; nothing below includes it but staff and the files beside it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/ruleset.hpp"
#include "explain/catalogue.hpp"
#include "io/intake.hpp"
#include "io/profile_reader.hpp"
#include "io/vocabulary.hpp"
#include "model/model.hpp"
#include "plan/plan.hpp"
#include "run/decision.hpp"
#include "run/household.hpp"
#include "run/tables.hpp"
#include "text/report.hpp"
#include "text/source.hpp"
#include "value/numbers.hpp"

// A class within an exported one is exported with it unless it says otherwise.
#ifdef __GNUC__
#define ENTITLE_INTERNAL __attribute__((visibility("hidden")))
#else
#define ENTITLE_INTERNAL
#endif

namespace entitle {
inline namespace v0 {

/// threads: everything but the stores is immutable; these lock.
struct ENTITLE_INTERNAL Ruleset::Impl {
  explicit Impl(model::Model&& checked);
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  model::Model model;
  plan::Plan plan;
  io::Vocabulary vocabulary;
  io::Intake intake;
  explain::Catalogue catalogue;
  std::vector<std::string_view> program_keys;
  std::vector<SourceFile> standards;  ///< the tables that were laid over
  /// Where a row of an entity says what a definition is.
  struct SuppliedAt {
    model::DefinitionId definition;
    model::EntityId entity;
    std::uint32_t cell = 0;
  };
  std::vector<SuppliedAt> supplied_at;

  /// The parameters as of a day. The last few days asked for are kept.
  std::shared_ptr<const run::Tables> tables(Date as_of,
                                            std::optional<Date> known_on = std::nullopt) const;

  /// The rules as they are decided for profiles that supply certain definitions: these are met with
  /// what is computed. Ids are those of `model`.
  struct Supplying {
    std::vector<model::DefinitionId> definitions;
    model::Model model;
    plan::Plan plan;
  };
  /// Nothing where the household supplies none. The last few made are kept.
  std::shared_ptr<const Supplying> supplying(const run::Household& household) const;
  std::shared_ptr<const Supplying> supplying(
      const std::vector<model::DefinitionId>& definitions) const;

  /// A decider for one thread; give it back when done.
  std::unique_ptr<run::Decider> take_decider() const;
  void give_back(std::unique_ptr<run::Decider> decider) const;

 private:
  static constexpr std::size_t kept_days = 16;
  static constexpr std::size_t kept_deciders = 16;
  static constexpr std::size_t kept_supplying = 8;
  mutable std::mutex mutex_;
  mutable std::array<std::shared_ptr<const run::Tables>, kept_days> days_;
  mutable std::size_t next_day_ = 0;
  mutable std::vector<std::unique_ptr<run::Decider>> deciders_;
  mutable std::array<std::shared_ptr<const Supplying>, kept_supplying> supplying_;
  mutable std::size_t next_supplying_ = 0;
};

struct ENTITLE_INTERNAL Profile::Impl {
  std::shared_ptr<const Ruleset::Impl> ruleset;
  run::Household household;
  /// The JSON it was read from, and where it says what; nothing where it was built typed.
  std::shared_ptr<const text::Source> json;
  std::vector<io::FactPlace> places;
};

/// An end of an amount; nothing: it has no bound.
inline std::optional<Decimal> bound(std::int64_t units) {
  return value::is_finite(units) ? std::optional(Decimal::from_units(units)) : std::nullopt;
}

/// What an object of the public interface holds. One that was moved from has nothing.
template <class Impl>
Impl& present(const std::unique_ptr<Impl>& impl, const char* what) {
  if (!impl) throw std::logic_error(std::string(what) + ": used after it was moved from");
  return *impl;
}

/// Who decides a household: the decider at hand, or one of its own where definitions are supplied.
class ENTITLE_INTERNAL Deciding {
 public:
  Deciding(const Ruleset::Impl& ruleset, const run::Household& household, run::Decider& usual)
      : supplying_(ruleset.supplying(household)), plan_(ruleset.plan), decider_(usual) {}

  const run::Decision& decide(const run::Household& household, const run::Tables& tables,
                              const run::DecideOptions& options) {
    if (supplying_) own_ = std::make_unique<run::Decider>(supplying_->model, supplying_->plan);
    return decider().decide(household, tables, options);
  }
  run::Decider& decider() { return own_ ? *own_ : decider_; }
  const plan::Plan& plan() const { return supplying_ ? supplying_->plan : plan_; }

 private:
  std::shared_ptr<const Ruleset::Impl::Supplying> supplying_;
  const plan::Plan& plan_;
  run::Decider& decider_;
  std::unique_ptr<run::Decider> own_;
};

/// Decides and explains one household; contradictions are reported, then nothing is returned.
/// errors: std::invalid_argument for a profile of another ruleset.
std::optional<Determination> determine(const std::shared_ptr<const Ruleset::Impl>& ruleset,
                                       const Profile::Impl& profile, const run::Tables& tables,
                                       const Options& options, run::Decider& decider,
                                       std::optional<Language> language,
                                       std::vector<Diagnostic>& diagnostics);

/// What of a profile contradicts itself, each with the place where it is given and what rules it
/// out.
std::vector<Diagnostic> contradictions(const Ruleset::Impl& ruleset, const Profile::Impl& profile,
                                       const std::vector<run::Contradiction>& found,
                                       std::optional<Language> language);

}  // namespace v0
}  // namespace entitle
