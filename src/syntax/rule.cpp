// The grammar of criteria and programs: their captions, citations, condition and amount.
#include "syntax/declarations.hpp"
#include "syntax/lines.hpp"
#include "syntax/phrases.hpp"

namespace entitle::syntax {

using text::Word;

namespace {

const auto is_program = [](const auto& context) { x3::_pass(context) = x3::_val(context).program; };

// in force from 2021-07-01, unknown before
const auto begin_force = [](const auto& context) {
  const ForcePhrase& phrase = x3::_attr(context);
  x3::_val(context) = Force{phrase.from, phrase.through, false, false, phrase.span};
};
struct RuleForceId {};
const x3::rule<RuleForceId, Force> rule_force = "kw_force_from";
const auto rule_force_def = spoken(force<Language::en>, force<Language::zh>)[begin_force] >>
                            *(-mark(",") >>
                              (word(Word::kw_unknown_before)[set_to<&Force::unknown_before, true>] |
                               word(Word::kw_unknown_after)[set_to<&Force::unknown_after, true>]));

const auto for_both = rule_force[once<&Rule::force>] | citations[append<&Rule::citations>] |
                      (word(Word::kw_note) > caption[once<&Rule::note>]) |
                      (word(Word::kw_title) > caption[once<&Rule::title>]) |
                      block[once<&Rule::block>] | (mark(":") > expression[once<&Rule::condition>]);
const auto for_programs =
    spoken(decided_by<Language::en>, decided_by<Language::zh>)[once<&Rule::decided_by>] |
    (word(Word::kw_appeal) > citations[once<&Rule::appeal>]) |
    (word(Word::kw_amount) > expression[once<&Rule::amount>] >>
     -citations[put<&Rule::amount_citations>]);
const auto rule_def =
    spanned(head(declared_name[put<&Rule::name>] > word(Word::kw_of) > name[put<&Rule::entity>]) >>
            clauses(for_both | (x3::eps[is_program] >> for_programs)));

BOOST_SPIRIT_DEFINE(rule_force)

}  // namespace

BOOST_SPIRIT_DEFINE(rule)
BOOST_SPIRIT_INSTANTIATE(decltype(rule), Iterator, Context)

}  // namespace entitle::syntax
