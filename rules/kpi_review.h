// What makes a set of figures hard to act on: too many or too few of them, none with a goal, only pleasant ones.
#pragma once

#include "engine/program.h"
#include "rules/context.h"
#include "rules/program_files.h"

namespace segue::rules {

/// Remarks on reports and metrics, said only to those who ask (`segue check`). Reports of packs are left out: their
/// user did not choose the figures.
void ReviewKpis(Context& context, const engine::Program& program, const ProgramFiles& files);

}  // namespace segue::rules
