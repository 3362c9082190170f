// The tree of cuts, a generation of parts to a chunk, and plain enumeration of points. Which node
// is cut next is chosen in each part by what is open there.
#include "run/cutting.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace entitle::run {

using plan::Node;
using plan::NodeId;
using plan::Shape;
using value::Int128;
using value::Interval;
using value::Op;
using value::Truth;

namespace {

constexpr std::uint8_t size_rank = 6;
constexpr std::uint8_t unshared = 16;  // added to the rank of what is read once: cut last

Box truth_box(Truth truth) {
  Box box;
  box.truth = truth;
  return box;
}

Box number_box(Interval number) {
  Box box;
  box.number = number;
  return box;
}

}  // namespace

StatusSet status_of(const Machine& machine, const plan::Plan& plan, plan::NodeId node,
                    std::uint32_t row) {
  StatusSet status;
  const Fault fault = machine.fault(node, row);
  if (plan.nodes[node].shape == Shape::choice) {
    const auto set = machine.choices(node, row);
    if (fault != Fault::certain)
      for (const Status one : all_statuses)
        if (value::choices::contains(set, static_cast<std::uint32_t>(one))) status.add(one);
    if (fault != Fault::none) status.add(Status::error);
    return status;
  }
  switch (machine.truth(node, row)) {
    case Truth::T:
      status.add(Status::qualifies);
      return status;
    case Truth::F:
      status.add(Status::does_not_qualify);
      return status;
    case Truth::U:
      break;
  }
  if (fault != Fault::none) status.add(Status::error);
  if (fault != Fault::certain) {
    status.add(Status::qualifies);
    status.add(Status::does_not_qualify);
  }
  return status;
}

StatusSet status_of(const View& view, NodeRow answer) {
  return status_of(view.machine(), view.plan(), answer.node,
                   view.global(view.plan().nodes[answer.node].entity, answer.row));
}

StatusSet within(StatusSet status, StatusSet bounds) {
  StatusSet both;
  for (const Status one : all_statuses)
    if (status.has(one) && bounds.has(one)) both.add(one);
  return both;
}

bool unremarkable(StatusSet status) {
  return status.is(Status::does_not_qualify) || status.is(Status::nothing_left_to_pay) ||
         status.is(Status::not_in_force);
}

void Cutting::add_up(CutResult& result, const View& view, NodeRow answer, NodeId amount,
                     Holds holds) const {
  CutPart part;
  part.holds = std::move(holds);
  part.status = status_of(view, answer);
  result.status.add(part.status);
  if (amount != plan::no_node) {
    part.amount = view.number(amount, answer.row);
    if (part.status.has(Status::qualifies)) result.amount = value::hull(result.amount, part.amount);
  }
  result.parts.push_back(std::move(part));
}

std::optional<CutResult> Cutting::enumerate(const View& base, NodeRow answer, NodeId amount,
                                            const std::vector<Leaf>& leaves, std::uint32_t limit) {
  std::vector<std::vector<Box>> values;
  std::uint64_t points = 1;
  for (const Leaf& leaf : leaves) {
    if (leaf.kind == Leaf::Kind::size) return std::nullopt;
    std::vector<Box>& list = values.emplace_back();
    const NodeId node =
        leaf.kind == Leaf::Kind::fact ? plan_.fact_nodes[leaf.fact.index] : plan::no_node;
    if (leaf.kind == Leaf::Kind::fact && plan_.nodes[node].shape == Shape::truth) {
      list = {truth_box(Truth::F), truth_box(Truth::T)};
    } else if (leaf.kind == Leaf::Kind::fact && plan_.nodes[node].shape == Shape::choice) {
      const auto set = base.choices(node, leaf.row);
      for (std::uint32_t c = 0; c < plan_.nodes[node].choices; ++c) {
        if (!value::choices::contains(set, c)) continue;
        Box& box = list.emplace_back();
        box.set.assign(plan_.nodes[node].words, 0);
        value::choices::insert(box.set, c);
      }
    } else {
      const Interval box =
          leaf.kind == Leaf::Kind::fact ? base.number(node, leaf.row) : base.cell(leaf.row);
      const std::int64_t step =
          leaf.kind == Leaf::Kind::fact ? plan_.nodes[node].step : model_[leaf.parameter].step;
      if (!value::is_finite(box.lo) || !value::is_finite(box.hi)) return std::nullopt;
      const Int128 first = value::ceil_div(box.lo, step);
      const Int128 count = value::floor_div(box.hi, step) - first + 1;
      if (count > limit || count < 1) return std::nullopt;
      for (Int128 i = 0; i < count; ++i)
        list.push_back(number_box(Interval::point(static_cast<std::int64_t>((first + i) * step))));
    }
    points *= list.size();
    if (points > limit) return std::nullopt;
  }
  std::vector<Holds> all(points);
  for (std::uint64_t p = 0; p < points; ++p) {
    std::uint64_t rest = p;
    for (std::size_t l = leaves.size(); l-- > 0;) {
      all[p].push_back(hold_leaf(model_, plan_, leaves[l], values[l][rest % values[l].size()]));
      rest /= values[l].size();
    }
  }
  parts_.run(base, all);
  CutResult result;
  result.tried = static_cast<std::uint32_t>(points);
  result.complete = true;
  for (std::uint32_t p = 0; p < parts_.count(); ++p)
    if (!parts_.contradicted(p)) add_up(result, parts_.view(p), answer, amount, std::move(all[p]));
  return result;
}

