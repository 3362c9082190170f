// The grammar of parameters and definitions.
#include "syntax/declarations.hpp"
#include "syntax/lines.hpp"
#include "syntax/phrases.hpp"

namespace entitle::syntax {

using text::Word;

namespace {

const auto put_table = [](const auto& context) {
  x3::_val(context).table = std::move(x3::_attr(context).text);
  x3::_val(context).table_span = x3::_attr(context).span;
};

struct OriginId {};
/// Where the values of a parameter come from: a table, or one value that is assumed.
const x3::rule<OriginId, Parameter> origin = "expected_origin";
const auto origin_def = (word(Word::kw_from) > placed_string[put_table]) |
                        (word(Word::kw_assumed) > literal[once<&Parameter::assumed>]);
const auto take_origin = [](const auto& context) {
  Parameter& found = x3::_attr(context);
  x3::_val(context).table = std::move(found.table);
  x3::_val(context).table_span = found.table_span;
  x3::_val(context).assumed = std::move(found.assumed);
};

const auto keys = word(Word::kw_by) > name[add<&Parameter::keys>] >>
                  *(mark(",") > name[add<&Parameter::keys>]);
const auto parameter_def =
    spanned(head(declared_name[put<&Parameter::name>] >> -keys > mark(":") >
                 type[put<&Parameter::type>] > origin[take_origin]) >>
            clauses(citations[append<&Parameter::citations>] |
                    (word(Word::kw_note) > caption[once<&Parameter::note>]) |
                    (word(Word::kw_title) > caption[once<&Parameter::title>])));

struct RowId {};
const x3::rule<RowId, Case> row = "kw_when";
const auto row_def =
    spanned(((spoken(when<Language::en>, when<Language::zh>)[add<&Case::condition>] > mark(":")) |
             (word(Word::kw_otherwise) > mark(":"))) > expression[put<&Case::value>]);

struct ValueId {};
const x3::rule<ValueId, Expression> body_value = "expected_body";
const auto body_value_def = expression[become];
const auto definition_def =
    spanned(head(declared_name[put<&Definition::name>] > word(Word::kw_of) >
                 name[put<&Definition::entity>] > &mark("=")) >>
            clauses((mark("=") >>
                     (&word(Word::kw_when) | (x3::eps > body_value[once<&Definition::value>]))) |
                    row[add<&Definition::cases>] | citations[append<&Definition::citations>] |
                    (word(Word::kw_note) > caption[once<&Definition::note>]) |
                    (word(Word::kw_title) > caption[once<&Definition::title>])));

BOOST_SPIRIT_DEFINE(row, body_value, origin)

}  // namespace

BOOST_SPIRIT_DEFINE(parameter, definition)
BOOST_SPIRIT_INSTANTIATE(decltype(parameter), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(definition), Iterator, Context)

}  // namespace entitle::syntax
