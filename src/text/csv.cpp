// Splits a CSV text into cells byte by byte; commas, quotes and line breaks are ASCII, so UTF-8
// passes through.
#include "text/csv.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "text/utf8.hpp"

namespace entitle::text {

namespace {

/// Cells and rows one after the other, as they are written.
class Splitter {
 public:
  Splitter(const Source& source, FileId file, Report& report)
      : text_(source.text()), file_(file), report_(report) {}

  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  /// Whether something was wrong within the last row, so that nothing more need be said of it.
  [[nodiscard]] bool faulty() const { return faulty_; }

  CsvRow row() {
    CsvRow out;
    faulty_ = false;
    out.span.begin = here();
    out.line = line_;
    for (;;) {
      out.cells.push_back(cell());
      out.span.end = out.cells.back().span.end;
      if (at_end() || text_[at_] != ',') break;
      ++at_;
      if (++cells_ > CsvTable::max_cells) break;
    }
    if (++cells_ > CsvTable::max_cells) {
      report_.report(Code::csv_too_many_cells, {file_, {here(), here()}}, {CsvTable::max_cells});
      at_ = text_.size();
      faulty_ = true;
    }
    line_break();
    return out;
  }

 private:
  [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(at_); }
  [[nodiscard]] bool at_cell_end() const {
    return at_end() || text_[at_] == ',' || text_[at_] == '\n' || text_[at_] == '\r';
  }

  void line_break() {
    if (at_end()) return;
    const bool pair = text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
    at_ += pair ? 2 : 1;
    ++line_;
  }

  void skip_spaces() {
    while (!at_cell_end()) {
      const std::size_t length = decode(text_, at_).length;
      if (!trimmed(text_.substr(at_, length)).empty()) return;
      at_ += length;
    }
  }

  CsvCell cell() {
    skip_spaces();
    return !at_end() && text_[at_] == '"' ? quoted_cell() : plain_cell();
  }

  CsvCell plain_cell() {
    CsvCell out;
    const std::size_t begin = at_;
    std::size_t quote = std::string_view::npos;
    for (; !at_cell_end(); ++at_)
      if (text_[at_] == '"' && quote == std::string_view::npos) quote = at_;
    out.text = trimmed(text_.substr(begin, at_ - begin));
    out.span = {static_cast<std::uint32_t>(begin),
                static_cast<std::uint32_t>(begin + out.text.size())};
    if (quote != std::string_view::npos) stray(quote);
    return out;
  }

  CsvCell quoted_cell() {
    CsvCell out;
    out.quoted = true;
    const std::uint32_t begin = here();
    for (++at_;; ++at_) {
      if (at_end()) {
        report_.report(Code::csv_unclosed_quote, {file_, {begin, begin + 1}});
        faulty_ = true;
        break;
      }
      const char c = text_[at_];
      const bool doubled = c == '"' && at_ + 1 < text_.size() && text_[at_ + 1] == '"';
      if (c == '"' && !doubled) break;
      if (c == '\r' || c == '\n') {
        const bool pair = c == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
        at_ += pair ? 1 : 0;
        out.text += '\n';
        ++line_;
        continue;
      }
      out.text += c;
      if (doubled) ++at_;
    }
    if (!at_end()) ++at_;
    out.span = {begin, here()};
    skip_spaces();
    if (!at_cell_end()) {
      stray(at_);
      while (!at_cell_end()) ++at_;
    }
    return out;
  }

  void stray(std::size_t at) {
    const auto begin = static_cast<std::uint32_t>(at);
    report_.report(Code::csv_stray_quote, {file_, {begin, begin + 1}});
    faulty_ = true;
  }

  std::string_view text_;
  FileId file_;
  Report& report_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::size_t cells_ = 0;
  bool faulty_ = false;
};

bool is_blank(const CsvCell& cell) { return cell.text.empty() && !cell.quoted; }

bool is_blank(const CsvRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(),
                     [](const CsvCell& cell) { return is_blank(cell); });
}

void check_header(const CsvTable& table, Report& report) {
  std::unordered_map<std::string_view, const CsvCell*> seen;
  for (const CsvCell& cell : table.header.cells) {
    if (cell.text.empty()) continue;
    const auto [first, is_new] = seen.emplace(cell.text, &cell);
    if (is_new) continue;
    report.report(Code::csv_column_twice, table.place(cell), {cell.text})
        .label(table.place(*first->second), Word::label_first_here);
  }
}

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
  for (std::size_t i = 0; i < header.cells.size(); ++i)
    if (header.cells[i].text == name) return i;
  return std::nullopt;
}

std::string_view CsvTable::column_of(const CsvCell& cell) const {
  const auto row =
      std::upper_bound(rows.begin(), rows.end(), cell.span.begin,
                       [](std::uint32_t at, const CsvRow& r) { return at < r.span.begin; });
  if (row == rows.begin()) return {};
  const std::vector<CsvCell>& cells = (row - 1)->cells;
  const auto same = [&](const CsvCell& other) { return other.span == cell.span; };
  const auto found = std::find_if(cells.begin(), cells.end(), same);
  return found == cells.end() ? std::string_view()
                              : header.cells[static_cast<std::size_t>(found - cells.begin())].text;
}

bool is_word(std::string_view text, Word word) {
  for (const Language language : {Language::en, Language::zh})
    for (const std::string_view spelling : words(language).spellings(word))
      if (text == spelling) return true;
  return false;
}

CsvTable read_csv(const SourceSet& sources, FileId file, Report& report) {
  CsvTable table;
  table.file = file;
  const Source& source = sources[file];
  if (!check_readable(sources, file, report)) return table;

  Splitter splitter(source, file, report);
  bool has_header = false;
  while (!splitter.at_end()) {
    CsvRow row = splitter.row();
    if (is_blank(row) && !splitter.faulty()) continue;
    if (!has_header) {
      // A spreadsheet that once had more columns goes on saving commas for them.
      while (!row.cells.empty() && is_blank(row.cells.back())) row.cells.pop_back();
      table.header = std::move(row);
      has_header = true;
      continue;
    }
    const std::size_t columns = table.header.cells.size();
    while (row.cells.size() > columns && is_blank(row.cells.back())) row.cells.pop_back();
    if (splitter.faulty()) continue;
    if (row.cells.size() == columns) {
      table.rows.push_back(std::move(row));
    } else {
      report.report(Code::csv_cell_count, table.place(row), {row.cells.size(), columns});
    }
  }
  if (!has_header) report.report(Code::csv_no_header, Place{file, {}}, {source.name()});
  check_header(table, report);
  return table;
}

}  // namespace entitle::text
