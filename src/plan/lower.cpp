// From model to plan: walks the expressions of definitions and rules in their order, so that each
// is lowered once and recursion is no deeper than an expression.
#include <algorithm>
#include <utility>

#include "plan/builder.hpp"
#include "plan/guards.hpp"
#include "plan/plan.hpp"
#include "plan/quantity.hpp"
#include "plan/settlement.hpp"

namespace entitle::plan {

using value::Op;
using value::Truth;

namespace {

/// A one-of: its node and whether it is there.
struct Choice {
  NodeId node = no_node;
  NodeId present = no_node;
};

class Lowering {
 public:
  Lowering(const model::Model& model, Plan& plan)
      : m_(model),
        plan_(plan),
        b_(model, plan),
        q_(b_),
        settlement_(model, plan, b_, q_),
        done_(model.exprs.size()),
        defined_(model.definitions.size()) {
    plan_.lowered.resize(model.exprs.size());
    plan_.compared.resize(model.exprs.size());
  }

  void run() {
    for (std::uint32_t d = 0; d < m_.definitions.size(); ++d) {
      any(m_.definitions[d].value);
      if (supplied({d})) define({d});
    }
    for (std::uint32_t r = 0; r < m_.rules.size(); ++r) rule({r});
    for (const model::RuleId id : m_.programs) program(id);
    for (const model::SettlementLine& line : m_.settlement) settle(line);
    for (const model::RuleId id : m_.programs)
      settlement_.finish(id, m_[id].validity.state.valid() ? absent(id) : no_node);
    // Whether a supplied fact applies is asked of every fact, read by a program or not: a profile
    // may contradict itself there.
    for (std::uint32_t f = 0; f < m_.facts.size(); ++f) applies({f});
    plan_.fact_nodes.assign(m_.facts.size(), no_node);
    for (std::uint32_t f = 0; f < m_.facts.size(); ++f)
      if (m_.facts[f].type.kind != value::Kind::text && m_.facts[f].read &&
          !m_.facts[f].born.valid() && !m_.facts[f].supplies.valid())
        plan_.fact_nodes[f] = b_.fact({f});
  }

 private:
  struct Done {
    Quantity quantity;
    NodeId node = no_node;  ///< truths and choices
    NodeId present = no_node;
    bool ready = false;
  };

  bool supplied(model::DefinitionId id) const {
    return m_[id].supplied.valid() && m_[m_[id].supplied].read;
  }

  /// A definition met with what the profile says that it is.
  const Done& define(model::DefinitionId id) {
    Done& done = defined_[id.index];
    if (done.ready) return done;
    const model::Definition& definition = m_[id];
    if (is_number(definition.value)) {
      done.quantity = q_.supplied(quantity(definition.value), definition.supplied);
    } else if (m_[definition.value].type.kind == value::Kind::yes_no) {
      done.node =
          b_.met(truth(definition.value), b_.supplied(definition.supplied), definition.supplied);
    } else {
      const Choice computed = choice(definition.value);
      done.node = b_.met(computed.node, b_.supplied(definition.supplied), definition.supplied);
      if (computed.present != no_node)
        done.present = b_.applies(definition.supplied, computed.present);
    }
    done.ready = true;
    return done;
  }

  bool is_number(model::ExprId id) const { return m_[id].type.is_ordered(); }

  void any(model::ExprId id) {
    if (is_number(id)) {
      quantity(id);
    } else if (m_[id].type.kind == value::Kind::yes_no) {
      truth(id);
    } else if (m_[id].type.kind == value::Kind::choice) {
      choice(id);
    }
  }

  void program(model::RuleId id) {
    const model::Rule& rule = m_[id];
    Quantity amount{b_.number(0), {}, no_node};
    if (rule.amount.valid()) {
      amount = quantity(rule.amount);
      if (rule.validity.amount.valid())
        amount = q_.cases(in_state(id, 2), {parameter(rule.validity.amount), {}, no_node}, amount);
    }
    const NodeId eligible = this->rule(id);
    if (!amount.alternatives && amount.factors.empty())
      amount.numerator = guarded(b_, plan_, eligible, amount.numerator);
    settlement_.begin(id, eligible, std::move(amount));
  }

