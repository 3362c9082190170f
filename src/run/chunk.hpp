// Deciding a chunk of households at once: one run of the plan for all of them, and the answers of
// each program as columns. Where few households are not wholly known they are run apart, so that
// the others are spared the bounds. What is open is settled as for one case, so that a row of a
// million has the answer of the single case. Tells no reasons but which line of a program refuses.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "entitle/determination.hpp"
#include "model/model.hpp"
#include "plan/plan.hpp"
#include "run/answers.hpp"
#include "run/block.hpp"
#include "run/decision.hpp"
#include "run/machine.hpp"
#include "run/tables.hpp"

namespace entitle::run {

class ChunkDecider {
 public:
  struct Wanted {
    bool refused_by = false;
    bool settlement = false;             ///< the columns of its lines can be read
    std::vector<model::ExprId> exprs{};  ///< and those of these
  };
  ChunkDecider(const model::Model& model, const plan::Plan& plan, const Wanted& wanted);
  ~ChunkDecider();
  ChunkDecider(const ChunkDecider&) = delete;
  ChunkDecider& operator=(const ChunkDecider&) = delete;

  /// Decides the households of a block from one to another, that one left out. What it gave before
  /// is then gone.
  void decide(const Block& block, std::uint32_t from, std::uint32_t to, const Tables& tables,
              const DecideOptions& options);

  /// The rows that the answers are of.
  const Frame& frame() const;
  /// The answers of every program, in the plan's order: read when first asked for.
  const std::vector<ProgramColumn>& programs() const;
  /// The same with the lines that refuse, where those are wanted.
  const std::vector<ProgramColumn>& with_lines() const;
  /// Writes them where the caller has them, program by program in the plan's order; nothing is read
  /// first, and it costs one pass over what is written.
  void answers(std::span<const AnswerRows> out) const;
  /// Appends who qualifies for certain of the rows listed, program by program.
  void hits(HitList& out) const;
  /// By household of the chunk: 1 where it contradicts itself; its answers say nothing.
  const std::vector<std::uint8_t>& contradicted() const;
  /// How many households were run apart from the others.
  std::uint32_t apart() const;
  /// How many households had an answer to settle.
  std::uint32_t settled() const;
  /// The columns of whatever else was wanted, by bounds: what an explanation shows too.
  const Machine& machine() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entitle::run
