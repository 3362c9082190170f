// The benchmark of whole tables: the common workload decided by the engine, beside the loop written
// by hand in the same run, in memory and from files. First all that is measured is checked, then it
// is timed.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "agreement.hpp"
#include "entitle/diagnostic.hpp"
#include "export.hpp"
#include "files.hpp"
#include "measure.hpp"
#include "options.hpp"

namespace {

using namespace bench;
namespace fs = std::filesystem;

/// A folder of its own for the tables, gone at the end.
class Folder {
 public:
  explicit Folder(const std::string& within) {
    const fs::path above = within.empty() ? fs::temp_directory_path() : fs::path(within);
    fs::create_directories(above);
    std::string name = (above / "entitle_bench_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
      throw std::runtime_error("cannot make a folder in " + above.string());
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

int run(const Options& options) {
  if (!options.stream.empty()) {
    (void)batch_of_csv(options.rules, options.stream, "/dev/null");
    std::printf("%.1f\n", peak_memory().value_or(0));
    return 0;
  }
  const Folder folder(options.files);
  workload::write_csv(seed, options.households, folder.path());
  workload::write_ndjson(seed, options.households, folder.path());
  Extent extent{seed, options.households, 51'200, 1'000, 10'240};
  if (options.check_only || options.quick) extent.settled = 10'240;
  extent.settled = std::min(extent.settled, options.households);
  extent.copies = std::min(extent.copies, options.households);
  check_all(options.rules, folder.path(), extent);
  if (options.check_only) return 0;

  Figures figures;
  figures.set("households", static_cast<double>(options.households));
  std::puts("timing ...");
  std::fflush(stdout);
  const double had = time_in_memory(options, figures);
  time_single(options, figures);
  if (options.only.empty()) {
    time_rows(options, figures);
    time_programs(options, figures);
    time_ndjson(options, folder.path(), figures);
    time_csv(options, folder.path(), figures);
  }
  std::printf("\n%s", figures.text().c_str());
  std::printf("\nOne thread had %.0f %% of a processor%s\n", had * 100,
              had > 0.97               ? "."
              : options.processor_time ? "; only on 2 threads that makes it slower."
                                       : ": others use this machine, and the figures are too low.");
  if (!options.json.empty()) {
    std::ofstream out(options.json);
    out << figures.json();
    if (!out.flush()) throw std::runtime_error("cannot write " + options.json);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) try {
  return run(parse(argc, argv));
} catch (const std::invalid_argument& error) {
  std::fprintf(stderr, "bench_tables: %s\n%s", error.what(), usage);
  return 2;
} catch (const entitle::Error& error) {
  for (const entitle::Diagnostic& one : error.diagnostics())
    std::fputs(to_text(one).c_str(), stderr);
  return 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "bench_tables: %s\n", error.what());
  return 1;
}
