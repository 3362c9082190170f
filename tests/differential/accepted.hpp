// Random rulesets that the checker takes, from the streams of random numbers that name them.
#pragma once

#include <cstdint>
#include <memory>

#include "differential/compile.hpp"
#include "differential/random.hpp"
#include "differential/ruleset.hpp"

namespace entitle::differential {

/// The ruleset drawn from a stream, or what is left of it when rules that the checker refuses are
/// taken out; and the same compiled. `refused` counts those drawn that were not taken as they were.
Ruleset accepted(Random stream, std::unique_ptr<Compiled>& compiled, std::uint64_t& refused);

}  // namespace entitle::differential
