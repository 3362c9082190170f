// Why: for each program that somebody gets or may get its criteria with their marks, both sides of
// each comparison, the arithmetic and the articles; for those that nobody gets, the lines that
// refuse.
#include <algorithm>

#include "render/page.hpp"
#include "render/refusal.hpp"

namespace entitle::render {

using text::Word;

namespace {

/// Refused, not in force or in error for certain.
bool nothing_of_it(const Outcome& o) {
  return !o.status.depends() && !o.status.has(Status::qualifies) &&
         !o.status.has(Status::excluded) && !o.status.has(Status::nothing_left_to_pay);
}

constexpr std::size_t widest_label = 16;
constexpr std::size_t narrow = 60;  // pages below this have no column for labels

class Details {
 public:
  explicit Details(Page& page) : page_(page), say_(page.say) {}

  void program(const ProgramInfo& program) {
    const auto begin = page_.d.outcomes.begin() + program.first_outcome;
    const auto end = begin + program.outcomes;
    // Of members not listed there is nothing to show but that they are not.
    const auto told = [](const Outcome& o) {
      return !o.not_listed && (o.status.depends() || !nothing_of_it(o));
    };
    if (std::none_of(begin, end, told)) return;
    std::string title = say_.said(program.label);
    if (program.of_household) title += "  " + say_.status(begin->status);
    page_.sheet.heading(title, decided_by(program));
    basis(program, 2);
    if (!program.note.zh.empty() || !program.note.en.empty())
      page_.sheet.line(2, 4, say_.fill(Word::page_program_note, {say_.said(program.note)}));
    for (auto outcome = begin; outcome != end; ++outcome) {
      if (!told(*outcome)) continue;
      const std::size_t indent = program.of_household ? 2 : 4;
      if (!program.of_household)
        page_.sheet.entry({2, {}, say_.recipient(*outcome), 0, say_.status(outcome->status), {}});
      condition(outcome->reason, indent);
      cases(*outcome, indent);
      if (!outcome->given_up_for.empty())
        page_.sheet.entry(
            {indent, outcome->status.depends() ? "?" : "✗", {}, 0, say_.given_up(*outcome), {}});
      amount(program, *outcome, indent);
    }
  }

  void refused(const ProgramInfo& program) {
    const auto begin = page_.d.outcomes.begin() + program.first_outcome;
    page_.sheet.line(2, 4, say_.said(program.label),
                     program.of_household ? decided_by(program) : std::string());
    basis(program, 4);
    for (auto outcome = begin; outcome != begin + program.outcomes; ++outcome) {
      std::size_t indent = 4;
      if (!program.of_household) {
        page_.sheet.line(4, 6, say_.recipient(*outcome));
        indent = 6;
      }
      if (outcome->status.is(Status::error)) {
        page_.sheet.entry({indent, "✗", {}, 0, say_.of(Word::page_no_result), {}});
        continue;
      }
      const bool negated = outcome->reason.kind == Reason::Kind::none_of;
      const std::vector<const Reason*> to_blame = refusing(outcome->reason);
      const std::size_t column = label_column(to_blame);
      for (const Reason* reason : to_blame)
        line(*reason, indent, negated && reason != &outcome->reason, column);
    }
    if (!program.appeal.empty())
      page_.sheet.line(4, 6, say_.fill(Word::page_appeal, {say_.citations(program.appeal)}));
  }

 private:
  std::string decided_by(const ProgramInfo& program) const {
    return program.decided_by.empty()
               ? std::string()
               : say_.fill(Word::page_decided_by, {say_.said(program.decided_by)});
  }
  void basis(const ProgramInfo& program, std::size_t indent) {
    basis_.clear();
    for (const CitationRef& one : program.citations) basis_.push_back(say_.citation(one));
    if (basis_.empty()) return;
    const std::string said = say_.citations(program.citations);
    page_.sheet.line(indent, indent + 2, say_.fill(Word::page_basis, {said}));
  }
  /// What a line cites, where that is more than what the whole program does.
  std::string cited(Citations citations) const {
    const auto known = [&](const CitationRef& one) {
      return std::find(basis_.begin(), basis_.end(), say_.citation(one)) != basis_.end();
    };
    const bool all_known = std::all_of(citations.begin(), citations.end(), known);
    return all_known ? std::string() : say_.citations(citations);
  }

