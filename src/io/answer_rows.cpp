// Cell by cell and key by key; the headers too, and the rows that were not taken as CSV.
#include "io/answer_rows.hpp"

#include <string>
#include <string_view>

#include "io/row_text.hpp"

namespace entitle::io {
namespace {

/// What a column's cell says, or both ends of it; empty: nothing to be said.
struct Cells {
  std::string first;
  std::string last;
};

bool has_ends(Value::Kind kind) {
  return kind != Value::Kind::yes_no && kind != Value::Kind::choice && kind != Value::Kind::text;
}

std::string end(Value::Kind kind, const std::optional<Decimal>& value) {
  std::string out;
  if (!value) return out;
  if (kind == Value::Kind::date)
    return Date::from_days(static_cast<std::int32_t>(value->units())).iso();
  if (kind == Value::Kind::money)
    append_amount(*value, out);
  else
    out = value->to_string();
  return out;
}

Cells cells_of(const Value& value) {
  Cells cells;
  if (value.kind == Value::Kind::nothing) return cells;
  if (value.kind == Value::Kind::yes_no) {
    constexpr std::string_view words[] = {"false", "unknown", "true", "inapplicable"};
    cells.first = words[static_cast<std::size_t>(value.truth)];
  } else if (value.truth == Truth3::inapplicable) {
    return cells;
  } else if (value.kind == Value::Kind::choice) {
    for (const Text& choice : value.choices) {
      if (!cells.first.empty()) cells.first += '|';
      cells.first += choice.en;
    }
    if (cells.first.empty()) cells.first = "unknown";
  } else {
    cells.first = end(value.kind, value.least);
    cells.last = end(value.kind, value.most);
  }
  return cells;
}

/// The values of one answer.
std::span<const Value> values_of(const BatchPiece& piece, std::size_t answer, std::size_t columns) {
  return columns == 0 ? std::span<const Value>()
                      : piece.values().subspan(answer * columns, columns);
}

std::size_t column_of(const BatchPiece& piece, std::size_t answer, std::size_t columns,
                      const Value& value) {
  return static_cast<std::size_t>(&value - piece.values().data()) - answer * columns;
}

void member(const std::string& name, const std::string& cell, std::string& out) {
  if (cell.empty()) return;
  out += ',';
  append_json(name, out);
  out += ':';
  append_json(cell, out);
}

template <class Quote>
void recipient(const BatchAnswer& answer, std::string& out, Quote quote) {
  if (answer.recipient_number == 0) return;
  std::string scratch;
  quote(recipient_word(answer, scratch), out);
}

void recorded(const BatchAnswer& answer, std::string& out) {
  if (answer.recorded_amount)
    append_amount(*answer.recorded_amount, out);
  else if (answer.recorded)
    out += *answer.recorded ? "yes" : "no";
}

}  // namespace

std::string_view AnswerRows::program(const BatchAnswer& answer) const {
  return answer.line.empty() ? std::string_view(words_.keys[answer.program]) : answer.line;
}

std::string_view AnswerRows::period(const BatchAnswer& answer) const {
  if (answer.line.empty()) return words_.periods[answer.program];
  return answer.least || answer.most ? period_word(answer.line_period) : std::string_view();
}

void AnswerRows::csv(const BatchPiece& piece, std::string& out) const {
  for (std::size_t a = 0; a < piece.answers().size(); ++a) {
    const BatchAnswer& answer = piece.answers()[a];
    append_csv(answer.household, out);
    out += ',';
    recipient(answer, out, append_csv);
    out += ',';
    append_csv(program(answer), out);
    out += ',';
    out += status_word(answer);
    out += ',';
    if (answer.least) append_amount(*answer.least, out);
    out += ',';
    if (answer.most) append_amount(*answer.most, out);
    out += ',';
    if (answer.status.has(Status::qualifies)) out += period(answer);
    out += ',';
    append_csv(criterion_word(answer), out);
    out += ',';
    recorded(answer, out);
    for (const Value& value : values_of(piece, a, columns_.size())) {
      const Cells cells = cells_of(value);
      out += ',';
      append_csv(cells.first, out);
      if (!has_ends(columns_[column_of(piece, a, columns_.size(), value)].kind)) continue;
      out += ',';
      append_csv(cells.last, out);
    }
    out += '\n';
  }
}

/// household,recipient,program,amount of whoever qualifies for certain.
void AnswerRows::hits(const BatchPiece& piece, BatchFormat format, std::string& out) const {
  const bool csv = format == BatchFormat::csv;
  const auto quote = csv ? append_csv : append_json;
  for (const BatchAnswer& answer : piece.answers()) {
    if (!answer.status.is(Status::qualifies) || answer.not_listed || !answer.line.empty()) continue;
    if (!csv) out += "{\"household\":";
    quote(answer.household, out);
    if (csv)
      out += ',';
    else if (answer.recipient_number != 0)
      out += ",\"recipient\":";
    recipient(answer, out, quote);
    out += csv ? "," : ",\"program\":";
    quote(program(answer), out);
    if (csv)
      out += ',';
    else if (answer.least)
      out += ",\"amount\":\"";
    if (answer.least) append_amount(*answer.least, out);
    if (!csv) out += answer.least ? "\"}" : "}";
    out += '\n';
  }
}

void AnswerRows::ndjson(const BatchPiece& piece, std::string& out) const {
  for (std::size_t a = 0; a < piece.answers().size(); ++a) {
    const BatchAnswer& answer = piece.answers()[a];
    out += "{\"household\":";
    append_json(answer.household, out);
    if (answer.recipient_number != 0) {
      out += ",\"recipient\":";
      recipient(answer, out, append_json);
    }
    out += ",\"program\":";
    append_json(program(answer), out);
    out += ",\"status\":\"";
    out += status_word(answer);
    out += '"';
    const auto of = [&](std::string_view key, const std::optional<Decimal>& value) {
      if (!value) return;
      out += key;
      append_amount(*value, out);
      out += '"';
    };
    of(",\"amount_min\":\"", answer.least);
    of(",\"amount_max\":\"", answer.most);
    if (answer.status.has(Status::qualifies) && !period(answer).empty()) {
      out += ",\"period\":\"";
      out += period(answer);
      out += '"';
    }
    if (!answer.refused_by.empty()) {
      out += ",\"criterion\":";
      append_json(criterion_word(answer), out);
    }
    if (answer.recorded) {
      out += ",\"recorded\":\"";
      recorded(answer, out);
      out += '"';
    }
    for (const Value& value : values_of(piece, a, columns_.size())) {
      const Cells cells = cells_of(value);
      const BatchColumn& column = columns_[column_of(piece, a, columns_.size(), value)];
      member(column.name + (has_ends(column.kind) ? "_min" : ""), cells.first, out);
      member(column.name + "_max", cells.last, out);
    }
    out += "}\n";
  }
}

}  // namespace entitle::io

