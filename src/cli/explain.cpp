// `entitle explain`: says what the code of a diagnostic means, or lists all codes.
#include "cli/commands.hpp"
#include "render/layout.hpp"

namespace entitle::cli {

Exit explain(const Request& request, Output& output) {
  if (!request.code.empty()) {
    output.out = code_info(request.code, output.language)->text(output.language, request.width);
    return Exit::fine;
  }
  render::Sheet sheet(request.width);
  std::vector<std::vector<std::string>> rows;
  for (const CodeInfo& info : code_infos(output.language)) rows.push_back({info.code, info.title});
  sheet.table(0, rows);
  output.out = sheet.take();
  return Exit::fine;
}

}  // namespace entitle::cli
