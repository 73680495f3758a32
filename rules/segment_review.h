// Segments that are always the same as another one, or always lie inside it.
#pragma once

#include "rules/context.h"
#include "rules/program_files.h"

namespace segue::rules {

/// Warnings. `remarks` also says what lies inside what: often meant, so it is said only to those who ask, and never of
/// a pack's segment, which its user cannot write otherwise.
void ReviewSegments(Context& context, const ProgramFiles& files, bool remarks);

}  // namespace segue::rules
