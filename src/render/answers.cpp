// The answer lines: who qualifies, who may, and what nobody gets, each with its amount or what it
// hangs on.
#include <algorithm>

#include "render/page.hpp"
#include "render/refusal.hpp"

namespace entitle::render {

using text::Word;

namespace {

bool settled_away(const Outcome& outcome) {
  return outcome.status.is(Status::excluded) || outcome.status.is(Status::nothing_left_to_pay);
}

bool refused(const Outcome& outcome) {
  return !outcome.status.depends() && !outcome.status.has(Status::qualifies) &&
         !settled_away(outcome);
}

std::string by_cases(const Phrases& say, const Outcome& outcome) {
  std::vector<std::string> names;
  for (const Case& one : outcome.cases) {
    const std::string name = say.said(one.because_label);
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(name);
  }
  const std::string tried = std::to_string(outcome.possibilities_tried);
  if (names.size() == 2) return say.fill(Word::page_cases_two, {names[0], names[1], tried});
  if (names.size() == 1) return say.fill(Word::page_cases_one, {names[0], tried});
  return say.fill(Word::page_cases_many, {tried});
}

/// What an open answer hangs on: the conditions that turn it, else what it rests on.
std::string hanging(const Page& page, const Outcome& outcome) {
  const Phrases& say = page.say;
  std::vector<std::string> yes;
  std::vector<std::string> no;
  for (const Condition& condition : outcome.conditions) {
    if (condition.then.is(Status::qualifies)) yes.push_back(say.condition(condition));
    if (condition.then.is(Status::does_not_qualify)) no.push_back(say.condition(condition));
  }
  std::vector<std::string> parts;
  if (!yes.empty()) {
    parts.push_back(say.fill(Word::page_turns_qualifies, {say.list(yes, Word::list_or)}));
  } else {
    std::vector<std::string> open;
    std::vector<std::string> unpublished;
    for (const std::uint32_t index : outcome.open_facts) {
      const OpenFact& fact = page.d.open_facts[index];
      (fact.kind == OpenFact::Kind::parameter ? unpublished : open)
          .push_back(say.rests_on(fact, outcome));
    }
    // Of many open facts what refuses alone says less than what they are.
    constexpr std::size_t few = 2;
    const bool turns = !no.empty() && open.size() + unpublished.size() <= few;
    if (turns) parts.push_back(say.fill(Word::page_turns_refused, {say.list(no, Word::list_or)}));
    if (!turns && !open.empty())
      parts.push_back(say.fill(Word::page_rests_on, {say.list(open, Word::list_and)}));
    if (!unpublished.empty())
      parts.push_back(say.fill(Word::page_unpublished, {say.list(unpublished, Word::list_and)}));
  }
  if (!outcome.settled) parts.push_back(say.of(Word::page_not_settled));
  return say.join(parts, Word::page_comma);
}

std::vector<std::string> answer(Page& page, const Outcome& outcome) {
  const Phrases& say = page.say;
  std::string label = say.said(outcome.label);
  std::vector<std::string> parts;
  const std::string marks = page.notes.marks(outcome.provisional_rows);
  const bool on_amount = outcome.amount && !outcome.status.depends();
  if (outcome.amount)
    parts.push_back(say.amount(*outcome.amount, outcome.status.depends()) +
                    (on_amount ? marks : ""));
  if (!on_amount) label += marks;
  if (outcome.status.depends())
    parts.push_back(hanging(page, outcome));
  else if (outcome.by_cases)
    parts.push_back(by_cases(say, outcome));
  parts.push_back(say.given_up(outcome));
  std::erase(parts, std::string());
  return {say.status(outcome.status), label, say.recipient(outcome),
          say.join(parts, Word::page_comma)};
}

/// One line for a program that nobody gets.
std::vector<std::string> nobody(Page& page, const ProgramInfo& program) {
  const Phrases& say = page.say;
  std::vector<std::string> who;
  std::vector<std::string> why;
  std::vector<std::uint32_t> rows;
  StatusSet status;
  for (std::uint32_t o = program.first_outcome; o < program.first_outcome + program.outcomes; ++o) {
    const Outcome& outcome = page.d.outcomes[o];
    status.add(outcome.status);
    who.push_back(say.recipient(outcome));
    if (outcome.status.is(Status::error)) {
      why = {say.of(Word::page_no_result)};
      continue;
    }
    for (const std::string& label : refusing_labels(say, outcome))
      if (std::find(why.begin(), why.end(), label) == why.end()) why.push_back(label);
    for (const std::uint32_t row : outcome.provisional_rows)
      if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
  }
  if (status.depends() || status.empty()) {
    status = {};
    status.add(Status::does_not_qualify);
  }
  const std::string marks = page.notes.marks(rows);
  if (status.is(Status::not_in_force))
    return {say.status(status), say.said(program.label) + marks, std::string(),
            say.in_force(program.in_force_from, program.in_force_through)};
  return {say.status(status), say.said(program.label) + marks,
          who.empty() ? say.of(Word::page_nobody) : say.join(who, Word::list_comma),
          why.empty() ? std::string()
                      : say.fill(Word::page_refused_by, {say.list(why, Word::list_and)})};
}

}  // namespace

void write_answers(Page& page) {
  std::vector<std::vector<std::string>> certain;
  std::vector<std::vector<std::string>> open;
  std::vector<std::vector<std::string>> none;
  for (const ProgramInfo& program : page.d.programs) {
    const auto begin = page.d.outcomes.begin() + program.first_outcome;
    for (auto outcome = begin; outcome != begin + program.outcomes; ++outcome)
      if (outcome->status.is(Status::qualifies)) certain.push_back(answer(page, *outcome));
  }
  for (const ProgramInfo& program : page.d.programs) {
    const auto begin = page.d.outcomes.begin() + program.first_outcome;
    for (auto outcome = begin; outcome != begin + program.outcomes; ++outcome)
      if (outcome->status.depends()) open.push_back(answer(page, *outcome));
  }
  for (const ProgramInfo& program : page.d.programs) {
    const auto begin = page.d.outcomes.begin() + program.first_outcome;
    for (auto outcome = begin; outcome != begin + program.outcomes; ++outcome)
      if (settled_away(*outcome)) open.push_back(answer(page, *outcome));
    if (std::all_of(begin, begin + program.outcomes, refused))
      none.push_back(nobody(page, program));
  }
  std::vector<std::vector<std::string>> rows = std::move(certain);
  rows.insert(rows.end(), open.begin(), open.end());
  rows.insert(rows.end(), none.begin(), none.end());
  const Phrases& say = page.say;
  page.sheet.table(2, rows,
                   {say.of(Word::page_table_answer), say.of(Word::page_table_program),
                    say.of(Word::page_table_who), say.of(Word::page_table_why)});
}

}  // namespace entitle::render
