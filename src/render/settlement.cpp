// What stands between programs and beside them: lines of the settlement that took or may take
// something away, and records that do not agree with the facts.
#include <algorithm>

#include "render/page.hpp"

namespace entitle::render {

using text::Word;

namespace {

bool takes(const Outcome& outcome) {
  return outcome.status.has(Status::excluded) || outcome.status.has(Status::nothing_left_to_pay);
}

/// Whether a line takes something from its recipient, or may.
bool matters(const Determination& d, const SettledLine& line) {
  return std::any_of(line.programs.begin(), line.programs.end(),
                     [&](std::uint32_t p) {
                       const auto begin = d.outcomes.begin() + d.programs[p].first_outcome;
                       return std::any_of(
                           begin, begin + d.programs[p].outcomes, [&](const Outcome& outcome) {
                             return outcome.recipient_path == line.recipient_path && takes(outcome);
                           });
                     }) ||
         (line.kind == SettledLine::Kind::tops_up && line.had != Truth3::no);
}

std::string said(const Page& page, const SettledLine& line) {
  const Phrases& say = page.say;
  const std::string own = say.programs(line.programs, Word::list_and);
  const std::string others = say.programs(line.others, Word::list_and);
  switch (line.kind) {
    case SettledLine::Kind::higher_of:
      return say.fill(Word::page_line_higher, {own});
    case SettledLine::Kind::tops_up:
      return say.fill(Word::page_line_tops_up, {own, others});
    case SettledLine::Kind::given_up:
      return say.fill(Word::page_line_given_up, {own, others});
  }
  return own;
}

std::string name_of(const Phrases& say, const SettledLine& line) {
  if (!line.recipient.empty()) return std::string(line.recipient);
  if (line.recipient_number > 0)
    return say.fill(Word::page_member, {std::to_string(line.recipient_number)});
  return say.of(Word::page_household);
}

}  // namespace

void write_settlement(Page& page) {
  const Phrases& say = page.say;
  bool any = false;
  for (const SettledLine& line : page.d.settlement) {
    if (!matters(page.d, line)) continue;
    if (!any) {
      page.sheet.heading(say.of(Word::page_settlement));
      any = true;
    }
    std::string text = said(page, line);
    if (line.amount) text += say.of(Word::page_comma) + say.amount(*line.amount, false);
    page.sheet.entry({2, {}, name_of(say, line), 0, text, say.citations(line.citations)});
    if (!line.note.empty())
      page.sheet.line(4, 6, say.fill(Word::page_program_note, {say.said(line.note)}));
  }
}

void write_records(Page& page) {
  const Phrases& say = page.say;
  bool any = false;
  for (const Outcome& outcome : page.d.outcomes) {
    if (outcome.review == Review::none) continue;
    if (!any) {
      page.sheet.heading(say.of(Word::page_records));
      any = true;
    }
    const Recorded& record = *outcome.recorded;
    std::string drawn;
    if (record.amount) drawn += " " + say.value(*record.amount);
    if (!record.since.empty()) drawn += say.fill(Word::page_since, {std::string(record.since)});
    const bool received = outcome.review == Review::received_not_supported;
    page.sheet.line(
        2, 4,
        say.fill(received ? Word::page_received_not_supported : Word::page_entitled_not_received,
                 {say.said(outcome.label), say.recipient(outcome), drawn}));
  }
}

}  // namespace entitle::render
