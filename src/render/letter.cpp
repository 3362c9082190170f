// Puts the letter together, sentence by sentence: the answer, its reasons, what changes it, what
// there is instead, what it rests on, where to object.
#include "render/letter.hpp"

#include <algorithm>
#include <utility>

#include "render/layout.hpp"
#include "render/refusal.hpp"

namespace entitle::render {

using text::Word;

namespace {

class Letter {
 public:
  Letter(const Determination& d, const Outcome& outcome, Language language)
      : d_(d),
        outcome_(outcome),
        program_(d.programs[outcome.program_index]),
        say_(d, language),
        notes_(d) {}

  std::string write(std::string_view greeted) {
    if (!greeted.empty()) out_ = say_.fill(Word::letter_greeting, {std::string(greeted)});
    const StatusSet status = outcome_.status;
    if (status.depends())
      open();
    else if (status.is(Status::qualifies))
      qualifies();
    else if (status.is(Status::excluded))
      given_up(Word::letter_excluded);
    else if (status.is(Status::nothing_left_to_pay))
      given_up(Word::letter_nothing_left);
    else if (status.is(Status::not_in_force))
      not_in_force();
    else if (status.is(Status::error))
      add(say_.fill(Word::letter_error, {whose(), label(), assessed()}));
    else
      refused();
    rests_on();
    if (!status.depends() && !status.is(Status::qualifies) && !program_.appeal.empty())
      add(say_.fill(Word::letter_appeal, {aside(program_.appeal)}));
    return std::move(out_);
  }

 private:
  void add(const std::string& sentence) {
    if (sentence.empty()) return;
    if (say_.language() == Language::en && !out_.empty() && !out_.ends_with(' ')) out_ += ' ';
    out_ += sentence;
  }

  std::string whose() const {
    return say_.of(program_.of_household ? Word::letter_your_household : Word::letter_your);
  }
  std::string label() const { return say_.said(program_.label); }
  std::string assessed() const {
    return program_.decided_by.empty()
               ? say_.of(Word::letter_assessed)
               : say_.fill(Word::letter_assessed_by, {say_.said(program_.decided_by)});
  }
  std::string aside(Citations citations) const {
    return citations.empty() ? std::string()
                             : say_.fill(Word::page_aside, {say_.citations(citations)});
  }
  std::string day() const {
    const Date date = d_.header.as_of;
    const std::string iso = date.iso();
    if (say_.language() == Language::zh)
      return say_.fill(Word::letter_day, {std::to_string(date.year()), std::to_string(date.month()),
                                          std::to_string(date.day())});
    return say_.fill(Word::letter_day, {iso.substr(0, 4), iso.substr(5, 2), iso.substr(8, 2)});
  }

  void refused() {
    add(say_.fill(Word::letter_refused, {whose(), label(), assessed()}));
    std::string reasons = why(say_, outcome_);
    const std::vector<const Reason*> lines = refusing(outcome_.reason);
    const auto cites = [](const Reason* line) { return !line->citations.empty(); };
    if (std::none_of(lines.begin(), lines.end(), cites)) reasons += aside(program_.citations);
    add(say_.fill(Word::letter_as_of, {day(), reasons}));
    add(change(say_, outcome_));
    instead();
  }

  void qualifies() {
    add(say_.fill(Word::letter_qualifies,
                  {whose(), label(), assessed(), aside(program_.citations)}));
    if (outcome_.by_cases) add(say_.of(Word::letter_by_cases));
    if (!outcome_.amount) return;
    if (!Phrases::is_bounded(*outcome_.amount)) {
      add(say_.fill(Word::letter_amount_open, {aside(program_.amount_citations)}));
      return;
    }
    const std::string amount = amount_is(false);
    const Term* const term = outcome_.amount_term ? &*outcome_.amount_term : nullptr;
    const std::string cited = aside(program_.amount_citations);
    if (term == nullptr || term->parts.empty() || term->kind == Term::Kind::definition)
      add(say_.fill(Word::letter_amount, {amount, cited}));
    else
      add(say_.fill(Word::letter_reckoned, {amount, arithmetic(say_, notes_, *term), cited}));
  }

