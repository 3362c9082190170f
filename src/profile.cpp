// Profiles: read from JSON, or built by setters through the same checks.
#include "entitle/profile.hpp"

#include <stdexcept>
#include <utility>

#include "io/say.hpp"
#include "ruleset_impl.hpp"
#include "text/words.hpp"

namespace entitle {
inline namespace v0 {
namespace {

using text::Word;

std::string sentence(text::Code code, const text::Arguments& arguments,
                     std::string_view suggestion) {
  std::vector<std::string> filled;
  for (const text::Argument& argument : arguments) filled.push_back(argument.in(Language::en));
  const text::Sentences said = text::sentences(code, Language::en);
  std::string out = text::fill(said.message, filled);
  if (!suggestion.empty())
    out +=
        "; " + text::words(Language::en).fill(Word::help_did_you_mean, {std::string(suggestion)});
  return out;
}

// The cell of a fact of one row, or an exception that says what the entity declares.
class Target {
 public:
  Target(Profile::Impl& profile, std::uint32_t entity, std::uint32_t row)
      : profile_(profile),
        model_(profile.ruleset->model),
        entity_{entity},
        row_(profile.household.entities[entity][row]) {}

  const io::Slot& slot(std::string_view name, bool collection) const {
    const io::Vocabulary& vocabulary = profile_.ruleset->vocabulary;
    const io::Slot* found = vocabulary.find(entity_, name);
    if (found == nullptr || found->is_collection != collection)
      throw std::invalid_argument(sentence(text::Code::profile_unknown_key,
                                           {name, io::name_argument(model_[entity_])},
                                           vocabulary.suggest_name(entity_, name)));
    return *found;
  }

  /// Calls `put(intake, fact, cell)`, which may refuse.
  template <class Put>
  void fact(std::string_view name, const Put& put) const {
    const io::Slot& at = slot(name, false);
    const io::Refused refused = put(profile_.ruleset->intake, at.fact, row_.cells[at.position]);
    if (refused)
      throw std::invalid_argument(sentence(refused->code, refused->arguments, refused->suggestion));
  }

  run::Row& row() const { return row_; }

 private:
  Profile::Impl& profile_;
  const model::Model& model_;
  model::EntityId entity_;
  run::Row& row_;
};

}  // namespace

Profile::Profile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Profile::~Profile() = default;
Profile::Profile(Profile&&) noexcept = default;
Profile& Profile::operator=(Profile&&) noexcept = default;
Profile::Profile(const Profile& other) : impl_(std::make_unique<Impl>(*other.impl_)) {}
Profile& Profile::operator=(const Profile& other) {
  if (this != &other) impl_ = std::make_unique<Impl>(*other.impl_);
  return *this;
}

void Profile::facts_as_of(Date day) { impl_->household.facts_as_of = day; }

Record Profile::root() { return {this, 0, 0}; }

Record& Record::set(std::string_view fact, bool value) {
  Target(profile_->impl(), entity_, row_)
      .fact(fact, [&](const io::Intake& intake, model::FactId id, run::Cell& cell) {
        return intake.yes_no(id, value, cell);
      });
  return *this;
}

Record& Record::set(std::string_view fact, std::int32_t value) { return set(fact, Decimal(value)); }

Record& Record::set(std::string_view fact, Decimal value) {
  Target(profile_->impl(), entity_, row_)
      .fact(fact, [&](const io::Intake& intake, model::FactId id, run::Cell& cell) {
        return intake.number(id, value, cell);
      });
  return *this;
}

Record& Record::set(std::string_view fact, Date value) {
  Target(profile_->impl(), entity_, row_)
      .fact(fact, [&](const io::Intake& intake, model::FactId id, run::Cell& cell) {
        return intake.day(id, value, cell);
      });
  return *this;
}

Record& Record::set(std::string_view fact, std::string_view value) {
  Target(profile_->impl(), entity_, row_)
      .fact(fact, [&](const io::Intake& intake, model::FactId id, run::Cell& cell) {
        return intake.word(id, value, cell);
      });
  return *this;
}

Record& Record::set(std::string_view fact, const char* value) {
  return set(fact, std::string_view(value));
}

Record& Record::set_range(std::string_view fact, std::optional<Decimal> least,
                          std::optional<Decimal> most) {
  Target(profile_->impl(), entity_, row_)
      .fact(fact, [&](const io::Intake& intake, model::FactId id, run::Cell& cell) {
        return intake.numbers(id, least, most, cell);
      });
  return *this;
}

Record& Record::set_range(std::string_view fact, std::optional<Date> first,
                          std::optional<Date> last) {
  Target(profile_->impl(), entity_, row_)
      .fact(fact, [&](const io::Intake& intake, model::FactId id, run::Cell& cell) {
        return intake.days(id, first, last, cell);
      });
  return *this;
}

Record& Record::set_choices(std::string_view fact, const std::vector<std::string>& choices) {
  const std::vector<std::string_view> words(choices.begin(), choices.end());
  Target(profile_->impl(), entity_, row_)
      .fact(fact, [&](const io::Intake& intake, model::FactId id, run::Cell& cell) {
        return intake.one_of(id, words, cell);
      });
  return *this;
}

Record& Record::set_unknown(std::string_view fact, std::string_view why) {
  Target(profile_->impl(), entity_, row_)
      .fact(fact, [&](const io::Intake& intake, model::FactId, run::Cell& cell) {
        return intake.unknown(why, cell);
      });
  return *this;
}

Record& Record::forget(std::string_view fact) {
  Target(profile_->impl(), entity_, row_)
      .fact(fact, [](const io::Intake&, model::FactId, run::Cell& cell) -> io::Refused {
        cell = run::Cell{};
        return std::nullopt;
      });
  return *this;
}

Record Record::add(std::string_view collection) {
  Profile::Impl& profile = profile_->impl();
  const Target target(profile, entity_, row_);
  const io::Slot& slot = target.slot(collection, true);
  const model::Model& model = profile.ruleset->model;
  const model::Collection& declared = model[slot.collection];
  std::uint32_t there = 0;
  for (const run::Row& row : profile.household.entities[declared.element.index])
    there += row.parent == row_ ? 1 : 0;
  if (there >= declared.most)
    throw std::invalid_argument(
        sentence(text::Code::profile_collection_size,
                 {io::name_argument(declared), there + 1, io::size_argument(declared)}, {}));
  run::Listing& listing = target.row().listings[slot.position];
  if (listing == run::Listing::unknown) listing = run::Listing::complete;
  return {profile_, declared.element.index, profile.household.add(model, slot.collection, row_)};
}

Record& Record::set_complete(std::string_view collection, bool complete) {
  const Target target(profile_->impl(), entity_, row_);
  target.row().listings[target.slot(collection, true).position] =
      complete ? run::Listing::complete : run::Listing::part;
  return *this;
}

Result<Profile> Ruleset::try_profile(std::string_view json, Language language,
                                     std::string_view name) const {
  text::SourceSet sources;
  const text::FileId file = sources.add(std::string(name), std::string(json), language);
  text::Report report(sources, language);
  std::optional<io::ReadProfile> read = io::read_profile(impl_->intake, sources, file, report);
  if (!read) return {std::nullopt, report.diagnostics()};
  auto made = std::make_unique<Profile::Impl>(
      Profile::Impl{impl_, std::move(read->household),
                    std::make_shared<const text::Source>(sources[file]), std::move(read->places)});
  return {Profile(std::move(made)), report.diagnostics()};
}

Profile Ruleset::profile(std::string_view json, Language language) const {
  Result<Profile> result = try_profile(json, language);
  if (!result) throw Error(std::move(result.diagnostics));
  return std::move(*result.value);
}

Profile Ruleset::new_profile() const {
  return Profile(std::make_unique<Profile::Impl>(
      Profile::Impl{impl_, run::Household(impl_->model), nullptr, {}}));
}

}  // namespace v0
}  // namespace entitle