  std::size_t label_column(const std::vector<const Reason*>& reasons) const {
    std::size_t column = 0;
    if (page_.sheet.width() < narrow) return 0;
    for (const Reason* reason : reasons)
      column = std::max(column, width_of(say_.said(reason->label)));
    return std::min(column, widest_label);
  }

  static std::string mark(const Reason& reason, bool negated) {
    if (reason.truth == Truth3::unknown) return "?";
    if (reason.not_written()) return "–";
    return fails(reason, negated) ? "✗" : "✓";
  }

  /// The whole condition of a program; the outermost "all of" is not said.
  void condition(const Reason& reason, std::size_t indent) {
    if (reason.kind == Reason::Kind::all_of && !reason.parts.empty())
      parts(reason, indent, false);
    else
      line(reason, indent, false, label_column({&reason}));
  }

  void parts(const Reason& reason, std::size_t indent, bool negated) {
    const bool turned = reason.kind == Reason::Kind::none_of || reason.kind == Reason::Kind::not_;
    std::vector<const Reason*> all;
    for (const Reason& part : reason.parts) all.push_back(&part);
    const std::size_t column = label_column(all);
    for (const Reason* part : all) line(*part, indent, negated != turned, column);
  }

  std::string block_words(const Reason& reason) const {
    switch (reason.kind) {
      case Reason::Kind::any_of:
        return say_.of(Word::page_any_of);
      case Reason::Kind::none_of:
        return say_.of(Word::page_none_of);
      case Reason::Kind::at_least:
        return say_.fill(Word::page_at_least_of, {std::to_string(reason.least)});
      default:
        return say_.of(Word::page_all_of);
    }
  }

  void line(const Reason& reason, std::size_t indent, bool negated, std::size_t column) {
    const Reason* const only = only_part(reason);
    const std::size_t hanging =
        page_.sheet.entry({indent, mark(reason, negated), say_.said(reason.label), column,
                           said(only == nullptr ? reason : *only), cited(reason.citations)});
    if (reason.left()) definitions(*reason.left(), hanging);
    if (reason.right()) definitions(*reason.right(), hanging);
    if (only == nullptr && !reason.parts.empty())
      parts(reason, indent + (column > 0 ? 4 : 2), negated);
  }

  /// Of "not x", x, where that is one line.
  static const Reason* only_part(const Reason& reason) {
    if (reason.kind != Reason::Kind::not_ || reason.parts.size() != 1 ||
        !reason.parts[0].parts.empty())
      return nullptr;
    return reason.parts[0].left() != nullptr ? nullptr : &reason.parts[0];
  }

  /// What a line says beside its label.
  std::string said(const Reason& reason) const {
    const std::string truth = reason.truth == Truth3::yes  ? say_.of(Word::page_yes)
                              : reason.truth == Truth3::no ? say_.of(Word::page_no)
                              : reason.truth == Truth3::unknown
                                  ? say_.of(Word::page_not_known)
                                  : say_.of(Word::page_does_not_apply);
    const std::string reads = say_.said(reason.reads);
    const bool rule =
        reason.kind == Reason::Kind::criterion || reason.kind == Reason::Kind::program;
    if (rule && reason.truth == Truth3::inapplicable)
      return say_.fill(
          Word::page_holds,
          {reads, say_.fill(Word::page_not_in_force_that_day,
                            {say_.in_force(reason.in_force_from, reason.in_force_through)})});
    switch (reason.kind) {
      case Reason::Kind::all_of:
      case Reason::Kind::any_of:
      case Reason::Kind::none_of:
      case Reason::Kind::at_least:
        return block_words(reason);
      case Reason::Kind::not_:
        return say_.of(Word::page_not);
      case Reason::Kind::comparison:
        return comparison(reason, true);
      case Reason::Kind::finding: {
        const std::string by = say_.said(reason.decided_by);
        if (by.empty()) break;
        if (reason.truth == Truth3::unknown) return say_.fill(Word::page_to_be_found, {reads, by});
        return say_.fill(Word::page_found, {reads, truth, by});
      }
      case Reason::Kind::program: {
        StatusSet status;
        if (reason.truth != Truth3::no) status.add(Status::qualifies);
        if (reason.truth != Truth3::yes) status.add(Status::does_not_qualify);
        return say_.fill(Word::page_holds, {reads, say_.status(status)});
      }
      case Reason::Kind::any_element:
        return say_.fill(Word::page_any_element, {reads});
      case Reason::Kind::every_element:
        return say_.fill(Word::page_every_element, {reads});
      case Reason::Kind::element:
        if (reason.not_listed) return say_.of(Word::page_not_listed);
        return reason.element.empty()
                   ? say_.fill(Word::page_member, {std::to_string(reason.number)})
                   : std::string(reason.element);
      case Reason::Kind::other:
        return reason.left() ? named_value(say_, page_.notes, *reason.left()) : truth;
      default:
        break;
    }
    return say_.fill(Word::page_holds, {reads, truth});
  }

