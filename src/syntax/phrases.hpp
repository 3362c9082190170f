// The phrases whose word order differs between the languages. Each has one rule a language, in
// phrases_en.cpp and phrases_zh.cpp; the shared grammar names the pair, and the language of the
// file settles which one reads.
#pragma once

#include "syntax/rules.hpp"

namespace entitle::syntax {

/// `rounded half up to 0.01 元`
struct RoundingPhrase {
  Rounding mode = Rounding::half_up;
  Expression to;
};

/// `in force from 2021-07-01 through 2026-06-30`
struct ForcePhrase {
  std::optional<Date> from;
  std::optional<Date> through;
  Span span;
};

/// `at least 3 of`
struct BlockHead {
  value::Op op{};
  std::uint32_t least = 0;
};

/// `nursing of "扎西"`
struct RecipientPhrase {
  Reference program;
  std::string recipient;
};

template <Language>
struct AggregateId {};
template <Language>
struct RoundingId {};
template <Language>
struct NamingId {};
template <Language>
struct ForceId {};
template <Language>
struct DecidedId {};
template <Language>
struct CitationId {};
template <Language>
struct BlockHeadId {};
template <Language>
struct WhenId {};
template <Language>
struct RecipientId {};

/// What begins with an aggregate or `eligible for`.
template <Language L>
using AggregateRule = x3::rule<AggregateId<L>, Expression>;
template <Language L>
inline const AggregateRule<L> aggregate = "expected_value";
template <Language L>
using RoundingRule = x3::rule<RoundingId<L>, RoundingPhrase>;
template <Language L>
inline const RoundingRule<L> rounding = "expected_rounding";
/// `named by name`
template <Language L>
using NamingRule = x3::rule<NamingId<L>, Reference>;
template <Language L>
inline const NamingRule<L> naming = "kw_named_by";
template <Language L>
using ForceRule = x3::rule<ForceId<L>, ForcePhrase>;
template <Language L>
inline const ForceRule<L> force = "kw_force_from";
/// `decided by …`
template <Language L>
using DecidedRule = x3::rule<DecidedId<L>, Caption>;
template <Language L>
inline const DecidedRule<L> decided_by = "kw_decided_by";
template <Language L>
using CitationRule = x3::rule<CitationId<L>, Citation>;
template <Language L>
inline const CitationRule<L> citation = "expected_citation";
template <Language L>
using BlockHeadRule = x3::rule<BlockHeadId<L>, BlockHead>;
template <Language L>
inline const BlockHeadRule<L> block_head = "expected_block";
/// The condition of a row of a table of cases, with the word before it.
template <Language L>
using WhenRule = x3::rule<WhenId<L>, Expression>;
template <Language L>
inline const WhenRule<L> when = "kw_when";
template <Language L>
using RecipientRule = x3::rule<RecipientId<L>, RecipientPhrase>;
template <Language L>
inline const RecipientRule<L> recipient = "expected_expectation";

#define ENTITLE_DECLARE_PHRASES(language)                                                     \
  BOOST_SPIRIT_DECLARE(AggregateRule<language>, RoundingRule<language>, NamingRule<language>, \
                       ForceRule<language>, DecidedRule<language>, CitationRule<language>,    \
                       BlockHeadRule<language>, WhenRule<language>, RecipientRule<language>)
ENTITLE_DECLARE_PHRASES(Language::en)
ENTITLE_DECLARE_PHRASES(Language::zh)
#undef ENTITLE_DECLARE_PHRASES

/// The one of two rules that belongs to the language of the file.
template <class English, class Chinese>
struct Spoken : x3::parser<Spoken<English, Chinese>>, TokenBase {
  using attribute_type = typename English::attribute_type;
  static constexpr bool has_attribute = true;
  constexpr Spoken(const English& e, const Chinese& c) : english(e), chinese(c) {}

  template <class AnyContext, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const AnyContext& context, RContext&,
             Attribute& attribute) const {
    return state_of(context).language() == Language::zh
               ? chinese.parse(first, last, context, x3::unused, attribute)
               : english.parse(first, last, context, x3::unused, attribute);
  }
  [[nodiscard]] std::string what() const { return english.name; }

  English english;
  Chinese chinese;
};
template <class English, class Chinese>
constexpr auto spoken(const English& english, const Chinese& chinese) {
  return Spoken<English, Chinese>(english, chinese);
}

}  // namespace entitle::syntax
