// The subcommands of `entitle`, one file each.
#pragma once

#include "cli/options.hpp"
#include "cli/output.hpp"

namespace entitle::cli {

Exit check(const Request& request, Output& output);
Exit evaluate(const Request& request, Output& output);
Exit test(const Request& request, Output& output);
Exit describe(const Request& request, Output& output);
Exit explain(const Request& request, Output& output);
Exit format(const Request& request, Output& output);
Exit batch(const Request& request, Output& output);

}  // namespace entitle::cli
