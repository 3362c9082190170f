// What is wrong with rules, tables or a profile, as data: codes, places, labels, cures, and the
// exception that carries them. Every diagnostic holds all that drawing it needs; the sources may be
// gone.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/export.hpp"
#include "entitle/language.hpp"

namespace entitle {
inline namespace v0 {

/// How bad it is. Only errors stop anything.
enum class Severity : std::uint8_t { error, warning, note };

/// One place that a diagnostic points at.
/// units: `begin` and `end` are byte offsets into the file after a byte-order mark; lines and
/// columns count from 1, columns in code points; `end_column` is the first column after the place.
struct Label {
  std::string file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint32_t end_line = 1;
  std::uint32_t end_column = 1;
  bool primary = true;  ///< the place itself (`^`), or one that has to do with it (`~`)
  std::string text;     ///< said beside the mark; may be empty

  /// The line where the place begins; of a very long line, the part around the place.
  std::string quote;
  std::uint32_t quote_column = 1;  ///< the column of the first code point of `quote`
  bool quote_ends_early = false;   ///< the line goes on after `quote`
};

/// One thing that is wrong, said in one language.
struct Diagnostic {
  std::string code;  ///< stable: "R0401"; listed in the documentation
  Severity severity = Severity::error;
  Language language = Language::en;
  std::string message;
  std::vector<Label> labels;       ///< primary ones first; none where there is no place to show
  std::vector<std::string> notes;  ///< further facts, one sentence each
  std::string help;                ///< the cure; may be empty
  std::string path;  ///< for data: a JSON pointer such as "/members/0/age"; else empty
};

/// Draws one diagnostic for a terminal or a log, in its own language, with the quoted lines and the
/// marks under them (right under 汉字 in a fixed-width font). Ends with a line break.
[[nodiscard]] ENTITLE_API std::string to_text(const Diagnostic& diagnostic);

/// Draws all of them, an empty line between two.
[[nodiscard]] ENTITLE_API std::string to_text(const std::vector<Diagnostic>& diagnostics);

/// Whether any of them is an error.
[[nodiscard]] ENTITLE_API bool has_errors(const std::vector<Diagnostic>& diagnostics) noexcept;

/// What a code means, for whoever meets it: the command shows it as `entitle explain R0401`.
struct CodeInfo {
  std::string code;
  Severity severity = Severity::error;
  std::string title;    ///< what kind of fault it is
  std::string meaning;  ///< why it is one; may be empty
  std::string message;  ///< what a diagnostic says, "…" standing for what differs
  std::string cure;     ///< may be empty
  std::string wrong;    ///< a short example that gives the code; may be empty
  std::string right;    ///< the same put right

  /// A page for a terminal.
  [[nodiscard]] ENTITLE_API std::string text(Language language, unsigned width = 100) const;
};

/// One code; nothing for what is none. Small letters will do: "r0401".
[[nodiscard]] ENTITLE_API std::optional<CodeInfo> code_info(std::string_view code,
                                                            Language language);
/// All codes, by number.
[[nodiscard]] ENTITLE_API std::vector<CodeInfo> code_infos(Language language);

/// Thrown where rules, tables or a profile cannot be used; carries everything that is wrong at
/// once. `what()` is the text of all diagnostics.
class ENTITLE_API Error : public std::runtime_error {
 public:
  explicit Error(std::vector<Diagnostic> diagnostics);
  Error(const Error&) noexcept = default;
  Error& operator=(const Error&) noexcept = default;
  ~Error() override;

  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const noexcept {
    return *diagnostics_;
  }

 private:
  std::shared_ptr<const std::vector<Diagnostic>> diagnostics_;
};

}  // namespace v0
}  // namespace entitle
