// Solving comparisons backwards through arithmetic.
#include "run/boundaries.hpp"

#include <algorithm>

#include "value/age.hpp"

namespace entitle::run {

using plan::Node;
using plan::NodeId;
using value::Int128;
using value::Interval;
using value::Op;

namespace {

constexpr std::size_t most_boundaries = 24;  // of one number; further ones would only add parts
constexpr int most_steps = 4000;             // of one search

std::int64_t clamped(Int128 a) {
  if (a > value::highest) return value::infinity;
  if (a < value::lowest) return value::minus_infinity;
  return static_cast<std::int64_t>(a);
}

class Search {
 public:
  Search(const View& view, Boundaries& found) : v_(view), found_(found) {}

  void comparison(NodeRow at) {
    const Node& node = v_.plan().nodes[at.node];
    const auto args = v_.plan().args_of(node);
    if (v_.plan().nodes[args[0]].shape != plan::Shape::number) return;
    comparison_ = at;
    if (args.size() == 2) {
      const Interval a = v_.number(args[0], at.row);
      const Interval b = v_.number(args[1], at.row);
      turn(args[0], at.row, b, 0);
      turn(args[1], at.row, a, 1);
      if (node.op == Op::is) {
        turn(args[0], at.row, b, 1);
        turn(args[1], at.row, a, 0);
      }
    } else if (args.size() == 4) {
      products(at, args, node.op == Op::is);
    }
  }

 private:
  /// `node` turns where it reaches `other` + `beyond`.
  void turn(NodeId node, std::uint32_t row, Interval other, std::int64_t beyond) {
    if (value::is_finite(other.lo)) descend(node, row, other.lo + beyond);
    if (other.hi != other.lo && value::is_finite(other.hi)) descend(node, row, other.hi + beyond);
  }

  /// a × d < c × b, each solved with the others at both their ends.
  void products(NodeRow at, std::span<const NodeId> args, bool equality) {
    const Interval box[4] = {v_.number(args[0], at.row), v_.number(args[1], at.row),
                             v_.number(args[2], at.row), v_.number(args[3], at.row)};
    const int partner[4] = {1, 0, 3, 2};
    for (int i = 0; i < 4; ++i) {
      if (!v_.open(args[static_cast<std::size_t>(i)], at.row)) continue;
      const bool left = i < 2;
      const Interval by = box[partner[i]];
      const Interval x = left ? box[2] : box[0];
      const Interval y = left ? box[3] : box[1];
      for (const std::int64_t p : {x.lo, x.hi})
        for (const std::int64_t q : {y.lo, y.hi})
          for (const std::int64_t d : {by.lo, by.hi}) {
            if (!value::is_finite(p) || !value::is_finite(q) || !value::is_finite(d) || d <= 0)
              continue;
            const Int128 product = Int128{p} * q;
            const auto node = args[static_cast<std::size_t>(i)];
            if (left || equality) descend(node, at.row, clamped(value::ceil_div(product, d)));
            if (!left || equality) descend(node, at.row, clamped(value::floor_div(product, d) + 1));
          }
    }
  }

  /// Records that `node` turns where it reaches `b`, and solves its operands for it.
  void descend(NodeId id, std::uint32_t row, std::int64_t b) {
    if (++steps_ > most_steps || !value::is_finite(b) || !v_.open(id, row)) return;
    const Node& node = v_.plan().nodes[id];
    const Interval box = v_.number(id, row);
    if (b <= box.lo || b > box.hi) return;
    if (node.op == Op::fact) found_.turns.push_back({comparison_, {id, row}, b});
    if (!record(found_.nodes[{id, row}], b)) return;
    const auto args = v_.plan().args_of(node);
    switch (node.op) {
      case Op::add:
        others(args[0], row, v_.number(args[1], row),
               [&](std::int64_t y) { return Int128{b} - y; });
        others(args[1], row, v_.number(args[0], row),
               [&](std::int64_t y) { return Int128{b} - y; });
        return;
      case Op::sub:
        others(args[0], row, v_.number(args[1], row),
               [&](std::int64_t y) { return Int128{b} + y; });
        others(args[1], row, v_.number(args[0], row),
               [&](std::int64_t x) { return Int128{x} - b + 1; });
        return;
      case Op::mul:
        factor(args[0], row, v_.number(args[1], row), b);
        factor(args[1], row, v_.number(args[0], row), b);
        return;
      case Op::rounded: {
        const std::int64_t unit = node.rounding.unit;
        for (const std::int64_t near : {clamped(Int128{b} - unit), clamped(Int128{b} - unit / 2), b,
                                        clamped(Int128{b} + unit / 2)}) {
          if (!value::is_finite(near)) continue;
          if (node.count == 1) {
            descend(args[0], row, near);
          } else {
            quotient(args, row, near);
          }
        }
        return;
      }
      case Op::div:
        quotient(args, row, b);
        return;
      case Op::age: {
        // The day after the last on which whoever is that old was born.
        const Date day = v_.tables().as_of();
        const auto years = static_cast<int>(value::ceil_div(b, value::scale));
        descend(args[0], row, std::int64_t{value::youngest_birth(years, day).days()} + 1);
        return;
      }
      case Op::higher:
      case Op::met:
        descend(args[0], row, b);
        descend(args[1], row, b);
        return;
      case Op::cases:
        descend(args[1], row, b);
        descend(args[2], row, b);
        return;
      case Op::spread:
        descend(args[0], v_.parent(node.entity, row), b);
        return;
      case Op::parameter:
        for_each_cell(v_, node, row, [&](std::uint32_t cell) {
          const Interval held = v_.cell(cell);
          if (b > held.lo && b <= held.hi) record(found_.cells[cell], b);
        });
        return;
      case Op::sum:
      case Op::smallest:
      case Op::largest:
        elements(node, args, row, b);
        return;
      default:
        return;
    }
  }

