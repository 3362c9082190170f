// The steps in their order, each for what the ones before leave: simple corners and halves for all
// open answers at once, a few aimed corners, few points or cuts, more aimed corners, points or
// cuts.
#include "run/settling.hpp"

#include <algorithm>

namespace entitle::run {

namespace {

constexpr std::uint32_t first_aims = 4;     // copies aimed at each side of each open answer
constexpr std::uint32_t further_aims = 24;  // for what these leave
constexpr std::uint32_t most_cases = 8;
constexpr std::uint32_t few_points = 64;  // rather than aiming
constexpr std::uint32_t few_parts = 8;

bool witnessed(const OpenAnswer& answer, StatusSet status) {
  return std::ranges::any_of(answer.witnesses,
                             [&](const OpenAnswer::Witness& w) { return w.then == status; });
}

StatusSet shown_by_witnesses(const OpenAnswer& answer) {
  StatusSet shown;
  for (const OpenAnswer::Witness& w : answer.witnesses) shown.add(w.then);
  return shown;
}

bool final(const OpenAnswer& answer) {
  StatusSet shown = shown_by_witnesses(answer);
  shown.add(answer.seen);
  return shown == answer.status;
}

}  // namespace

Settling::Settling(const model::Model& model, const plan::Plan& plan)
    : model_(model),
      plan_(plan),
      finder_(plan),
      one_(model),
      corners_(model, plan),
      halving_(model, plan),
      completions_(model, plan),
      cutting_(model, plan),
      parts_(model, plan) {}

void Settling::find_leaves(const View& base, OpenAnswer& answer) {
  answer.leaves = finder_.find(base, answer.at).leaves;
}

void Settling::witness(const View& copy, OpenAnswer& answer, bool explain) {
  const StatusSet status = status_of(copy, answer.at);
  if (status.depends() || witnessed(answer, status) || within(status, answer.status).empty())
    return;
  OpenAnswer::Witness& made = answer.witnesses.emplace_back();
  made.then = status;
  if (!explain) return;
  for (const Leaf& leaf : answer.leaves) made.boxes.push_back(box_of(copy, leaf));
}

void Settling::corners(const View& base, std::vector<OpenAnswer>& answers,
                       const std::vector<std::size_t>& which, std::uint32_t aims, bool explain) {
  std::vector<std::uint32_t> cells;
  std::vector<Aim> plan;
  for (const std::size_t i : which) {
    const OpenAnswer& answer = answers[i];
    for (const Leaf& leaf : closure(base, answer.leaves))
      if (leaf.kind == Leaf::Kind::cell) cells.push_back(leaf.row);
    for (std::uint32_t a = 0; a < aims; ++a)
      for (const Status one : all_statuses) {
        StatusSet alone;
        alone.add(one);
        if (one != Status::error && answer.status.has(one) && !witnessed(answer, alone))
          plan.push_back({answer.at, one});
      }
  }
  std::ranges::sort(cells);
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  completions_.build(base, boundaries_, cells, plan);
  for (std::uint32_t copy = 0; copy < completions_.count(); ++copy) {
    const View view = completions_.view(copy);
    for (const std::size_t i : which)
      if (shown_by_witnesses(answers[i]) != answers[i].status && !excluded(base, view, answers[i]))
        witness(view, answers[i], explain);
  }
}

void Settling::find_demands(const View& base) {
  if (demands_found_) return;
  demands_found_ = true;
  demands_.clear();
  for (plan::NodeId n = 0; n < plan_.nodes.size(); ++n) {
    const plan::Node& node = plan_.nodes[n];
    const bool binds =
        node.op == value::Op::applies || (node.op == value::Op::met && node.fact.valid());
    if (!binds) continue;
    const plan::NodeId under = plan_.args_of(node)[0];
    for (std::uint32_t r = 0; r < base.rows(node.entity); ++r)
      if (base.given(node.fact, r) && base.open(under, r))
        demands_.push_back({node.fact, r, finder_.find(base, {under, r}).leaves});
  }
}

std::vector<Leaf> Settling::closure(const View& base, const std::vector<Leaf>& leaves) {
  find_demands(base);
  std::vector<Leaf> all = leaves;
  std::vector<bool> taken(demands_.size(), false);
  const auto has = [&](const Leaf& leaf) { return std::ranges::find(all, leaf) != all.end(); };
  for (bool grown = true; grown;) {
    grown = false;
    for (std::size_t d = 0; d < demands_.size(); ++d) {
      if (taken[d] || std::ranges::none_of(demands_[d].leaves, has)) continue;
      taken[d] = true;
      grown = true;
      for (const Leaf& leaf : demands_[d].leaves)
        if (!has(leaf)) all.push_back(leaf);
    }
  }
  return all;
}

bool Settling::excluded(const View& base, const View& copy, const OpenAnswer& answer) {
  if (!copy.contradicted()) return false;
  const std::vector<Leaf> rests_on = closure(base, answer.leaves);
  const auto touches = [&](const Clash& clash) {
    if (!clash.fact.valid()) return true;
    const model::EntityId entity = model_[clash.fact].entity;
    const auto demand = std::ranges::find_if(demands_, [&](const Demand& one) {
      return one.fact == clash.fact && copy.global(entity, one.row) == clash.row;
    });
    return demand == demands_.end() || std::ranges::any_of(demand->leaves, [&](const Leaf& leaf) {
             return std::ranges::find(rests_on, leaf) != rests_on.end();
           });
  };
  return std::ranges::any_of(copy.machine().clashes(), [&](const Clash& clash) {
    return clash.household == copy.number() && touches(clash);
  });
}

void Settling::witnesses_from_parts(const View& base, OpenAnswer& answer, const CutResult& result,
                                    bool explain) {
  std::vector<Holds> parts;
  for (const CutPart& part : result.parts)
    if (!part.status.empty() && !witnessed(answer, part.status) && parts.size() < most_cases)
      parts.push_back(part.holds);
  for (const Holds& holds : parts) {
    if (final(answer)) return;
    parts_.run(base, {holds});
    std::vector<std::uint32_t> cells;
    for (const Leaf& leaf : closure(base, answer.leaves))
      if (leaf.kind == Leaf::Kind::cell) cells.push_back(leaf.row);
    std::ranges::sort(cells);
    const View view = parts_.view(0);
    completions_.build(view, boundaries_, cells, std::vector<Aim>(further_aims));
    for (std::uint32_t copy = 0; copy < completions_.count(); ++copy)
      if (!excluded(base, completions_.view(copy), answer))
        witness(completions_.view(copy), answer, explain);
  }
}

/// What points are there, where they are few, or a few cuts: done where it is certain, or where the
/// points show every status. Returns false where no completion is left.
bool Settling::decide_by_few(const View& base, OpenAnswer& answer, std::uint32_t limit,
                             bool explain) {
  if (std::optional<CutResult> points =
          cutting_.enumerate(base, answer.at, answer.amount, closure(base, answer.leaves),
                             std::min(limit, few_points)))
    return conclude(base, answer, *points, true, explain);
  const CutResult result =
      cutting_.cut(base, answer.at, answer.amount, std::min(limit, few_parts), false);
  if (!result.complete || result.status.depends() ||
      within(result.status, answer.status) != result.status)
    return true;
  return conclude(base, answer, result, false, explain);
}

bool Settling::decide(const View& base, OpenAnswer& answer, std::uint32_t limit, bool explain) {
  const std::optional<CutResult> points =
      cutting_.enumerate(base, answer.at, answer.amount, closure(base, answer.leaves), limit);
  return conclude(base, answer,
                  points ? *points : cutting_.cut(base, answer.at, answer.amount, limit, false),
                  points.has_value(), explain);
}

/// Takes over what points or cuts came to.
bool Settling::conclude(const View& base, OpenAnswer& answer, const CutResult& result, bool points,
                        bool explain) {
  answer.tried += result.tried;
  if (result.status.empty()) return false;
  // Where a part overflows although the whole was not seen to, what the parts say is not all.
  if (result.status.has(Status::error) && !answer.status.has(Status::error)) {
    answer.settled = false;
    return true;
  }
  const StatusSet status = within(result.status, answer.status);
  if (answer.amount != plan::no_node && !result.amount.empty())
    answer.narrowed = value::meet(answer.narrowed, result.amount);
  if (status.depends()) {
    if (points) {
      for (const CutPart& part : result.parts) {
        if (part.status.depends() || witnessed(answer, part.status) ||
            within(part.status, answer.status).empty())
          continue;
        OpenAnswer::Witness& made = answer.witnesses.emplace_back();
        made.then = part.status;
        if (!explain) continue;
        for (const Leaf& leaf : answer.leaves)
          for (const Hold& hold : part.holds)
            if (hold.same_place(hold_leaf(model_, plan_, leaf, {}))) made.boxes.push_back(hold.box);
      }
      answer.status = status;
    } else {
      witnesses_from_parts(base, answer, result, explain);
      answer.settled = final(answer);
    }
    return true;
  }
  make_certain(base, answer, status, explain);
  return true;
}

/// Cutting decided an answer: finds the cases that tell why.
void Settling::make_certain(const View& base, OpenAnswer& answer, StatusSet status, bool explain) {
  answer.status = status;
  answer.by_cases = true;
  answer.witnesses.clear();
  if (!explain) return;
  CutResult told = cutting_.cut(base, answer.at, answer.amount, most_cases, true);
  if (told.complete && told.status == answer.status) answer.cases = std::move(told.parts);
}

std::uint32_t Settling::program_of(const OpenAnswer& answer) const {
  const auto program =
      std::ranges::find(plan_.programs, answer.at.node, &plan::ProgramNodes::status);
  return static_cast<std::uint32_t>(program - plan_.programs.begin());
}

/// Runs simple completions, and notes of each open answer which of its statuses they show.
void Settling::see(const View& base, std::vector<OpenAnswer>& answers) {
  const auto depends = [](const OpenAnswer& answer) { return answer.status.depends(); };
  if (std::ranges::none_of(answers, depends)) return;
  const StatusColumns& shown = corners_.show(base);
  for (OpenAnswer& answer : answers)
    if (depends(answer))
      answer.seen = within(shown[program_of(answer)][answer.at.row], answer.status);
}

/// Halves the household for what simple completions leave.
void Settling::halve(const View& base, std::vector<OpenAnswer>& answers, bool explain) {
  StatusColumns open(plan_.programs.size());
  for (std::uint32_t p = 0; p < open.size(); ++p)
    open[p].resize(base.rows(model_[plan_.programs[p].rule].entity));
  bool any = false;
  for (const OpenAnswer& answer : answers) {
    if (!answer.status.depends() || final(answer)) continue;
    open[program_of(answer)][answer.at.row] = answer.status;
    any = true;
  }
  if (!any) return;
  one_.clear();
  one_.append_copies(base.frame(), base.number(), 1);
  const StatusColumns& certain = halving_.decide(one_, base.tables(), open);
  for (OpenAnswer& answer : answers) {
    const StatusSet status = certain[program_of(answer)][answer.at.row];
    if (status.empty()) continue;
    find_leaves(base, answer);
    answer.tried += 2;
    make_certain(base, answer, status, explain);
  }
}

void Settling::find_boundaries_of(const View& base, std::vector<OpenAnswer>& answers,
                                  const std::vector<std::size_t>& which) {
  boundaries_ = {};
  for (const std::size_t i : which) {
    const Support& support = finder_.find(base, answers[i].at);
    answers[i].leaves = support.leaves;
    Boundaries found = find_boundaries(base, support);
    for (auto& [at, list] : found.nodes)
      boundaries_.nodes.try_emplace(at).first->second.insert(boundaries_.nodes[at].end(),
                                                             list.begin(), list.end());
    boundaries_.turns.insert(boundaries_.turns.end(), found.turns.begin(), found.turns.end());
    for (auto& [cell, list] : found.cells)
      boundaries_.cells.try_emplace(cell).first->second.insert(boundaries_.cells[cell].end(),
                                                               list.begin(), list.end());
  }
  const auto ordered = [](std::vector<std::int64_t>& list) {
    std::ranges::sort(list);
    list.erase(std::unique(list.begin(), list.end()), list.end());
  };
  std::ranges::sort(boundaries_.turns);
  for (auto& [at, list] : boundaries_.nodes) ordered(list);
  for (auto& [cell, list] : boundaries_.cells) ordered(list);
}

bool Settling::settle(const View& base, std::vector<OpenAnswer>& answers, std::uint32_t limit,
                      bool explain, bool is_simple_done) {
  forget();
  if (!is_simple_done) {
    see(base, answers);
    halve(base, answers, explain);
  }
  const auto done = [&](std::size_t i) {
    return !answers[i].status.depends() || final(answers[i]);
  };
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < answers.size(); ++i)
    if (!done(i)) open.push_back(i);
  if (!open.empty()) find_boundaries_of(base, answers, open);
  const auto aim = [&](std::uint32_t aims) {
    if (!open.empty()) corners(base, answers, open, aims, explain);
    std::erase_if(open, done);
  };
  bool possible = true;
  aim(first_aims);
  for (const std::size_t i : open)
    possible = decide_by_few(base, answers[i], limit, explain) && possible;
  std::erase_if(open, done);
  aim(further_aims);
  for (const std::size_t i : open) possible = decide(base, answers[i], limit, explain) && possible;
  if (explain) witnesses_of_seen(base, answers);
  return possible;
}

/// What was seen needs no witness to be settled, but one to be told.
void Settling::witnesses_of_seen(const View& base, std::vector<OpenAnswer>& answers) {
  std::vector<std::size_t> seen;
  for (std::size_t i = 0; i < answers.size(); ++i)
    if (answers[i].status.depends() && final(answers[i])) seen.push_back(i);
  if (seen.empty()) return;
  find_boundaries_of(base, answers, seen);
  for (const std::uint32_t aims : {first_aims, further_aims}) {
    std::erase_if(
        seen, [&](std::size_t i) { return shown_by_witnesses(answers[i]) == answers[i].status; });
    if (seen.empty()) return;
    corners(base, answers, seen, aims, true);
  }
  // The completions that see() ran are still there.
  for (const std::size_t i : seen)
    for (std::uint32_t copy = 0; copy < corners_.count(); ++copy)
      if (!corners_.view(copy).contradicted()) witness(corners_.view(copy), answers[i], true);
}

}  // namespace entitle::run
