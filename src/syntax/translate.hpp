// Turns the tree of a rule file into the same file in a given language: its declarations called by
// their name in that language first, and what they name called so where it is used. Needs to be
// told what each name used stands for; strings, comments and citations' numbers stay. The spans
// stay those of the text it was parsed from, so that format() finds the comments.
#pragma once

#include <vector>

#include "syntax/tree.hpp"
#include "syntax/twins.hpp"

namespace entitle::syntax {

/// Of a file that is in `language` already, only the names used are changed. Where a name is not in
/// `twins`, it is added to `unresolved` and stays.
[[nodiscard]] File translate(const File& tree, Language language, const TwinTable& twins,
                             std::vector<Reference>& unresolved);

}  // namespace entitle::syntax
