// Rewrites rule files in one layout, and translates them between the languages. What a file says
// never changes: the result is read again and compared before anybody gets to see it. Writes no
// files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entitle/diagnostic.hpp"
#include "entitle/export.hpp"
#include "entitle/language.hpp"
#include "entitle/ruleset.hpp"

namespace entitle {
inline namespace v0 {

/// One rule file that was formatted.
struct FormattedFile {
  std::string name;  ///< as it was given: a path
  std::string text;  ///< what it is to hold; UTF-8 with line feeds, without a byte-order mark
  Language language = Language::en;  ///< that it is in now
  bool changed = false;              ///< `text` differs from what it held
};

/// Formatted files in the order given. One with errors of syntax is left out, and `diagnostics`
/// says why; so they do of one that could not be translated, which is formatted in its own language
/// then.
struct FormatResult {
  std::vector<FormattedFile> files;
  std::vector<Diagnostic> diagnostics;
  bool complete = true;  ///< every file was formatted, and translated where that was asked for
};

/// Lays out one rule file, in its own language.
/// errors: Error with what is wrong with its syntax; names and types are not looked at.
[[nodiscard]] ENTITLE_API std::string format_text(std::string_view rules);
[[nodiscard]] ENTITLE_API Result<std::string> try_format_text(std::string_view rules,
                                                              std::string_view name = "rules");

/// Formats rule files of one ruleset. With `into`, each becomes a file of that language: its
/// declarations called by their name in that language first, and so wherever they are used. That
/// asks for the whole ruleset: `also` holds the files that are needed to understand the others and
/// are not formatted themselves, `loader` gives the tables of choices.
/// complexity: near linear in the size of the rules and tables.
[[nodiscard]] ENTITLE_API FormatResult format_rules(const std::vector<SourceFile>& files,
                                                    std::optional<Language> into = std::nullopt,
                                                    const std::vector<SourceFile>& also = {},
                                                    const Ruleset::Loader& loader = nullptr);

/// The same of files on disk: folders of *.rules files, or files, all of one ruleset. Where a file
/// uses names that none of them declares, the other rule files of its folder are read too.
/// Diagnostics that point at no file speak `into`, or else English.
[[nodiscard]] ENTITLE_API FormatResult format_paths(const std::vector<std::string>& paths,
                                                    std::optional<Language> into = std::nullopt);

}  // namespace v0
}  // namespace entitle
