// Where the command's output goes: gathered whole, written once at the end, so that nothing is ever
// half-written because of what goes wrong on the way; and checked, so that a full disk is noticed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "entitle/diagnostic.hpp"
#include "entitle/language.hpp"

namespace entitle::cli {

/// What the command returns. some_rejected: a batch is done, but left out rows that were wrong.
enum class Exit : int { fine = 0, wrong_input = 1, wrong_usage = 2, some_rejected = 3 };

enum class Format : unsigned char { text, markdown, html, json, missing, letter };

struct Output {
  std::string out;                   ///< for standard output
  std::string err;                   ///< for standard error
  Language language = Language::en;  ///< of whatever is still to be said
  /// Adds diagnostics to `err`. As JSON they are one list, written also where it is empty.
  void diagnostics(const std::vector<Diagnostic>& told, Format format);
};

/// Writes everything. Where the output cannot be written, says so and returns wrong_input instead
/// of `exit`.
Exit write(const Output& output, Exit exit);

/// The columns of the terminal that standard output is; 100 where it is none.
unsigned terminal_width();

}  // namespace entitle::cli
