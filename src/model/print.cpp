// A model as text, a line a part, spans aside: what tests compare. It leaves out nothing that
// decides.
#include "model/print.hpp"

#include <string_view>

#include "entitle/decimal.hpp"

namespace entitle::model {
namespace {

class Printer {
 public:
  explicit Printer(const Model& model) : model_(model) {}

  std::string all() {
    line("ruleset " + both(model_.ruleset.name) + " version " + model_.version + " title " +
         both(model_.title));
    for (const Document& document : model_.documents) print(document);
    for (const Domain& domain : model_.domains) print(domain);
    for (const Entity& entity : model_.entities) print(entity);
    for (const Parameter& parameter : model_.parameters)
      if (!parameter.hidden) print(parameter);
    for (const Definition& definition : model_.definitions) print(definition);
    for (const Rule& rule : model_.rules) print(rule);
    for (const SettlementLine& line : model_.settlement) print(line);
    for (const Example& example : model_.examples) print(example);
    return std::move(out_);
  }

  std::string expression(ExprId id) {
    expr(id);
    return std::move(out_);
  }

 private:
  void line(std::string_view text) {
    out_ += text;
    out_ += '\n';
  }
  static std::string both(const Label& label) { return label.en + " / " + label.zh; }
  static std::string optional(const std::string& name, const Label& label) {
    return label.empty() ? "" : "\n    " + name + " " + both(label);
  }
  std::string type(const value::Type& type) const {
    std::string text = type.to_words(Language::en);
    if (type.kind == value::Kind::choice) text += " #" + std::to_string(type.choice_domain);
    return text;
  }
  static std::string number(std::int64_t units, const value::Type& type) {
    if (!value::is_finite(units)) return "";
    if (type.kind == value::Kind::date)
      return Date::from_days(static_cast<std::int32_t>(units)).iso();
    if (type.is_number()) return Decimal::from_units(units).to_string();
    return std::to_string(units);
  }
  static std::string range(value::Interval range, const value::Type& type) {
    if (range.known()) return number(range.lo, type);
    return number(range.lo, type) + ".." + number(range.hi, type);
  }

  static std::string titled(const Named& named) {
    return named.title.empty() ? "" : " title " + both(named.title);
  }

  std::string cited(const std::vector<Citation>& citations) const {
    std::string text;
    for (const Citation& citation : citations) {
      text += "\n    cites " + model_[citation.document].key();
      text += " " + std::to_string(citation.article) + "." + std::to_string(citation.paragraph) +
              "." + std::to_string(citation.item);
      if (!citation.section.empty()) text += " " + citation.section;
    }
    return text;
  }

  void print(const Document& document) {
    std::string text =
        "document " + both(document.name) + " " + document.number + " " + both(document.title);
    if (document.from) text += " from " + document.from->iso();
    if (document.through) text += " through " + document.through->iso();
    line(text);
  }

  void print(const Domain& domain) {
    std::string text = "domain " + domain.table;
    for (const Choice& choice : domain.choices) {
      text += " | " + both(choice.name);
      if (!choice.code.empty()) text += " code " + choice.code;
      for (const std::string& alias : choice.aliases) text += " = " + alias;
    }
    line(text);
  }

  void print(const Entity& entity) {
    std::string text = "entity " + both(entity.name);
    if (entity.parent.valid()) text += " in " + model_[entity.collection].key();
    if (entity.named_by.valid()) text += " named by " + model_[entity.named_by].key();
    line(text);
    for (const FactId id : entity.facts) {
      const Fact& fact = model_[id];
      if (fact.record_of.valid() || fact.supplies.valid()) continue;
      text = "  fact " + both(fact.name) + titled(fact) + " : " + type(fact.type) + " " +
             range(fact.range, fact.type) + " step " + std::to_string(fact.step);
      if (fact.born.valid()) text += " by " + model_[fact.born].key();
      if (fact.finding) text += " finding";
      if (fact.only_if.valid()) {
        text += " only if ";
        out_ += text;
        expr(fact.only_if);
        text.clear();
      }
      line(text + optional("proved by", fact.proved_by) + optional("asked of", fact.asked_of) +
           optional("decided by", fact.decided_by) + optional("note", fact.note) +
           cited(fact.citations));
    }
    for (const CollectionId id : entity.collections) {
      const Collection& collection = model_[id];
      line("  collection " + both(collection.name) + " of " + model_[collection.element].key() +
           " " + std::to_string(collection.least) + ".." +
           (collection.most == Collection::unbounded ? "" : std::to_string(collection.most)));
    }
  }

