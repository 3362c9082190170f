// Finds, among the reasons of a refusal, the lines that refuse: those whose change would change the
// answer.
#include "render/refusal.hpp"

namespace entitle::render {

bool fails(const Reason& reason, bool negated) {
  if (negated) return reason.truth == Truth3::yes;
  return reason.truth == Truth3::no || reason.truth == Truth3::inapplicable;
}

std::vector<const Reason*> refusing(const Reason& reason) {
  std::vector<const Reason*> found;
  switch (reason.kind) {
    case Reason::Kind::all_of:
    case Reason::Kind::any_of:
    case Reason::Kind::at_least:
      for (const Reason& part : reason.parts)
        if (!part.not_written() && fails(part, false)) found.push_back(&part);
      break;
    case Reason::Kind::none_of:
      for (const Reason& part : reason.parts)
        if (fails(part, true)) found.push_back(&part);
      break;
    default:
      break;
  }
  if (found.empty()) found.push_back(&reason);
  return found;
}

std::string name_of(const Phrases& say, const Reason& reason) {
  if (!reason.label.empty()) return say.said(reason.label);
  if (!reason.reads.empty()) return say.said(reason.reads);
  return reason.left() ? say.name(*reason.left()) : std::string();
}

std::vector<std::string> refusing_labels(const Phrases& say, const Outcome& outcome) {
  std::vector<std::string> labels;
  for (const Reason* reason : refusing(outcome.reason)) {
    std::string name = name_of(say, *reason);
    if (!name.empty()) labels.push_back(std::move(name));
  }
  return labels;
}

}  // namespace entitle::render
