// The grammar of the ruleset's head and of documents.
#include "syntax/declarations.hpp"
#include "syntax/lines.hpp"
#include "syntax/phrases.hpp"

namespace entitle::syntax {

using text::Word;

namespace {

const auto put_force = [](const auto& context) {
  x3::_val(context).from = x3::_attr(context).from;
  x3::_val(context).through = x3::_attr(context).through;
  x3::_val(context).force_span = x3::_attr(context).span;
};
const auto put_number = [](const auto& context) {
  x3::_val(context).number = std::move(x3::_attr(context).text);
  x3::_val(context).number_span = x3::_attr(context).span;
};

const auto title = word(Word::kw_title) > caption;

const auto ruleset_def = spanned(head(declared_name[put<&RulesetHead::name>] >
                                      word(Word::kw_version) >
                                      version[put<&RulesetHead::version>])) >>
                         clauses(title[once<&RulesetHead::title>]);

const auto document_def = head(declared_name[put<&Document::name>]) >>
                          clauses((word(Word::kw_number) > placed_string[put_number]) |
                                  title[once<&Document::title>] |
                                  spoken(force<Language::en>, force<Language::zh>)[put_force]);

}  // namespace

BOOST_SPIRIT_DEFINE(ruleset, document)
BOOST_SPIRIT_INSTANTIATE(decltype(ruleset), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(document), Iterator, Context)

}  // namespace entitle::syntax