  void print(const Parameter& parameter) {
    std::string text = "parameter " + both(parameter.name) + titled(parameter) + " : " +
                       type(parameter.type) + " " + range(parameter.range, parameter.type) +
                       " step " + std::to_string(parameter.step) +
                       (parameter.table.empty() ? "" : " from " + parameter.table);
    for (const FactId key : parameter.keys)
      text += " by " + model_[model_[key].entity].key() + "." + model_[key].key();
    line(text + optional("note", parameter.note) + cited(parameter.citations));
    for (const ParameterRow& row : parameter.rows) {
      text = "  row";
      for (const std::uint32_t key : row.keys)
        text += key == ParameterRow::any ? " *" : " " + std::to_string(key);
      text += " " + row.from.iso() + ".." + (row.through ? row.through->iso() : "");
      text += row.published_value ? " = " + range(row.value, parameter.type) : " = ?";
      static constexpr const char* statuses[] = {" published", " carried forward", " assumed"};
      text += statuses[static_cast<std::size_t>(row.status)];
      if (row.default_assumed) text += " default assumed";
      if (!row.source.empty()) text += " source " + row.source;
      if (row.known_on) text += " known on " + row.known_on->iso();
      line(text);
    }
  }

  void print(const Definition& definition) {
    out_ += "define " + both(definition.name) + titled(definition) + " of " +
            model_[definition.entity].key() + " : " + type(model_[definition.value].type) + " " +
            range(model_[definition.value].range, model_[definition.value].type) + " step " +
            std::to_string(model_[definition.value].step) + "\n  = ";
    expr(definition.value);
    line(optional("note", definition.note) + cited(definition.citations));
  }

  void print(const Rule& rule) {
    line((rule.program ? "program " : "criterion ") + both(rule.name) + titled(rule) + " of " +
         model_[rule.entity].key() + optional("decided by", rule.decided_by) +
         optional("note", rule.note) + cited(rule.citations));
    if (!rule.appeal.empty()) line("  appeal" + cited(rule.appeal));
    if (rule.validity.state.valid())
      line(std::string("  in force") +
           (rule.validity.from ? " from " + rule.validity.from->iso() : "") +
           (rule.validity.through ? " through " + rule.validity.through->iso() : "") +
           (rule.validity.unknown_before ? " unknown before" : "") +
           (rule.validity.unknown_after ? " unknown after" : ""));
    print(rule.condition, 1);
    if (!rule.amount.valid()) return;
    out_ += "  amount : " + type(model_[rule.amount].type) + " " +
            range(model_[rule.amount].range, model_[rule.amount].type) + " = ";
    expr(rule.amount);
    line(cited(rule.amount_citations));
  }

  void print(const SettlementLine& settled) {
    static constexpr const char* kinds[] = {"higher of", "tops up", "given up"};
    out_ += std::string("settle ") + kinds[static_cast<std::size_t>(settled.kind)];
    for (const RuleId program : settled.programs) out_ += " " + model_[program].key();
    for (const Deduction& over : settled.over)
      out_ += " over " + model_[over.program].key() +
              (over.per_head.valid() ? " per head of " + model_[over.per_head].key() : "");
    if (settled.winner.valid()) out_ += " for " + model_[settled.winner].key();
    if (settled.amount.valid()) {
      out_ += " = ";
      expr(settled.amount);
    }
    line(optional("note", settled.note) + cited(settled.citations));
  }

  void print(ClauseId id, std::size_t depth) {
    const Clause& clause = model_[id];
    out_ += std::string(2 * depth, ' ') + both(clause.label) + " : ";
    if (clause.parts.empty()) {
      expr(clause.expr);
    } else {
      out_ += value::to_string(model_[clause.expr].op);
      if (model_[clause.expr].op == value::Op::at_least)
        out_ += " " + std::to_string(model_[clause.expr].least);
    }
    line(cited(clause.citations));
    for (const ClauseId part : clause.parts) print(part, depth + 1);
  }

