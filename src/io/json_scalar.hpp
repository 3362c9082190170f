// One value of JSON - a number, a text, yes or no - as what is known of a fact. Whoever reads
// profiles, one or a million, reads their values here; lists and objects are theirs.
#pragma once

#include <string_view>

#include "io/intake.hpp"
#include "io/json_document.hpp"
#include "text/words.hpp"

namespace entitle::io {

/// A value that is neither a list nor an object.
struct JsonScalar {
  JsonKind kind = JsonKind::null;
  bool yes = false;       ///< of a boolean
  std::string_view text;  ///< the contents of a string; of a number, as it is written
};

/// Puts a value that is not null into the cell; what is refused leaves it as it was.
Refused read_scalar(const Intake& intake, model::FactId fact, const JsonScalar& value,
                    run::Cell& cell);

/// What a kind is called.
text::Word word_of(JsonKind kind);

}  // namespace entitle::io