namespace entitle {
inline namespace v0 {

using io::append_csv;
using io::append_number;
using io::has_ends;

std::string batch_header(std::span<const BatchColumn> columns) {
  std::string header =
      "household,recipient,program,status,amount_min,amount_max,period,criterion,recorded";
  for (const BatchColumn& column : columns) {
    header += ',';
    append_csv(column.name + (has_ends(column.kind) ? "_min" : ""), header);
    if (!has_ends(column.kind)) continue;
    header += ',';
    append_csv(column.name + "_max", header);
  }
  return header + '\n';
}

std::string_view batch_hits_header() { return "household,recipient,program,amount\n"; }

std::string_view rejections_header() { return "file,line,column,household,code,reason\n"; }

void write_rejections(const BatchPiece& piece, std::string& out) {
  for (const BatchRejection& rejection : piece.rejections) {
    append_csv(rejection.file, out);
    out += ',';
    append_number(rejection.line, out);
    out += ',';
    if (rejection.column != 0) append_number(rejection.column, out);
    out += ',';
    append_csv(rejection.household, out);
    out += ',';
    out += rejection.reason.code;
    out += ',';
    std::string reason = rejection.reason.message;
    if (!rejection.reason.help.empty()) (reason += " — ") += rejection.reason.help;
    append_csv(reason, out);
    out += '\n';
  }
}

}  // namespace v0
}  // namespace entitle
