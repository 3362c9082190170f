// Reads a household's profile from JSON. A fact is a value, null (unknown), {"unknown": "why"},
// {"min": …, "max": …} or
// {"one_of": […]}; a collection is a list, null or {"known": […], "complete": false}. Names and
// choices are read in either language. What facts exist is the model's business, what values they
// take intake's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/intake.hpp"
#include "run/household.hpp"
#include "text/report.hpp"
#include "text/source.hpp"

namespace entitle::io {

/// Where the profile says something of a fact.
struct FactPlace {
  model::EntityId entity;
  std::uint32_t row = 0;
  std::uint32_t position = 0;  ///< in model::Entity::facts
  text::Span span;
};

struct ReadProfile {
  run::Household household;
  std::vector<FactPlace> places;
  /// By entity, then row: what a table calls its rows. Empty where it calls none.
  std::vector<std::vector<std::string>> keys;
};

/// How a profile that stands in a table differs from one that stands alone.
struct ProfileForm {
  bool keyed = false;         ///< each object may hold its row's key, called like its entity
  bool ignore_extra = false;  ///< keys that are no fact are passed over
};

/// Reads one source. Everything that is wrong is reported, each with its JSON pointer; then nothing
/// is returned. `key_of_household` is given the household's key also where something is wrong.
std::optional<ReadProfile> read_profile(const Intake& intake, const text::SourceSet& sources,
                                        text::FileId file, text::Report& report,
                                        ProfileForm form = {},
                                        std::string* key_of_household = nullptr);

/// The JSON pointer of a row: "" for the household, "/members/0" for a member; by the names that
/// JSON is written with.
std::string row_path(const model::Model& model, const run::Household& household,
                     model::EntityId entity, std::uint32_t row);

}  // namespace entitle::io