/// The choices still possible, those together that no reader tells apart.
std::vector<Box> Cutting::choice_boxes(const View& view, const Support& support, NodeRow at) const {
  const Node& node = plan_.nodes[at.node];
  const auto set = view.choices(at.node, at.row);
  std::vector<const Node*> readers;
  bool apart = false;  // a table, or a comparison with another choice, tells every choice apart
  for (const Support::Open& open : support.nodes) {
    const Node& reader = plan_.nodes[open.at.node];
    if (reader.op == Op::is && reader.count == 1) readers.push_back(&reader);
    const bool compares =
        reader.op == Op::is && plan_.nodes[plan_.args_of(reader)[0]].shape == Shape::choice;
    if (reader.op == Op::parameter || (compares && reader.count == 2)) apart = true;
  }
  // Otherwise membership in the sets compared does.
  std::map<std::vector<bool>, Box> classes;
  std::vector<Box> boxes;
  for (std::uint32_t c = 0; c < node.choices; ++c) {
    if (!value::choices::contains(set, c)) continue;
    std::vector<bool> signature;
    signature.reserve(readers.size());
    for (const Node* reader : readers)
      signature.push_back(reader->words == node.words &&
                          value::choices::contains(plan_.set_of(*reader), c));
    Box single;
    single.set.assign(node.words, 0);
    value::choices::insert(single.set, c);
    if (apart) {
      boxes.push_back(std::move(single));
      continue;
    }
    Box& box = classes[signature];
    if (box.set.empty()) box.set.assign(node.words, 0);
    value::choices::insert(box.set, c);
  }
  for (auto& [signature, box] : classes) boxes.push_back(std::move(box));
  return boxes;
}

void Cutting::offer(const View& view, const Boundaries& boundaries, const Support::Open& open,
                    bool leaves_only, std::optional<Candidate>& best) {
  const Node& node = plan_.nodes[open.at.node];
  const bool is_fact = node.op == Op::fact;
  if (node.cut_rank == plan::cut_never || (leaves_only && !is_fact) ||
      (!is_fact && open.readers < 2))
    return;
  if (node.op == Op::parameter || view.below_ghost(node.entity, open.at.row)) return;
  const auto rank = static_cast<std::uint8_t>(node.cut_rank + (open.readers < 2 ? unshared : 0));
  if (best && std::pair{best->rank, ~best->readers} <= std::pair{rank, ~open.readers}) return;
  Candidate candidate;
  candidate.place.at = open.at;
  candidate.rank = rank;
  candidate.readers = open.readers;
  if (node.shape == Shape::truth) {
    candidate.boxes = {truth_box(Truth::T), truth_box(Truth::F)};
  } else if (node.shape == Shape::number) {
    const auto found = boundaries.nodes.find(open.at);
    for (const Interval piece :
         pieces(view.number(open.at.node, open.at.row), node.step,
                found == boundaries.nodes.end() ? nullptr : &found->second, is_fact))
      candidate.boxes.push_back(number_box(piece));
    if (candidate.boxes.size() < 2) return;
  }
  best = std::move(candidate);
}