  template <class Solve>
  void others(NodeId node, std::uint32_t row, Interval other, Solve solve) {
    if (value::is_finite(other.lo)) descend(node, row, clamped(solve(other.lo)));
    if (other.hi != other.lo && value::is_finite(other.hi))
      descend(node, row, clamped(solve(other.hi)));
  }

  /// numerator / denominator reaches `b`.
  void quotient(std::span<const NodeId> args, std::uint32_t row, std::int64_t b) {
    const Interval by = v_.number(args[1], row);
    for (const std::int64_t d : {by.lo, by.hi})
      if (value::is_finite(d))
        descend(args[0], row, clamped(value::ceil_div(Int128{b} * d, value::scale)));
  }

  void factor(NodeId node, std::uint32_t row, Interval other, std::int64_t b) {
    for (const std::int64_t y : {other.lo, other.hi}) {
      if (y == 0 || !value::is_finite(y)) continue;
      const Int128 target = Int128{b} * value::scale;
      descend(node, row,
              y > 0 ? clamped(value::ceil_div(target, y))
                    : clamped(value::floor_div(-target, -Int128{y}) + 1));
    }
  }

  void elements(const Node& node, std::span<const NodeId> args, std::uint32_t row, std::int64_t b) {
    const View::Elements range = v_.elements(node.collection, row);
    const model::EntityId element = v_.model()[node.collection].element;
    for (std::uint32_t r = range.first; r < range.last; ++r) {
      if (v_.most(element, r) == 0 || v_.ghost(element, r)) continue;
      if (node.op != Op::sum) {
        descend(args[0], r, b);
        continue;
      }
      Interval rest = Interval::point(0);
      for (std::uint32_t s = range.first; s < range.last; ++s) {
        if (s == r) continue;
        Interval one = v_.number(args[0], s);
        if (node.has_where && v_.truth(args.back(), s) != value::Truth::T)
          one = v_.truth(args.back(), s) == value::Truth::F ? Interval::point(0)
                                                            : value::hull(one, Interval::point(0));
        const Interval times{std::int64_t{v_.least(element, s)} * value::scale,
                             std::int64_t{v_.most(element, s)} * value::scale};
        rest = value::add(rest, value::mul_scaled(one, times).interval).interval;
      }
      others(args[0], r, rest, [&](std::int64_t y) { return Int128{b} - y; });
    }
  }

  static bool record(std::vector<std::int64_t>& list, std::int64_t b) {
    const auto at = std::ranges::lower_bound(list, b);
    if ((at != list.end() && *at == b) || list.size() >= most_boundaries) return false;
    list.insert(at, b);
    return true;
  }

  const View& v_;
  Boundaries& found_;
  NodeRow comparison_;
  int steps_ = 0;
};

}  // namespace

Boundaries find_boundaries(const View& view, const Support& support) {
  Boundaries found;
  Search search(view, found);
  for (const Support::Open& open : support.nodes) {
    const Node& node = view.plan().nodes[open.at.node];
    if (node.op == Op::less || (node.op == Op::is && node.count > 1)) search.comparison(open.at);
  }
  std::ranges::sort(found.turns);
  return found;
}

std::vector<Interval> pieces(Interval box, std::int64_t step,
                             const std::vector<std::int64_t>* boundaries, bool halve) {
  std::vector<Interval> parts;
  std::int64_t from = box.lo;
  const auto on_step = [step](std::int64_t b) { return clamped(value::ceil_div(b, step) * step); };
  if (boundaries != nullptr) {
    for (const std::int64_t raw : *boundaries) {
      const std::int64_t b = on_step(raw);
      if (b <= from || b > box.hi || !value::is_finite(b)) continue;
      parts.push_back({from, std::max(from, clamped(Int128{b} - step))});
      from = b;
    }
  }
  if (parts.empty() && halve && value::is_finite(box.lo) && value::is_finite(box.hi)) {
    const std::int64_t middle =
        on_step(clamped(Int128{box.lo} + (Int128{box.hi} - box.lo) / 2 + 1));
    if (middle > box.lo && middle <= box.hi) {
      parts.push_back({box.lo, std::max(box.lo, clamped(Int128{middle} - step))});
      from = middle;
    }
  }
  parts.push_back({from, box.hi});
  return parts;
}

}  // namespace entitle::run
