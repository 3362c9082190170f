// The page of a determination, in parts: who gets what, what to ask next, why, which standards were
// used, and what it takes to reckon it again. Reads the determination and nothing else; how it
// looks in a terminal or as Markdown is its sheet's business.
#pragma once

#include <string>

#include "entitle/determination.hpp"
#include "render/layout.hpp"
#include "render/phrases.hpp"

namespace entitle::render {

/// What the parts of one page share.
struct Page {
  Page(const Determination& determination, Language language, Sheet& on)
      : d(determination), say(determination, language), notes(determination), sheet(on) {}
  const Determination& d;
  Phrases say;
  Footnotes notes;
  Sheet& sheet;
};

/// The whole page, in three forms.
std::string markdown(const Determination& determination, Language language);
std::string text(const Determination& determination, Language language, unsigned width);
/// In both languages; `whole`: a document, or what may stand within one.
std::string html(const Determination& determination, Language language, bool whole);
/// The page of what is missing alone: the questions in asking order, then what cannot be asked.
std::string missing(const Determination& determination, Language language, unsigned width);

/// All parts of a page, top to bottom:
void write_page(Page& page);
void write_head(Page& page);
void write_answers(Page& page);  ///< also numbers the footnotes
void write_questions(Page& page);
void write_footnotes(Page& page);
void write_settlement(Page& page);
void write_records(Page& page);
void write_details(Page& page);
void write_standards(Page& page);
void write_header(Page& page);  ///< what makes it replayable

}  // namespace entitle::render