  void open() {
    // The conditions may be met for certain, and only what is paid beside what be open.
    const StatusSet possible = outcome_.status;
    const bool met = !possible.has(Status::does_not_qualify) &&
                     !possible.has(Status::not_in_force) && !possible.has(Status::error);
    add(say_.fill(met ? Word::letter_open_settled : Word::letter_open,
                  {whose(), label(), assessed()}));
    std::vector<std::string> turns;
    for (const Condition& condition : outcome_.conditions)
      // What a standard that is not published would have to be helps no family.
      if (condition.then.is(Status::qualifies) &&
          d_.open_facts[condition.open_fact].kind != OpenFact::Kind::parameter)
        turns.push_back(say_.condition(condition));
    if (!turns.empty())
      add(say_.fill(met ? Word::letter_turns_paid : Word::letter_turns,
                    {say_.list(turns, Word::list_or)}));
    std::vector<std::string> settle;
    std::vector<std::string> unpublished;
    for (const std::uint32_t index : outcome_.open_facts) {
      const OpenFact& fact = d_.open_facts[index];
      const std::string name = say_.rests_on(fact, outcome_);
      if (fact.kind == OpenFact::Kind::parameter)
        unpublished.push_back(name);
      else
        settle.push_back(name + who_and_paper(fact));
    }
    if (!settle.empty())
      add(say_.fill(Word::letter_to_settle, {say_.list(settle, Word::list_and)}));
    if (!unpublished.empty())
      add(say_.fill(Word::letter_unpublished, {say_.list(unpublished, Word::list_and)}));
    if (!outcome_.settled) add(say_.of(Word::letter_not_settled));
    if (outcome_.amount && Phrases::is_bounded(*outcome_.amount))
      add(say_.fill(met ? Word::letter_if_paid : Word::letter_if_met, {amount_is(true)}));
    if (!outcome_.given_up_for.empty())
      add(say_.fill(possible.has(Status::excluded) ? Word::letter_may_be_given_up
                                                   : Word::letter_may_leave_nothing,
                    {say_.rivals(outcome_)}));
  }

  /// "为每月 910.00 元", "至少 300.00 元/年".
  std::string amount_is(bool open) const {
    const Value& amount = *outcome_.amount;
    if (!amount.known()) return spaced(say_, say_.amount(amount, open));
    const std::string said = open ? say_.amount(amount, true) : in_sentence(say_, amount);
    return say_.fill(Word::letter_amount_is, {spaced(say_, said)});
  }

  std::string who_and_paper(const OpenFact& fact) const {
    std::vector<std::string> parts;
    if (fact.refused) parts.push_back(say_.of(Word::page_asked_not_answered_bare));
    if (!fact.asked_of.empty())
      parts.push_back(say_.fill(Word::page_ask, {say_.said(fact.asked_of)}));
    if (!fact.proved_by.empty())
      parts.push_back(say_.fill(Word::page_paper, {say_.said(fact.proved_by)}));
    return parts.empty() ? std::string()
                         : say_.fill(Word::page_aside, {say_.join(parts, Word::page_comma)});
  }

  /// The articles of the settlement's lines that took something from this recipient.
  void given_up(Word word) {
    std::vector<CitationRef> cited;
    for (const SettledLine& line : d_.settlement)
      if (line.recipient_path == outcome_.recipient_path &&
          std::find(line.programs.begin(), line.programs.end(), outcome_.program_index) !=
              line.programs.end())
        cited.insert(cited.end(), line.citations.begin(), line.citations.end());
    add(say_.fill(word, {whose(), label(), assessed(), say_.rivals(outcome_), aside(cited)}));
  }

  void not_in_force() {
    std::string days = say_.in_force(program_.in_force_from, program_.in_force_through);
    if (!days.empty()) days = say_.fill(Word::page_aside, {days});
    add(say_.fill(Word::letter_not_in_force, {whose(), label(), day(), days}));
    instead();
  }

  /// Other programs that the household or this recipient gets or may get.
  void instead() {
    constexpr std::size_t most = 3;
    std::size_t told = 0;
    for (const bool certain : {true, false})
      for (const Outcome& other : d_.outcomes) {
        const bool own = other.recipient_path == outcome_.recipient_path ||
                         d_.programs[other.program_index].of_household;
        const bool fits = certain ? other.status.is(Status::qualifies)
                                  : other.status.depends() && other.status.has(Status::qualifies);
        const bool drawn = other.recorded && other.recorded->received;
        if (!own || !fits || drawn || other.not_listed || told == most) continue;
        ++told;
        add(certain
                ? say_.fill(choose(other, Word::letter_instead_household, Word::letter_instead_own),
                            {say_.said(other.label)})
                : perhaps(other));
      }
  }

