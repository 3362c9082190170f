// The settlement between programs: every line resolved and checked, and what a line that tops up
// leaves of the amount made an expression, so that it is typed, decided and explained like any
// other.
#include <algorithm>
#include <optional>

#include "check/expression.hpp"
#include "check/passes.hpp"

namespace entitle::check {

using model::SettlementLine;
using syntax::Form;
using value::Op;

namespace {

class LineMaker {
 public:
  LineMaker(Context& context, const syntax::SettlementLine& tree, text::FileId file,
            std::vector<bool>& settled)
      : context_(context), tree_(tree), file_(file), settled_(settled) {}

  std::optional<SettlementLine> make() {
    SettlementLine line;
    line.kind = static_cast<SettlementLine::Kind>(tree_.kind);
    line.place = at(file_, tree_.span);
    line.note = label_of(tree_.note);
    line.citations = citations(context_, tree_.citations, file_);
    bool good = true;
    for (const syntax::Reference& reference : tree_.programs) {
      const auto rule = resolve(reference);
      good = good && rule;
      if (rule) line.programs.push_back(*rule);
    }
    for (const syntax::Deduction& deduction : tree_.over) {
      const auto rule = resolve(deduction.program);
      good = good && rule;
      if (rule) line.over.push_back({*rule, {}});
    }
    if (tree_.winner) {
      const auto rule = resolve(*tree_.winner);
      good = good && rule;
      line.winner = rule.value_or(model::RuleId{});
    }
    if (!good || line.programs.empty()) return std::nullopt;
    if (line.citations.empty())
      context_.report.report(Code::citation_missing, line.place,
                             {argument(context_.model[line.programs[0]].name)});
    if (!check_count(line) || !check_meeting(line) || !check_amounts(line)) return std::nullopt;
    for (const model::RuleId program : line.programs) {
      if (settled_[program.index]) {
        context_.report.report(Code::settled_twice, line.place,
                               {argument(context_.model[program].name)});
        return std::nullopt;
      }
      settled_[program.index] = true;
    }
    if (line.kind == SettlementLine::Kind::tops_up && !top_up(line)) return std::nullopt;
    return line;
  }

 private:
  std::optional<model::RuleId> resolve(const syntax::Reference& reference) {
    const auto symbol = context_.names.global(reference.text);
    if (!symbol || symbol->kind != SymbolKind::program) {
      context_.names.unknown(Code::unknown_program, at(file_, reference.span), {reference.text},
                             reference.text, context_.names.globals(SymbolKind::program));
      return std::nullopt;
    }
    context_.names.used(at(file_, reference.span), *symbol->name, symbol->place.file);
    if (context_.rule_states[symbol->index] != State::done) return std::nullopt;
    const model::RuleId id = context_.rule_ids[symbol->index];
    if (std::ranges::find(seen_, id) != seen_.end()) {
      context_.report.report(Code::settled_itself, at(file_, reference.span), {reference.text});
      return std::nullopt;
    }
    seen_.push_back(id);
    return id;
  }

  bool check_count(const SettlementLine& line) {
    const std::size_t count = line.programs.size();
    const bool right = line.kind == SettlementLine::Kind::higher_of ? count >= 2
                       : line.kind == SettlementLine::Kind::tops_up ? count == 1
                                                                    : count >= 1;
    if (!right) context_.report.report(Code::settled_too_few, line.place, {count});
    return right;
  }

  /// Those compared are of one entity; what is deducted or given way to is of it or above it.
  bool check_meeting(const SettlementLine& line) {
    const model::Rule& first = context_.model[line.programs[0]];
    const auto meets = [&](model::RuleId other, bool same) {
      const model::Rule& rule = context_.model[other];
      const bool good =
          same ? rule.entity == first.entity : context_.sees(first.entity, rule.entity);
      if (!good)
        context_.report.report(Code::settled_entities, line.place,
                               {argument(first.name), argument(context_.model[first.entity].name),
                                argument(rule.name), argument(context_.model[rule.entity].name)});
      return good;
    };
    const auto same = [&](model::RuleId other) { return meets(other, true); };
    return std::ranges::all_of(line.programs, same) &&
           std::ranges::all_of(
               line.over, [&](const model::Deduction& d) { return meets(d.program, false); }) &&
           (!line.winner.valid() || meets(line.winner, false));
  }

