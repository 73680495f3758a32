// What is wrong with a rule file, as data: collected, never thrown, rendered in one place (dsl/render.h).
//
// Codes, one section each in docs/errors.md and one golden test each in tests/diagnostics:
//   SG00xx text and syntax      SG01xx names       SG02xx types, units, values   SG03xx lifecycles and circles
//   SG04xx measures, reports, prune                SG05xx hints and warnings
//   SG06xx known to the language, not to this version
#pragma once

#include <string>
#include <vector>

#include "dsl/source.h"

namespace segue::dsl {

enum class Severity { kError, kWarning };

struct Diagnostic {
  std::string code;  // "SG0101"
  Severity severity = Severity::kError;
  Span span;
  std::string message;  // one sentence in the user's words, no final full stop
  std::string note;     // more facts, e.g. the other place; may be empty
  std::string hint;     // what to do, e.g. `did you mean "purchase"?`; may be empty
};

bool HasErrors(const std::vector<Diagnostic>& diagnostics);

}  // namespace segue::dsl
