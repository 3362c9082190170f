// The grammar of entities: facts, findings and collections.
#include "syntax/declarations.hpp"
#include "syntax/lines.hpp"
#include "syntax/phrases.hpp"

namespace entitle::syntax {

using text::Word;

namespace {

const auto make_finding = [](const auto& context) {
  x3::_val(context).finding = true;
  x3::_val(context).type.word = TypeWord::yes_no;
};

struct FactId {};
struct CollectionId {};
struct SizeId {};
const x3::rule<FactId, Fact> fact = "expected_fact_line";
const x3::rule<CollectionId, Collection> collection = "expected_fact_line";
const x3::rule<SizeId, Collection> size = "expected_size";

const auto fact_clause =
    (word(Word::kw_only_if) > expression[once<&Fact::only_if>]) |
    (word(Word::kw_proved_by) > caption[once<&Fact::proved_by>]) |
    (word(Word::kw_asked_of) > caption[once<&Fact::asked_of>]) |
    (word(Word::kw_note) > caption[once<&Fact::note>]) |
    (word(Word::kw_title) > caption[once<&Fact::title>]) |
    spoken(decided_by<Language::en>, decided_by<Language::zh>)[once<&Fact::decided_by>] |
    citations[append<&Fact::citations>];
const auto fact_head =
    (word(Word::kw_fact) >>
     head(declared_name[put<&Fact::name>] > mark(":") > type[put<&Fact::type>] >>
          -(word(Word::kw_by) > name[put<&Fact::born>]))) |
    (word(Word::kw_finding)[make_finding] >> head(declared_name[put<&Fact::name>]));
const auto fact_def = spanned(fact_head >> clauses(fact_clause, LineKind::fact_clauses));

const auto put_size = [](const auto& context) {
  x3::_val(context).least = x3::_attr(context).least;
  x3::_val(context).most = x3::_attr(context).most;
};
const auto at_most = word(Word::kw_at_most) > whole[put<&Collection::most>];
const auto size_def =
    (word(Word::kw_at_least) > whole[put<&Collection::least>] >> -(-mark(",") >> at_most)) |
    at_most | (whole[put<&Collection::least>] > word(Word::kw_to) > whole[put<&Collection::most>]);
const auto collection_def =
    spanned(declared_name[put<&Collection::name>] >> mark(":") > name[put<&Collection::element>] >>
            -((mark(",") > size[put_size]) | size[put_size]));

const auto entity_def = spanned(
    head_of_braces(declared_name[put<&Entity::name>] >>
                   -spoken(naming<Language::en>, naming<Language::zh>)[put<&Entity::named_by>] >
                   &mark("{")) >>
    braces(LineKind::facts, fact[add<&Entity::facts>] | collection[add<&Entity::collections>]));

BOOST_SPIRIT_DEFINE(fact, collection, size)

}  // namespace

BOOST_SPIRIT_DEFINE(entity)
BOOST_SPIRIT_INSTANTIATE(decltype(entity), Iterator, Context)

}  // namespace entitle::syntax
