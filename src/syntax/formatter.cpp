// The order of a file, and the parts that declarations have in common: captions, citations, and
// where each stands.
#include "syntax/formatter.hpp"

#include <algorithm>
#include <utility>

#include "syntax/format.hpp"
#include "syntax/parse.hpp"
#include "syntax/print.hpp"

namespace entitle::syntax {

std::string Formatter::run() && {
  struct Part {
    std::uint32_t begin;
    std::function<void()> write;
  };
  std::vector<Part> parts;
  const auto add = [&](const auto& list, auto write) {
    for (const auto& each : list)
      parts.push_back({each.span.begin, [this, &each, write] { (this->*write)(each); }});
  };
  if (file_.ruleset) parts.push_back({file_.ruleset_span.begin, [this] { ruleset(); }});
  add(file_.documents, &Formatter::document);
  add(file_.entities, &Formatter::entity);
  add(file_.parameters, &Formatter::parameter);
  add(file_.definitions, &Formatter::definition);
  add(file_.rules, &Formatter::rule);
  add(file_.settlements, &Formatter::settlement);
  add(file_.examples, &Formatter::example);
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.begin < b.begin; });

  // Short declarations may stand together, longer ones stand apart.
  bool before_is_long = false;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    writer_.begin_part();
    parts[i].write();
    const bool is_long = writer_.lines_of_part() > 1;
    if (i != 0 && (is_long || before_is_long)) writer_.part_from_before();
    before_is_long = is_long;
  }
  return "# language: " + std::string(file_.language == Language::zh ? "zh" : "en") + "\n" +
         std::move(writer_).take();
}

std::uint32_t Formatter::past(Word word, std::uint32_t place) const {
  return trivia_.past(written_, word, place);
}

void Formatter::Clauses::add(text::Span span, std::function<void(text::Span)> write) {
  clauses_.push_back({span, std::move(write)});
}

void Formatter::Clauses::line(text::Span span, std::string text) {
  Formatter& formatter = formatter_;
  add(span, [&formatter, text = std::move(text)](text::Span from) {
    formatter.writer_.line(from, text);
  });
}

void Formatter::Clauses::caption(Word word, const Caption& caption) {
  if (!caption.span.empty())
    line(caption.span, formatter_.say(word, formatter_.speller_.caption(caption)));
}

void Formatter::Clauses::decided_by(const Caption& caption) {
  if (caption.span.empty()) return;
  const std::uint32_t end = formatter_.past(Word::kw_decided_end, caption.span.end);
  line({caption.span.begin, end},
       formatter_.wording().decided_by(formatter_.speller_.caption(caption)));
}

void Formatter::Clauses::citations(const std::vector<Citation>& citations,
                                   const std::string& before) {
  for (const std::vector<Citation>& together : formatter_.as_cited(citations))
    line(text::join(together.front().span, together.back().span),
         before + formatter_.cites(together.data(), together.data() + together.size()));
}

bool Formatter::Clauses::begins_behind(text::Span span) const {
  return std::all_of(clauses_.begin(), clauses_.end(),
                     [span](const Clause& clause) { return span.begin < clause.span.begin; });
}

void Formatter::Clauses::write() {
  std::stable_sort(clauses_.begin(), clauses_.end(),
                   [](const Clause& a, const Clause& b) { return a.span.begin < b.span.begin; });
  formatter_.writer_.indent();
  std::uint32_t end = head_end_;
  for (const Clause& clause : clauses_) {
    clause.write({formatter_.trivia_.next_token(end), clause.span.end});
    end = clause.span.end;
  }
  formatter_.writer_.outdent();
}

// Citations behind one `cites` are parted by commas.
std::vector<std::vector<Citation>> Formatter::as_cited(
    const std::vector<Citation>& citations) const {
  std::vector<std::vector<Citation>> lists;
  for (const Citation& citation : citations) {
    if (lists.empty() || trivia_.next_mark(lists.back().back().span.end) != ',')
      lists.emplace_back();
    lists.back().push_back(citation);
  }
  return lists;
}

std::string Formatter::cites(const Citation* first, const Citation* last) const {
  return say(Word::kw_cites,
             speller_.list(std::vector<Citation>(first, last),
                           [this](const Citation& each) { return speller_.citation(each); }));
}

void Formatter::cites_below(const std::vector<Citation>& citations, std::uint32_t after) {
  Clauses clauses(*this, after);
  clauses.citations(citations);
  clauses.write();
}

std::string format(const File& tree, const text::Source& source) {
  const Trivia trivia(source.text());
  return Formatter(tree, trivia, source.language()).run();
}

bool holds_the_same(const std::string& text, const File& tree, const text::Source& source) {
  text::SourceSet sources;
  text::Report report(sources);
  const text::FileId file = sources.add("", text);
  if (sources[file].fault() != text::SourceFault::none) return false;
  const File again = parse(sources[file], file, report);
  if (report.has_errors() || again.language != tree.language || print(again) != print(tree))
    return false;
  const Trivia before(source.text());
  const Trivia after(sources[file].text());
  return std::equal(before.comments().begin(), before.comments().end(), after.comments().begin(),
                    after.comments().end(), [&](const Comment& a, const Comment& b) {
                      return before.text(a.span) == after.text(b.span);
                    });
}

}  // namespace entitle::syntax
