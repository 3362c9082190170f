// `entitle batch`: decides the households of whole tables. The answers are written beside their
// final name and take it when all is done; on a terminal a line says how far it is.
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>

#include "cli/commands.hpp"
#include "entitle/batch.hpp"
#include "render/layout.hpp"
#include "text/words.hpp"

namespace entitle::cli {
namespace {

using render::grouped;
using text::Word;
using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

std::atomic<bool> interrupted = false;

extern "C" void interrupt(int) { interrupted = true; }

/// Stops at Ctrl-C, and at being told to end, as long as it lives.
class Interruptible {
 public:
  Interruptible() {
    interrupted = false;
    struct sigaction action {};
    action.sa_handler = interrupt;
    sigaction(SIGINT, &action, &int_);
    sigaction(SIGTERM, &action, &term_);
  }
  ~Interruptible() {
    sigaction(SIGINT, &int_, nullptr);
    sigaction(SIGTERM, &term_, nullptr);
  }
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;

 private:
  struct sigaction int_ {};
  struct sigaction term_ {};
};

fs::path path_of(const std::string& text) {
  return fs::path(std::u8string(text.begin(), text.end()));
}

/// A file that has its final name only once it is whole. "-" is standard output.
class Target {
 public:
  explicit Target(std::string path) : path_(std::move(path)) {}
  ~Target() {
    if (file_ != nullptr && file_ != stdout) std::fclose(file_);
    if (!done_ && !part_.empty()) unlink(part_.c_str());
  }
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;

  const std::string& path() const { return path_; }
  int error() const { return error_; }
  bool opened() const { return file_ != nullptr; }

  bool open() {
    if (file_ != nullptr) return true;
    struct stat about {};
    const bool there = stat(path_.c_str(), &about) == 0;
    if (path_ == "-") {
      file_ = stdout;
    } else if (there && !S_ISREG(about.st_mode)) {
      // A pipe or a device is written as it comes.
      errno = 0;
      file_ = S_ISDIR(about.st_mode) ? nullptr : std::fopen(path_.c_str(), "wb");
      if (S_ISDIR(about.st_mode)) errno = EISDIR;
    } else {
      part_ = path_ + ".part";
      errno = 0;
      file_ = std::fopen(part_.c_str(), "wb");
      if (file_ == nullptr) part_.clear();
    }
    if (file_ == nullptr) error_ = errno;
    return file_ != nullptr;
  }
  bool write(std::string_view bytes) {
    errno = 0;
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size()) return true;
    error_ = errno != 0 ? errno : EIO;
    return false;
  }
  bool finish() {
    if (file_ == nullptr) return true;
    errno = 0;
    const bool flushed = std::fflush(file_) == 0;
    if (!flushed) error_ = errno;
    if (file_ == stdout) return done_ = flushed;
    const bool closed = std::fclose(file_) == 0;
    if (flushed && !closed) error_ = errno;
    file_ = nullptr;
    if (!flushed || !closed) return false;
    if (!part_.empty() && std::rename(part_.c_str(), path_.c_str()) != 0) {
      error_ = errno;
      return false;
    }
    return done_ = true;
  }

 private:
  std::string path_;
  std::string part_;
  std::FILE* file_ = nullptr;
  int error_ = 0;
  bool done_ = false;
};

/// The name of what is written beside the answers: "out.rejected.csv" of "out.csv".
std::string beside(const std::string& output, std::string_view ending) {
  const fs::path path = path_of(output);
  const std::u8string name = (path.parent_path() / path.stem()).u8string();
  return std::string(name.begin(), name.end()).append(ending);
}

/// The line that says how far it is, on a terminal.
class Progress {
 public:
  Progress(const std::string& file, text::Words words) : words_(words) {
    shown_ = isatty(STDERR_FILENO) != 0;
    struct stat about {};
    if (stat(file.c_str(), &about) == 0 && S_ISREG(about.st_mode))
      all_ = static_cast<std::uint64_t>(about.st_size);
  }
  void at(std::uint64_t households, std::uint64_t bytes) {
    const auto now = Clock::now();
    if (!shown_ || now - last_ < std::chrono::milliseconds(200)) return;
    last_ = now;
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    const double part =
        all_ == 0 ? 0 : std::min(1.0, static_cast<double>(bytes) / static_cast<double>(all_));
    char share[16] = "";
    if (all_ != 0) std::snprintf(share, sizeof share, "%3.0f %%", part * 100);
    std::string line = words_.fill(
        Word::batch_progress,
        {share, grouped(households),
         grouped(static_cast<std::uint64_t>(static_cast<double>(households) / seconds))});
    if (part > 0.01) {
      char left[32];
      std::snprintf(left, sizeof left, "%.0f", seconds * (1 - part) / part);
      line += "  " + words_.fill(Word::batch_left, {left});
    }
    std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
    std::fflush(stderr);
    drawn_ = true;
  }
  void clear() {
    if (drawn_) std::fputs("\r\x1b[K", stderr);
    drawn_ = false;
  }

