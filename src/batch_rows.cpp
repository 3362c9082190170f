// Writes rows of answers straight from the columns that were decided. What all rows of a program
// with one status and one refusing line have in common is made once for a writer and copied; of a
// household's keys the text is made once for all its rows. What is rarer - columns beside the
// answers, lines of the settlement - is written answer by answer (io/answer_rows.hpp).
#include <bit>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "batch_answers.hpp"
#include "io/answer_rows.hpp"
#include "io/answer_words.hpp"
#include "io/row_text.hpp"

namespace entitle {
inline namespace v0 {
namespace {

/// Bytes that may be read behind a text, and written behind a row.
constexpr std::size_t slack = 64;

/// A text in a string of many, which has room behind it.
struct Cut {
  std::size_t at = 0;
  std::size_t size = 0;
};

/// Copies a text that mostly has no more than `usual` bytes: those without a call or a branch that
/// nobody foresees, and so perhaps more than asked for.
template <std::size_t usual>
char* copy(const char* from, Cut text, char* to) {
  static_assert(usual <= slack);
  from += text.at;
  std::memcpy(to, from, usual);
  if (text.size > usual) std::memcpy(to + usual, from + usual, text.size - usual);
  return to + text.size;
}

char* copy(std::string_view text, char* to) { return std::copy(text.begin(), text.end(), to); }

/// Writes rows into a block of memory that goes to the output when it is full.
class Pen {
 public:
  explicit Pen(std::string& out) : out_(out), block_(std::size_t{1} << 15) {}
  Pen(const Pen&) = delete;
  Pen& operator=(const Pen&) = delete;
  ~Pen() { flush(); }

  /// Where the next row begins, with room for so many bytes.
  char* room(std::size_t bytes) {
    if (used_ + bytes + slack > block_.size()) {
      flush();
      if (bytes + slack > block_.size()) block_.resize(bytes + slack);
    }
    return block_.data() + used_;
  }
  void end(const char* row) { used_ = static_cast<std::size_t>(row - block_.data()); }

 private:
  void flush() {
    out_.append(block_.data(), used_);
    used_ = 0;
  }

  std::string& out_;
  std::vector<char> block_;
  std::size_t used_ = 0;
};

/// What stands around the parts of a row.
struct Form {
  std::string_view least[2];
  std::string_view between;
  std::string_view most[2];
  std::string_view recorded[2];
  std::string_view end;
};

constexpr Form csv_form{{"", ""}, ",", {"", ""}, {"", ""}, "\n"};
constexpr Form json_form{{",\"amount_min\":\"", "\""},
                         "",
                         {",\"amount_max\":\"", "\""},
                         {",\"recorded\":\"", "\""},
                         "}\n"};
constexpr Form json_hit_form{{",\"amount\":\"", "\""}, "", {}, {}, "}\n"};

constexpr unsigned single_statuses = std::size(all_statuses);
/// How a status is said: one of them; `depends`, with or without `qualifies`, settled or not.
constexpr unsigned said_statuses = single_statuses + 4;

unsigned bits_of(StatusSet status) { return std::bit_cast<std::uint8_t>(status); }

unsigned said(StatusSet status, bool settled) {
  if (!status.depends()) return static_cast<unsigned>(std::countr_zero(bits_of(status)));
  return single_statuses + (status.has(Status::qualifies) ? 1U : 0U) + (settled ? 0U : 2U);
}

class ColumnRows {
 public:
  ColumnRows(const Ruleset& ruleset, BatchFormat format, bool hits)
      : json_(format == BatchFormat::ndjson),
        hits_(hits),
        form_(!json_ ? csv_form
              : hits ? json_hit_form
                     : json_form) {
    const Ruleset::Impl& rules = *ruleset.impl();
    const io::ProgramWords words(ruleset);
    for (std::uint32_t p = 0; p < words.keys.size(); ++p) {
      const model::Rule& rule = rules.model[rules.model.programs[p]];
      Program& program = programs_.emplace_back();
      program.entity = rule.entity;
      program.pays = rule.amount.valid();
      for (unsigned how = 0; how < said_statuses; ++how)
        program.said.push_back(make(words, p, how, {}));
      if (!rule.condition.valid()) continue;
      for (const model::ClauseId part : rules.model[rule.condition].parts) {
        BatchAnswer refused;
        refused.refused_by = rules.catalogue.of(part).label;
        program.refused.push_back(make(words, p, static_cast<unsigned>(Status::does_not_qualify),
                                       io::criterion_word(refused)));
      }
    }
    words_.append(slack, '\0');
  }

  void write(const AnswerColumns& answers, std::string& out) const {
    Pen pen(out);
    Household household;
    household.recipients.resize(answers.model.entities.size());
    std::vector<View> views;
    for (std::uint32_t p = 0; p < programs_.size(); ++p)
      views.push_back({&answers.programs[p], answers.programs[p].status.data(),
                       answers.programs[p].refused_by.data(),
                       answers.frame.level(programs_[p].entity).below_ghost.data(),
                       programs_[p].said.data(), programs_[p].refused.data(),
                       programs_[p].entity.index, p, answers.has_records(p)});
    for (std::uint32_t h = 0; h < answers.households(); ++h) {
      if (answers.rejected(h)) continue;
      begin(answers, h, household);
      for (const View& view : views) {
        const Rows rows = household.rows[view.entity];
        const Cut* const recipients = household.recipients[view.entity].data();
        for (std::uint32_t r = rows.begin; r < rows.end; ++r)
          hits_ ? hit(view, r, household.keys.data(), recipients[r - rows.begin], pen)
                : row(answers, view, r, household.keys.data(), recipients[r - rows.begin], pen);
      }
    }
  }

 private:
  /// What rows have in common: `before` the amounts; `after` them, with the row's end.
  struct Common {
    Cut before;
    Cut after;
    bool pays = false;
  };
  struct Program {
    model::EntityId entity;
    bool pays = false;
    std::vector<Common> said;     ///< by how a status is said
    std::vector<Common> refused;  ///< by the line that refuses
  };
  /// A program's columns in a piece, and its texts.
  struct View {
    const run::ProgramColumn* column;
    const StatusSet* status;
    const std::uint16_t* line;
    const std::uint8_t* not_listed;
    const Common* said;
    const Common* refused;
    std::uint32_t entity;
    std::uint32_t program;
    bool records;
  };
  using Rows = AnswerColumns::Rows;
  /// The household at hand: of each entity with programs its rows, and how rows of answers for
  /// these begin.
  struct Household {
    std::string keys;
    std::vector<std::vector<Cut>> recipients;
    std::vector<Rows> rows;
  };

  Cut keep(std::string_view text) {
    const Cut kept{words_.size(), text.size()};
    words_ += text;
    return kept;
  }

  Common make(const io::ProgramWords& words, std::uint32_t p, unsigned how,
              std::string_view criterion) {
    BatchAnswer like;
    if (how < single_statuses) {
      like.status.add(all_statuses[how]);
    } else {
      like.status.add(Status::does_not_qualify);
      like.status.add((how - single_statuses) % 2 != 0 ? Status::qualifies : Status::excluded);
      like.settled = how - single_statuses < 2;
    }
    const bool qualifies = like.status.has(Status::qualifies);
    const std::string_view period = qualifies ? words.periods[p] : std::string_view();
    Common made;
    made.pays = qualifies && programs_[p].pays;
    std::string before;
    std::string after;
    if (json_) {
      before = ",\"program\":";
      io::append_json(words.keys[p], before);
      if (!hits_) ((before += ",\"status\":\"") += io::status_word(like)) += '"';
      if (!hits_ && !period.empty()) ((after += ",\"period\":\"") += period) += '"';
      if (!criterion.empty()) io::append_json(criterion, after += ",\"criterion\":");
    } else {
      io::append_csv(words.keys[p], before);
      before += ',';
      if (!hits_) {
        (before += io::status_word(like)) += ',';
        (after += ',') += period;
        io::append_csv(criterion, after += ',');
        after += ',';
      }
    }
    after += form_.end;
    if (!made.pays) {
      if (!hits_) before += form_.between;
      before += after;
      after.clear();
    }
    made.before = keep(before);
    made.after = keep(after);
    return made;
  }

  void begin(const AnswerColumns& answers, std::uint32_t h, Household& household) const {
    std::string& text = household.keys;
    text.clear();
    quote(answers.key(h), text += json_ ? "{\"household\":" : "");
    const std::size_t own = text.size();
    text += json_ ? "" : ",,";
    const std::size_t of_household = text.size();
    std::string scratch;
    answers.rows_of(h, household.rows);
    for (std::uint32_t e = 0; e < household.rows.size(); ++e) {
      std::vector<Cut>& recipients = household.recipients[e];
      recipients.clear();
      if (e == 0) {
        recipients.push_back({0, of_household});
        continue;
      }
      const run::FrameLevel& level = answers.frame.level({e});
      const Rows rows = household.rows[e];
      for (std::uint32_t r = rows.begin; r < rows.end; ++r) {
        const std::size_t at = text.size();
        text.append(text, 0, own);
        text += json_ ? ",\"recipient\":" : ",";
        quote(io::recipient_word(r - rows.begin + 1, level.below_ghost[r] != 0, answers.key({e}, r),
                                 scratch),
              text);
        text += json_ ? "" : ",";
        recipients.push_back({at, text.size() - at});
      }
    }
    text.append(slack, '\0');
  }

  void row(const AnswerColumns& answers, const View& view, std::uint32_t r, const char* keys,
           Cut recipient, Pen& pen) const {
    const StatusSet status = view.status[r];
    if (status.empty()) return;
    const std::uint16_t line = view.line[r];
    const Common& common = line == run::ProgramColumn::no_line
                               ? view.said[said(status, view.column->settled(r))]
                               : view.refused[line];
    char* to = begin_row(common, keys, recipient, pen);
    if (common.pays) {
      to = amount(bound(view.column->least[r]), form_.least, to);
      to = copy(form_.between, to);
      to = amount(bound(view.column->most_of(r)), form_.most, to);
      to = copy<slack>(words_.data(), common.after, to);
    }
    if (view.records) to = recorded(answers.record(view.program, r), to);
    pen.end(to);
  }

  void hit(const View& view, std::uint32_t r, const char* keys, Cut recipient, Pen& pen) const {
    if (!view.status[r].is(Status::qualifies) || view.not_listed[r] != 0) return;
    const Common& common = view.said[static_cast<unsigned>(Status::qualifies)];
    char* to = begin_row(common, keys, recipient, pen);
    if (common.pays) {
      to = amount(bound(view.column->least[r]), form_.least, to);
      to = copy<slack>(words_.data(), common.after, to);
    }
    pen.end(to);
  }

  char* begin_row(const Common& common, const char* keys, Cut recipient, Pen& pen) const {
    char* const to =
        pen.room(recipient.size + common.before.size + common.after.size + most_of_row);
    return copy<slack>(words_.data(), common.before, copy<slack / 2>(keys, recipient, to));
  }

  char* amount(const std::optional<Decimal>& value, const std::string_view (&around)[2],
               char* to) const {
    if (!value) return to;
    return copy(around[1], io::write_amount(*value, copy(around[0], to)));
  }
  /// `to` is behind the row's end, which comes again behind what is on record.
  char* recorded(const OnRecord& record, char* to) const {
    if (!record.received) return to;
    to = copy(form_.recorded[0], to - form_.end.size());
    to = record.amount ? io::write_amount(*record.amount, to)
                       : copy(*record.received ? "yes" : "no", to);
    return copy(form_.end, copy(form_.recorded[1], to));
  }

  void quote(std::string_view text, std::string& out) const {
    json_ ? io::append_json(text, out) : io::append_csv(text, out);
  }

  /// What besides keys and common texts a row takes.
  static constexpr std::size_t most_of_row = 3 * (io::longest_number + slack);

  bool json_;
  bool hits_;
  Form form_;
  std::vector<Program> programs_;
  std::string words_;
};

/// Both kinds of rows, which write the same.
struct RowWriter {
  RowWriter(const Ruleset& ruleset, BatchFormat f, bool h, std::vector<BatchColumn> beside)
      : format(f), hits(h), by_columns(ruleset, f, h), one_by_one(ruleset, std::move(beside)) {}

  void write(const BatchPiece& piece, std::string& out) const {
    if (piece.source != nullptr)
      if (const std::optional<AnswerColumns> columns = piece.source->columns(!hits))
        return by_columns.write(*columns, out);
    hits ? one_by_one.hits(piece, format, out) : one_by_one.write(piece, format, out);
  }

  BatchFormat format;
  bool hits;
  ColumnRows by_columns;
  io::AnswerRows one_by_one;
};

std::function<void(const BatchPiece&, std::string&)> writer(const Ruleset& ruleset,
                                                            BatchFormat format, bool hits,
                                                            std::vector<BatchColumn> columns) {
  auto made = std::make_shared<const RowWriter>(ruleset, format, hits, std::move(columns));
  return [made](const BatchPiece& piece, std::string& out) { made->write(piece, out); };
}

}  // namespace

std::function<void(const BatchPiece&, std::string&)> batch_writer(
    const Ruleset& ruleset, BatchFormat format, std::vector<BatchColumn> columns) {
  return writer(ruleset, format, false, std::move(columns));
}

std::function<void(const BatchPiece&, std::string&)> batch_hits_writer(const Ruleset& ruleset,
                                                                       BatchFormat format) {
  return writer(ruleset, format, true, {});
}

}  // namespace v0
}  // namespace entitle
