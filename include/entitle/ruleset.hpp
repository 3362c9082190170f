// Compiled rules, and the object that evaluates profiles by them. A Ruleset is immutable and shared
// between threads; an Evaluator belongs to one thread at a time and reuses its memory. Neither
// touches the clock, the locale or the environment; files are read only by Ruleset::load.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "entitle/description.hpp"
#include "entitle/determination.hpp"
#include "entitle/diagnostic.hpp"
#include "entitle/examples.hpp"
#include "entitle/export.hpp"
#include "entitle/profile.hpp"

namespace entitle {
inline namespace v0 {

/// How far an undecided household is cut.
enum class Level : std::uint8_t {
  bounds,   ///< never: sound, fast
  settled,  ///< until it is decided or the limit is reached: sound and tight
};

struct Options {
  Level level = Level::settled;
  std::uint32_t limit = 1024;  ///< parts each open answer may be cut into, at least 1
  bool questions = true;       ///< also what to ask next
  /// Rows of standards known later are not seen, so that an old decision can be made again.
  std::optional<Date> known_on = std::nullopt;
};

/// A value, or the diagnostics that say why there is none. Warnings may come beside a value.
template <class T>
struct Result {
  std::optional<T> value;
  std::vector<Diagnostic> diagnostics;
  explicit operator bool() const { return value.has_value(); }
};

/// A rule file or table given by name.
struct SourceFile {
  std::string name;
  std::string bytes;
};

/// How rules are loaded.
struct LoadOptions {
  /// What is wrong is said in this language, or else in the files' own.
  std::optional<Language> language = std::nullopt;
  /// Tables laid over the published ones: a county's own standards, a reading that was chosen. Each
  /// is called like the table it is laid over, or like its parameter; its rows outrank all rows of
  /// that within their dates.
  std::vector<SourceFile> standards = {};
};

/// What rules were compiled from: all of it, so that they can be compiled again elsewhere.
struct RulesetSources {
  std::vector<SourceFile> files;
  std::vector<SourceFile> tables;     ///< by the names that the rules use
  std::vector<SourceFile> standards;  ///< LoadOptions::standards
};

/// Compiled rules.
/// threads: immutable; copies share, and any number of threads may use one.
class ENTITLE_API Ruleset {
 public:
  /// Reads a folder of *.rules files (with the tables they name), or one file.
  /// errors: Error with everything that is wrong, in the files' own language.
  static Ruleset load(const std::string& path);
  /// What is wrong is said in `language`, or else in the files' own.
  static Result<Ruleset> try_load(const std::string& path,
                                  std::optional<Language> language = std::nullopt);
  static Result<Ruleset> try_load(const std::vector<std::string>& paths,
                                  const LoadOptions& options);
  /// Several files, in one ruleset; tables are looked for beside the first.
  static Result<Ruleset> try_load(const std::vector<std::string>& paths,
                                  std::optional<Language> language = std::nullopt);

  /// Compiles from memory. `loader` gives the bytes of a table by the name the rules use.
  using Loader = std::function<std::optional<std::string>(std::string_view name)>;
  static Result<Ruleset> try_compile(std::vector<SourceFile> files, const Loader& loader,
                                     std::optional<Language> language = std::nullopt);
  static Result<Ruleset> try_compile(std::vector<SourceFile> files, const Loader& loader,
                                     const LoadOptions& options);

  /// The same rules from what others were compiled from, in another process perhaps.
  static Result<Ruleset> try_compile(const RulesetSources& sources);

  /// Reads the tables of a folder, for LoadOptions::standards.
  static Result<std::vector<SourceFile>> try_read_standards(
      const std::string& folder, std::optional<Language> language = std::nullopt);

  /// Reads a profile from JSON; both languages' names are understood.
  /// errors: Error with every unknown key, wrong type and value out of range, each with its path.
  [[nodiscard]] Profile profile(std::string_view json, Language language = Language::en) const;
  /// `name` is what diagnostics call the text: a file's name.
  [[nodiscard]] Result<Profile> try_profile(std::string_view json, Language language = Language::en,
                                            std::string_view name = "profile") const;
  /// An empty profile, to be filled by its setters: everything unknown.
  [[nodiscard]] Profile new_profile() const;

  /// Decides one household as of a day. For many, use an Evaluator.
  /// errors: Error where the profile contradicts itself; std::invalid_argument for a profile of
  /// another ruleset.
  [[nodiscard]] Determination evaluate(const Profile& profile, Date as_of,
                                       const Options& options = {}) const;
  [[nodiscard]] Result<Determination> try_evaluate(const Profile& profile, Date as_of,
                                                   const Options& options = {},
                                                   Language language = Language::en) const;

  /// Runs the examples that stand in the rules. What cannot be decided at all is said in
  /// `language`.
  [[nodiscard]] TestReport test(Language language = Language::en) const;
  [[nodiscard]] Description describe() const;
  /// What a profile may hold, as a JSON Schema (draft 2020-12). It cannot say everything: what it
  /// refuses is wrong, what it accepts may still be refused when it is read.
  [[nodiscard]] std::string profile_schema(unsigned indent = 2) const;

  [[nodiscard]] std::string_view name() const;
  [[nodiscard]] std::string_view version() const;
  /// Of the bytes of all rule files and tables, as hexadecimal digits.
  [[nodiscard]] std::string_view content_hash() const;
  [[nodiscard]] RulesetSources sources() const;
  [[nodiscard]] Text title() const;
  /// The language of the file that names the ruleset.
  [[nodiscard]] Language language() const;
  /// The keys of the programs, in the order of Answer::program.
  [[nodiscard]] const std::vector<std::string_view>& programs() const;

  struct Impl;
  explicit Ruleset(std::shared_ptr<const Impl> impl);
  [[nodiscard]] const std::shared_ptr<const Impl>& impl() const { return impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

/// Diagnostics as JSON: a list of objects with code, severity, message, help, notes, path and
/// places.
[[nodiscard]] ENTITLE_API std::string to_json(const std::vector<Diagnostic>& diagnostics,
                                              unsigned indent = 0);

/// One program's answer for one recipient, without its reasons.
struct Answer {
  std::uint32_t program = 0;    ///< in the ruleset's order
  std::uint32_t recipient = 0;  ///< row of the program's entity in the household, from 0
  StatusSet status;
  bool not_listed = false;       ///< stands for elements that the profile does not list
  bool settled = true;           ///< false: undecided when the limit of parts was reached
  std::optional<Decimal> least;  ///< amount given it qualifies; nothing: no bound or no amount
  std::optional<Decimal> most;
};

/// Evaluates profiles by one ruleset, reusing its memory.
/// threads: one at a time.
class ENTITLE_API Evaluator {
 public:
  explicit Evaluator(Ruleset ruleset, Options options = {});
  ~Evaluator();
  Evaluator(Evaluator&&) noexcept;
  Evaluator& operator=(Evaluator&&) noexcept;

  /// Statuses and amounts, without reasons. The answers stay valid until the next call.
  /// errors: as Ruleset::evaluate; std::logic_error for an evaluator that was moved from.
  const std::vector<Answer>& decide(const Profile& profile, Date as_of);
  /// The same; where the profile contradicts itself, the diagnostics.
  [[nodiscard]] Result<std::span<const Answer>> try_decide(const Profile& profile, Date as_of,
                                                           Language language = Language::en);
  /// The whole determination.
  [[nodiscard]] Determination evaluate(const Profile& profile, Date as_of);
  [[nodiscard]] Result<Determination> try_evaluate(const Profile& profile, Date as_of,
                                                   Language language = Language::en);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace v0
}  // namespace entitle
