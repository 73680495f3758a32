// Questions about a list of diagnostics.
#include "dsl/diagnostic.h"

#include <algorithm>

namespace segue::dsl {

bool HasErrors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::kError; });
}

}  // namespace segue::dsl
