// A planned clean-up as csv, json or a waterfall for people.
#pragma once

#include <string>

#include "adapters/cli/session.h"
#include "engine/answers.h"

namespace segue::cli {

struct PlannedPrune {
  const engine::Prune* prune = nullptr;
  engine::PrunePlan plan;
  bool dry_run = true;
  std::string archive;  // where --apply put the profiles; empty: nothing was changed
};

/// Why --apply is refused, one sentence each: stale data, over the limit. Empty when it may go on.
std::vector<std::string> Refusals(const Population& population, const PlannedPrune& planned);

/// csv or a table. `header` is left out below the first of several.
void WritePrune(Session& session, const Population& population, const PlannedPrune& planned, bool header);
/// One JSON document (docs/commands.md), without a line end.
void WritePruneJson(std::ostream& out, const Population& population, const PlannedPrune& planned);

}  // namespace segue::cli
