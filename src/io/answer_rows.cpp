// Answers of a batch as rows of CSV or NDJSON, and the rows that were not taken as CSV.
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/batch.hpp"
#include "io/answer_words.hpp"

namespace entitle {
inline namespace v0 {
namespace {

void number(std::uint64_t value, std::string& out) {
  std::array<char, 24> digits{};
  out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
}

/// Two decimals, more where there are more.
void amount(Decimal value, std::string& out) {
  const std::int64_t units = value.units();
  if (units < 0 || units % 100 != 0) {
    out += value.to_string(2);
    return;
  }
  number(static_cast<std::uint64_t>(units / Decimal::scale), out);
  const auto fen = static_cast<char>(units % Decimal::scale / 100);
  out += '.';
  out += static_cast<char>('0' + fen / 10);
  out += static_cast<char>('0' + fen % 10);
}

void csv_cell(std::string_view text, std::string& out) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos &&
      (text.empty() || (text.front() != ' ' && text.back() != ' '))) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void json_text(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      constexpr char hex[] = "0123456789abcdef";
      out += "\\u00";
      out += hex[static_cast<unsigned char>(c) >> 4];
      out += hex[static_cast<unsigned char>(c) & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

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
    amount(*value, out);
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
  return columns == 0 ? std::span<const Value>() : piece.values.subspan(answer * columns, columns);
}

class Rows {
 public:
  Rows(const Ruleset& ruleset, std::vector<BatchColumn> columns)
      : words_(ruleset), columns_(std::move(columns)) {}

  void csv(const BatchPiece& piece, std::string& out) const {
    for (std::size_t a = 0; a < piece.answers.size(); ++a) {
      const BatchAnswer& answer = piece.answers[a];
      csv_cell(answer.household, out);
      out += ',';
      recipient(answer, out, csv_cell);
      out += ',';
      csv_cell(program(answer), out);
      out += ',';
      out += io::status_word(answer);
      out += ',';
      if (answer.least) amount(*answer.least, out);
      out += ',';
      if (answer.most) amount(*answer.most, out);
      out += ',';
      if (answer.status.has(Status::qualifies)) out += period(answer);
      out += ',';
      csv_cell(io::criterion_word(answer), out);
      out += ',';
      recorded(answer, out);
      for (const Value& value : values_of(piece, a, columns_.size())) {
        const Cells cells = cells_of(value);
        out += ',';
        csv_cell(cells.first, out);
        if (!has_ends(columns_[column_of(piece, a, value)].kind)) continue;
        out += ',';
        csv_cell(cells.last, out);
      }
      out += '\n';
    }
  }

  /// household,recipient,program,amount of whoever qualifies for certain.
  void hits(const BatchPiece& piece, BatchFormat format, std::string& out) const {
    const bool csv = format == BatchFormat::csv;
    const auto quote = csv ? csv_cell : json_text;
    for (const BatchAnswer& answer : piece.answers) {
      if (!answer.status.is(Status::qualifies) || answer.not_listed || !answer.line.empty())
        continue;
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
      if (answer.least) amount(*answer.least, out);
      if (!csv) out += answer.least ? "\"}" : "}";
      out += '\n';
    }
  }

  void ndjson(const BatchPiece& piece, std::string& out) const {
    for (std::size_t a = 0; a < piece.answers.size(); ++a) {
      const BatchAnswer& answer = piece.answers[a];
      out += "{\"household\":";
      json_text(answer.household, out);
      if (answer.recipient_number != 0) {
        out += ",\"recipient\":";
        recipient(answer, out, json_text);
      }
      out += ",\"program\":";
      json_text(program(answer), out);
      out += ",\"status\":\"";
      out += io::status_word(answer);
      out += '"';
      const auto of = [&](std::string_view key, const std::optional<Decimal>& value) {
        if (!value) return;
        out += key;
        amount(*value, out);
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
        json_text(io::criterion_word(answer), out);
      }
      if (answer.recorded) {
        out += ",\"recorded\":\"";
        recorded(answer, out);
        out += '"';
      }
      for (const Value& value : values_of(piece, a, columns_.size())) {
        const Cells cells = cells_of(value);
        const BatchColumn& column = columns_[column_of(piece, a, value)];
        member(column.name + (has_ends(column.kind) ? "_min" : ""), cells.first, out);
        member(column.name + "_max", cells.last, out);
      }
      out += "}\n";
    }
  }

 private:
  std::string_view program(const BatchAnswer& answer) const {
    return answer.line.empty() ? std::string_view(words_.keys[answer.program]) : answer.line;
  }
  std::string_view period(const BatchAnswer& answer) const {
    if (answer.line.empty()) return words_.periods[answer.program];
    return answer.least || answer.most ? io::period_word(answer.line_period) : std::string_view();
  }
  std::size_t column_of(const BatchPiece& piece, std::size_t answer, const Value& value) const {
    return static_cast<std::size_t>(&value - piece.values.data()) - answer * columns_.size();
  }
  static void member(const std::string& name, const std::string& cell, std::string& out) {
    if (cell.empty()) return;
    out += ',';
    json_text(name, out);
    out += ':';
    json_text(cell, out);
  }
  template <class Quote>
  static void recipient(const BatchAnswer& answer, std::string& out, Quote quote) {
    if (answer.recipient_number == 0) return;
    std::string scratch;
    quote(io::recipient_word(answer, scratch), out);
  }
  static void recorded(const BatchAnswer& answer, std::string& out) {
    if (answer.recorded_amount)
      amount(*answer.recorded_amount, out);
    else if (answer.recorded)
      out += *answer.recorded ? "yes" : "no";
  }

  io::ProgramWords words_;
  std::vector<BatchColumn> columns_;
};

}  // namespace

std::function<void(const BatchPiece&, std::string&)> batch_writer(
    const Ruleset& ruleset, BatchFormat format, std::vector<BatchColumn> columns) {
  auto rows = std::make_shared<const Rows>(ruleset, std::move(columns));
  return [rows, format](const BatchPiece& piece, std::string& out) {
    if (format == BatchFormat::csv)
      rows->csv(piece, out);
    else
      rows->ndjson(piece, out);
  };
}

std::function<void(const BatchPiece&, std::string&)> batch_hits_writer(const Ruleset& ruleset,
                                                                       BatchFormat format) {
  auto rows = std::make_shared<const Rows>(ruleset, std::vector<BatchColumn>());
  return
      [rows, format](const BatchPiece& piece, std::string& out) { rows->hits(piece, format, out); };
}

std::string batch_header(std::span<const BatchColumn> columns) {
  std::string header =
      "household,recipient,program,status,amount_min,amount_max,period,criterion,recorded";
  for (const BatchColumn& column : columns) {
    header += ',';
    csv_cell(column.name + (has_ends(column.kind) ? "_min" : ""), header);
    if (!has_ends(column.kind)) continue;
    header += ',';
    csv_cell(column.name + "_max", header);
  }
  return header + '\n';
}

std::string_view batch_hits_header() { return "household,recipient,program,amount\n"; }

std::string_view rejections_header() { return "file,line,column,household,code,reason\n"; }

void write_rejections(const BatchPiece& piece, std::string& out) {
  for (const BatchRejection& rejection : piece.rejections) {
    csv_cell(rejection.file, out);
    out += ',';
    number(rejection.line, out);
    out += ',';
    if (rejection.column != 0) number(rejection.column, out);
    out += ',';
    csv_cell(rejection.household, out);
    out += ',';
    out += rejection.reason.code;
    out += ',';
    std::string reason = rejection.reason.message;
    if (!rejection.reason.help.empty()) (reason += " — ") += rejection.reason.help;
    csv_cell(reason, out);
    out += '\n';
  }
}

}  // namespace v0
}  // namespace entitle
