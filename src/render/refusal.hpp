// Which lines of a reason refuse: of "all of" those that do not hold, of "any of" all, of "none of"
// those that hold.
#pragma once

#include <string>
#include <vector>

#include "entitle/determination.hpp"
#include "render/phrases.hpp"

namespace entitle::render {

/// Whether a line as it is wanted (`negated`: its contrary) does not hold for certain.
bool fails(const Reason& reason, bool negated);
/// The lines of `reason` that are to blame, or itself where it has none.
std::vector<const Reason*> refusing(const Reason& reason);
/// What the refusing lines of an outcome are called.
std::vector<std::string> refusing_labels(const Phrases& say, const Outcome& outcome);
/// What a line is called: its label, else what it reads.
std::string name_of(const Phrases& say, const Reason& reason);

}  // namespace entitle::render
