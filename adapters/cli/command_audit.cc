// segue audit: keeps a review, says later what became of its figures and why, and shows both as a page.
#include <algorithm>
#include <map>
#include <utility>

#include "adapters/cli/audit_changes.h"
#include "adapters/cli/audit_figures.h"
#include "adapters/cli/commands.h"
#include "adapters/cli/computed.h"
#include "adapters/cli/evaluation_stage.h"
#include "adapters/cli/page/report_page.h"

namespace segue::cli {
namespace {

using Figures = std::vector<AuditedFigure>;

Result<std::vector<KnownFacts>> Known(Session& session) {
  Result<sqlite::SqliteStore*> store = session.Store(sqlite::OpenMode::kRead);
  if (!store) return store.error();
  Result<sqlite::Catalog> catalog = (*store)->ReadCatalog();
  if (!catalog) return catalog.error();
  std::vector<KnownFacts> known{{"contacts", catalog->contacts}};
  for (const sqlite::Catalog::Kind& kind : catalog->kinds) known.push_back({"event " + kind.name, kind.events});
  std::sort(known.begin() + 1, known.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return known;
}

Result<Audit> TakeAudit(Session& session, const std::string& project, const std::string& name) {
  Result<std::unique_ptr<Population>> population = LoadAudited(session);
  if (!population) return population.error();
  Audit audit;
  audit.name = name;
  audit.segue = SEGUE_VERSION;
  audit.rules_hash = HashText(session.rules_fingerprint());
  audit.as_of = engine::FormatUtc((*population)->as_of);
  if (const auto through = (*population)->common().data_through) audit.data_through = engine::FormatUtc(*through);
  audit.parameters = session.options().parameters;
  for (const Session::RuleText& rules : session.rule_texts()) {
    audit.rules.push_back({AuditedPath(project, rules.path), rules.text, rules.used});
  }
  Result<std::vector<KnownFacts>> known = Known(session);
  if (!known) return known.error();
  audit.known = std::move(*known);
  const EvaluationStage stage(*(*population)->evaluator, "audit");
  Result<Figures> figures = AuditFigures(**population);
  if (!figures) return figures.error();
  audit.figures = std::move(*figures);
  return audit;
}

// ---------------------------------------------------------------- saving

Result<int> Save(Session& session, const std::string& project, const std::string& name) {
  Result<std::string> path = AuditPath(project, name);
  if (!path) return path.error();
  Result<Audit> audit = TakeAudit(session, project, name);
  if (!audit) return audit.error();
  if (adapters::Status written = WriteAudit(*path, *audit); !written) return written.error();
  const auto writer = session.Writer({.title = "", .header = {}, .notes = {}, .when_empty = ""});
  writer->Begin({{"audit", false, true}, {"as_of", false, false, true}, {"rules_hash"}, {"figures", true}, {"file"}});
  writer->Row(std::vector<Value>{std::string_view(name), std::string_view(audit->as_of),
                                 std::string_view(audit->rules_hash), static_cast<std::int64_t>(audit->figures.size()),
                                 std::string_view(*path)});
  writer->End();
  return kDone;
}

// ---------------------------------------------------------------- comparing

void WriteChanges(Session& session, const AuditChanges& changes) {
  std::map<std::string, int> causes;
  for (const ChangedFigure& one : changes.figures) ++causes[one.because];
  std::string counts =
      std::to_string(changes.same) + " figures are the same, " + std::to_string(changes.figures.size()) + " differ";
  for (const auto& [cause, count] : causes) {
    counts += (&cause == &causes.begin()->first ? ": " : ", ") + std::to_string(count) + " by " + cause;
  }
  const Audit& audit = changes.audit;
  TableFrame frame{.title = "Since the audit " + audit.name,
                   .header = {"then as of " + audit.as_of + ", data through " + audit.data_through,
                              changes.rules_are_the_same ? "the rules are the same" : "the rules have changed", counts},
                   .notes = {},
                   .when_empty = "every figure is the same"};
  const bool for_people = session.options().format == OutputFormat::kTable;
  const auto text = [&](const std::optional<std::string>& value) {
    if (value)
      return value->empty() && for_people ? Value{std::string_view("no value")} : Value{std::string_view(*value)};
    return for_people ? Value{std::string_view("not there")} : Value{};
  };
  const auto writer = session.Writer(std::move(frame));
  writer->Begin({{"figure", false, true}, {"then", true}, {"now", true}, {"because", false, false, true}});
  for (const ChangedFigure& one : changes.figures) {
    writer->Row(
        std::vector<Value>{std::string_view(one.name), text(one.then), text(one.now), std::string_view(one.because)});
  }
  writer->End();
}

Result<int> Against(Session& session, const std::string& project, const AuditOptions& options) {
  const Result<AuditChanges> changes = ChangesSince(session, project, *options.against);
  if (!changes) return changes.error();
  WriteChanges(session, *changes);
  return options.exit_code && !changes->figures.empty() ? kAnswerIsNo : kDone;
}

// ---------------------------------------------------------------- the page

/// The reports of the review: those whose names begin with "Audit", where there are any, else all.
Reports ReviewedReports(const engine::Program& program) {
  Reports reviewed, all;
  for (const engine::Report& report : program.reports) {
    all.push_back(&report);
    if (report.name.starts_with("Audit")) reviewed.push_back(&report);
  }
  return reviewed.empty() ? all : reviewed;
}

Result<int> WriteReview(Session& session, const std::string& project, const AuditOptions& options) {
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  NeededColumns columns(**program);
  AddPartColumns(**program, false, columns);
  const Reports reports = ReviewedReports(**program);
  for (const engine::Report* report : reports) columns.AddReport(*report);
  const auto drawings = DrawingsOf(**program, reports);
  for (const engine::LifecycleDrawing* drawing : drawings) columns.AddReport(drawing->counted);
  Result<std::unique_ptr<Population>> population = session.Load(columns);
  if (!population) return population.error();
  auto computed = ComputeReports(**population, reports, drawings);
  if (!computed) return computed.error();
  PageParts parts = CollectParts(**population, std::move(*computed), false);
  parts.rules_fingerprint = session.rules_fingerprint();
  parts.review = true;
  if (options.against) {
    Result<AuditChanges> changes = ChangesSince(session, project, *options.against);
    if (!changes) return changes.error();
    parts.changes = std::move(*changes);
  }
  const Status written = WritePage(session, **population, parts, *options.html, LanguageOf(options.language));
  if (!written) return written.error();
  return options.exit_code && parts.changes && !parts.changes->figures.empty() ? kAnswerIsNo : kDone;
}

}  // namespace

Result<int> RunCommand(Session& session, const AuditOptions& options) {
  std::string project = session.options().project;
  if (session.HasProject()) {
    Result<const project::Project*> opened = session.Project();
    if (!opened) return opened.error();
    project = (*opened)->directory;
  }
  if (options.save && options.against) {
    return adapters::Error{"auditing", "--save and --against cannot stand together", "compare first, then save",
                           adapters::ErrorClass::kUsage};
  }
  if (options.save) {
    Result<int> saved = Save(session, project, *options.save);
    if (!saved || !options.html) return saved;
  }
  if (options.html) return WriteReview(session, project, options);
  if (options.against) return Against(session, project, options);
  return adapters::Error{"auditing", "none of --save NAME, --against NAME and --html FILE was given",
                         "keep a review with: segue audit --save 2026-Q1", adapters::ErrorClass::kUsage};
}

}  // namespace segue::cli
