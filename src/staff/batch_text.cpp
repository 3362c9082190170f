// What a batch came to, as a page: totals, then a table of the programs, and one more for each
// group that was asked for. Amounts of different periods stand in tables of their own rows and are
// never added.
#include <algorithm>
#include <string>
#include <vector>

#include "entitle/batch.hpp"
#include "entitle/description.hpp"
#include "render/layout.hpp"
#include "text/words.hpp"

namespace entitle {
inline namespace v0 {
namespace {

using render::grouped;
using text::Word;

class BatchPage {
 public:
  BatchPage(const BatchSummary& summary, const Ruleset& ruleset, Language language, unsigned width)
      : summary_(summary),
        description_(ruleset.describe()),
        language_(language),
        words_(text::words(language)),
        sheet_(width) {
    for (const Column& column : all_columns)
      if (column.always || std::ranges::any_of(summary.programs, [&](const BatchTotals& totals) {
            return count(totals, column.status) != 0;
          }))
        columns_.push_back(column);
  }

  std::string take() {
    say(Word::batch_households, {grouped(summary_.households)});
    if (summary_.settled != 0)
      say(Word::batch_settled, {grouped(summary_.settled), grouped(summary_.unsettled)});
    std::uint64_t unsupported = 0;
    std::uint64_t missed = 0;
    for (const BatchTotals& totals : summary_.programs) {
      unsupported += totals.recorded_not_supported;
      missed += totals.entitled_not_recorded;
    }
    if (unsupported + missed != 0)
      say(Word::batch_recorded, {grouped(unsupported), grouped(missed)});
    programs({}, summary_.programs);
    for (const auto& [name, totals] : summary_.groups) {
      if (std::ranges::none_of(totals, [](const BatchTotals& one) { return any(one); })) continue;
      programs(name.empty() ? std::string(words_.of(Word::batch_not_known))
                            : std::string(name.in(language_)),
               totals);
    }
    return sheet_.take();
  }

 private:
  /// A status that is counted; nothing: what depends.
  struct Column {
    std::optional<Status> status;
    Word head;
    bool always;
  };
  static constexpr Column all_columns[] = {
      {Status::qualifies, Word::batch_qualifies, true},
      {std::nullopt, Word::batch_depends, true},
      {Status::excluded, Word::batch_excluded, false},
      {Status::nothing_left_to_pay, Word::batch_nothing_left, false},
      {Status::does_not_qualify, Word::batch_not, true},
      {Status::not_in_force, Word::batch_not_in_force, false},
      {Status::error, Word::batch_error, false},
  };

  static std::uint64_t count(const BatchTotals& totals, std::optional<Status> status) {
    return status ? totals.by_status[static_cast<std::size_t>(*status)] : totals.depends;
  }
  static bool any(const BatchTotals& totals) {
    return totals.depends != 0 ||
           std::ranges::any_of(totals.by_status, [](auto n) { return n != 0; });
  }

  void say(Word word, std::initializer_list<std::string> arguments) {
    sheet_.line(0, 2, words_.fill(word, arguments));
  }

  std::string unit(Period period) const {
    return std::string(words_.of(period == Period::month  ? Word::batch_month
                                 : period == Period::year ? Word::batch_year
                                                          : Word::batch_once));
  }

  /// The names of programs to the left, numbers to the right of their columns.
  void programs(const std::string& heading, const std::vector<BatchTotals>& totals) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> heads{std::string(words_.of(Word::batch_program))};
    for (const Column& column : columns_) heads.emplace_back(words_.of(column.head));
    heads.emplace_back(words_.of(Word::batch_least));
    heads.emplace_back(words_.of(Word::batch_most));
    heads.emplace_back();
    rows.push_back(heads);
    for (std::size_t p = 0; p < totals.size(); ++p) {
      const ProgramBrief& program = description_.programs[p];
      std::vector<std::string> row{program.name.in(language_)};
      for (const Column& column : columns_) row.push_back(grouped(count(totals[p], column.status)));
      if (program.amount.empty()) {
        row.insert(row.end(), 3, {});
      } else {
        row.push_back(totals[p].least.to_string(2, true));
        row.push_back(totals[p].most ? totals[p].most->to_string(2, true)
                                     : std::string(words_.of(Word::batch_no_bound)));
        row.push_back(unit(program.period));
      }
      rows.push_back(std::move(row));
    }
    sheet_.blank();
    if (!heading.empty()) sheet_.line(0, 2, heading);
    std::vector<std::size_t> widths(rows.front().size());
    for (const auto& row : rows)
      for (std::size_t c = 0; c < row.size(); ++c)
        widths[c] = std::max(widths[c], render::width_of(row[c]));
    for (const auto& row : rows) {
      std::string line;
      for (std::size_t c = 0; c < row.size(); ++c) {
        const std::string space(widths[c] - render::width_of(row[c]), ' ');
        if (c != 0) line += "  ";
        const bool left = c == 0 || c + 1 == row.size();
        line += left ? row[c] + space : space + row[c];
      }
      line.erase(line.find_last_not_of(' ') + 1);
      sheet_.verbatim(std::move(line));
    }
  }

  const BatchSummary& summary_;
  Description description_;
  Language language_;
  text::Words words_;
  render::Sheet sheet_;
  std::vector<Column> columns_;
};

}  // namespace

std::string BatchSummary::text(const Ruleset& ruleset, Language language, unsigned width) const {
  return BatchPage(*this, ruleset, language, width).take();
}

}  // namespace v0
}  // namespace entitle