  void print(const std::vector<Given>& facts, std::size_t depth) {
    for (const Given& given : facts) {
      std::string text(2 * depth, ' ');
      if (given.fact.valid() && model_[given.fact].record_of.valid()) text += "receives ";
      text += given.fact.valid() ? model_[given.fact].key() : model_[given.collection].key();
      switch (given.form) {
        case GivenForm::unknown:
          text += " unknown";
          break;
        case GivenForm::number:
          text += " " + range(given.number, model_[given.fact].type);
          break;
        case GivenForm::truth:
          text += given.yes ? " yes" : " no";
          break;
        case GivenForm::choice:
          for (const std::uint32_t choice : given.choices) text += " " + std::to_string(choice);
          break;
        case GivenForm::text:
          text += " " + given.text;
          break;
        case GivenForm::collection:
          text += given.complete ? " complete" : " incomplete";
          break;
      }
      line(text);
      for (const auto& element : given.elements) {
        line(std::string(2 * depth + 2, ' ') + "-");
        print(element, depth + 2);
      }
    }
  }

  void print(const Example& example) {
    std::string head = "example as of " + example.as_of.iso();
    for (const Setting& setting : example.settings)
      head += " with " + model_[setting.parameter].key() + " = " +
              range(setting.value, model_[setting.parameter].type);
    line(head);
    print(example.facts, 1);
    for (const Expectation& expectation : example.expectations) {
      static constexpr const char* statuses[] = {
          "qualifies", "does not qualify",    "depends",
          "excluded",  "nothing left to pay", "not in force"};
      std::string text = "  expect " + model_[expectation.program].key();
      if (!expectation.recipient.empty()) text += " of " + expectation.recipient;
      text += std::string(" ") + statuses[static_cast<std::size_t>(expectation.status)];
      if (expectation.amount)
        text += " " + range(*expectation.amount, model_[model_[expectation.program].amount].type);
      if (!expectation.because.empty()) text += " because " + because(expectation);
      line(text);
    }
  }

  /// The label in English, whichever language the example wrote it in.
  std::string because(const Expectation& expectation) const {
    std::vector<ClauseId> open{model_[expectation.program].condition};
    while (!open.empty()) {
      const Clause& clause = model_[open.back()];
      open.pop_back();
      if (clause.label.en == expectation.because || clause.label.zh == expectation.because)
        return clause.label.in(Language::en);
      open.insert(open.end(), clause.parts.begin(), clause.parts.end());
    }
    return expectation.because;
  }

  void expr(ExprId id) {
    const Expr& e = model_[id];
    using value::Op;
    switch (e.op) {
      case Op::fact:
        out_ += model_[model_[e.fact].entity].key() + "." + model_[e.fact].key();
        return;
      case Op::parameter:
        out_ += "$" + model_[e.parameter].key();
        return;
      case Op::reference:
        out_ += "@" + (e.definition.valid() ? model_[e.definition].key() : model_[e.rule].key());
        return;
      case Op::eligible:
      case Op::in_program:
      case Op::pays:
        out_ += std::string("(") + value::to_string(e.op) + " " + model_[e.rule].key() + ")";
        return;
      case Op::constant:
        if (e.type.kind == value::Kind::yes_no)
          out_ += e.yes ? "yes" : "no";
        else if (e.type.kind == value::Kind::choice)
          set(e);
        else
          out_ += number(e.constant.lo, e.type) + ":" + type(e.type);
        return;
      default:
        break;
    }
    out_ += "(";
    out_ += value::to_string(e.op);
    if (e.collection.valid()) out_ += " " + model_[e.collection].key();
    if (e.op == Op::at_least) out_ += " " + std::to_string(e.least);
    for (std::size_t i = 0; i < e.args.size(); ++i) {
      out_ += e.has_where && i + 1 == e.args.size() ? " where " : " ";
      expr(e.args[i]);
    }
    if (!e.set.empty()) {
      out_ += ' ';
      set(e);
    }
    if ((e.op == Op::in || e.op == Op::not_in) && e.set.empty())
      out_ += " [" + range(e.constant, model_[e.args[0]].type) + "]";
    if (e.op == Op::rounded)
      out_ += " mode " + std::to_string(static_cast<int>(e.rounding.mode)) + " unit " +
              std::to_string(e.rounding.unit);
    out_ += ')';
  }

  void set(const Expr& e) {
    out_ += '{';
    for (const std::uint32_t choice : e.set)
      out_ += (out_.back() == '{' ? "" : " ") + std::to_string(choice);
    out_ += '}';
  }

  const Model& model_;
  std::string out_;
};

}  // namespace

std::string print(const Model& model) { return Printer(model).all(); }

std::string print(const Model& model, ExprId id) { return Printer(model).expression(id); }

}  // namespace entitle::model
