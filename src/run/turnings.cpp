// The parts are laid once and may be run over several bases.
#include "run/turnings.hpp"

#include <algorithm>

#include "run/asking.hpp"
#include "run/cutting.hpp"

namespace entitle::run {

namespace {

constexpr std::size_t most_parts = 2048;  // tried for one household

}  // namespace

void Turnings::lay(const View& base, const Decision& decision) {
  rows_.clear();
  tried_.clear();
  for (std::size_t a = 0; a < decision.answers.size(); ++a) {
    const AnswerBox& answer = decision.answers[a];
    if (!answer.status.depends()) continue;
    const Boundaries boundaries = find_boundaries(base, finder_.find(base, at(answer)));
    for (const std::uint32_t l : answer.leaves) {
      // Of elements not listed nothing follows from there being none.
      if (answer.ghost && decision.leaves[l].kind == Leaf::Kind::size) continue;
      std::vector<Box> boxes = answers_of(base, decision.leaves[l], boundaries);
      if (boxes.size() < 2 || rows_.size() + boxes.size() > most_parts) continue;
      tried_.push_back({a, l, static_cast<std::uint32_t>(rows_.size()), std::move(boxes)});
      for (const Box& box : tried_.back().boxes)
        rows_.push_back({hold_leaf(model_, plan_, decision.leaves[l], box)});
    }
  }
}

std::vector<Turning> Turnings::turnings(const Tried& tried, const AnswerBox& answer) const {
  std::vector<Turning> found;
  StatusSet before;  // of the box before, where it was possible
  for (std::size_t i = 0; i < tried.boxes.size(); ++i) {
    const auto part = tried.first + static_cast<std::uint32_t>(i);
    if (parts_.contradicted(part)) continue;
    const StatusSet status = status_of(parts_.view(part), at(answer));
    const bool as_before = status == before;
    before = status;
    if (status.depends()) continue;
    const Box& box = tried.boxes[i];
    const auto same = std::ranges::find(found, status, &Turning::then);
    if (same != found.end() && !box.set.empty()) {
      value::choices::hull(same->box.set, box.set);
    } else if (as_before && box.set.empty() && box.truth == value::Truth::U) {
      found.back().box.number.hi = box.number.hi;
    } else {
      found.push_back({tried.leaf, box, status});
    }
  }
  return found;
}

void Turnings::find(const View& base, Decision& decision) {
  lay(base, decision);
  if (rows_.empty()) return;
  parts_.run(base, rows_);
  for (const Tried& tried : tried_) {
    AnswerBox& answer = decision.answers[tried.answer];
    const std::vector<Turning> found = turnings(tried, answer);
    answer.turnings.insert(answer.turnings.end(), found.begin(), found.end());
  }
}

}  // namespace entitle::run
