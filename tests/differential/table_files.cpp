// Tables as files through the batch: the same bytes whatever the threads, and the answers of each
// household by itself.
#include <algorithm>
#include <optional>
#include <utility>

#include "differential/table_csv.hpp"
#include "differential/table_judge.hpp"
#include "entitle/batch.hpp"
#include "ruleset_impl.hpp"

namespace entitle::differential {

namespace {

/// By household its answers and what their recipients are called; nothing where it contradicts
/// itself.
struct Answers {
  std::vector<HouseholdAnswers> answers;
  std::vector<std::vector<std::string>> called;
};

/// What one run of the batch gave.
struct Gave : Answers {
  std::string bytes;
  std::string wrong;
  std::uint32_t household = 0;  ///< that something is wrong with
};

Gave refused(std::string what, const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) what += to_text(diagnostic);
  Gave gave;
  gave.wrong = std::move(what);
  return gave;
}

std::int64_t end_of(const std::optional<Decimal>& end, bool amount, std::int64_t none) {
  return !amount ? 0 : end ? end->units() : none;
}

class Run {
 public:
  Run(const entitle::Ruleset& rules, std::size_t households)
      : rules_(rules), households_(households) {}

  Gave operator()(const std::vector<BatchTable>& files, Date as_of, const BatchOptions& options) {
    gave_ = {};
    rejections_ = 0;
    gave_.answers.assign(households_, std::vector<TableAnswer>());
    gave_.called.assign(households_, {});
    Result<Batch> batch = Batch::try_open(rules_, as_of, files, options);
    if (!batch) return refused("files are refused: ", batch.diagnostics);
    BatchSink sink;
    sink.format = batch_writer(rules_, BatchFormat::csv);
    std::uint64_t seen = 0;
    sink.write = [&](const BatchPiece& piece, std::string_view bytes) {
      if (piece.first != seen) gave_.wrong = "a piece does not begin where the last ended";
      seen += piece.households;
      gave_.bytes += bytes;
      for (const BatchRejection& one : piece.rejections) reject(one);
      for (const BatchAnswer& one : piece.answers()) take(one);
      return true;
    };
    const Result<BatchSummary> summary = batch.value->run(sink);
    if (!summary) return refused("files cannot be read further: ", summary.diagnostics);
    const auto rejected = static_cast<std::uint64_t>(
        std::ranges::count(gave_.answers, false, &HouseholdAnswers::has_value));
    if (gave_.wrong.empty() &&
        (seen != households_ || summary.value->households + rejected != households_ ||
         summary.value->rejected != rejections_))
      gave_.wrong = "the summary counts other households than there are";
    return std::move(gave_);
  }

 private:
  std::optional<std::size_t> number(std::string_view key) {
    std::size_t at = 0;
    for (const char digit : key.substr(std::min<std::size_t>(1, key.size())))
      at = at * 10 + static_cast<std::size_t>(digit - '0');
    if (at < households_ && key == household_key(at)) return at;
    fail(0, "a household that is not in the table: " + std::string(key));
    return std::nullopt;
  }

  void reject(const BatchRejection& one) {
    const auto at = number(one.household);
    if (at) gave_.answers[*at].reset();
    ++rejections_;
    // Nothing is wrong with a row but that it contradicts itself.
    static constexpr std::string_view allowed[] = {"R0733", "R0735", "R0738", "R0739", "R0740"};
    if (std::ranges::find(allowed, one.reason.code) == std::end(allowed))
      fail(at.value_or(0), "a row is not taken: " + to_text(one.reason));
  }

  void take(const BatchAnswer& one) {
    const auto at = number(one.household);
    if (!at) return;
    const model::Model& model = rules_.impl()->model;
    const model::Rule& rule = model[model.programs[one.program]];
    if (!gave_.answers[*at]) {
      fail(*at, "a rejected household has answers");
      return;
    }
    const bool amount = one.status.has(Status::qualifies) && rule.amount.valid();
    gave_.answers[*at]->push_back(
        {one.program, one.recipient_number == 0 ? 0 : one.recipient_number - 1, one.not_listed,
         one.settled, one.status, end_of(one.least, amount, value::minus_infinity),
         end_of(one.most, amount, value::infinity)});
    gave_.called[*at].emplace_back(one.recipient);
  }

