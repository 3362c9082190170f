// Reading answers out of decisions and chunks, and comparing them household by household.
#include "differential/table_judge.hpp"

#include <algorithm>

#include "run/cutting.hpp"

namespace entitle::differential {

namespace {

std::string text_of(const TableAnswer& answer) {
  std::string text = "program " + std::to_string(answer.program) + " row " +
                     std::to_string(answer.row) + (answer.not_listed ? " (not listed)" : "") + " ";
  for (const Status status : all_statuses)
    if (answer.status.has(status)) text += std::string(to_string(status)) + " ";
  return text + std::to_string(answer.least) + ".." + std::to_string(answer.most) +
         (answer.settled ? "" : " not settled");
}

}  // namespace

void TableTally::add(const TableTally& other) {
  households += other.households;
  answers += other.answers;
  open += other.open;
  unsettled += other.unsettled;
  contradictions += other.contradictions;
  chunks += other.chunks;
  apart += other.apart;
  read += other.read;
}

std::string difference(const HouseholdAnswers& expected, const HouseholdAnswers& found) {
  if (!expected && !found) return {};
  if (!expected) return "contradicts itself only alone";
  if (!found) return "contradicts itself only in the table";
  for (std::size_t i = 0; i < std::max(expected->size(), found->size()); ++i) {
    if (i < expected->size() && i < found->size() && (*expected)[i] == (*found)[i]) continue;
    return "alone: " + (i < expected->size() ? text_of((*expected)[i]) : "no answer") +
           "; in the table: " + (i < found->size() ? text_of((*found)[i]) : "no answer");
  }
  return {};
}

TableJudge::TableJudge(const Compiled& compiled)
    : compiled_(compiled),
      model_(compiled.model),
      tables_(compiled.model, compiled.as_of),
      decider_(compiled.model, compiled.plan),
      block_(compiled.model),
      plain_(compiled.model, compiled.plan, {.refused_by = false}),
      refusing_(compiled.model, compiled.plan, {.refused_by = true}) {}

HouseholdAnswers answers_of(const plan::Plan& plan, const run::Decision& decision) {
  if (!decision.contradictions.empty()) return std::nullopt;
  std::vector<TableAnswer> answers;
  for (const run::AnswerBox& box : decision.answers) {
    if (box.ghost && run::unremarkable(box.status)) continue;
    TableAnswer& answer = answers.emplace_back();
    answer.program = box.program;
    answer.row = box.row;
    answer.not_listed = box.ghost;
    answer.settled = box.settled;
    answer.status = box.status;
    if (plan.programs[box.program].amount == plan::no_node || !box.status.has(Status::qualifies))
      continue;
    answer.least = box.amount.lo;
    answer.most = box.amount.hi;
  }
  return answers;
}

HouseholdAnswers TableJudge::of_chunk(std::uint32_t household) const {
  if (chunk_->contradicted()[household] != 0) return std::nullopt;
  std::vector<TableAnswer> answers;
  for (std::uint32_t p = 0; p < chunk_->programs().size(); ++p) {
    const run::ProgramColumn& column = chunk_->programs()[p];
    const run::FrameLevel& level =
        chunk_->frame().level(model_[compiled_.plan.programs[p].rule].entity);
    const auto [begin, end] = std::ranges::equal_range(level.household, household);
    const auto first = static_cast<std::uint32_t>(begin - level.household.begin());
    const auto last = static_cast<std::uint32_t>(end - level.household.begin());
    for (std::uint32_t r = first; r < last; ++r) {
      if (column.status[r].empty()) continue;
      answers.push_back({p, r - first, level.below_ghost[r] != 0, column.settled(r),
                         column.status[r], column.least[r], column.most_of(r)});
    }
  }
  return answers;
}

/// What the chunk writes and lists straight away, against its columns read afterwards; empty where
/// they are the same.
std::string TableJudge::straight(std::uint32_t from) const {
  const std::size_t count = compiled_.plan.programs.size();
  const run::Frame& frame = chunk_->frame();
  std::vector<run::ProgramColumn> written(count);
  std::vector<run::AnswerRows> rows;
  for (std::size_t p = 0; p < count; ++p) {
    const std::uint32_t size = frame.level(model_[compiled_.plan.programs[p].rule].entity).rows;
    written[p].status.resize(size);
    written[p].least.resize(size);
    written[p].most.resize(size);
    rows.push_back({written[p].status.data(), written[p].least.data(), written[p].most.data()});
  }
  run::HitList hits;
  for (int twice = 0; twice < 2; ++twice) {
    chunk_->answers(rows);
    hits.clear();
    chunk_->hits(hits);
    std::vector<run::Hit> expected;
    for (std::uint32_t p = 0; p < count; ++p) {
      const model::EntityId entity = model_[compiled_.plan.programs[p].rule].entity;
      const run::ProgramColumn& column = chunk_->programs()[p];
      for (std::uint32_t r = 0; r < column.status.size(); ++r) {
        if (written[p].status[r] != column.status[r] || written[p].least[r] != column.least[r] ||
            written[p].most[r] != column.most_of(r))
          return "what is written of program " + std::to_string(p) + " is not what is read";
        if (column.status[r].is(Status::qualifies) && frame.level(entity).below_ghost[r] == 0)
          expected.push_back({column.least[r], frame.origin(entity, r), p});
      }
    }
    if (!std::ranges::equal(hits.view(), expected))
      return "the hits of the chunk from " + std::to_string(from) + " are not its columns'";
  }
  return {};
}

std::optional<TableFailure> TableJudge::cut(const Table& table, std::uint32_t size,
                                            const std::vector<HouseholdAnswers>& expected,
                                            const run::DecideOptions& options, TableTally& tally) {
  for (std::uint32_t from = 0; from < table.size(); from += size) {
    const auto to = std::min(from + size, static_cast<std::uint32_t>(table.size()));
    // Every other chunk is decided by the one that also says which line refuses.
    run::ChunkDecider& chunk = (from / size + size) % 2 == 0 ? plain_ : refusing_;
    chunk_ = &chunk;
    chunk.decide(block_, from, to, tables_, options);
    ++tally.chunks;
    tally.apart += chunk.apart();
    if (const std::string found = straight(from); !found.empty())
      return TableFailure{found, TableFailure::no_household};
    std::uint32_t open = 0;
    for (std::uint32_t h = from; h < to; ++h) {
      const std::string found = difference(expected[h], of_chunk(h - from));
      if (!found.empty())
        return TableFailure{std::string(options.settled ? "settled" : "bounds") + ", chunks of " +
                                std::to_string(size) + ": " + found,
                            h};
      open += expected[h] && std::ranges::any_of(*expected[h], [](const TableAnswer& answer) {
                return answer.status.depends();
              });
    }
    if (!options.settled && chunk.settled() != 0)
      return TableFailure{"bounds says that it settled something", from};
    if (options.settled && chunk.settled() < open)
      return TableFailure{"settled says that it settled less than is still open", from};
  }
  return std::nullopt;
}

std::optional<TableFailure> TableJudge::chunks(const Table& table, const TableEffort& effort,
                                               TableTally& tally) {
  fill(model_, table, block_);
  const auto all = static_cast<std::uint32_t>(std::max<std::size_t>(1, table.size()));
  tally.households += table.size();
  for (const bool settled : {false, true}) {
    run::DecideOptions options;
    options.settled = settled;
    options.limit = effort.limit;
    options.explain = false;
    std::vector<HouseholdAnswers> expected;
    for (std::uint32_t h = 0; h < table.size(); ++h) {
      expected.push_back(answers_of(compiled_.plan, decider_.decide(table[h], tables_, options)));
      const std::string found = difference(
          expected.back(),
          answers_of(compiled_.plan, decider_.decide(block_.household(h), tables_, options)));
      if (!found.empty()) return TableFailure{"taken out of the block again: " + found, h};
      if (!settled) continue;
      tally.contradictions += expected.back() ? 0 : 1;
      if (!expected.back()) continue;
      tally.answers += expected.back()->size();
      for (const TableAnswer& answer : *expected.back()) {
        tally.open += answer.status.depends() ? 1 : 0;
        tally.unsettled += answer.settled ? 0 : 1;
      }
    }
    for (const std::uint32_t size : {all, 7U, 2U, 1U})
      if (auto failure = cut(table, size, expected, options, tally)) return failure;
    // The whole once more, after chunks of all sizes have used the memory; and nothing.
    if (auto failure = cut(table, all, expected, options, tally)) return failure;
    plain_.decide(block_, 0, 0, tables_, options);
    if (plain_.frame().households() != 0 || !plain_.contradicted().empty())
      return TableFailure{"no households are some", TableFailure::no_household};
  }
  return std::nullopt;
}

}  // namespace entitle::differential
