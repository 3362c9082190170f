// Reads by the names of the schema, in any order.
#include "from_json.hpp"

#include <deque>
#include <initializer_list>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

namespace pages {

using namespace entitle;
using nlohmann::ordered_json;

namespace {

struct Kept {
  std::deque<std::string> texts;
  std::deque<std::vector<CitationRef>> citations;
};

template <class Enum>
Enum enum_of(const std::string& name, std::initializer_list<const char*> names) {
  int index = 0;
  for (const char* candidate : names) {
    if (name == candidate) return static_cast<Enum>(index);
    ++index;
  }
  throw std::runtime_error("unknown name: " + name);
}

class Reader {
 public:
  explicit Reader(Kept& kept) : kept_(kept) {}

  Determination determination(const ordered_json& json) {
    only(json, {"format", "header", "household", "programs", "settlement", "parameters",
                "open_facts", "questions"});
    Determination d;
    const ordered_json& header = json.at("header");
    d.header.ruleset = view(header.at("ruleset"));
    d.header.title = text(header.at("title"));
    d.header.version = view(header.at("version"));
    d.header.content_hash = view(header.at("content_hash"));
    d.header.engine_version = view(header.at("engine"));
    d.header.as_of = Date::parse(header.at("as_of").get<std::string>()).value();
    d.header.level = view(header.at("level"));
    d.header.limit = header.at("limit").get<std::uint32_t>();
    const ordered_json& household = json.at("household");
    for (const ordered_json& place : household.at("place"))
      d.place_of_household.push_back(text(place));
    d.members = household.at("members").get<std::uint32_t>();
    d.members_complete = household.at("members_complete").get<bool>();
    for (const auto& [key, program] : json.at("programs").items()) keys_.push_back(key);
    for (const auto& [key, program] : json.at("programs").items()) this->program(d, key, program);
    if (json.contains("settlement"))
      for (const ordered_json& line : json.at("settlement"))
        d.settlement.push_back(settled_line(line));
    for (const ordered_json& use : json.at("parameters")) d.parameters.push_back(parameter(use));
    for (const ordered_json& open : json.at("open_facts")) d.open_facts.push_back(open_fact(open));
    for (const ordered_json& asked : json.at("questions")) {
      only(asked, {"open_facts", "turning", "settles", "may_settle"});
      Question question;
      question.open_facts = numbers(asked, "open_facts");
      if (asked.contains("turning")) question.turning = condition(asked.at("turning"));
      question.settles = number(asked, "settles");
      question.may_settle = number(asked, "may_settle");
      d.questions.push_back(question);
    }
    return d;
  }

 private:
  static void only(const ordered_json& json, std::initializer_list<const char*> keys) {
    for (const auto& [key, value] : json.items()) {
      bool known = false;
      for (const char* candidate : keys) known = known || key == candidate;
      if (!known) throw std::runtime_error("unknown key: " + key);
    }
  }

  std::string_view view(const ordered_json& json) {
    return kept_.texts.emplace_back(json.get<std::string>());
  }
  std::string_view view(const ordered_json& json, const char* key) {
    return json.contains(key) ? view(json.at(key)) : std::string_view{};
  }
  Text text(const ordered_json& json) { return {view(json.at("en")), view(json.at("zh"))}; }
  Text text(const ordered_json& json, const char* key) {
    return json.contains(key) ? text(json.at(key)) : Text{};
  }
  static std::uint32_t number(const ordered_json& json, const char* key,
                              std::uint32_t otherwise = 0) {
    return json.contains(key) ? json.at(key).get<std::uint32_t>() : otherwise;
  }
  static bool flag(const ordered_json& json, const char* key) {
    return json.contains(key) && json.at(key).get<bool>();
  }
  static std::vector<std::uint32_t> numbers(const ordered_json& json, const char* key) {
    return json.contains(key) ? json.at(key).get<std::vector<std::uint32_t>>()
                              : std::vector<std::uint32_t>{};
  }

  static Truth3 truth(const std::string& name) {
    return enum_of<Truth3>(name, {"false", "unknown", "true", "inapplicable"});
  }
  static StatusSet status(const ordered_json& names) {
    StatusSet set;
    for (const ordered_json& name : names)
      set.add(
          enum_of<Status>(name.get<std::string>(), {"qualifies", "excluded", "nothing_left_to_pay",
                                                    "does_not_qualify", "not_in_force", "error"}));
    return set;
  }
  static StatusSet status_or_depends(const ordered_json& json) {
    if (json.get<std::string>() != "depends") return status(ordered_json::array({json}));
    StatusSet set;
    set.add(Status::qualifies);
    set.add(Status::does_not_qualify);
    return set;
  }

