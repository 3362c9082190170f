// Whether two values may be compared, added to each other or stand for each other: kinds, periods
// of money, units of durations, domains of choices. What differs is said with the cure.
#include <string>
#include <utility>

#include "check/expression.hpp"
#include "check/literals.hpp"

namespace entitle::check {

using value::Kind;
using value::Type;

namespace {

std::string period_word(const Type& type, Language language) {
  const Word word = type.period == Period::month ? Word::op_per_year : Word::op_per_month;
  return std::string(text::words(language).of(word));
}

}  // namespace

/// The cure: the same text with the monthly side turned into a year, which is exact.
void ExpressionBuilder::report_periods(Id a, Id b, Joining how) {
  const Word verb = how == Joining::compared ? Word::joined_compared
                    : how == Joining::added  ? Word::joined_added
                                             : Word::joined_alternatives;
  auto draft = context_.report.report(
      Code::periods_differ, place(a),
      {text(a), argument(plain(expr(a).type)), text(b), argument(plain(expr(b).type)), verb});
  label_declaration(draft, b);
  const bool both_periods =
      expr(a).type.period != Period::none && expr(b).type.period != Period::none;
  const auto literal_without_period = [&](Id id) {
    return expr(id).op == Op::constant && expr(id).type.period == Period::none;
  };
  if (!both_periods) {
    if (literal_without_period(a))
      draft.help(Word::help_write, {shown(expr(a).constant.lo, expr(b).type)});
    else if (literal_without_period(b))
      draft.help(Word::help_write, {shown(expr(b).constant.lo, expr(a).type)});
    else
      draft.help(Word::help_declare_period);
    return;
  }
  const Language language = context_.sources[file_].language();
  const auto converted = [&](Id id) {
    std::string written = text(id);
    if (expr(id).type.period != Period::month) return written;
    const Op op = expr(id).op;
    const bool leaf =
        op == Op::fact || op == Op::parameter || op == Op::reference || op == Op::constant;
    if (!leaf) written = "(" + written + ")";
    return written + " " + period_word(expr(id).type, language);
  };
  const text::Span between{place(a).span.end, place(b).span.begin};
  if (how == Joining::alternatives || between.empty()) {
    draft.help(Word::help_write, {converted(expr(a).type.period == Period::month ? a : b)});
    return;
  }
  draft.help(Word::help_write_or_redeclare,
             {converted(a) + context_.text(here(between)) + converted(b)});
}

/// `60` beside a value with a unit: says which was meant. True if that was it.
bool ExpressionBuilder::report_unit(Id number, Id other) {
  const Type& type = expr(other).type;
  if (!is_bare_number(number) || (type.kind != Kind::money && type.kind != Kind::duration))
    return false;
  context_.report
      .report(Code::number_without_unit, place(number),
              {text(number), text(other), argument(plain(type))})
      .help(Word::help_write, {shown(expr(number).constant.lo, type)});
  return true;
}

bool ExpressionBuilder::join(Id a, Id b, Joining how, Type& type) {
  const Type& left = expr(a).type;
  const Type& right = expr(b).type;
  type = left;
  type.ratio = left.ratio || right.ratio;
  type.may_be_none = left.may_be_none || right.may_be_none;
  if (is_plain_number(left) && is_plain_number(right)) {
    if (left.kind != right.kind) type.kind = Kind::decimal;
    return true;
  }
  if (left.kind == Kind::money && right.kind == Kind::money) {
    if (left.period == right.period) return true;
    for (const auto& [zero, other] : {std::pair{a, b}, std::pair{b, a}}) {
      if (!beside(zero).zero_yuan) continue;
      type.period = expr(other).type.period;
      context_.model.exprs[zero.index].type.period = type.period;
      return true;
    }
    report_periods(a, b, how);
    return false;
  }
  if (left.kind == Kind::duration && right.kind == Kind::duration) {
    if (left.unit == right.unit) return true;
    auto draft =
        context_.report.report(Code::durations_differ, place(a),
                               {text(a), argument(plain(left)), text(b), argument(plain(right))});
    label_declaration(draft, b);
    return false;
  }
  const bool same_kind = left.kind == right.kind;
  if (same_kind && left.kind == Kind::choice && left.choice_domain == right.choice_domain)
    return true;
  if (same_kind && (left.kind == Kind::date || left.kind == Kind::yes_no)) return true;
  if (report_unit(a, b) || report_unit(b, a)) return false;
  const Word verb = how == Joining::compared ? Word::joined_compared
                    : how == Joining::added  ? Word::joined_added
                                             : Word::joined_alternatives;
  auto draft = context_.report.report(
      Code::types_differ, place(a),
      {text(a), argument(plain(left)), text(b), argument(plain(right)), verb});
  label_declaration(draft, b);
  return false;
}

}  // namespace entitle::check
