// A batch as a stream that is pulled: it runs on threads of its own, some pieces ahead of the
// consumer, and waits where nobody takes them.
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "arrow_columns.hpp"
#include "entitle/arrow.hpp"
#include "io/arrow_answers.hpp"
#include "io/arrow_feed.hpp"

namespace entitle {
inline namespace v0 {
namespace {

/// How many record batches wait for the consumer.
constexpr std::size_t pieces_ahead = 4;

class Answers {
 public:
  Answers(Batch batch, ArrowAnswers options)
      : batch_(std::move(batch)),
        options_(std::move(options)),
        rows_(batch_.ruleset(), batch_.lines(), options_.hits, options_.amounts_as_int64),
        columns_(batch_.ruleset(), rows_.fields(), options_.hits) {}
  Answers(const Answers&) = delete;
  Answers& operator=(const Answers&) = delete;
  ~Answers() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    room_.notify_all();
    if (thread_.joinable()) thread_.join();
  }

  const io::ArrowRows& rows() const { return rows_; }

  /// The next record batch; one without a release callback at the end. Returns an errno.
  int next(ArrowArray& out) {
    out = {};
    std::unique_lock lock(mutex_);
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    filled_.wait(lock, [this] { return !ready_.empty() || ended_; });
    if (ready_.empty()) return fault_;
    out = std::exchange(*ready_.front(), ArrowArray{});
    ready_.pop_front();
    lock.unlock();
    room_.notify_all();
    return 0;
  }
  void fail(int fault, std::string why) {
    const std::lock_guard lock(mutex_);
    fault_ = fault;
    why_ = std::move(why);
  }
  const char* why() const { return why_.empty() ? nullptr : why_.c_str(); }

 private:
  void run() {
    try {
      BatchSink sink;
      sink.format = [this](const BatchPiece& piece, std::string& block) { write(piece, block); };
      sink.write = [this](const BatchPiece& piece, std::string_view block) {
        return give(piece, block);
      };
      const Result<BatchSummary> summary = batch_.run(sink);
      if (!summary)
        fail(EIO, to_text(summary.diagnostics));
      else if (options_.done)
        options_.done(*summary.value);
    } catch (const std::bad_alloc&) {
      fail(ENOMEM, "out of memory");
    } catch (const std::exception& error) {
      fail(EINVAL, error.what());
    } catch (...) {
      fail(EINVAL, "an exception of another kind");
    }
    const std::lock_guard lock(mutex_);
    ended_ = true;
    filled_.notify_all();
  }

  void write(const BatchPiece& piece, std::string& block) const {
    if (piece.source != nullptr)
      if (const std::optional<AnswerColumns> columns = piece.source->columns(!options_.hits))
        return columns_.write(*columns, piece.first, block);
    rows_.write(piece, block);
  }

  bool give(const BatchPiece& piece, std::string_view block) {
    if (options_.rejected && !piece.rejections.empty()) options_.rejected(piece.rejections);
    if (options_.decided) options_.decided(piece.first + piece.households);
    io::Owned<ArrowArray> made;
    rows_.record_batch(block, *made);
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return ready_.size() < pieces_ahead || stopped_; });
    if (stopped_) return false;
    ready_.push_back(std::move(made));
    lock.unlock();
    filled_.notify_all();
    return true;
  }

  Batch batch_;
  ArrowAnswers options_;
  io::ArrowRows rows_;
  ArrowAnswerColumns columns_;
  std::thread thread_;
  std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable room_;
  std::deque<io::Owned<ArrowArray>> ready_;
  bool ended_ = false;
  bool stopped_ = false;
  int fault_ = 0;
  std::string why_;
};

Answers& of(ArrowArrayStream* stream) { return *static_cast<Answers*>(stream->private_data); }

template <class Call>
int guarded(ArrowArrayStream* stream, Call call) {
  try {
    return call(of(stream));
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  } catch (const std::exception& error) {
    of(stream).fail(EINVAL, error.what());
    return EINVAL;
  }
}

}  // namespace

void answers_to_arrow(Batch batch, ArrowArrayStream* out, const ArrowAnswers& options) {
  *out = {};
  auto answers = std::make_unique<Answers>(std::move(batch), options);
  out->get_schema = [](ArrowArrayStream* stream, ArrowSchema* schema) {
    return guarded(stream, [&](const Answers& from) {
      from.rows().schema(*schema);
      return 0;
    });
  };
  out->get_next = [](ArrowArrayStream* stream, ArrowArray* array) {
    return guarded(stream, [&](Answers& from) { return from.next(*array); });
  };
  out->get_last_error = [](ArrowArrayStream* stream) { return of(stream).why(); };
  out->release = [](ArrowArrayStream* stream) {
    delete static_cast<Answers*>(stream->private_data);
    stream->private_data = nullptr;
    stream->release = nullptr;
  };
  out->private_data = answers.release();
}

}  // namespace v0
}  // namespace entitle
