// What a run of the machine works with: the columns of the nodes, the buffers they stand in, the
// chunk at hand. Shared by the files of the machine and by nobody else.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "run/kernels.hpp"
#include "run/layout.hpp"
#include "run/machine.hpp"
#include "run/recipe.hpp"

namespace entitle::run {

/// What a node's column is now: its own buffer, a fact's column of the frame, or another node's.
struct Column {
  const void* lo = nullptr;
  const void* hi = nullptr;
  const kernels::Byte* truth = nullptr;
  const void* codes = nullptr;  ///< of a one-of no row of which is only some of the choices
  const std::uint64_t* sets = nullptr;
  const kernels::Byte* fault = nullptr;
  bool known = false;
};

struct Buffer {
  std::vector<std::int64_t> lo;
  std::vector<std::int64_t> hi;
  std::vector<kernels::Byte> truth;
  std::vector<std::int64_t> codes;
  std::vector<std::uint64_t> sets;
  std::vector<kernels::Byte> fault;
  std::uint32_t filled = 0;  ///< rows of a constant that stand already

  /// Room for so many rows and the eight behind them that spreading may write.
  template <class T>
  static T* room(std::vector<T>& lane, std::size_t bytes) {
    const std::size_t size = bytes / sizeof(T) + 1;
    if (lane.size() < size) lane.resize(size);
    return lane.data();
  }
};

struct Machine::Impl {
  Impl(const model::Model& m, const plan::Plan& p, Policy policy,
       std::span<const plan::NodeId> kept);

  const model::Model& model;
  const plan::Plan& plan;
  std::vector<Recipe> recipes;
  Layout layout;
  std::vector<Buffer> buffers;
  mutable std::vector<Column> columns;
  std::vector<Clash> clashes;
  std::vector<plan::NodeId> clashing;  ///< beside `clashes`: the nodes
  std::vector<kernels::Truths> parts;  ///< operands of the node that runs
  std::vector<kernels::Key> keys;
  kernels::Scratch scratch;
  const Frame* frame = nullptr;
  const Tables* tables = nullptr;
  const Cuts* cuts = nullptr;

  std::vector<std::uint32_t> run_in;  ///< by NodeId: the run in which an absorbed node was run
  std::uint32_t this_run = 0;

  std::vector<std::uint32_t> constant_rows;  ///< by entity: rows that constants stand for

  struct Largest {
    std::uint32_t run = 0;
    std::uint32_t elements = 0;
  };
  std::vector<Largest> largest;  ///< by entity: the most elements of one parent, in the last run

  void run_all();
  void run_step(const Step& step);
  void sort_clashes();
  void fill_constants();
  bool run_together(std::span<const plan::NodeId> spreads);
  bool run_fused(const Fusion& fusion);
  void run_apart(const Fusion& fusion);
  void run_node(plan::NodeId id);
  void load_fact(const plan::Node& node, plan::NodeId id);
  void run_truth(const plan::Node& node, plan::NodeId id, Buffer& buffer, std::uint32_t rows);
  void run_number(const plan::Node& node, plan::NodeId id, Buffer& buffer, std::uint32_t rows);
  void run_choice(const plan::Node& node, plan::NodeId id, Buffer& buffer, std::uint32_t rows);

  void applies(const plan::Node& node, kernels::TruthsOut out, std::uint32_t rows);
  bool is_one_of(const plan::Node& node, kernels::TruthsOut out, std::uint32_t rows);
  void take_faults(const plan::Node& node, kernels::TruthsOut out, std::uint32_t rows) const;
  bool look_up(const plan::Node& node, kernels::NumbersOut out, std::uint32_t rows);
  value::Interval look_up_row(const plan::Node& node, std::uint32_t row, std::uint32_t key,
                              std::uint32_t offset, std::uint32_t household);
  value::Interval cell(std::uint32_t cell, std::uint32_t household) const;
  kernels::Branch branch(const plan::Node& node, std::uint32_t i, std::int64_t times) const;
  void spread_faults(const Column& from, const plan::Node& node, kernels::Byte* fault,
                     std::uint32_t rows) const;

  void cut(plan::NodeId id, std::size_t& next);
  void own(plan::NodeId id, Buffer& buffer, std::uint32_t rows);
  void hold(const plan::Node& node, std::uint32_t rows);
  void clash(const plan::Node& node, std::uint32_t row, model::FactId fact);

  /// Spreads one end of a column, or its bytes, to the rows of an entity below.
  void spread(model::EntityId entity, const void* from, value::Width width, void* out);

  /// The sets of a one-of, made of its codes where they are not there yet.
  const std::uint64_t* sets(plan::NodeId id);

  Buffer& buffer_of(plan::NodeId id) { return buffers[layout.slot_of[id]]; }
  plan::NodeId arg(const plan::Node& node, std::uint32_t i) const {
    return plan.args[node.first + i];
  }
  kernels::Numbers numbers(const plan::Node& node, std::uint32_t i) const {
    const Column& c = columns[arg(node, i)];
    return {c.lo, c.hi, c.fault, c.known, plan.nodes[arg(node, i)].packing};
  }
  kernels::Truths truths(const plan::Node& node, std::uint32_t i) const {
    const Column& c = columns[arg(node, i)];
    return {c.truth, c.fault, c.known};
  }
  kernels::Truths where(const plan::Node& node) const {
    return node.has_where ? truths(node, node.count - 1) : kernels::Truths{};
  }
  kernels::Elements elements(const plan::Node& node) const {
    const FrameLevel& level = frame->outline(model[node.collection].element);
    return {frame->outline(node.entity).rows, level.first.data(), level.least.data(),
            level.most.data(), level.plain};
  }
};

}  // namespace entitle::run
