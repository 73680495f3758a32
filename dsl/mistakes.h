// From "the grammar stopped here and would have accepted this" to a message for a marketer.
#pragma once

#include "dsl/diagnostic.h"
#include "dsl/reading.h"

namespace segue::dsl {

/// Looks at what stands at the failure: a forgotten quote or bracket, a sign from a word processor, a reserved word,
/// else "expected …, found …".
Diagnostic Explain(const Reading& reading, const Failure& failure);

}  // namespace segue::dsl
