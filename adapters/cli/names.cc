// One search for all kinds of declaration.
#include "adapters/cli/names.h"

#include <numeric>

#include "adapters/cli/suggestion.h"
#include "unicode/unicode.h"

namespace segue::cli {
namespace {

using adapters::Result;

/// Index of the name, or an error listing the names.
Result<std::size_t> Find(const std::string& kind, const std::string& typed, const std::vector<std::string>& names) {
  const std::string name = unicode::Nfc(typed);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return i;
  }
  return UnknownName("looking up " + kind + "s", kind, name, names);
}

template <typename Declarations>
std::vector<std::string> NamesOf(const Declarations& declarations) {
  std::vector<std::string> names;
  names.reserve(declarations.size());
  for (const auto& declaration : declarations) names.push_back(declaration.name);
  return names;
}

}  // namespace

Result<const engine::NamedNode*> FindSegment(const engine::Program& program, const std::string& name) {
  std::vector<std::string> names = NamesOf(program.segments);
  for (std::string& flag : NamesOf(program.flags)) names.push_back(std::move(flag));
  const Result<std::size_t> found = Find("segment", name, names);
  if (!found) return found.error();
  const std::size_t segments = program.segments.size();
  return *found < segments ? &program.segments[*found] : &program.flags[*found - segments];
}

Result<engine::LifecycleId> FindLifecycle(const engine::Program& program, const std::string& name) {
  const Result<std::size_t> found = Find("lifecycle", name, NamesOf(program.lifecycles));
  if (!found) return found.error();
  return static_cast<engine::LifecycleId>(*found);
}

Result<const engine::Metric*> FindMetric(const engine::Program& program, const std::string& name) {
  const Result<std::size_t> found = Find("metric", name, NamesOf(program.metrics));
  if (!found) return found.error();
  return &program.metrics[*found];
}

Result<const engine::Report*> FindReport(const engine::Program& program, const std::string& name) {
  const Result<std::size_t> found = Find("report", name, NamesOf(program.reports));
  if (!found) return found.error();
  return &program.reports[*found];
}

Result<const engine::Goal*> FindGoal(const engine::Program& program, const std::string& name) {
  const Result<std::size_t> found = Find("goal", name, NamesOf(program.goals));
  if (!found) return found.error();
  return &program.goals[*found];
}

Result<const engine::Experiment*> FindExperiment(const engine::Program& program, const std::string& name) {
  const Result<std::size_t> found = Find("experiment", name, NamesOf(program.experiments));
  if (!found) return found.error();
  return &program.experiments[*found];
}

Result<const engine::Prune*> FindPrune(const engine::Program& program, const std::string& name) {
  std::vector<std::string> segments;
  for (const engine::Prune& prune : program.prunes) segments.push_back(prune.segment);
  const Result<std::size_t> found = Find("prune", name, segments);
  if (!found) return found.error();
  return &program.prunes[*found];
}

Result<std::size_t> FindListedName(const engine::Program& program, const std::string& name) {
  std::vector<std::string> names = NamesOf(program.schema.fields);
  for (std::string& score : NamesOf(program.scores)) names.push_back(std::move(score));
  for (std::string& group : NamesOf(program.groups)) names.push_back(std::move(group));
  return Find("contact field", name, names);
}

Result<std::vector<engine::LifecycleId>> FindLifecycles(const engine::Program& program,
                                                        const std::vector<std::string>& names) {
  std::vector<engine::LifecycleId> lifecycles;
  for (const std::string& name : names) {
    const Result<engine::LifecycleId> found = FindLifecycle(program, name);
    if (!found) return found.error();
    lifecycles.push_back(*found);
  }
  if (!names.empty()) return lifecycles;
  lifecycles.resize(program.lifecycles.size());
  std::iota(lifecycles.begin(), lifecycles.end(), 0U);
  return lifecycles;
}

}  // namespace segue::cli
