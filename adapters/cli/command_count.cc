// segue count: how many contacts are in each segment as of an instant.
#include "adapters/cli/commands.h"
#include "adapters/cli/evaluation_stage.h"
#include "adapters/cli/names.h"
#include "engine/answers.h"

namespace segue::cli {
namespace {

Result<std::vector<const engine::NamedNode*>> SegmentsAsked(const engine::Program& program,
                                                            const CountOptions& options) {
  std::vector<const engine::NamedNode*> segments;
  for (const std::string& name : options.segments) {
    Result<const engine::NamedNode*> segment = FindSegment(program, name);
    if (!segment) return segment.error();
    segments.push_back(*segment);
  }
  if (!options.segments.empty()) return segments;
  for (const engine::NamedNode& segment : program.segments) segments.push_back(&segment);
  return segments;
}

}  // namespace

Result<int> RunCommand(Session& session, const CountOptions& options) {
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  Result<std::vector<const engine::NamedNode*>> segments = SegmentsAsked(**program, options);
  if (!segments) return segments.error();

  NeededColumns columns(**program);
  std::vector<engine::NodeId> nodes;
  for (const engine::NamedNode* segment : *segments) nodes.push_back(segment->node);
  for (const engine::NodeId node : nodes) columns.AddNode(node);
  Result<std::unique_ptr<Population>> population = session.Load(columns);
  if (!population) return population.error();

  std::vector<std::int64_t> counts;
  std::int64_t contacts = 0;
  {
    const EvaluationStage stage(*(*population)->evaluator);
    counts = engine::CountMembers(*(*population)->evaluator, (*population)->as_of, nodes);
    contacts = engine::CountContacts(*(*population)->evaluator, (*population)->as_of);
  }
  const auto writer = session.Writer({.title = "",
                                      .header = {HeaderLine(**population)},
                                      .notes = {"of " + WithThousands(std::to_string(contacts)) + " contacts"},
                                      .when_empty = "the rules declare no segment"});
  writer->Begin({{"segment", false, true}, {"contacts", true, false}});
  for (std::size_t i = 0; i < counts.size(); ++i) {
    writer->Row(std::vector<Value>{std::string_view((*segments)[i]->name), counts[i]});
  }
  writer->End();
  WarnOfRunaways(*(*population)->evaluator);
  return kDone;
}

}  // namespace segue::cli
