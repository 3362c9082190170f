// Households in NDJSON. Finding the next lines looks at nothing but line ends; they are read later,
// by any thread: by the fast reader, or, where that does not take one, by the reader of single
// profiles, so that what is wrong is said as it is there, at its place in the file.
#include <algorithm>

#include "io/block_rows.hpp"
#include "io/cell_text.hpp"
#include "io/csv_rows.hpp"
#include "io/json_tokens.hpp"
#include "io/line_feed.hpp"
#include "io/ndjson_reader.hpp"
#include "io/table_source.hpp"
#include "text/encoding.hpp"

namespace entitle::io {

using text::Code;
using text::Word;

namespace {

/// Lines of a piece are not many more bytes than this, however long they are.
constexpr std::size_t piece_bytes = std::size_t{8} << 20;
/// Lines whose tokens are found together.
constexpr std::size_t bytes_together = std::size_t{1} << 15;
/// A longer line is read by the reader of single profiles, which counts its values.
constexpr std::size_t longest_fast = std::size_t{1} << 20;

/// Moves what is told of a line that was read by itself to where the line stands. The column.
std::uint32_t moved(Diagnostic& diagnostic, const std::string& file, std::uint64_t line) {
  std::uint32_t column = 0;
  for (Label& label : diagnostic.labels) {
    if (label.file != file) continue;
    if (label.primary && column == 0) column = label.column;
    label.line += static_cast<std::uint32_t>(line - 1);
    label.end_line += static_cast<std::uint32_t>(line - 1);
  }
  return column;
}

class NdjsonTable : public TableSource {
 public:
  NdjsonTable(const Intake& intake, const std::string& path, const TableOptions& options,
              BegunFile file)
      : intake_(intake),
        path_(path),
        options_(options),
        file_(std::move(file.file)),
        feed_(file_.get(), file.begun, text::Source::max_bytes) {
    for (std::uint32_t f = 0; f < intake.model().facts.size(); ++f)
      cells_.emplace_back(intake, model::FactId{f});
  }

  std::uint32_t piece() const override { return file_piece; }
  bool next(std::uint32_t households, RawTables& raw) override;
  void read(const RawTables& raw, TableBlock& out) const override;
  SingleHousehold single(const RawTables& raw, const TableBlock& read,
                         std::uint32_t household) const override;
  std::uint32_t locate(Diagnostic& diagnostic, std::uint64_t line) const override {
    return moved(diagnostic, path_, line);
  }
  const std::optional<Diagnostic>& failure() const override { return failure_; }
  std::uint64_t bytes_read() const override { return feed_.bytes_read(); }
  const std::vector<model::DefinitionId>& supplied() const override { return supplied_; }
  const std::string& name() const override { return path_; }

 private:
  void slow(std::string_view line, std::uint32_t household, TableBlock& out, BlockRows& rows) const;
  ProfileForm form() const { return {true, options_.ignore_extra}; }

