// The rules of the grammar that several files share: each is defined and instantiated in one of
// them. A rule's name is the key of the words that tell a user what was expected.
#pragma once

#include "syntax/actions.hpp"

namespace entitle::syntax {

// expression.cpp
struct ExpressionId {};
struct PrimaryId {};
struct NestedId {};
inline const x3::rule<ExpressionId, Expression> expression = "expected_value";
/// What stands without operators around it: a name, a literal, an aggregate, (…).
inline const x3::rule<PrimaryId, Expression> primary = "expected_value";
/// `(` expression `)`
inline const x3::rule<NestedId, Expression> nested = "(";

// values.cpp
struct SetId {};
struct RangeId {};
struct LiteralId {};
/// `{a, b}` or `1..3`, behind `in`.
inline const x3::rule<SetId, Expression> set = "expected_set";
/// `1..3`, `910..`: behind a type and in examples. Fails where no dots follow the first bound.
inline const x3::rule<RangeId, Expression> range = "expected_set";

/// A number, date, name, yes, no or string.
inline const x3::rule<LiteralId, Expression> literal = "expected_member";

// type.cpp
struct TypeId {};
inline const x3::rule<TypeId, TypeName> type = "expected_type";

// captions.cpp
struct CaptionId {};
struct CitationsId {};
inline const x3::rule<CaptionId, Caption> caption = "expected_caption";
/// `cites …`
inline const x3::rule<CitationsId, std::vector<Citation>> citations = "kw_cites";

// block.cpp
struct BlockId {};
inline const x3::rule<BlockId, Block> block = "expected_block";

BOOST_SPIRIT_DECLARE(decltype(expression), decltype(primary), decltype(nested), decltype(set),
                     decltype(range), decltype(literal), decltype(type), decltype(caption),
                     decltype(citations), decltype(block))

}  // namespace entitle::syntax
