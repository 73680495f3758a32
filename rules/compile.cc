// The passes in order: collect declarations, params, then segments, flags and lifecycles, metrics, reports,
// experiments, prunes.
#include "rules/compile.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "dsl/render.h"
#include "rules/catalog_review.h"
#include "rules/codes.h"
#include "rules/collect.h"
#include "rules/declarations.h"
#include "rules/experiment_lowering.h"
#include "rules/goal_lowering.h"
#include "rules/kpi_review.h"
#include "rules/metrics.h"
#include "rules/program_files.h"
#include "rules/proportion_review.h"
#include "rules/prune_lowering.h"
#include "rules/report_lowering.h"
#include "rules/segment_review.h"

namespace segue::rules {
namespace {

/// `recorded since` needs the program's zone, so it is read after collecting.
void ReadRecordedSince(const std::vector<dsl::File>& files, Context& context) {
  for (const dsl::File& file : files) {
    for (const dsl::Declaration& declaration : file.declarations) {
      const auto* event = std::get_if<dsl::EventDeclaration>(&declaration.node);
      if (event == nullptr || !event->recorded_since) continue;
      const auto* kind = context.model.events.FindEntry(event->name.text);
      const bool is_first = kind != nullptr && PlaceKey(kind->span) == PlaceKey(event->name.span);
      if (!is_first) continue;
      context.model.schema.events[kind->value].recorded_since =
          TimeReader(context).IntervalOf(*event->recorded_since).start;
    }
  }
}

std::vector<engine::NamedNode> Named(const auto& declared, const std::vector<engine::NodeId>& nodes) {
  std::vector<engine::NamedNode> named;
  for (std::size_t i = 0; i < declared.size(); ++i) {
    named.push_back({declared[i].syntax->name.text, nodes[i], *declared[i].description});
  }
  return named;
}

void LowerInto(GoalLowering& lowering, const auto& declared, auto& lowered) {
  for (const auto& one : declared) {
    if (auto made = lowering.Lower(one)) lowered.push_back(std::move(*made));
  }
}

/// Everything from the first metric on; conditions are lowered.
void LowerMeasures(Context& context, engine::Program& program) {
  MeasurePool measures;
  Metrics metrics(context, measures);
  metrics.Lower();
  GoalLowering goals(context, metrics, measures);
  LowerInto(goals, context.model.goal_list, program.goals);
  LowerInto(goals, context.model.benchmark_list, program.benchmarks);
  LowerInto(goals, context.model.advice_list, program.advice);
  LowerInto(goals, context.model.alert_list, program.alerts);
  for (const auto& report : context.model.report_list) {
    ReportLowering lowering(context, metrics, measures);
    program.reports.push_back(lowering.Lower(report));
    for (engine::LifecycleDrawing& drawing : lowering.TakeLifecycleDrawings()) {
      drawing.report = static_cast<std::uint32_t>(program.reports.size() - 1);
      program.lifecycle_drawings.push_back(std::move(drawing));
    }
    if (lowering.goals() == nullptr) continue;
    auto matrix = goals.Lower(*lowering.goals(), lowering.goals_span(), program.goals);
    if (!matrix) continue;
    matrix->report = static_cast<std::uint32_t>(program.reports.size() - 1);
    program.goal_matrices.push_back(std::move(*matrix));
  }
  for (const auto& experiment : context.model.experiment_list) {
    program.experiments.push_back(LowerExperiment(context, metrics, measures, experiment));
  }
  for (const auto& prune : context.model.prune_list) program.prunes.push_back(LowerPrune(context, *prune.syntax));
  program.metrics = metrics.Take();
  program.measures = measures.Take();
}

/// What can be proved about rules that are in order.
void ReviewMeanings(Context& context, const engine::Program& program, const ProgramFiles& files, bool remarks) {
  ReviewSegments(context, files, remarks);
  if (remarks) ReviewKpis(context, program, files);
  for (std::size_t i = 0; i < program.metrics.size(); ++i) {
    ReviewProportion(context, program.metrics[i], program.measures, context.model.metric_list[i].syntax->name.span);
  }
}

void Finish(Context& context, engine::Program& program) {
  program.zone = context.model.zone;
  program.week_starts_sunday = context.model.week_starts_sunday;
  program.currency = context.model.currency;
  program.segments = Named(context.model.segments, context.segment_nodes);
  program.flags = Named(context.model.flags, context.flag_nodes);
  program.scores = std::move(context.scores);
  program.score_runs = std::move(context.score_runs);
  for (LoweredGroup& group : context.groups) program.groups.push_back(std::move(group.group));
  program.schema = std::move(context.model.schema);
  program.lifecycles = std::move(context.lifecycles);
  program.lifecycle_runs = std::move(context.lifecycle_runs);
  program.nodes = context.graph.Take();
  program.longest = context.longest;
}

/// A group of events shows nowhere by itself; one of contacts can be listed.
void WarnAboutUnusedGroups(Context& context) {
  for (std::size_t i = 0; i < context.groups.size(); ++i) {
    const LoweredGroup& group = context.groups[i];
    if (group.used || group.OfContact()) continue;
    context.report.Warning(code::kUnusedGroup, context.model.groups[i].syntax->name.span,
                           "no rule uses group " + Quote(group.group.name),
                           "split a report by it, or test it in `with`");
  }
}

engine::Program LowerAll(const ProgramFiles& files, dsl::SourceMap& sources, const CompileOptions& options,
                         Reporter& report, Suggestions& suggestions) {
  Model model = Collect(files, report, suggestions);
  Parameters parameters(model, report, suggestions);
  parameters.Resolve(sources, options.parameters);
  const auto calendar = engine::Calendar::Load(model.zone, model.week_starts_sunday);
  Context context{model, parameters, report, suggestions, *calendar, {}, {}, {}, {},
                  {},    {},         {},     {},          {},        {}, {}, {}, {}};
  context.plans = &options.plans;
  ReadRecordedSince(files.files, context);
  LowerDeclarations(context);
  engine::Program program;
  LowerMeasures(context, program);
  program.smallest_denominator = parameters.SmallestDenominator();
  if (!dsl::HasErrors(report.diagnostics())) {
    parameters.WarnAboutUnused();
    WarnAboutUnusedGroups(context);
    ReviewMeanings(context, program, files, options.remarks);
  }
  Finish(context, program);
  if (options.catalog) ReviewAgainstStore(context, program, *options.catalog);
  return program;
}

/// Errors on a line that could not be read are most often its consequence; they come back when the line is right.
void DropConsequences(const dsl::SourceMap& sources, const std::vector<dsl::Diagnostic>& unreadable,
                      std::vector<dsl::Diagnostic>& found) {
  const auto line_of = [&](const dsl::Diagnostic& diagnostic) {
    return (std::uint64_t{diagnostic.span.source} << 32) |
           sources.Locate(diagnostic.span.source, diagnostic.span.begin).line;
  };
  std::unordered_set<std::uint64_t> lines;
  for (const dsl::Diagnostic& diagnostic : unreadable) lines.insert(line_of(diagnostic));
  if (lines.empty()) return;
  std::erase_if(found, [&](const dsl::Diagnostic& diagnostic) { return lines.count(line_of(diagnostic)) > 0; });
}

}  // namespace

Compiled Compile(dsl::SourceMap& sources, const CompileOptions& options) {
  Compiled compiled;
  Reporter report(sources);
  Suggestions suggestions;
  const ProgramFiles files = ReadProgramFiles(sources, options.used_files, report, suggestions, compiled.diagnostics);
  compiled.files = files.files.size();
  report.SetUnread(files.files);
  engine::Program program = LowerAll(files, sources, options, report, suggestions);
  auto& found = report.diagnostics();
  DropConsequences(sources, compiled.diagnostics, found);
  compiled.diagnostics.insert(compiled.diagnostics.end(), std::make_move_iterator(found.begin()),
                              std::make_move_iterator(found.end()));
  ExplainUses(files, report, compiled.diagnostics);
  dsl::Sort(compiled.diagnostics);
  compiled.ok = !dsl::HasErrors(compiled.diagnostics);
  if (compiled.ok) compiled.program = std::move(program);
  return compiled;
}

}  // namespace segue::rules
