// Deciding an open answer by cutting the household: into points where there are few, else along one
// tree of cuts, widest effect first. The parts are rows of ordinary chunks; the answer is the hull
// of theirs. What is cut is the column of any node that is open and read more than once, of a cell
// or of a size; never a node of a row that stands for elements not listed.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "run/boundaries.hpp"
#include "run/decision.hpp"
#include "run/parts.hpp"
#include "run/support.hpp"

namespace entitle::run {

/// What an answer can be on a view: from its truth or set, and fault.
StatusSet status_of(const View& view, NodeRow answer);
/// The same of a row of a whole chunk.
StatusSet status_of(const Machine& machine, const plan::Plan& plan, plan::NodeId node,
                    std::uint32_t row);
/// What of a status bounds allow: settling only refines. A part whose arithmetic overflows where
/// the whole was not seen to says nothing of the households in which it does not.
StatusSet within(StatusSet status, StatusSet bounds);
/// Of somebody not listed nothing is told who gets nothing for certain; an error is.
bool unremarkable(StatusSet status);

struct CutPart {
  Holds holds;
  StatusSet status;
  value::Interval amount{0, 0};
};

struct CutResult {
  StatusSet status;  ///< the hull; empty where every part contradicts itself
  value::Interval amount = value::Interval::nothing();  ///< hull over the parts that may qualify
  std::vector<CutPart> parts;                           ///< in the order of the tree
  std::uint32_t tried = 0;
  bool complete = false;  ///< every part is decided
};

class Cutting {
 public:
  Cutting(const model::Model& model, const plan::Plan& plan)
      : model_(model), plan_(plan), parts_(model, plan), finder_(plan) {}

  /// All points of the leaves, where they are at most `limit`; else nothing. `leaves` hold all that
  /// the answer rests on and what supplied facts demand.
  std::optional<CutResult> enumerate(const View& base, NodeRow answer, plan::NodeId amount,
                                     const std::vector<Leaf>& leaves, std::uint32_t limit);

  /// The tree of cuts. With `leaves_only`, facts, cells and sizes alone are cut, so that each part
  /// can be told in their terms.
  CutResult cut(const View& base, NodeRow answer, plan::NodeId amount, std::uint32_t limit,
                bool leaves_only);

 private:
  struct Candidate {
    Hold place;
    std::uint8_t rank = 0;
    std::uint32_t readers = 0;
    std::vector<Box> boxes;
  };
  std::optional<Candidate> choose(const View& view, NodeRow answer, bool leaves_only);
  void offer(const View& view, const Boundaries& boundaries, const Support::Open& open,
             bool leaves_only, std::optional<Candidate>& best);
  std::vector<Box> choice_boxes(const View& view, const Support& support, NodeRow at) const;
  void add_up(CutResult& result, const View& view, NodeRow answer, plan::NodeId amount,
              Holds holds) const;

  const model::Model& model_;
  const plan::Plan& plan_;
  Parts parts_;
  SupportFinder finder_;
};

}  // namespace entitle::run