  Word choose(const Outcome& other, Word household, Word own) const {
    return d_.programs[other.program_index].of_household ? household : own;
  }

  /// What is met already and which findings are missing, where that is all; else what it rests on.
  std::string perhaps(const Outcome& other) const {
    std::vector<std::string> met;
    if (other.reason.kind == Reason::Kind::all_of)
      for (const Reason& part : other.reason.parts)
        if (part.truth == Truth3::yes && !part.label.empty()) met.push_back(say_.said(part.label));
    std::vector<std::string> open;
    std::string body;
    bool findings = !other.open_facts.empty();
    for (const std::uint32_t index : other.open_facts) {
      const OpenFact& fact = d_.open_facts[index];
      const std::string asked = say_.said(fact.asked_of);
      findings = findings && fact.kind == OpenFact::Kind::finding && !asked.empty() &&
                 (body.empty() || body == asked);
      body = asked;
      open.push_back(say_.rests_on(fact, other));
    }
    const std::string all = say_.list(open, Word::list_and);
    const std::string name = say_.said(other.label);
    if (findings && !met.empty())
      return say_.fill(choose(other, Word::letter_found_household, Word::letter_found_own),
                       {name, say_.list(met, Word::list_and), body, all});
    return say_.fill(choose(other, Word::letter_open_household, Word::letter_open_own),
                     {name, all});
  }

  void rests_on() {
    std::vector<std::string> notes;
    for (const std::uint32_t first : notes_.firsts(outcome_.provisional_rows))
      notes.push_back(say_.note(notes_.alike(first)));
    if (!notes.empty())
      add(say_.fill(Word::letter_rests, {say_.join(notes, Word::page_semicolon)}));
  }

  const Determination& d_;
  const Outcome& outcome_;
  const ProgramInfo& program_;
  const Phrases say_;
  const Footnotes notes_;
  std::string out_;
};

bool called(const Outcome& outcome, std::string_view recipient) {
  return outcome.recipient == recipient || outcome.recipient_path == recipient ||
         std::to_string(outcome.recipient_number) == recipient;
}

}  // namespace

const Outcome* outcome_of(const Determination& d, std::string_view program,
                          std::string_view recipient) {
  const auto info = std::find_if(d.programs.begin(), d.programs.end(), [&](const ProgramInfo& one) {
    return one.key == program || one.label.zh == program || one.label.en == program;
  });
  if (info == d.programs.end()) return nullptr;
  const Outcome* found = nullptr;
  for (std::uint32_t o = info->first_outcome; o < info->first_outcome + info->outcomes; ++o) {
    const Outcome& outcome = d.outcomes[o];
    if (outcome.not_listed) continue;
    if (!info->of_household && !recipient.empty() && !called(outcome, recipient)) continue;
    if (found != nullptr) return nullptr;
    found = &outcome;
  }
  return found;
}

std::string letter(const Determination& determination, const Outcome& outcome,
                   std::string_view greeted, Language language) {
  return Letter(determination, outcome, language).write(greeted);
}

}  // namespace entitle::render

namespace entitle {
inline namespace v0 {

std::optional<std::string> Determination::letter(Language language, std::string_view program,
                                                 std::string_view recipient, unsigned width) const {
  const Outcome* const outcome = render::outcome_of(*this, program, recipient);
  if (outcome == nullptr) return std::nullopt;
  // A number is no name to greet by.
  const bool named = recipient.find_first_not_of("0123456789") != std::string_view::npos;
  const bool of_household = programs[outcome->program_index].of_household;
  const std::string_view greeted = !of_household ? outcome->recipient
                                   : named       ? recipient
                                                 : std::string_view();
  const std::string paragraph = render::letter(*this, *outcome, greeted, language);
  // On one line it is as wide as it is.
  render::Sheet sheet(width != 0 ? width : static_cast<unsigned>(render::width_of(paragraph)) + 1);
  sheet.line(0, 0, paragraph);
  return sheet.take();
}

}  // namespace v0
}  // namespace entitle