  void settle(const model::SettlementLine& line) {
    switch (line.kind) {
      case model::SettlementLine::Kind::higher_of:
        settlement_.higher_of(line);
        return;
      case model::SettlementLine::Kind::tops_up:
        settlement_.tops_up(line, quantity(line.amount));
        return;
      case model::SettlementLine::Kind::given_up:
        settlement_.given_up(line);
        return;
    }
  }

  /// Whether the day is one of those that Validity::state has so.
  NodeId in_state(model::RuleId id, int state) {
    return b_.equal(parameter(m_[id].validity.state), b_.number(state));
  }
  NodeId absent(model::RuleId id) { return in_state(id, 0); }

  /// A criterion's or program's condition: false on a day on which it is not in force; open where
  /// the text of the day is not known.
  NodeId rule(model::RuleId id) {
    const model::Rule& rule = m_[id];
    NodeId node = truth(m_[rule.condition].expr);
    if (b_[node].op != Op::constant) b_.rank(node, rule.program ? cut_eligibility : cut_criterion);
    if (!rule.validity.state.valid()) return node;
    NodeId other = b_.truth(Truth::F);
    if (rule.validity.condition.valid())
      other =
          b_.all_of({in_state(id, 2), b_.equal(parameter(rule.validity.condition), b_.number(1))});
    return b_.cases(in_state(id, 1), node, other);
  }

  /// A criterion named in a block or among `and` and `or`: on a day on which it is not in force it
  /// is as if not written, which is `neutral` there.
  NodeId named(model::RuleId id, Truth neutral) {
    const NodeId node = rule(id);
    if (!m_[id].validity.state.valid() || neutral == Truth::F) return node;
    return b_.any_of({absent(id), node});
  }

  /// Whether a line is as if not written: it names such a criterion, or a block of nothing else;
  /// no_node where it never is.
  NodeId absence(model::ExprId id) {
    const model::Expr& e = m_[id];
    if (e.op == Op::not_) return absence(e.args[0]);
    if (e.op == Op::reference)
      return e.rule.valid() && m_[e.rule].validity.state.valid() ? absent(e.rule) : no_node;
    if (!value::has_lines(e.op)) return no_node;
    std::vector<NodeId> all;
    for (const model::ExprId arg : e.args) {
      all.push_back(absence(arg));
      if (all.back() == no_node) return no_node;
    }
    return b_.all_of(std::move(all));
  }

  NodeId truth(model::ExprId id, Truth neutral = Truth::F) {
    Done& done = done_[id.index];
    if (done.ready) return done.node;
    NodeId node = make_truth(m_[id], id, neutral);
    if (value::has_lines(m_[id].op)) {
      const NodeId none = absence(id);
      if (none != no_node)
        node = neutral == Truth::T ? b_.any_of({none, node}) : b_.all_of({b_.negated(none), node});
    }
    Done& made = done_[id.index];
    made.node = node;
    made.ready = true;
    plan_.lowered[id.index].value = node;
    return node;
  }

  const Quantity& quantity(model::ExprId id) {
    if (done_[id.index].ready) return done_[id.index].quantity;
    Quantity made = make_quantity(m_[id]);
    Done& done = done_[id.index];
    done.quantity = std::move(made);
    done.ready = true;
    Lowered& lowered = plan_.lowered[id.index];
    lowered.present = done.quantity.present;
    lowered.value = q_.shown(done.quantity);
    lowered.met = done.quantity.alternatives && done.quantity.alternatives->same;
    if (done.quantity.alternatives || !done.quantity.factors.empty()) {
      const Quantities::Pair pair = q_.pair(done.quantity);
      lowered.numerator = pair.numerator;
      lowered.denominator = pair.denominator;
    }
    return done_[id.index].quantity;
  }

