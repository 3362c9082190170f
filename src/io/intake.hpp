// The one door through which values come into a household: checks a value against its fact (type,
// range, step, choices) and puts it into the cell. Used by the JSON reader and by the typed
// profile, which report what is refused each in its own way.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "entitle/date.hpp"
#include "entitle/decimal.hpp"
#include "io/vocabulary.hpp"
#include "model/model.hpp"
#include "run/household.hpp"
#include "text/report.hpp"

namespace entitle::io {

/// Why a value is not taken; the cell is then as it was.
struct Refusal {
  text::Code code{};
  text::Arguments arguments;
  std::string suggestion;  ///< what was perhaps meant; may be empty
};
using Refused = std::optional<Refusal>;

/// "1941", "1941-03": a day known to the year or month, as the first and the last that it may be;
/// nothing for anything else.
std::optional<std::pair<Date, Date>> days_of(std::string_view text);

class Intake {
 public:
  /// Both must outlive it.
  Intake(const model::Model& model, const Vocabulary& vocabulary)
      : model_(model), vocabulary_(vocabulary) {}

  Refused yes_no(model::FactId fact, bool yes, run::Cell& cell) const;
  Refused number(model::FactId fact, Decimal value, run::Cell& cell) const;
  Refused day(model::FactId fact, Date day, run::Cell& cell) const;
  /// From `least` to `most`, both included; a missing end is the declared one.
  Refused numbers(model::FactId fact, std::optional<Decimal> least, std::optional<Decimal> most,
                  run::Cell& cell) const;
  Refused days(model::FactId fact, std::optional<Date> first, std::optional<Date> last,
               run::Cell& cell) const;
  /// The same of what is ordered, as it is held: ten-thousandths, or days since 1970-01-01.
  Refused interval(model::FactId fact, std::optional<std::int64_t> least,
                   std::optional<std::int64_t> most, run::Cell& cell) const;
  /// The choice of a one-of by any of its spellings, or the contents of a text.
  Refused word(model::FactId fact, std::string_view word, run::Cell& cell) const;
  /// One of several choices; at least one.
  Refused one_of(model::FactId fact, std::span<const std::string_view> choices,
                 run::Cell& cell) const;
  /// Asked and not answered, and why.
  static Refused unknown(std::string_view why, run::Cell& cell);

  /// That a value of the wrong kind was given.
  Refusal wrong_type(model::FactId fact, const text::Argument& given) const;
  /// That a number's text is none, or none that can be held.
  Refusal bad_number(model::FactId fact, std::string_view written, DecimalFault fault) const;

  /// What may be given of a fact, and how its numbers are written: cures.
  text::Word forms_of(model::FactId fact) const;
  text::Word number_form(model::FactId fact) const;
  /// The same of a cell of a table.
  text::Word cell_form(model::FactId fact) const;

  const model::Model& model() const { return model_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  Refused check_units(const model::Fact& fact, std::int64_t units) const;
  Refusal unknown_choice(const model::Fact& fact, std::string_view word) const;

  const model::Model& model_;
  const Vocabulary& vocabulary_;
};

}  // namespace entitle::io
