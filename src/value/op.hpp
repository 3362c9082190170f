// The one table of operators: how tightly each binds, how many operands it takes, what family its
// meaning belongs to and the key of its words. Grammar, checker, plan, explainer and formatter all
// read it; the meaning itself stands in interval.hpp, truth.hpp and choice_set.hpp, the kernels in
// run/.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace entitle::text {
enum class Word : std::uint16_t;  // so that a new word anywhere does not rebuild whoever reads
                                  // operators
}

namespace entitle::value {

/// What a node of an expression does.
enum class Op : std::uint8_t {
  add,
  sub,
  mul,
  div,
  negate,
  less,
  less_equal,
  greater,
  greater_equal,
  is,
  is_not,
  in,
  not_in,
  and_,
  or_,
  not_,
  or_else,
  per_month,
  per_year,
  rounded,
  count,
  any,
  every,
  sum,
  smallest,
  largest,
  all_of,
  any_of,
  none_of,
  at_least,
  cases,
  fact,
  parameter,
  constant,
  reference,
  eligible,
  receives,
  in_program,
  pays,
  applies,
  stated,
  spread,
  higher,
  age,
  supplied,
  met,
};
inline constexpr std::size_t op_count = static_cast<std::size_t>(Op::met) + 1;

/// How many operands an operator takes and where its word stands.
enum class Arity : std::uint8_t {
  leaf,       ///< none
  prefix,     ///< one, the word before it
  postfix,    ///< one, the word after it
  infix,      ///< two, the word between them
  aggregate,  ///< a collection, perhaps a condition, perhaps a body
  list,       ///< any number: the lines of a block, the rows of a table of cases
};

/// What family of meaning an operator belongs to: which types it takes and gives.
enum class Meaning : std::uint8_t {
  arithmetic,   ///< numbers to a number
  ordering,     ///< two comparable values to a truth
  membership,   ///< a value and choices (or a range) to a truth
  logic,        ///< truths to a truth
  default_,     ///< a value that may be none and another to one that is not
  unit,         ///< money of one period to money of another
  rounding,     ///< a ratio or number to a number
  aggregate,    ///< a collection to one value
  block,        ///< labelled truths to a truth
  choice,       ///< a table of cases
  leaf,         ///< facts, parameters, constants, references
  eligibility,  ///< truths about programs
  shape,        ///< a parent's value seen by its children
};

/// One row of the table. A higher precedence binds tighter; 0 stands for what never needs
/// parentheses.
struct OpRow {
  Op op;
  std::uint8_t precedence;
  Arity arity;
  Meaning meaning;
};

namespace precedence {
inline constexpr std::uint8_t none = 0;
inline constexpr std::uint8_t disjunction = 1;
inline constexpr std::uint8_t conjunction = 2;
inline constexpr std::uint8_t negation = 3;
inline constexpr std::uint8_t comparison = 4;
inline constexpr std::uint8_t rounding = 5;
inline constexpr std::uint8_t sum = 6;
inline constexpr std::uint8_t product = 7;
inline constexpr std::uint8_t unit = 8;
inline constexpr std::uint8_t default_ = 9;
inline constexpr std::uint8_t sign = 10;
inline constexpr std::uint8_t aggregate = 11;
}  // namespace precedence

// clang-format off
inline constexpr std::array<OpRow, op_count> op_table{{
    {Op::add,           precedence::sum,         Arity::infix,     Meaning::arithmetic},
    {Op::sub,           precedence::sum,         Arity::infix,     Meaning::arithmetic},
    {Op::mul,           precedence::product,     Arity::infix,     Meaning::arithmetic},
    {Op::div,           precedence::product,     Arity::infix,     Meaning::arithmetic},
    {Op::negate,        precedence::sign,        Arity::prefix,    Meaning::arithmetic},
    {Op::less,          precedence::comparison,  Arity::infix,     Meaning::ordering},
    {Op::less_equal,    precedence::comparison,  Arity::infix,     Meaning::ordering},
    {Op::greater,       precedence::comparison,  Arity::infix,     Meaning::ordering},
    {Op::greater_equal, precedence::comparison,  Arity::infix,     Meaning::ordering},
    {Op::is,            precedence::comparison,  Arity::infix,     Meaning::membership},
    {Op::is_not,        precedence::comparison,  Arity::infix,     Meaning::membership},
    {Op::in,            precedence::comparison,  Arity::infix,     Meaning::membership},
    {Op::not_in,        precedence::comparison,  Arity::infix,     Meaning::membership},
    {Op::and_,          precedence::conjunction, Arity::infix,     Meaning::logic},
    {Op::or_,           precedence::disjunction, Arity::infix,     Meaning::logic},
    {Op::not_,          precedence::negation,    Arity::prefix,    Meaning::logic},
    {Op::or_else,       precedence::default_,    Arity::infix,     Meaning::default_},
    {Op::per_month,     precedence::unit,        Arity::postfix,   Meaning::unit},
    {Op::per_year,      precedence::unit,        Arity::postfix,   Meaning::unit},
    {Op::rounded,       precedence::rounding,    Arity::postfix,   Meaning::rounding},
    {Op::count,         precedence::aggregate,   Arity::aggregate, Meaning::aggregate},
    {Op::any,           precedence::aggregate,   Arity::aggregate, Meaning::aggregate},
    {Op::every,         precedence::aggregate,   Arity::aggregate, Meaning::aggregate},
    {Op::sum,           precedence::aggregate,   Arity::aggregate, Meaning::aggregate},
    {Op::smallest,      precedence::aggregate,   Arity::aggregate, Meaning::aggregate},
    {Op::largest,       precedence::aggregate,   Arity::aggregate, Meaning::aggregate},
    {Op::all_of,        precedence::none,        Arity::list,      Meaning::block},
    {Op::any_of,        precedence::none,        Arity::list,      Meaning::block},
    {Op::none_of,       precedence::none,        Arity::list,      Meaning::block},
    {Op::at_least,      precedence::none,        Arity::list,      Meaning::block},
    {Op::cases,         precedence::none,        Arity::list,      Meaning::choice},
    {Op::fact,          precedence::none,        Arity::leaf,      Meaning::leaf},
    {Op::parameter,     precedence::none,        Arity::leaf,      Meaning::leaf},
    {Op::constant,      precedence::none,        Arity::leaf,      Meaning::leaf},
    {Op::reference,     precedence::none,        Arity::leaf,      Meaning::leaf},
    {Op::eligible,      precedence::aggregate,   Arity::prefix,    Meaning::eligibility},
    {Op::receives,      precedence::aggregate,   Arity::list,      Meaning::eligibility},
    {Op::in_program,    precedence::aggregate,   Arity::list,      Meaning::eligibility},
    {Op::pays,          precedence::none,        Arity::leaf,      Meaning::eligibility},
    {Op::applies,       precedence::comparison,  Arity::postfix,   Meaning::eligibility},
    {Op::stated,        precedence::none,        Arity::list,      Meaning::shape},
    {Op::spread,        precedence::none,        Arity::prefix,    Meaning::shape},
    {Op::higher,        precedence::none,        Arity::list,      Meaning::shape},
    {Op::age,           precedence::none,        Arity::list,      Meaning::shape},
    {Op::supplied,      precedence::none,        Arity::leaf,      Meaning::shape},
    {Op::met,           precedence::none,        Arity::list,      Meaning::shape},
}};
// clang-format on

[[nodiscard]] constexpr const OpRow& row(Op op) noexcept {
  return op_table[static_cast<std::size_t>(op)];
}
[[nodiscard]] constexpr bool is_aggregate(Op op) noexcept {
  return row(op).meaning == Meaning::aggregate;
}
[[nodiscard]] constexpr bool is_block(Op op) noexcept { return row(op).meaning == Meaning::block; }
/// What has lines: a block, `and`, `or`.
[[nodiscard]] constexpr bool has_lines(Op op) noexcept {
  return is_block(op) || op == Op::and_ || op == Op::or_;
}
[[nodiscard]] constexpr bool is_comparison(Op op) noexcept {
  return row(op).meaning == Meaning::ordering || row(op).meaning == Meaning::membership;
}

/// The key of an operator's words: they stand first among all words, in the order of Op.
[[nodiscard]] constexpr text::Word word(Op op) noexcept { return static_cast<text::Word>(op); }

/// "add", "less_equal", "and": for plans, tests and assertions, not for users.
[[nodiscard]] const char* to_string(Op op) noexcept;

namespace detail {
constexpr bool op_table_is_in_order() {
  for (std::size_t i = 0; i < op_count; ++i)
    if (static_cast<std::size_t>(op_table[i].op) != i) return false;
  return true;
}
}  // namespace detail
static_assert(detail::op_table_is_in_order(), "op_table must list the operators in their order");

}  // namespace entitle::value
