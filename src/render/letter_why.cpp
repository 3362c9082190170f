// Says the refusing lines of a reason as clauses of a sentence: the two sides of a comparison and
// what lies between them, a finding and who made it, and of a block what is missing in it.
#include "render/layout.hpp"
#include "render/letter.hpp"
#include "render/refusal.hpp"

namespace entitle::render {

using text::Word;

namespace {

std::string truth_of(const Phrases& say, const Reason& reason) {
  switch (reason.truth) {
    case Truth3::yes:
      return say.of(Word::page_yes);
    case Truth3::no:
      return say.of(Word::page_no);
    case Truth3::unknown:
      return say.of(Word::page_not_known);
    case Truth3::inapplicable:
      break;
  }
  return say.of(Word::page_does_not_apply);
}

/// A standard is better known by its own name than by that of the table of cases it came through.
const Term& named(const Term& term) {
  const Term* at = &term;
  while (at->kind == Term::Kind::definition || at->kind == Term::Kind::cases) {
    const Term* only = nullptr;
    for (const Term& part : at->parts) {
      if (part.kind == Term::Kind::branch && part.parts.empty()) continue;
      if (only != nullptr) return term;
      only = part.kind == Term::Kind::branch ? &part.parts[0] : &part;
    }
    if (only == nullptr) return term;
    at = only;
  }
  return at->kind == Term::Kind::parameter ? *at : term;
}

std::string side(const Phrases& say, const Term& given) {
  const Term& term = named(given);
  const std::string value = in_sentence(say, term.value);
  const bool has_name = term.kind == Term::Kind::definition || term.kind == Term::Kind::fact ||
                        term.kind == Term::Kind::parameter;
  if (!has_name || term.label.empty()) return value;
  return say.fill(Word::letter_called, {say.name(term), spaced(say, value)});
}

/// How far apart the sides of a comparison are; empty where that says nothing.
std::string difference(const Phrases& say, const Reason& reason) {
  const Value& left = reason.left()->value;
  const Value& right = reason.right()->value;
  const bool exact = left.known() && right.known() && left.least && right.least &&
                     !left.approximate && !right.approximate && left.period == right.period;
  Value gap = left;
  std::int64_t units = 0;
  if (exact) {
    if (__builtin_sub_overflow(right.least->units(), left.least->units(), &units)) return {};
  } else {
    if (!reason.gap || !reason.gap->known() || !reason.gap->least) return {};
    gap = *reason.gap;
    units = gap.least->units();
  }
  if (units == 0) return say.of(Word::letter_equal);
  gap.approximate = false;
  gap.period = Period::none;
  gap.least = gap.most = Decimal::from_units(units < 0 ? -units : units);
  std::string said = say.value(gap);
  const std::string number = gap.least->to_string(0, true);
  if (gap.kind == Value::Kind::years) said = say.fill(Word::letter_years, {number});
  if (gap.kind == Value::Kind::months) said = say.fill(Word::letter_months, {number});
  if (gap.kind == Value::Kind::days || gap.kind == Value::Kind::date)
    said = say.fill(Word::letter_days,
                    {gap.kind == Value::Kind::date ? std::to_string(gap.least->units()) : number});
  if (!exact && reason.gap_multiplied)
    return say.of(Word::page_comma) + say.fill(Word::page_gap_whole, {said});
  return say.fill(units < 0 ? Word::letter_above : Word::letter_below, {said});
}

std::string comparison(const Phrases& say, const Reason& reason) {
  if (!reason.left() || !reason.right()) return say.said(reason.label);
  const Term& left = *reason.left();
  const bool bare = left.label.empty();
  const std::string name = bare ? name_of(say, reason) : say.name(left);
  if (left.value.truth == Truth3::inapplicable) return say.fill(Word::letter_has_none, {name});
  if (reason.truth == Truth3::unknown) return say.fill(Word::letter_whatever, {name});
  const std::string claim = say.compared(reason.comparison, reason.right()->value,
                                         side(say, *reason.right()), reason.truth != Truth3::yes);
  // What has no name of its own is told as the arithmetic that it is.
  const std::string is =
      bare && !left.parts.empty()
          ? equation(arithmetic(say, Footnotes(say.about()), left), say.value(left.value))
          : say.fill(Word::letter_is, {name, spaced(say, in_sentence(say, left.value))});
  return say.fill(Word::page_claim_yes, {is, claim}) + difference(say, reason);
}

std::string elements(const Phrases& say, const Reason& reason, bool negated) {
  const std::string wanted = say.said(reason.label);
  const bool every = reason.kind == Reason::Kind::every_element;
  if (!every && !negated)
    return wanted.empty() ? say.fill(Word::letter_no_element_bare, {say.said(reason.reads)})
                          : say.fill(Word::letter_no_element, {say.said(reason.reads), wanted});
  if (negated) return say.fill(Word::letter_fact, {name_of(say, reason), say.of(Word::page_yes)});
  std::vector<std::string> who;
  for (const Reason& part : reason.parts)
    if (fails(part, false))
      who.push_back(part.not_listed ? say.of(Word::page_not_listed)
                    : part.element.empty()
                        ? say.fill(Word::page_member, {std::to_string(part.number)})
                        : std::string(part.element));
  const std::string all = say.list(who, Word::list_and);
  return wanted.empty() ? say.fill(Word::letter_not_every_bare, {say.said(reason.reads), all})
                        : say.fill(Word::letter_not_every, {say.said(reason.reads), all, wanted});
}

std::string block(const Phrases& say, const Reason& reason, bool negated) {
  const bool turned = reason.kind == Reason::Kind::none_of;
  std::vector<std::string> parts;
  for (const Reason& part : reason.parts)
    if (fails(part, negated != turned)) parts.push_back(why(say, part, negated != turned));
  const std::string all = say.join(parts, Word::page_semicolon);
  if (parts.empty())
    return reason.label.empty() ? say.of(Word::letter_whatever_all)
                                : say.fill(Word::letter_whatever, {say.said(reason.label)});
  if (negated || parts.size() == 1 || reason.kind == Reason::Kind::all_of || turned) return all;
  return reason.kind == Reason::Kind::at_least
             ? say.fill(Word::letter_at_least, {std::to_string(reason.least), all})
             : say.fill(Word::letter_none_of_these, {all});
}

std::string rule(const Phrases& say, const Reason& reason, bool negated) {
  if (reason.truth == Truth3::inapplicable && (reason.in_force_from || reason.in_force_through))
    return say.fill(Word::page_holds,
                    {say.said(reason.reads),
                     say.fill(Word::page_not_in_force_that_day,
                              {say.in_force(reason.in_force_from, reason.in_force_through)})});
  if (!negated && reason.parts.size() == 1 && fails(reason.parts[0], false))
    return why(say, reason.parts[0], false);
  return say.fill(Word::letter_fact, {name_of(say, reason), truth_of(say, reason)});
}

}  // namespace

std::string spaced(const Phrases& say, const std::string& value) {
  const bool digits = !value.empty() && static_cast<unsigned char>(value[0]) < 0x80;
  return digits && say.language() == Language::zh ? " " + value : value;
}

std::string in_sentence(const Phrases& say, const Value& value) {
  if (value.kind != Value::Kind::money || !value.known() || value.truth == Truth3::inapplicable)
    return say.value(value);
  Value bare = value;
  bare.period = value.period == Period::once ? Period::once : Period::none;
  const std::string amount = say.value(bare);
  if (value.period == Period::month) return say.fill(Word::letter_month, {amount});
  return value.period == Period::year ? say.fill(Word::letter_year, {amount}) : amount;
}

std::string why(const Phrases& say, const Reason& reason, bool negated) {
  switch (reason.kind) {
    case Reason::Kind::comparison:
      return comparison(say, reason);
    case Reason::Kind::finding:
      if (reason.decided_by.empty() || reason.truth == Truth3::unknown) break;
      return say.fill(Word::letter_found,
                      {say.said(reason.reads), say.said(reason.decided_by), truth_of(say, reason)});
    case Reason::Kind::criterion:
    case Reason::Kind::definition:
      return rule(say, reason, negated);
    case Reason::Kind::program: {
      if (reason.truth == Truth3::inapplicable) return rule(say, reason, negated);
      StatusSet status;
      status.add(reason.truth == Truth3::yes ? Status::qualifies : Status::does_not_qualify);
      return say.fill(Word::letter_program, {say.said(reason.reads), say.status(status)});
    }
    case Reason::Kind::not_:
      if (reason.parts.size() == 1) return why(say, reason.parts[0], !negated);
      break;
    case Reason::Kind::all_of:
    case Reason::Kind::any_of:
    case Reason::Kind::none_of:
    case Reason::Kind::at_least:
      return block(say, reason, negated);
    case Reason::Kind::any_element:
    case Reason::Kind::every_element:
      return elements(say, reason, negated);
    default:
      break;
  }
  return say.fill(Word::letter_fact, {name_of(say, reason), truth_of(say, reason)});
}

std::string why(const Phrases& say, const Outcome& outcome) {
  const bool turned = outcome.reason.kind == Reason::Kind::none_of;
  std::vector<std::string> lines;
  for (const Reason* reason : refusing(outcome.reason)) {
    std::string line = why(say, *reason, turned && reason != &outcome.reason);
    if (line.empty()) continue;
    if (!reason->citations.empty())
      line += say.fill(Word::page_aside, {say.citations(reason->citations)});
    lines.push_back(std::move(line));
  }
  return say.join(lines, Word::page_semicolon);
}

}  // namespace entitle::render