  Choice choice(model::ExprId id) {
    if (done_[id.index].ready) return {done_[id.index].node, done_[id.index].present};
    const Choice made = make_choice(m_[id]);
    Done& done = done_[id.index];
    done.node = made.node;
    done.present = made.present;
    done.ready = true;
    plan_.lowered[id.index].value = made.node;
    plan_.lowered[id.index].present = made.present;
    return made;
  }

  /// Whether a fact applies; no_node where it always does.
  NodeId applies(model::FactId id) {
    const model::Fact& fact = m_[id];
    return fact.only_if.valid() ? b_.applies(id, truth(fact.only_if)) : no_node;
  }

  std::vector<NodeId> truths(const std::vector<model::ExprId>& ids, Truth neutral) {
    std::vector<NodeId> nodes;
    nodes.reserve(ids.size());
    for (const model::ExprId id : ids) nodes.push_back(truth(id, neutral));
    return nodes;
  }

  NodeId aggregate_truth(const model::Expr& e) {
    const NodeId body =
        e.has_body ? truth(e.args[0], e.op == Op::every ? Truth::T : Truth::F) : no_node;
    const NodeId where = e.has_where ? truth(e.args.back()) : no_node;
    return b_.aggregate(e.op, e.collection, body, where);
  }

  NodeId make_truth(const model::Expr& e, model::ExprId id, Truth neutral) {
    switch (e.op) {
      case Op::constant:
        return b_.truth(value::truth(e.yes));
      case Op::fact: {
        const NodeId there = applies(e.fact);
        return there == no_node ? b_.fact(e.fact) : b_.all_of({there, b_.fact(e.fact)});
      }
      case Op::parameter:
        return b_.equal(parameter(e.parameter), b_.number(1));
      case Op::reference:
        if (!e.definition.valid()) return named(e.rule, neutral);
        return supplied(e.definition) ? define(e.definition).node : truth(m_[e.definition].value);
      case Op::eligible:
        return rule(e.rule);
      case Op::in_program: {
        const model::FactId record = m_[e.rule].received;
        return b_.any_of({b_.all_of({b_.stated(record), b_.fact(record)}), rule(e.rule)});
      }
      case Op::and_:
      case Op::all_of:
        return b_.all_of(truths(e.args, Truth::T));
      case Op::or_:
      case Op::any_of:
        return b_.any_of(truths(e.args, Truth::F));
      case Op::none_of:
        return b_.negated(b_.any_of(truths(e.args, Truth::F)));
      case Op::not_:
        return b_.negated(truth(e.args[0], value::not_(neutral)));
      case Op::at_least:
        return b_.at_least(truths(e.args, Truth::F), e.least);
      case Op::any:
      case Op::every:
        return aggregate_truth(e);
      case Op::cases: {
        NodeId result = truth(e.args.back());
        for (std::size_t i = e.args.size() - 1; i >= 2; i -= 2)
          result = b_.cases(truth(e.args[i - 2]), truth(e.args[i - 1]), result);
        return result;
      }
      case Op::is:
      case Op::in:
      case Op::is_not:
      case Op::not_in:
        return membership(e, id);
      default:
        return comparison(e, id);
    }
  }

