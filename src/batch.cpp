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

#include "batch_impl.hpp"
#include "batch_source.hpp"
#include "batch_totals.hpp"
#include "batch_worker.hpp"
#include "io/say.hpp"

namespace entitle {
inline namespace v0 {
namespace {

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
      BatchWorker worker(batch_);
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

  bool take(BatchWorker& worker) {
    const std::lock_guard lock(taking_);
    if (stopped_ || ended_ || !batch_.source->next(batch_.source->piece(), worker.raw)) {
      ended_ = ended_ || !stopped_;
      return false;
    }
    worker.number = taken_++;
    worker.first = households_;
    households_ += worker.raw.parts.front().rows.size();
    worker.piece.bytes_read = batch_.source->bytes_read();
    return true;
  }

  bool give(BatchWorker& worker) {
    std::unique_lock lock(giving_);
    turn_.wait(lock, [&] { return given_ == worker.number || stopped_; });
    if (stopped_) return false;
    totals_.add(worker.totals);
    if (!worker.explain(sink_, batch_.options.explain, explained_)) stopped_ = true;
    if (!stopped_ && sink_.write && !sink_.write(worker.piece, worker.bytes)) stopped_ = true;
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
  std::uint64_t explained_ = 0;
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
  impl->source = open(rules.intake,
                      {TableFormat::recognised, options.ignore_extra, options.unsorted,
                       options.listed_in_full, options.float_rounding, options.language},
                      report);
  if (!impl->source) return {std::nullopt, report.diagnostics()};
  impl->tables = rules.tables(as_of, options.known_on);
  return {Batch(std::move(impl)), report.diagnostics()};
}

Result<Batch> Batch::try_open(Ruleset ruleset, Date as_of, const std::vector<BatchTable>& tables,
                              const BatchOptions& options) {
  return open_batch(
      std::move(ruleset), as_of, options,
      [&](const io::Intake& intake, io::TableOptions with,
          text::Report& report) -> std::unique_ptr<io::TableSource> {
        std::vector<io::TableFile> files;
        for (const BatchTable& table : tables) {
          if (table.collection.empty()) with.households = table.format;
          files.push_back({table.path, io::entity_of(intake, table.collection, report)});
        }
        if (report.has_errors()) return nullptr;
        std::ranges::sort(files, {}, [](const io::TableFile& file) { return file.entity; });
        return io::open_tables(intake, files, with, report);
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

std::optional<Diagnostic> Batch::add_column(std::string_view name) {
  Impl& batch = present(impl_, "entitle::Batch");
  if (batch.columns.add(name)) return std::nullopt;
  const text::SourceSet none;
  text::Report report(none, batch.options.language);
  text::Draft draft = report.report(text::Code::column_not_defined, {name});
  if (const std::string near = batch.columns.suggest(name); !near.empty())
    draft.help(text::Word::help_did_you_mean, {near});
  return report.diagnostics().front();
}

const std::vector<BatchColumn>& Batch::columns() const {
  return present(impl_, "entitle::Batch").columns.columns();
}

const std::vector<std::string>& Batch::lines() const {
  return present(impl_, "entitle::Batch").lines;
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
