// The phrases whose word order is English.
#include "syntax/aggregates.hpp"
#include "syntax/phrases.hpp"

namespace entitle::syntax {

using text::Word;
using value::Op;

namespace {

constexpr Language en = Language::en;

// any of members where (C) has (P)
const auto of_members = name[put_collection] >> -(word(Word::kw_where) > nested[put_where]);
const auto has = word(Word::kw_has) > nested[put_body];
const auto over = word(Word::kw_over) > of_members;

const AggregateRule<en> aggregate_en = "expected_value";
const auto aggregate_en_def = spanned(
    (word(Word::kw_count_of)[BeginAggregate<Op::count>{}] > of_members) |
    (word(Word::kw_any_of)[BeginAggregate<Op::any>{}] > of_members > has) |
    (word(Word::kw_every_one_of)[BeginAggregate<Op::every>{}] > of_members > has) |
    (word(Word::kw_sum_of)[BeginAggregate<Op::sum>{}] > deeper(primary)[put_body] > over) |
    (word(Word::kw_smallest_of)[BeginAggregate<Op::smallest>{}] > deeper(primary)[put_body] >
     over) |
    (word(Word::kw_largest_of)[BeginAggregate<Op::largest>{}] > deeper(primary)[put_body] > over) |
    (word(Word::kw_eligible_for) > name[become_eligible]) |
    (word(Word::kw_receives) >> name[become_receives]) |
    (word(Word::kw_in_program) >> name[become_in_program]));

// rounded half up to 0.01 元
const RoundingRule<en> rounding_en = "expected_rounding";
struct ModeId {};
const x3::rule<ModeId, RoundingPhrase> mode = "expected_rounding";
const auto mode_def =
    word(Word::kw_round_half_up)[set_to<&RoundingPhrase::mode, Rounding::half_up>] |
    word(Word::kw_round_half_even)[set_to<&RoundingPhrase::mode, Rounding::half_even>] |
    word(Word::kw_round_up)[set_to<&RoundingPhrase::mode, Rounding::up>] |
    word(Word::kw_round_down)[set_to<&RoundingPhrase::mode, Rounding::down>];
const auto rounding_en_def = word(Word::op_rounded) > mode[become] >
                             word(Word::kw_round_to) > number[put<&RoundingPhrase::to>];

// named by name
const NamingRule<en> naming_en = "kw_named_by";
const auto naming_en_def = word(Word::kw_named_by) > name[become];

// in force from 2021-07-01 through 2026-06-30
const ForceRule<en> force_en = "kw_force_from";
const auto force_en_def = spanned(word(Word::kw_force_from) > date[put<&ForcePhrase::from>] >>
                                  -(word(Word::kw_through) > date[put<&ForcePhrase::through>]));

// decided by en "…" zh "…"
const DecidedRule<en> decided_en = "kw_decided_by";
const auto decided_en_def = word(Word::kw_decided_by) > caption[become];

// d57 article 14 paragraph 2 item 3
const CitationRule<en> citation_en = "expected_citation";
const auto citation_en_def =
    spanned(name[put<&Citation::document>] >>
            *((word(Word::kw_article) > whole[put<&Citation::article>]) |
              (word(Word::kw_paragraph) > whole[put<&Citation::paragraph>]) |
              (word(Word::kw_item) > whole[put<&Citation::item>]) |
              (word(Word::kw_section) > string[put<&Citation::section>])));

// at least 3 of {
const BlockHeadRule<en> block_head_en = "expected_block";
const auto block_head_en_def =
    word(Word::op_all_of)[set_to<&BlockHead::op, Op::all_of>] |
    (word(Word::op_any_of) >> &mark("{"))[set_to<&BlockHead::op, Op::any_of>] |
    word(Word::op_none_of)[set_to<&BlockHead::op, Op::none_of>] |
    (word(Word::kw_block_at_least)[set_to<&BlockHead::op, Op::at_least>] >
     whole[put<&BlockHead::least>] > word(Word::kw_block_end));

// when C
const WhenRule<en> when_en = "kw_when";
const auto when_en_def = word(Word::kw_when) > expression[become];

// nursing of "扎西"
const RecipientRule<en> recipient_en = "expected_expectation";
struct MemberNameId {};
const x3::rule<MemberNameId, std::string> member_name = "expected_recipient";
const auto become_text = [](const auto& context) {
  x3::_val(context) = std::move(x3::_attr(context).text);
};
const auto member_name_def = string[become] | name[become_text];
const auto recipient_en_def = name[put<&RecipientPhrase::program>] >>
                              -(word(Word::kw_possessive) >
                                member_name[put<&RecipientPhrase::recipient>]);

BOOST_SPIRIT_DEFINE(mode, member_name)

}  // namespace

BOOST_SPIRIT_DEFINE(aggregate_en, rounding_en, naming_en, force_en, decided_en, citation_en,
                    block_head_en, when_en, recipient_en)

BOOST_SPIRIT_INSTANTIATE(AggregateRule<Language::en>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(RoundingRule<Language::en>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(NamingRule<Language::en>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(ForceRule<Language::en>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(DecidedRule<Language::en>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(CitationRule<Language::en>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(BlockHeadRule<Language::en>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(WhenRule<Language::en>, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(RecipientRule<Language::en>, Iterator, Context)

}  // namespace entitle::syntax
