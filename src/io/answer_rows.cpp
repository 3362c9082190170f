// Answers of a batch as rows of CSV or NDJSON, and the rows that were not taken as CSV.
#include <array>
#include <charconv>
#include <string>
#include <string_view>

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

class Rows {
 public:
  explicit Rows(const Ruleset& ruleset) : words_(ruleset) {}

  void csv(const BatchPiece& piece, std::string& out) const {
    for (const BatchAnswer& answer : piece.answers) {
      csv_cell(answer.household, out);
      out += ',';
      recipient(answer, out, csv_cell);
      out += ',';
      csv_cell(words_.keys[answer.program], out);
      out += ',';
      out += io::status_word(answer);
      out += ',';
      if (answer.least) amount(*answer.least, out);
      out += ',';
      if (answer.most) amount(*answer.most, out);
      out += ',';
      if (answer.status.has(Status::qualifies)) out += words_.periods[answer.program];
      out += ',';
      csv_cell(io::criterion_word(answer), out);
      out += ',';
      recorded(answer, out);
      out += '\n';
    }
  }

  void ndjson(const BatchPiece& piece, std::string& out) const {
    for (const BatchAnswer& answer : piece.answers) {
      out += "{\"household\":";
      json_text(answer.household, out);
      if (answer.recipient_number != 0) {
        out += ",\"recipient\":";
        recipient(answer, out, json_text);
      }
      out += ",\"program\":";
      json_text(words_.keys[answer.program], out);
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
      if (answer.status.has(Status::qualifies) && !words_.periods[answer.program].empty()) {
        out += ",\"period\":\"";
        out += words_.periods[answer.program];
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
      out += "}\n";
    }
  }

 private:
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
};

}  // namespace

std::function<void(const BatchPiece&, std::string&)> batch_writer(const Ruleset& ruleset,
                                                                  BatchFormat format) {
  auto rows = std::make_shared<const Rows>(ruleset);
  return [rows, format](const BatchPiece& piece, std::string& out) {
    if (format == BatchFormat::csv)
      rows->csv(piece, out);
    else
      rows->ndjson(piece, out);
  };
}

std::string_view batch_header() {
  return "household,recipient,program,status,amount_min,amount_max,period,criterion,recorded\n";
}

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
