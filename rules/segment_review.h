// Segments that are always the same as another one, or always lie inside it.
#pragma once

#include "rules/context.h"

namespace segue::rules {

/// Warnings. `remarks` also says what lies inside what: often meant, so it is said only to those who ask.
void ReviewSegments(Context& context, bool remarks);

}  // namespace segue::rules
