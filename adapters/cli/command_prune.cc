// segue prune: a dry run by default; --apply takes profiles out of the store, --restore brings them back.
#include <algorithm>

#include "adapters/cli/commands.h"
#include "adapters/cli/evaluation_stage.h"
#include "adapters/cli/log.h"
#include "adapters/cli/names.h"
#include "adapters/cli/points.h"
#include "adapters/cli/prune_output.h"

namespace segue::cli {
namespace {

using Prunes = std::vector<const engine::Prune*>;

Result<Prunes> PrunesAsked(const engine::Program& program, const PruneOptions& options, OutputFormat format) {
  if (options.name) {
    Result<const engine::Prune*> prune = FindPrune(program, *options.name);
    if (!prune) return prune.error();
    return Prunes{*prune};
  }
  Prunes prunes;
  std::string names;
  for (const engine::Prune& prune : program.prunes) {
    prunes.push_back(&prune);
    names += (names.empty() ? "" : ", ") + prune.segment;
  }
  if (prunes.empty()) {
    return adapters::Error{"planning a clean-up", "the rules declare no prune",
                           "declare one: prune Inactive { keep … }"};
  }
  if (prunes.size() == 1 || (!options.apply && format != OutputFormat::kCsv)) return prunes;
  return adapters::Error{"planning a clean-up",
                         options.apply ? "--apply takes one prune at a time" : "csv holds one prune at a time",
                         "name one of: " + names, adapters::ErrorClass::kUsage};
}

/// A forecast cannot be applied. Data may be ahead of the system's clock, and an as-of may be the end of its last day.
Status CheckNotForecast(const Population& population) {
  engine::Instant latest = Now();
  if (const std::optional<engine::Instant> through = population.common().data_through) {
    latest = std::max(latest, population.calendar.PeriodOf(*through, engine::CalendarUnit::kDay).end);
  }
  if (population.as_of <= latest) return adapters::Ok();
  return adapters::Error{"applying a clean-up", "--as-of lies in the future: what happens until then is not known",
                         "leave --as-of out, or leave --apply out to see the forecast", adapters::ErrorClass::kUsage};
}

Status Apply(Session& session, const Population& population, PlannedPrune& planned, const std::string& archive) {
  if (Status checked = CheckNotForecast(population); !checked) return checked;
  const std::vector<std::string> refusals = Refusals(population, planned);
  if (!refusals.empty()) {
    std::string reasons;
    for (const std::string& refusal : refusals) reasons += (reasons.empty() ? "" : "; ") + refusal;
    return adapters::Error{"applying the clean-up of " + planned.prune->segment, "refused: " + reasons,
                           "nothing was changed; import newer data, or change the prune's `needs` or `at most`",
                           adapters::ErrorClass::kRefused};
  }
  if (planned.plan.to_prune.empty()) return adapters::Ok();
  const Stage stage("prune");
  std::vector<std::string> keys;
  for (const std::uint32_t contact : planned.plan.to_prune) keys.emplace_back(population.Key(contact));
  Result<sqlite::SqliteStore*> store = session.Store(sqlite::OpenMode::kWrite);
  if (!store) return store.error();
  if (Status pruned = (*store)->Prune(keys, population.as_of, archive); !pruned) return pruned;
  planned.archive = archive;
  return adapters::Ok();
}

void WriteAll(Session& session, const Population& population, const std::vector<PlannedPrune>& planned, bool one) {
  if (session.options().format != OutputFormat::kJson) {
    for (std::size_t i = 0; i < planned.size(); ++i) {
      if (i > 0) session.out() << '\n';
      WritePrune(session, population, planned[i], i == 0);
    }
    return;
  }
  if (!one) session.out() << "[\n";
  for (std::size_t i = 0; i < planned.size(); ++i) {
    if (i > 0) session.out() << ",\n";
    WritePruneJson(session.out(), population, planned[i]);
  }
  session.out() << (one ? "\n" : "\n]\n");
}

Result<int> Restore(Session& session, const std::string& archive) {
  Result<engine::Instant> at = session.AsOf();
  if (!at) return at.error();
  Result<sqlite::SqliteStore*> store = session.Store(sqlite::OpenMode::kWrite);
  if (!store) return store.error();
  Result<std::int64_t> restored = (*store)->Restore(archive, *at);
  if (!restored) return restored.error();
  const auto writer = session.Writer({.title = "",
                                      .header = {},
                                      .notes = {"they are back in this store; nothing was changed in other systems"},
                                      .when_empty = ""});
  writer->Begin({{"step", false, true}, {"contacts", true}});
  writer->Row(std::vector<Value>{std::string_view("restored"), *restored});
  writer->End();
  return kDone;
}

}  // namespace

Result<int> RunCommand(Session& session, const PruneOptions& options) {
  if (options.restore) return Restore(session, *options.restore);
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  Result<Prunes> prunes = PrunesAsked(**program, options, session.options().format);
  if (!prunes) return prunes.error();
  if (options.apply) {
    if (Result<sqlite::SqliteStore*> store = session.Store(sqlite::OpenMode::kWrite); !store) return store.error();
  }
  NeededColumns columns(**program);
  for (const engine::Prune* prune : *prunes) columns.AddPrune(*prune);
  Result<std::unique_ptr<Population>> population = session.Load(columns);
  if (!population) return population.error();

  std::vector<PlannedPrune> planned;
  for (const engine::Prune* prune : *prunes) {
    const EvaluationStage stage(*(*population)->evaluator, prune->segment);
    planned.push_back(
        {prune, engine::PlanPrune(*(*population)->evaluator, (*population)->as_of, *prune), !options.apply, ""});
  }
  Status applied = options.apply ? Apply(session, **population, planned.front(), *options.out) : adapters::Ok();
  WriteAll(session, **population, planned, options.name.has_value());
  WarnOfRunaways(*(*population)->evaluator);
  if (!applied) return applied.error();
  return kDone;
}

}  // namespace segue::cli