  NodeId membership(const model::Expr& e, model::ExprId id) {
    const bool negative = e.op == Op::is_not || e.op == Op::not_in;
    NodeId result = no_node;
    if (m_[e.args[0]].type.kind == value::Kind::choice) {
      const Choice x = choice(e.args[0]);
      NodeId there = x.present;
      if (e.args.size() > 1) {
        const Choice y = choice(e.args[1]);
        result = b_.same_choice(x.node, y.node);
        there = q_.both(there, y.present);
      } else {
        result = b_.in_set(x.node, e.set);
      }
      if (there != no_node) result = b_.all_of({there, result});
    } else if (m_[e.args[0]].type.kind == value::Kind::yes_no) {
      const NodeId x = truth(e.args[0]);
      const NodeId y = e.args.size() > 1 ? truth(e.args[1]) : b_.truth(value::truth(e.yes));
      result = b_.cases(y, x, b_.negated(x));
    } else if (e.args.size() > 1) {
      const Quantity x = quantity(e.args[0]);
      const Quantity y = quantity(e.args[1]);
      plan_.compared[id.index] = q_.sides(x, y);
      result = q_.equal(x, y);
    } else {
      const Quantity x = quantity(e.args[0]);
      std::vector<NodeId> ends;
      if (x.present != no_node) ends.push_back(x.present);
      if (value::is_finite(e.constant.lo))
        ends.push_back(q_.less_equal({b_.number(e.constant.lo), {}, no_node}, x));
      if (value::is_finite(e.constant.hi))
        ends.push_back(q_.less_equal(x, {b_.number(e.constant.hi), {}, no_node}));
      result = b_.all_of(std::move(ends));
    }
    return negative ? b_.negated(result) : result;
  }

  NodeId comparison(const model::Expr& e, model::ExprId id) {
    const Quantity x = quantity(e.args[0]);
    const Quantity y = quantity(e.args[1]);
    plan_.compared[id.index] = q_.sides(x, y);
    switch (e.op) {
      case Op::less:
        return q_.less(x, y);
      case Op::greater:
        return q_.less(y, x);
      case Op::less_equal:
        return q_.less_equal(x, y);
      default:
        return q_.less_equal(y, x);
    }
  }

  Quantity make_quantity(const model::Expr& e) {
    switch (e.op) {
      case Op::constant:
        return {b_.number(e.constant.lo), {}, no_node};
      case Op::fact:
        if (m_[e.fact].born.valid()) return {b_.age(e.fact), {}, no_node};
        return {b_.fact(e.fact), {}, applies(e.fact)};
      case Op::parameter:
        return {parameter(e.parameter), {}, no_node};
      case Op::pays:
        return settlement_.pays(e.rule);
      case Op::reference:
        return supplied(e.definition) ? define(e.definition).quantity
                                      : quantity(m_[e.definition].value);
      case Op::add:
      case Op::sub: {
        const Quantity x = quantity(e.args[0]);
        return q_.add(x, quantity(e.args[1]), e.op == Op::sub);
      }
      case Op::negate:
        return q_.add({b_.number(0), {}, no_node}, quantity(e.args[0]), true);
      case Op::mul: {
        const Quantity x = quantity(e.args[0]);
        return q_.mul(x, quantity(e.args[1]));
      }
      case Op::div: {
        const Quantity x = quantity(e.args[0]);
        return q_.div(x, quantity(e.args[1]));
      }
      case Op::per_month:
        return q_.div(quantity(e.args[0]), {b_.number(12 * value::scale), {}, no_node});
      case Op::per_year:
        return q_.mul(quantity(e.args[0]), {b_.number(12 * value::scale), {}, no_node});
      case Op::rounded: {
        const Quantity x = quantity(e.args[0]);
        return {q_.rounded(x, e.rounding), {}, x.present};
      }
      case Op::or_else: {
        Quantity x = quantity(e.args[0]);
        const Quantity y = quantity(e.args[1]);
        if (x.present == no_node) return x;
        const NodeId there = std::exchange(x.present, no_node);
        return q_.cases(there, x, y);
      }
      case Op::cases: {
        Quantity result = quantity(e.args.back());
        for (std::size_t i = e.args.size() - 1; i >= 2; i -= 2) {
          const NodeId condition = truth(e.args[i - 2]);
          Quantity then = quantity(e.args[i - 1]);
          if (!then.alternatives && then.factors.empty())
            then.numerator = guarded(b_, plan_, condition, then.numerator);
          result = q_.cases(condition, then, result);
        }
        return result;
      }
      default:
        return aggregate_number(e);
    }
  }

