// Trees as text, for tests and for people who look for faults: one line a declaration or part,
// expressions in prefix form with every operator spelt out. The formatter that writes rule files is
// another thing.
#pragma once

#include <string>

#include "syntax/tree.hpp"

namespace entitle::syntax {

/// (less (name income) (number 910 yuan_per_month))
[[nodiscard]] std::string print(const Expression& expression);
[[nodiscard]] std::string print(const Citation& citation);
[[nodiscard]] std::string print(const Block& block);
/// All declarations, by kind, in the order of the file.
[[nodiscard]] std::string print(const File& file);

}  // namespace entitle::syntax
