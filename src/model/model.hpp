// The checked form of a ruleset: every name resolved, every expression typed, with the ranges,
// labels, citations and places that explaining needs. Made by check/ from trees and tables; read by
// plan/, explain/, io/ and staff/. It is immutable once made and knows nothing of evaluation: no
// columns, no truth of anything.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "entitle/date.hpp"
#include "entitle/language.hpp"
#include "model/ids.hpp"
#include "text/source.hpp"
#include "value/interval.hpp"
#include "value/op.hpp"
#include "value/type.hpp"

namespace entitle::model {

using text::Place;

/// What people read: a name or text in both languages. A missing side falls back on the other.
struct Label {
  std::string en;
  std::string zh;
  const std::string& in(Language language) const {
    const bool chinese = language == Language::zh;
    if (chinese) return zh.empty() ? en : zh;
    return en.empty() ? zh : en;
  }
  bool empty() const { return en.empty() && zh.empty(); }
};

/// What a declaration is called. `name` is the identifier in each language, as written; `key()`
/// names it in JSON (the English name where there is one).
struct Named {
  Label name;
  Label title;  ///< what people read instead of the name; may be empty
  Place place;
  const std::string& key() const { return name.en.empty() ? name.zh : name.en; }
};

struct Document : Named {
  std::string number;  ///< "民发〔2021〕57号"
  std::optional<Date> from;
  std::optional<Date> through;
};

struct Citation {
  DocumentId document;
  std::uint32_t article = 0;
  std::uint32_t paragraph = 0;
  std::uint32_t item = 0;
  std::string section;
  Place place;
};

struct Choice {
  Label name;                        ///< what people read and profiles write
  std::string code;                  ///< of a table; empty otherwise
  std::vector<std::string> aliases;  ///< further spellings that a profile may use
  Label within{};                    ///< what it is part of (a county's prefecture); may be empty
};

/// The closed list of values of a one-of.
struct Domain {
  std::vector<Choice> choices;
  std::string table;  ///< the CSV it comes from; empty where the choices stand in the fact
};

struct Collection : Named {
  static constexpr std::uint32_t unbounded = 0xFFFF'FFFF;
  EntityId parent;
  EntityId element;
  std::uint32_t least = 0;
  std::uint32_t most = 0;  ///< `unbounded` where no most is declared
};

/// One level of the tree of entities. Entity 0 is the root (the household); a parent stands before
/// its children.
struct Entity : Named {
  EntityId parent;          ///< invalid for the root
  CollectionId collection;  ///< the one that holds it; invalid for the root
  FactId named_by;          ///< the text fact that names a row; may be invalid
  std::vector<FactId> facts;
  std::vector<CollectionId> collections;
};

struct Fact : Named {
  EntityId entity;
  value::Type type;
  value::Interval range;  ///< of numbers, dates and durations; closed
  std::int64_t step = 1;  ///< every value is a multiple of it, in 10^-4 units (days for dates)
  DomainId domain;        ///< of one-ofs
  bool finding = false;
  RuleId record_of;  ///< the program whose record it is, made by the checker: yes/no whether it is
                     ///< received, or money: how much
  DefinitionId supplies;  ///< the definition whose value it supplies, made by the checker
  FactId born;            ///< of an age: the day of birth that it is counted from
  bool read = true;  ///< false of a record that no rule asks for, and of what supplies a definition
                     ///< in a plan that takes it as computed: it has no column
  ExprId only_if;    ///< invalid where the fact always applies
  Label proved_by;
  Label asked_of;
  Label decided_by;  ///< may hold `{county}`: the choice name of that fact
  Label note;
  std::vector<Citation> citations;
};

/// How far a row of a parameter may be trusted.
enum class RowStatus : std::uint8_t { published, carried_forward, assumed };

/// One row of a parameter's table: what holds for its keys in its days. The value of a one-of or
/// yes/no parameter is the number of the choice, or 0 and 1.
struct ParameterRow {
  static constexpr std::uint32_t any = 0xFFFF'FFFF;
  std::vector<std::uint32_t> keys;  ///< a choice of each key's domain, or `any` for `*`
  Date from;
  std::optional<Date> through;  ///< nothing: open
  bool published_value =
      false;  ///< false: no one has published a value; `value` is then the declared range
  value::Interval value;
  RowStatus status = RowStatus::published;
  bool default_assumed = false;  ///< a `*` row that is only assumed for its keys
  std::string source;
  std::optional<Date> known_on;
  std::string note;
  std::uint32_t line = 0;  ///< in the CSV; 0: assumed in the rules themselves
  /// The table laid over the parameter's own that the row stands in; it outranks all rows of that.
  /// Empty: the parameter's own.
  std::string overlay;
};

struct Parameter : Named {
  value::Type type;
  value::Interval range;  ///< declared; what an unknown value may be
  std::int64_t step = 1;
  DomainId domain;  ///< of one-of parameters
  std::vector<FactId> keys;
  bool hidden = false;  ///< made by the checker: how a rule is in force, what an unknown text says
  std::vector<ParameterRow> rows;  ///< checked: no overlap at equal specificity, no gap
  std::string table;               ///< empty where one value is assumed in the rules
  std::vector<Citation> citations;
  Label note;
};

/// How a number is rounded.
struct RoundingRule {
  value::Rounding mode{};
  std::int64_t unit = 1;  ///< to a multiple of this, in 10^-4 units
};

/// A typed expression; made after its args, so it stands after them. Few are shared: sharing is the
/// plan's (an arg may stand twice where `x in {1, 3}` was written, which is `x is 1 or x is 3`).
/// `op` says which members count: constant: `constant` or `set` or `yes`; fact, parameter: their
/// ids; reference: `definition` or `rule` (a criterion's or program's condition); eligible,
/// in_program, pays: `rule`;
/// count/any/every/sum/smallest/largest: `collection`, args = {body?, where?} by has_body and
/// has_where; is/in and their negations on one-ofs: args = {x}, `set`, or is with args = {x, y} of
/// one domain; on numbers and dates is: args = {x, y}, in: args = {x}, `constant` as the closed
/// range (x is no ratio); and_/or_ and blocks: args, two or more (a block may have one); cases:
/// args = {condition, value, condition, value, …, otherwise}; rounded: `rounding`; at_least:
/// `least`; or_else: args = {x, otherwise}.
struct Expr {
  value::Op op{};
  value::Type type;
  EntityId entity;  ///< the deepest entity it reads; the root for constants
  std::vector<ExprId> args;
  value::Interval constant;
  std::vector<std::uint32_t> set;  ///< choices, ascending
  bool yes = false;
  FactId fact;
  ParameterId parameter;
  DefinitionId definition;
  RuleId rule;
  CollectionId collection;
  bool has_body = false;
  bool has_where = false;
  std::uint32_t least = 0;
  RoundingRule rounding;
  value::Interval range;  ///< numbers: what it can be at all, from the ranges below it
  std::int64_t step = 1;  ///< numbers that are no ratio: every value is a multiple of it
  Place place;
};

struct Definition : Named {
  EntityId entity;
  ExprId value;
  FactId supplied;  ///< what a profile says that it is; invalid of texts
  std::vector<Citation> citations;
  Label note;
};

/// A labelled line of a block, or the whole condition of a rule: what the explanation walks. `expr`
/// is its truth; a block's `parts` are its lines and their exprs are the args of `expr`.
struct Clause {
  Label label;
  ExprId expr;
  std::vector<ClauseId> parts;
  std::vector<Citation> citations;
  Place place;
};

/// From when through when a rule is in force, and what is known of the days outside. What the plan
/// reads of it are hidden parameters: `state` is 0 on a day on which the rule is not in force, 1 in
/// its days, 2 where the text of the day is not known; `condition` and `amount` are what that text
/// may say.
struct Validity {
  std::optional<Date> from;
  std::optional<Date> through;
  bool unknown_before = false;
  bool unknown_after = false;
  ParameterId state;      ///< invalid where the rule is always in force
  ParameterId condition;  ///< yes/no, never published; invalid where no day is unknown
  ParameterId amount;     ///< money, never published; invalid where no day is unknown
};

/// A criterion or a program of one entity.
struct Rule : Named {
  bool program = false;
  EntityId entity;
  Validity validity;
  ClauseId condition;
  ExprId amount;  ///< invalid where there is none
  std::vector<Citation> citations;
  std::vector<Citation> amount_citations;
  Label decided_by;
  std::vector<Citation> appeal;
  Label note;
  FactId received;         ///< programs: whether it is received, as recorded
  FactId received_amount;  ///< and how much; invalid where the program has no amount
};

/// What another program already pays, in a line that tops up.
struct Deduction {
  RuleId program;
  CollectionId per_head;  ///< divided by the count of this one's elements; invalid: not divided
};

/// One line of the settlement between programs. A line sees eligibility and what earlier lines
/// gave; a loser never revives.
struct SettlementLine {
  enum class Kind : std::uint8_t {
    higher_of,  ///< the highest of `programs`, compared per month; the first named where equal
    tops_up,    ///< `programs[0]` less what `over` pays
    given_up,   ///< `programs` where `winner` is had
  };
  Kind kind{};
  std::vector<RuleId> programs;
  std::vector<Deduction> over;
  RuleId winner;
  ExprId amount;  ///< tops_up: what is left of the first program's amount, of `pays` leaves
  std::vector<Citation> citations;
  Label note;
  Place place;
};

enum class GivenForm : std::uint8_t { unknown, number, truth, choice, text, collection };

/// What an example says, resolved; the profile of io/ and the typed one are built through the same
/// door.
struct Given {
  FactId fact;
  CollectionId collection;
  GivenForm form{};
  value::Interval number;
  bool yes = false;
  std::vector<std::uint32_t> choices;
  std::string text;
  std::vector<std::vector<Given>> elements;
  bool complete = true;
  Place place;
};

enum class ExpectedStatus : std::uint8_t {
  qualifies,
  does_not_qualify,
  depends,
  excluded,
  nothing_left_to_pay,
  not_in_force
};

struct Expectation {
  RuleId program;
  std::string recipient;
  ExpectedStatus status{};
  std::optional<value::Interval> amount;
  std::string because;  ///< the label of the clause that decides; empty where not said
  Place place;
};

/// What a parameter is in one example, in every cell of its table.
struct Setting {
  ParameterId parameter;
  value::Interval value;
};

struct Example {
  std::string name;
  Date as_of;
  std::vector<Setting> settings;
  std::vector<Given> facts;
  std::vector<Expectation> expectations;
  Place place;
};

struct Model {
  Named ruleset;
  Label title;
  std::string version;
  std::string content_hash;  ///< of every rule file and table, hex
  std::shared_ptr<const text::SourceSet>
      sources;  ///< rule files and tables; Place::file counts in them
  std::vector<Document> documents;
  std::vector<Domain> domains;
  std::vector<Entity> entities;
  std::vector<Collection> collections;
  std::vector<Fact> facts;
  std::vector<Parameter> parameters;
  std::vector<Definition> definitions;     ///< in dependency order
  std::vector<Rule> rules;                 ///< criteria and programs, in dependency order
  std::vector<RuleId> programs;            ///< in the order written
  std::vector<SettlementLine> settlement;  ///< in the order in which they take effect
  std::vector<Clause> clauses;
  std::vector<Expr> exprs;
  std::vector<Example> examples;

  const Expr& operator[](ExprId id) const { return exprs[id.index]; }
  const Clause& operator[](ClauseId id) const { return clauses[id.index]; }
  const Fact& operator[](FactId id) const { return facts[id.index]; }
  const Entity& operator[](EntityId id) const { return entities[id.index]; }
  const Collection& operator[](CollectionId id) const { return collections[id.index]; }
  const Parameter& operator[](ParameterId id) const { return parameters[id.index]; }
  const Definition& operator[](DefinitionId id) const { return definitions[id.index]; }
  const Rule& operator[](RuleId id) const { return rules[id.index]; }
  const Domain& operator[](DomainId id) const { return domains[id.index]; }
  const Document& operator[](DocumentId id) const { return documents[id.index]; }
};

}  // namespace entitle::model
