// The Chinese numbers of articles, 第14条 or 第十四条, with or without spaces: 第14条第2款.
#pragma once

#include "syntax/lexical.hpp"

namespace entitle::syntax {

/// 第14条: which of article, paragraph and item, and its number.
struct Ordinal {
  text::Word level{};
  std::uint32_t number = 0;
};

/// The end of an ordinal; null if none begins here. Throws if it does not end.
Iterator read_ordinal(Iterator first, State& state, Ordinal& value);

inline constexpr ValueToken<Ordinal, read_ordinal, text::Word::expected_citation> ordinal;

}  // namespace entitle::syntax
