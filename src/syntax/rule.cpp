// The grammar of criteria and programs: their captions, citations, condition and amount.
#include "syntax/declarations.hpp"
#include "syntax/lines.hpp"
#include "syntax/phrases.hpp"

namespace entitle::syntax {

using text::Word;

namespace {

const auto is_program = [](const auto& context) { x3::_pass(context) = x3::_val(context).program; };

const auto for_both = citations[append<&Rule::citations>] |
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

}  // namespace

BOOST_SPIRIT_DEFINE(rule)
BOOST_SPIRIT_INSTANTIATE(decltype(rule), Iterator, Context)

}  // namespace entitle::syntax
