// What a decision says: for every program and everybody it may apply to, its status, its amount and
// its reasons; what is missing and whom to ask; and the header that makes it replayable. Plain
// data, filled by the engine and read by every renderer; nothing here decides or compares. All
// texts and citations are views into what Determination::keeps holds: the ruleset and the
// determination's own store. A copy shares it; whoever builds one by hand points into what outlives
// it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/date.hpp"
#include "entitle/decimal.hpp"
#include "entitle/export.hpp"
#include "entitle/language.hpp"
#include "entitle/money.hpp"

namespace entitle {
inline namespace v0 {

/// A text in both languages; where one is missing it repeats the other.
struct Text {
  std::string_view en;
  std::string_view zh;
  std::string_view in(Language language) const { return language == Language::zh ? zh : en; }
  bool empty() const { return en.empty() && zh.empty(); }
};

/// Where an index names nothing.
inline constexpr std::uint32_t no_index = UINT32_MAX;

/// What a program and a recipient can be: a closed list.
enum class Status : std::uint8_t {
  qualifies,            ///< 符合
  excluded,             ///< eligible, given up for another program
  nothing_left_to_pay,  ///< eligible, but others already pay as much
  does_not_qualify,     ///< 不符合
  not_in_force,         ///< 未施行
  error,                ///< its arithmetic overflows
};

/// The statuses still possible. More than one is *depends* (待定).
class StatusSet {
 public:
  constexpr StatusSet() = default;
  constexpr void add(Status status) { bits_ |= bit(status); }
  constexpr void add(StatusSet other) { bits_ |= other.bits_; }
  constexpr bool has(Status status) const { return (bits_ & bit(status)) != 0; }
  constexpr bool is(Status status) const { return bits_ == bit(status); }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr bool depends() const { return (bits_ & (bits_ - 1U)) != 0; }
  friend constexpr bool operator==(StatusSet, StatusSet) = default;

 private:
  static constexpr std::uint8_t bit(Status status) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(status));
  }
  std::uint8_t bits_ = 0;
};

/// All statuses, in the order in which they are listed everywhere.
inline constexpr Status all_statuses[] = {Status::qualifies,           Status::excluded,
                                          Status::nothing_left_to_pay, Status::does_not_qualify,
                                          Status::not_in_force,        Status::error};

/// The name of a status, as JSON has it: "does_not_qualify".
constexpr std::string_view to_string(Status status) {
  constexpr std::string_view names[] = {"qualifies",        "excluded",     "nothing_left_to_pay",
                                        "does_not_qualify", "not_in_force", "error"};
  return names[static_cast<std::size_t>(status)];
}

/// The name of the only status; "depends" where several are possible, empty where none is.
constexpr std::string_view to_string(StatusSet set) {
  if (set.depends()) return "depends";
  for (const Status status : all_statuses)
    if (set.is(status)) return to_string(status);
  return {};
}

/// How a condition is shown. `inapplicable` is a false whose compared side does not apply.
enum class Truth3 : std::uint8_t { no, unknown, yes, inapplicable };

/// A value, or what it may still be.
struct Value {
  enum class Kind : std::uint8_t {
    nothing,
    yes_no,
    number,
    percent,
    money,
    date,
    years,
    months,
    days,
    choice,
    text
  };
  Kind kind = Kind::nothing;
  Period period = Period::none;  ///< of money
  std::optional<Decimal>
      least;  ///< numbers; nothing: no bound. Dates: the units are days since 1970-01-01
  std::optional<Decimal> most;
  bool approximate = false;  ///< a quotient cut to four decimals: shown with ≈
  Truth3 truth =
      Truth3::unknown;  ///< yes_no; `inapplicable`: the value does not apply, whatever the kind
  bool may_not_apply = false;
  bool unknown =
      false;  ///< nothing is known of it: the ends, if any, are what its declaration allows
  std::vector<Text> choices;  ///< choice: those still possible; empty: all of more than 16
  std::string_view text;      ///< text
  bool known() const {
    return truth == Truth3::inapplicable || (least && most && *least == *most) ||
           choices.size() == 1 || (kind == Kind::yes_no && truth != Truth3::unknown) ||
           (kind == Kind::text && !text.empty());
  }
};

/// A document, article, paragraph, item.
struct CitationRef {
  std::string_view document;  ///< its key
  Text title;                 ///< 《最低生活保障审核确认办法》
  std::string_view number;    ///< 民发〔2021〕57号
  std::uint32_t article = 0;
  std::uint32_t paragraph = 0;
  std::uint32_t item = 0;
  std::string_view section;
  std::optional<Date> from = std::nullopt;  ///< the document's days in force, where it says them
  std::optional<Date> through = std::nullopt;
};
using Citations = std::span<const CitationRef>;

