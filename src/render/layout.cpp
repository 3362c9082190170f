// Breaks lines and lays out columns by display width.
#include "render/layout.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace entitle::render {

namespace {

constexpr char32_t tie_point = U'\u00A0';
constexpr std::size_t least_width = 20;
constexpr std::size_t gap = 2;

bool closes(char32_t c) {
  constexpr std::u32string_view closing = U"，。；：、）》」』”！？,.;:)%";
  return closing.find(c) != std::u32string_view::npos;
}
bool opens(char32_t c) {
  constexpr std::u32string_view opening = U"（《「『“(";
  return opening.find(c) != std::u32string_view::npos;
}
bool wide(char32_t c) { return text::display_width(c) == 2; }

/// Whether a line may end between two code points, the first of which is no space.
bool may_part(char32_t a, char32_t b) {
  if (a == tie_point || b == tie_point || opens(a) || closes(b)) return false;
  if (wide(a) && closes(a)) return true;
  if (wide(b) && opens(b)) return true;
  return wide(a) && wide(b);
}

}  // namespace

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

std::size_t width_of(std::string_view text) { return text::display_width(text); }

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  const std::size_t now = width_of(text);
  if (now < width) out.append(width - now, ' ');
  return out;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  return wrap(text, width, width, false);
}

std::vector<std::string> wrap(std::string_view text, std::size_t first, std::size_t others,
                              bool cut) {
  std::vector<std::string> lines;
  const auto width = [&] { return lines.empty() ? first : others; };
  std::string line;
  std::size_t line_width = 0;
  std::string word;
  std::size_t word_width = 0;
  std::string spaces;
  const auto finish_word = [&] {
    if (word.empty()) return;
    if (!line.empty() && line_width + spaces.size() + word_width > width()) {
      lines.push_back(std::move(line));
      line.clear();
      line_width = 0;
    } else if (!line.empty()) {
      line += spaces;
      line_width += spaces.size();
    }
    spaces.clear();
    line += word;
    line_width += word_width;
    word.clear();
    word_width = 0;
  };
  char32_t before = 0;
  const text::CodePoints points(text);
  for (auto at = points.begin(); at != points.end(); ++at) {
    const char32_t c = *at;
    if (c == U' ') {
      finish_word();
      spaces += ' ';
    } else {
      const auto columns = static_cast<std::size_t>(std::max(0, text::display_width(c)));
      const bool too_wide = cut && word_width + columns > others;
      if (before != 0 && before != U' ' && (too_wide || may_part(before, c))) finish_word();
      text::append(word, c);
      word_width += columns;
    }
    before = c;
  }
  finish_word();
  if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

Sheet::Sheet(unsigned width) : width_(std::max<std::size_t>(width, least_width)) {}

Sheet::~Sheet() = default;

void Sheet::put(std::string line) {
  const std::size_t end = line.find_last_not_of(' ');
  line.resize(end == std::string::npos ? 0 : end + 1);
  out_ += line;
  out_ += '\n';
}

void Sheet::blank() {
  if (!out_.empty()) out_ += '\n';
}

void Sheet::title(std::string_view text, std::string_view right) { line(0, 2, text, right); }

void Sheet::heading(std::string_view text, std::string_view right) {
  blank();
  line(0, 2, text, right);
}

std::size_t Sheet::entry(const Entry& entry) {
  std::string head = entry.mark + (entry.mark.empty() ? "" : " ");
  std::size_t hanging = entry.indent + width_of(head);
  if (!entry.label.empty() || entry.column > 0) {
    head += padded(entry.label, entry.column) + "  ";
    hanging = entry.column > 0 ? entry.indent + width_of(head) : hanging + gap;
  }
  line(entry.indent, hanging, head + entry.text, entry.right);
  return hanging;
}

void Sheet::numbered(std::size_t indent, std::size_t number, std::string_view text,
                     std::string_view right) {
  line(indent, indent + 3, std::to_string(number) + std::string(tie) + " " + std::string(text),
       right);
}

void Sheet::line(std::size_t indent, std::size_t hanging, std::string_view text,
                 std::string_view right) {
  // A narrow page has little room for hanging.
  const std::size_t most = width_ / 3;
  indent = std::min(indent, most);
  hanging = std::min(hanging, most);
  std::vector<std::string> lines = wrap(text, width_ - indent, width_ - hanging, true);
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i].insert(0, i == 0 ? indent : hanging, ' ');
  if (!right.empty()) {
    const std::size_t used = width_of(lines.back());
    const std::size_t needs = width_of(right);
    if (used + gap + needs <= width_) {
      lines.back() = padded(lines.back(), width_ - needs) + std::string(right);
    } else {
      for (const std::string& more : wrap(right, width_ - hanging))
        lines.push_back(std::string(hanging, ' ') + more);
    }
  }
  for (std::string& line : lines) put(std::move(line));
}

void Sheet::table(std::size_t indent, const std::vector<std::vector<std::string>>& rows,
                  const std::vector<std::string>& /*heads*/) {
  std::vector<std::size_t> widths;
  std::vector<std::size_t> words;  // the widest that cannot be wrapped, by column
  for (const std::vector<std::string>& row : rows)
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (widths.size() <= c) widths.push_back(0);
      if (words.size() <= c) words.push_back(0);
      widths[c] = std::max(widths[c], width_of(row[c]));
      for (const std::string& word : wrap(row[c], 1)) words[c] = std::max(words[c], width_of(word));
    }
  if (widths.empty()) return;
  // Where the last column would have too little room, the others wrap sooner.
  std::size_t before_last = 0;
  bool stacked = true;
  for (const std::size_t widest : {34, 22}) {
    before_last = indent;
    for (std::size_t c = 0; c + 1 < widths.size(); ++c) {
      widths[c] = std::min(widths[c], std::max(widest, words[c]));
      before_last += widths[c] + gap;
    }
    stacked = before_last + std::min<std::size_t>(widths.back(), 30) > width_;
    if (!stacked) break;
  }
  if (!stacked) widths.back() = width_ - before_last;
  for (const std::vector<std::string>& row : rows) {
    if (stacked) {
      std::string head;
      for (std::size_t c = 0; c + 1 < row.size(); ++c)
        if (!row[c].empty()) head += (head.empty() ? "" : "  ") + row[c];
      line(indent, indent + 2, head);
      if (!row.back().empty()) line(indent + 4, indent + 4, row.back());
      continue;
    }
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 1;
    for (std::size_t c = 0; c < row.size(); ++c) {
      cells.push_back(wrap(row[c], widths[c]));
      height = std::max(height, cells.back().size());
    }
    for (std::size_t h = 0; h < height; ++h) {
      std::string out(indent, ' ');
      for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::string cell = h < cells[c].size() ? cells[c][h] : std::string();
        out += c + 1 < cells.size() ? padded(cell, widths[c] + gap) : cell;
      }
      put(std::move(out));
    }
  }
}

std::string Sheet::take() {
  std::string page;
  page.reserve(out_.size());
  for (std::size_t at = 0; at < out_.size();) {
    if (out_.compare(at, tie.size(), tie) == 0) {
      page += ' ';
      at += tie.size();
    } else {
      page += out_[at++];
    }
  }
  out_.clear();
  return page;
}

}  // namespace entitle::render
