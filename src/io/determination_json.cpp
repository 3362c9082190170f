// Writes a determination as JSON, format 0: what the schema in schema/determination.schema.json
// describes. Empty texts, false flags and absent parts are left out, so that a reader asks whether
// a key is there; statuses and the lists at the top are always written.
#include <span>
#include <string>
#include <string_view>

#include "entitle/determination.hpp"
#include "io/json_names.hpp"
#include "io/json_writer.hpp"

namespace entitle {
inline namespace v0 {
namespace {

using io::JsonWord;
using io::JsonWriter;

constexpr JsonWord truths[] = {"false", "unknown", "true", "inapplicable"};
constexpr JsonWord row_statuses[] = {"published", "carried_forward", "assumed", "not_published"};
constexpr JsonWord term_kinds[] = {
    "constant", "fact",     "parameter", "definition", "program",  "add",     "subtract",
    "multiply", "divide",   "negate",    "per_month",  "per_year", "rounded", "count",
    "sum",      "smallest", "largest",   "either",     "cases",    "branch",  "other"};
constexpr JsonWord rounding_modes[] = {"half_up", "up", "down", "half_even"};
constexpr JsonWord reason_kinds[] = {"all_of",        "any_of",  "none_of", "at_least",
                                     "comparison",    "fact",    "finding", "criterion",
                                     "definition",    "program", "not",     "any_element",
                                     "every_element", "element", "other"};
constexpr JsonWord comparisons[] = {"less", "less_equal", "greater", "greater_equal",
                                    "is",   "is_not",     "in",      "not_in"};
constexpr JsonWord line_kinds[] = {"higher_of", "tops_up", "given_up"};
constexpr JsonWord reviews[] = {"none", "received_not_supported", "entitled_not_received"};
constexpr JsonWord open_kinds[] = {"fact", "finding", "collection", "parameter"};

template <std::size_t size, class Enum>
const JsonWord& name(const JsonWord (&names)[size], Enum value) {
  return names[static_cast<std::size_t>(value)];
}

/// How many reasons and terms hang from these.
std::size_t count(const std::vector<Reason>& reasons);
std::size_t count(const std::vector<Term>& terms) {
  std::size_t all = terms.size();
  for (const Term& term : terms) all += count(term.parts) + count(term.when);
  return all;
}
std::size_t count(const std::vector<Reason>& reasons) {
  std::size_t all = reasons.size();
  for (const Reason& reason : reasons) all += count(reason.sides) + count(reason.parts);
  return all;
}

/// About how many bytes a determination takes, rather too many than too few.
std::size_t bytes_of(const Determination& determination, unsigned indent) {
  std::size_t nodes = 8 + determination.parameters.size() + determination.open_facts.size();
  for (const Outcome& outcome : determination.outcomes)
    nodes += 4 + count(outcome.reason.sides) + count(outcome.reason.parts) +
             2 * (outcome.conditions.size() + outcome.cases.size());
  return nodes * (indent == 0 ? 256 : 1024);
}

class Writer {
 public:
  Writer(unsigned indent, std::size_t bytes) : json_(indent, bytes) {}

  std::string write(const Determination& determination) {
    json_.begin_object();
    json_.key("format").number(0);
    header(determination.header);
    household(determination);
    json_.key("programs").begin_object();
    for (const ProgramInfo& info : determination.programs) program(info, determination);
    json_.end_object();
    list_if_any("settlement", determination.settlement,
                [&](const SettledLine& line) { settled_line(line, determination.programs); });
    list("parameters", determination.parameters,
         [this](const ParameterUse& use) { parameter(use); });
    list("open_facts", determination.open_facts, [this](const OpenFact& fact) { open_fact(fact); });
    list("questions", determination.questions, [this](const Question& asked) { question(asked); });
    json_.end_object();
    return json_.take();
  }

 private:
  // What is left out where there is nothing.

  void text(const JsonWord& key, std::string_view text) {
    if (!text.empty()) json_.key(key).string(text);
  }
  void text(const JsonWord& key, const Text& text) {
    if (text.empty()) return;
    json_.key(key);
    both(text);
  }
  void flag(const JsonWord& key, bool yes) {
    if (yes) json_.key(key).boolean(true);
  }
  void count(const JsonWord& key, std::uint32_t number) {
    if (number != 0) json_.key(key).number(number);
  }
  void day(const JsonWord& key, const std::optional<Date>& date) {
    if (date) json_.key(key).unescaped(date->iso());
  }
  void indexes(const JsonWord& key, const std::vector<std::uint32_t>& numbers) {
    if (numbers.empty()) return;
    list(key, numbers, [this](std::uint32_t number) { json_.number(number); });
  }

  template <class Range, class Each>
  void list(const JsonWord& key, const Range& range, const Each& each) {
    json_.key(key).begin_array();
    for (const auto& element : range) each(element);
    json_.end_array();
  }
  template <class Range, class Each>
  void list_if_any(const JsonWord& key, const Range& range, const Each& each) {
    if (!range.empty()) list(key, range, each);
  }

  void both(const Text& text) {
    json_.begin_object();
    json_.key("en").string(text.en);
    json_.key("zh").string(text.zh);
    json_.end_object();
  }

  void header(const Header& header) {
    json_.key("header").begin_object();
    json_.key("ruleset").string(header.ruleset);
    text("title", header.title);
    text("version", header.version);
    json_.key("content_hash").string(header.content_hash);
    json_.key("engine").string(header.engine_version);
    json_.key("as_of").unescaped(header.as_of.iso());
    json_.key("level").string(header.level);
    json_.key("limit").number(header.limit);
    day("known_on", header.known_on);
    json_.end_object();
  }

  void household(const Determination& determination) {
    json_.key("household").begin_object();
    list("place", determination.place_of_household, [this](const Text& place) { both(place); });
    json_.key("members").number(determination.members);
    json_.key("members_complete").boolean(determination.members_complete);
    json_.end_object();
  }

  void citations(const JsonWord& key, Citations cited) {
    list_if_any(key, cited, [this](const CitationRef& citation) {
      json_.begin_object();
      json_.key("document").string(citation.document);
      text("title", citation.title);
      text("number", citation.number);
      count("article", citation.article);
      count("paragraph", citation.paragraph);
      count("item", citation.item);
      text("section", citation.section);
      json_.end_object();
    });
  }

  // Values.

  void number(const Value& value, Decimal number) {
    if (value.kind == Value::Kind::date)
      json_.unescaped(Date::from_days(static_cast<std::int32_t>(number.units())).iso());
    else
      json_.unescaped(number.to_string(value.kind == Value::Kind::money ? 2 : 0));
  }

  void content(const Value& value) {
    switch (value.kind) {
      case Value::Kind::nothing:
        break;
      case Value::Kind::yes_no:
        json_.key("value").word(name(truths, value.truth));
        break;
      case Value::Kind::choice:
        if (value.choices.size() == 1) {
          json_.key("value");
          both(value.choices.front());
        } else {
          list_if_any("one_of", value.choices, [this](const Text& choice) { both(choice); });
        }
        break;
      case Value::Kind::text:
        text("value", value.text);
        break;
      default:
        if (value.least && value.most && *value.least == *value.most) {
          json_.key("value");
          number(value, *value.least);
          break;
        }
        if (value.least) {
          json_.key("lo");
          number(value, *value.least);
        }
        if (value.most) {
          json_.key("hi");
          number(value, *value.most);
        }
    }
  }

  void bare_value(const Value& value) {
    json_.begin_object();
    json_.key("kind").word(io::json_name(value.kind));
    if (value.kind == Value::Kind::money) {
      json_.key("unit").word("yuan");
      if (value.period != Period::none) json_.key("period").word(io::json_name(value.period));
    }
    flag("approximate", value.approximate);
    if (value.truth == Truth3::inapplicable)
      flag("inapplicable", true);
    else
      content(value);
    flag("may_not_apply", value.may_not_apply);
    flag("unknown", value.unknown);
    json_.end_object();
  }
  void value(const JsonWord& key, const Value& value) {
    json_.key(key);
    bare_value(value);
  }

  // Reasons.

  void term(const JsonWord& key, const Term& what) {
    json_.key(key);
    bare_term(what);
  }
  void bare_term(const Term& term) {
    json_.begin_object();
    json_.key("kind").word(name(term_kinds, term.kind));
    if (term.kind == Term::Kind::rounded) {
      json_.key("rounding").word(name(rounding_modes, term.rounding));
      json_.key("unit").string(term.unit.to_string());
    }
    text("label", term.label);
    text("of", term.of);
    text("key", term.key);
    text("path", term.path);
    // The value of a row of cases that was refused is nobody's.
    if (term.kind != Term::Kind::branch || !term.parts.empty()) value("value", term.value);
    if (term.least_row != no_index) json_.key("least_row").number(term.least_row);
    if (term.most_row != no_index) json_.key("most_row").number(term.most_row);
    list_if_any("parts", term.parts, [this](const Term& part) { bare_term(part); });
    list_if_any("when", term.when, [this](const Reason& condition) { bare_reason(condition); });
    json_.end_object();
  }

  void bare_reason(const Reason& reason) {
    json_.begin_object();
    json_.key("kind").word(name(reason_kinds, reason.kind));
    text("label", reason.label);
    text("reads", reason.reads);
    text("key", reason.key);
    text("path", reason.path);
    text("element", reason.element);
    count("number", reason.number);
    flag("not_listed", reason.not_listed);
    json_.key("truth").word(name(truths, reason.truth));
    if (reason.kind == Reason::Kind::at_least) json_.key("least").number(reason.least);
    if (reason.kind == Reason::Kind::comparison)
      json_.key("comparison").word(name(comparisons, reason.comparison));
    if (reason.left()) term("left", *reason.left());
    if (reason.right()) term("right", *reason.right());
    if (reason.gap) value("gap", *reason.gap);
    flag("gap_multiplied", reason.gap_multiplied);
    text("decided_by", reason.decided_by);
    in_force(reason.in_force_from, reason.in_force_through);
    citations("citations", reason.citations);
    if (!reason.place.file.empty()) {
      json_.key("place").begin_object();
      json_.key("file").string(reason.place.file);
      json_.key("line").number(reason.place.line);
      json_.key("column").number(reason.place.column);
      json_.end_object();
    }
    list_if_any("parts", reason.parts, [this](const Reason& part) { bare_reason(part); });
    json_.end_object();
  }

  // Outcomes.

  void program(const ProgramInfo& info, const Determination& determination) {
    json_.name(info.key).begin_object();
    text("label", info.label);
    text("decided_by", info.decided_by);
    text("note", info.note);
    in_force(info.in_force_from, info.in_force_through);
    citations("citations", info.citations);
    citations("amount_citations", info.amount_citations);
    citations("appeal", info.appeal);
    const std::span<const Outcome> outcomes =
        std::span(determination.outcomes).subspan(info.first_outcome, info.outcomes);
    if (info.of_household && outcomes.size() == 1)
      outcome(outcomes.front(), determination.programs);
    else
      list("recipients", outcomes, [&](const Outcome& recipient) {
        json_.begin_object();
        outcome(recipient, determination.programs);
        json_.end_object();
      });
    json_.end_object();
  }

  void in_force(const std::optional<Date>& from, const std::optional<Date>& through) {
    if (!from && !through) return;
    json_.key("in_force").begin_object();
    day("from", from);
    day("through", through);
    json_.end_object();
  }

  void keys_of(const JsonWord& key, const std::vector<std::uint32_t>& numbers,
               const std::vector<ProgramInfo>& programs) {
    list_if_any(key, numbers, [&](std::uint32_t number) { json_.string(programs[number].key); });
  }

  void settled_line(const SettledLine& line, const std::vector<ProgramInfo>& programs) {
    json_.begin_object();
    json_.key("kind").word(name(line_kinds, line.kind));
    keys_of("programs", line.programs, programs);
    keys_of("others", line.others, programs);
    text("path", line.recipient_path);
    text("name", line.recipient);
    count("number", line.recipient_number);
    json_.key("had").word(name(truths, line.had));
    if (line.amount) value("amount", *line.amount);
    text("note", line.note);
    citations("citations", line.citations);
    json_.end_object();
  }

  void recorded(const Recorded& record, Review review) {
    json_.key("recorded").begin_object();
    json_.key("received").boolean(record.received);
    if (record.amount) value("amount", *record.amount);
    text("since", record.since);
    if (review != Review::none) json_.key("review").word(name(reviews, review));
    json_.end_object();
  }

  void outcome(const Outcome& outcome, const std::vector<ProgramInfo>& programs) {
    text("path", outcome.recipient_path);
    text("name", outcome.recipient);
    if (!outcome.not_listed) count("number", outcome.recipient_number);
    flag("not_listed", outcome.not_listed);
    json_.key("status").unescaped(to_string(outcome.status));
    if (outcome.status.depends()) {
      json_.key("possible").begin_array();
      for (const Status status : all_statuses)
        if (outcome.status.has(status)) json_.unescaped(to_string(status));
      json_.end_array();
    }
    if (outcome.amount) value("amount", *outcome.amount);
    keys_of("given_up_for", outcome.given_up_for, programs);
    if (outcome.recorded) recorded(*outcome.recorded, outcome.review);
    json_.key("settled").boolean(outcome.settled);
    flag("by_cases", outcome.by_cases);
    if (outcome.by_cases) json_.key("possibilities_tried").number(outcome.possibilities_tried);
    json_.key("provisional").boolean(outcome.provisional);
    indexes("provisional_rows", outcome.provisional_rows);
    indexes("open_facts", outcome.open_facts);
    list_if_any("conditions", outcome.conditions,
                [this](const Condition& part) { condition(part); });
    list_if_any(outcome.by_cases ? JsonWord("cases") : JsonWord("witnesses"), outcome.cases,
                [this](const Case& part) { one_case(part); });
    json_.key("reason");
    bare_reason(outcome.reason);
    if (outcome.amount_term) term("amount_term", *outcome.amount_term);
  }

  void condition(const Condition& condition) {
    json_.begin_object();
    json_.key("open_fact").number(condition.open_fact);
    json_.key("comparison").word(name(comparisons, condition.comparison));
    value("value", condition.value);
    if (!condition.then.empty()) json_.key("then").unescaped(to_string(condition.then));
    json_.end_object();
  }

  void one_case(const Case& part) {
    json_.begin_object();
    list("assume", part.assume, [this](const Assumption& assumption) {
      json_.begin_object();
      json_.key("open_fact").number(assumption.open_fact);
      value("value", assumption.value);
      json_.end_object();
    });
    json_.key("then").unescaped(to_string(part.then));
    text("because", part.because);
    text("because_label", part.because_label);
    json_.end_object();
  }

  void parameter(const ParameterUse& use) {
    json_.begin_object();
    json_.key("parameter").string(use.parameter);
    text("label", use.label);
    keys(use.keys);
    value("value", use.value);
    json_.key("status").word(name(row_statuses, use.status));
    flag("default_row", use.default_row);
    flag("default_assumed", use.default_assumed);
    day("from", use.from);
    day("through", use.through);
    text("source", use.source);
    text("note", use.note);
    text("table", use.table);
    count("line", use.line);
    json_.end_object();
  }

  // null stands for "any".
  void keys(const std::vector<Text>& keys) {
    list_if_any("keys", keys, [this](const Text& key) {
      if (key.empty())
        json_.null();
      else
        both(key);
    });
  }

  void open_fact(const OpenFact& fact) {
    json_.begin_object();
    json_.key("kind").word(name(open_kinds, fact.kind));
    text("label", fact.label);
    text("key", fact.key);
    text("path", fact.path);
    text("element", fact.element);
    count("number", fact.number);
    keys(fact.keys);
    value("known", fact.known);
    flag("refused", fact.refused);
    text("reason", fact.reason);
    text("asked_of", fact.asked_of);
    text("proved_by", fact.proved_by);
    citations("citations", fact.citations);
    json_.end_object();
  }

  void question(const Question& question) {
    json_.begin_object();
    list("open_facts", question.open_facts, [this](std::uint32_t number) { json_.number(number); });
    if (question.turning) {
      json_.key("turning");
      condition(*question.turning);
    }
    json_.key("settles").number(question.settles);
    json_.key("may_settle").number(question.may_settle);
    json_.end_object();
  }

  JsonWriter json_;
};

}  // namespace

std::string Determination::json(unsigned indent) const {
  return Writer(indent, bytes_of(*this, indent)).write(*this);
}

}  // namespace v0
}  // namespace entitle