  Value value(const ordered_json& json) {
    only(json, {"kind", "unit", "period", "approximate", "value", "lo", "hi", "one_of",
                "may_not_apply", "unknown", "inapplicable"});
    Value value;
    value.kind = enum_of<Value::Kind>(json.at("kind").get<std::string>(),
                                      {"nothing", "yes_no", "number", "percent", "money", "date",
                                       "years", "months", "days", "choice", "text"});
    if (json.contains("period"))
      value.period =
          enum_of<Period>(json.at("period").get<std::string>(), {"none", "once", "month", "year"});
    value.approximate = flag(json, "approximate");
    value.may_not_apply = flag(json, "may_not_apply");
    value.unknown = flag(json, "unknown");
    const auto end = [&](const char* key) -> std::optional<Decimal> {
      if (!json.contains(key)) return std::nullopt;
      const std::string written = json.at(key).get<std::string>();
      if (value.kind != Value::Kind::date) return Decimal::parse(written).value();
      return Decimal::from_units(Date::parse(written).value().days());
    };
    if (value.kind == Value::Kind::yes_no) {
      if (json.contains("value")) value.truth = truth(json.at("value").get<std::string>());
    } else if (value.kind == Value::Kind::choice) {
      if (json.contains("value")) value.choices.push_back(text(json.at("value")));
      if (json.contains("one_of"))
        for (const ordered_json& choice : json.at("one_of")) value.choices.push_back(text(choice));
    } else if (value.kind == Value::Kind::text) {
      value.text = view(json, "value");
    } else if (json.contains("value")) {
      value.least = value.most = end("value");
    } else {
      value.least = end("lo");
      value.most = end("hi");
    }
    if (flag(json, "inapplicable")) value.truth = Truth3::inapplicable;
    return value;
  }

  Citations citations(const ordered_json& json, const char* key) {
    if (!json.contains(key)) return {};
    std::vector<CitationRef>& refs = kept_.citations.emplace_back();
    for (const ordered_json& one : json.at(key)) {
      only(one, {"document", "title", "number", "article", "paragraph", "item", "section"});
      refs.push_back({view(one, "document"), text(one, "title"), view(one, "number"),
                      number(one, "article"), number(one, "paragraph"), number(one, "item"),
                      view(one, "section")});
    }
    return refs;
  }

  Term term(const ordered_json& json) {
    only(json, {"kind", "rounding", "unit", "label", "of", "key", "path", "value", "least_row",
                "most_row", "parts", "when"});
    Term term;
    term.kind = enum_of<Term::Kind>(
        json.at("kind").get<std::string>(),
        {"constant", "fact",     "parameter", "definition", "program",  "add",     "subtract",
         "multiply", "divide",   "negate",    "per_month",  "per_year", "rounded", "count",
         "sum",      "smallest", "largest",   "either",     "cases",    "branch",  "other"});
    if (json.contains("rounding"))
      term.rounding = enum_of<RoundingMode>(json.at("rounding").get<std::string>(),
                                            {"half_up", "up", "down", "half_even"});
    if (json.contains("unit"))
      term.unit = Decimal::parse(json.at("unit").get<std::string>()).value();
    term.label = text(json, "label");
    term.of = text(json, "of");
    term.key = view(json, "key");
    term.path = view(json, "path");
    if (json.contains("value")) term.value = value(json.at("value"));
    term.least_row = number(json, "least_row", no_index);
    term.most_row = number(json, "most_row", no_index);
    if (json.contains("parts"))
      for (const ordered_json& part : json.at("parts")) term.parts.push_back(this->term(part));
    if (json.contains("when"))
      for (const ordered_json& condition : json.at("when")) term.when.push_back(reason(condition));
    return term;
  }

  static Reason::Comparison comparison(const ordered_json& json) {
    return enum_of<Reason::Comparison>(
        json.get<std::string>(),
        {"less", "less_equal", "greater", "greater_equal", "is", "is_not", "in", "not_in"});
  }

  static void in_force(const ordered_json& json, std::optional<Date>& from,
                       std::optional<Date>& through) {
    if (!json.contains("in_force")) return;
    const ordered_json& days = json.at("in_force");
    if (days.contains("from")) from = Date::parse(days.at("from").get<std::string>());
    if (days.contains("through")) through = Date::parse(days.at("through").get<std::string>());
  }

