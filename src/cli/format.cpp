// `entitle format`: writes rule files in one layout, or in the other language.
#include <algorithm>

#include "cli/commands.hpp"
#include "entitle/format.hpp"
#include "io/files.hpp"
#include "text/report.hpp"
#include "text/words.hpp"

namespace entitle::cli {

Exit format(const Request& request, Output& output) {
  FormatResult result = format_paths(request.rules, request.language);
  if (!request.language && !result.files.empty()) output.language = result.files.front().language;
  const text::Words words = text::words(output.language);

  text::SourceSet none;
  text::Report report(none, output.language);
  std::size_t changed = 0;
  for (const FormattedFile& file : result.files) {
    if (!file.changed) continue;
    if (!request.only_check && !io::replace_file(file.name, file.text, report)) continue;
    ++changed;
    output.out += words.fill(request.only_check ? text::Word::format_would_change
                                                : text::Word::format_written,
                             {file.name}) +
                  "\n";
  }
  const std::vector<Diagnostic> unwritten = report.diagnostics();
  result.diagnostics.insert(result.diagnostics.end(), unwritten.begin(), unwritten.end());
  output.out +=
      words.fill(request.only_check ? text::Word::format_total_check : text::Word::format_total,
                 {std::to_string(result.files.size()), std::to_string(changed)}) +
      "\n";
  if (!result.diagnostics.empty() || request.diagnostics == Format::json)
    output.diagnostics(result.diagnostics, request.diagnostics);
  const bool fine = result.complete && unwritten.empty() && !(request.only_check && changed != 0);
  return fine ? Exit::fine : Exit::wrong_input;
}

}  // namespace entitle::cli
