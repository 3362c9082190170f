// Household by household, program by program, as answers stand one behind the other.
#include "arrow_columns.hpp"

#include <bit>

#include "io/answer_words.hpp"

namespace entitle {
inline namespace v0 {

namespace {

/// Behind those of single statuses: `depends`, then `depends_not_settled`.
std::int8_t code_of(StatusSet status, bool settled) {
  if (status.depends())
    return static_cast<std::int8_t>(std::size(all_statuses) + (settled ? 0U : 1U));
  return static_cast<std::int8_t>(std::countr_zero(std::bit_cast<std::uint8_t>(status)));
}

}  // namespace

struct ArrowAnswerColumns::View {
  const Program* program;
  const run::ProgramColumn* column;
  const std::uint8_t* not_listed;
  bool records;
};

ArrowAnswerColumns::ArrowAnswerColumns(const Ruleset& ruleset, std::vector<io::ArrowField> fields,
                                       bool hits)
    : hits_(hits), fields_(std::move(fields)) {
  const Ruleset::Impl& rules = *ruleset.impl();
  const io::ProgramWords words(ruleset);
  for (std::uint32_t p = 0; p < words.keys.size(); ++p) {
    const model::Rule& rule = rules.model[rules.model.programs[p]];
    Program& program = programs_.emplace_back();
    program.entity = rule.entity;
    program.pays = rule.amount.valid();
    program.period = static_cast<std::int8_t>(io::period_code(words.periods[p]));
    if (!rule.condition.valid()) continue;
    for (const model::ClauseId part : rules.model[rule.condition].parts) {
      BatchAnswer refused;
      refused.refused_by = rules.catalogue.of(part).label;
      program.refusals.emplace_back(io::criterion_word(refused));
    }
  }
}

std::vector<ArrowAnswerColumns::View> ArrowAnswerColumns::views(
    const AnswerColumns& answers) const {
  std::vector<View> made;
  for (std::uint32_t p = 0; p < programs_.size(); ++p)
    made.push_back({&programs_[p], &answers.programs[p],
                    answers.frame.level(programs_[p].entity).below_ghost.data(),
                    answers.has_records(p)});
  return made;
}

void ArrowAnswerColumns::write(const AnswerColumns& answers, std::uint64_t first,
                               std::string& block) const {
  std::vector<io::BlockColumn> columns = io::block_columns(fields_);
  hits_ ? hits(answers, first, columns) : all(answers, columns);
  io::finish_block(columns, block);
}

/// Calls `visit` for every row of every program of the households that were taken: with the
/// household, the program, the row and its place within the household, from 0.
template <class Visit>
void ArrowAnswerColumns::each_row(const AnswerColumns& answers, Visit visit) const {
  std::vector<AnswerColumns::Rows> rows;
  for (std::uint32_t h = 0; h < answers.households(); ++h) {
    if (answers.rejected(h)) continue;
    answers.rows_of(h, rows);
    for (std::uint32_t p = 0; p < programs_.size(); ++p) {
      const auto [begin, end] = rows[programs_[p].entity.index];
      for (std::uint32_t r = begin; r < end; ++r) visit(h, p, r, r - begin);
    }
  }
}

void ArrowAnswerColumns::hits(const AnswerColumns& answers, std::uint64_t first,
                              std::vector<io::BlockColumn>& into) const {
  const std::vector<View> views = this->views(answers);
  each_row(answers, [&](std::uint32_t h, std::uint32_t p, std::uint32_t r, std::uint32_t place) {
    const View& view = views[p];
    if (!view.column->status[r].is(Status::qualifies) || view.not_listed[r] != 0) return;
    into[0].number(static_cast<std::int32_t>(p));
    into[1].number(first + h);
    into[2].number(view.program->entity.index == 0 ? 0U : place + 1);
    into[3].amount(view.program->pays ? bound(view.column->least[r]) : std::nullopt);
  });
}

void ArrowAnswerColumns::all(const AnswerColumns& answers,
                             std::vector<io::BlockColumn>& into) const {
  const std::vector<View> views = this->views(answers);
  std::size_t most = 0;
  for (const View& view : views) most += view.column->status.size();
  for (io::BlockColumn& column : into) column.reserve(most);
  std::string scratch;
  const auto text_or_null = [](io::BlockColumn& column, std::string_view text) {
    text.empty() ? column.null() : column.text(text);
  };
  each_row(answers, [&](std::uint32_t h, std::uint32_t p, std::uint32_t r, std::uint32_t place) {
    const View& view = views[p];
    const model::EntityId entity = view.program->entity;
    const StatusSet status = view.column->status[r];
    if (status.empty()) return;
    into[0].text(answers.key(h));
    if (entity.index == 0)
      into[1].null();
    else
      text_or_null(into[1], io::recipient_word(place + 1, view.not_listed[r] != 0,
                                               answers.key(entity, r), scratch));
    into[2].number(static_cast<std::int32_t>(p));
    into[3].number(code_of(status, view.column->settled(r)));
    if (view.program->pays && status.has(Status::qualifies)) {
      into[4].amount(bound(view.column->least[r]));
      into[5].amount(bound(view.column->most_of(r)));
      into[6].number(view.program->period);
    } else {
      for (const int column : {4, 5, 6}) into[static_cast<std::size_t>(column)].null();
    }
    const std::uint16_t line = view.column->refused_by[r];
    text_or_null(into[7], line == run::ProgramColumn::no_line
                              ? std::string_view()
                              : std::string_view(view.program->refusals[line]));
    const OnRecord record = view.records ? answers.record(p, r) : OnRecord();
    record.received ? into[8].flag(*record.received) : into[8].null();
    into[9].amount(record.amount);
  });
}

}  // namespace v0
}  // namespace entitle
