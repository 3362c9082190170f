// Random rulesets over everything the language has so far: entities two collections deep, facts of
// every type, `only if`, findings, keyed and dated parameters with ranges, unknown and default
// rows, definitions with cases and quotients, criteria, programs, blocks, aggregates, rounding, and
// now and then numbers that overflow.
#pragma once

#include "differential/random.hpp"
#include "differential/ruleset.hpp"

namespace entitle::differential {

/// Draws a ruleset. Nearly all are well-typed; the checker has the last word.
Ruleset generate(Random random);

}  // namespace entitle::differential