  std::string comparison(const Reason& reason, bool with_gap) const {
    if (!reason.left() || !reason.right()) return {};
    const std::string left = side(*reason.left());
    if (reason.left()->value.truth == Truth3::inapplicable) return left;
    const bool turned = reason.truth == Truth3::no;
    const bool choice =
        reason.left()->value.kind == Value::Kind::choice && reason.left()->value.known();
    if (choice && reason.truth != Truth3::unknown)
      return say_.fill(Word::page_holds,
                       {say_.name(*reason.left()), say_.value(reason.left()->value)});
    const std::string claim =
        say_.compared(reason.comparison, reason.right()->value, side(*reason.right()), turned);
    std::string out =
        say_.fill(reason.truth == Truth3::unknown ? Word::page_claim_open : Word::page_claim_yes,
                  {left, claim});
    if (!with_gap || !reason.gap || reason.truth == Truth3::unknown || !reason.gap->known() ||
        reason.gap->least->units() == 0)
      return out;
    // How many yuan below a line matters; years over an age limit do not, nor months where there
    // are enough.
    if (reason.gap->kind == Value::Kind::years) return out;
    if (reason.truth == Truth3::yes && reason.gap->kind != Value::Kind::money) return out;
    Value gap = *reason.gap;
    if (gap.least->units() < 0) gap.least = gap.most = Decimal::from_units(-gap.least->units());
    out += say_.of(Word::page_comma);
    return out + say_.fill(reason.gap_multiplied ? Word::page_gap_whole : Word::page_gap,
                           {say_.value(gap)});
  }

  /// One side of a comparison: by its name where it has one, else as arithmetic.
  std::string side(const Term& term) const {
    if (term.kind == Term::Kind::fact || term.kind == Term::Kind::definition ||
        term.kind == Term::Kind::parameter)
      return named_value(say_, page_.notes, term);
    const std::string formula = arithmetic(say_, page_.notes, term);
    if (term.kind == Term::Kind::constant || term.parts.empty()) return formula;
    return equation(formula, say_.value(term.value));
  }

  /// "家庭人均收入 = 家庭月收入 2,100.00 元/月 ÷ 成员 3", for each definition that is told here.
  void definitions(const Term& term, std::size_t indent) {
    if (term.kind == Term::Kind::definition && !term.parts.empty()) {
      const Term& body = term.parts[0];
      if (body.kind == Term::Kind::cases)
        branches(term, body, indent);
      else
        page_.sheet.line(indent, indent + 2, equation(say_.said(term.label), with_elements(body)));
    }
    for (const Term& part : term.parts) definitions(part, indent);
  }

  void branches(const Term& definition, const Term& cases, std::size_t indent) {
    const Reason* refused = nullptr;
    for (const Term& branch : cases.parts) {
      if (branch.parts.empty()) {
        if (!branch.when.empty()) refused = &branch.when[0];
        continue;
      }
      // Of "otherwise" the condition that was not met is what a person wants to know.
      std::string when = say_.of(Word::page_otherwise);
      if (!branch.when.empty())
        when = supposed(branch.when[0]);
      else if (refused != nullptr && &branch == &cases.parts.back())
        when = refused->kind == Reason::Kind::comparison ? comparison(*refused, false)
                                                         : said(*refused);
      page_.sheet.line(indent, indent + 2,
                       equation(say_.said(definition.label), with_elements(branch.parts[0])) +
                           say_.fill(Word::page_aside, {when}));
    }
  }

