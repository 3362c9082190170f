// The asking order, found greedily: at each turn the question that settles most of what is still
// open, in all scenarios left by the questions before it.
#include "run/asking.hpp"

#include <algorithm>

namespace entitle::run {

using plan::Shape;
using value::Interval;

namespace {

constexpr std::size_t most_scenarios = 48;
constexpr std::size_t most_rows = 4096;  // of one weighing
constexpr std::size_t most_questions = 32;
constexpr std::size_t most_answers = 128;  // to one question: a county is one of 74

}  // namespace

std::vector<Box> answers_of(const View& base, const Leaf& leaf, const Boundaries& boundaries) {
  const plan::Plan& plan = base.plan();
  std::vector<Box> boxes;
  const auto numbers = [&](const std::vector<Interval>& parts) {
    for (const Interval part : parts) boxes.emplace_back().number = part;
  };
  if (leaf.kind == Leaf::Kind::cell) {
    const auto found = boundaries.cells.find(leaf.row);
    numbers(pieces(base.cell(leaf.row), base.model()[leaf.parameter].step,
                   found == boundaries.cells.end() ? nullptr : &found->second, false));
    return boxes;
  }
  if (leaf.kind == Leaf::Kind::size) {
    const model::EntityId element = base.model()[leaf.collection].element;
    const View::Elements range = base.elements(leaf.collection, leaf.row);
    for (std::uint32_t r = range.first; r < range.last; ++r) {
      const std::int64_t least = base.least(element, r);
      const std::int64_t most = base.most(element, r);
      if (least == most) continue;
      for (std::int64_t size = least; size < std::min<std::int64_t>(2, most + 1); ++size)
        boxes.emplace_back().number = Interval::point(size);
      if (most >= 2) boxes.emplace_back().number = {std::max<std::int64_t>(2, least), most};
    }
    return boxes;
  }
  const plan::NodeId node = plan.fact_nodes[leaf.fact.index];
  switch (plan.nodes[node].shape) {
    case Shape::truth:
      boxes.emplace_back().truth = value::Truth::T;
      boxes.emplace_back().truth = value::Truth::F;
      break;
    case Shape::choice: {
      const auto set = base.choices(node, leaf.row);
      for (std::uint32_t c = 0; c < plan.nodes[node].choices && boxes.size() < most_answers; ++c) {
        if (!value::choices::contains(set, c)) continue;
        Box& box = boxes.emplace_back();
        box.set.assign(plan.nodes[node].words, 0);
        value::choices::insert(box.set, c);
      }
      break;
    }
    case Shape::number: {
      const auto found = boundaries.nodes.find({node, leaf.row});
      numbers(pieces(base.number(node, leaf.row), plan.nodes[node].step,
                     found == boundaries.nodes.end() ? nullptr : &found->second, false));
      break;
    }
  }
  return boxes;
}

void Asking::weigh(const View& base, const Decision& decision, std::vector<Candidate>& candidates,
                   const std::vector<Holds>& scenarios, const std::vector<const AnswerBox*>& open) {
  std::vector<Holds> rows;
  for (std::size_t first = 0; first < candidates.size();) {
    // As many candidates in one chunk as fit; always one.
    rows.clear();
    std::size_t last = first;
    while (last < candidates.size() &&
           (last == first ||
            rows.size() + candidates[last].boxes.size() * scenarios.size() <= most_rows)) {
      for (const Box& box : candidates[last].boxes)
        for (const Holds& scenario : scenarios) {
          rows.push_back(scenario);
          put(rows.back(), hold_leaf(model_, plan_, decision.leaves[candidates[last].leaf], box));
        }
      ++last;
    }
    parts_.run(base, rows);
    std::uint32_t row = 0;
    for (std::size_t c = first; c < last; ++c) {
      const auto count = static_cast<std::uint32_t>(candidates[c].boxes.size() * scenarios.size());
      for (const AnswerBox* answer : open) {
        bool all = true;
        bool some = false;
        for (std::uint32_t r = row; r < row + count; ++r) {
          if (parts_.contradicted(r)) continue;
          const bool decided = !status_of(parts_.view(r), at(*answer)).depends();
          all = all && decided;
          some = some || decided;
        }
        candidates[c].settles += all && some ? 1 : 0;
        candidates[c].may_settle += some ? 1 : 0;
      }
      row += count;
    }
    first = last;
  }
}

std::vector<QuestionBox> Asking::order(const View& base, const Decision& decision,
                                       const std::vector<std::uint32_t>& leaves,
                                       const std::vector<const AnswerBox*>& open,
                                       const Boundaries& boundaries) {
  std::vector<QuestionBox> questions;
  std::vector<Holds> scenarios(1);
  std::vector<const AnswerBox*> remaining = open;
  std::vector<std::uint32_t> left = leaves;
  while (!remaining.empty() && !left.empty() && questions.size() < most_questions) {
    std::vector<Candidate> candidates;
    for (const std::uint32_t leaf : left) {
      const bool asked_for = std::ranges::any_of(remaining, [&](const AnswerBox* a) {
        return std::ranges::find(a->leaves, leaf) != a->leaves.end();
      });
      if (!asked_for) continue;
      candidates.push_back({leaf, answers_of(base, decision.leaves[leaf], boundaries), 0, 0});
    }
    if (candidates.empty()) break;
    weigh(base, decision, candidates, scenarios, remaining);
    const auto best = std::ranges::max_element(candidates, {}, [](const Candidate& c) {
      return std::pair{c.settles, c.may_settle};
    });
    QuestionBox question;
    if (best->may_settle == 0) {
      // Nothing settles anything alone: what the first open answer still lacks is one question.
      for (const std::uint32_t leaf : remaining.front()->leaves)
        if (std::ranges::find(left, leaf) != left.end()) question.leaves.push_back(leaf);
      std::erase_if(left, [&](std::uint32_t leaf) {
        return std::ranges::find(question.leaves, leaf) != question.leaves.end();
      });
      remaining.erase(remaining.begin());
      if (!question.leaves.empty()) questions.push_back(std::move(question));
      continue;
    }
    question.leaves = {best->leaf};
    question.settles = best->settles;
    question.may_settle = best->may_settle;
    const Leaf& leaf = decision.leaves[best->leaf];
    const bool number = leaf.kind == Leaf::Kind::fact &&
                        plan_.nodes[plan_.fact_nodes[leaf.fact.index]].shape == Shape::number;
    if (number && best->boxes.size() == 2) {
      question.has_turning = true;
      question.turning = {best->leaf, best->boxes[0], {}};
    }
    questions.push_back(question);
    std::erase(left, best->leaf);
    // The scenarios in which it is answered; those that cannot be fall away.
    std::vector<Holds> next;
    for (const Box& box : best->boxes)
      for (const Holds& scenario : scenarios) {
        next.push_back(scenario);
        put(next.back(), hold_leaf(model_, plan_, leaf, box));
      }
    parts_.run(base, next);
    std::vector<Holds> kept;
    std::vector<std::uint32_t> kept_rows;
    for (std::uint32_t r = 0; r < next.size(); ++r)
      if (!parts_.contradicted(r)) kept_rows.push_back(r);
    std::erase_if(remaining, [&](const AnswerBox* answer) {
      return std::ranges::all_of(kept_rows, [&](std::uint32_t r) {
        return !status_of(parts_.view(r), at(*answer)).depends();
      });
    });
    for (const std::uint32_t r : kept_rows) {
      // A scenario in which nothing is open any more asks nothing more.
      if (std::ranges::any_of(remaining, [&](const AnswerBox* a) {
            return status_of(parts_.view(r), at(*a)).depends();
          }))
        kept.push_back(next[r]);
    }
    if (!kept.empty() && kept.size() <= most_scenarios) scenarios = std::move(kept);
  }
  return questions;
}

}  // namespace entitle::run
