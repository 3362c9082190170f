// Settling the open answers of one household: simple corners first, which show of most of them that
// they are open; then halves, which show of many others that they are certain; then a few corners
// aimed at what these leave; then few points or cuts; then more aimed corners; then points or cuts
// up to the limit; witnesses and cases for the explanation. Works on any view, so that the
// household as it is and the one with provisional values unknown are settled alike.
#pragma once

#include <cstdint>
#include <vector>

#include "run/completions.hpp"
#include "run/corners.hpp"
#include "run/cutting.hpp"
#include "run/decision.hpp"
#include "run/halving.hpp"
#include "run/support.hpp"

namespace entitle::run {

/// An answer being settled.
struct OpenAnswer {
  NodeRow at;
  plan::NodeId amount = plan::no_node;
  StatusSet status;                ///< in: by bounds; out: settled
  StatusSet seen;                  ///< of it, what simple completions showed
  StatusSet before;                ///< without the widening that is being tried
  value::Interval bounds{0, 0};    ///< the amount by bounds
  value::Interval narrowed{0, 0};  ///< out: the amount as narrow as the parts made it
  std::vector<Leaf> leaves;
  bool settled = true;
  bool by_cases = false;
  std::uint32_t tried = 0;
  std::vector<CutPart> cases;  ///< by_cases: in terms of leaves, at most 8; else empty
  struct Witness {
    StatusSet then;
    std::vector<Box> boxes;  ///< beside `leaves`
  };
  std::vector<Witness> witnesses;
};

class Settling {
 public:
  Settling(const model::Model& model, const plan::Plan& plan);

  /// Fills an answer's leaves from the base view.
  void find_leaves(const View& base, OpenAnswer& answer);
  /// Settles all of them. Returns false where an answer has no completion left: the profile
  /// contradicts itself. `is_simple_done`: what simple completions show stands in the answers
  /// already, and what halves decide is not among them.
  bool settle(const View& base, std::vector<OpenAnswer>& answers, std::uint32_t limit, bool explain,
              bool is_simple_done = false);
  /// The leaves, and those of demands that have a leaf in common with them: what the profile says
  /// of one thing may exclude values of another.
  std::vector<Leaf> closure(const View& base, const std::vector<Leaf>& leaves);
  /// Begins with another view: what was found of the last one holds no longer.
  void forget() { demands_found_ = false; }

 private:
  void corners(const View& base, std::vector<OpenAnswer>& answers,
               const std::vector<std::size_t>& which, std::uint32_t aims, bool explain);
  void witness(const View& copy, OpenAnswer& answer, bool explain);
  void find_boundaries_of(const View& base, std::vector<OpenAnswer>& answers,
                          const std::vector<std::size_t>& which);
  std::uint32_t program_of(const OpenAnswer& answer) const;
  void see(const View& base, std::vector<OpenAnswer>& answers);
  void halve(const View& base, std::vector<OpenAnswer>& answers, bool explain);
  void make_certain(const View& base, OpenAnswer& answer, StatusSet status, bool explain);
  void witnesses_of_seen(const View& base, std::vector<OpenAnswer>& answers);
  void find_demands(const View& base);
  /// Whether a copy contradicts itself in what the answer rests on. What it rests on not at all may
  /// be completed otherwise.
  bool excluded(const View& base, const View& copy, const OpenAnswer& answer);
  bool decide_by_few(const View& base, OpenAnswer& answer, std::uint32_t limit, bool explain);
  bool decide(const View& base, OpenAnswer& answer, std::uint32_t limit, bool explain);
  bool conclude(const View& base, OpenAnswer& answer, const CutResult& result, bool points,
                bool explain);
  void witnesses_from_parts(const View& base, OpenAnswer& answer, const CutResult& result,
                            bool explain);

  const model::Model& model_;
  const plan::Plan& plan_;
  SupportFinder finder_;
  Frame one_;
  Corners corners_;
  Halving halving_;
  Completions completions_;
  Cutting cutting_;
  Parts parts_;
  Boundaries boundaries_;
  /// What rests under each fact that was supplied though it may not apply, and under each
  /// definition that was supplied.
  struct Demand {
    model::FactId fact;
    std::uint32_t row = 0;
    std::vector<Leaf> leaves;
  };
  std::vector<Demand> demands_;
  bool demands_found_ = false;
};

}  // namespace entitle::run
