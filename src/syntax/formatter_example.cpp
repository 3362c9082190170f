// Examples: what is given, in braces and lists that stand on one line or on several as the author
// had them, and what is expected.
#include "syntax/formatter.hpp"

namespace entitle::syntax {

std::string Formatter::example_head(const Example& example) const {
  std::string text = say(Word::kw_example, speller_.string(example.name)) + ' ' +
                     say(Word::kw_as_of, example.as_of.iso());
  if (!example.settings.empty())
    text += ' ' + say(Word::kw_with, speller_.list(example.settings, [this](const Setting& each) {
              return name(each.parameter) + " = " + expression(each.value.front());
            }));
  return text;
}

void Formatter::example(const Example& example) {
  const text::Span open = trivia_.find('{', example.span.begin);
  const std::uint32_t facts_end = example.facts.empty() ? open.end : example.facts.back().span.end;
  const text::Span close = trivia_.find('}', facts_end);
  const text::Span reopen = trivia_.find('{', close.end);
  const auto is_flat = [this](const Given& given) { return this->is_flat(given); };
  const auto flat = [this](const Given& given) { return this->flat(given); };

  writer_.open({example.span.begin, open.end}, example_head(example) + " {");
  lines(example.facts, ", ", is_flat, flat, [this](const Given& each) { given(each); });
  writer_.close({close.begin, reopen.end}, "} " + say(Word::kw_expect) + " {");
  writer_.deepen();
  lines(
      example.expectations, "; ", [](const Expectation&) { return true; },
      [this](const Expectation& each) { return expectation(each); }, [](const Expectation&) {});
  writer_.close(brace_before(example.span.end), "}");
}

bool Formatter::is_flat(const Given& given) const {
  for (const Element& element : given.elements)
    if (!is_flat(element)) return false;
  return given.form != GivenForm::collection ||
         on_one_line(given.elements, trivia_.find('[', given.fact.span.end).end, given.span.end);
}

bool Formatter::is_flat(const Element& element) const {
  for (const Given& given : element.facts)
    if (!is_flat(given)) return false;
  return on_one_line(element.facts, element.span.begin, element.span.end);
}

std::string Formatter::given_head(const Given& given) const {
  return (given.record ? say(Word::kw_receives) + ' ' : "") + name(given.fact) + " : ";
}

std::string Formatter::given_value(const Given& given) const {
  switch (given.form) {
    case GivenForm::unknown:
      return say(Word::kw_unknown);
    case GivenForm::range:
      return speller_.range(given.values[0], given.values[1]);
    case GivenForm::value:
      return expression(given.values.front());
    case GivenForm::one_of: {
      std::string text;
      for (const Expression& value : given.values)
        text += (text.empty() ? "" : ", ") + expression(value);
      return say(Word::kw_one_of_values) + " {" + text + '}';
    }
    case GivenForm::collection: {
      const Element* const first = given.elements.data();
      const std::string all = joined(first, first + given.elements.size(), ", ",
                                     [this](const Element& element) { return flat(element); });
      return all.empty() ? "[ ]" : "[ " + all + " ]";
    }
  }
  return {};
}

std::string Formatter::flat(const Given& given) const {
  std::string text = given_head(given) + given_value(given);
  if (given.incomplete) text += wording().before_detail() + say(Word::kw_incomplete);
  return text;
}

std::string Formatter::flat(const Element& element) const {
  const Given* const first = element.facts.data();
  const std::string all = joined(first, first + element.facts.size(), ", ",
                                 [this](const Given& given) { return flat(given); });
  return all.empty() ? "{ }" : "{ " + all + " }";
}

void Formatter::given(const Given& given) { elements(given_head(given), given); }

// `members : [ {` opens both at once where the author breaks no line between them.
void Formatter::elements(std::string head, const Given& given) {
  const text::Span open = trivia_.find('[', given.fact.span.end);
  const std::uint32_t last = given.elements.empty() ? open.end : given.elements.back().span.end;
  const text::Span close = trivia_.find(']', last);
  bool broken = false;
  std::uint32_t before = open.end;
  for (const Element& element : given.elements) {
    broken = broken || trivia_.break_between(before, element.span.begin);
    before = element.span.end;
  }

  const auto is_flat = [this](const Given& each) { return this->is_flat(each); };
  const auto flat = [this](const Given& each) { return this->flat(each); };
  // What stands on the line that is being made, from where, and whether it closes something.
  std::string text = head + '[';
  std::uint32_t begin = given.span.begin;
  bool closes = false;
  const auto put = [&](std::uint32_t end) {
    if (closes)
      writer_.close({begin, end}, text);
    else
      writer_.line({begin, end}, text);
    text.clear();
    closes = false;
    begin = end;
  };
  if (broken) {
    put(open.end);
    writer_.deepen();
  }
  for (const Element& element : given.elements) {
    const std::string comma = &element == &given.elements.back() ? "" : ",";
    if (text.empty()) begin = element.span.begin;
    if (!text.empty()) text += ' ';
    if (this->is_flat(element)) {
      text += this->flat(element) + comma;
    } else {
      text += '{';
      put(trivia_.find('{', element.span.begin).end);
      writer_.deepen();
      lines(element.facts, ", ", is_flat, flat, [this](const Given& each) { this->given(each); });
      begin = element.span.end - 1;
      closes = true;
      text = '}' + comma;
    }
    if (broken) put(element.span.end);
  }
  if (broken) {
    closes = true;
    begin = close.begin;
  } else {
    text += ' ';
  }
  text += ']';
  if (given.incomplete) text += wording().before_detail() + say(Word::kw_incomplete);
  put(given.span.end);
}

std::string Formatter::expectation(const Expectation& expectation) const {
  static constexpr Word statuses[] = {Word::kw_qualifies,    Word::kw_does_not_qualify,
                                      Word::kw_depends,      Word::kw_excluded,
                                      Word::kw_nothing_left, Word::kw_not_in_force};
  const std::string program = name(expectation.program);
  return (expectation.recipient.empty()
              ? program
              : wording().recipient(program, speller_.string(expectation.recipient))) +
         " : " + say(statuses[static_cast<std::size_t>(expectation.status)]) + details(expectation);
}

std::string Formatter::details(const Expectation& expectation) const {
  const std::string comma = wording().before_detail();
  std::string text;
  if (!expectation.least.empty() && !expectation.most.empty()) {
    const Expression& least = expectation.least.front();
    const Expression& most = expectation.most.front();
    text += comma + (least.span == most.span ? expression(least) : speller_.range(least, most));
  } else if (!expectation.least.empty()) {
    const Expression& least = expectation.least.front();
    const bool plain = least.form == Form::number && !(least.number.value < Decimal());
    text += comma + (plain ? say(Word::kw_at_least, expression(least))
                           : speller_.range(least, Expression{}));
  } else if (!expectation.most.empty()) {
    text += comma + say(Word::kw_at_most, expression(expectation.most.front()));
  }
  if (expectation.because) text += ' ' + say(Word::kw_because, name(*expectation.because));
  return text;
}

}  // namespace entitle::syntax
