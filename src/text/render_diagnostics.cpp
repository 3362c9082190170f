// The one renderer of diagnostics: the sentence, then each place under its quoted line, then notes
// and the cure. Marks are placed by display width, so that they stand right under 汉字; everything
// drawn comes from the diagnostic itself. The machine-readable form is io's.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/diagnostic.hpp"
#include "text/utf8.hpp"
#include "text/words.hpp"

namespace entitle {
inline namespace v0 {

namespace {

using text::Word;

constexpr std::size_t tab_stop = 4;

std::string spaces(std::size_t n) { return std::string(n, ' '); }

/// A quoted line as it is drawn, and where in it each code point stands.
struct DrawnLine {
  std::string text;
  std::vector<std::size_t> starts;  // the display column of each code point, and of the end
};

DrawnLine drawn(const Label& label) {
  DrawnLine line;
  std::size_t at = 0;
  if (label.quote_column > 1) {
    line.text = "…";
    at = 1;
  }
  for (const char32_t c : text::CodePoints(label.quote)) {
    line.starts.push_back(at);
    if (c == U'\t') {
      const std::size_t width = tab_stop - at % tab_stop;
      line.text += spaces(width);
      at += width;
    } else {
      text::append(line.text, c);
      at += static_cast<std::size_t>(text::display_width(c));
    }
  }
  line.starts.push_back(at);
  if (label.quote_ends_early) line.text += "…";
  return line;
}

/// The display columns that a label's mark covers: at least one.
struct Extent {
  std::size_t begin;
  std::size_t end;
};

Extent extent(const Label& label, const DrawnLine& line) {
  const std::size_t last = line.starts.size() - 1;
  const auto index = [&](std::uint32_t column) {
    const std::size_t i = column < label.quote_column ? 0 : column - label.quote_column;
    return std::min(i, last);
  };
  const std::size_t begin = line.starts[index(label.column)];
  const std::size_t end =
      label.end_line > label.line ? line.starts[last] : line.starts[index(label.end_column)];
  return {begin, std::max(end, begin + 1)};
}

bool same_quote(const Label& a, const Label& b) {
  return a.line == b.line && a.quote_column == b.quote_column && a.quote == b.quote;
}

void trim_right(std::string& row) { row.erase(row.find_last_not_of(' ') + 1); }

/// Draws one diagnostic. The gutter holds the line numbers.
class Drawing {
 public:
  explicit Drawing(const Diagnostic& diagnostic)
      : diagnostic_(diagnostic), words_(text::words(diagnostic.language)) {
    std::uint32_t most = 0;
    for (const Label& label : diagnostic.labels) most = std::max(most, label.line);
    gutter_ = std::to_string(most).size();
  }

  std::string draw() {
    headline();
    places();
    for (const std::string& note : diagnostic_.notes) remark(Word::diagnostic_note, note);
    if (!diagnostic_.help.empty()) remark(Word::diagnostic_help, diagnostic_.help);
    return std::move(out_);
  }

 private:
  void headline() {
    const Word severity = diagnostic_.severity == Severity::error     ? Word::diagnostic_error
                          : diagnostic_.severity == Severity::warning ? Word::diagnostic_warning
                                                                      : Word::diagnostic_note;
    out_ += words_.of(severity);
    out_ += '[' + diagnostic_.code + ']';
    out_ += words_.of(Word::diagnostic_colon);
    out_ += diagnostic_.message + '\n';
  }

  void remark(Word kind, const std::string& sentence) {
    out_ += spaces(gutter_ + 1) + "= ";
    out_ += words_.of(kind);
    out_ += words_.of(Word::diagnostic_colon);
    out_ += sentence + '\n';
  }

  void places() {
    if (diagnostic_.labels.empty()) {
      if (!diagnostic_.path.empty()) corner(diagnostic_.path);
      return;
    }
    std::vector<const Label*> rest;
    for (const Label& label : diagnostic_.labels) rest.push_back(&label);
    for (bool first_file = true; !rest.empty(); first_file = false) {
      const std::string& file = rest.front()->file;
      std::vector<const Label*> here;
      for (const Label* label : rest)
        if (label->file == file) here.push_back(label);
      std::erase_if(rest, [&](const Label* label) { return label->file == file; });
      std::string title = file + ':' + std::to_string(here.front()->line) + ':' +
                          std::to_string(here.front()->column);
      if (first_file && !diagnostic_.path.empty()) title += "  " + diagnostic_.path;
      corner(title);
      lines(std::move(here));
    }
  }

  void corner(const std::string& title) { out_ += spaces(gutter_ + 1) + "┌─ " + title + '\n'; }

  void row(const std::string& number, std::string content) {
    std::string line = spaces(gutter_ - number.size()) + number + " │ " + std::move(content);
    trim_right(line);
    out_ += line + '\n';
  }

  // All labels of one file, by line.
  void lines(std::vector<const Label*> labels) {
    std::stable_sort(labels.begin(), labels.end(), [](const Label* a, const Label* b) {
      return a->line != b->line ? a->line < b->line : a->begin < b->begin;
    });
    for (std::size_t i = 0; i < labels.size();) {
      std::size_t next = i + 1;
      while (next < labels.size() && same_quote(*labels[i], *labels[next])) ++next;
      if (i > 0 && labels[i]->line > labels[i - 1]->line + 1) row("", "…");
      marked_line({labels.begin() + static_cast<std::ptrdiff_t>(i),
                   labels.begin() + static_cast<std::ptrdiff_t>(next)});
      i = next;
    }
  }

  // One line and the marks under it, its labels from left to right. The last one's text stands
  // beside the marks, those before it on rows of their own, so that no text runs into a mark.
  void marked_line(const std::vector<const Label*>& labels) {
    const DrawnLine line = drawn(*labels.front());
    row(std::to_string(labels.front()->line), line.text);
    std::string marks;
    for (const bool primary : {false, true}) {
      for (const Label* label : labels) {
        if (label->primary != primary) continue;
        const Extent at = extent(*label, line);
        if (marks.size() < at.end) marks.resize(at.end, ' ');
        std::fill(marks.begin() + static_cast<std::ptrdiff_t>(at.begin),
                  marks.begin() + static_cast<std::ptrdiff_t>(at.end), primary ? '^' : '~');
      }
    }
    row("", marks + ' ' + labels.back()->text);
    for (auto label = labels.rbegin() + 1; label < labels.rend(); ++label)
      if (!(*label)->text.empty()) row("", spaces(extent(**label, line).begin) + (*label)->text);
  }

  const Diagnostic& diagnostic_;
  text::Words words_;
  std::size_t gutter_ = 1;
  std::string out_;
};

}  // namespace

std::string to_text(const Diagnostic& diagnostic) { return Drawing(diagnostic).draw(); }

std::string to_text(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!out.empty()) out += '\n';
    out += to_text(diagnostic);
  }
  return out;
}

}  // namespace v0
}  // namespace entitle
