// The exception and the questions one asks of diagnostics.
#include "entitle/diagnostic.hpp"

#include <algorithm>
#include <utility>

namespace entitle {
inline namespace v0 {

bool has_errors(const std::vector<Diagnostic>& diagnostics) noexcept {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& one) { return one.severity == Severity::error; });
}

Error::Error(std::vector<Diagnostic> diagnostics)
    : std::runtime_error(to_text(diagnostics)),
      diagnostics_(std::make_shared<const std::vector<Diagnostic>>(std::move(diagnostics))) {}

Error::~Error() = default;

}  // namespace v0
}  // namespace entitle
