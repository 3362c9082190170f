// What would have to change before a refused household may apply again: for a comparison the value
// of the fact that turns it and how far that is, read off the difference that the determination
// states; for anything else the contrary. Says nothing where time only makes it worse.
#include <optional>

#include "render/layout.hpp"
#include "render/letter.hpp"
#include "render/refusal.hpp"

namespace entitle::render {

using text::Word;

namespace {

/// The one fact that the left side of a comparison is, or is a share of.
const Term* driver(const Term& term) {
  switch (term.kind) {
    case Term::Kind::fact:
      return &term;
    case Term::Kind::definition:
      return term.parts.size() == 1 ? driver(term.parts[0]) : nullptr;
    case Term::Kind::divide:
      return term.parts.size() == 2 && term.parts[1].value.known() ? driver(term.parts[0])
                                                                   : nullptr;
    case Term::Kind::cases: {
      const Term* taken = nullptr;
      for (const Term& branch : term.parts) {
        if (branch.parts.empty()) continue;
        if (taken != nullptr) return nullptr;
        taken = &branch.parts[0];
      }
      return taken == nullptr ? nullptr : driver(*taken);
    }
    default:
      return nullptr;
  }
}

bool is_duration(const Value& value) {
  return value.kind == Value::Kind::years || value.kind == Value::Kind::months ||
         value.kind == Value::Kind::days;
}

Word distance(Reason::Comparison comparison, bool negated) {
  using C = Reason::Comparison;
  switch (comparison) {
    case C::less:
      return negated ? Word::letter_rise : Word::letter_fall_over;
    case C::less_equal:
      return negated ? Word::letter_rise_over : Word::letter_fall;
    case C::greater:
      return negated ? Word::letter_fall : Word::letter_rise_over;
    default:
      return negated ? Word::letter_fall_over : Word::letter_rise;
  }
}

/// "家庭月收入低于每月 2,730.00 元，即比现在的每月 2,820.00 元减少超过 90.00 元".
std::optional<std::string> by_amount(const Phrases& say, const Reason& reason, bool negated) {
  const Term* const fact = driver(*reason.left());
  if (fact == nullptr || fact->label.empty() || !reason.gap || !reason.gap->known() ||
      !reason.gap->least || !fact->value.known() || !fact->value.least || fact->value.approximate ||
      reason.gap->approximate || fact->value.kind != Value::Kind::money)
    return std::nullopt;
  std::int64_t turning = 0;
  const std::int64_t gap = reason.gap->least->units();
  if (__builtin_add_overflow(fact->value.least->units(), gap, &turning) || turning < 0)
    return std::nullopt;
  Value at = fact->value;
  at.least = at.most = Decimal::from_units(turning);
  const std::string clause = say.fill(
      Word::page_condition,
      {say.said(fact->label), say.compared(reason.comparison, at, in_sentence(say, at), negated)});
  if (gap == 0) return clause;
  at.least = at.most = Decimal::from_units(gap < 0 ? -gap : gap);
  at.period = Period::none;
  return say.fill(distance(reason.comparison, negated),
                  {clause, in_sentence(say, fact->value), say.value(at)});
}

/// What a line has to become; nothing where it cannot be said.
std::optional<std::string> clause(const Phrases& say, const Reason& reason, bool negated) {
  const std::string wanted = say.of(negated ? Word::page_no : Word::page_yes);
  switch (reason.kind) {
    case Reason::Kind::comparison: {
      using C = Reason::Comparison;
      if (!reason.left() || !reason.right() || reason.left()->value.truth == Truth3::inapplicable)
        return std::nullopt;
      const bool rises =
          (reason.comparison == C::greater || reason.comparison == C::greater_equal) != negated;
      // Nobody grows younger.
      if (is_duration(reason.left()->value) && !rises) return std::nullopt;
      if (std::optional<std::string> amount = by_amount(say, reason, negated)) return amount;
      if (reason.left()->label.empty()) return std::nullopt;
      const std::string right = in_sentence(say, reason.right()->value);
      return say.fill(Word::page_condition,
                      {say.name(*reason.left()),
                       say.compared(reason.comparison, reason.right()->value, right, negated)});
    }
    case Reason::Kind::finding:
      if (reason.decided_by.empty()) break;
      return say.fill(Word::letter_refound,
                      {say.said(reason.reads), say.said(reason.decided_by), wanted});
    case Reason::Kind::fact:
      break;
    case Reason::Kind::not_:
      return reason.parts.size() == 1 ? clause(say, reason.parts[0], !negated) : std::nullopt;
    default:
      return std::nullopt;
  }
  const std::string name = name_of(say, reason);
  if (name.empty()) return std::nullopt;
  return say.fill(Word::letter_becomes, {name, wanted});
}

bool awaited(const Reason& reason) {
  return reason.kind == Reason::Kind::comparison && reason.left() &&
         is_duration(reason.left()->value);
}

bool past(const Reason& reason, bool negated) {
  using C = Reason::Comparison;
  return awaited(reason) && reason.left()->value.truth != Truth3::inapplicable &&
         (reason.comparison == C::less || reason.comparison == C::less_equal) != negated;
}

/// Whether what refuses is that another program is had: nobody gives that up to apply again.
bool has_better(const Reason& reason, bool negated) {
  if (reason.kind == Reason::Kind::not_ && reason.parts.size() == 1)
    return has_better(reason.parts[0], !negated);
  return reason.kind == Reason::Kind::program && negated;
}

}  // namespace

std::string change(const Phrases& say, const Outcome& outcome) {
  const std::vector<const Reason*> lines = refusing(outcome.reason);
  const bool any = outcome.reason.kind == Reason::Kind::any_of;
  const bool turned = outcome.reason.kind == Reason::Kind::none_of;
  std::vector<std::string> clauses;
  for (const Reason* line : lines) {
    const bool negated = turned && line != &outcome.reason;
    // One line that never comes right again is enough, unless another would do.
    if ((past(*line, negated) || has_better(*line, negated)) && !any) return {};
    if (std::optional<std::string> said = clause(say, *line, negated)) clauses.push_back(*said);
  }
  if (clauses.empty() || (clauses.size() < lines.size() && !any))
    return say.of(Word::letter_change_all);
  const bool once = lines.size() == 1 && awaited(*lines[0]);
  return say.fill(once ? Word::letter_change_once : Word::letter_change,
                  {any ? say.list(clauses, Word::list_or) : say.join(clauses, Word::letter_and)});
}

}  // namespace entitle::render
