// The tree of a rule file: what was written, word by word, with the span of every part. Made by
// parse() from text; read by check/ and by print(). It resolves no names, folds no constants and
// knows no types: that is check's work. Nodes are plain values, so that a tree can be built,
// compared and printed in a test without a parser.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "entitle/date.hpp"
#include "entitle/decimal.hpp"
#include "entitle/language.hpp"
#include "text/source.hpp"
#include "value/op.hpp"

namespace entitle::syntax {

using text::Span;

/// A use of a name, as written.
struct Reference {
  std::string text;
  Span span;
};

/// The name a declaration gives: in the file's own language, and its twin in the other where one
/// was written.
struct Name {
  std::string text;
  Span span;
  std::string twin;
  Span twin_span;
};

/// `en "…" zh "…"`: a text shown to people, in one or both languages.
struct Caption {
  std::string en;
  std::string zh;
  Span span;
};

/// `d57 article 14 paragraph 2 item 3`: numbers are 0 where not written.
struct Citation {
  Reference document;
  std::uint32_t article = 0;
  std::uint32_t paragraph = 0;
  std::uint32_t item = 0;
  std::string section;
  Span span;
};

/// The unit written behind a number.
enum class Unit : std::uint8_t {
  none,
  yuan,
  yuan_per_month,
  yuan_per_year,
  years,
  months,
  days,
  percent
};

/// A number as written: its exact value and its unit.
struct Number {
  Decimal value;
  Unit unit = Unit::none;
};

/// What an expression is.
enum class Form : std::uint8_t {
  name,        ///< `text`
  number,      ///< `number`
  date,        ///< `date`
  yes_no,      ///< `yes`
  string,      ///< `text`; only in examples
  unary,       ///< `op` (not_, negate, per_month, per_year) over parts[0]
  chain,       ///< parts joined by `ops` of one precedence, as written: a - b + c; comparisons and
               ///< and/or too
  members,     ///< `in {a, b}`'s right side: parts are names or numbers
  range,       ///< `in 1..3`'s right side: parts[0] .. parts[1]; an open end is a Form::nothing
  nothing,     ///< the open end of a range
  rounded,     ///< parts[0] rounded in `mode` to parts[1]
  aggregate,   ///< `op` over `collection`: parts[0] is the body (absent for count), `where` the
               ///< filter
  eligible,    ///< `eligible for` `text`
  receives,    ///< `receives` `text`: the record
  in_program,  ///< `in` `text`: on record, or eligible
  pays,        ///< what the program `text` pays before a line of the settlement; never written
};

enum class Rounding : std::uint8_t { half_up, up, down, half_even };

/// An expression. `span` covers all of it.
struct Expression {
  Form form = Form::nothing;
  Span span;
  value::Op op{};
  std::vector<value::Op> ops;
  std::vector<Span> op_spans;
  std::string text;
  Number number;
  Date date;
  bool yes = false;
  Rounding mode = Rounding::half_up;
  Reference collection;
  std::vector<Expression> parts;
  std::vector<Expression> where;  ///< empty or one
};

/// The kinds of block: value::Op::all_of, any_of, none_of, at_least (with `least`).
struct Block;

/// One labelled line of a block: an expression or a nested block.
struct Entry {
  Name label;
  std::vector<Expression> expression;  ///< empty or one
  std::vector<Block> block;            ///< empty or one
  std::vector<Citation> citations;
  Span span;
};

struct Block {
  value::Op op{};
  std::uint32_t least = 0;
  std::vector<Entry> entries;
  Span span;
};

/// One row of a table of cases; the last, `otherwise`, has no condition.
struct Case {
  std::vector<Expression> condition;  ///< empty or one
  Expression value;
  Span span;
};

struct Document {
  Name name;
  std::string number;
  Span number_span;
  Caption title;
  std::optional<Date> from;
  std::optional<Date> through;
  Span force_span;  ///< of both days
  Span span;
};

/// A type as written.
enum class TypeWord : std::uint8_t {
  yes_no,
  whole,
  decimal,
  percent,
  money,
  money_per_month,
  money_per_year,
  date,
  years,
  months,
  days,
  text,
  choice,
  table
};

struct TypeName {
  TypeWord word{};
  std::vector<Name> choices;        ///< TypeWord::choice
  std::string table;                ///< TypeWord::table: the CSV's name
  std::optional<Expression> least;  ///< numbers, with or without a unit
  std::optional<Expression> most;
  Span span;
};

struct Fact {
  Name name;
  bool finding = false;
  TypeName type;                    ///< yes_no for a finding
  std::optional<Reference> born;    ///< the fact that an age is counted from
  std::vector<Expression> only_if;  ///< empty or one
  Caption proved_by;
  Caption asked_of;
  Caption decided_by;
  Caption note;
  Caption title;
  std::vector<Citation> citations;
  Span span;
};

struct Collection {
  Name name;
  Reference element;
  std::optional<std::uint32_t> least;
  std::optional<std::uint32_t> most;
  Span span;
};

struct Entity {
  Name name;
  std::optional<Reference> named_by;
  std::vector<Fact> facts;
  std::vector<Collection> collections;
  Span span;
};

struct Parameter {
  Name name;
  std::vector<Reference> keys;
  TypeName type;
  std::string table;
  Span table_span;
  std::vector<Expression> assumed;  ///< empty or one: the value of a parameter without a table
  std::vector<Citation> citations;
  Caption note;
  Caption title;  ///< what people read instead of the name
  Span span;
};

struct Definition {
  Name name;
  Reference entity;
  std::vector<Expression> value;  ///< empty or one
  std::vector<Case> cases;
  std::vector<Citation> citations;
  Caption note;
  Caption title;  ///< what people read instead of the name
  Span span;
};

/// `in force from 2021-07-01 through 2026-06-30, unknown before, unknown after`.
struct Force {
  std::optional<Date> from;
  std::optional<Date> through;
  bool unknown_before = false;
  bool unknown_after = false;
  Span span;
};

/// A criterion (condition named for use elsewhere) or a program (a benefit).
struct Rule {
  bool program = false;
  Name name;
  Reference entity;
  std::optional<Force> force;
  std::vector<Citation> citations;
  Caption decided_by;
  std::vector<Citation> appeal;
  Caption note;
  Caption title;                      ///< what people read instead of the name
  std::vector<Expression> condition;  ///< empty or one
  std::vector<Block> block;           ///< empty or one
  std::vector<Expression> amount;     ///< empty or one; programs only
  std::vector<Citation> amount_citations;
  Span span;
};

/// How programs that meet are settled.
enum class Settling : std::uint8_t { higher_of, tops_up, given_up };

/// `dibao per head of members`: what another program already pays.
struct Deduction {
  Reference program;
  std::optional<Reference> per_head;
  Span span;
};

/// One line of the settlement: `higher of a, b`; `a tops up over b per head of members, c rounded
/// …`; `a, b given up for c`.
struct SettlementLine {
  Settling kind{};
  std::vector<Reference> programs;
  std::vector<Deduction> over;      ///< tops_up
  std::optional<Reference> winner;  ///< given_up
  std::optional<Rounding> mode;     ///< tops_up
  std::vector<Expression> unit;     ///< empty or one: what is rounded to
  std::vector<Citation> citations;
  Caption note;
  Span span;
};

struct Settlement {
  std::vector<SettlementLine> lines;
  Span span;
};

/// What an example says of a fact.
struct Given;

/// One element of a collection in an example.
struct Element {
  std::vector<Given> facts;
  Span span;
};

enum class GivenForm : std::uint8_t { value, unknown, range, one_of, collection };

struct Given {
  Reference fact;       ///< a fact or collection; of a record, the program
  bool record = false;  ///< `receives dibao : yes`
  GivenForm form{};
  std::vector<Expression>
      values;  ///< value: one; range: least, most (Form::nothing = open); one_of: the choices
  std::vector<Element> elements;
  bool incomplete = false;
  Span span;
};

enum class Expected : std::uint8_t {
  qualifies,
  does_not_qualify,
  depends,
  excluded,
  nothing_left_to_pay,
  not_in_force
};

struct Expectation {
  Reference program;
  std::string recipient;  ///< the member's name, empty for the household
  Expected status{};
  std::vector<Expression> least;  ///< empty or one; equal to `most` for an exact amount
  std::vector<Expression> most;
  std::optional<Reference> because;
  Span span;
};

/// `with edge_multiple = 1.5`: what a parameter is in one example, whatever its table says.
struct Setting {
  Reference parameter;
  std::vector<Expression> value;  ///< one: a literal or a range
  Span span;
};

struct Example {
  std::string name;
  Date as_of;
  std::vector<Setting> settings;
  std::vector<Given> facts;
  std::vector<Expectation> expectations;
  Span span;
};

/// One rule file. `source` numbers it among the files of a ruleset.
struct File {
  std::uint32_t source = 0;
  Language language = Language::en;
  std::optional<Name> ruleset;
  Span ruleset_span;  ///< of its line, without the title
  std::string version;
  Caption title;
  std::vector<Document> documents;
  std::vector<Entity> entities;
  std::vector<Parameter> parameters;
  std::vector<Definition> definitions;
  std::vector<Rule> rules;
  std::vector<Settlement> settlements;
  std::vector<Example> examples;
};

}  // namespace entitle::syntax
