// The tokens of the language as X3 parsers: keywords, punctuation, names, literals. Each skips the
// white space before it, so the grammar has no skipper; each is told by its name when it was
// expected and not found. A token that is faulty inside (an unclosed string, 2023-02-30) is
// reported and taken, so that the parser goes on behind it.
#pragma once

#include <boost/spirit/home/x3.hpp>
#include <string>

#include "syntax/state.hpp"

namespace entitle::syntax {

namespace x3 = boost::spirit::x3;

struct StateTag;
/// What every rule of the grammar is instantiated for.
using Context = x3::context<StateTag, State>;

template <class AnyContext>
State& state_of(const AnyContext& context) {
  return x3::get<StateTag>(context);
}

// Reads one token at `first`, past white space; the end, or null if it is not there. Defined in
// lexical.cpp.
Iterator read_mark(Iterator first, const State& state, std::string_view mark);
Iterator read_name(Iterator first, State& state, Reference& value);
/// A name in an expression: the label of the next line of a block is none.
Iterator read_operand_name(Iterator first, State& state, Reference& value);
Iterator read_declared_name(Iterator first, State& state, Name& value);
Iterator read_string(Iterator first, State& state, std::string& value);
Iterator read_placed_string(Iterator first, State& state, Reference& value);
Iterator read_whole(Iterator first, State& state, std::uint32_t& value);
Iterator read_version(Iterator first, State& state, std::string& value);
Iterator read_date(Iterator first, State& state, Date& value);
/// A number with its unit, if any, as an expression; `sign` allows a minus before it.
Iterator read_number(Iterator first, State& state, Expression& value);
Iterator read_signed_number(Iterator first, State& state, Expression& value);

/// The base of all tokens, by which they are told from other parsers.
struct TokenBase {};

/// A keyword or phrase of the file's language.
struct WordToken : x3::parser<WordToken>, TokenBase {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  constexpr explicit WordToken(text::Word w) : word(w) {}

  template <class AnyContext, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const AnyContext& context, RContext&,
             Attribute&) const {
    const State& state = state_of(context);
    const Iterator end = state.vocabulary().scan(word, skip_space(first, last), last);
    if (end == nullptr) return false;
    first = end;
    return true;
  }
  [[nodiscard]] std::string what() const { return std::string(text::key(word)); }

  text::Word word;
};
constexpr WordToken word(text::Word w) { return WordToken(w); }

/// A punctuation mark in either width; a comma may also be `、`.
struct MarkToken : x3::parser<MarkToken>, TokenBase {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  constexpr explicit MarkToken(std::string_view m) : mark(m) {}

  template <class AnyContext, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator&, const AnyContext& context, RContext&,
             Attribute&) const {
    const Iterator end = read_mark(first, state_of(context), mark);
    if (end == nullptr) return false;
    first = end;
    return true;
  }
  [[nodiscard]] std::string what() const { return std::string(mark); }

  std::string_view mark;
};
constexpr MarkToken mark(std::string_view m) { return MarkToken(m); }

/// A token with a value, read by `Read` and named `Expected` in messages.
template <class Value, Iterator (*Read)(Iterator, State&, Value&), text::Word Expected>
struct ValueToken : x3::parser<ValueToken<Value, Read, Expected>>, TokenBase {
  using attribute_type = Value;
  static constexpr bool has_attribute = true;

  template <class AnyContext, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator&, const AnyContext& context, RContext&,
             Attribute& attribute) const {
    Value value{};
    const Iterator end = Read(first, state_of(context), value);
    if (end == nullptr) return false;
    first = end;
    x3::traits::move_to(value, attribute);
    return true;
  }
  [[nodiscard]] std::string what() const { return std::string(text::key(Expected)); }
};

inline constexpr ValueToken<Reference, read_name, text::Word::expected_name> name;
inline constexpr ValueToken<Reference, read_operand_name, text::Word::expected_value> operand_name;
inline constexpr ValueToken<Name, read_declared_name, text::Word::expected_name> declared_name;
inline constexpr ValueToken<std::string, read_string, text::Word::expected_string> string;
inline constexpr ValueToken<Reference, read_placed_string, text::Word::expected_string>
    placed_string;
inline constexpr ValueToken<std::uint32_t, read_whole, text::Word::expected_whole> whole;
inline constexpr ValueToken<std::string, read_version, text::Word::expected_version> version;
inline constexpr ValueToken<Date, read_date, text::Word::expected_date> date;
inline constexpr ValueToken<Expression, read_number, text::Word::expected_number> number;
inline constexpr ValueToken<Expression, read_signed_number, text::Word::expected_number>
    signed_number;

}  // namespace entitle::syntax

namespace boost::spirit::x3 {
template <class Token>
struct get_info<Token, std::enable_if_t<std::is_base_of_v<entitle::syntax::TokenBase, Token>>> {
  using result_type = std::string;
  std::string operator()(const Token& token) const { return token.what(); }
};
// What begins with something is told by it; X3 itself would tell the type.
template <class Subject, class Action>
struct get_info<action<Subject, Action>> {
  using result_type = std::string;
  std::string operator()(const action<Subject, Action>& parser) const {
    return what(parser.subject);
  }
};
template <class Left, class Right>
struct get_info<sequence<Left, Right>> {
  using result_type = std::string;
  std::string operator()(const sequence<Left, Right>& parser) const { return what(parser.left); }
};
template <class Subject>
struct get_info<and_predicate<Subject>> {
  using result_type = std::string;
  std::string operator()(const and_predicate<Subject>& parser) const {
    return what(parser.subject);
  }
};
}  // namespace boost::spirit::x3
