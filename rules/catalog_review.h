// Names that the rules declare or use and that the store has never seen.
#pragma once

#include "rules/compile.h"
#include "rules/context.h"

namespace segue::rules {

/// Warnings only. An empty store says nothing: everything is unknown to it.
void ReviewAgainstStore(Context& context, const StoreCatalog& catalog);

}  // namespace segue::rules
