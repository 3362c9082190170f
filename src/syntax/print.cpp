// Prints the declarations of a tree as one plain notation for both languages: what tests of the
// grammar compare.
#include "syntax/print.hpp"

#include <array>

namespace entitle::syntax {

namespace {

std::string print(const Name& name) {
  return name.twin.empty() ? '[' + name.text + ']' : '[' + name.text + " / " + name.twin + ']';
}

std::string print(const Caption& caption) {
  std::string out;
  if (!caption.en.empty()) out += " en \"" + caption.en + '"';
  if (!caption.zh.empty()) out += " zh \"" + caption.zh + '"';
  return out;
}

/// Writes lines, each as far to the right as blocks stand open.
class Printer {
 public:
  std::string take() && { return std::move(out_); }

  void file(const File& file) {
    if (file.ruleset)
      line("ruleset " + print(*file.ruleset) + " version " + file.version + print(file.title));
    for (const Document& each : file.documents) document(each);
    for (const Entity& each : file.entities) entity(each);
    for (const Parameter& each : file.parameters) parameter(each);
    for (const Definition& each : file.definitions) definition(each);
    for (const Rule& each : file.rules) rule(each);
    for (const Settlement& each : file.settlements) settlement(each);
    for (const Example& each : file.examples) example(each);
  }

  void block(const std::string& before, const Block& block) {
    std::string head = before + std::string(value::to_string(block.op));
    if (block.op == value::Op::at_least) head += ' ' + std::to_string(block.least);
    line(head);
    indent_ += 2;
    for (const Entry& entry : block.entries) {
      const std::string label = print(entry.label) + " : ";
      for (const Expression& each : entry.expression) line(label + syntax::print(each));
      for (const Block& each : entry.block) this->block(label, each);
      citations("  cites", entry.citations);
    }
    indent_ -= 2;
  }

 private:
  void line(const std::string& text) { out_ += std::string(indent_, ' ') + text + '\n'; }

  void caption(const char* what, const Caption& caption) {
    const std::string text = print(caption);
    if (!text.empty()) line(what + text);
  }

  void citations(const std::string& what, const std::vector<Citation>& citations) {
    std::string text;
    for (const Citation& citation : citations) text += ' ' + syntax::print(citation);
    if (!text.empty()) line(what + text);
  }

  void expressions(const std::string& what, const std::vector<Expression>& list) {
    for (const Expression& each : list) line(what + ' ' + syntax::print(each));
  }

  void document(const Document& document) {
    std::string text = "document " + print(document.name);
    if (!document.number.empty()) text += " number \"" + document.number + '"';
    text += print(document.title);
    if (document.from) text += " from " + document.from->iso();
    if (document.through) text += " through " + document.through->iso();
    line(text);
  }

  static std::string type(const TypeName& type) {
    static constexpr std::array words{"yes_no",      "whole",      "decimal", "percent", "money",
                                      "money/month", "money/year", "date",    "years",   "months",
                                      "days",        "text",       "choice",  "table"};
    std::string out = words[static_cast<std::size_t>(type.word)];
    for (const Name& choice : type.choices) out += ' ' + print(choice);
    if (!type.table.empty()) out += " \"" + type.table + '"';
    if (type.least) out += " >= " + syntax::print(*type.least);
    if (type.most) out += " <= " + syntax::print(*type.most);
    return out;
  }

  void fact(const Fact& fact) {
    line((fact.finding ? "finding " : "fact ") + print(fact.name) + " : " + type(fact.type) +
         (fact.born ? " by " + fact.born->text : ""));
    indent_ += 2;
    expressions("only if", fact.only_if);
    caption("proved by", fact.proved_by);
    caption("asked of", fact.asked_of);
    caption("decided by", fact.decided_by);
    caption("note", fact.note);
    caption("title", fact.title);
    citations("cites", fact.citations);
    indent_ -= 2;
  }

  void entity(const Entity& entity) {
    line("entity " + print(entity.name) +
         (entity.named_by ? " named by " + entity.named_by->text : ""));
    indent_ += 2;
    for (const Fact& each : entity.facts) fact(each);
    for (const Collection& each : entity.collections) {
      std::string text = "collection " + print(each.name) + " : " + each.element.text;
      if (each.least) text += " at least " + std::to_string(*each.least);
      if (each.most) text += " at most " + std::to_string(*each.most);
      line(text);
    }
    indent_ -= 2;
  }

  void parameter(const Parameter& parameter) {
    std::string text = "parameter " + print(parameter.name);
    for (const Reference& key : parameter.keys) text += " by " + key.text;
    text += " : " + type(parameter.type);
    if (!parameter.table.empty()) text += " from \"" + parameter.table + '"';
    for (const Expression& value : parameter.assumed) text += " assumed " + syntax::print(value);
    line(text);
    indent_ += 2;
    citations("cites", parameter.citations);
    caption("note", parameter.note);
    caption("title", parameter.title);
    indent_ -= 2;
  }

