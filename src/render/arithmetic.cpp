// Writes terms as arithmetic: operands with their names and values, parentheses where they are
// needed.
#include "render/layout.hpp"
#include "render/phrases.hpp"

namespace entitle::render {

using text::Word;

namespace {

/// How tightly a term binds: 1 sums, 2 products, 3 whatever needs no parentheses.
int binding(const Term& term) {
  switch (term.kind) {
    case Term::Kind::add:
    case Term::Kind::subtract:
      return 1;
    case Term::Kind::multiply:
    case Term::Kind::divide:
    case Term::Kind::per_month:
    case Term::Kind::per_year:
      return 2;
    case Term::Kind::rounded:
    case Term::Kind::either:
      return 0;
    default:
      return 3;
  }
}

/// The one branch that is taken, if only one can be.
const Term* taken(const Term& cases) {
  const Term* found = nullptr;
  for (const Term& branch : cases.parts) {
    if (branch.parts.empty()) continue;
    if (found != nullptr) return nullptr;
    found = &branch;
  }
  return found == nullptr ? nullptr : &found->parts[0];
}

class TermWriter {
 public:
  TermWriter(const Phrases& say, const Footnotes& notes) : say_(say), notes_(notes) {}

  std::string of(const Term& term) const {
    switch (term.kind) {
      case Term::Kind::add:
        return infix(term, "+", 1, 1);
      case Term::Kind::subtract:
        return infix(term, "−", 1, 2);
      case Term::Kind::multiply:
        return infix(term, "×", 2, 2);
      case Term::Kind::divide:
        return infix(term, "÷", 2, 3);
      case Term::Kind::negate:
        return "−" + part(term, 0, 3);
      case Term::Kind::per_month:
        return part(term, 0, 2) + " ÷ 12";
      case Term::Kind::per_year:
        return part(term, 0, 2) + " × 12";
      case Term::Kind::rounded: {
        Value unit = term.value;
        unit.approximate = false;
        unit.least = unit.most = term.unit;
        unit.period = Period::none;
        return say_.fill(rounding(term.rounding), {part(term, 0, 0), say_.value(unit)});
      }
      case Term::Kind::either:
        return say_.fill(Word::page_or_else, {part(term, 0, 1), part(term, 1, 1)});
      case Term::Kind::cases: {
        const Term* one = taken(term);
        return one == nullptr ? say_.value(term.value) : of(*one);
      }
      case Term::Kind::constant:
        return say_.value(term.value);
      default:
        return named_value(say_, notes_, term);
    }
  }

 private:
  static Word rounding(RoundingMode mode) {
    switch (mode) {
      case RoundingMode::half_up:
        return Word::page_rounded_half_up;
      case RoundingMode::up:
        return Word::page_rounded_up;
      case RoundingMode::down:
        return Word::page_rounded_down;
      case RoundingMode::half_even:
        return Word::page_rounded_half_even;
    }
    return Word::page_rounded_half_up;
  }

  std::string part(const Term& term, std::size_t index, int least) const {
    if (index >= term.parts.size()) return {};
    const Term& operand = term.parts[index];
    const std::string text = of(operand);
    return binding(operand) < least ? say_.fill(Word::page_parentheses, {text}) : text;
  }
  std::string infix(const Term& term, std::string_view sign, int left, int right) const {
    const std::string first = part(term, 0, left);
    // A full-width parenthesis has its own room.
    return first + (first.ends_with("）") ? "" : " ") + std::string(sign) + std::string(tie) +
           part(term, 1, right);
  }

  const Phrases& say_;
  const Footnotes& notes_;
};

}  // namespace

std::string named_value(const Phrases& say, const Footnotes& notes, const Term& term) {
  const std::string label = say.name(term);
  std::string value = say.value(term.value);
  switch (term.kind) {
    case Term::Kind::count:
    case Term::Kind::sum:
    case Term::Kind::smallest:
    case Term::Kind::largest:
      return say.fill(Word::page_label_value, {label, value});
    case Term::Kind::parameter: {
      std::string marks = notes.mark_of(term.least_row);
      if (term.most_row != term.least_row) marks += notes.mark_of(term.most_row);
      return say.fill(Word::page_label_value, {label, value}) + marks;
    }
    case Term::Kind::fact:
    case Term::Kind::definition:
    case Term::Kind::program:
      return say.fill(Word::page_label_value, {label, value});
    default:
      return value;
  }
}

std::string equation(const std::string& left, const std::string& right) {
  if (right.starts_with("≈")) return left + " " + right;
  return left + " =" + std::string(tie) + right;
}

std::string arithmetic(const Phrases& say, const Footnotes& notes, const Term& term) {
  return TermWriter(say, notes).of(term);
}

}  // namespace entitle::render