  void fail(std::size_t household, std::string what) {
    if (gave_.wrong.empty()) gave_.wrong = std::move(what);
    gave_.household = static_cast<std::uint32_t>(household);
  }

  const entitle::Ruleset& rules_;
  std::size_t households_;
  std::uint64_t rejections_ = 0;
  Gave gave_;
};

/// The definitions that a household says the values of.
std::vector<model::DefinitionId> supplied_by(const entitle::Ruleset::Impl& rules,
                                             const run::Household& household) {
  std::vector<model::DefinitionId> definitions;
  for (const auto& at : rules.supplied_at)
    if (std::ranges::any_of(household.entities[at.entity.index],
                            [&](const run::Row& row) { return row.cells[at.cell].given; }))
      definitions.push_back(at.definition);
  std::ranges::sort(definitions);
  return definitions;
}

/// What each household gives by itself, by the plan of what it supplies.
Answers alone(const Table& table, const entitle::Ruleset& rules, const run::Tables& tables,
              const BatchOptions& options) {
  const entitle::Ruleset::Impl& impl = *rules.impl();
  run::DecideOptions how;
  how.settled = options.level == Level::settled;
  how.limit = options.limit;
  how.explain = false;
  Answers answers;
  for (const run::Household& household : table) {
    const auto supplied = impl.supplying(supplied_by(impl, household));
    const plan::Plan& plan = supplied ? supplied->plan : impl.plan;
    run::Decider decider(supplied ? supplied->model : impl.model, plan);
    answers.answers.push_back(answers_of(plan, decider.decide(household, tables, how)));
    std::vector<std::string>& called = answers.called.emplace_back();
    if (!answers.answers.back()) continue;
    for (const TableAnswer& answer : *answers.answers.back()) {
      const model::EntityId entity = impl.model[impl.model.programs[answer.program]].entity;
      const std::uint32_t row = decider.frame().origin(entity, answer.row);
      called.push_back(entity.index == 0 || row == run::Frame::no_row ? "" : row_key(row));
    }
  }
  return answers;
}

}  // namespace

std::optional<TableFailure> judge_files(const Table& table, const entitle::Ruleset& rules,
                                        Date as_of, const TableEffort& effort,
                                        const std::string& folder, Random random,
                                        TableTally& tally) {
  const std::vector<BatchTable> files =
      write_csv(rules.impl()->model, table, effort.copies, folder, random);
  const std::shared_ptr<const run::Tables> tables = rules.impl()->tables(as_of);
  Run run(rules, table.size() * effort.copies);
  for (const Level level : {Level::bounds, Level::settled}) {
    if (level == Level::settled && !effort.settled_files) continue;
    BatchOptions options;
    options.level = level;
    options.limit = effort.limit;
    const std::string prefix =
        std::string("files at ") + (level == Level::settled ? "settled" : "bounds") + ": ";
    const Answers expected = alone(table, rules, *tables, options);
    std::string bytes;
    for (const unsigned threads : {1U, 2U, 7U}) {
      options.threads = threads;
      options.unsorted = threads == 2;
      const Gave gave = run(files, as_of, options);
      tally.read += gave.answers.size();
      if (!gave.wrong.empty())
        return TableFailure{prefix + gave.wrong,
                            table.empty()
                                ? TableFailure::no_household
                                : gave.household % static_cast<std::uint32_t>(table.size())};
      for (std::uint32_t h = 0; h < gave.answers.size(); ++h) {
        const auto of = h % static_cast<std::uint32_t>(table.size());
        const std::string found = difference(expected.answers[of], gave.answers[h]);
        if (!found.empty()) return TableFailure{prefix + found, of};
        if (gave.called[h] != expected.called[of])
          return TableFailure{prefix + "a recipient is called otherwise", of};
      }
      if (threads == 1) bytes = gave.bytes;
      if (gave.bytes != bytes)
        return TableFailure{prefix + "other bytes by " + std::to_string(threads) + " threads",
                            TableFailure::no_household};
    }
  }
  return std::nullopt;
}

}  // namespace entitle::differential
