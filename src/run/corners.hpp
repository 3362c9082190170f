// Simple completions of many households at once: in each pass every fact that is not known stands
// at an end of its box, in its middle, or is one of its choices. In some passes all facts speak for
// a program, in some against it, in some as chance has it by the fact and the row's place in its
// household. A row
// is completed alike whether its household stands alone or among others.
// What the answers are there shows which of the statuses that bounds allow are possible; sizes and
// cells of tables stay as they are.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "entitle/determination.hpp"
#include "model/model.hpp"
#include "plan/plan.hpp"
#include "run/decision.hpp"
#include "run/frame.hpp"
#include "run/machine.hpp"
#include "run/view.hpp"

namespace entitle::run {

class Corners {
 public:
  Corners(const model::Model& model, const plan::Plan& plan);

  /// The statuses that each row of a frame was shown to have, by program.
  const StatusColumns& show(const Frame& frame, const Tables& tables);
  /// The same of one household.
  const StatusColumns& show(const View& household);

  /// The completions of the household shown last.
  std::uint32_t count() const { return frame_.households(); }
  View view(std::uint32_t number) const;

 private:
  /// What a pass makes of a fact.
  struct Way {
    FactColumn::Ends ends;
    std::vector<std::uint64_t> set;  ///< of a one-of: one of these if it can be; empty: any
  };
  void find_ways();
  void complete(const Frame& from, std::uint32_t pass, std::uint32_t copy);
  void prefer(const FactColumn& from, std::span<const std::uint32_t> unknown,
              const std::vector<std::uint64_t>& set, std::uint32_t at, FactColumn& to) const;
  void all_complete(const Frame& from);
  void find_places(const Frame& frame);
  void begin(const Frame& frame);
  void add_shown(const Tables& tables);

  const model::Model& model_;
  const plan::Plan& plan_;
  Frame one_;
  Frame frame_;
  Machine machine_;
  const Tables* tables_ = nullptr;
  std::vector<std::vector<std::uint32_t>> places_;   ///< by entity and row: within its household
  std::vector<std::vector<std::uint32_t>> unknown_;  ///< by fact: the rows to complete
  std::vector<std::vector<Way>> ways_;               ///< by pass and fact
  StatusColumns shown_;
  std::vector<StatusSet> statuses_;
};

}  // namespace entitle::run
