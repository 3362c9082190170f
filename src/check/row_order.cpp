// Gaps and overlaps of rows: see row_order.hpp.
#include "check/row_order.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <string>

namespace entitle::check {
namespace {

using model::ParameterRow;
using Keys = std::vector<std::uint32_t>;

constexpr std::int64_t forever = std::numeric_limits<std::int64_t>::max();

std::int64_t last_day(const ParameterRow& row) {
  return row.through ? row.through->days() : forever;
}

class RowOrder {
 public:
  RowOrder(Context& context, const model::Parameter& parameter)
      : context_(context), parameter_(parameter) {}

  const ParameterRow& row(const PlacedRow& placed) const { return parameter_.rows[placed.row]; }

  void sort(std::vector<PlacedRow>& rows) const {
    std::stable_sort(rows.begin(), rows.end(), [&](const PlacedRow& a, const PlacedRow& b) {
      return row(a).from < row(b).from;
    });
  }

  void overlap(const PlacedRow& a, const PlacedRow& b) const {
    context_.report
        .report(Code::rows_overlap, b.place,
                {argument(parameter_.name), std::max(row(a).from, row(b).from).iso()})
        .also(a.place);
  }

  /// Rows of the same keys, sorted: no overlap, and no gap.
  void check_same_keys(const std::vector<PlacedRow>& rows, bool gaps) const {
    if (rows.empty()) return;
    PlacedRow latest = rows.front();
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const std::int64_t end = last_day(row(latest));
      const std::int64_t start = row(rows[i]).from.days();
      if (start <= end) {
        overlap(latest, rows[i]);
      } else if (gaps && start > end + 1) {
        context_.report
            .report(Code::rows_gap, rows[i].place,
                    {argument(parameter_.name),
                     Date::from_days(static_cast<std::int32_t>(end + 1)).iso(),
                     Date::from_days(static_cast<std::int32_t>(start - 1)).iso()})
            .also(latest.place);
      }
      if (last_day(row(rows[i])) > end) latest = rows[i];
    }
  }

  /// Rows of two patterns of `*` with as many keys each, that both hold for some keys: no overlap.
  void check_patterns(std::vector<PlacedRow> rows, const std::vector<bool>& first_pattern) const {
    sort(rows);
    const PlacedRow* latest[2] = {nullptr, nullptr};
    for (const PlacedRow& placed : rows) {
      const std::size_t mine = pattern(row(placed)) == first_pattern ? 0 : 1;
      const PlacedRow* other = latest[1 - mine];
      if (other != nullptr && row(placed).from.days() <= last_day(row(*other)))
        overlap(*other, placed);
      if (latest[mine] == nullptr || last_day(row(placed)) > last_day(row(*latest[mine])))
        latest[mine] = &placed;
    }
  }

  /// Which keys are given.
  static std::vector<bool> pattern(const ParameterRow& row) {
    std::vector<bool> given;
    for (const std::uint32_t key : row.keys) given.push_back(key != ParameterRow::any);
    return given;
  }

 private:
  Context& context_;
  const model::Parameter& parameter_;
};

}  // namespace

void check_rows(Context& context, const model::Parameter& parameter,
                const std::vector<PlacedRow>& placed, bool gaps) {
  const RowOrder order(context, parameter);
  std::map<Keys, std::vector<PlacedRow>> by_keys;
  std::map<std::vector<bool>, std::vector<PlacedRow>> by_pattern;
  for (const PlacedRow& row : placed) {
    by_keys[order.row(row).keys].push_back(row);
    by_pattern[RowOrder::pattern(order.row(row))].push_back(row);
  }
  for (auto& [keys, rows] : by_keys) {
    order.sort(rows);
    order.check_same_keys(rows, gaps);
  }
  for (auto a = by_pattern.begin(); a != by_pattern.end(); ++a)
    for (auto b = std::next(a); b != by_pattern.end(); ++b) {
      if (std::count(a->first.begin(), a->first.end(), true) !=
          std::count(b->first.begin(), b->first.end(), true))
        continue;
      std::map<Keys, std::vector<PlacedRow>> shared;
      for (const auto* rows : {&a->second, &b->second})
        for (const PlacedRow& row : *rows) {
          Keys keys = order.row(row).keys;
          for (std::size_t i = 0; i < keys.size(); ++i)
            if (!a->first[i] || !b->first[i]) keys[i] = ParameterRow::any;
          shared[keys].push_back(row);
        }
      for (auto& [keys, rows] : shared) order.check_patterns(rows, a->first);
    }
}

}  // namespace entitle::check