/// Where a rule was written.
struct RulePlace {
  std::string_view file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// One row of a parameter's table that a reason used.
struct ParameterUse {
  enum class Status : std::uint8_t { published, carried_forward, assumed, not_published };
  std::string_view parameter;  ///< its key
  Text label;
  std::vector<Text> keys;  ///< the choices it was read with; empty text for `*`
  Value value;
  Status status = Status::published;
  bool default_row = false;      ///< a `*` row, no row of these very keys
  bool default_assumed = false;  ///< the default row, assumed for these keys
  std::optional<Date> from;
  std::optional<Date> through;
  std::string_view source;
  std::string_view note;
  std::string_view table;
  std::uint32_t line = 0;
};

struct Reason;

/// How a rounded number is rounded.
enum class RoundingMode : std::uint8_t { half_up, up, down, half_even };

/// The arithmetic behind a value, as a person would write it: a tree whose leaves are facts,
/// parameters and constants. A table of cases has a `branch` for each row that was looked at: its
/// condition in `when` (none for the last, otherwise), its value in `parts` unless the row is
/// refused (its condition is `no`). An aggregate has a branch for each element that was looked at
/// in the same way, `label` its name and `path` its own. A definition stands with its arithmetic
/// where an outcome first reads it, and without further on.
struct Term {
  enum class Kind : std::uint8_t {
    constant,
    fact,
    parameter,
    definition,
    program,  ///< what a program pays, in a line of the settlement
    add,
    subtract,
    multiply,
    divide,
    negate,
    per_month,
    per_year,
    rounded,
    count,
    sum,
    smallest,
    largest,
    either,
    cases,
    branch,
    other
  };
  Kind kind = Kind::other;
  RoundingMode rounding = RoundingMode::half_up;  ///< rounded
  Decimal unit;                                   ///< rounded: to a multiple of it
  Text label;                                     ///< of a fact, parameter, definition, collection
  Text of;                ///< of an aggregate: what is added up or compared, where it has a name
  std::string_view key;   ///< its key
  std::string_view path;  ///< of a fact or collection: a JSON pointer into the profile
  Value value;
  std::uint32_t least_row = no_index;  ///< of a parameter: the row that gives the least value, in
                                       ///< Determination::parameters
  std::uint32_t most_row = no_index;   ///< and the most; the same where only one is possible
  std::vector<Term> parts;   ///< operands; of a definition, its own arithmetic; of an aggregate,
                             ///< what is aggregated of each
  std::vector<Reason> when;  ///< branch: its condition; of an element, whether it counts
  Term();
  Term(const Term&);
  Term(Term&&) noexcept;
  Term& operator=(const Term&);
  Term& operator=(Term&&) noexcept;
  ~Term();
};

/// One line of the reasons.
struct Reason {
  enum class Kind : std::uint8_t {
    all_of,
    any_of,
    none_of,
    at_least,
    comparison,
    fact,
    finding,
    criterion,
    definition,
    program,
    not_,
    any_element,
    every_element,
    element,
    other
  };
  /// How two sides are compared.
  enum class Comparison : std::uint8_t {
    less,
    less_equal,
    greater,
    greater_equal,
    is,
    is_not,
    in,
    not_in
  };

