// segue moves: every move through a lifecycle up to the as-of instant.
#include "adapters/cli/commands.h"
#include "adapters/cli/evaluation_stage.h"
#include "adapters/cli/names.h"
#include "adapters/cli/points.h"
#include "engine/answers.h"

namespace segue::cli {
namespace {

/// --from and --until as instants, both included.
Result<engine::Interval> RangeAsked(const MovesOptions& options, const engine::Calendar& calendar) {
  engine::Interval range{engine::kAlways, engine::kForever};
  if (options.from) {
    Result<engine::Instant> from = ParseFirstMoment("--from", *options.from, calendar);
    if (!from) return from.error();
    range.start = *from;
  }
  if (options.until) {
    Result<engine::Instant> until = ParseLastMoment("--until", *options.until, calendar);
    if (!until) return until.error();
    range.end = *until;
  }
  if (range.start <= range.end) return range;
  return adapters::Error{"reading --from and --until", *options.from + " is after " + *options.until,
                         "give the earlier one to --from", adapters::ErrorClass::kUsage};
}

void WriteMoves(Session& session, const Population& population, engine::Interval range,
                const std::vector<engine::MoveRecord>& moves) {
  const auto writer =
      session.Writer({.title = "", .header = {HeaderLine(population)}, .notes = {}, .when_empty = "no moves"});
  writer->Begin({{"contact", false, true}, {"lifecycle"}, {"from"}, {"to"}, {"at", false, false, true}});
  for (const engine::MoveRecord& move : moves) {
    if (move.at < range.start || move.at > range.end) continue;
    const engine::Lifecycle& lifecycle = population.program.lifecycles[move.lifecycle];
    const std::vector<Value> row{population.Key(move.contact), std::string_view(lifecycle.name),
                                 std::string_view(lifecycle.states[move.from]),
                                 std::string_view(lifecycle.states[move.to]), Moment{move.at}};
    writer->Row(row);
  }
  writer->End();
}

}  // namespace

Result<int> RunCommand(Session& session, const MovesOptions& options) {
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  Result<std::vector<engine::LifecycleId>> lifecycles = FindLifecycles(**program, options.lifecycles);
  if (!lifecycles) return lifecycles.error();
  Result<engine::Interval> range = RangeAsked(options, session.calendar());
  if (!range) return range.error();

  NeededColumns columns(**program);
  for (const engine::LifecycleId lifecycle : *lifecycles) columns.AddLifecycle(lifecycle);
  Result<std::unique_ptr<Population>> population = session.Load(columns);
  if (!population) return population.error();

  std::vector<engine::MoveRecord> moves;
  {
    const EvaluationStage stage(*(*population)->evaluator);
    moves = engine::ListMoves(*(*population)->evaluator, (*population)->as_of, *lifecycles);
  }
  WriteMoves(session, **population, *range, moves);
  WarnOfRunaways(*(*population)->evaluator);
  return kDone;
}

}  // namespace segue::cli
