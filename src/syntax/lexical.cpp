// Reads tokens and checks what is inside them: the size of names and numbers, the days of the
// calendar.
#include "syntax/lexical.hpp"

#include <charconv>

#include "text/utf8.hpp"

namespace entitle::syntax {

using text::Code;

namespace {

// A bare word or a quoted name. Reserved words are no names: what should stand here is missing.
Iterator read_plain_name(Iterator first, State& state, std::string& text, text::Span& span,
                         bool may_be_reserved) {
  const Iterator begin = skip_space(first, state.last());
  Iterator end = scan_word(begin, state.last());
  if (end != begin) {
    if (line_break_between(first, begin) &&
        state.vocabulary().begins_declaration(begin, state.last()))
      return nullptr;
    if (!may_be_reserved && state.vocabulary().is_reserved(std::string_view(begin, end)))
      return nullptr;
    text = std::string_view(begin, end);
  } else {
    Token token = scan_quoted_name(begin, state.last());
    if (token.fault == TokenFault::absent) return nullptr;
    if (token.fault == TokenFault::unclosed) state.unclosed(begin, "」", token.end);
    end = token.end;
    text = std::move(token.text);
  }
  if (text.size() > State::name_limit && text::count_code_points(text) > State::name_limit) {
    state.token_fault(Code::name_too_long, begin, end, {State::name_limit});
    text = text::clipped(text, State::name_limit);
  }
  span = state.span(begin, end);
  return end;
}

Iterator read_decimal(Iterator first, State& state, bool negative, Expression& value) {
  const Token token = scan_number(first, state.last());
  if (token.fault == TokenFault::absent) return nullptr;
  const std::string_view written = std::string_view(first, token.end);
  if (token.fault == TokenFault::grouping)
    state.token_fault(Code::bad_grouping, first, token.end, {written});
  else if (token.fault == TokenFault::letters)
    state.token_fault(Code::bad_number, first, token.end, {written},
                      text::Word::help_space_before_unit);
  DecimalFault fault = DecimalFault::none;
  const auto decimal = Decimal::parse(negative ? '-' + token.text : token.text, &fault);
  if (decimal)
    value.number.value = *decimal;
  else if (fault == DecimalFault::too_many_decimals)
    state.token_fault(Code::number_too_many_decimals, first, token.end, {written});
  else
    state.token_fault(Code::number_too_large, first, token.end, {written});
  value.form = Form::number;
  return token.end;
}

Iterator read_number_from(Iterator first, State& state, bool may_be_signed, Expression& value) {
  const Iterator begin = skip_space(first, state.last());
  Iterator digits = begin;
  if (may_be_signed) {
    const Character sign = character_at(begin, state.last());
    if (narrow(sign.value) == '-') digits = skip_blanks(begin + sign.size, state.last());
  }
  Iterator end = read_decimal(digits, state, digits != begin, value);
  if (end == nullptr) return nullptr;
  // The unit stands on the number's own line, or `age : 82` would take the next fact for one.
  const Iterator unit =
      state.vocabulary().scan_unit(skip_blanks(end, state.last()), state.last(), value.number.unit);
  if (unit != nullptr) end = unit;
  value.span = state.span(begin, end);
  return end;
}

}  // namespace

Iterator read_mark(Iterator first, const State& state, std::string_view mark) {
  first = skip_space(first, state.last());
  for (const char wanted : mark) {
    const Character c = character_at(first, state.last());
    if (c.size == 0 || narrow(c.value) != static_cast<unsigned char>(wanted)) return nullptr;
    first += c.size;
  }
  return first;
}

Iterator read_name(Iterator first, State& state, Reference& value) {
  return read_plain_name(first, state, value.text, value.span, false);
}

Iterator read_operand_name(Iterator first, State& state, Reference& value) {
  const Iterator begin = skip_space(first, state.last());
  if (state.in_block() && line_break_between(first, begin) &&
      scan_label(begin, state.last()) != nullptr)
    return nullptr;
  return read_name(first, state, value);
}

Iterator read_declared_name(Iterator first, State& state, Name& value) {
  Iterator end = read_plain_name(first, state, value.text, value.span, false);
  if (end == nullptr) return nullptr;
  const Iterator slash = read_mark(end, state, "/");
  if (slash == nullptr) return end;
  const Iterator twin = read_plain_name(slash, state, value.twin, value.twin_span, true);
  return twin == nullptr ? end : twin;
}

Iterator read_string(Iterator first, State& state, std::string& value) {
  first = skip_space(first, state.last());
  Token token = scan_string(first, state.last());
  if (token.fault == TokenFault::absent) return nullptr;
  if (token.fault == TokenFault::unclosed) {
    // The brace at the end of the line is rather a brace than text.
    const std::string_view written = std::string_view(first, token.end);
    const std::size_t end = written.find_last_not_of(" \t");
    if (end != std::string_view::npos && written[end] == '{') token.end = first + end;
    state.unclosed_string(first, token.end);
  }
  value = std::move(token.text);
  return token.end;
}

Iterator read_placed_string(Iterator first, State& state, Reference& value) {
  first = skip_space(first, state.last());
  const Iterator end = read_string(first, state, value.text);
  if (end != nullptr) value.span = state.span(first, end);
  return end;
}

Iterator read_whole(Iterator first, State& state, std::uint32_t& value) {
  first = skip_space(first, state.last());
  const Token token = scan_digits(first, state.last());
  if (token.fault == TokenFault::absent) return nullptr;
  const char* const last = token.text.data() + token.text.size();
  if (std::from_chars(token.text.data(), last, value).ec != std::errc())
    state.token_fault(Code::number_too_large, first, token.end, {token.text});
  return token.end;
}

Iterator read_version(Iterator first, State& state, std::string& value) {
  first = skip_space(first, state.last());
  Iterator end = first;
  for (;;) {
    const Token digits = scan_digits(end, state.last());
    if (digits.fault == TokenFault::absent) return nullptr;
    value += digits.text;
    end = digits.end;
    if (end == state.last() || *end != '.') return end;
    value += *end++;
  }
}

Iterator read_date(Iterator first, State& state, Date& value) {
  first = skip_space(first, state.last());
  const Token token = scan_date(first, state.last());
  if (token.fault == TokenFault::absent) return nullptr;
  if (const auto day = Date::parse(token.text))
    value = *day;
  else
    state.token_fault(Code::bad_date, first, token.end, {std::string_view(first, token.end)});
  return token.end;
}

Iterator read_number(Iterator first, State& state, Expression& value) {
  return read_number_from(first, state, false, value);
}

Iterator read_signed_number(Iterator first, State& state, Expression& value) {
  return read_number_from(first, state, true, value);
}

}  // namespace entitle::syntax
