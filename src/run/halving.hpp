// The simplest cuts of many households at once: a yes/no node of the household that open answers
// read more than once is held to yes, then to no, wherever it is open. An answer that comes to the
// same in both halves is certain, though bounds do not see it. One that would pay an amount is left
// to finer cuts. A row is halved alike whether its household stands alone or among others.
#pragma once

#include <cstdint>
#include <vector>

#include "entitle/determination.hpp"
#include "model/model.hpp"
#include "plan/plan.hpp"
#include "run/decision.hpp"
#include "run/frame.hpp"
#include "run/machine.hpp"

namespace entitle::run {

class Halving {
 public:
  Halving(const model::Model& model, const plan::Plan& plan);

  /// What the rows of a frame are for certain, by program; empty where the halves do not show it.
  /// `open`: what the rows are by bounds; empty where it is not asked.
  const StatusColumns& decide(const Frame& frame, const Tables& tables, const StatusColumns& open);

 private:
  struct Hub {
    plan::NodeId node = plan::no_node;
    std::vector<std::uint32_t> programs;  ///< that read it more than once
    std::vector<std::uint32_t> rows;      ///< of the frame: where it is open
  };
  void find_hubs();
  void halve(const Hub& hub, const Frame& frame, const Tables& tables, const StatusColumns& open);
  void hold(const Hub& hub, value::Truth truth);

  const model::Model& model_;
  const plan::Plan& plan_;
  Machine machine_;
  Cuts cuts_;
  std::vector<Hub> hubs_;
  bool hubs_found_ = false;
  StatusColumns certain_;
  StatusColumns halves_;  ///< what the halves of one hub came to together
};

}  // namespace entitle::run
