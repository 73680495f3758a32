// What the rules declare or use and the store cannot support: names it has never seen, fields that are all but empty.
#pragma once

#include "rules/compile.h"
#include "rules/context.h"

namespace segue::rules {

/// Warnings only. An empty store says nothing: everything is unknown to it.
/// `program` is finished; with errors its nodes may be missing.
void ReviewAgainstStore(Context& context, const engine::Program& program, const StoreCatalog& catalog);

}  // namespace segue::rules
