// Reads the options of the command line: each by its name, the folder of the rules without one.
#include "options.hpp"

#include <charconv>
#include <stdexcept>
#include <string_view>

namespace bench {

const char* const usage =
    "usage: bench_tables RULES [--households N] [--json FILE] [--files FOLDER] [--quick] [--full]\n"
    "                          [--processor-time] [--check-only] [--only KEY]\n"
    "  RULES         the folder of the workload's rules\n"
    "  --households  how many are decided (1000000)\n"
    "  --json        also writes the figures there\n"
    "  --files       where the tables are written meanwhile (the system's folder of temporary "
    "files)\n"
    "  --quick       a tenth of the households, fewer rounds\n"
    "  --full        also 10^7 rows, in memory and streamed\n"
    "  --processor-time  one-thread works in memory by what they have of a processor: for a "
    "machine "
    "that others use too\n"
    "  --check-only  only whether all answers agree\n"
    "  --only KEY    times nothing else, for a profile: entitle_settled10_1t, single_us, …\n";

namespace {

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value == 0 || value > 100'000'000)
    throw std::invalid_argument(std::string(text) + " is no number from 1 to 100000000");
  return value;
}

}  // namespace

Options parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    const auto value = [&]() -> std::string {
      if (i + 1 == argc)
        throw std::invalid_argument("a value is missing after " + std::string(name));
      return argv[++i];
    };
    if (name == "--households")
      options.households = number(value());
    else if (name == "--json")
      options.json = value();
    else if (name == "--files")
      options.files = value();
    else if (name == "--only")
      options.only = value();
    else if (name == "--stream")
      options.stream = value();
    else if (name == "--quick")
      options.quick = true;
    else if (name == "--full")
      options.full = true;
    else if (name == "--processor-time")
      options.processor_time = true;
    else if (name == "--check-only")
      options.check_only = true;
    else if (options.rules.empty() && !name.starts_with('-'))
      options.rules = name;
    else
      throw std::invalid_argument("not understood: " + std::string(name));
  }
  if (options.rules.empty()) throw std::invalid_argument("RULES is missing");
  if (options.households == 0) options.households = options.quick ? 100'000 : 1'000'000;
  return options;
}

}  // namespace bench