  void definition(const Definition& definition) {
    line("define " + print(definition.name) + " of " + definition.entity.text);
    indent_ += 2;
    expressions("=", definition.value);
    for (const Case& row : definition.cases)
      line((row.condition.empty() ? "otherwise" : "when " + syntax::print(row.condition.front())) +
           " : " + syntax::print(row.value));
    citations("cites", definition.citations);
    caption("note", definition.note);
    caption("title", definition.title);
    indent_ -= 2;
  }

  void rule(const Rule& rule) {
    line((rule.program ? "program " : "criterion ") + print(rule.name) + " of " + rule.entity.text);
    indent_ += 2;
    if (rule.force) force(*rule.force);
    citations("cites", rule.citations);
    caption("decided by", rule.decided_by);
    citations("appeal cites", rule.appeal);
    caption("note", rule.note);
    caption("title", rule.title);
    expressions(":", rule.condition);
    for (const Block& each : rule.block) block("", each);
    expressions("amount", rule.amount);
    citations("  cites", rule.amount_citations);
    indent_ -= 2;
  }

  void force(const Force& force) {
    std::string text = "in force";
    if (force.from) text += " from " + force.from->iso();
    if (force.through) text += " through " + force.through->iso();
    if (force.unknown_before) text += " unknown before";
    if (force.unknown_after) text += " unknown after";
    line(text);
  }

  void settlement(const Settlement& settlement) {
    static constexpr std::array kinds{"higher of", "tops up", "given up"};
    line("settlement");
    indent_ += 2;
    for (const SettlementLine& each : settlement.lines) {
      std::string text = kinds[static_cast<std::size_t>(each.kind)];
      for (const Reference& program : each.programs) text += ' ' + program.text;
      for (const Deduction& over : each.over) {
        text += " over " + over.program.text;
        if (over.per_head) text += " per head of " + over.per_head->text;
      }
      if (each.winner) text += " for " + each.winner->text;
      if (each.mode) text += std::string(" rounded ") + rounding_name(*each.mode);
      for (const Expression& unit : each.unit) text += ' ' + syntax::print(unit);
      line(text);
      citations("  cites", each.citations);
      caption("  note", each.note);
    }
    indent_ -= 2;
  }

  static const char* rounding_name(Rounding mode) {
    static constexpr std::array modes{"half_up", "up", "down", "half_even"};
    return modes[static_cast<std::size_t>(mode)];
  }

  void given(const Given& given) {
    std::string text = (given.record ? "receives " : "") + given.fact.text + " :";
    switch (given.form) {
      case GivenForm::unknown:
        text += " unknown";
        break;
      case GivenForm::range:
        text += ' ' + syntax::print(given.values[0]) + ".." + syntax::print(given.values[1]);
        break;
      case GivenForm::one_of:
        text += " one of";
        [[fallthrough]];
      case GivenForm::value:
        for (const Expression& value : given.values) text += ' ' + syntax::print(value);
        break;
      case GivenForm::collection:
        text += " list";
        if (given.incomplete) text += " incomplete";
        break;
    }
    line(text);
    indent_ += 2;
    for (const Element& element : given.elements) {
      line("element");
      indent_ += 2;
      for (const Given& each : element.facts) this->given(each);
      indent_ -= 2;
    }
    indent_ -= 2;
  }

  void example(const Example& example) {
    static constexpr std::array words{"qualifies", "does not qualify",    "depends",
                                      "excluded",  "nothing left to pay", "not in force"};
    line("example \"" + example.name + "\" as of " + example.as_of.iso());
    indent_ += 2;
    for (const Setting& each : example.settings)
      expressions("with " + each.parameter.text + " =", each.value);
    for (const Given& each : example.facts) given(each);
    for (const Expectation& each : example.expectations) {
      std::string text = "expect " + each.program.text;
      if (!each.recipient.empty()) text += " of \"" + each.recipient + '"';
      text += std::string(" : ") + words[static_cast<std::size_t>(each.status)];
      if (!each.least.empty()) text += " at least " + syntax::print(each.least.front());
      if (!each.most.empty()) text += " at most " + syntax::print(each.most.front());
      if (each.because) text += " because " + each.because->text;
      line(text);
    }
    indent_ -= 2;
  }

  std::string out_;
  std::size_t indent_ = 0;
};

}  // namespace

std::string print(const Citation& citation) {
  std::string out = '<' + citation.document.text;
  if (citation.article != 0) out += " article " + std::to_string(citation.article);
  if (citation.paragraph != 0) out += " paragraph " + std::to_string(citation.paragraph);
  if (citation.item != 0) out += " item " + std::to_string(citation.item);
  if (!citation.section.empty()) out += " section \"" + citation.section + '"';
  return out + '>';
}

std::string print(const Block& block) {
  Printer printer;
  printer.block("", block);
  return std::move(printer).take();
}

std::string print(const File& file) {
  Printer printer;
  printer.file(file);
  return std::move(printer).take();
}

}  // namespace entitle::syntax
