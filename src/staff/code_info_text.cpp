// Lays out what a code means: its title, why it is a fault, what a diagnostic says, the cure, an
// example before and after. The sentences are text's.
#include <string>
#include <string_view>

#include "entitle/diagnostic.hpp"
#include "render/layout.hpp"
#include "text/words.hpp"

namespace entitle {
inline namespace v0 {
namespace {

using text::Word;

constexpr std::size_t indent = 4;

void example(render::Sheet& sheet, std::string_view heading, std::string_view lines) {
  sheet.blank();
  sheet.line(0, 0, heading);
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    sheet.verbatim(line.empty() ? std::string() : std::string(indent, ' ') + std::string(line));
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
  }
}

}  // namespace

std::string CodeInfo::text(Language language, unsigned width) const {
  const text::Words words = text::words(language);
  render::Sheet sheet(width);
  const Word kind = severity == Severity::error     ? Word::diagnostic_error
                    : severity == Severity::warning ? Word::diagnostic_warning
                                                    : Word::diagnostic_note;
  sheet.line(0, 2, words.fill(Word::code_title, {std::string(words.of(kind)), code, title}));
  sheet.blank();
  if (!meaning.empty()) {
    sheet.line(0, 0, meaning);
    sheet.blank();
  }
  sheet.line(0, 2, words.fill(Word::code_message, {message}));
  if (!cure.empty()) sheet.line(0, 2, words.fill(Word::code_cure, {cure}));
  if (!wrong.empty()) example(sheet, words.of(Word::code_wrong), wrong);
  if (!right.empty()) example(sheet, words.of(Word::code_right), right);
  return sheet.take();
}

}  // namespace v0
}  // namespace entitle