  bool check_amounts(const SettlementLine& line) {
    if (line.kind == SettlementLine::Kind::given_up) return true;
    const auto pays = [&](model::RuleId id) {
      const model::Rule& rule = context_.model[id];
      if (!rule.amount.valid()) {
        context_.report.report(Code::settled_no_amount, line.place, {argument(rule.name)});
        return false;
      }
      const value::Type& own = context_.model[rule.amount].type;
      const model::Rule& first = context_.model[line.programs[0]];
      if (!first.amount.valid()) return true;  // told already
      const value::Type& other = context_.model[first.amount].type;
      const auto regular = [](Period period) {
        return period == Period::month || period == Period::year;
      };
      if (regular(own.period) == regular(other.period)) return true;
      context_.report.report(Code::settled_periods, line.place,
                             {argument(first.name), argument(plain(other)), argument(rule.name),
                              argument(plain(own))});
      return false;
    };
    return std::ranges::all_of(line.programs, pays) &&
           std::ranges::all_of(line.over,
                               [&](const model::Deduction& d) { return pays(d.program); });
  }

  syntax::Expression pays(const syntax::Reference& program) const {
    syntax::Expression leaf;
    leaf.form = Form::pays;
    leaf.op = Op::pays;
    leaf.text = program.text;
    leaf.span = program.span;
    return leaf;
  }

  static syntax::Expression unary(Op op, syntax::Expression of) {
    syntax::Expression tree;
    tree.form = Form::unary;
    tree.op = op;
    tree.span = of.span;
    tree.parts.push_back(std::move(of));
    return tree;
  }

  static syntax::Expression chain(Op op, syntax::Expression a, syntax::Expression b) {
    syntax::Expression tree;
    tree.form = Form::chain;
    tree.span = text::join(a.span, b.span);
    tree.ops = {op};
    tree.op_spans = {b.span};
    tree.parts.push_back(std::move(a));
    tree.parts.push_back(std::move(b));
    return tree;
  }

  /// pays X - pays A / count of members - pays B, rounded as written.
  bool top_up(SettlementLine& line) {
    const model::Rule& rule = context_.model[line.programs[0]];
    const Period period = context_.model[rule.amount].type.period;
    syntax::Expression left = pays(tree_.programs[0]);
    for (std::size_t i = 0; i < tree_.over.size(); ++i) {
      const syntax::Deduction& deduction = tree_.over[i];
      syntax::Expression off = pays(deduction.program);
      const Period own = context_.model[context_.model[line.over[i].program].amount].type.period;
      if (own != period)
        off = unary(period == Period::month ? Op::per_month : Op::per_year, std::move(off));
      if (deduction.per_head) {
        const auto symbol = context_.names.find(deduction.per_head->text, rule.entity);
        if (symbol && symbol->kind == SymbolKind::collection)
          line.over[i].per_head = model::CollectionId{symbol->index};
        syntax::Expression count;
        count.form = Form::aggregate;
        count.op = Op::count;
        count.collection = *deduction.per_head;
        count.span = deduction.per_head->span;
        off = chain(Op::div, std::move(off), std::move(count));
      }
      left = chain(Op::sub, std::move(left), std::move(off));
    }
    if (tree_.mode && !tree_.unit.empty()) {
      syntax::Expression rounded;
      rounded.form = Form::rounded;
      rounded.op = Op::rounded;
      rounded.mode = *tree_.mode;
      rounded.span = left.span;
      rounded.parts.push_back(std::move(left));
      rounded.parts.push_back(tree_.unit.front());
      left = std::move(rounded);
    }
    ExpressionBuilder builder(context_, rule.entity, file_);
    line.amount = builder.build(left);
    if (!line.amount.valid()) return false;
    if (!context_.model[line.amount].type.ratio) return true;
    context_.report.report(Code::amount_not_rounded, line.place, {context_.text(line.place)});
    return false;
  }

  Context& context_;
  const syntax::SettlementLine& tree_;
  text::FileId file_;
  std::vector<bool>& settled_;
  std::vector<model::RuleId> seen_;
};

}  // namespace

void check_settlement(Context& context) {
  std::optional<text::Place> first;
  std::vector<bool> settled(context.model.rules.size(), false);
  for (const syntax::File& file : context.files)
    for (const syntax::Settlement& tree : file.settlements) {
      const text::Place place = at(file.source, tree.span);
      if (first) {
        context.report.report(Code::settlement_twice, place).label(*first, Word::label_first_here);
        continue;
      }
      first = place;
      for (const syntax::SettlementLine& line : tree.lines)
        if (auto made = LineMaker(context, line, file.source, settled).make())
          context.model.settlement.push_back(std::move(*made));
    }
}

}  // namespace entitle::check
