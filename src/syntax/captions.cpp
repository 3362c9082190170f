// The grammar of texts shown to people and of lists of citations.
#include "syntax/phrases.hpp"

namespace entitle::syntax {

using text::Word;

namespace {

const auto put_own_language = [](const auto& context) {
  Caption& caption = x3::_val(context);
  (state_of(context).language() == Language::zh ? caption.zh : caption.en) =
      std::move(x3::_attr(context));
};
const auto add_citation = [](const auto& context) {
  x3::_val(context).push_back(std::move(x3::_attr(context)));
};

const auto english = word(Word::kw_en) > string[put<&Caption::en>];
const auto chinese = word(Word::kw_zh) > string[put<&Caption::zh>];
const auto caption_def =
    spanned((english >> -chinese) | (chinese >> -english) | string[put_own_language]);

const auto one = spoken(citation<Language::en>, citation<Language::zh>);
const auto citations_def = word(Word::kw_cites) > one[add_citation] >>
                           *(mark(",") > one[add_citation]);

}  // namespace

BOOST_SPIRIT_DEFINE(caption, citations)
BOOST_SPIRIT_INSTANTIATE(decltype(caption), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(citations), Iterator, Context)

}  // namespace entitle::syntax
