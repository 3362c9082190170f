// Runs a batch: pieces of households are found one after the other, read and decided by any thread,
// and handed on in order.
#include "entitle/batch.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "batch_source.hpp"
#include "batch_totals.hpp"
#include "io/say.hpp"
#include "io/table_source.hpp"
#include "ruleset_impl.hpp"
#include "run/chunk.hpp"

namespace entitle {
inline namespace v0 {
namespace {

/// Households of a piece: a chunk whose columns stay in cache.
constexpr std::uint32_t piece_households = 1'024;

}  // namespace

struct ENTITLE_INTERNAL Batch::Impl {
  Impl(Ruleset rules, BatchOptions with) : ruleset(std::move(rules)), options(with) {}

  const Ruleset::Impl& rules() const { return *ruleset.impl(); }

  Ruleset ruleset;
  BatchOptions options;
  std::unique_ptr<io::TableSource> source;
  std::shared_ptr<const Ruleset::Impl::Supplying> supplying;
  std::shared_ptr<const run::Tables> tables;
  model::FactId group;
};

namespace {

/// What one thread needs: its own memory, everything else shared.
class ENTITLE_INTERNAL Worker {
  const Batch::Impl& batch_;
  const model::Model& model_;

 public:
  explicit Worker(const Batch::Impl& batch)
      : batch_(batch),
        model_(batch.rules().model),
        read_(model_),
        chunk_(batch.supplying ? batch.supplying->model : model_,
               batch.supplying ? batch.supplying->plan : batch.rules().plan, {.refused_by = true}) {
    options_.settled = batch.options.level == Level::settled;
    options_.limit = std::max(1U, batch.options.limit);
    options_.explain = false;
  }

  io::RawTables raw;
  std::uint64_t number = 0;  ///< of the piece
  std::uint64_t first = 0;   ///< its first household
  BatchPiece piece;
  std::string bytes;

  void decide() {
    batch_.source->read(raw, read_);
    read_.block.facts_as_of = batch_.options.facts_as_of;
    const std::uint32_t households = read_.block.households();
    chunk_.decide(read_.block, 0, households, *batch_.tables, options_);
    answers_.clear();
    rejections_.clear();
    keys_.clear();
    totals.clear();
    totals.settled = chunk_.settled();
    for (const io::Rejection& one : read_.rejections)
      rejections_.push_back({one.file, one.line, one.column, one.household, one.diagnostic});
    number_keys(households);
    contradictions(households);
    totals.rejected = rejections_.size();
    collect(households);
    piece.first = first;
    piece.households = households;
    piece.answers = answers_;
    piece.rejections = rejections_;
  }

  Totals totals{batch_.rules(), batch_.group};

 private:
  /// Households without a key are called by their number.
  void number_keys(std::uint32_t households) {
    if (read_.keys[0].size() == households) return;
    for (std::uint32_t h = 0; h < households; ++h) keys_.push_back(std::to_string(first + h + 1));
  }
  std::string_view key(std::uint32_t household) const {
    return keys_.empty() ? read_.keys[0][household] : std::string_view(keys_[household]);
  }

  /// A household that contradicts itself is decided by itself, for what there is to tell.
  void contradictions(std::uint32_t households) {
    for (std::uint32_t h = 0; h < households; ++h) {
      if (chunk_.contradicted()[h] == 0 || read_.rejected[h] != 0) continue;
      read_.rejected[h] = 1;
      Profile::Impl profile{batch_.ruleset.impl(), read_.block.household(h), nullptr, {}};
      if (!decider_) decider_ = std::make_unique<run::Decider>(model_, batch_.rules().plan);
      Deciding deciding(batch_.rules(), profile.household, *decider_);
      const run::Decision& decision = deciding.decide(profile.household, *batch_.tables, options_);
      for (Diagnostic& diagnostic : entitle::contradictions(
               batch_.rules(), profile, decision.contradictions, batch_.options.language))
        rejections_.push_back(
            {batch_.source->name(), read_.lines[h], 0, std::string(key(h)), std::move(diagnostic)});
    }
  }

  void collect(std::uint32_t households) {
    const run::Frame& frame = chunk_.frame();
    for (std::uint32_t h = 0; h < households; ++h)
      if (read_.rejected[h] == 0) {
        ++totals.households;
        totals.begin(read_.block, h);
        household(frame, h);
      }
  }

  void household(const run::Frame& frame, std::uint32_t h) {
    for (std::uint32_t p = 0; p < chunk_.programs().size(); ++p) {
      const model::EntityId entity = model_[model_.programs[p]].entity;
      const auto [begin, end] = rows(frame, entity, h);
      for (std::uint32_t r = begin; r < end; ++r) answer(frame, entity, p, h, r, r - begin);
    }
  }

  /// The rows of an entity that belong to one household of the chunk.
  std::pair<std::uint32_t, std::uint32_t> rows(const run::Frame& frame, model::EntityId entity,
                                               std::uint32_t h) const {
    if (entity.index == 0) return {h, h + 1};
    const auto above = rows(frame, model_[entity].parent, h);
    const std::vector<std::uint32_t>& begins = frame.level(entity).first;
    return {begins[above.first], begins[above.second]};
  }

  void answer(const run::Frame& frame, model::EntityId entity, std::uint32_t p, std::uint32_t h,
              std::uint32_t r, std::uint32_t place) {
    const run::ProgramColumn& column = chunk_.programs()[p];
    const bool not_listed = frame.level(entity).below_ghost[r] != 0;
    if (column.status[r].empty()) return;
    const model::Rule& rule = model_[model_.programs[p]];
    BatchAnswer& made = answers_.emplace_back();
    made.household = key(h);
    made.household_row = first + h;
    made.program = p;
    made.status = column.status[r];
    made.not_listed = not_listed;
    made.settled = column.settled(r);
    if (entity.index != 0) {
      made.recipient_number = place + 1;
      const std::uint32_t origin = frame.origin(entity, r);
      if (origin < read_.keys[entity.index].size())
        made.recipient = read_.keys[entity.index][origin];
    }
    if (made.status.has(Status::qualifies) && rule.amount.valid()) {
      made.least = bound(column.least[r]);
      made.most = bound(column.most_of(r));
    }
    if (const std::uint16_t line = column.refused_by[r]; line != run::ProgramColumn::no_line)
      made.refused_by = batch_.rules().catalogue.of(model_[rule.condition].parts[line]).label;
    record(made, rule, frame.origin(entity, r));
    totals.add(made);
  }

  void record(BatchAnswer& made, const model::Rule& rule, std::uint32_t origin) const {
    if (origin == run::Frame::no_row) return;
    const run::FactColumn& received = read_.block.fact(rule.received);
    if (!received.given(origin) || received.truth(origin) == value::Truth::U) return;
    made.recorded = received.truth(origin) == value::Truth::T;
    if (!rule.received_amount.valid()) return;
    const run::FactColumn& much = read_.block.fact(rule.received_amount);
    if (const value::Interval amount = much.number(origin); much.given(origin) && amount.known())
      made.recorded_amount = Decimal::from_units(amount.lo);
  }

  io::TableBlock read_;
  run::ChunkDecider chunk_;
  run::DecideOptions options_;
  std::unique_ptr<run::Decider> decider_;
  std::vector<std::string> keys_;
  std::vector<BatchAnswer> answers_;
  std::vector<BatchRejection> rejections_;
};

/// The pieces of a run, each found by one thread at a time and handed on in order.
class ENTITLE_INTERNAL Line {
 public:
  Line(const Batch::Impl& batch, const BatchSink& sink)
      : batch_(batch), sink_(sink), totals_(batch.rules(), batch.group) {}

  BatchSummary run(unsigned threads) {
    if (threads <= 1) {
      work();
    } else {
      std::vector<std::thread> all;
      for (unsigned t = 0; t < threads; ++t) all.emplace_back([this] { work(); });
      for (std::thread& thread : all) thread.join();
    }
    if (failed_) std::rethrow_exception(failed_);
    BatchSummary summary = totals_.summary();
    summary.stopped = stopped_ && !ended_;
    return summary;
  }

 private:
  void work() {
    try {
      Worker worker(batch_);
      while (take(worker)) {
        worker.decide();
        worker.bytes.clear();
        if (sink_.format) sink_.format(worker.piece, worker.bytes);
        if (!give(worker)) return;
      }
    } catch (...) {
      const std::lock_guard lock(giving_);
      if (!failed_) failed_ = std::current_exception();
      stopped_ = true;
      turn_.notify_all();
    }
  }

  bool take(Worker& worker) {
    const std::lock_guard lock(taking_);
    if (stopped_ || ended_ || !batch_.source->next(piece_households, worker.raw)) {
      ended_ = ended_ || !stopped_;
      return false;
    }
    worker.number = taken_++;
    worker.first = households_;
    households_ += worker.raw.parts.front().rows.size();
    worker.piece.bytes_read = batch_.source->bytes_read();
    return true;
  }

  bool give(Worker& worker) {
    std::unique_lock lock(giving_);
    turn_.wait(lock, [&] { return given_ == worker.number || stopped_; });
    if (stopped_) return false;
    totals_.add(worker.totals);
    if (sink_.write && !sink_.write(worker.piece, worker.bytes)) stopped_ = true;
    if (batch_.options.stop_on_error && !worker.piece.rejections.empty()) stopped_ = true;
    ++given_;
    lock.unlock();
    turn_.notify_all();
    return !stopped_;
  }

  const Batch::Impl& batch_;
  const BatchSink& sink_;
  Totals totals_;
  std::mutex taking_;
  std::mutex giving_;
  std::condition_variable turn_;
  std::uint64_t taken_ = 0;
  std::uint64_t given_ = 0;
  std::uint64_t households_ = 0;
  std::atomic<bool> stopped_ = false;
  std::atomic<bool> ended_ = false;
  std::exception_ptr failed_;
};

}  // namespace

Batch::Batch(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Batch::~Batch() = default;
Batch::Batch(Batch&&) noexcept = default;
Batch& Batch::operator=(Batch&&) noexcept = default;

Result<Batch> open_batch(Ruleset ruleset, Date as_of, const BatchOptions& options,
                         const OpenSource& open) {
  auto impl = std::make_unique<Batch::Impl>(std::move(ruleset), options);
  const Ruleset::Impl& rules = impl->rules();
  const text::SourceSet none;
  text::Report report(none, options.language);
  impl->source = open(
      rules.intake,
      {options.ignore_extra, options.unsorted, options.listed_in_full, options.language}, report);
  if (!impl->source) return {std::nullopt, report.diagnostics()};
  impl->supplying = rules.supplying(impl->source->supplied());
  impl->tables = rules.tables(as_of, options.known_on);
  return {Batch(std::move(impl)), report.diagnostics()};
}

Result<Batch> Batch::try_open(Ruleset ruleset, Date as_of, const std::vector<BatchTable>& tables,
                              const BatchOptions& options) {
  return open_batch(
      std::move(ruleset), as_of, options,
      [&](const io::Intake& intake, const io::TableOptions& with,
          text::Report& report) -> std::unique_ptr<io::TableSource> {
        std::vector<io::TableFile> files;
        for (const BatchTable& table : tables)
          files.push_back({table.path, io::entity_of(intake, table.collection, report)});
        if (report.has_errors()) return nullptr;
        std::ranges::sort(files, {}, [](const io::TableFile& file) { return file.entity; });
        return io::open_csv(intake, files, with, report);
      });
}

const Ruleset& Batch::ruleset() const { return present(impl_, "entitle::Batch").ruleset; }

std::optional<Diagnostic> Batch::group_by(std::string_view fact) {
  Impl& batch = present(impl_, "entitle::Batch");
  const io::Intake& intake = batch.rules().intake;
  const io::Slot* slot = intake.vocabulary().find({0}, fact);
  if (slot != nullptr && !slot->is_collection &&
      intake.model()[slot->fact].type.kind == value::Kind::choice) {
    batch.group = slot->fact;
    return std::nullopt;
  }
  const text::SourceSet none;
  text::Report report(none, batch.options.language);
  text::Draft draft = report.report(text::Code::profile_unknown_key,
                                    {fact, io::name_argument(intake.model().entities.front())});
  if (const std::string near = intake.vocabulary().suggest_name({0}, fact); !near.empty())
    draft.help(text::Word::help_did_you_mean, {near});
  return report.diagnostics().front();
}

Result<BatchSummary> Batch::run(const BatchSink& sink) {
  const Impl& batch = present(impl_, "entitle::Batch");
  const unsigned threads = batch.options.threads != 0
                               ? batch.options.threads
                               : std::max(1U, std::thread::hardware_concurrency());
  Result<BatchSummary> result;
  result.value = Line(batch, sink).run(threads);
  if (batch.source->failure()) {
    result.value.reset();
    result.diagnostics.push_back(*batch.source->failure());
  }
  return result;
}

}  // namespace v0
}  // namespace entitle
