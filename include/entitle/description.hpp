// What a ruleset asks and gives: entities with their facts and collections, parameters, programs.
// Plain data; made by Ruleset::describe, for forms, documentation and whoever fills in a profile.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/determination.hpp"
#include "entitle/export.hpp"
#include "entitle/language.hpp"

namespace entitle {
inline namespace v0 {

/// A text in both languages that belongs to its holder.
struct OwnText {
  std::string en;
  std::string zh;
  [[nodiscard]] const std::string& in(Language language) const {
    return language == Language::zh ? zh : en;
  }
  [[nodiscard]] bool empty() const { return en.empty() && zh.empty(); }
};

struct FactInfo {
  std::string key;  ///< as it is written in JSON
  OwnText name;     ///< its names; JSON understands both
  Value::Kind kind = Value::Kind::nothing;
  Period period = Period::none;  ///< of money
  OwnText type;                  ///< "money per month", "元/月"
  OwnText range;                 ///< "at least 0.00 元/月"; empty where there is none
  std::optional<Decimal> least;  ///< numbers; dates in days since 1970-01-01
  std::optional<Decimal> most;
  std::optional<Decimal> step;  ///< numbers: every value is a multiple of it
  std::vector<OwnText> choices;
  std::string table;     ///< the choices' table; empty where they stand in the rules
  bool finding = false;  ///< decided by a body, not asked of the family
  OwnText only_if;       ///< the condition under which it applies; empty: it always does
  OwnText asked_of;
  OwnText proved_by;
  OwnText decided_by;
  OwnText note;
};

struct CollectionInfo {
  std::string key;
  OwnText name;
  std::uint32_t element = 0;  ///< in Description::entities
  std::uint32_t least = 0;
  std::uint32_t most = UINT32_MAX;  ///< UINT32_MAX: no bound
};

struct EntityInfo {
  std::string key;
  OwnText name;
  std::vector<FactInfo> facts;
  std::vector<FactInfo>
      definitions;  ///< what is computed; a profile may give it as it gives a fact
  std::vector<CollectionInfo> collections;
};

struct ParameterInfo {
  std::string key;
  OwnText name;
  OwnText type;
  std::vector<std::string> keys;  ///< facts by whose values it is read
  std::string table;
  std::uint32_t rows = 0;
};

struct ProgramBrief {
  std::string key;
  OwnText name;
  std::uint32_t entity = 0;      ///< whose it is, in Description::entities
  OwnText amount;                ///< the type of its amount; empty where it has none
  Period period = Period::none;  ///< of its amount
};

struct Description {
  std::string ruleset;
  OwnText title;
  std::string version;
  std::string content_hash;
  std::vector<EntityInfo> entities;  ///< the household first
  std::vector<ParameterInfo> parameters;
  std::vector<ProgramBrief> programs;
  std::uint32_t examples = 0;

  /// A page for a terminal.
  [[nodiscard]] ENTITLE_API std::string text(Language language, unsigned width = 100) const;
  [[nodiscard]] ENTITLE_API std::string json(unsigned indent = 0) const;
};

}  // namespace v0
}  // namespace entitle
