// The phrases whose word order is Chinese.
#include "syntax/aggregates.hpp"
#include "syntax/ordinal.hpp"
#include "syntax/phrases.hpp"

namespace entitle::syntax {

using text::Word;
using value::Op;

namespace {

constexpr Language zh = Language::zh;

// 成员 的 人数, 成员 中 (C) 的 月收入 合计, 成员 中 (C) 有 (P), 成员 中 都 (P)
struct TakenId {};
struct TakenHowId {};
struct OfMembersId {};
const x3::rule<TakenId, Expression> taken = "expected_taken";
const x3::rule<TakenHowId, value::Op> how = "expected_taken_how";
const x3::rule<OfMembersId, Expression> of_members = "expected_of_members";

template <Op op>
struct BecomeOp {
  template <class AnyContext>
  void operator()(const AnyContext& context) const {
    x3::_val(context) = op;
  }
};
const auto begin_aggregate = [](const auto& context) {
  x3::_val(context).form = Form::aggregate;
  x3::_val(context).op = x3::_attr(context);
};
// Adds what a part of the phrase has gathered.
const auto take_over = [](const auto& context) {
  Expression& value = x3::_val(context);
  Expression& part = x3::_attr(context);
  value.form = part.form;
  value.op = part.op;
  value.parts = std::move(part.parts);
};

const auto how_def = word(Word::kw_sum_of)[BecomeOp<Op::sum>{}] |
                     word(Word::kw_smallest_of)[BecomeOp<Op::smallest>{}] |
                     word(Word::kw_largest_of)[BecomeOp<Op::largest>{}];
const auto taken_def = word(Word::kw_count_of)[BeginAggregate<Op::count>{}] |
                       (deeper(primary)[put_body] > how[begin_aggregate]);
const auto of_members_def =
    (word(Word::kw_possessive) > taken[take_over]) |
    (word(Word::kw_any_of)[BeginAggregate<Op::any>{}] > nested[put_body]) |
    (word(Word::kw_every_one_of)[BeginAggregate<Op::every>{}] > nested[put_body]);

const auto begin = [](const auto& context) {
  x3::_val(context) = Expression{};
  x3::_val(context).collection = std::move(x3::_attr(context));
};
const auto become_not_eligible = [](const auto& context) {
  Expression& value = x3::_val(context);
  Expression eligible;
  eligible.form = Form::eligible;
  eligible.op = Op::eligible;
  eligible.span = x3::_attr(context).span;
  eligible.text = std::move(x3::_attr(context).text);
  value.form = Form::unary;
  value.op = Op::not_;
  value.parts.push_back(std::move(eligible));
};

const AggregateRule<zh> aggregate_zh = "expected_value";
const auto aggregate_zh_def = spanned(
    (word(Word::kw_eligible_for) > name[become_eligible]) |
    (word(Word::kw_does_not_qualify) > name[become_not_eligible]) |
    (word(Word::kw_receives) >> name[become_receives]) |
    (word(Word::kw_in_program) >> name[become_in_program]) |
    (operand_name[begin] >> ((word(Word::kw_where) > -nested[put_where] > of_members[take_over]) |
                             (word(Word::kw_possessive) > taken[take_over]))));

// ，四舍五入到 0.01 元
const RoundingRule<zh> rounding_zh = "expected_rounding";
const auto mode =
    word(Word::kw_round_half_up)[set_to<&RoundingPhrase::mode, Rounding::half_up>] |
    word(Word::kw_round_half_even)[set_to<&RoundingPhrase::mode, Rounding::half_even>] |
    word(Word::kw_round_up)[set_to<&RoundingPhrase::mode, Rounding::up>] |
    word(Word::kw_round_down)[set_to<&RoundingPhrase::mode, Rounding::down>];
const auto rounding_zh_def = -mark(",") >> mode > number[put<&RoundingPhrase::to>];

// 以 姓名 称呼
const NamingRule<zh> naming_zh = "kw_named_by";
const auto naming_zh_def = word(Word::kw_named_by) > name[become] > word(Word::kw_named_end);

// 自 2021-07-01 起施行 至 2026-06-30
const ForceRule<zh> force_zh = "kw_force_from";
const auto force_zh_def = spanned(
    (word(Word::kw_force_from) > date[put<&ForcePhrase::from>] > word(Word::kw_force_begins)) >>
    -(word(Word::kw_through) > date[put<&ForcePhrase::through>]));

// 由 zh "…" en "…" 认定
const DecidedRule<zh> decided_zh = "kw_decided_by";
const auto decided_zh_def = word(Word::kw_decided_by) > caption[become] >
                            word(Word::kw_decided_end);

// 审核确认办法 第14条 第2款 第3项; 第14条第2款 reads alike
const auto put_ordinal = [](const auto& context) {
  Citation& value = x3::_val(context);
  const Ordinal& found = x3::_attr(context);
  (found.level == Word::kw_article     ? value.article
   : found.level == Word::kw_paragraph ? value.paragraph
                                       : value.item) = found.number;
};
const CitationRule<zh> citation_zh = "expected_citation";
const auto citation_zh_def =
    spanned(name[put<&Citation::document>] >>
            *(ordinal[put_ordinal] | (word(Word::kw_section) > string[put<&Citation::section>])));

// 至少满足 3 项 {
const BlockHeadRule<zh> block_head_zh = "expected_block";
const auto block_head_zh_def =
    word(Word::op_all_of)[set_to<&BlockHead::op, Op::all_of>] |
    word(Word::op_any_of)[set_to<&BlockHead::op, Op::any_of>] |
    word(Word::op_none_of)[set_to<&BlockHead::op, Op::none_of>] |
    (word(Word::kw_block_at_least)[set_to<&BlockHead::op, Op::at_least>] >
     whole[put<&BlockHead::least>] > word(Word::kw_block_end));

// 当 C 时
const WhenRule<zh> when_zh = "kw_when";
const auto when_zh_def = word(Word::kw_when) > expression[become] > word(Word::kw_when_end);

// "扎西" 的 护理补贴
const RecipientRule<zh> recipient_zh = "expected_expectation";
const auto put_own_name = [](const auto& context) {
  RecipientPhrase& value = x3::_val(context);
  value.recipient = std::move(value.program.text);
  value.program = std::move(x3::_attr(context));
};
const auto recipient_zh_def =
    (string[put<&RecipientPhrase::recipient>] > word(Word::kw_possessive) >
     name[put<&RecipientPhrase::program>]) |
    (name[put<&RecipientPhrase::program>] >> -(word(Word::kw_possessive) > name[put_own_name]));

BOOST_SPIRIT_DEFINE(how, taken, of_members)

}  // namespace

BOOST_SPIRIT_DEFINE(aggregate_zh, rounding_zh, naming_zh, force_zh, decided_zh, citation_zh,
                    block_head_zh, when_zh, recipient_zh)

BOOST_SPIRIT_INSTANTIATE(AggregateRule<Language::zh>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(RoundingRule<Language::zh>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(NamingRule<Language::zh>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(ForceRule<Language::zh>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(DecidedRule<Language::zh>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(CitationRule<Language::zh>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(BlockHeadRule<Language::zh>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(WhenRule<Language::zh>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(RecipientRule<Language::zh>, Iterator, Context)

}  // namespace entitle::syntax
