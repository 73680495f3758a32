// Finds what the rules declare by the name that was typed. Names are NFC-normalised and compared exactly; a wrong one
// is a usage error that says what exists.
#pragma once

#include <string>
#include <vector>

#include "adapters/result.h"
#include "engine/program.h"

namespace segue::cli {

/// A segment or a flag.
adapters::Result<const engine::NamedNode*> FindSegment(const engine::Program& program, const std::string& name);
adapters::Result<engine::LifecycleId> FindLifecycle(const engine::Program& program, const std::string& name);
adapters::Result<const engine::Metric*> FindMetric(const engine::Program& program, const std::string& name);
adapters::Result<const engine::Report*> FindReport(const engine::Program& program, const std::string& name);
adapters::Result<const engine::Goal*> FindGoal(const engine::Program& program, const std::string& name);
adapters::Result<const engine::Experiment*> FindExperiment(const engine::Program& program, const std::string& name);
adapters::Result<const engine::Prune*> FindPrune(const engine::Program& program, const std::string& name);
/// A contact's field, a score or a group of contacts: as an index into the three lists, one behind the other.
adapters::Result<std::size_t> FindListedName(const engine::Program& program, const std::string& name);

/// The lifecycles named, in the order asked for; all when none is named.
adapters::Result<std::vector<engine::LifecycleId>> FindLifecycles(const engine::Program& program,
                                                                  const std::vector<std::string>& names);

}  // namespace segue::cli
