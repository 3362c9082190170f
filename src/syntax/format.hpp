// From the tree of a rule file back to its text, in one layout: what `entitle format` writes. The
// comments, the empty lines and the line breaks between entries are the author's; those within an
// entry are not. Formatting what was formatted changes nothing. The other printer, print.hpp, is
// for tests.
#pragma once

#include <string>

#include "syntax/tree.hpp"
#include "text/source.hpp"

namespace entitle::syntax {

/// The text of `tree`, in the tree's language, as UTF-8 with line feeds. `source` is what the tree
/// was parsed from; that it may be in the other language (see translate.hpp) is seen by its
/// language. Nothing may have been reported of it. complexity: linear but for deep nesting.
[[nodiscard]] std::string format(const File& tree, const text::Source& source);

/// Whether `text` holds the same as `tree` and `source`: the tree and the comments, spans aside.
/// What fails this must not replace a file.
[[nodiscard]] bool holds_the_same(const std::string& text, const File& tree,
                                  const text::Source& source);

}  // namespace entitle::syntax
