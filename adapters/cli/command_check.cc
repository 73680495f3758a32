// segue check: all errors and warnings of the rule files, in one run.
#include "adapters/cli/commands.h"
#include "adapters/cli/log.h"
#include "adapters/cli/rule_files.h"
#include "adapters/cli/terminal.h"
#include "dsl/render.h"

namespace segue::cli {
namespace {

Result<std::vector<std::string>> FilesAsked(Session& session, const CheckOptions& options) {
  return options.files.empty() ? session.RuleFiles() : FindRuleFiles(".", options.files);
}

bool NamesAStore(Session& session) { return session.options().store || session.HasProject(); }

/// What the store holds, where there is a store: a project without data, or files alone, are checked without.
Result<std::optional<rules::StoreCatalog>> CatalogIfAny(Session& session) {
  if (!NamesAStore(session)) return std::optional<rules::StoreCatalog>{};
  Result<std::string> path = session.StorePath();
  if (!path) return path.error();
  if (!FileExists(*path)) return std::optional<rules::StoreCatalog>{};
  Result<sqlite::SqliteStore*> store = session.Store(sqlite::OpenMode::kRead);
  if (!store) return store.error();
  Result<sqlite::Catalog> catalog = (*store)->ReadCatalog();
  if (!catalog) return catalog.error();
  rules::StoreCatalog known{catalog->contacts, catalog->fields, catalog->filled, {}, catalog->lists};
  for (const sqlite::Catalog::Kind& kind : catalog->kinds)
    known.kinds.push_back({kind.name, kind.events, kind.properties});
  return std::optional(std::move(known));
}

void WriteRows(Session& session, const dsl::SourceMap& sources, const std::vector<dsl::Diagnostic>& diagnostics) {
  const auto writer = session.Writer({});
  writer->Begin({{"file"}, {"line"}, {"column"}, {"severity"}, {"code"}, {"message"}});
  for (const dsl::Diagnostic& diagnostic : diagnostics) {
    const dsl::Location place = sources.Locate(diagnostic.span.source, diagnostic.span.begin);
    const bool error = diagnostic.severity == dsl::Severity::kError;
    const std::vector<Value> row{std::string_view(sources.Get(diagnostic.span.source).path),
                                 std::int64_t{place.line},
                                 std::int64_t{place.column},
                                 std::string_view(error ? "error" : "warning"),
                                 std::string_view(diagnostic.code),
                                 std::string_view(diagnostic.message)};
    writer->Row(row);
  }
  writer->End();
}

void WriteForPeople(Session& session, const dsl::SourceMap& sources, const rules::Compiled& compiled) {
  const bool colour = UsesColour(Stream::kOutput);
  for (const dsl::Diagnostic& diagnostic : compiled.diagnostics)
    session.out() << dsl::Render(sources, diagnostic, colour) << '\n';
  session.out() << CountMistakes(compiled.diagnostics) << " in " << compiled.files
                << (compiled.files == 1 ? " file\n" : " files\n");
}

}  // namespace

Result<int> RunCommand(Session& session, const CheckOptions& options) {
  Result<std::vector<std::string>> files = FilesAsked(session, options);
  if (!files) return files.error();
  Result<dsl::SourceMap> sources = ReadRuleFiles(*files);
  if (!sources) return sources.error();
  Result<std::optional<rules::StoreCatalog>> catalog = CatalogIfAny(session);
  if (!catalog) return catalog.error();

  Result<std::vector<rules::PlanData>> plans = session.Plans();
  if (!plans) return plans.error();

  RuleFilesOnDisk used_files;
  rules::Compiled compiled;
  {
    const Stage stage("check");
    compiled = rules::Compile(
        *sources, {session.options().parameters, std::move(*catalog), &used_files, true, std::move(*plans)});
  }
  if (session.options().format == OutputFormat::kTable) {
    WriteForPeople(session, *sources, compiled);
  } else {
    WriteRows(session, *sources, compiled.diagnostics);
  }
  return compiled.ok ? kDone : kAnswerIsNo;
}

}  // namespace segue::cli
