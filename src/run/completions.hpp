// Completions of a household: copies in which every open fact, size and cell has one value, drawn
// from the corners of their boxes and the values where comparisons turn. Some are aimed: built from
// the answer down so that it holds, or does not. Each is a true completion unless it contradicts
// itself; a collection not complete is filled with equal elements.
#pragma once

#include <cstdint>
#include <vector>

#include "run/boundaries.hpp"
#include "run/decision.hpp"
#include "run/view.hpp"

namespace entitle::run {

/// A copy to build: aimed at an answer, or at random.
struct Aim {
  NodeRow answer;  ///< node no_node: at random
  Status want = Status::qualifies;
};

class Completions {
 public:
  Completions(const model::Model& model, const plan::Plan& plan);

  /// Builds one copy of the base household for each aim, and runs them. `cells`: the open cells
  /// that answers rest on.
  void build(const View& base, const Boundaries& boundaries,
             const std::vector<std::uint32_t>& cells, const std::vector<Aim>& aims);

  std::uint32_t count() const { return count_; }
  View view(std::uint32_t number) const;

 private:
  struct Random {
    std::uint64_t state;
    std::uint64_t next();
    std::uint32_t below(std::uint32_t n) {
      return static_cast<std::uint32_t>((next() >> 32) * n >> 32);
    }
  };
  void fill(std::uint32_t copy, Random& random);
  void aim_status(plan::NodeId node, std::uint32_t row, Status want, int depth);
  void aim_truth(plan::NodeId node, std::uint32_t row, bool want, int depth);
  void aim_number(plan::NodeId node, std::uint32_t row, bool high, int depth);
  void aim_elements(const plan::Node& node, std::uint32_t row, bool want, int depth);
  void aim_size(model::EntityId element, std::uint32_t row, bool present);
  void set_fact(model::FactId fact, std::uint32_t row, const Box& box);
  void set_cell(std::uint32_t cell, std::int64_t value);
  std::int64_t candidate(value::Interval box, std::int64_t step,
                         const std::vector<std::int64_t>* boundaries, Random& random) const;
  std::int64_t end(value::Interval box, std::int64_t step,
                   const std::vector<std::int64_t>* boundaries, bool high) const;
  void aim_fact(const plan::Node& node, NodeRow at, bool high);
  value::Interval held(plan::NodeId node, std::uint32_t row) const;
  const std::vector<std::int64_t>* boundaries_of(plan::NodeId node, std::uint32_t row) const;
  std::uint32_t fact_slot(model::FactId fact, std::uint32_t row) const {
    return first_fact_[fact.index] + row;
  }

  const model::Model& model_;
  const plan::Plan& plan_;
  Frame frame_;
  Machine machine_;
  Cuts cuts_;
  const View* base_ = nullptr;
  const Boundaries* boundaries_ = nullptr;
  const Tables* tables_ = nullptr;
  std::uint32_t count_ = 0;
  std::uint32_t copy_ = 0;
  Random* random_ = nullptr;
  std::vector<std::uint32_t> first_fact_;  ///< by fact: where its rows begin in assigned_
  std::vector<std::uint8_t> assigned_;     ///< of the copy being built
  std::vector<value::Interval> narrowed_;  ///< beside: what comparisons aimed at leave of a number
  NodeRow comparison_;                     ///< the one aimed at
  std::vector<std::vector<std::uint8_t>> sized_;  ///< by entity and row
  std::vector<std::uint32_t> cells_;
  std::vector<std::int64_t> cell_values_;  ///< beside cells_
  std::vector<std::uint8_t> cell_set_;
};

}  // namespace entitle::run