  /// What a branch is taken for: as it is where that is known, else as it is written, "城乡是城镇".
  std::string supposed(const Reason& reason) const {
    if (reason.kind == Reason::Kind::comparison && reason.truth != Truth3::unknown)
      return comparison(reason, false);
    if (reason.kind != Reason::Kind::comparison || !reason.left() || !reason.right() ||
        reason.left()->label.empty())
      return said(reason);
    return say_.fill(Word::page_condition, {say_.name(*reason.left()),
                                            say_.compared(reason.comparison, reason.right()->value,
                                                          side(*reason.right()), false)});
  }

  /// Arithmetic, and for an aggregate what it is made of: "成员合计 1,200.00 元/月（卓玛 1,000.00
  /// 元/月、扎西 200.00 元/月）".
  std::string with_elements(const Term& term) const {
    const std::string formula = arithmetic(say_, page_.notes, term);
    std::vector<std::string> of;
    const bool aggregate = term.kind == Term::Kind::count || term.kind == Term::Kind::sum ||
                           term.kind == Term::Kind::smallest || term.kind == Term::Kind::largest;
    if (!aggregate) return formula;
    for (const Term& branch : term.parts) {
      if (!branch.when.empty() && fails(branch.when[0], false)) continue;
      std::string name = say_.said(branch.label);
      if (name.empty()) name = say_.of(Word::page_not_listed);
      of.push_back(branch.parts.empty()
                       ? name
                       : say_.fill(Word::page_label_value, {name, say_.value(branch.value)}));
    }
    return of.empty() ? formula
                      : formula + say_.fill(Word::page_aside, {say_.list(of, Word::list_and)});
  }

  void cases(const Outcome& outcome, std::size_t indent) {
    if (!outcome.by_cases || outcome.cases.empty()) return;
    page_.sheet.line(indent, indent + 2, say_.of(Word::page_by_cases));
    indent += 2;
    for (const Case& one : outcome.cases) {
      std::vector<std::string> assumed;
      for (const Assumption& assumption : one.assume)
        assumed.push_back(say_.fill(Word::page_label_value, {say_.open_fact(assumption.open_fact),
                                                             say_.value(assumption.value)}));
      const std::string because =
          one.because_label.empty() ? say_.status(one.then) : say_.said(one.because_label);
      page_.sheet.line(
          indent, indent + 2,
          "✓ " + say_.fill(Word::page_case, {say_.join(assumed, Word::page_comma), because}));
    }
  }

  void amount(const ProgramInfo& program, const Outcome& outcome, std::size_t indent) {
    if (!outcome.amount || !outcome.amount_term) return;
    const Term& term = *outcome.amount_term;
    const std::string label = say_.of(Word::page_amount);
    const std::string total = say_.amount(*outcome.amount, outcome.status.depends());
    const bool leaf = term.parts.empty() || term.kind == Term::Kind::definition;
    const std::string formula =
        leaf ? named_value(say_, page_.notes, term) : arithmetic(say_, page_.notes, term);
    const std::size_t hanging = page_.sheet.entry({indent,
                                                   {},
                                                   label,
                                                   width_of(label),
                                                   leaf ? formula : equation(formula, total),
                                                   cited(program.amount_citations)});
    definitions(term, hanging);
  }

  Page& page_;
  const Phrases& say_;
  std::vector<std::string> basis_;  // what the program that is told cites
};

bool nobody_gets(const Determination& d, const ProgramInfo& program) {
  const auto begin = d.outcomes.begin() + program.first_outcome;
  return std::all_of(begin, begin + program.outcomes, nothing_of_it) &&
         !std::all_of(begin, begin + program.outcomes,
                      [](const Outcome& o) { return o.status.is(Status::not_in_force); });
}

}  // namespace

void write_details(Page& page) {
  Details details(page);
  bool refusals = false;
  for (const ProgramInfo& program : page.d.programs) {
    details.program(program);
    refusals = refusals || (program.outcomes > 0 && nobody_gets(page.d, program));
  }
  if (!refusals) return;
  page.sheet.heading(page.say.of(Word::page_refused_why));
  for (const ProgramInfo& program : page.d.programs)
    if (program.outcomes > 0 && nobody_gets(page.d, program)) details.refused(program);
}

}  // namespace entitle::render
