// One batch on one thread, by the public API alone.
#include "files.hpp"

#include <cstdio>
#include <fstream>
#include <memory>
#include <stdexcept>

#include "engine.hpp"
#include "entitle/batch.hpp"

namespace bench {
namespace {

[[noreturn]] void fail(const std::vector<entitle::Diagnostic>& diagnostics) {
  std::string all;
  for (const entitle::Diagnostic& one : diagnostics) all += one.message + "\n";
  throw std::runtime_error(all);
}

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

workload::Tally decide(const entitle::Ruleset& ruleset, entitle::Batch& batch,
                       const std::string& output) {
  const std::unique_ptr<std::FILE, Close> file(std::fopen(output.c_str(), "wb"));
  if (!file) throw std::runtime_error("cannot write " + output);
  const auto write = [&](std::string_view bytes) {
    return std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
  };
  bool written = write(entitle::batch_header());
  entitle::BatchSink sink;
  sink.format = entitle::batch_writer(ruleset, entitle::BatchFormat::csv);
  sink.write = [&](const entitle::BatchPiece& piece, std::string_view bytes) {
    if (!piece.rejections.empty()) fail({piece.rejections.front().reason});
    return written = written && write(bytes);
  };
  const entitle::Result<entitle::BatchSummary> done = batch.run(sink);
  if (!done) fail(done.diagnostics);
  if (!written || std::fflush(file.get()) != 0) throw std::runtime_error("cannot write " + output);
  workload::Tally tally;
  for (std::size_t p = 0; p < workload::program_count; ++p) {
    const entitle::BatchTotals& totals = done.value->programs.at(p);
    tally.count[p] = static_cast<std::int64_t>(
        totals.by_status[static_cast<std::size_t>(entitle::Status::qualifies)]);
    tally.sum[p] = totals.least.units();
  }
  return tally;
}

}  // namespace

workload::Tally batch_of_csv(const std::string& rules, const std::string& folder,
                             const std::string& output) {
  const entitle::Ruleset ruleset = entitle::Ruleset::load(rules);
  entitle::Result<entitle::Batch> opened = entitle::Batch::try_open(
      ruleset, workload_day(),
      {{"", folder + "/households.csv"}, {"members", folder + "/members.csv"}});
  if (!opened) fail(opened.diagnostics);
  return decide(ruleset, *opened.value, output);
}

std::optional<workload::Tally> batch_of_ndjson(const std::string& rules, const std::string& folder,
                                               const std::string& output) {
  const entitle::Ruleset ruleset = entitle::Ruleset::load(rules);
  entitle::Result<entitle::Batch> opened =
      entitle::Batch::try_open(ruleset, workload_day(), {{"", folder + "/households.ndjson"}});
  if (!opened) return std::nullopt;
  return decide(ruleset, *opened.value, output);
}

std::optional<double> peak_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
  return std::nullopt;
}

}  // namespace bench
