// From the text of a rule file to its tree. The first line, `# language: zh` or `# language: en`,
// settles which words and phrases are read.
#pragma once

#include <cstdint>
#include <optional>

#include "syntax/tree.hpp"
#include "text/report.hpp"
#include "text/source.hpp"

namespace entitle::syntax {

/// Reads one rule file and sets the language of its source. Everything that is wrong is reported,
/// in that language; the tree holds what could be read. A source with a fault gives an empty tree,
/// and so does one with nothing but comments. errors:     R0107, R0201 to R0218. complexity: linear
/// in the size of the text; nesting is limited to 200.
[[nodiscard]] File parse(text::Source& source, text::FileId file, text::Report& report);

/// The language that the first line names, also of a source with a fault; nothing where it names
/// none.
[[nodiscard]] std::optional<Language> declared_language(const text::Source& source) noexcept;

}  // namespace entitle::syntax
