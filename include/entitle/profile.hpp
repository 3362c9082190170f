// What is known of one household, built typed, without JSON. Every fact starts unknown; setters
// narrow it. A profile belongs to the ruleset whose names it uses and says nothing of programs.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/date.hpp"
#include "entitle/decimal.hpp"
#include "entitle/export.hpp"

namespace entitle {
inline namespace v0 {

class Profile;

/// One household, member, supporter …: the facts of one row. A reference into its Profile, valid as
/// long as that lives and stays where it is. Names and choices are understood in both languages,
/// and checked as in JSON. errors: std::invalid_argument for a name the entity does not declare
/// (with a suggestion), a value of the wrong type, out of range or with too many decimals, an
/// element too many; the profile is then as it was.
class ENTITLE_API Record {
 public:
  Record& set(std::string_view fact, bool value);
  Record& set(std::string_view fact, std::int32_t value);
  Record& set(std::string_view fact, Decimal value);
  Record& set(std::string_view fact, Date value);
  /// A choice by name, code or alias, or a text.
  Record& set(std::string_view fact, std::string_view value);
  Record& set(std::string_view fact, const char* value);
  /// Between two values, both included; nothing: no bound but the declared one.
  Record& set_range(std::string_view fact, std::optional<Decimal> least,
                    std::optional<Decimal> most);
  Record& set_range(std::string_view fact, std::optional<Date> first, std::optional<Date> last);
  /// One of several choices.
  Record& set_choices(std::string_view fact, const std::vector<std::string>& choices);
  /// Asked and not answered.
  Record& set_unknown(std::string_view fact, std::string_view why);
  /// As if nothing had been said of it.
  Record& forget(std::string_view fact);

  /// Adds an element; the collection then counts as listed in full, unless set_complete has said
  /// otherwise. A collection that is never touched stays unknown.
  Record add(std::string_view collection);
  /// Says that a collection's elements are all listed (also when there are none), or that some may
  /// not be.
  Record& set_complete(std::string_view collection, bool complete = true);

 private:
  friend class Profile;
  Record(Profile* profile, std::uint32_t entity, std::uint32_t row)
      : profile_(profile), entity_(entity), row_(row) {}
  Profile* profile_;
  std::uint32_t entity_;
  std::uint32_t row_;
};

/// What is known of one household. Made by Ruleset::profile or Ruleset::new_profile.
/// threads: may be read from several threads once built.
class ENTITLE_API Profile {
 public:
  /// The household's own facts.
  [[nodiscard]] Record root();
  /// The day that the ages given are of; otherwise they are of the day of the decision.
  void facts_as_of(Date day);

  struct Impl;
  explicit Profile(std::unique_ptr<Impl> impl);
  ~Profile();
  Profile(Profile&&) noexcept;
  Profile& operator=(Profile&&) noexcept;
  Profile(const Profile&);
  Profile& operator=(const Profile&);
  [[nodiscard]] const Impl& impl() const { return *impl_; }
  [[nodiscard]] Impl& impl() { return *impl_; }

 private:
  friend class Record;
  std::unique_ptr<Impl> impl_;
};

}  // namespace v0
}  // namespace entitle