  /// Programs named by their keys: those of `programs`, in their order.
  std::vector<std::uint32_t> programs(const ordered_json& json, const char* key) const {
    std::vector<std::uint32_t> found;
    if (!json.contains(key)) return found;
    for (const ordered_json& one : json.at(key))
      found.push_back(static_cast<std::uint32_t>(
          std::find(keys_.begin(), keys_.end(), one.get<std::string>()) - keys_.begin()));
    return found;
  }

  SettledLine settled_line(const ordered_json& json) {
    SettledLine line;
    line.kind = enum_of<SettledLine::Kind>(json.at("kind").get<std::string>(),
                                           {"higher_of", "tops_up", "given_up"});
    line.programs = programs(json, "programs");
    line.others = programs(json, "others");
    line.recipient_path = view(json, "path");
    line.recipient = view(json, "name");
    line.recipient_number = number(json, "number");
    line.had = truth(json.at("had").get<std::string>());
    if (json.contains("amount")) line.amount = value(json.at("amount"));
    line.note = text(json, "note");
    line.citations = citations(json, "citations");
    return line;
  }

  void recorded(const ordered_json& json, Outcome& outcome) {
    if (!json.contains("recorded")) return;
    const ordered_json& record = json.at("recorded");
    Recorded& made = outcome.recorded.emplace();
    made.received = record.at("received").get<bool>();
    if (record.contains("amount")) made.amount = value(record.at("amount"));
    made.since = view(record, "since");
    if (record.contains("review"))
      outcome.review = enum_of<Review>(record.at("review").get<std::string>(),
                                       {"none", "received_not_supported", "entitled_not_received"});
  }

  Reason reason(const ordered_json& json) {
    only(json,
         {"kind",           "label",      "reads",    "key",        "path",  "element", "number",
          "not_listed",     "truth",      "least",    "comparison", "left",  "right",   "gap",
          "gap_multiplied", "decided_by", "in_force", "citations",  "place", "parts"});
    Reason reason;
    reason.kind = enum_of<Reason::Kind>(
        json.at("kind").get<std::string>(),
        {"all_of", "any_of", "none_of", "at_least", "comparison", "fact", "finding", "criterion",
         "definition", "program", "not", "any_element", "every_element", "element", "other"});
    reason.label = text(json, "label");
    reason.reads = text(json, "reads");
    reason.key = view(json, "key");
    reason.path = view(json, "path");
    reason.element = view(json, "element");
    reason.number = number(json, "number");
    reason.not_listed = flag(json, "not_listed");
    reason.truth = truth(json.at("truth").get<std::string>());
    reason.least = number(json, "least");
    if (json.contains("comparison")) reason.comparison = comparison(json.at("comparison"));
    if (json.contains("left")) reason.sides.push_back(term(json.at("left")));
    if (json.contains("right")) reason.sides.push_back(term(json.at("right")));
    if (json.contains("gap")) reason.gap = value(json.at("gap"));
    reason.gap_multiplied = flag(json, "gap_multiplied");
    reason.decided_by = text(json, "decided_by");
    in_force(json, reason.in_force_from, reason.in_force_through);
    reason.citations = citations(json, "citations");
    if (json.contains("place")) {
      const ordered_json& place = json.at("place");
      reason.place = {view(place.at("file")), number(place, "line"), number(place, "column")};
    }
    if (json.contains("parts"))
      for (const ordered_json& part : json.at("parts")) reason.parts.push_back(this->reason(part));
    return reason;
  }

  ParameterUse parameter(const ordered_json& json) {
    only(json, {"parameter", "label", "keys", "value", "status", "default_row", "default_assumed",
                "from", "through", "source", "note", "table", "line"});
    ParameterUse use;
    use.parameter = view(json, "parameter");
    use.label = text(json, "label");
    if (json.contains("keys"))
      for (const ordered_json& key : json.at("keys")) use.keys.push_back(text(key));
    if (json.contains("value")) use.value = value(json.at("value"));
    use.status =
        enum_of<ParameterUse::Status>(json.at("status").get<std::string>(),
                                      {"published", "carried_forward", "assumed", "not_published"});
    use.default_row = flag(json, "default_row");
    use.default_assumed = flag(json, "default_assumed");
    if (json.contains("from")) use.from = Date::parse(json.at("from").get<std::string>());
    if (json.contains("through")) use.through = Date::parse(json.at("through").get<std::string>());
    use.source = view(json, "source");
    use.note = view(json, "note");
    use.table = view(json, "table");
    use.line = number(json, "line");
    return use;
  }

