// The grammar of literals, lists and ranges: what stands behind `in`, behind a type and in
// examples.
#include "syntax/rules.hpp"

namespace entitle::syntax {

using text::Word;

namespace {

const auto begin_range = [](const auto& context) {
  x3::_val(context) = Expression{};
  x3::_val(context).form = Form::range;
};
const auto add_open_end = [](const auto& context) { x3::_val(context).parts.emplace_back(); };
// `2400..3000 元/月`: the unit behind the last number is that of both.
const auto share_unit = [](const auto& context) {
  auto& parts = x3::_val(context).parts;
  if (parts.front().number.unit == Unit::none) parts.front().number.unit = parts.back().number.unit;
};

struct BoundId {};
const x3::rule<BoundId, Expression> bound = "expected_number";

const auto bound_def = spanned(date[become_date] | signed_number[become]);
const auto literal_def = spanned(
    date[become_date] | signed_number[become] | word(Word::kw_yes)[BecomeTruth<true>{}] |
    word(Word::kw_no)[BecomeTruth<false>{}] | string[become_string] | operand_name[become_name]);
const auto range_def =
    spanned(x3::eps[begin_range] >> bound[add_part] >> (mark("..") | word(Word::kw_to)) >>
            (bound[add_part] | x3::eps[add_open_end]) >> x3::eps[share_unit]);
const auto members = mark("{")[set_to<&Expression::form, Form::members>] > literal[add_part] >>
                     *(mark(",") > literal[add_part]) > mark("}");
const auto set_def = spanned(members | range[become]);

BOOST_SPIRIT_DEFINE(bound)

}  // namespace

BOOST_SPIRIT_DEFINE(literal, range, set)

BOOST_SPIRIT_INSTANTIATE(decltype(literal), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(range), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(set), Iterator, Context)

}  // namespace entitle::syntax