  Quantity aggregate_number(const model::Expr& e) {
    NodeId where = e.has_where ? truth(e.args.back()) : no_node;
    if (!e.has_body) return {b_.aggregate(Op::count, e.collection, no_node, where), {}, no_node};
    const Quantity body = taken_out(quantity(e.args[0]));
    if (e.op == Op::sum) {
      NodeId value = body.numerator;
      if (body.present != no_node) value = b_.cases(body.present, value, b_.number(0));
      const NodeId total = b_.aggregate(Op::sum, e.collection, value, where);
      return {total, body.factors, no_node};
    }
    where = q_.both(where, body.present);
    const NodeId value = b_.aggregate(e.op, e.collection, body.numerator, where);
    const bool never_empty = where == no_node && m_[e.collection].least > 0;
    NodeId there = no_node;
    if (!never_empty)
      there = b_.aggregate(Op::any, e.collection, where == no_node ? b_.truth(Truth::T) : where,
                           no_node);
    return {value, body.factors, there};
  }

  /// A quantity as an aggregate takes it: constant factors are common to all elements and stay; of
  /// anything else the quotient itself, which is exact, as check() lets no ratio through.
  Quantity taken_out(Quantity x) {
    const bool common = std::ranges::all_of(
        x.factors, [&](NodeId factor) { return plan_.nodes[factor].op == Op::constant; });
    if (!x.alternatives && common) return x;
    return {q_.shown(x), {}, x.present};
  }

  NodeId parameter(model::ParameterId id) {
    std::vector<NodeId> keys;
    for (const model::FactId key : m_[id].keys) keys.push_back(b_.fact(key));
    return b_.parameter(id, keys);
  }

  /// A parameter that is one of several is looked up as the number of the choice.
  NodeId parameter_choice(model::ParameterId id) {
    const model::DomainId domain = m_[id].domain;
    const auto size = static_cast<std::uint32_t>(m_[domain].choices.size());
    const NodeId number = parameter(id);
    std::uint32_t last[] = {size - 1};
    NodeId result = b_.choice(domain, last);
    for (std::uint32_t c = size - 1; c-- > 0;) {
      const std::uint32_t one[] = {c};
      result = b_.cases(b_.equal(number, b_.number(c)), b_.choice(domain, one), result);
    }
    return result;
  }

  Choice make_choice(const model::Expr& e) {
    switch (e.op) {
      case Op::fact:
        return {b_.fact(e.fact), applies(e.fact)};
      case Op::parameter:
        return {parameter_choice(e.parameter), no_node};
      case Op::reference:
        if (supplied(e.definition)) {
          const Done& done = define(e.definition);
          return {done.node, done.present};
        }
        return choice(m_[e.definition].value);
      case Op::cases: {
        Choice result = choice(e.args.back());
        for (std::size_t i = e.args.size() - 1; i >= 2; i -= 2) {
          const NodeId condition = truth(e.args[i - 2]);
          const Choice then = choice(e.args[i - 1]);
          NodeId there = no_node;
          if (then.present != no_node || result.present != no_node)
            there = b_.cases(condition, q_.present_or_true(then.present),
                             q_.present_or_true(result.present));
          result = {b_.cases(condition, then.node, result.node), there};
        }
        return result;
      }
      default:
        return {b_.choice({static_cast<std::uint32_t>(e.type.choice_domain)}, e.set), no_node};
    }
  }

  const model::Model& m_;
  Plan& plan_;
  Builder b_;
  Quantities q_;
  Settlement settlement_;
  std::vector<Done> done_;
  std::vector<Done> defined_;  ///< definitions that a profile may supply, as everybody reads them
};

}  // namespace

Plan lower(const model::Model& model) {
  Plan plan;
  Lowering(model, plan).run();
  return plan;
}

}  // namespace entitle::plan
