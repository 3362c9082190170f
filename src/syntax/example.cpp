// The grammar of examples: what is known of a household, and what should be decided.
#include "syntax/declarations.hpp"
#include "syntax/lines.hpp"
#include "syntax/phrases.hpp"

namespace entitle::syntax {

using text::Word;

namespace {

struct GivenId {};
struct GivenValueId {};
struct ElementId {};
struct ExpectationId {};
struct StatusId {};
const x3::rule<GivenId, Given> given_fact = "expected_given";
const x3::rule<GivenValueId, Given> given_value = "expected_given_value";
const x3::rule<ElementId, Element> element = "expected_element";
const x3::rule<ExpectationId, Expectation> expectation = "expected_expectation";
const x3::rule<StatusId, Expectation> status = "expected_outcome";

template <GivenForm form>
inline constexpr auto is_form = set_to<&Given::form, form>;
const auto put_range = [](const auto& context) {
  x3::_val(context).values = std::move(x3::_attr(context).parts);
};
const auto take_value = [](const auto& context) {
  Given& value = x3::_val(context);
  Reference fact = std::move(value.fact);
  const bool record = value.record;
  value = std::move(x3::_attr(context));
  value.fact = std::move(fact);
  value.record = record;
};

const auto elements =
    mark("[")[is_form<GivenForm::collection>] >>
    -(element[add<&Given::elements>] >> *(mark(",") > element[add<&Given::elements>])) >
    mark("]") >> -((-mark(",") >> word(Word::kw_incomplete))[set_to<&Given::incomplete, true>]);
const auto one_of = word(Word::kw_one_of_values)[is_form<GivenForm::one_of>] >
                    mark("{") > literal[add<&Given::values>] >>
                    *(mark(",") > literal[add<&Given::values>]) > mark("}");
const auto given_value_def = word(Word::kw_unknown)[is_form<GivenForm::unknown>] | one_of |
                             elements | (range[put_range] >> x3::eps[is_form<GivenForm::range>]) |
                             (literal[add<&Given::values>] >> x3::eps[is_form<GivenForm::value>]);
const auto given_fact_def =
    spanned(-((word(Word::kw_receives) >> &name)[set_to<&Given::record, true>]) >>
            name[put<&Given::fact>] > mark(":") > given_value[take_value]);
const auto element_def = spanned(braces(LineKind::givens, given_fact[add<&Element::facts>]));

const auto put_exactly = [](const auto& context) {
  x3::_val(context).least.assign(1, x3::_attr(context));
  x3::_val(context).most.assign(1, std::move(x3::_attr(context)));
};
const auto put_between = [](const auto& context) {
  auto& parts = x3::_attr(context).parts;
  x3::_val(context).least.assign(1, std::move(parts[0]));
  if (parts[1].form != Form::nothing) x3::_val(context).most.assign(1, std::move(parts[1]));
};
const auto put_recipient = [](const auto& context) {
  x3::_val(context).program = std::move(x3::_attr(context).program);
  x3::_val(context).recipient = std::move(x3::_attr(context).recipient);
};
const auto put_status = [](const auto& context) {
  x3::_val(context).status = x3::_attr(context).status;
};

const auto status_def =
    word(Word::kw_qualifies)[set_to<&Expectation::status, Expected::qualifies>] |
    word(Word::kw_does_not_qualify)[set_to<&Expectation::status, Expected::does_not_qualify>] |
    word(Word::kw_depends)[set_to<&Expectation::status, Expected::depends>] |
    word(Word::kw_excluded)[set_to<&Expectation::status, Expected::excluded>] |
    word(Word::kw_nothing_left)[set_to<&Expectation::status, Expected::nothing_left_to_pay>] |
    word(Word::kw_not_in_force)[set_to<&Expectation::status, Expected::not_in_force>];
const auto detail = (word(Word::kw_at_least) > number[once<&Expectation::least>]) |
                    (word(Word::kw_at_most) > number[once<&Expectation::most>]) |
                    range[put_between] | number[put_exactly] |
                    (word(Word::kw_because) > name[put<&Expectation::because>]);
const auto expectation_def =
    spanned(spoken(recipient<Language::en>, recipient<Language::zh>)[put_recipient] > mark(":") >
            status[put_status] >> *(-mark(",") >> detail));

// with edge_multiple = 1.5, increase_base = standard
struct SettingId {};
const x3::rule<SettingId, Setting> setting = "expected_name";
const auto setting_def = spanned(name[put<&Setting::parameter>] > mark("=") >
                                 (range[add<&Setting::value>] | literal[add<&Setting::value>]));
const auto settings = word(Word::kw_with) > setting[add<&Example::settings>] >>
                      *(mark(",") > setting[add<&Example::settings>]);

const auto example_def =
    spanned(head_of_braces(string[put<&Example::name>] > word(Word::kw_as_of) >
                           date[put<&Example::as_of>] >> -settings > &mark("{")) >>
            braces(LineKind::givens, given_fact[add<&Example::facts>]) > word(Word::kw_expect) >
            braces(LineKind::expectations, expectation[add<&Example::expectations>]));

BOOST_SPIRIT_DEFINE(given_fact, given_value, element, expectation, status, setting)

}  // namespace

BOOST_SPIRIT_DEFINE(example)
BOOST_SPIRIT_INSTANTIATE(decltype(example), Iterator, Context)

}  // namespace entitle::syntax
