// The grammar of types: the words of types, choices, closed lists, and the bounds of numbers.
#include "syntax/rules.hpp"

namespace entitle::syntax {

using text::Word;

namespace {

template <TypeWord word>
inline constexpr auto is_type = set_to<&TypeName::word, word>;

const auto put_range = [](const auto& context) {
  auto& parts = x3::_attr(context).parts;
  x3::_val(context).least = std::move(parts[0]);
  if (parts[1].form != Form::nothing) x3::_val(context).most = std::move(parts[1]);
};

const auto money = word(Word::kw_type_money)[is_type<TypeWord::money>] >>
                   -(word(Word::op_per_month)[is_type<TypeWord::money_per_month>] |
                     word(Word::op_per_year)[is_type<TypeWord::money_per_year>]);
const auto numeric = word(Word::kw_type_whole)[is_type<TypeWord::whole>] |
                     word(Word::kw_type_decimal)[is_type<TypeWord::decimal>] |
                     word(Word::kw_type_percent)[is_type<TypeWord::percent>] | money |
                     word(Word::kw_type_years)[is_type<TypeWord::years>] |
                     word(Word::kw_type_months)[is_type<TypeWord::months>] |
                     word(Word::kw_type_days)[is_type<TypeWord::days>];
const auto bounds =
    range[put_range] | (-(word(Word::op_greater_equal) > signed_number[put<&TypeName::least>]) >>
                        -(word(Word::op_less_equal) > signed_number[put<&TypeName::most>]));
const auto plain = word(Word::kw_type_yes_no)[is_type<TypeWord::yes_no>] |
                   word(Word::kw_type_date)[is_type<TypeWord::date>] |
                   word(Word::kw_type_text)[is_type<TypeWord::text>];
const auto table =
    word(Word::kw_type_table)[is_type<TypeWord::table>] > string[put<&TypeName::table>];
// One name alone is rather a misspelt type.
const auto choices = (declared_name >>
                      &mark("|"))[is_type<TypeWord::choice>][add<&TypeName::choices>] >>
                     +(mark("|") > declared_name[add<&TypeName::choices>]);

const auto type_def = spanned((numeric >> bounds) | plain | table | choices);

}  // namespace

BOOST_SPIRIT_DEFINE(type)
BOOST_SPIRIT_INSTANTIATE(decltype(type), Iterator, Context)

}  // namespace entitle::syntax