 private:
  text::Words words_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point last_ = begin_;
  std::uint64_t all_ = 0;
  bool shown_ = false;
  bool drawn_ = false;
};

Exit cannot_write(const Target& target, Output& output) {
  // Whoever closed the pipe has seen enough, and knows it.
  if (target.error() == EPIPE) return Exit::fine;
  const text::Words words = text::words(output.language);
  const Word why = target.error() == ENOSPC   ? Word::command_disk_full
                   : target.error() == EACCES ? Word::io_denied
                                              : Word::io_failed_writing;
  output.err += words.fill(Word::command_fault,
                           {words.fill(Word::command_write_failed,
                                       {target.path() + ": " + std::string(words.of(why))})}) +
                "\n";
  return Exit::wrong_input;
}

}  // namespace

Exit batch(const Request& request, Output& output) {
  std::signal(SIGPIPE, SIG_IGN);
  const auto fail = [&](const std::vector<Diagnostic>& told) {
    output.diagnostics(told, request.diagnostics);
    return Exit::wrong_input;
  };
  const Result<Ruleset> rules = request.load();
  if (!rules) return fail(rules.diagnostics);
  const Ruleset& ruleset = *rules.value;
  const Language language = request.say(ruleset, output);
  const text::Words words = text::words(language);

  if (!tables_declared(request, ruleset, output)) return Exit::wrong_usage;

  BatchOptions options = request.batch;
  options.level = request.options.level;
  options.limit = request.options.limit;
  options.known_on = request.options.known_on;
  options.language = language;
  Result<Batch> opened = Batch::try_open(ruleset, request.as_of, request.tables, options);
  if (!opened) return fail(opened.diagnostics);
  if (!request.group.empty())
    if (const std::optional<Diagnostic> wrong = opened.value->group_by(request.group))
      return fail({*wrong});
  for (const std::string& column : request.columns)
    if (const std::optional<Diagnostic> wrong = opened.value->add_column(column))
      return fail({*wrong});

  Target target(request.answers_path);
  Target rejected(beside(request.answers_path, ".rejected.csv"));
  Target explained(beside(request.answers_path, ".explain.ndjson"));
  for (Target* one : {&target, &explained})
    if ((one == &target || options.explain != 0) && !one->open()) return cannot_write(*one, output);
  bool written = request.answers == BatchFormat::ndjson ||
                 target.write(request.hits ? std::string(batch_hits_header())
                                           : batch_header(opened.value->columns()));
  Progress progress(request.tables.front().path, words);
  std::uint64_t households = 0;
  std::string rows;
  const Interruptible guard;
  BatchSink sink;
  sink.format = request.hits ? batch_hits_writer(ruleset, request.answers)
                             : batch_writer(ruleset, request.answers, opened.value->columns());
  sink.explain = [&](std::string_view, const Determination& determination) {
    written = written && explained.write(determination.json() + "\n");
    return written && !interrupted;
  };
  sink.write = [&](const BatchPiece& piece, std::string_view bytes) {
    households = piece.first + piece.households;
    written = written && target.write(bytes);
    if (!piece.rejections.empty()) {
      rows.clear();
      if (!rejected.opened()) {
        if (request.answers_path != "-" && !rejected.open()) return written = false;
        rows = rejections_header();
      }
      write_rejections(piece, rows);
      if (request.answers_path == "-")
        output.err += rows;
      else
        written = written && rejected.write(rows);
    }
    progress.at(households, piece.bytes_read);
    return written && !interrupted;
  };
  const Result<BatchSummary> done = opened.value->run(sink);
  progress.clear();
  if (!done) return fail(done.diagnostics);
  if (rejected.error() != 0) return cannot_write(rejected, output);
  if (target.error() != 0) return cannot_write(target, output);
  if (explained.error() != 0) return cannot_write(explained, output);
  if (interrupted || (done.value->stopped && !options.stop_on_error)) {
    output.err += words.fill(Word::command_fault,
                             {words.fill(Word::command_stopped, {request.answers_path})}) +
                  "\n";
    return Exit::wrong_input;
  }
  if (!rejected.finish()) return cannot_write(rejected, output);
  const std::uint64_t not_taken = done.value->rejected;
  if (done.value->stopped) {
    output.err += words.fill(Word::command_fault,
                             {words.fill(Word::batch_rejected_file,
                                         {words.fill(Word::batch_rejected, {grouped(not_taken)}),
                                          rejected.path()})}) +
                  "\n";
    return Exit::wrong_input;
  }
  if (!explained.finish()) return cannot_write(explained, output);
  if (!target.finish()) return cannot_write(target, output);
  std::string page = done.value->text(ruleset, language, request.width);
  if (not_taken != 0) {
    const std::string counted = words.fill(Word::batch_rejected, {grouped(not_taken)});
    page += "\n" +
            (request.answers_path == "-"
                 ? counted
                 : words.fill(Word::batch_rejected_file, {counted, rejected.path()})) +
            "\n";
  }
  (request.answers_path == "-" ? output.err : output.out) += page;
  return not_taken == 0 ? Exit::fine : Exit::some_rejected;
}

}  // namespace entitle::cli
