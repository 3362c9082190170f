// Criteria and programs, their blocks, and the settlement.
#include "syntax/formatter.hpp"

namespace entitle::syntax {

using value::Op;

void Formatter::rule(const Rule& rule) {
  std::string head =
      say(rule.program ? Word::kw_program : Word::kw_criterion, speller_.declared(rule.name)) +
      ' ' + say(Word::kw_of, name(rule.entity));
  Clauses clauses(*this, rule.entity.span.end);
  if (rule.force)
    clauses.line({rule.force->span.begin, force_end(*rule.force)}, force(*rule.force));
  clauses.citations(rule.citations);
  clauses.decided_by(rule.decided_by);
  clauses.citations(rule.appeal, say(Word::kw_appeal) + ' ');
  clauses.caption(Word::kw_note, rule.note);
  clauses.caption(Word::kw_title, rule.title);
  for (const Block& block : rule.block)
    clauses.add(block.span, [this, &block](text::Span from) { this->block("", from, block); });
  if (!rule.amount.empty()) {
    const text::Span last = rule.amount_citations.empty() ? rule.amount.front().span
                                                          : rule.amount_citations.back().span;
    clauses.add(text::join(rule.amount.front().span, last),
                [this, &rule](text::Span from) { amount(rule, from); });
  }
  for (const Expression& condition : rule.condition) {
    const std::string text = ": " + expression(condition);
    if (clauses.begins_behind(condition.span)) {
      head += ' ' + text;
      clauses.extend_head(condition.span.end);
    } else {
      clauses.line(condition.span, text);
    }
  }
  writer_.line({rule.span.begin, clauses.head_end()}, head);
  clauses.write();
}

std::string Formatter::force(const Force& force) const {
  std::string text = wording().in_force(*force.from, force.through);
  if (force.unknown_before) text += wording().before_detail() + say(Word::kw_unknown_before);
  if (force.unknown_after) text += wording().before_detail() + say(Word::kw_unknown_after);
  return text;
}

std::uint32_t Formatter::force_end(const Force& force) const {
  std::uint32_t end = force.span.end;
  for (;;) {
    const std::uint32_t comma = trivia_.next_mark(end) == ',' ? trivia_.find(',', end).end : end;
    std::uint32_t after = past(Word::kw_unknown_before, comma);
    if (after == comma) after = past(Word::kw_unknown_after, comma);
    if (after == comma) return end;
    end = after;
  }
}

void Formatter::amount(const Rule& rule, text::Span from) {
  const Expression& value = rule.amount.front();
  writer_.line({from.begin, value.span.end}, say(Word::kw_amount, expression(value)));
  cites_below(rule.amount_citations, value.span.end);
}

std::string Formatter::block_head(const Block& block) const {
  if (block.op != Op::at_least) return say(value::word(block.op));
  return say(Word::kw_block_at_least, std::to_string(block.least)) + ' ' + say(Word::kw_block_end);
}

bool Formatter::is_flat(const Entry& entry) const {
  return entry.citations.empty() && (entry.block.empty() || is_flat(entry.block.front()));
}

bool Formatter::is_flat(const Block& block) const {
  for (const Entry& entry : block.entries)
    if (!is_flat(entry)) return false;
  return on_one_line(block.entries, trivia_.find('{', block.span.begin).end, block.span.end);
}

std::string Formatter::flat(const Entry& entry) const {
  std::string text = speller_.declared(entry.label) + " : ";
  return text +
         (entry.block.empty() ? expression(entry.expression.front()) : flat(entry.block.front()));
}

std::string Formatter::flat(const Block& block) const {
  const Entry* const first = block.entries.data();
  return block_head(block) + " { " +
         joined(first, first + block.entries.size(), "; ",
                [this](const Entry& entry) { return flat(entry); }) +
         (block.entries.empty() ? "}" : " }");
}

// `before` is the label of a block within a block.
void Formatter::block(const std::string& before, text::Span from, const Block& block) {
  if (is_flat(block)) {
    writer_.line({from.begin, block.span.end}, before + flat(block));
    return;
  }
  writer_.open({from.begin, trivia_.find('{', block.span.begin).end},
               before + block_head(block) + " {");
  lines(
      block.entries, "; ", [this](const Entry& entry) { return is_flat(entry); },
      [this](const Entry& entry) { return flat(entry); },
      [this](const Entry& each) { entry(each); });
  writer_.close(brace_before(block.span.end), "}");
}

void Formatter::entry(const Entry& entry) {
  const std::string label = speller_.declared(entry.label) + " : ";
  if (entry.block.empty()) {
    const Expression& condition = entry.expression.front();
    writer_.line({entry.span.begin, condition.span.end}, label + expression(condition));
    cites_below(entry.citations, condition.span.end);
  } else {
    const Block& block = entry.block.front();
    this->block(label, entry.span, block);
    cites_below(entry.citations, block.span.end);
  }
}

void Formatter::settlement(const Settlement& settlement) {
  writer_.open({settlement.span.begin, trivia_.find('{', settlement.span.begin).end},
               say(Word::kw_settlement) + " {");
  for (const SettlementLine& line : settlement.lines) settlement_line(line);
  writer_.close(brace_before(settlement.span.end), "}");
}

void Formatter::settlement_line(const SettlementLine& line) {
  std::uint32_t end = line.programs.back().span.end;
  if (!line.over.empty()) end = line.over.back().span.end;
  if (!line.unit.empty()) end = line.unit.back().span.end;
  if (line.winner) end = line.winner->span.end;
  writer_.line({line.span.begin, end}, settled(line));
  Clauses clauses(*this, end);
  clauses.citations(line.citations);
  clauses.caption(Word::kw_note, line.note);
  clauses.write();
}

std::string Formatter::settled(const SettlementLine& line) const {
  const std::string programs =
      speller_.list(line.programs, [this](const Reference& program) { return name(program); });
  switch (line.kind) {
    case Settling::higher_of:
      return say(Word::kw_higher_of, programs);
    case Settling::given_up:
      return programs + ' ' + say(Word::kw_given_up_for, name(*line.winner));
    case Settling::tops_up:
      break;
  }
  const std::string over = speller_.list(line.over, [this](const Deduction& deduction) {
    const std::string program = name(deduction.program);
    return deduction.per_head ? wording().per_head(program, name(*deduction.per_head)) : program;
  });
  const std::string text = programs + ' ' + say(Word::kw_tops_up_over, over);
  return line.mode ? wording().rounded(text, *line.mode, expression(line.unit.front())) : text;
}

}  // namespace entitle::syntax
