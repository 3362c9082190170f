// The names of operators, from the keys of their words.
#include "value/op.hpp"

#include <string_view>

#include "text/words.hpp"

namespace entitle::value {

static_assert(word(Op::add) == text::Word::op_add && word(Op::not_in) == text::Word::op_not_in &&
                  word(Op::cases) == text::Word::op_cases &&
                  word(Op::spread) == text::Word::op_spread,
              "words.def must begin with the operators, in the order of Op");

const char* to_string(Op op) noexcept {
  constexpr std::string_view prefix = "op_";
  // Keys are literals, so what is left of one ends with NUL.
  return text::key(word(op)).substr(prefix.size()).data();
}

}  // namespace entitle::value
