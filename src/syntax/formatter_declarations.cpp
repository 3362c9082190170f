// The ruleset's line, documents, entities, parameters and definitions.
#include <algorithm>

#include "syntax/formatter.hpp"

namespace entitle::syntax {

namespace {

std::uint32_t end_of(const Name& name) { return std::max(name.span.end, name.twin_span.end); }

}  // namespace

void Formatter::ruleset() {
  writer_.line(file_.ruleset_span, say(Word::kw_ruleset, speller_.declared(*file_.ruleset)) + ' ' +
                                       say(Word::kw_version, file_.version));
  Clauses clauses(*this, file_.ruleset_span.end);
  clauses.caption(Word::kw_title, file_.title);
  clauses.write();
}

void Formatter::document(const Document& document) {
  const std::uint32_t end = end_of(document.name);
  writer_.line({document.span.begin, end},
               say(Word::kw_document, speller_.declared(document.name)));
  Clauses clauses(*this, end);
  if (!document.number_span.empty())
    clauses.line(document.number_span, say(Word::kw_number, speller_.string(document.number)));
  clauses.caption(Word::kw_title, document.title);
  if (document.from)
    clauses.line(document.force_span, wording().in_force(*document.from, document.through));
  clauses.write();
}

void Formatter::entity(const Entity& entity) {
  struct Line {
    std::uint32_t begin;
    std::function<void()> write;
  };
  std::vector<Line> all;
  for (const Fact& each : entity.facts)
    all.push_back({each.span.begin, [this, &each] { fact(each); }});
  for (const Collection& each : entity.collections)
    all.push_back({each.span.begin, [this, &each] { writer_.line(each.span, collection(each)); }});
  std::stable_sort(all.begin(), all.end(),
                   [](const Line& a, const Line& b) { return a.begin < b.begin; });

  std::string head = say(Word::kw_entity, speller_.declared(entity.name));
  if (entity.named_by) head += ' ' + wording().named_by(name(*entity.named_by));
  writer_.open({entity.span.begin, trivia_.find('{', end_of(entity.name)).end}, head + " {");
  for (const Line& line : all) line.write();
  writer_.close(brace_before(entity.span.end), "}");
}

std::string Formatter::fact_head(const Fact& fact) const {
  std::string text = fact.finding ? say(Word::kw_finding, speller_.declared(fact.name))
                                  : say(Word::kw_fact, speller_.declared(fact.name)) + " : " +
                                        speller_.type(fact.type);
  if (fact.born) text += ' ' + say(Word::kw_by, name(*fact.born));
  for (const Expression& condition : fact.only_if)
    text += ' ' + say(Word::kw_only_if, expression(condition));
  return text;
}

// What decides whether a fact is asked for stands on its first line, unless the author put
// something before it.
void Formatter::fact(const Fact& fact) {
  Clauses clauses(*this, fact.finding ? end_of(fact.name)
                         : fact.born  ? fact.born->span.end
                                      : fact.type.span.end);
  clauses.caption(Word::kw_proved_by, fact.proved_by);
  clauses.caption(Word::kw_asked_of, fact.asked_of);
  clauses.decided_by(fact.decided_by);
  clauses.caption(Word::kw_note, fact.note);
  clauses.caption(Word::kw_title, fact.title);
  clauses.citations(fact.citations);
  Fact head = fact;
  for (const Expression& condition : fact.only_if) {
    if (clauses.begins_behind(condition.span)) {
      clauses.extend_head(condition.span.end);
    } else {
      clauses.line(condition.span, say(Word::kw_only_if, expression(condition)));
      head.only_if.clear();
    }
  }
  writer_.line({fact.span.begin, clauses.head_end()}, fact_head(head));
  clauses.write();
}

std::string Formatter::collection(const Collection& collection) const {
  std::string text = speller_.declared(collection.name) + " : " + name(collection.element);
  const auto number = [](std::uint32_t size) { return std::to_string(size); };
  if (collection.least && collection.most)
    text += ", " + number(*collection.least) + ' ' + say(Word::kw_to, number(*collection.most));
  else if (collection.least)
    text += ", " + say(Word::kw_at_least, number(*collection.least));
  else if (collection.most)
    text += ", " + say(Word::kw_at_most, number(*collection.most));
  return text;
}

void Formatter::parameter(const Parameter& parameter) {
  std::string text = say(Word::kw_parameter, speller_.declared(parameter.name));
  if (!parameter.keys.empty())
    text += ' ' + say(Word::kw_by, speller_.list(parameter.keys, [this](const Reference& key) {
              return name(key);
            }));
  text += " : " + speller_.type(parameter.type) + ' ';
  std::uint32_t end = parameter.table_span.end;
  if (parameter.assumed.empty()) {
    text += say(Word::kw_from, speller_.string(parameter.table));
  } else {
    text += say(Word::kw_assumed, expression(parameter.assumed.front()));
    end = parameter.assumed.front().span.end;
  }
  writer_.line({parameter.span.begin, end}, text);
  Clauses clauses(*this, end);
  clauses.citations(parameter.citations);
  clauses.caption(Word::kw_note, parameter.note);
  clauses.caption(Word::kw_title, parameter.title);
  clauses.write();
}

void Formatter::definition(const Definition& definition) {
  std::string text = say(Word::kw_define, speller_.declared(definition.name)) + ' ' +
                     say(Word::kw_of, name(definition.entity)) + " =";
  std::uint32_t end = trivia_.find('=', definition.entity.span.end).end;
  for (const Expression& value : definition.value) {
    text += ' ' + expression(value);
    end = value.span.end;
  }
  writer_.line({definition.span.begin, end}, text);
  Clauses clauses(*this, end);
  for (const Case& row : definition.cases)
    clauses.add(row.span, [this, &row](text::Span) { this->row(row); });
  clauses.citations(definition.citations);
  clauses.caption(Word::kw_note, definition.note);
  clauses.caption(Word::kw_title, definition.title);
  clauses.write();
}

void Formatter::row(const Case& row) {
  const std::string head = row.condition.empty() ? say(Word::kw_otherwise)
                                                 : wording().when(expression(row.condition[0]));
  writer_.line(row.span, head + " : " + expression(row.value));
}

}  // namespace entitle::syntax
