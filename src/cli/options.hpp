// What the user asked for on the command line, checked. One struct for all subcommands; each reads
// what concerns it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/output.hpp"
#include "entitle/batch.hpp"
#include "entitle/date.hpp"
#include "entitle/language.hpp"
#include "entitle/ruleset.hpp"

namespace entitle::cli {

enum class Subcommand : unsigned char {
  none,
  check,
  evaluate,
  test,
  describe,
  explain,
  format,
  batch
};

struct Request {
  Subcommand subcommand = Subcommand::none;
  std::vector<std::string> rules;
  std::string profile;    ///< a path, or "-"
  std::string code;       ///< of a diagnostic; empty: all
  std::string standards;  ///< a folder of tables laid over the published ones; may be empty
  std::string program;    ///< of a letter: a key or a name
  std::string recipient;  ///< of a letter: a name or a number; empty: not said
  Date as_of;
  Format format = Format::text;
  Format diagnostics = Format::text;
  std::optional<Language> language;
  Options options;
  bool json_schema = false;
  bool only_check = false;  ///< of format: nothing is written
  unsigned width = 0;
  std::vector<BatchTable> tables;  ///< of a batch, the households' first
  std::string answers_path;        ///< a path, or "-"
  BatchFormat answers = BatchFormat::csv;
  BatchOptions batch;
  std::string group;                 ///< a fact that the summary is grouped by; may be empty
  std::vector<std::string> columns;  ///< definitions that are written too
  bool hits = false;                 ///< only who qualifies for certain is written
  /// The rules, with what is laid over their standards.
  Result<Ruleset> load() const;
  /// The language asked for, or else that of the rules; `output` speaks it from now on.
  Language say(const Ruleset& ruleset, Output& output) const {
    return output.language = language.value_or(ruleset.language());
  }
};

/// Whether every table of a batch is of a collection that the rules declare; what is not is said as
/// an option that is not understood.
bool tables_declared(const Request& request, const Ruleset& ruleset, Output& output);

/// Reads the arguments. Help, the version and mistakes are written to `output`; then nothing is
/// returned and `exit` is set.
std::optional<Request> parse(int argc, const char* const* argv, Output& output, Exit& exit);

}  // namespace entitle::cli