  const Intake& intake_;
  std::string path_;
  TableOptions options_;
  FilePointer file_;
  LineFeed feed_;
  std::vector<CellText> cells_;                ///< by FactId
  std::vector<model::DefinitionId> supplied_;  ///< none by all lines
  std::optional<Diagnostic> failure_;
  std::uint64_t households_ = 0;
};

bool NdjsonTable::next(std::uint32_t households, RawTables& raw) {
  raw.parts.resize(1);
  raw.rejections.clear();
  raw.first = households_;
  RawTables::Part& part = raw.parts.front();
  part.bytes.clear();
  part.rows.clear();
  std::string_view line;
  while (part.rows.size() < households && part.bytes.size() < piece_bytes && feed_.next(line)) {
    part.rows.push_back({part.bytes.size(), line.size(), feed_.number()});
    part.bytes += line;
    part.bytes += '\n';
  }
  part.bytes.append(JsonTokens::padding, '\0');
  households_ += part.rows.size();
  if (feed_.failed())
    failure_ = said(options_.language, Code::file_unreadable, {path_, Word::io_failed});
  return !failure_ && !part.rows.empty();
}

void NdjsonTable::read(const RawTables& raw, TableBlock& out) const {
  out.clear();
  const RawTables::Part& part = raw.parts.front();
  const auto count = static_cast<std::uint32_t>(part.rows.size());
  out.rejected.assign(count, 0);
  std::size_t longest = bytes_together;
  std::vector<std::string_view> lines;
  for (const RawTables::Row& row : part.rows) {
    out.lines.push_back(row.line);
    lines.push_back(part.of(row));
    if (row.size <= longest_fast) longest = std::max(longest, row.size);
  }
  BlockRows rows(out);
  NdjsonReader fast(intake_, cells_, options_.ignore_extra, longest, out, rows);
  std::uint32_t found = 0;
  for (std::uint32_t h = 0; h < count;) {
    if (h == found) {
      const std::size_t begin = part.rows[h].begin;
      std::size_t size = part.rows[found++].size;
      for (; found < count; ++found) {
        const std::size_t more = part.rows[found].begin + part.rows[found].size - begin;
        if (more > bytes_together) break;
        size = more;
      }
      fast.find(std::string_view(part.bytes).substr(begin, size));
    }
    std::uint32_t read = fast.together(std::span(lines).subspan(h, found - h));
    if (read == 0) {
      if (lines[h].size() > longest_fast || !fast.read(lines[h])) slow(lines[h], h, out, rows);
      read = 1;
    }
    for (; read > 0; --read, ++h) {
      if (out.keys[0].size() > h && !out.keys[0][h].empty()) continue;
      // Called by its number where it has no key.
      out.keys[0].cut(h);
      rows.key({0}, h, std::to_string(raw.first + h + 1));
    }
  }
  rows.finish();
  std::ranges::sort(out.supplied);
}

/// A household that is written otherwise, or is wrong: then it is left unknown, and rejected.
void NdjsonTable::slow(std::string_view line, std::uint32_t household, TableBlock& out,
                       BlockRows& rows) const {
  text::SourceSet sources;
  const text::FileId file = sources.add(path_, std::string(line), options_.language);
  text::Report report(sources, options_.language);
  std::string key;
  const std::optional<ReadProfile> profile =
      read_profile(intake_, sources, file, report, form(), &key);
  const auto reject = [&](Diagnostic diagnostic) {
    Rejection& rejection = out.rejections.emplace_back();
    rejection.file = path_;
    rejection.line = out.lines[household];
    rejection.household = key;
    rejection.column = moved(diagnostic, path_, rejection.line);
    rejection.diagnostic = std::move(diagnostic);
    out.rejected[household] = 1;
  };
  if (profile) {
    for (const std::string& twice : rows.append(*profile))
      reject(said(options_.language, Code::table_duplicate_key, {twice}));
    return;
  }
  rows.add({0});
  if (!key.empty()) rows.key({0}, household, key);
  for (const Diagnostic& diagnostic : report.diagnostics())
    if (diagnostic.severity == Severity::error) reject(diagnostic);
}

SingleHousehold NdjsonTable::single(const RawTables& raw, const TableBlock& read,
                                    std::uint32_t household) const {
  const RawTables::Part& part = raw.parts.front();
  text::SourceSet sources;
  const text::FileId file =
      sources.add(path_, std::string(part.of(part.rows[household])), options_.language);
  text::Report report(sources, options_.language);
  std::optional<ReadProfile> profile = read_profile(intake_, sources, file, report, form());
  if (!profile) return TableSource::single(raw, read, household);
  if (!profile->household.facts_as_of)
    profile->household.facts_as_of = read.block.facts_as_of_household(household);
  return {std::move(profile->household), std::make_shared<const text::Source>(sources[file]),
          std::move(profile->places)};
}

}  // namespace

SingleHousehold TableSource::single(const RawTables&, const TableBlock& read,
                                    std::uint32_t household) const {
  return {read.block.household(household), nullptr, {}};
}

std::uint32_t TableSource::locate(Diagnostic&, std::uint64_t) const { return 0; }

std::unique_ptr<TableSource> open_ndjson(const Intake& intake, const std::string& path,
                                         const TableOptions& options, BegunFile households) {
  return std::make_unique<NdjsonTable>(intake, path, options, std::move(households));
}

}  // namespace entitle::io
