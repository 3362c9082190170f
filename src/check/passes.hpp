// The passes of the checker, in the order in which check() runs them. Each reads what those before
// it left in the Context.
#pragma once

#include <vector>

#include "check/context.hpp"

namespace entitle::check {

/// Finds all declarations, makes the tree of entities and fills the tables of names (declare.cpp,
/// entities.cpp). False where there is no usable tree of entities: nothing else can be checked
/// then.
bool declare(Context& context);
bool make_entity_tree(Context& context);

/// Documents, and the citations of everything declared (documents.cpp).
void check_documents(Context& context);
std::vector<model::Citation> citations(Context& context, const std::vector<syntax::Citation>& trees,
                                       text::FileId file);

/// Types, ranges and choices of facts (facts.cpp).
void check_facts(Context& context);

/// Types, keys and rows of parameters (parameters.cpp).
void check_parameters(Context& context);

/// Makes the facts that record what is received of every program (records.cpp). After
/// check_facts().
void make_records(Context& context);
/// Gives a rule that has just been made, and is about to be added, its record.
void finish_record(Context& context, std::uint32_t rule_number, model::Rule& rule);

/// The days on which a rule is in force (validity.cpp); after its condition, and its amount.
void check_validity(Context& context, const syntax::Force& tree, text::FileId file,
                    model::Rule& rule);
void check_unknown_amount(Context& context, model::Rule& rule);

/// Makes the facts by which a profile supplies definitions, after check_rules() (supplied.cpp).
void make_supplied(Context& context);

/// The settlement between programs, after check_rules() (settlement.cpp).
void check_settlement(Context& context);

/// What must be checked before what, found from the names that expressions use. Reports cycles, all
/// of whose members are broken.
struct Task {
  enum class Kind : std::uint8_t { fact, definition, rule };  ///< a fact: its `only if`
  Kind kind{};
  std::uint32_t index = 0;
};
std::vector<Task> dependency_order(Context& context);

/// Types all expressions, in that order (rules.cpp).
void check_rules(Context& context, const std::vector<Task>& order);

void check_examples(Context& context);  ///< examples.cpp

/// What is declared and never used, and the facts named in `decided by` texts (lints.cpp).
void check_captions(Context& context);
void check_unused(Context& context);

}  // namespace entitle::check
