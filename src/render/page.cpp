// Puts the page together, with its head and its footnotes and the table of standards.
#include "render/page.hpp"

#include "render/markdown.hpp"

namespace entitle::render {

using text::Word;

void write_head(Page& page) {
  const Determination& d = page.d;
  const Phrases& say = page.say;
  std::vector<std::string> about;
  for (const Text& part : d.place_of_household) about.push_back(say.said(part));
  const std::string count = std::to_string(d.members);
  std::string members = say.fill(d.members == 1 ? Word::page_person : Word::page_people, {count});
  if (!d.members_complete) members = say.fill(Word::page_people_more, {count});
  about.push_back(members);
  const std::string left = say.join(
      {say.join(about, Word::page_beside), say.fill(Word::page_as_of, {d.header.as_of.iso()})},
      Word::page_comma);
  constexpr std::size_t hash_shown = 6;
  std::string hash(d.header.content_hash.substr(0, hash_shown));
  if (d.header.content_hash.size() > hash_shown) hash += "…";
  page.sheet.title(left, say.fill(Word::page_rules,
                                  {say.said(d.header.title), std::string(d.header.version), hash}));
}

void write_footnotes(Page& page) {
  const Phrases& say = page.say;
  std::size_t number = 0;
  for (const std::uint32_t row : page.notes.rows()) {
    page.sheet.line(2, 5,
                    Footnotes::mark(++number) + std::string(tie) + say.note(page.notes.alike(row)));
  }
}

void write_standards(Page& page) {
  const Phrases& say = page.say;
  if (page.d.parameters.empty()) return;
  page.sheet.heading(say.of(Word::page_standards));
  std::vector<std::vector<std::string>> rows;
  for (std::uint32_t i = 0; i < page.d.parameters.size(); ++i) {
    if (page.notes.first_of(i) != i) continue;
    const ParameterUse& use = page.d.parameters[i];
    const bool published = use.status != ParameterUse::Status::not_published;
    std::vector<std::string> about;
    if (use.from) {
      about.push_back(
          use.through ? say.fill(Word::page_valid_between, {use.from->iso(), use.through->iso()})
                      : say.fill(Word::page_valid_from, {use.from->iso()}));
    }
    if (published && !use.source.empty())
      about.push_back(say.fill(Word::page_source, {std::string(use.source)}));
    rows.push_back({say.said(use.label), say.keys(page.notes.alike(i)),
                    published ? say.value(use.value) + page.notes.mark_of(i)
                              : say.of(Word::page_not_published),
                    say.join(about, Word::page_comma)});
  }
  page.sheet.table(2, rows,
                   {say.of(Word::page_table_standard), say.of(Word::page_table_keys),
                    say.of(Word::page_table_value), say.of(Word::page_table_days)});
}

void write_header(Page& page) {
  const Header& header = page.d.header;
  const Word level = header.level == "bounds" ? Word::page_level_bounds : Word::page_level_settled;
  std::string told = page.say.fill(
      Word::page_replay, {std::string(header.ruleset), std::string(header.version),
                          std::string(header.content_hash), std::string(header.engine_version),
                          header.as_of.iso(), page.say.of(level), std::to_string(header.limit)});
  if (header.known_on)
    told = page.say.fill(Word::page_replay_known, {told, header.known_on->iso()});
  page.sheet.blank();
  page.sheet.line(0, 2, told);
}

void write_page(Page& page) {
  write_head(page);
  page.sheet.blank();
  write_answers(page);
  write_questions(page);
  if (!page.notes.rows().empty()) {
    page.sheet.blank();
    write_footnotes(page);
  }
  write_records(page);
  write_settlement(page);
  write_details(page);
  write_standards(page);
  write_header(page);
}

std::string text(const Determination& determination, Language language, unsigned width) {
  Sheet sheet(width);
  Page page(determination, language, sheet);
  write_page(page);
  return sheet.take();
}

std::string markdown(const Determination& determination, Language language) {
  MarkdownSheet sheet;
  Page page(determination, language, sheet);
  write_page(page);
  return sheet.take();
}

std::string missing(const Determination& determination, Language language, unsigned width) {
  Sheet sheet(width);
  Page page(determination, language, sheet);
  if (determination.open_facts.empty())
    page.sheet.line(0, 0, page.say.of(Word::page_nothing_missing));
  else
    write_questions(page);
  return sheet.take();
}

}  // namespace entitle::render

namespace entitle {
inline namespace v0 {

std::string Determination::text(Language language, unsigned width) const {
  return render::text(*this, language, width);
}

std::string Determination::markdown(Language language) const {
  return render::markdown(*this, language);
}

std::string Determination::missing(Language language, unsigned width) const {
  return render::missing(*this, language, width);
}

}  // namespace v0
}  // namespace entitle
