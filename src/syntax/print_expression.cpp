// Prints expressions fully parenthesised, so that a test shows how they were taken apart.
#include <array>

#include "syntax/print.hpp"

namespace entitle::syntax {

namespace {

constexpr std::array units{"",       " yuan",   " yuan/month", " yuan/year",
                           " years", " months", " days",       "%"};
constexpr std::array modes{"half_up", "up", "down", "half_even"};

std::string list(std::string head, const std::vector<Expression>& parts) {
  for (const Expression& part : parts) head += ' ' + print(part);
  return '(' + head + ')';
}

// a - b + c is (- a b + c): the operators stand where they were written.
std::string chain(const Expression& expression) {
  std::string out;
  for (std::size_t i = 0; i < expression.parts.size(); ++i) {
    if (i > 0) out += " " + std::string(value::to_string(expression.ops[i - 1])) + ' ';
    out += print(expression.parts[i]);
  }
  return '(' + out + ')';
}

std::string print_aggregate(const Expression& expression) {
  std::string out =
      std::string(value::to_string(expression.op)) + " [" + expression.collection.text + ']';
  if (!expression.where.empty()) out += " where " + print(expression.where.front());
  for (const Expression& body : expression.parts) out += " of " + print(body);
  return '(' + out + ')';
}

}  // namespace

std::string print(const Expression& expression) {
  switch (expression.form) {
    case Form::name:
      return expression.text;
    case Form::number:
      return expression.number.value.to_string() +
             units[static_cast<std::size_t>(expression.number.unit)];
    case Form::date:
      return expression.date.iso();
    case Form::yes_no:
      return expression.yes ? "yes" : "no";
    case Form::string:
      return '"' + expression.text + '"';
    case Form::unary:
      return list(std::string(value::to_string(expression.op)), expression.parts);
    case Form::chain:
      return chain(expression);
    case Form::members:
      return list("members", expression.parts);
    case Form::range:
      return print(expression.parts[0]) + ".." + print(expression.parts[1]);
    case Form::nothing:
      return {};
    case Form::rounded:
      return list(std::string("rounded ") + modes[static_cast<std::size_t>(expression.mode)],
                  expression.parts);
    case Form::aggregate:
      return print_aggregate(expression);
    case Form::eligible:
    case Form::receives:
    case Form::in_program:
    case Form::pays:
      return '(' + std::string(value::to_string(expression.op)) + ' ' + expression.text + ')';
  }
  return {};
}

}  // namespace entitle::syntax
