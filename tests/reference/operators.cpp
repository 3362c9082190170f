// Arithmetic, comparisons and logic of the reference evaluator.
#include "reference/operators.hpp"

#include <algorithm>
#include <stdexcept>

namespace entitle::reference {

using value::Op;

namespace {

Sure worst(std::span<const Value> parts) {
  Sure sure = Sure::exact;
  for (const Value& part : parts) sure = std::max(sure, part.sure);
  return sure;
}

// A part that alone makes the whole `dominant` settles it, even beside a part that is not known.
Value joined(std::span<const Value> parts, bool dominant) {
  Sure best = Sure::lost;
  for (const Value& part : parts)
    if (part.yes == dominant) best = std::min(best, part.sure);
  if (best != Sure::lost) return truth_value(dominant, best);
  return truth_value(!dominant, worst(parts));
}

Value compared(Op op, const Value& a, const Value& b) {
  if (a.none || b.none) {
    Sure sure = Sure::lost;
    if (a.none) sure = std::min(sure, a.sure);
    if (b.none) sure = std::min(sure, b.sure);
    return truth_value(false, sure);
  }
  const Sure sure = std::max(a.sure, b.sure);
  if (sure == Sure::lost) return truth_value(false, sure);
  if (a.form == Value::Form::choice) return truth_value(a.choice == b.choice, sure);
  if (a.form == Value::Form::truth) return truth_value(a.yes == b.yes, sure);
  const int order = compare(a.number, b.number);
  switch (op) {
    case Op::less:
      return truth_value(order < 0, sure);
    case Op::less_equal:
      return truth_value(order <= 0, sure);
    case Op::greater:
      return truth_value(order > 0, sure);
    case Op::greater_equal:
      return truth_value(order >= 0, sure);
    default:
      return truth_value(order == 0, sure);
  }
}

Value contained(const model::Expr& expr, const Value& a) {
  if (a.none) return truth_value(false, a.sure);
  if (a.sure == Sure::lost) return truth_value(false, a.sure);
  if (a.form == Value::Form::choice)
    return truth_value(std::find(expr.set.begin(), expr.set.end(), a.choice) != expr.set.end(),
                       a.sure);
  const bool above =
      expr.constant.lo == -INT64_MAX || compare(a.number, Exact::of(expr.constant.lo)) >= 0;
  const bool below =
      expr.constant.hi == INT64_MAX || compare(a.number, Exact::of(expr.constant.hi)) <= 0;
  return truth_value(above && below, a.sure);
}

Mode mode_of(value::Rounding mode) {
  switch (mode) {
    case value::Rounding::half_up:
      return Mode::half_up;
    case value::Rounding::up:
      return Mode::up;
    case value::Rounding::down:
      return Mode::down;
    default:
      return Mode::half_even;
  }
}

Value arithmetic(const model::Expr& expr, std::span<const Value> parts) {
  for (const Value& part : parts)
    if (part.none) throw std::logic_error("arithmetic on what does not apply");
  const Exact twelve = Exact::of(120'000);
  Exact result;
  switch (expr.op) {
    case Op::add:
      result = add(parts[0].number, parts[1].number);
      break;
    case Op::sub:
      result = add(parts[0].number, negated(parts[1].number));
      break;
    case Op::mul:
      result = times(parts[0].number, parts[1].number);
      break;
    case Op::div:
      if (!parts[1].number.lost && parts[1].number.numerator == 0)
        throw std::logic_error("a division by zero");
      result = over(parts[0].number, parts[1].number);
      break;
    case Op::negate:
      result = negated(parts[0].number);
      break;
    case Op::per_month:
      result = over(parts[0].number, twelve);
      break;
    case Op::per_year:
      result = times(parts[0].number, twelve);
      break;
    case Op::rounded:
      result = rounded(parts[0].number, expr.rounding.unit, mode_of(expr.rounding.mode));
      break;
    default:
      throw std::logic_error("an operator that the reference does not know");
  }
  return number_value(result, worst(parts));
}

}  // namespace

Value constant_value(const model::Expr& expr) {
  switch (expr.type.kind) {
    case value::Kind::yes_no:
      return truth_value(expr.yes);
    case value::Kind::choice: {
      Value value;
      value.form = Value::Form::choice;
      value.choice = expr.set.at(0);
      return value;
    }
    default:
      return number_value(Exact::of(expr.constant.lo));
  }
}

Value and_of(std::span<const Value> parts) { return joined(parts, false); }
Value or_of(std::span<const Value> parts) { return joined(parts, true); }
Value not_of(const Value& part) { return truth_value(!part.yes, part.sure); }

Value at_least_of(std::span<const Value> parts, std::uint32_t least) {
  // Trusting only values up to `sure`: certainly enough, or certainly too few?
  for (const Sure sure : {Sure::exact, Sure::overflowed}) {
    std::uint32_t certain = 0;
    std::uint32_t possible = 0;
    for (const Value& part : parts) {
      const bool trusted = part.sure <= sure;
      certain += trusted && part.yes ? 1 : 0;
      possible += !trusted || part.yes ? 1 : 0;
    }
    if (certain >= least) return truth_value(true, sure);
    if (possible < least) return truth_value(false, sure);
  }
  return truth_value(false, Sure::lost);
}

Value operator_value(const model::Expr& expr, std::span<const Value> parts) {
  switch (expr.op) {
    case Op::and_:
    case Op::all_of:
      return and_of(parts);
    case Op::or_:
    case Op::any_of:
      return or_of(parts);
    case Op::none_of:
      return not_of(or_of(parts));
    case Op::not_:
      return not_of(parts[0]);
    case Op::at_least:
      return at_least_of(parts, expr.least);
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return compared(expr.op, parts[0], parts[1]);
    case Op::is:
      return parts.size() == 2 ? compared(expr.op, parts[0], parts[1]) : contained(expr, parts[0]);
    case Op::is_not:
      return not_of(parts.size() == 2 ? compared(Op::is, parts[0], parts[1])
                                      : contained(expr, parts[0]));
    case Op::in:
      return contained(expr, parts[0]);
    case Op::not_in:
      return not_of(contained(expr, parts[0]));
    case Op::or_else: {
      Value taken = parts[0].none ? parts[1] : parts[0];
      taken.sure = std::max(taken.sure, parts[0].sure);
      return taken;
    }
    default:
      return arithmetic(expr, parts);
  }
}

Value aggregate_value(Op op, std::span<const Element> elements) {
  if (op == Op::any || op == Op::every) {
    std::vector<Value> truths;
    for (const Element& element : elements) {
      const Value parts[] = {op == Op::any ? element.counted : not_of(element.counted),
                             element.body};
      truths.push_back(op == Op::any ? and_of(parts) : or_of(parts));
    }
    return op == Op::any ? or_of(truths) : and_of(truths);
  }
  Value result = number_value(Exact{});
  bool nothing = true;
  Sure sure = Sure::exact;
  for (const Element& element : elements) {
    sure = std::max(sure, element.counted.sure);
    if (!element.counted.yes) continue;
    if (op == Op::count) {
      result.number = add(result.number, Exact::of(10'000));
      continue;
    }
    sure = std::max(sure, element.body.sure);
    if (element.body.none) continue;
    const Exact& number = element.body.number;
    if (op == Op::sum) {
      result.number = add(result.number, number);
      if (!fits(result.number)) sure = std::max(sure, Sure::overflowed);
    } else if (nothing || number.lost || result.number.lost) {
      result.number = number.lost ? number : nothing ? number : result.number;
    } else if ((compare(number, result.number) < 0) == (op == Op::smallest)) {
      result.number = number;
    }
    nothing = false;
  }
  if (result.number.lost) sure = Sure::lost;
  result.sure = sure;
  result.none = nothing && (op == Op::smallest || op == Op::largest);
  return result;
}

}  // namespace entitle::reference
