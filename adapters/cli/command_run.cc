// segue run: evaluates up to now and records the moves that are new in the ledger.
#include <iostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/run_recorder.h"

namespace segue::cli {
namespace {

constexpr std::ptrdiff_t kMostShown = 40;  // in a table

std::string CountedMoves(std::size_t count, const std::string& what) {
  return WithThousands(std::to_string(count)) + (count == 1 ? " move " : " moves ") + what;
}

/// What was done, in sentences.
std::vector<std::string> Summary(const sqlite::RunOutcome& outcome, bool dry_run) {
  std::size_t late = 0, withdrawn = 0;
  for (const sqlite::LedgerMove& move : outcome.recorded) {
    if (!move.correction) continue;
    ++(move.withdrawn ? withdrawn : late);
  }
  const std::string verb = dry_run ? "would be " : "";
  const std::size_t added = outcome.recorded.size() - withdrawn;
  std::vector<std::string> lines{
      CountedMoves(added, verb + "recorded" + (outcome.first ? " as history (first run)" : ""))};
  if (late > 0)
    lines.push_back(CountedMoves(late, "among them for days that were already recorded: late data or changed rules"));
  if (withdrawn > 0)
    lines.push_back(CountedMoves(withdrawn, "of earlier runs " + verb + "withdrawn: late data or changed rules"));
  if (dry_run) lines.emplace_back("dry run: nothing was written");
  return lines;
}

/// The moves to print: without those that were withdrawn, and for people the newest only (a first run has all of
/// history).
std::vector<const sqlite::LedgerMove*> MovesShown(const sqlite::RunOutcome& outcome, bool for_people) {
  std::vector<const sqlite::LedgerMove*> moves;
  for (const sqlite::LedgerMove& move : outcome.recorded) {
    if (!move.withdrawn) moves.push_back(&move);
  }
  if (for_people && std::ssize(moves) > kMostShown) moves.erase(moves.begin(), moves.end() - kMostShown);
  return moves;
}

/// csv and json hold the moves; corrections that withdraw one are told on standard error.
void WriteOutcome(Session& session, const Population& population, const sqlite::RunOutcome& outcome, bool dry_run) {
  const bool for_people = session.options().format == OutputFormat::kTable;
  const std::vector<const sqlite::LedgerMove*> shown = MovesShown(outcome, for_people);
  std::vector<std::string> summary = Summary(outcome, dry_run);
  if (for_people && std::ssize(shown) == kMostShown)
    summary.emplace_back("the newest are shown; --format csv prints all");
  if (!for_people) {
    for (const std::string& line : summary) std::cerr << "segue: " << line << '\n';
  }
  const auto writer = session.Writer(
      {.title = "", .header = {HeaderLine(population)}, .notes = std::move(summary), .when_empty = "no new moves"});
  writer->Begin({{"contact", false, true}, {"lifecycle"}, {"from"}, {"to"}, {"at", false, false, true}});
  for (const sqlite::LedgerMove* move : shown) {
    const std::vector<Value> row{std::string_view(move->contact), std::string_view(move->lifecycle),
                                 std::string_view(move->from), std::string_view(move->to), Moment{move->at}};
    writer->Row(row);
  }
  writer->End();
}

}  // namespace

Result<int> RunCommand(Session& session, const RunOptions& options) {
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  Result<sqlite::SqliteStore*> store = session.Store(sqlite::OpenMode::kWrite);
  if (!store) return store.error();
  NeededColumns columns(**program);
  for (std::size_t i = 0; i < (*program)->lifecycles.size(); ++i)
    columns.AddLifecycle(static_cast<engine::LifecycleId>(i));
  Result<std::unique_ptr<Population>> population = session.Load(columns);
  if (!population) return population.error();

  Result<sqlite::RunOutcome> outcome = RecordMoves(session, **population, **store, options.dry_run);
  if (!outcome) return outcome.error();
  WriteOutcome(session, **population, *outcome, options.dry_run);
  return kDone;
}

}  // namespace segue::cli
