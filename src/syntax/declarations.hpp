// The declarations of a file, one rule each, for parse(). Each begins behind its keyword, so that a
// misspelt keyword need not lose what follows it.
#pragma once

#include "syntax/rules.hpp"

namespace entitle::syntax {

/// `ruleset xizang / 西藏社会救助 version 0.1` and its title.
struct RulesetHead {
  Name name;
  std::string version;
  Caption title;
  Span span;  ///< of the name and the version
};

struct RulesetId {};
struct DocumentId {};
struct EntityId {};
struct ParameterId {};
struct DefinitionId {};
struct RuleId {};
struct SettlementId {};
struct ExampleId {};
inline const x3::rule<RulesetId, RulesetHead> ruleset = "expected_name";
inline const x3::rule<DocumentId, Document> document = "expected_name";
inline const x3::rule<EntityId, Entity> entity = "expected_name";
inline const x3::rule<ParameterId, Parameter> parameter = "expected_name";
inline const x3::rule<DefinitionId, Definition> definition = "expected_name";
/// A criterion; a program if the value's `program` says so.
inline const x3::rule<RuleId, Rule> rule = "expected_name";
inline const x3::rule<SettlementId, Settlement> settlement = "{";
inline const x3::rule<ExampleId, Example> example = "expected_string";

BOOST_SPIRIT_DECLARE(decltype(ruleset), decltype(document), decltype(entity), decltype(parameter),
                     decltype(definition), decltype(rule), decltype(settlement), decltype(example))

}  // namespace entitle::syntax
