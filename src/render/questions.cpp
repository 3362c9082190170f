// What to ask next, in asking order, with who can settle it and which paper proves it; then what
// was asked in vain and what nobody has published.
#include <algorithm>

#include "render/page.hpp"

namespace entitle::render {

using text::Word;

namespace {

std::string who_and_paper(const Phrases& say, const OpenFact& open) {
  std::vector<std::string> parts;
  if (!open.asked_of.empty()) parts.push_back(say.fill(Word::page_ask, {say.said(open.asked_of)}));
  if (!open.proved_by.empty())
    parts.push_back(say.fill(Word::page_paper, {say.said(open.proved_by)}));
  return say.join(parts, Word::page_comma);
}

std::string asked(const Page& page, const Question& question) {
  const Phrases& say = page.say;
  if (question.turning && question.turning->value.kind != Value::Kind::yes_no) {
    const Condition& turning = *question.turning;
    const OpenFact& open = page.d.open_facts[turning.open_fact];
    std::string subject = say.open_fact(open);
    if (open.kind == OpenFact::Kind::collection) subject = say.fill(Word::page_size_of, {subject});
    return say.fill(Word::page_question_turning,
                    {subject, say.compared(turning.comparison, turning.value,
                                           say.value(turning.value), false)});
  }
  std::vector<std::string> names;
  for (const std::uint32_t index : question.open_facts) names.push_back(say.open_fact(index));
  const bool list_more =
      question.open_facts.size() == 1 &&
      page.d.open_facts[question.open_facts[0]].kind == OpenFact::Kind::collection;
  return say.fill(list_more ? Word::page_question_complete : Word::page_question,
                  {say.list(names, Word::list_and)});
}

std::string known(const Phrases& say, const OpenFact& open) {
  const std::string value = say.value(open.known);
  if (value == say.of(Word::page_not_known)) return {};
  return say.fill(Word::page_aside, {say.fill(Word::page_question_known, {value})});
}

std::string worth(const Phrases& say, const Question& question) {
  if (question.settles > 0) return say.fill(Word::page_settles, {std::to_string(question.settles)});
  if (question.may_settle > 0)
    return say.fill(Word::page_may_settle, {std::to_string(question.may_settle)});
  return say.of(Word::page_settles_together);
}

void write_rest(Page& page, const std::vector<std::uint32_t>& rest) {
  const Phrases& say = page.say;
  page.sheet.heading(say.of(Word::page_also_open));
  for (const std::uint32_t index : rest) {
    const OpenFact& open = page.d.open_facts[index];
    std::string line = say.open_fact(open);
    std::string why;
    if (open.kind == OpenFact::Kind::parameter)
      why = say.of(Word::page_cannot_be_asked);
    else if (open.refused)
      why = open.reason.empty()
                ? say.of(Word::page_asked_not_answered_bare)
                : say.fill(Word::page_asked_not_answered, {std::string(open.reason)});
    else
      why = who_and_paper(say, open);
    if (!why.empty()) line = say.fill(Word::page_holds, {line, why});
    page.sheet.line(2, 4, line);
  }
}

}  // namespace

void write_questions(Page& page) {
  const Phrases& say = page.say;
  const Determination& d = page.d;
  std::vector<bool> told(d.open_facts.size(), false);
  if (!d.questions.empty()) page.sheet.heading(say.of(Word::page_ask_next));
  std::size_t number = 0;
  for (const Question& question : d.questions) {
    std::string line = asked(page, question);
    if (question.open_facts.size() == 1) line += known(say, d.open_facts[question.open_facts[0]]);
    page.sheet.numbered(2, ++number, line, worth(say, question));
    std::vector<std::string> lines;
    for (const std::uint32_t index : question.open_facts) {
      told[index] = true;
      std::string who = who_and_paper(say, d.open_facts[index]);
      if (who.empty()) continue;
      if (question.open_facts.size() > 1)
        who = say.fill(Word::page_holds, {say.open_fact(index), who});
      if (std::find(lines.begin(), lines.end(), who) == lines.end())
        lines.push_back(std::move(who));
    }
    for (const std::string& who : lines) page.sheet.line(5, 7, who);
  }
  std::vector<std::uint32_t> rest;
  for (std::uint32_t i = 0; i < told.size(); ++i)
    if (!told[i]) rest.push_back(i);
  if (!rest.empty()) write_rest(page, rest);
}

}  // namespace entitle::render
