// Expressions as they are written: parentheses where the author wrote them, and where the tree
// would be another one without.
#include "syntax/spelling.hpp"

namespace entitle::syntax {

using text::Word;
using value::Op;
namespace precedence = value::precedence;

namespace {

// How tightly what the grammar reads holds together; a primary stands anywhere.
constexpr std::uint8_t sign_level = precedence::product + 1;
constexpr std::uint8_t unit_level = sign_level + 1;
constexpr std::uint8_t primary_level = unit_level + 1;

std::uint8_t level(const Expression& expression) {
  switch (expression.form) {
    case Form::chain:
      return value::row(expression.ops.front()).precedence;
    case Form::rounded:
      return precedence::rounding;
    case Form::unary:
      if (expression.op == Op::not_) return precedence::negation;
      return expression.op == Op::negate ? sign_level : unit_level;
    default:
      return primary_level;
  }
}

}  // namespace

// The grammar gives what stands in parentheses their span.
bool Speller::has_parentheses(const Expression& expression) const {
  if (expression.span.empty() || !text_.begins_with('(', expression.span)) return false;
  const bool begins_with_part = expression.form == Form::chain ||
                                expression.form == Form::rounded || level(expression) == unit_level;
  return !begins_with_part || expression.parts.front().span.begin != expression.span.begin;
}

std::string Speller::operand(const Expression& expression, std::uint8_t least) const {
  const std::string text = bare(expression);
  return level(expression) < least || has_parentheses(expression) ? '(' + text + ')' : text;
}

std::string Speller::bare(const Expression& expression) const {
  switch (expression.form) {
    case Form::name:
      return name(expression.text);
    case Form::number:
      return number(expression);
    case Form::date:
      return expression.date.iso();
    case Form::yes_no:
      return say(expression.yes ? Word::kw_yes : Word::kw_no);
    case Form::string:
      return string(expression.text);
    case Form::unary:
      return unary(expression);
    case Form::chain:
      return chain(expression);
    case Form::members:
      return members(expression);
    case Form::range:
      return range(expression.parts[0], expression.parts[1]);
    case Form::nothing:
      return {};
    case Form::rounded:
      return wording_.rounded(operand(expression.parts[0], precedence::sum), expression.mode,
                              number(expression.parts[1]));
    case Form::aggregate:
      return aggregate(expression);
    case Form::eligible:
      return say(Word::kw_eligible_for) + ' ' + name(expression.text);
    case Form::receives:
      return say(Word::kw_receives) + ' ' + name(expression.text);
    case Form::in_program:
      return say(Word::kw_in_program) + ' ' + name(expression.text);
    case Form::pays:  // no file has one
      return {};
  }
  return {};
}

std::string Speller::unary(const Expression& unary) const {
  const Expression& part = unary.parts.front();
  switch (unary.op) {
    case Op::not_:
      if (part.form == Form::eligible && !has_parentheses(part))
        return wording_.not_eligible(name(part.text));
      return say(Word::op_not) + ' ' + operand(part, precedence::negation);
    case Op::negate:
      return say(Word::op_negate) + operand(part, sign_level);
    default:
      return operand(part, primary_level) + ' ' + say(value::word(unary.op));
  }
}

std::string Speller::chain(const Expression& chain) const {
  // Parts of a chain of comparisons are what may be rounded, those of sums are products, and so on.
  const std::uint8_t least = level(chain) + 1;
  std::string text = operand(chain.parts.front(), least);
  for (std::size_t i = 0; i < chain.ops.size(); ++i)
    text += ' ' + infix(chain, i) + ' ' + operand(chain.parts[i + 1], least);
  return text;
}

// 不超过 or 不高于 is the author's to choose; of signs the first is written.
std::string Speller::infix(const Expression& chain, std::size_t i) const {
  const Op op = chain.ops[i];
  if (same_language_ && i < chain.op_spans.size()) {
    const std::string_view author = written(chain.op_spans[i]);
    const Iterator last = author.data() + author.size();
    if (vocabulary_.spells(value::word(op), author) && scan_word(author.data(), last) == last)
      return std::string(author);
  }
  return wording_.infix(op, chain.parts[i + 1]);
}

std::string Speller::members(const Expression& members) const {
  std::string text;
  for (const Expression& part : members.parts) text += (text.empty() ? "" : ", ") + bare(part);
  return '{' + text + '}';
}

std::string Speller::aggregate(const Expression& aggregate) const {
  AggregateParts parts{aggregate.op, name(aggregate.collection.text), {}, {}};
  if (!aggregate.where.empty()) parts.where = bare(aggregate.where.front());
  const bool in_parentheses = aggregate.op == Op::any || aggregate.op == Op::every;
  for (const Expression& body : aggregate.parts)
    parts.body = in_parentheses ? bare(body) : operand(body, primary_level);
  return wording_.aggregate(parts);
}

}  // namespace entitle::syntax
