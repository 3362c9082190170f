// Writes the blocks of a page as CommonMark, an empty line between two.
#include "render/markdown.hpp"

#include <algorithm>

#include "text/utf8.hpp"

namespace entitle::render {

namespace {

bool is_read(char c) {
  constexpr std::string_view characters = "\\`*_[]<>&|~";
  return characters.find(c) != std::string_view::npos;
}

/// Where a character at the beginning would open a list, a heading or a rule; npos: nowhere.
std::size_t opener(std::string_view text) {
  constexpr std::string_view openers = "#+-=";
  if (text.empty()) return std::string_view::npos;
  if (openers.find(text[0]) != std::string_view::npos) return 0;
  const auto number = std::find_if_not(text.begin(), text.end(), text::is_digit);
  const auto at = static_cast<std::size_t>(number - text.begin());
  const bool list = at > 0 && at < text.size() && (text[at] == '.' || text[at] == ')') &&
                    (at + 1 == text.size() || text[at + 1] == ' ');
  return list ? at : std::string_view::npos;
}

std::string with_right(std::string text, std::string_view right) {
  const std::string said = escaped(right);
  if (!said.empty()) text += " — " + said;
  return text;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const bool tied = text.compare(at, tie.size(), tie) == 0;
    const bool space = tied || static_cast<unsigned char>(text[at]) <= ' ' || text[at] == '\x7F';
    if (!space)
      plain += text[at];
    else if (!plain.empty() && plain.back() != ' ')
      plain += ' ';
    at += tied ? tie.size() : 1;
  }
  while (plain.ends_with(' ')) plain.pop_back();
  const std::size_t opens = opener(plain);
  std::string out;
  for (std::size_t at = 0; at < plain.size(); ++at) {
    if (is_read(plain[at]) || at == opens) out += '\\';
    out += plain[at];
  }
  return out;
}

void MarkdownSheet::block(const std::string& text) {
  if (!out().empty()) out() += '\n';
  out() += text + "\n";
  open_.clear();
  in_list_ = false;
}

void MarkdownSheet::item(std::size_t indent, const std::string& bullet, const std::string& text) {
  if (text.empty()) return;
  if (!in_list_ && !out().empty()) out() += '\n';
  in_list_ = true;
  while (!open_.empty() && open_.back().indent >= indent) open_.pop_back();
  const std::size_t column = open_.empty() ? 0 : open_.back().content;
  out() += std::string(column, ' ') + bullet + text + "\n";
  open_.push_back({indent, column + bullet.size()});
}

void MarkdownSheet::title(std::string_view text, std::string_view right) {
  block("# " + escaped(text));
  if (!right.empty()) block(escaped(right));
}

void MarkdownSheet::heading(std::string_view text, std::string_view right) {
  block("## " + escaped(text));
  if (!right.empty()) block(escaped(right));
}

void MarkdownSheet::line(std::size_t indent, std::size_t /*hanging*/, std::string_view text,
                         std::string_view right) {
  if (indent == 0)
    block(with_right(escaped(text), right));
  else
    item(indent, bullet(), with_right(escaped(text), right));
}

std::size_t MarkdownSheet::entry(const Entry& entry) {
  std::string text = entry.mark;
  const auto add = [&text](const std::string& part) {
    if (!part.empty()) text += (text.empty() ? "" : " ") + part;
  };
  const std::string label = escaped(entry.label);
  if (!label.empty()) add("**" + label + "**");
  add(escaped(entry.text));
  item(entry.indent, bullet(), with_right(std::move(text), entry.right));
  return entry.indent + 2;
}

void MarkdownSheet::numbered(std::size_t indent, std::size_t number, std::string_view text,
                             std::string_view right) {
  item(indent, std::to_string(number) + ". ", with_right(escaped(text), right));
}

// Two lists with nothing between them are two only if their bullets differ.
void MarkdownSheet::blank() {
  if (in_list_) bullet_ = bullet_ == '-' ? '*' : '-';
  open_.clear();
  in_list_ = false;
}

void MarkdownSheet::table(std::size_t /*indent*/, const std::vector<std::vector<std::string>>& rows,
                          const std::vector<std::string>& heads) {
  if (rows.empty()) return;
  std::size_t columns = heads.size();
  for (const std::vector<std::string>& row : rows) columns = std::max(columns, row.size());
  const auto line = [columns](const std::vector<std::string>& cells) {
    std::string out = "|";
    for (std::size_t c = 0; c < columns; ++c)
      out += " " + (c < cells.size() ? escaped(cells[c]) : std::string()) + " |";
    return out;
  };
  std::string text = line(heads) + "\n|";
  for (std::size_t c = 0; c < columns; ++c) text += " --- |";
  for (const std::vector<std::string>& row : rows) text += "\n" + line(row);
  block(text);
}

}  // namespace entitle::render
