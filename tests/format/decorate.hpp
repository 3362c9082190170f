// Makes the text of a random ruleset harder to format: names in the other language, many of which
// cannot stand bare; an example; comments, line breaks and spaces at odd places.
#pragma once

#include <string>

#include "differential/random.hpp"

namespace entitle::format_test {

/// The rules with a twin behind most names that are declared, and an example.
std::string with_twins(const std::string& rules, differential::Random& random);

/// The rules with comments, line breaks and spaces between their tokens. Not all of it need parse:
/// a unit must stand on the line of its number.
std::string with_noise(const std::string& rules, differential::Random& random);

}  // namespace entitle::format_test