std::optional<Cutting::Candidate> Cutting::choose(const View& view, NodeRow answer,
                                                  bool leaves_only) {
  const Support& support = finder_.find(view, answer);
  const Boundaries boundaries = find_boundaries(view, support);
  std::optional<Candidate> best;
  for (const Support::Open& open : support.nodes) offer(view, boundaries, open, leaves_only, best);
  for (std::size_t l = 0; l < support.leaves.size(); ++l) {
    const Leaf& leaf = support.leaves[l];
    if (leaf.kind == Leaf::Kind::fact) continue;
    const std::uint32_t readers = support.leaf_readers[l];
    const bool is_cell = leaf.kind == Leaf::Kind::cell;
    const auto rank = static_cast<std::uint8_t>(
        (is_cell ? static_cast<std::uint8_t>(plan::cut_number) : size_rank) +
        (readers < 2 ? unshared : 0));
    if (best && std::pair{best->rank, ~best->readers} <= std::pair{rank, ~readers}) continue;
    Candidate candidate;
    candidate.rank = rank;
    candidate.readers = readers;
    candidate.place = hold_leaf(model_, plan_, leaf, {});
    if (is_cell) {
      const auto found = boundaries.cells.find(leaf.row);
      for (const Interval piece :
           pieces(view.cell(leaf.row), model_[leaf.parameter].step,
                  found == boundaries.cells.end() ? nullptr : &found->second, true))
        candidate.boxes.push_back(number_box(piece));
    } else {
      const model::EntityId element = model_[leaf.collection].element;
      if (view.below_ghost(model_[leaf.collection].parent, leaf.row)) continue;
      const View::Elements range = view.elements(leaf.collection, leaf.row);
      for (std::uint32_t r = range.first; r < range.last; ++r) {
        const std::int64_t least = view.least(element, r);
        const std::int64_t most = view.most(element, r);
        if (least == most) continue;
        for (std::int64_t size = least; size < std::min<std::int64_t>(2, most + 1); ++size)
          candidate.boxes.push_back(number_box(Interval::point(size)));
        if (most >= 2)
          candidate.boxes.push_back(number_box({std::max<std::int64_t>(2, least), most}));
      }
    }
    if (candidate.boxes.size() >= 2) best = std::move(candidate);
  }
  if (best && best->boxes.empty()) {
    best->boxes = choice_boxes(view, support, best->place.at);
    if (best->boxes.size() < 2) {
      // Nobody tells the choices apart by a set: take them one by one.
      const Node& node = plan_.nodes[best->place.at.node];
      const auto set = view.choices(best->place.at.node, best->place.at.row);
      best->boxes.clear();
      for (std::uint32_t c = 0; c < node.choices; ++c) {
        if (!value::choices::contains(set, c)) continue;
        Box& box = best->boxes.emplace_back();
        box.set.assign(node.words, 0);
        value::choices::insert(box.set, c);
      }
    }
  }
  return best;
}

CutResult Cutting::cut(const View& base, NodeRow answer, NodeId amount, std::uint32_t limit,
                       bool leaves_only) {
  CutResult result;
  std::vector<Holds> open = {{}};
  std::vector<Holds> next;
  // All parts ever made, those that contradict themselves too: where a boundary moves with the part
  // that it cuts, slices could be cut for ever from a number without an end.
  std::uint64_t made = 1;
  bool first = true;
  while (!open.empty()) {
    next.clear();
    if (!first) parts_.run(base, open);
    for (std::uint32_t p = 0; p < open.size(); ++p) {
      if (!first && parts_.contradicted(p)) continue;
      const View view = first ? base : parts_.view(p);
      if (!first && !status_of(view, answer).depends()) {
        add_up(result, view, answer, amount, open[p]);
        continue;
      }
      std::optional<Candidate> chosen = choose(view, answer, leaves_only);
      const std::size_t waiting = open.size() - p - 1;
      const std::size_t more = chosen ? chosen->boxes.size() : 0;
      if (!chosen || result.parts.size() + next.size() + waiting + more > limit ||
          made + more > std::uint64_t{2} * limit) {
        add_up(result, view, answer, amount, open[p]);
        continue;
      }
      made += more;
      for (Box& box : chosen->boxes) {
        Hold hold = chosen->place;
        hold.box = std::move(box);
        next.push_back(open[p]);
        put(next.back(), std::move(hold));
      }
    }
    first = false;
    // The hull cannot become narrower than what decided parts already show.
    StatusSet shown;
    for (const CutPart& part : result.parts) shown.add(part.status);
    if (shown.depends()) {
      for (Holds& holds : next) result.parts.push_back({std::move(holds), {}, {0, 0}});
      break;
    }
    open.swap(next);
  }
  result.tried = static_cast<std::uint32_t>(result.parts.size());
  result.complete = std::ranges::none_of(result.parts, [](const CutPart& part) {
    return part.status.depends() || part.status.empty();
  });
  if (!result.complete && !result.parts.empty()) result.amount = Interval::everything();
  return result;
}

}  // namespace entitle::run
