// segue import: runs the mappings of segue.yaml, each file all or nothing.
#include <algorithm>
#include <iostream>

#include "adapters/cli/commands.h"
#include "adapters/cli/log.h"
#include "adapters/cli/progress.h"
#include "adapters/cli/rule_files.h"
#include "adapters/cli/suggestion.h"
#include "adapters/import/import.h"

namespace segue::cli {
namespace {

using Mappings = std::vector<const project::ImportMapping*>;

Result<const project::ImportMapping*> FindMapping(const project::Project& project, const std::string& name) {
  std::vector<std::string> names;
  for (const project::ImportMapping& mapping : project.imports) {
    if (mapping.name == name) return &mapping;
    names.push_back(mapping.name);
  }
  adapters::Error error = UnknownName("looking up imports", "import", name, names);
  if (names.empty()) error.advice = "segue.yaml has no imports";
  return error;
}

Result<Mappings> MappingsAsked(const project::Project& project, const ImportOptions& options) {
  Mappings mappings;
  for (const std::string& name : options.names) {
    Result<const project::ImportMapping*> mapping = FindMapping(project, name);
    if (!mapping) return mapping.error();
    mappings.push_back(*mapping);
  }
  if (!options.names.empty()) return mappings;
  for (const project::ImportMapping& mapping : project.imports) mappings.push_back(&mapping);
  if (mappings.empty()) {
    return adapters::Error{"importing", "segue.yaml has no imports", "describe your files under `imports:`"};
  }
  return mappings;
}

Result<import::ImportSummary> RunMapping(Session& session, const project::ImportMapping& mapping, double max_rejects) {
  Result<const project::Project*> project = session.Project();
  Result<const engine::Program*> program = session.Program();
  Result<sqlite::SqliteStore*> store = session.Store(sqlite::OpenMode::kCreate);
  Result<std::string> path = session.StorePath();
  Stage stage("import");
  ProgressBar bar;
  import::ImportOptions options;
  options.max_rejects = max_rejects;
  options.rejects_directory = *path + ".rejects";
  options.progress = [&bar](const std::string& file, std::uint64_t done, std::uint64_t total) {
    bar.Show(file, done, total);
  };
  const import::BeginFile begin = [&](const std::string& name, const std::string& file) {
    return (*store)->Begin((*program)->schema, name, file);
  };
  Result<import::ImportSummary> summary = import::RunImport(**project, mapping, **program, begin, options);
  if (summary) stage.Say(mapping.name + ": " + WithThousands(std::to_string(summary->rows)) + " rows");
  return summary;
}

/// What a row of numbers cannot say.
std::vector<std::string> NotesOf(const import::ImportSummary& summary) {
  std::vector<std::string> notes;
  if (summary.rejected > 0) {
    notes.push_back(summary.import + ": rejected rows with their reasons are in " + ShortPath(summary.rejects_path));
  }
  if (summary.shifted > 0) {
    notes.push_back(summary.import + ": " + WithThousands(std::to_string(summary.shifted)) +
                    " local times fell into a clock change and were moved to the first valid instant");
  }
  for (const std::string& note : summary.notes) notes.push_back(summary.import + ": " + note);
  return notes;
}

void WriteSummaries(Session& session, const std::vector<import::ImportSummary>& summaries) {
  const bool table = session.options().format == OutputFormat::kTable;
  TableFrame frame;
  for (const import::ImportSummary& summary : summaries) {
    for (const std::string& note : NotesOf(summary)) {
      if (table) frame.notes.push_back(note);
      if (!table) std::cerr << "segue: " << note << '\n';
    }
  }
  const auto writer = session.Writer(std::move(frame));
  writer->Begin({{"import", false, true},
                 {"rows", true},
                 {"contacts_added", true},
                 {"events_added", true},
                 {"duplicates", true},
                 {"rejected", true}});
  for (const import::ImportSummary& summary : summaries) {
    const std::vector<Value> row{std::string_view(summary.import),
                                 summary.rows,
                                 summary.contacts_added,
                                 summary.events_added,
                                 summary.duplicates,
                                 summary.rejected};
    writer->Row(row);
  }
  writer->End();
}

}  // namespace

Result<int> RunCommand(Session& session, const ImportOptions& options) {
  Result<const project::Project*> project = session.Project();
  if (!project) return project.error();
  Result<Mappings> mappings = MappingsAsked(**project, options);
  if (!mappings) return mappings.error();
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  Result<sqlite::SqliteStore*> store = session.Store(sqlite::OpenMode::kCreate);
  if (!store) return store.error();
  if (Status prepared = (*store)->Prepare((*program)->schema); !prepared) return prepared.error();

  const CacheExtension extension(**store, *session.StorePath(), (*program)->schema);
  std::vector<import::ImportSummary> summaries;
  for (const project::ImportMapping* mapping : *mappings) {
    Result<import::ImportSummary> summary = RunMapping(session, *mapping, options.max_rejects);
    if (!summary) {
      // Files before the one that failed stay imported: say so before saying what failed.
      if (!summaries.empty()) WriteSummaries(session, summaries);
      return summary.error();
    }
    summaries.push_back(std::move(*summary));
  }
  WriteSummaries(session, summaries);
  return kDone;
}

}  // namespace segue::cli
