// Collects what is wrong while something is read, checked or run, as diagnostics in the reader's
// language. Whoever finds a fault names a code, a place and arguments; the sentences stand in
// diagnostics_*.def.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "entitle/diagnostic.hpp"
#include "entitle/language.hpp"
#include "text/source.hpp"
#include "text/words.hpp"

namespace entitle::text {

/// Every kind of diagnostic, by its symbolic name.
enum class Code : std::uint16_t {
#define ENTITLE_DIAGNOSTIC(code, name, severity) name,
#include "text/diagnostic_codes.def"
#undef ENTITLE_DIAGNOSTIC
};

/// All codes in the order of their numbers.
[[nodiscard]] std::span<const Code> all_codes() noexcept;
/// "R0301".
[[nodiscard]] std::string_view number(Code code) noexcept;
/// "unknown_name".
[[nodiscard]] std::string_view name(Code code) noexcept;
[[nodiscard]] Severity severity(Code code) noexcept;

/// What one language says of a code. In `message` and `cure` the holes {0}, {1}, … take the
/// arguments.
struct Sentences {
  std::string_view title;    ///< what kind of fault it is, without arguments
  std::string_view message;  ///< what is wrong
  std::string_view cure;     ///< what to do; may be empty
};
[[nodiscard]] Sentences sentences(Code code, Language language) noexcept;

/// Something to be put into a sentence, in both languages.
class Argument {
 public:
  Argument(std::string_view same) : en_(same), zh_(same) {}  // NOLINT(google-explicit-constructor)
  Argument(const std::string& same)
      : en_(same), zh_(same) {}                         // NOLINT(google-explicit-constructor)
  Argument(const char* same) : en_(same), zh_(same) {}  // NOLINT(google-explicit-constructor)
  Argument(Word word);                                  // NOLINT(google-explicit-constructor)
  template <class Integer>
  requires(std::is_integral_v<Integer> && !std::is_same_v<Integer, bool>) Argument(Integer number)
      : Argument(std::to_string(number)) {}  // NOLINT(google-explicit-constructor)
  Argument(std::string_view en, std::string_view zh) : en_(en), zh_(zh) {}

  /// The text in that language, clipped to 80 code points if it is longer.
  [[nodiscard]] std::string in(Language language) const;

 private:
  std::string en_;
  std::string zh_;
};
using Arguments = std::vector<Argument>;

class Report;

/// A diagnostic that was just reported, to which more can be said. Valid as long as the Report.
class Draft {
 public:
  /// Points at a second place, saying `word` (a phrase with holes) beside it.
  Draft& label(Place place, Word word, const Arguments& arguments = {});
  Draft& label(Place place);
  /// Says something beside the primary place.
  Draft& at_primary(Word word, const Arguments& arguments = {});
  /// Points at one more primary place: a party of a conflict or a cycle.
  Draft& also(Place place);
  Draft& also(Place place, Word word, const Arguments& arguments = {});
  /// Adds a further fact.
  Draft& note(Word word, const Arguments& arguments = {});
  /// Says another cure than the code's.
  Draft& help(Word word, const Arguments& arguments = {});
  /// Takes the cure away, where it would not help here.
  Draft& no_help();
  /// Says where in the data: a JSON pointer.
  Draft& path(std::string_view pointer);

 private:
  friend class Report;
  Draft(const Report& report, Diagnostic* diagnostic) : report_(&report), diagnostic_(diagnostic) {}
  void add_label(Place place, bool primary, std::string text);
  [[nodiscard]] std::string said(Word word, const Arguments& arguments) const;

  const Report* report_;
  Diagnostic* diagnostic_;  // null past the limit
};

/// Everything reported of one piece of work. After `limit` diagnostics further ones are only
/// counted.
class Report {
 public:
  static constexpr std::size_t default_limit = 50;

  /// Without a language, each diagnostic speaks that of the file it points at, English if it points
  /// nowhere. `sources` must outlive the report and hold every file that a place names.
  explicit Report(const SourceSet& sources, std::optional<Language> language = std::nullopt,
                  std::size_t limit = default_limit)
      : sources_(sources), language_(language), limit_(limit) {}

  Draft report(Code code, Place place, const Arguments& arguments = {});
  /// Of something that has no place in a file.
  Draft report(Code code, const Arguments& arguments = {}) {
    return report(code, Place{}, arguments);
  }

  [[nodiscard]] bool has_errors() const noexcept { return errors_ != 0; }
  /// How many errors were reported, told or not.
  [[nodiscard]] std::size_t error_count() const noexcept { return errors_; }
  [[nodiscard]] std::size_t count() const noexcept { return told_.size() + untold_; }

  /// What is to be told, in order of files and places where there are any; if some are only
  /// counted, the last is a note that says how many.
  [[nodiscard]] std::vector<Diagnostic> diagnostics() const;

  [[nodiscard]] const SourceSet& sources() const noexcept { return sources_; }

 private:
  friend class Draft;
  struct Told {
    Diagnostic diagnostic;
    FileId file = no_file;
  };

  const SourceSet& sources_;
  std::optional<Language> language_;
  std::size_t limit_;
  std::deque<Told> told_;
  std::size_t untold_ = 0;
  std::size_t errors_ = 0;
};

/// Reports what makes a whole source unreadable; true if nothing does and it may be parsed.
bool check_readable(const SourceSet& sources, FileId file, Report& report);

}  // namespace entitle::text
