// Bounds over the wider tables first; then both ends of the provisional values; settling only for
// what these leave.
#include "run/provisional.hpp"

#include <algorithm>

#include "run/boundaries.hpp"
#include "run/cutting.hpp"

namespace entitle::run {

using value::Interval;

void Provisional::widen(const Tables& tables) {
  if (tables_ == &tables && widened_ && widened_->as_of() == tables.as_of()) return;
  tables_ = &tables;
  any_provisional_ =
      std::ranges::any_of(tables.cells(), [](const TableCell& cell) { return cell.provisional; });
  widened_ = std::make_unique<Tables>(tables.widened());
}

/// The provisional cells below a node of the widened household.
void Provisional::mark_cells(AnswerBox& answer, const View& wide, Settling& settling,
                             NodeRow from) {
  for (const Leaf& leaf : settling.closure(wide, finder_.find(wide, from).leaves)) {
    if (leaf.kind != Leaf::Kind::cell || !tables_->cells()[leaf.row].provisional) continue;
    if (std::ranges::find(answer.provisional_cells, leaf.row) == answer.provisional_cells.end())
      answer.provisional_cells.push_back(leaf.row);
  }
  std::ranges::sort(answer.provisional_cells);
  answer.provisional = !answer.provisional_cells.empty();
}

/// Two parts of the widened household, with every provisional cell at its low end and at its high
/// end: most answers that can change change there already, and need no settling.
void Provisional::try_ends(const View& wide, std::vector<OpenAnswer>& doubtful) {
  constexpr std::int64_t far = 1'000'000'000 * value::scale;  // for an end without a bound
  std::vector<Holds> ends(2);
  for (const OpenAnswer& answer : doubtful)
    for (const Leaf& leaf : finder_.find(wide, answer.at).leaves) {
      if (leaf.kind != Leaf::Kind::cell || !tables_->cells()[leaf.row].provisional) continue;
      const Interval box = wide.cell(leaf.row);
      Box end;
      end.number = Interval::point(value::is_finite(box.lo) ? box.lo : std::min(-far, box.hi));
      put(ends[0], hold_leaf(model_, plan_, leaf, end));
      end.number = Interval::point(value::is_finite(box.hi) ? box.hi : std::max(far, box.lo));
      put(ends[1], hold_leaf(model_, plan_, leaf, end));
    }
  try_parts(wide, ends, doubtful);
}

/// The values at which comparisons turn, and the step before each, one provisional cell at a time:
/// what changes only between the two ends (the margin of a standard) changes there.
void Provisional::try_turns(const View& wide, std::vector<OpenAnswer>& doubtful) {
  constexpr std::size_t most = 32;
  std::vector<Holds> turns;
  for (const OpenAnswer& answer : doubtful) {
    if (!answer.status.depends()) continue;
    for (const auto& [cell, values] : find_boundaries(wide, finder_.find(wide, answer.at)).cells) {
      if (!tables_->cells()[cell].provisional) continue;
      Leaf leaf;
      leaf.kind = Leaf::Kind::cell;
      leaf.parameter = tables_->parameter_of(cell);
      leaf.row = cell;
      for (const std::int64_t value : values)
        for (const std::int64_t at : {value - model_[leaf.parameter].step, value}) {
          if (turns.size() == most || !wide.cell(cell).contains(at)) continue;
          Box box;
          box.number = Interval::point(at);
          put(turns.emplace_back(), hold_leaf(model_, plan_, leaf, box));
        }
    }
  }
  if (!turns.empty()) try_parts(wide, turns, doubtful);
}

/// Gives each doubtful answer that is another in a part the status it has there.
void Provisional::try_parts(const View& wide, const std::vector<Holds>& parts,
                            std::vector<OpenAnswer>& doubtful) {
  parts_.run(wide, parts);
  for (OpenAnswer& answer : doubtful) {
    if (!answer.status.depends()) continue;
    for (std::uint32_t p = 0; p < parts_.count(); ++p) {
      const StatusSet status = status_of(parts_.view(p), answer.at);
      if (parts_.contradicted(p) || status.depends() || status == answer.before) continue;
      answer.status = status;
      break;
    }
  }
}

void Provisional::mark(const View& base, Settling& settling, const DecideOptions& options,
                       Decision& decision) {
  widen(base.tables());
  if (!any_provisional_) return;
  machine_.run(base.frame(), *widened_);
  settling.forget();
  const View wide{model_, plan_, machine_, base.frame(), *widened_, base.number()};
  std::vector<OpenAnswer> doubtful;
  std::vector<std::size_t> which;  // beside `doubtful`: in decision.answers
  std::vector<Interval> amounts(decision.answers.size());
  for (std::size_t a = 0; a < decision.answers.size(); ++a) {
    AnswerBox& answer = decision.answers[a];
    const StatusSet status = status_of(wide, at(answer));
    const plan::NodeId amount = plan_.programs[answer.program].amount;
    if (amount != plan::no_node) amounts[a] = wide.number(amount, answer.row);
    if (!status.depends()) continue;
    if (answer.status.depends()) {
      mark_cells(answer, wide, settling, at(answer));
      continue;
    }
    OpenAnswer& made = doubtful.emplace_back();
    made.at = at(answer);
    made.amount = amount;
    made.status = status;
    made.before = answer.status;
    // The household as it is lies within the wider one, and shows what it is there.
    made.witnesses.push_back({answer.status, {}});
    made.narrowed = amounts[a];
    which.push_back(a);
  }
  if (!doubtful.empty()) {
    try_ends(wide, doubtful);
    try_turns(wide, doubtful);
    if (options.settled) settling.settle(wide, doubtful, options.limit, false);
    for (std::size_t i = 0; i < doubtful.size(); ++i) {
      AnswerBox& answer = decision.answers[which[i]];
      amounts[which[i]] = doubtful[i].narrowed;
      if (doubtful[i].status != answer.status) mark_cells(answer, wide, settling, at(answer));
    }
  }
  for (std::size_t a = 0; a < decision.answers.size(); ++a) {
    AnswerBox& answer = decision.answers[a];
    const plan::NodeId amount = plan_.programs[answer.program].amount;
    const bool pays = answer.status.has(Status::qualifies) || answer.status.has(Status::error);
    if (amount == plan::no_node || !pays) continue;
    const bool other_amount = amounts[a] != answer.amount;
    const bool other_fault = base.fault(amount, answer.row) != wide.fault(amount, answer.row);
    if (other_amount || other_fault) mark_cells(answer, wide, settling, {amount, answer.row});
  }
}

}  // namespace entitle::run
