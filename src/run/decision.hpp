// What deciding one household gives, in the plan's terms: for every program and recipient the
// statuses still possible, the amount, what it rests on, witnesses or cases, provisional rows, and
// the questions to ask. Made by decide(); explain/ turns it into a Determination. It holds no
// labels and no words.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "entitle/date.hpp"
#include "entitle/determination.hpp"
#include "model/model.hpp"
#include "plan/plan.hpp"
#include "run/household.hpp"
#include "run/machine.hpp"
#include "run/tables.hpp"

namespace entitle::run {

/// Something that is not known: a fact of a row, the size of a collection, or a cell of a
/// parameter's table.
struct Leaf {
  enum class Kind : std::uint8_t { fact, size, cell };
  Kind kind = Kind::fact;
  model::FactId fact;              ///< fact
  model::CollectionId collection;  ///< size
  model::ParameterId parameter;    ///< cell
  std::uint32_t row = 0;  ///< fact: row of its entity; size: row of the collection's parent; cell:
                          ///< index into Tables::cells
  friend bool operator==(const Leaf&, const Leaf&) = default;
  struct Hash {
    std::size_t operator()(const Leaf& leaf) const {
      const std::uint64_t id = leaf.kind == Kind::fact   ? leaf.fact.index
                               : leaf.kind == Kind::size ? leaf.collection.index
                                                         : leaf.parameter.index;
      return std::hash<std::uint64_t>()((id << 34) ^ (std::uint64_t{leaf.row} << 2) ^
                                        static_cast<std::uint64_t>(leaf.kind));
    }
  };
};

/// A set of values of a leaf, or of a plan node (a cut).
struct Box {
  value::Interval number{0, 0};  ///< numbers and sizes
  value::Truth truth = value::Truth::U;
  std::vector<std::uint64_t> set;  ///< choices
};

/// A leaf held to a box.
struct Assume {
  std::uint32_t leaf = 0;  ///< in Decision::leaves
  Box box;
};

/// A part of the household or a completion, and the status there.
struct Part {
  std::vector<Assume> assume;
  StatusSet then;
};

/// One value at which an answer turns: held to `box`, the answer is `then`.
struct Turning {
  std::uint32_t leaf = 0;
  Box box;
  StatusSet then;
};

struct AnswerBox {
  std::uint32_t program = 0;  ///< in Plan::programs
  std::uint32_t row = 0;      ///< of the program's entity
  bool ghost = false;         ///< stands for elements not listed
  StatusSet status;
  value::Interval amount{
      0, 0};  ///< over what qualifies; meaningless where nothing can or the program has none
  bool settled = true;
  bool by_cases = false;    ///< bounds left it open, cutting decided it
  std::uint32_t tried = 0;  ///< parts or points tried
  std::vector<Part> parts;  ///< by_cases: the cases, at most 8, or none where leaves alone do not
                            ///< tell them; depends: the witnesses
  std::vector<std::uint32_t> leaves;  ///< what it rests on, in Decision::leaves
  std::vector<Turning> turnings;      ///< of an open answer, by one leaf alone
  bool provisional = false;
  std::vector<std::uint32_t> provisional_cells;  ///< indexes into Tables::cells
};

struct QuestionBox {
  std::vector<std::uint32_t> leaves;
  bool has_turning = false;
  Turning turning;  ///< `then` is not used
  std::uint32_t settles = 0;
  std::uint32_t may_settle = 0;
};

/// What of a profile contradicts itself: a fact was supplied that does not apply (`fact`, `row`),
/// or is not what the definition it supplies comes to; or no completion was left.
struct Contradiction {
  model::FactId fact;
  std::uint32_t row = 0;
  value::Interval computed =
      value::Interval::nothing();  ///< of a number that supplies a definition
};

struct Decision {
  std::vector<AnswerBox> answers;  ///< by program, then row
  std::vector<Leaf> leaves;
  std::vector<QuestionBox> questions;
  std::vector<Contradiction> contradictions;  ///< not empty: the rest says nothing
};

struct DecideOptions {
  bool settled = true;
  std::uint32_t limit = 1024;
  bool explain = true;  ///< also leaves, witnesses, cases, turnings and provisional marks
  bool questions = false;
};

/// A status set for each row of a chunk, by program.
using StatusColumns = std::vector<std::vector<StatusSet>>;

/// What is known of one household of a chunk already.
struct Shown {
  const StatusColumns& possible;            ///< what simple completions showed
  const StatusColumns& certain;             ///< what halves decided; empty elsewhere
  const std::vector<std::uint32_t>& first;  ///< by entity: the household's first row in the chunk
};

/// Decides households by one plan, reusing its memory.
/// threads: one at a time.
class Decider {
 public:
  Decider(const model::Model& model, const plan::Plan& plan);
  ~Decider();
  Decider(const Decider&) = delete;
  Decider& operator=(const Decider&) = delete;

  /// The result stays valid until the next call.
  const Decision& decide(const Household& household, const Tables& tables,
                         const DecideOptions& options);

  /// Statuses and amounts of one household of a chunk; `options.explain` is not looked at.
  const Decision& decide(const Frame& chunk, std::uint32_t household, const Shown& shown,
                         const Tables& tables, const DecideOptions& options);

  /// The columns of the last household's own row (what `bounds` says), every node kept: what the
  /// explanation reads.
  const Machine& base() const;
  /// That household's rows: what base() was run over.
  const Frame& frame() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace entitle::run
