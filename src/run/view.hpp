// One household of a chunk that holds copies of one household: its columns by rows counted within
// it. Parts, corners and the household itself are all read through this.
#pragma once

#include <cstdint>

#include "run/frame.hpp"
#include "run/machine.hpp"
#include "run/tables.hpp"
#include "value/choice_set.hpp"

namespace entitle::run {

class View {
 public:
  /// Household `number` of a chunk of copies that all have as many rows as the first.
  View(const model::Model& model, const plan::Plan& plan, const Machine& machine,
       const Frame& frame, const Tables& tables, std::uint32_t number)
      : model_(&model),
        plan_(&plan),
        machine_(&machine),
        frame_(&frame),
        tables_(&tables),
        number_(number) {}

  const model::Model& model() const { return *model_; }
  const plan::Plan& plan() const { return *plan_; }
  const Machine& machine() const { return *machine_; }
  const Frame& frame() const { return *frame_; }
  const Tables& tables() const { return *tables_; }
  std::uint32_t number() const { return number_; }

  std::uint32_t rows(model::EntityId entity) const {
    const std::uint32_t households = frame_->households();
    return households == 0 ? 0 : frame_->level(entity).rows / households;
  }
  std::uint32_t global(model::EntityId entity, std::uint32_t row) const {
    return number_ * rows(entity) + row;
  }

  value::Truth truth(plan::NodeId node, std::uint32_t row) const {
    return machine_->truth(node, at(node, row));
  }
  value::Interval number(plan::NodeId node, std::uint32_t row) const {
    return machine_->number(node, at(node, row));
  }
  std::span<const std::uint64_t> choices(plan::NodeId node, std::uint32_t row) const {
    return machine_->choices(node, at(node, row));
  }
  Fault fault(plan::NodeId node, std::uint32_t row) const {
    return machine_->fault(node, at(node, row));
  }
  value::Interval cell(std::uint32_t cell) const { return machine_->cell(cell, number_); }
  bool contradicted() const { return machine_->contradicted(number_); }

  /// Whether the value is not settled and no error for certain.
  bool open(plan::NodeId node, std::uint32_t row) const {
    if (fault(node, row) == Fault::certain) return false;
    switch (plan_->nodes[node].shape) {
      case plan::Shape::truth:
        return truth(node, row) == value::Truth::U;
      case plan::Shape::number:
        return !number(node, row).known();
      case plan::Shape::choice:
        return value::choices::count(choices(node, row)) > 1;
    }
    return false;
  }

  bool below_ghost(model::EntityId entity, std::uint32_t row) const {
    return frame_->level(entity).below_ghost[global(entity, row)] != 0;
  }
  bool ghost(model::EntityId entity, std::uint32_t row) const {
    return frame_->level(entity).ghost[global(entity, row)] != 0;
  }
  std::uint32_t least(model::EntityId entity, std::uint32_t row) const {
    return frame_->level(entity).least[global(entity, row)];
  }
  std::uint32_t most(model::EntityId entity, std::uint32_t row) const {
    return frame_->level(entity).most[global(entity, row)];
  }
  std::uint32_t parent(model::EntityId entity, std::uint32_t row) const {
    const model::EntityId above = model_->entities[entity.index].parent;
    return frame_->level(entity).parent[global(entity, row)] - number_ * rows(above);
  }
  /// The elements of a parent row: first and one behind the last.
  struct Elements {
    std::uint32_t first;
    std::uint32_t last;
  };
  Elements elements(model::CollectionId collection, std::uint32_t parent_row) const {
    const model::Collection& c = (*model_)[collection];
    const FrameLevel& level = frame_->level(c.element);
    const std::uint32_t p = global(c.parent, parent_row);
    const std::uint32_t base = number_ * rows(c.element);
    return {level.first[p] - base, level.first[p + 1] - base};
  }
  bool given(model::FactId fact, std::uint32_t row) const {
    return frame_->fact(fact).given(global((*model_)[fact].entity, row));
  }
  /// A row of an entity seen from one above it or itself.
  std::uint32_t lifted(model::EntityId entity, std::uint32_t row, model::EntityId to) const {
    while (entity != to) {
      row = parent(entity, row);
      entity = model_->entities[entity.index].parent;
    }
    return row;
  }

 private:
  std::uint32_t at(plan::NodeId node, std::uint32_t row) const {
    return global(plan_->nodes[node].entity, row);
  }

  const model::Model* model_;
  const plan::Plan* plan_;
  const Machine* machine_;
  const Frame* frame_;
  const Tables* tables_;
  std::uint32_t number_;
};

/// A node at a row, counted within the household.
struct NodeRow {
  plan::NodeId node = plan::no_node;
  std::uint32_t row = 0;
  friend bool operator==(const NodeRow&, const NodeRow&) = default;
  friend auto operator<=>(const NodeRow&, const NodeRow&) = default;
};

}  // namespace entitle::run
