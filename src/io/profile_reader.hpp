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
};

/// Reads one source. Everything that is wrong is reported, each with its JSON pointer; then nothing
/// is returned.
std::optional<ReadProfile> read_profile(const Intake& intake, const text::SourceSet& sources,
                                        text::FileId file, text::Report& report);

/// The JSON pointer of a row: "" for the household, "/members/0" for a member; by the names that
/// JSON is written with.
std::string row_path(const model::Model& model, const run::Household& household,
                     model::EntityId entity, std::uint32_t row);

}  // namespace entitle::io