  Kind kind = Kind::fact;
  Text label;                ///< the author's label; empty of a part without one
  Text reads;                ///< of a fact, finding, criterion or program: what it is called itself
  std::string_view key;      ///< of a fact, criterion or program
  std::string_view path;     ///< of a fact or element
  std::string_view element;  ///< element: its name; "" where it has none or is not listed
  std::uint32_t number = 0;  ///< element: 1 for the first
  bool not_listed =
      false;  ///< element: stands for elements not listed (the collection is not complete)
  Truth3 truth = Truth3::unknown;
  std::uint32_t least = 0;  ///< at_least
  Comparison comparison = Comparison::less;
  std::vector<Term> sides;   ///< comparison: what is compared, and with what; other: the value
  std::optional<Value> gap;  ///< right - left, of ordered sides; where one is a quotient, of both
                             ///< multiplied by its divisor
  bool gap_multiplied =
      false;        ///< a side is a quotient: the gap is the whole household's, not a head's
  Text decided_by;  ///< finding
  /// criterion or program: the days on which it is in force, where it says so. On other days
  /// `truth` is inapplicable; a criterion is then as if not written, for a program nobody
  /// qualifies.
  std::optional<Date> in_force_from;
  std::optional<Date> in_force_through;
  Citations citations;
  RulePlace place;
  std::vector<Reason> parts;
  /// Whether the line is as if not written: it names a criterion that is not in force that day, is
  /// the contrary of such a line, or a block of nothing else.
  bool not_written() const {
    const bool of_lines = kind == Kind::criterion || kind == Kind::not_ || kind == Kind::all_of ||
                          kind == Kind::any_of || kind == Kind::none_of || kind == Kind::at_least;
    return of_lines && truth == Truth3::inapplicable;
  }
  /// The first of the sides; null where there is none.
  const Term* left() const { return sides.empty() ? nullptr : sides.data(); }
  /// The second.
  const Term* right() const { return sides.size() < 2 ? nullptr : &sides[1]; }
};

/// Something not known, or not known exactly, that an answer depends on.
struct OpenFact {
  enum class Kind : std::uint8_t { fact, finding, collection, parameter };
  Kind kind = Kind::fact;
  std::string_view key;
  Text label;
  std::string_view path;     ///< JSON pointer; of a parameter, empty
  std::string_view element;  ///< whose it is: a member's name; empty for the household's
  std::uint32_t number = 0;  ///< whose it is: 1 for the first member; 0 for the household's
  std::vector<Text> keys;    ///< parameter: what it is read with
  Value known;               ///< what is known of it
  bool refused = false;      ///< asked and not answered: reported, not asked again
  std::string_view reason;   ///< why it is unknown, where the profile says so
  Text asked_of;             ///< who can settle it
  Text proved_by;
  Citations citations;
};

/// What would make an open answer certain, or turn it: "qualifies if the household's monthly income
/// is below 2,730.00".
struct Condition {
  std::uint32_t open_fact = 0;  ///< in Determination::open_facts
  Reason::Comparison comparison =
      Reason::Comparison::less;  ///< less, less_equal, greater, greater_equal, is, in
  Value value;                   ///< compared with
  StatusSet then;                ///< what the answer is then
};

/// One completion of what is not known, and what follows: a witness, or a case.
struct Assumption {
  std::uint32_t open_fact = 0;
  Value value;
};
struct Case {
  std::vector<Assumption> assume;
  StatusSet then;
  std::string_view
      because;  ///< the key of the program or label of the criterion that makes it so; may be empty
  Text because_label;
};

/// A program of the ruleset: what is the same for all who may get it.
struct ProgramInfo {
  std::string_view key;
  Text label;
  bool of_household =
      false;  ///< it is the household's; otherwise each of its members' (or of those below them)
  std::uint32_t first_outcome = 0;  ///< in Determination::outcomes, where they stand together
  std::uint32_t outcomes = 0;       ///< how many; none where there is nobody it could apply to
  Text decided_by;
  Text note;
  std::optional<Date> in_force_from;  ///< nothing where it says of no day that it is not in force
  std::optional<Date> in_force_through;
  Citations citations;
  Citations amount_citations;
  Citations appeal;  ///< where to object
};

/// What is on record of a program for one recipient.
struct Recorded {
  bool received = false;
  std::optional<Value> amount;  ///< where it is stated
  std::string_view since;       ///< as the profile writes it: "2021-03"; may be empty
};

/// What a record and the computation say together.
enum class Review : std::uint8_t {
  none,
  received_not_supported,  ///< received, and no longer supported by the facts: review (应退未退)
  entitled_not_received,   ///< entitled, and not received (应保未保)
};

/// One line of the settlement between programs, for one recipient who meets it.
struct SettledLine {
  enum class Kind : std::uint8_t { higher_of, tops_up, given_up };
  Kind kind = Kind::higher_of;
  std::vector<std::uint32_t> programs;  ///< in Determination::programs: those compared, topped up
                                        ///< or given up
  std::vector<std::uint32_t> others;    ///< what is deducted, or given way to
  std::string_view recipient_path;
  std::string_view recipient;
  std::uint32_t recipient_number = 0;
  Truth3 had = Truth3::unknown;  ///< whether anything of the line is received
  std::optional<Value> amount;   ///< what the line pays, where it is paid
  Text note;
  Citations citations;
};

/// A program and one it may apply to.
struct Outcome {
  std::string_view program;         ///< its key
  std::uint32_t program_index = 0;  ///< in Determination::programs
  Text label;
  std::string_view recipient_path;     ///< "" for the household, "/members/0" for a member
  std::string_view recipient;          ///< the member's name; empty for the household
  std::uint32_t recipient_number = 0;  ///< 1 for the first member; 0 for the household
  bool not_listed = false;             ///< may also apply to a member not listed
  StatusSet status;
  std::optional<Value> amount;  ///< money, given it qualifies; nothing where the program has none
                                ///< or it cannot qualify
  bool settled = true;          ///< false: undecided when the limit of parts was reached
  bool by_cases = false;        ///< certain although its parts are open: see `cases`
  std::uint32_t possibilities_tried = 0;
  /// Programs that it may be given up for, or that leave nothing to pay; in
  /// Determination::programs.
  std::vector<std::uint32_t> given_up_for;
  std::optional<Recorded> recorded;  ///< where the profile says something of it
  Review review = Review::none;
  bool provisional = false;  ///< would change with carried-forward and assumed values unknown
  std::vector<std::uint32_t> provisional_rows;  ///< in Determination::parameters
  std::vector<std::uint32_t> open_facts;  ///< in Determination::open_facts: what it depends on
  std::vector<Condition> conditions;
  std::vector<Case> cases;  ///< by_cases: at most 8; of a depends: the two witnesses
  Reason reason;
  std::optional<Term> amount_term;
};

/// One question to ask next.
struct Question {
  std::vector<std::uint32_t>
      open_facts;  ///< usually one; several that settle nothing alone are one question
  std::optional<Condition>
      turning;  ///< the one value at which answers turn: "is it below 2,730.00?"
  std::uint32_t settles =
      0;  ///< open answers settled whatever is answered, those above being answered
  std::uint32_t may_settle = 0;  ///< open answers that some answer settles
};

inline Term::Term() = default;
inline Term::Term(const Term&) = default;
inline Term::Term(Term&&) noexcept = default;
inline Term& Term::operator=(const Term&) = default;
inline Term& Term::operator=(Term&&) noexcept = default;
inline Term::~Term() = default;

/// What makes a determination replayable.
struct Header {
  std::string_view ruleset;
  Text title;
  std::string_view version;
  std::string_view content_hash;
  std::string_view engine_version;
  Date as_of;
  std::string_view level;        ///< "settled" or "bounds"
  std::uint32_t limit = 0;       ///< parts an answer may be cut into
  std::optional<Date> known_on;  ///< rows of standards known later were not seen
};

/// A whole decision. Immutable; may be read from several threads.
struct Determination {
  Header header;
  /// The choices of the root's table facts, each after what it is part of (prefecture, county),
  /// then other one-ofs named in the title line.
  std::vector<Text> place_of_household;
  std::uint32_t members = 0;  ///< listed elements of the root's first collection
  bool members_complete = true;
  std::vector<ProgramInfo> programs;  ///< in the ruleset's order
  std::vector<Outcome> outcomes;  ///< programs in the ruleset's order, recipients in the profile's
  std::vector<SettledLine> settlement;  ///< lines that somebody meets, in their order
  std::vector<ParameterUse> parameters;
  std::vector<OpenFact> open_facts;
  std::vector<Question>
      questions;  ///< in asking order; filled where Options::questions asks for them
  std::shared_ptr<const void> keeps;  ///< what the texts point into

