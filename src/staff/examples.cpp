// Builds the households of examples and compares what they expect with determinations.
#include "staff/examples.hpp"

#include <algorithm>
#include <string>

#include "value/numbers.hpp"

namespace entitle::staff {
namespace {

// An entity's facts and collections, by their place in its lists.
template <class Id>
std::size_t position(const std::vector<Id>& ids, Id id) {
  return static_cast<std::size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin());
}

void fill(const model::Model& model, const std::vector<model::Given>& given, model::EntityId entity,
          std::uint32_t row, run::Household& household) {
  const model::Entity& declared = model[entity];
  for (const model::Given& one : given) {
    if (one.form == model::GivenForm::collection) {
      const model::Collection& collection = model[one.collection];
      for (const std::vector<model::Given>& element : one.elements)
        fill(model, element, collection.element, household.add(model, one.collection, row),
             household);
      household.entities[entity.index][row]
          .listings[position(declared.collections, one.collection)] =
          one.complete ? run::Listing::complete : run::Listing::part;
      continue;
    }
    if (one.form == model::GivenForm::unknown) continue;
    run::Cell& cell =
        household.entities[entity.index][row].cells[position(declared.facts, one.fact)];
    cell.given = true;
    cell.number = one.number;
    cell.truth = value::truth(one.yes);
    cell.choices = one.choices;
    cell.text = one.text;
  }
}

bool refused(Truth3 truth) { return truth == Truth3::no || truth == Truth3::inapplicable; }

// Whether a part of a block of this kind and truth makes it so by itself. A rule not in force that
// day is as if not written.
bool decides(const Reason& block, const Reason& part) {
  const bool rule = part.kind == Reason::Kind::criterion || part.kind == Reason::Kind::not_;
  if (rule && part.truth == Truth3::inapplicable) return false;
  const bool unknown = block.truth == Truth3::unknown;
  const bool refusal = refused(block.truth);
  switch (block.kind) {
    case Reason::Kind::all_of:
      return unknown ? part.truth == Truth3::unknown : !refusal || refused(part.truth);
    case Reason::Kind::any_of:
      return unknown ? part.truth == Truth3::unknown : refusal || part.truth == Truth3::yes;
    case Reason::Kind::none_of:
      return unknown ? part.truth == Truth3::unknown : !refusal || part.truth == Truth3::yes;
    case Reason::Kind::at_least:
      return unknown   ? part.truth == Truth3::unknown
             : refusal ? refused(part.truth)
                       : part.truth == Truth3::yes;
    default:
      return true;
  }
}

// A block that is certain although no part decides it was settled by cases: by its open parts
// together.
void collect(const Reason& reason, std::vector<const Reason*>& out) {
  if (!reason.label.empty()) out.push_back(&reason);
  switch (reason.kind) {
    case Reason::Kind::all_of:
    case Reason::Kind::any_of:
    case Reason::Kind::none_of:
    case Reason::Kind::at_least:
    case Reason::Kind::not_:
    case Reason::Kind::criterion:
      break;
    default:
      return;
  }
  const bool by_itself = std::any_of(reason.parts.begin(), reason.parts.end(),
                                     [&](const Reason& part) { return decides(reason, part); });
  for (const Reason& part : reason.parts)
    if (by_itself ? decides(reason, part) : part.truth == Truth3::unknown) collect(part, out);
}

// Names are said with spaces where they are written with underscores.
std::string spoken(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

bool names(const Text& label, const std::string& because) {
  const std::string wanted = spoken(because);
  return spoken(label.en) == wanted || spoken(label.zh) == wanted;
}

StatusSet expected_set(model::ExpectedStatus status) {
  StatusSet set;
  switch (status) {
    case model::ExpectedStatus::depends:
      set.add(Status::qualifies);
      set.add(Status::does_not_qualify);
      break;
    case model::ExpectedStatus::qualifies:
      set.add(Status::qualifies);
      break;
    case model::ExpectedStatus::does_not_qualify:
      set.add(Status::does_not_qualify);
      break;
    case model::ExpectedStatus::excluded:
      set.add(Status::excluded);
      break;
    case model::ExpectedStatus::nothing_left_to_pay:
      set.add(Status::nothing_left_to_pay);
      break;
    case model::ExpectedStatus::not_in_force:
      set.add(Status::not_in_force);
      break;
  }
  return set;
}

bool meets(StatusSet status, model::ExpectedStatus expected) {
  return expected == model::ExpectedStatus::depends ? status.depends()
                                                    : status == expected_set(expected);
}

// Each end that the example gives must be the amount's; what it leaves open may be anything.
bool meets(const std::optional<Value>& amount, value::Interval expected) {
  const auto same = [](const std::optional<Decimal>& end, std::int64_t wanted) {
    return !value::is_finite(wanted) || (end && end->units() == wanted);
  };
  return amount && same(amount->least, expected.lo) && same(amount->most, expected.hi);
}

Value amount_of(const model::Model& model, const model::Expectation& expectation) {
  Value value;
  value.kind = Value::Kind::money;
  const model::ExprId amount = model[expectation.program].amount;
  if (amount.valid()) value.period = model[amount].type.period;
  if (value::is_finite(expectation.amount->lo))
    value.least = Decimal::from_units(expectation.amount->lo);
  if (value::is_finite(expectation.amount->hi))
    value.most = Decimal::from_units(expectation.amount->hi);
  return value;
}

class Comparison {
 public:
  Comparison(const explain::Catalogue& catalogue, const Determination& determination)
      : catalogue_(catalogue), model_(catalogue.model()), determination_(determination) {}

  void compare(const model::Expectation& expectation) {
    const auto number = position(model_.programs, expectation.program);
    const ProgramInfo& program = determination_.programs[number];
    bool found = false;
    for (std::uint32_t i = program.first_outcome; i < program.first_outcome + program.outcomes;
         ++i) {
      const Outcome& outcome = determination_.outcomes[i];
      const bool meant = program.of_household ||
                         (!outcome.not_listed && (outcome.recipient == expectation.recipient ||
                                                  expectation.recipient.empty()));
      if (!meant) continue;
      found = true;
      compare(expectation, outcome, i);
    }
    if (!found) add(expectation, Difference::Kind::no_recipient, no_index);
  }

  std::vector<Difference> take() { return std::move(differences_); }

 private:
  void compare(const model::Expectation& expectation, const Outcome& outcome, std::uint32_t index) {
    if (!meets(outcome.status, expectation.status)) {
      add(expectation, Difference::Kind::status, index);
      return;
    }
    if (expectation.amount && !meets(outcome.amount, *expectation.amount))
      add(expectation, Difference::Kind::amount, index);
    if (expectation.because.empty()) return;
    const std::vector<const Reason*> lines = decisive(outcome.reason);
    if (std::none_of(lines.begin(), lines.end(),
                     [&](const Reason* line) { return names(line->label, expectation.because); }))
      add(expectation, Difference::Kind::because, index);
  }

  void add(const model::Expectation& expectation, Difference::Kind kind, std::uint32_t outcome) {
    Difference difference;
    difference.kind = kind;
    difference.program = model_[expectation.program].key();
    difference.label = catalogue_.of(expectation.program).label;
    difference.recipient = expectation.recipient;
    difference.place = place_of(model_, expectation.place);
    difference.expected = expected_set(expectation.status);
    if (expectation.amount) difference.expected_amount = amount_of(model_, expectation);
    difference.expected_because = expectation.because;
    difference.outcome = outcome;
    if (outcome != no_index)
      for (const Reason* line : decisive(determination_.outcomes[outcome].reason))
        difference.decided_by.push_back(line->label);
    differences_.push_back(std::move(difference));
  }

  const explain::Catalogue& catalogue_;
  const model::Model& model_;
  const Determination& determination_;
  std::vector<Difference> differences_;
};

}  // namespace

RulePlace place_of(const model::Model& model, const model::Place& place) {
  if (!place.somewhere() || !model.sources) return {};
  const text::Source& source = (*model.sources)[place.file];
  const text::Position position = source.position(place.span.begin);
  return {source.name(), position.line, position.column};
}

run::Household household_of(const model::Model& model, const model::Example& example) {
  run::Household household(model);
  fill(model, example.facts, model::EntityId{0}, 0, household);
  return household;
}

std::vector<const Reason*> decisive(const Reason& reason) {
  std::vector<const Reason*> out;
  collect(reason, out);
  return out;
}

std::vector<Difference> differences(const explain::Catalogue& catalogue,
                                    const model::Example& example,
                                    const Determination& determination) {
  Comparison comparison(catalogue, determination);
  for (const model::Expectation& expectation : example.expectations)
    comparison.compare(expectation);
  return comparison.take();
}

}  // namespace entitle::staff