  OpenFact open_fact(const ordered_json& json) {
    only(json, {"kind", "label", "key", "keys", "path", "element", "number", "known", "refused",
                "reason", "asked_of", "proved_by", "citations"});
    OpenFact open;
    open.kind = enum_of<OpenFact::Kind>(json.at("kind").get<std::string>(),
                                        {"fact", "finding", "collection", "parameter"});
    open.key = view(json, "key");
    open.label = text(json, "label");
    if (json.contains("keys"))
      for (const ordered_json& key : json.at("keys")) open.keys.push_back(text(key));
    open.path = view(json, "path");
    open.element = view(json, "element");
    open.number = number(json, "number");
    if (json.contains("known")) open.known = value(json.at("known"));
    open.refused = flag(json, "refused");
    open.reason = view(json, "reason");
    open.asked_of = text(json, "asked_of");
    open.proved_by = text(json, "proved_by");
    open.citations = citations(json, "citations");
    return open;
  }

  Condition condition(const ordered_json& json) {
    only(json, {"open_fact", "comparison", "value", "then"});
    Condition condition;
    condition.open_fact = number(json, "open_fact");
    condition.comparison = comparison(json.at("comparison"));
    condition.value = value(json.at("value"));
    if (json.contains("then")) condition.then = status_or_depends(json.at("then"));
    return condition;
  }

  std::vector<Case> cases(const ordered_json& json, const char* key) {
    std::vector<Case> found;
    if (!json.contains(key)) return found;
    for (const ordered_json& one : json.at(key)) {
      only(one, {"assume", "then", "because", "because_label"});
      Case& made = found.emplace_back();
      for (const ordered_json& assumed : one.at("assume"))
        made.assume.push_back({number(assumed, "open_fact"), value(assumed.at("value"))});
      made.then = status_or_depends(one.at("then"));
      made.because = view(one, "because");
      made.because_label = text(one, "because_label");
    }
    return found;
  }

  Outcome outcome(const ordered_json& json) {
    Outcome outcome;
    outcome.recipient_path = view(json, "path");
    outcome.recipient = view(json, "name");
    outcome.recipient_number = number(json, "number");
    outcome.not_listed = flag(json, "not_listed");
    outcome.status = json.contains("possible") ? status(json.at("possible"))
                                               : status_or_depends(json.at("status"));
    if (json.contains("amount")) outcome.amount = value(json.at("amount"));
    outcome.given_up_for = programs(json, "given_up_for");
    recorded(json, outcome);
    outcome.settled = json.at("settled").get<bool>();
    outcome.by_cases = flag(json, "by_cases");
    outcome.possibilities_tried = number(json, "possibilities_tried");
    outcome.provisional = json.at("provisional").get<bool>();
    outcome.provisional_rows = numbers(json, "provisional_rows");
    outcome.open_facts = numbers(json, "open_facts");
    if (json.contains("conditions"))
      for (const ordered_json& one : json.at("conditions"))
        outcome.conditions.push_back(condition(one));
    outcome.cases = cases(json, outcome.by_cases ? "cases" : "witnesses");
    outcome.reason = reason(json.at("reason"));
    if (json.contains("amount_term")) outcome.amount_term = term(json.at("amount_term"));
    return outcome;
  }

  void program(Determination& d, const std::string& key, const ordered_json& json) {
    ProgramInfo& info = d.programs.emplace_back();
    info.key = kept_.texts.emplace_back(key);
    info.label = text(json.at("label"));
    info.of_household = !json.contains("recipients");
    info.decided_by = text(json, "decided_by");
    info.note = text(json, "note");
    in_force(json, info.in_force_from, info.in_force_through);
    info.citations = citations(json, "citations");
    info.amount_citations = citations(json, "amount_citations");
    info.appeal = citations(json, "appeal");
    info.first_outcome = static_cast<std::uint32_t>(d.outcomes.size());
    std::vector<const ordered_json*> all;
    if (info.of_household)
      all.push_back(&json);
    else
      for (const ordered_json& recipient : json.at("recipients")) all.push_back(&recipient);
    for (const ordered_json* one : all) {
      d.outcomes.push_back(outcome(*one));
      d.outcomes.back().program = info.key;
      d.outcomes.back().label = info.label;
      d.outcomes.back().program_index = static_cast<std::uint32_t>(d.programs.size() - 1);
    }
    info.outcomes = static_cast<std::uint32_t>(all.size());
  }

  Kept& kept_;
  std::vector<std::string> keys_;  ///< of all programs
};

}  // namespace

Determination from_json(std::string_view json) {
  const auto kept = std::make_shared<Kept>();
  Determination d = Reader(*kept).determination(ordered_json::parse(json));
  d.keeps = kept;
  return d;
}

}  // namespace pages