  /// The page for a terminal.
  /// units: `width` in columns of a fixed-width font, where 汉字 take two.
  ENTITLE_API std::string text(Language language, unsigned width = 100) const;
  /// Of that page only what is missing: the questions in asking order with who can settle each,
  /// then what cannot be asked.
  ENTITLE_API std::string missing(Language language, unsigned width = 100) const;
  /// One program's answer as a paragraph to the household: who decides, why, by which article, what
  /// would change it, what there is instead, where to object.
  /// `program` is a key or a name in either language; `recipient` a member's name, number or path
  /// as in Outcome, empty where only one can be meant; for a program of the household it is whom
  /// the letter greets. Nothing where there is no such program or recipient. `width` as of text();
  /// 0 writes one line.
  ENTITLE_API std::optional<std::string> letter(Language language, std::string_view program,
                                                std::string_view recipient = {},
                                                unsigned width = 100) const;
  /// The same page as text(), as Markdown (CommonMark with GitHub's tables).
  ENTITLE_API std::string markdown(Language language) const;
  /// The same page as HTML, in both languages, `language` seen first: reasons fold, light and dark,
  /// for a screen, a phone, paper or a screen reader, without scripts or anything from elsewhere.
  /// `whole`: a document of its own, else what may stand within one, as a notebook's output does.
  ENTITLE_API std::string html(Language language, bool whole = true) const;
  /// JSON by the schema of version 0; `indent` 0 writes one line.
  ENTITLE_API std::string json(unsigned indent = 0) const;
};

/// A value as pages say it: "2,400.00 至 3,000.00 元/月", "urban or rural", "not known".
[[nodiscard]] ENTITLE_API std::string to_text(const Value& value, Language language);
/// A citation as pages say it: "国务院令第649号 第9条".
[[nodiscard]] ENTITLE_API std::string to_text(const CitationRef& citation, Language language);

}  // namespace v0
}  // namespace entitle
