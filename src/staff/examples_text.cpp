// Shows examples that do not hold: what was expected, what was decided, and the lines of the rules
// that decided it, as the page of a determination tells them.
#include <string>
#include <vector>

#include "entitle/examples.hpp"
#include "render/layout.hpp"
#include "render/page.hpp"
#include "render/phrases.hpp"
#include "text/words.hpp"

namespace entitle {
inline namespace v0 {
namespace {

using text::Word;

constexpr std::size_t example_indent = 4;

// The determination as if it held one program and one recipient only.
Determination only(const Determination& whole, const Outcome& outcome) {
  Determination one = whole;
  ProgramInfo program = whole.programs[outcome.program_index];
  program.first_outcome = 0;
  program.outcomes = 1;
  one.programs = {program};
  one.outcomes = {outcome};
  one.outcomes.front().program_index = 0;
  return one;
}

class Teller {
 public:
  Teller(Language language, unsigned width)
      : language_(language), width_(width), words_(language), sheet_(width) {}

  void tell(const ExampleResult& example) {
    sheet_.line(0, 2, "✗ " + std::string(example.name), place(example.place));
    for (const Diagnostic& diagnostic : example.diagnostics)
      sheet_.line(example_indent, example_indent + 2, diagnostic.message);
    for (const Difference& difference : example.differences) tell(example, difference);
    sheet_.blank();
  }

  std::string take() { return sheet_.take(); }

 private:
  static std::string place(const RulePlace& place) {
    return place.file.empty() ? std::string()
                              : std::string(place.file) + ":" + std::to_string(place.line);
  }

  void tell(const ExampleResult& example, const Difference& difference) {
    std::string who(difference.label.in(language_));
    if (!difference.recipient.empty()) (who += "  ") += difference.recipient;
    sheet_.line(example_indent, example_indent + 2, who, place(difference.place));
    std::vector<std::vector<std::string>> rows{{std::string(words_.of(Word::test_expected)),
                                                expected(*example.determination, difference)}};
    if (difference.outcome == no_index) {
      rows.push_back({std::string(words_.of(Word::test_found)),
                      std::string(words_.of(Word::test_no_recipient))});
      sheet_.table(example_indent + 2, rows);
      return;
    }
    const Outcome& outcome = example.determination->outcomes[difference.outcome];
    rows.push_back({std::string(words_.of(Word::test_found)),
                    found(*example.determination, outcome, difference)});
    sheet_.table(example_indent + 2, rows);
    details(*example.determination, outcome);
  }

  std::string with_amount(std::string status, const std::optional<std::string>& amount) const {
    return amount ? words_.fill(Word::test_with_amount, {std::move(status), *amount}) : status;
  }

  std::string expected(const Determination& determination, const Difference& difference) const {
    const render::Phrases say(determination, language_);
    const std::string status = with_amount(
        say.status(difference.expected), difference.expected_amount
                                             ? std::optional(say.value(*difference.expected_amount))
                                             : std::nullopt);
    return difference.expected_because.empty()
               ? status
               : words_.fill(Word::test_because, {status, difference.expected_because});
  }

  std::string found(const Determination& determination, const Outcome& outcome,
                    const Difference& difference) const {
    const render::Phrases say(determination, language_);
    std::string status =
        with_amount(say.status(outcome.status),
                    outcome.amount ? std::optional(say.value(*outcome.amount)) : std::nullopt);
    if (difference.decided_by.empty() || difference.kind == Difference::Kind::amount) return status;
    std::vector<std::string> lines;
    for (const Text& line : difference.decided_by) lines.emplace_back(line.in(language_));
    return words_.fill(Word::test_because, {std::move(status), say.list(lines, Word::list_and)});
  }

  void details(const Determination& determination, const Outcome& outcome) {
    const Determination one = only(determination, outcome);
    render::Sheet sheet(
        width_ > 2 * example_indent + 20 ? width_ - 2 * static_cast<unsigned>(example_indent) : 20);
    render::Page page(one, language_, sheet);
    render::write_details(page);
    std::string lines = sheet.take();
    for (std::size_t at = 0; at < lines.size();) {
      const std::size_t end = lines.find('\n', at);
      const std::string line = lines.substr(at, end - at);
      if (!line.empty()) sheet_.verbatim(std::string(example_indent + 2, ' ') + line);
      at = end == std::string::npos ? lines.size() : end + 1;
    }
  }

  Language language_;
  unsigned width_;
  text::Words words_;
  render::Sheet sheet_;
};

}  // namespace

std::string TestReport::failures(Language language, unsigned width) const {
  Teller teller(language, width);
  for (const ExampleResult& example : examples)
    if (!example.passed()) teller.tell(example);
  return teller.take();
}

std::string TestReport::summary(Language language) const {
  const text::Words words = text::words(language);
  const std::string all = std::to_string(examples.size());
  const std::size_t failed = examples.size() - passed();
  if (examples.empty()) return std::string(words.of(Word::test_none));
  return failed == 0 ? words.fill(Word::test_all_passed, {all})
                     : words.fill(Word::test_some_failed, {all, std::to_string(failed)});
}

std::string TestReport::text(Language language, unsigned width) const {
  render::Sheet sheet(width);
  sheet.line(0, 0, summary(language));
  return failures(language, width) + sheet.take();
}

}  // namespace v0
}  // namespace entitle
