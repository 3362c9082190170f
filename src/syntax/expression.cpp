// The grammar of expressions: chains of operators by the precedence of value/op.hpp, shared by both
// languages.
#include "syntax/phrases.hpp"

namespace entitle::syntax {

using text::Word;
using value::Op;
namespace precedence = value::precedence;

namespace {

// Operands joined by the operators of one precedence; a single operand is itself.
template <class Operand>
struct Chain : x3::unary_parser<Operand, Chain<Operand>>, TokenBase {
  using attribute_type = Expression;
  static constexpr bool has_attribute = true;
  constexpr Chain(const Operand& operand, std::uint8_t p)
      : x3::unary_parser<Operand, Chain<Operand>>(operand), precedence_(p) {}

  template <class AnyContext, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const AnyContext& context, RContext& rcontext,
             Attribute& attribute) const {
    if (!this->subject.parse(first, last, context, rcontext, attribute)) return false;
    State& state = state_of(context);
    Op op{};
    Iterator end = scan(first, state, op);
    if (end == nullptr) return true;
    std::vector<Expression> parts;
    parts.push_back(std::move(attribute));
    attribute = Expression{};
    attribute.form = Form::chain;
    for (; end != nullptr; end = scan(first, state, op)) {
      attribute.ops.push_back(op);
      attribute.op_spans.push_back(state.span(skip_space(first, last), end));
      first = end;
      parse_operand(op, first, last, context, rcontext, parts.emplace_back());
    }
    attribute.span = text::join(parts.front().span, parts.back().span);
    attribute.parts = std::move(parts);
    return true;
  }
  [[nodiscard]] std::string what() const { return x3::what(this->subject); }

 private:
  Iterator scan(Iterator first, const State& state, Op& op) const {
    return state.vocabulary().scan_operator(precedence_, value::Arity::infix,
                                            skip_space(first, state.last()), state.last(), op);
  }

  template <class AnyContext, class RContext>
  void parse_operand(Op op, Iterator& first, const Iterator& last, const AnyContext& context,
                     RContext& rcontext, Expression& part) const {
    if (op == Op::in || op == Op::not_in) {
      if (!set.parse(first, last, context, x3::unused, part)) expect(first, set);
    } else if (!this->subject.parse(first, last, context, rcontext, part)) {
      expect(first, this->subject);
    }
  }
  template <class Parser>
  [[noreturn]] void expect(Iterator where, const Parser& wanted) const {
    throw x3::expectation_failure<Iterator>(where, x3::what(wanted));
  }

  std::uint8_t precedence_;
};
template <class Operand>
constexpr auto chain(std::uint8_t precedence, const Operand& operand) {
  return Chain<Operand>(operand, precedence);
}

// Makes the value so far the operand of `op`.
template <Op op>
struct Wrap {
  template <class AnyContext>
  void operator()(const AnyContext& context) const {
    Expression& value = x3::_val(context);
    Expression operand = std::move(value);
    value = Expression{};
    value.form = Form::unary;
    value.op = op;
    value.span = operand.span;
    value.parts.push_back(std::move(operand));
  }
};
// Makes what was parsed the operand of `op`.
template <Op op>
struct Apply {
  template <class AnyContext>
  void operator()(const AnyContext& context) const {
    Expression& value = x3::_val(context);
    value.form = Form::unary;
    value.op = op;
    value.parts.push_back(std::move(x3::_attr(context)));
  }
};

const auto round_to = [](const auto& context) {
  Expression& value = x3::_val(context);
  RoundingPhrase& phrase = x3::_attr(context);
  Expression rounded;
  rounded.form = Form::rounded;
  rounded.op = Op::rounded;
  rounded.mode = phrase.mode;
  rounded.parts.push_back(std::move(value));
  rounded.parts.push_back(std::move(phrase.to));
  value = std::move(rounded);
};

struct NegationId {};
struct RoundedId {};
struct SignedId {};
struct PeriodId {};
const x3::rule<NegationId, Expression> negation = "expected_value";
const x3::rule<RoundedId, Expression> rounded = "expected_value";
const x3::rule<SignedId, Expression> signed_value = "expected_value";
const x3::rule<PeriodId, Expression> period = "expected_value";

const auto period_def =
    spanned(primary[become] >> -(word(Word::op_per_month)[Wrap<Op::per_month>{}] |
                                 word(Word::op_per_year)[Wrap<Op::per_year>{}]));
const auto signed_value_def =
    spanned((mark("-") > deeper(signed_value)[Apply<Op::negate>{}]) | period[become]);
const auto rounded_def =
    spanned(chain(precedence::sum, chain(precedence::product, signed_value))[become] >>
            -spoken(rounding<Language::en>, rounding<Language::zh>)[round_to]);
const auto negation_def = spanned((word(Word::op_not) > deeper(negation)[Apply<Op::not_>{}]) |
                                  chain(precedence::comparison, rounded)[become]);
const auto expression_def =
    spanned(chain(precedence::disjunction, chain(precedence::conjunction, negation))[become]);

const auto nested_def = spanned(mark("(") > deeper(expression)[become] > mark(")"));
const auto primary_def =
    spanned(nested[become] | spoken(aggregate<Language::en>, aggregate<Language::zh>)[become] |
            word(Word::kw_yes)[BecomeTruth<true>{}] | word(Word::kw_no)[BecomeTruth<false>{}] |
            date[become_date] | number[become] | operand_name[become_name]);

BOOST_SPIRIT_DEFINE(negation, rounded, signed_value, period)

}  // namespace

BOOST_SPIRIT_DEFINE(expression, nested, primary)

BOOST_SPIRIT_INSTANTIATE(decltype(expression), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(primary), Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(decltype(nested), Iterator, Context)

}  // namespace entitle::syntax
