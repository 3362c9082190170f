// Households run through the plan together, and the answers of each program: the whole of a chunk,
// or those of it that are not wholly known. What is open is settled as for one case: simple steps
// for all households together, household by household what these leave. Tells no reasons but which
// line of a program refuses.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/model.hpp"
#include "plan/plan.hpp"
#include "run/answers.hpp"
#include "run/block.hpp"
#include "run/corners.hpp"
#include "run/decision.hpp"
#include "run/halving.hpp"
#include "run/machine.hpp"
#include "run/tables.hpp"

namespace entitle::run {

/// The lines of a program one of which alone refuses: those of an all-of block that is false, those
/// of a none-of block that is true.
struct RefusingLines {
  std::vector<plan::NodeId> nodes;
  value::Truth refusing = value::Truth::F;
};

RefusingLines refusing_lines(const model::Model& model, const plan::Plan& plan,
                             model::RuleId program);

class ChunkPart {
 public:
  /// `lines`: by program, or empty where who refuses is not wanted.
  ChunkPart(const model::Model& model, const plan::Plan& plan,
            const std::vector<RefusingLines>& lines, std::span<const plan::NodeId> kept);

  /// The households, to be filled before a run.
  Frame frame;
  /// The answers, once read.
  std::vector<ProgramColumn> programs;
  /// By household: 1 where it contradicts itself; its answers say nothing.
  std::vector<std::uint8_t> contradicted;

  /// Runs the plan for the households of the frame, which are of a block.
  void run(const Block& block, const Tables& tables);
  const Machine& machine() const { return machine_; }
  bool was_read() const { return was_read_; }
  /// Reads the answers, unless they were read since the last run.
  void read();
  /// What settling works with; shared by the parts of a chunk.
  struct Settlers {
    Corners corners;
    Halving halving;
    Decider decider;
  };
  /// Settles the open answers of each household as those of one case: simple corners for all of
  /// them together, then halves for those that these leave, one by one what halves leave. Returns
  /// how many households had any.
  std::uint32_t settle(Settlers& by, const Tables& tables, const DecideOptions& options);
  /// Finds the lines that refuse.
  void refuse();
  /// Writes the answers of one program where the caller has them.
  void answers(std::uint32_t program, const AnswerRows& out) const;
  /// Appends who qualifies for certain under one program, by the rows of the block.
  void hits(std::uint32_t program, HitList& out) const;

 private:
  void refuse(std::uint32_t program);
  bool all_decided() const;
  bool open(const StatusColumns& shown, std::uint32_t program, std::uint32_t row) const;
  void leave(const StatusColumns& shown);
  void halve(Halving& halving, const StatusColumns& shown, const Tables& tables);
  void settle(std::uint32_t household, const Shown& shown, Decider& decider, const Tables& tables,
              const DecideOptions& options);
  void put(std::uint32_t program, std::uint32_t row, StatusSet status, value::Interval amount,
           bool settled);

  const model::Model& model_;
  const plan::Plan& plan_;
  const std::vector<RefusingLines>& lines_;
  Machine machine_;
  bool births_;
  std::vector<Date> ages_of_;  ///< by household: the day
  std::vector<Clash> unborn_;
  std::vector<std::uint8_t> open_;  ///< by household: 1 where an answer that was read is open
  std::vector<std::uint8_t> left_;  ///< by household: 1 where what was tried so far leaves one open
  Frame of_left_;                   ///< those households
  StatusColumns open_of_left_;
  StatusColumns certain_;  ///< what halves decided
  bool was_read_ = false;
};

}  // namespace entitle::run
